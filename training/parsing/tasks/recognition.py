"""Names of persons, organisations and places."""

import itertools
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from stanza.models import ner_tagger
from stanza.models.common.doc import Document
from stanza.models.ner import scorer
from stanza.models.ner.data import DataLoader
from stanza.models.ner.trainer import Trainer
from training.parsing import entities
from training.parsing.folders import Folders
from training.parsing.names import Hiding
from training.parsing.stages import Stage
from training.parsing.tasks.imitation import Imitation, scored, tags_of
from training.parsing.tasks.network import Network
from training.parsing.tasks.vocabulary import Start, only, shorten

_RENAMED = 0.4  # of the persons
_ROUNDS = 5
_SEED = 4


@dataclass(frozen=True)
class Lessons:
    """What a recogniser learns from.

    Attributes
    ----------
    named, held_out
        Sentences of the name set to learn from, and to be scored on.
    silver
        Sentences tagged by another system, learned from until the network settles; often none.
    people
        Listed names of persons: they get rows in the word table that begin near those of the persons in the name set,
        and stand in the place of some of them, in each round others.
    scores
        File with the scores of other recognisers, imitated throughout if it is there.
    """

    named: list[entities.Tagged]
    held_out: list[entities.Tagged]
    silver: list[entities.Tagged]
    people: list[str]
    scores: Path


class Recognition(Network):
    """Stanza's recogniser; some of the names are hidden from its word table while it learns."""

    def __init__(self, args: dict, lessons: Lessons, stage: Stage, start: Start, device: str):
        people = lessons.people
        content, dev, more = map(entities.as_content, (lessons.named, lessons.held_out, lessons.silver))
        renamed = [entities.as_content(part) for part in renamings(lessons.named, people)]
        seen = [sentence for part in (content, more, *renamed) for sentence in part]
        vocabulary = DataLoader(Document(seen), args["batch_size"], args).vocab
        if more or people:
            vocabulary["delta"] = only(vocabulary["delta"], _worth_a_row(content, more, start.words))
        vocabulary = start.vocabulary(vocabulary, "delta", people)
        self._alone = [
            (_loader(part, args, vocabulary), _hiding(part, stage.hidden_names)) for part in renamed or [content]
        ]
        both = content + more
        self._now = [(_loader(both, args, vocabulary), _hiding(both, stage.hidden_names))] if more else self._alone
        self._held_out = DataLoader(Document(dev), 100, args, vocab=vocabulary, evaluation=True)
        self.trainer = Trainer(args=args, vocab=vocabulary, pretrain=None, device=device)
        alike = [token["text"].lower() for s in content for token in s if token["ner"].endswith("PER")]
        start.fill(self.trainer.model, self.trainer.model.delta_emb, alike)
        self._imitation = None
        if lessons.scores.is_file():
            self._imitation = Imitation(lessons.scores, tags_of(self.trainer))
            self._imitation.begin(self.trainer.model.crits[0])

    def batches(self) -> Iterator:
        """Batches of sentences, each time with other names hidden; behind them their words with none hidden."""
        draw = random.Random(random.random())
        for number in itertools.count():
            now = self._now
            sentences, hide = now[number % len(now)]
            sentences.reshuffle()
            for words, *rest in sentences:
                yield [hide(sentence, draw) for sentence in words], *rest, words
                if now is not self._now:
                    break

    def update(self, batch) -> float:
        """Learn from a batch and give the loss."""
        *batch, texts = batch
        if self._imitation is None:
            return super().update(batch)
        model, optimizer = self.trainer.model, self.trainer.optimizer
        model.train()
        optimizer.zero_grad()
        learned, scores, _, _ = scored(model, batch)
        loss = self._imitation.loss(learned, scores, texts)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), self.trainer.args["max_grad_norm"])
        optimizer.step()
        return loss.item()

    def settle(self) -> None:
        """Leave the sentences tagged by another system out of the batches to come."""
        self._now = self._alone

    def score(self) -> float:
        """F1 of whole names on the held-out sentences."""
        found = []
        with torch.no_grad():
            for batch in self._held_out:
                found += self.trainer.predict(batch)
        gold = [[tags[0] for tags in sentence] for sentence in self._held_out.tags]
        return scorer.score_by_entity(found, gold, verbose=False)[2]


def renamings(named: list[entities.Tagged], people: list[str]) -> list[list[entities.Tagged]]:
    """The name set several times, always the same way, each time with other persons; never if none are listed."""
    draw = random.Random(_SEED)
    return [entities.renamed(named, people, _RENAMED, draw) for _ in range(_ROUNDS)] if people else []


def _loader(content: list[list[dict[str, str]]], args: dict, vocabulary) -> DataLoader:
    size, longest = args["batch_size"], args["max_batch_words"]
    loader = DataLoader(Document(content), size, args, vocab=vocabulary, max_batch_words=longest)
    for batch in loader.data:
        shorten(batch)
    return loader


def _worth_a_row(content, more, ready: set[str]) -> list[str]:
    """Words that have a vector, or are frequent enough to learn one: the most frequent of the name set first."""
    own, others = (Counter(t["text"].lower() for sentence in part for t in sentence) for part in (content, more))
    ranked = sorted(own.keys() | others.keys(), key=lambda word: (-3 * own[word] - others[word], word))
    return [w for w in ranked if (w in ready and (own[w] or others[w] > 1)) or own[w] > 2 or others[w] > 4]


def _hiding(sentences: list[list[dict[str, str]]], rate: float) -> Hiding:
    tokens = [(token["text"].lower(), token["ner"]) for sentence in sentences for token in sentence]
    return Hiding(Counter(word for word, _ in tokens), Counter(word for word, tag in tokens if tag != "O"), rate)


def build(stage: Stage, folders: Folders, device: str) -> Recognition:
    """Read the data of a stage and make its network."""
    start = Start(folders.vectors(stage), stage.words, folders.finished(stage))
    options = stage.options | {"word_emb_dim": start.width(stage.options["word_emb_dim"])}
    args = ner_tagger.parse_args(stage.arguments(options, ["no_pretrain"])) | {"device": device}
    return Recognition(args, _lessons(stage.lang, folders), stage, start, device)


def _lessons(lang: str, folders: Folders) -> Lessons:
    named, held_out = (entities.read_written(folders.names(lang, part)) for part in ("train", "dev"))
    silver = folders.names(lang, "silver")
    return Lessons(
        named + held_out if folders.with_dev else named, held_out,
        entities.read_written(silver) if silver.is_file() else [],
        folders.people(lang), folders.name_scores(lang),
    )  # fmt: skip
