"""Dictionary forms."""

import io
from collections.abc import Iterator
from pathlib import Path

import torch
from stanza.models import lemmatizer
from stanza.models.common.doc import LEMMA, TEXT, UPOS
from stanza.models.lemma import scorer
from stanza.models.lemma.data import DataLoader
from stanza.models.lemma.trainer import Trainer
from stanza.utils.conll import CoNLL
from training.parsing.stages import Stage
from training.parsing.tasks.network import Network


class Distinct(DataLoader):
    """Each form with its lemma once: the dictionary knows how often, the network learns how to spell."""

    def preprocess(self, data, char_vocab, pos_vocab, args):
        """Turn triples into what the network reads."""
        return super().preprocess(sorted(set(map(tuple, data))), char_vocab, pos_vocab, args)


class Lemmas(Network):
    """Stanza's dictionary of the training set and its network for all other words."""

    def __init__(self, args: dict, train: Path, dev: Path, device: str):
        self._dev = dev
        self._train = Distinct(CoNLL.conll2doc(str(train)), args["batch_size"], args)
        vocabulary = self._train.vocab
        args |= {"vocab_size": vocabulary["char"].size, "pos_vocab_size": vocabulary["pos"].size}
        self._held_out = DataLoader(CoNLL.conll2doc(str(dev)), 200, args, vocab=vocabulary, evaluation=True)
        self.trainer = Trainer(args=args, vocab=vocabulary, device=device)
        self.trainer.train_dict([triple[:3] for triple in self._train.raw_data()])

    def batches(self) -> Iterator:
        """Batches of words."""
        while True:
            for number in torch.randperm(len(self._train)).tolist():
                yield self._train[number]

    def score(self) -> float:
        """Share of held-out words with the right lemma, given their parts of speech."""
        document, found, edits = self._held_out.doc, [], []
        with torch.no_grad():
            for batch in self._held_out:
                words, kinds = self.trainer.predict(batch, self.trainer.args["beam_size"])
                found += words
                edits += kinds or []
        found = self.trainer.postprocess(document.get([TEXT]), found, edits=edits)
        document.set([LEMMA], self.trainer.ensemble(document.get([TEXT, UPOS]), found))
        return scorer.score(io.StringIO(f"{document:C}\n\n"), str(self._dev))[2]


def build(stage: Stage, folders, device: str) -> Lemmas:
    """Read the data of a stage and make its network."""
    args = lemmatizer.parse_args(stage.arguments(stage.options)) | {"device": device}
    train, dev = (folders.data / f"{stage.lang}.{part}.conllu" for part in ("train", "dev"))
    return Lemmas(args, train, dev, device)
