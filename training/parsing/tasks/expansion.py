"""Words inside tokens that stand for several."""

import io
from collections.abc import Iterator
from pathlib import Path

import torch
from stanza.models import mwt_expander
from stanza.models.common.doc import Document
from stanza.models.mwt import scorer
from stanza.models.mwt.data import BinaryDataLoader, DataLoader
from stanza.models.mwt.trainer import Trainer
from stanza.models.mwt.utils import mwts_composed_of_words
from stanza.utils.conll import CoNLL
from training.parsing.stages import Stage
from training.parsing.tasks.network import Network


class Expansion(Network):
    """Stanza's expander; where the words are pieces of the token it only decides where to cut."""

    def __init__(self, args: dict, train: Path, dev: Path, device: str):
        self._dev = dev
        document = CoNLL.conll2doc(str(train))
        args["force_exact_pieces"] = mwts_composed_of_words(document)
        args["num_layers"] = 2 if args["force_exact_pieces"] else 1
        loader = BinaryDataLoader if args["force_exact_pieces"] else DataLoader
        self._train = loader(document, args["batch_size"], args)
        args["vocab_size"] = self._train.vocab.size
        self._held_out = loader(_contracted(dev), 200, args, vocab=self._train.vocab, evaluation=True)
        self.trainer = Trainer(args=args, vocab=self._train.vocab, device=device)
        self.trainer.train_dict(document.get_mwt_expansions(evaluation=False))

    def batches(self) -> Iterator:
        """Batches of tokens."""
        while True:
            yield from self._train.to_loader()

    def score(self) -> float:
        """F1 of words on the held-out sentences."""
        found = []
        with torch.no_grad():
            for batch in self._held_out.to_loader():
                found += self.trainer.predict(batch)
        document = _contracted(self._dev)
        found = self.trainer.ensemble(document.get_mwt_expansions(evaluation=True), found)
        document.set_mwt_expansions(found, fake_dependencies=True)
        return scorer.score(io.StringIO(f"{document:C}\n\n"), str(self._dev))[2]


def _contracted(file: Path) -> Document:
    """The sentences as the expander meets them: tokens marked as several words, which are not given."""
    sentences = []
    for sentence in CoNLL.conll2dict(input_file=str(file))[0]:
        spans = [word["id"] for word in sentence if len(word["id"]) > 1]
        inside = {(number,) for first, last in spans for number in range(first, last + 1)}
        kept = [word for word in sentence if word["id"] not in inside]
        sentences.append([_renumbered(word, number) for number, word in enumerate(kept, start=1)])
    return Document(sentences)


def _renumbered(word: dict, number: int) -> dict:
    marked = {"misc": "MWT=Yes"} if len(word["id"]) > 1 else {}
    return {"id": (number,), "text": word["text"], **marked}


def build(stage: Stage, folders, device: str) -> Expansion:
    """Read the data of a stage and make its network."""
    args = vars(mwt_expander.parse_args(stage.arguments(stage.options))) | {"device": device}
    train, dev = (folders.data / f"{stage.lang}.{part}.conllu" for part in ("train", "dev"))
    return Expansion(args, train, dev, device)
