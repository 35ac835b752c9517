"""Names of persons, organisations and places."""

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
from training.parsing.names import Hiding
from training.parsing.stages import Stage
from training.parsing.tasks.network import Network
from training.parsing.tasks.vocabulary import LONGEST, Words, width

_LETTERS = 1  # place of the spellings in a record of Stanza's


class Recognition(Network):
    """Stanza's recogniser; some of the names are hidden from its word table while it learns."""

    def __init__(self, args: dict, train: Path, dev: Path, vectors: Path | None, stage: Stage, device: str):
        content = json.loads(train.read_text(encoding="utf-8"))
        document = Document(content)
        size = args["batch_size"]
        vocabulary = DataLoader(document, size, args).vocab
        known = Words(vocabulary["delta"], vectors, stage.words)
        vocabulary["delta"] = known.vocabulary
        self._train = DataLoader(document, size, args, vocab=vocabulary, max_batch_words=args["max_batch_words"])
        for batch in self._train.data:
            for record in batch:
                record[_LETTERS] = [letters[:LONGEST] for letters in record[_LETTERS]]
        held_out = Document(json.loads(dev.read_text(encoding="utf-8")))
        self._held_out = DataLoader(held_out, 100, args, vocab=vocabulary, evaluation=True)
        self.trainer = Trainer(args=args, vocab=vocabulary, pretrain=None, device=device)
        known.fill(self.trainer.model.delta_emb)
        self._hide = _hiding(content, stage.hidden_names)

    def batches(self) -> Iterator:
        """Batches of sentences, each time with other names hidden."""
        draw = random.Random(random.random())
        while True:
            self._train.reshuffle()
            for words, *rest in self._train:
                yield [self._hide(sentence, draw) for sentence in words], *rest

    def score(self) -> float:
        """F1 of whole names on the held-out sentences."""
        found = []
        with torch.no_grad():
            for batch in self._held_out:
                found += self.trainer.predict(batch)
        gold = [[tags[0] for tags in sentence] for sentence in self._held_out.tags]
        return scorer.score_by_entity(found, gold, verbose=False)[2]


def _hiding(sentences: list[list[dict[str, str]]], rate: float) -> Hiding:
    tokens = [(token["text"].lower(), token["ner"]) for sentence in sentences for token in sentence]
    return Hiding(Counter(word for word, _ in tokens), Counter(word for word, tag in tokens if tag != "O"), rate)


def build(stage: Stage, folders, device: str) -> Recognition:
    """Read the data of a stage and make its network."""
    vectors = folders.vectors(stage)
    options = stage.options | {"word_emb_dim": width(vectors, stage.options["word_emb_dim"])}
    args = ner_tagger.parse_args(stage.arguments(options, ["no_pretrain"])) | {"device": device}
    train, dev = (folders.names(stage.lang, part) for part in ("train", "dev"))
    return Recognition(args, train, dev, vectors, stage, device)
