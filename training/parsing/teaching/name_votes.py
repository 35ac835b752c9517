"""Names in plain text by several recognisers together.

Each gives every word a score for every tag, and every pair of tags a score to follow each other. A linear-chain field
whose scores are the means of theirs is the (unnormalised) geometric mean of their distributions; its best sequence is
taken. Recognisers that began with other weights make other mistakes, and one that learns from their common tags comes
near to all of them together, as with parsers (`tree_votes`).
"""

from pathlib import Path

import numpy as np
import torch
from stanza.models.common import utils
from stanza.models.common.crf import viterbi_decode
from stanza.models.common.doc import Document
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.ner.data import DataLoader
from stanza.models.ner.trainer import Trainer, fix_singleton_tags, unpack_batch
from training.parsing import entities
from training.parsing.entities import Tagged
from training.parsing.teaching.recognisers import Forms, begin_inside

_SENTENCES_AT_ONCE = 50


def named(models: list[Path], texts: Forms, device: str = "cpu") -> list[Tagged]:
    """Tag the names that several recognisers like best together.

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
    tags = _tags(trainers[0])
    for model, trainer in zip(models, trainers, strict=True):
        if sorted(_tags(trainer)) != sorted(tags):
            raise ValueError(f"{model}: its tags are not those of {models[0]}: the recognisers cannot vote together")
    order = [[_tags(trainer).index(tag) + VOCAB_PREFIX_SIZE for tag in tags] for trainer in trainers]
    content = entities.as_content([[(form, "O") for form in forms] for forms in texts])
    words = [_scores(trainer, content, places) for trainer, places in zip(trainers, order, strict=True)]
    pairs = np.mean([_transitions(t)[np.ix_(places, places)] for t, places in zip(trainers, order, strict=True)], 0)
    sentences = []
    for forms, *votes in zip(texts, *words, strict=True):
        best, _ = viterbi_decode(np.mean(votes, 0, dtype=np.float32), pairs)
        sequence = fix_singleton_tags([tags[place] for place in best])
        sentences.append(entities.mended(list(zip(forms, begin_inside(sequence), strict=True))))
    return sentences


def _tags(trainer: Trainer) -> list[str]:
    return list(trainer.vocab["tag"].items(0))[VOCAB_PREFIX_SIZE:]


def _transitions(trainer: Trainer) -> np.ndarray:
    return trainer.model.crits[0]._transitions.detach().cpu().numpy()


def _scores(trainer: Trainer, content: list, places: list[int]) -> list[np.ndarray]:
    """One recogniser's scores for each sentence: words by tags, the tags in a given order."""
    args = dict(trainer.args) | {"charlm": None}
    batches = DataLoader(Document(content), _SENTENCES_AT_ONCE, args, vocab=trainer.vocab, evaluation=True)
    device = next(trainer.model.parameters()).device
    found: list[np.ndarray] = []
    trainer.model.eval()
    with torch.no_grad():
        for batch in batches:
            inputs, order, word_order, letter_order, lengths, *letters = unpack_batch(batch, device)
            words, spelled, mask, characters, tags = inputs
            word_lengths, letter_lengths, offsets = letters
            more = word_lengths, characters, offsets, letter_lengths, letter_order
            _, (scores,), _ = trainer.model(words, spelled, mask, tags, word_order, lengths, *more)
            cut = [scores[i, :n].cpu().numpy()[:, places].astype(np.float16) for i, n in enumerate(lengths)]
            found += utils.unsort(cut, order)
    return found
