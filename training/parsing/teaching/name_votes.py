"""Names in plain text by several recognisers together.

Each gives every word a score for every tag, and every pair of tags a score to follow each other. A linear-chain field
whose scores are the means of theirs is the (unnormalised) geometric mean of their distributions; its best sequence is
taken. Recognisers that began with other weights make other mistakes, and one that learns from their common tags comes
near to all of them together, as with parsers (`tree_votes`).
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from stanza.models.common import utils
from stanza.models.common.crf import viterbi_decode
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.ner.trainer import Trainer, fix_singleton_tags
from training.parsing import entities, evaluate
from training.parsing.entities import Tagged
from training.parsing.tasks.imitation import scored, tags_of
from training.parsing.teaching.recognisers import Forms, begin_inside


@dataclass(frozen=True)
class Votes:
    """What several recognisers make of sentences, together.

    Attributes
    ----------
    tags
        Of begin, inside, end and single words of names, and ``O``.
    texts
        Words of the sentences.
    scores
        For each sentence an array of words by tags, half precision.
    transitions
        Scores of a tag (row) being followed by another (column).
    """

    tags: list[str]
    texts: list[tuple[str, ...]]
    scores: list[np.ndarray]
    transitions: np.ndarray

    def save(self, file: Path) -> None:
        """Write the scores for a recogniser that is to imitate them (`training.parsing.tasks.imitation`)."""
        content = {"tags": self.tags, "texts": [list(text) for text in self.texts]}
        content["scores"] = [torch.from_numpy(scores) for scores in self.scores]
        torch.save({**content, "transitions": torch.from_numpy(self.transitions)}, file)

    def named(self, first: int | None = None) -> list[Tagged]:
        """The first sentences, or all, with the best sequence of tags each, as begin, inside and outside."""
        sentences = []
        for forms, scores in zip(self.texts[:first], self.scores[:first], strict=True):
            best, _ = viterbi_decode(scores.astype(np.float32), self.transitions)
            tags = fix_singleton_tags([self.tags[place] for place in best])
            sentences.append(entities.mended(list(zip(forms, begin_inside(tags), strict=True))))
        return sentences


def vote(models: list[Path], texts: Forms, device: str = "cpu") -> Votes:
    """Read sentences with several recognisers.

    Parameters
    ----------
    models
        Recognisers as Stanza saves them; their words and letters may differ, their tags may not.
    texts
        Words of sentences.
    device
        ``"cpu"`` or ``"cuda"``.

    Raises
    ------
    ValueError
        If the recognisers have other tags.
    """
    trainers = [Trainer(model_file=str(model), device=device) for model in models]
    tags = tags_of(trainers[0])
    for model, trainer in zip(models, trainers, strict=True):
        if sorted(tags_of(trainer)) != sorted(tags):
            raise ValueError(f"{model}: its tags are not those of {models[0]}: the recognisers cannot vote together")
    content = entities.as_content(entities.untagged(texts))
    scores, transitions = None, 0
    for trainer in trainers:
        places = [tags_of(trainer).index(tag) + VOCAB_PREFIX_SIZE for tag in tags]
        own = _scores(trainer, content, places, share=1 / len(trainers))
        scores = own if scores is None else [ours + more for ours, more in zip(scores, own, strict=True)]
        transitions = transitions + _transitions(trainer)[np.ix_(places, places)] / len(trainers)
    return Votes(tags, [tuple(forms) for forms in texts], scores, transitions)


def _transitions(trainer: Trainer) -> np.ndarray:
    return trainer.model.crits[0]._transitions.detach().cpu().numpy()


def _scores(trainer: Trainer, content: list, places: list[int], share: float) -> list[np.ndarray]:
    """One recogniser's part of the scores for each sentence: words by tags, the tags in a given order."""
    found: list[np.ndarray] = []
    trainer.model.eval()
    with torch.no_grad():
        for batch in evaluate.name_batches(trainer, content):
            _, scores, lengths, order = scored(trainer.model, batch)
            cut = [(share * scores[i, :n].cpu().numpy()[:, places]).astype(np.float16) for i, n in enumerate(lengths)]
            found += utils.unsort(cut, order)
    return found
