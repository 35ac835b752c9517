"""Names of persons, organisations and places."""

import itertools
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import torch
from stanza.models import ner_tagger
from stanza.models.common.doc import Document
from stanza.models.ner import scorer
from stanza.models.ner.data import DataLoader
from stanza.models.ner.trainer import Trainer
from training.parsing import entities
from training.parsing.names import Hiding
from training.parsing.stages import Stage
from training.parsing.tasks.network import Network
from training.parsing.tasks.vocabulary import Start, only, shorten

_RENAMED = 0.4  # of the persons
_ROUNDS = 5
_SEED = 4


class Recognition(Network):
    """Stanza's recogniser; some of the names are hidden from its word table while it learns.

    Sentences tagged by another system (``silver``), if there are any, are learned from until it settles. Listed names
    of persons (``people``) get rows in the word table that begin near those of the persons in the name set, and stand
    in the place of some of them, in each round others.
    """

    def __init__(self, args: dict, files: dict[str, Path], people: list[str], stage: Stage, start: Start, device: str):
        content, dev = (json.loads(files[part].read_text(encoding="utf-8")) for part in ("train", "dev"))
        more = json.loads(files["silver"].read_text(encoding="utf-8")) if files["silver"].is_file() else []
        renamed = _renamed(files["train"], people) if people else []
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

    def batches(self) -> Iterator:
        """Batches of sentences, each time with other names hidden."""
        draw = random.Random(random.random())
        for number in itertools.count():
            now = self._now
            sentences, hide = now[number % len(now)]
            sentences.reshuffle()
            for words, *rest in sentences:
                yield [hide(sentence, draw) for sentence in words], *rest
                if now is not self._now:
                    break

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


def _renamed(file: Path, people: list[str]) -> list[list[list[dict[str, str]]]]:
    """The name set several times, each time with other persons."""
    draw, named = random.Random(_SEED), entities.read_written(file)
    return [entities.as_content(entities.renamed(named, people, _RENAMED, draw)) for _ in range(_ROUNDS)]


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


def build(stage: Stage, folders, device: str) -> Recognition:
    """Read the data of a stage and make its network."""
    start = Start(folders.vectors(stage), stage.words, folders.finished(stage))
    options = stage.options | {"word_emb_dim": start.width(stage.options["word_emb_dim"])}
    args = ner_tagger.parse_args(stage.arguments(options, ["no_pretrain"])) | {"device": device}
    files = {part: folders.names(stage.lang, part) for part in ("train", "dev", "silver")}
    return Recognition(args, files, folders.people(stage.lang), stage, start, device)
