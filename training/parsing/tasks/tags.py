"""Parts of speech and features."""

import io
import random
from collections.abc import Iterator
from pathlib import Path

import torch
from stanza.models import tagger
from stanza.models.common import utils
from stanza.models.common.doc import Document
from stanza.models.pos.data import Dataset
from stanza.models.pos.trainer import Trainer
from stanza.utils.conll import CoNLL
from training.parsing.stages import Stage
from training.parsing.tasks.network import Network
from training.parsing.tasks.vocabulary import LONGEST, Start

_SHELF = 1500  # sentences sorted by length at a time


class Tagging(Network):
    """Stanza's tagger with batches of like length; sets whose features are masked never share one with others.

    Texts of a teacher (``silver``) add nothing to the vocabulary, so that the network stays small.
    """

    def __init__(
        self,
        args: dict,
        train: list[Path],
        dev: Path,
        silver: list[Path],
        start: Start,
        device: str,
    ):
        self._dev, self._tokens = dev, args["batch_maximum_tokens"]
        documents = [Document(CoNLL.conll2dict(input_file=str(file))[0]) for file in (*train, *silver)]
        vocabulary = start.vocabulary(Dataset.init_vocab(documents[: len(train)], args))
        self._sets = [Dataset(d, args, None, vocab=vocabulary) for d in documents]
        for dataset in self._sets:
            _shorten(dataset)
        self._own = [self._sets[0], *self._sets[len(train) :]]
        self._held_out = Dataset(
            CoNLL.conll2doc(str(dev)), args, None, vocab=vocabulary, evaluation=True, sort_during_eval=True
        )
        self.trainer = Trainer(args=args, vocab=vocabulary, pretrain=None, device=device)
        start.fill(self.trainer.model, self.trainer.model.word_emb)

    def batches(self) -> Iterator:
        """Batches of about as many words, sentences of like length together."""
        while True:
            batches = [(s, places) for s in self._sets for places in _by_length(s, self._tokens)]
            random.shuffle(batches)
            for dataset, places in batches:
                yield dataset.collate_fn([dataset[place] for place in places])

    def settle(self) -> None:
        """Leave the second treebank of a language out of the batches to come; a teacher's text is like the first."""
        self._sets = self._own

    def score(self) -> float:
        """Accuracy on the held-out words with the treebank's own cuts: the mean of parts of speech and features."""
        _tag(self.trainer, self._held_out)
        # Not Stanza's "AllTags": where a treebank has no finer tags it compares a filler with nothing and gives 0.
        found = utils.ud_scores(str(self._dev), io.StringIO(f"{self._held_out.doc:C}\n\n"))
        return (found["UPOS"].f1 + found["UFeats"].f1) / 2


def _tag(trainer: Trainer, dataset: Dataset) -> None:
    """Put the tagger's tags into the document of a data set."""
    predictions, order = [], []
    with torch.no_grad():
        for batch in dataset.to_loader(batch_size=100):
            predictions += trainer.predict(batch)
            order.extend(batch.idx)
    tagger.set_predictions(dataset.doc, trainer, utils.unsort(predictions, order))


def write_tagged(model: Path, treebank: Path, target: Path, device: str = "cpu") -> None:
    """Write a treebank again, with the tags of a model for its own."""
    trainer = Trainer(model_file=str(model), device=device)
    dataset = Dataset(
        CoNLL.conll2doc(str(treebank)), trainer.args, None, vocab=trainer.vocab, evaluation=True, sort_during_eval=True
    )
    _tag(trainer, dataset)
    CoNLL.write_doc2conll(dataset.doc, str(target))


def _shorten(dataset: Dataset) -> None:
    for sample in dataset.data:
        sample.char[0][:] = [letters[:LONGEST] for letters in sample.char[0]]


def _by_length(dataset: Dataset, tokens: int) -> list[list[int]]:
    order = random.sample(range(len(dataset)), len(dataset))
    batches = []
    for start in range(0, len(order), _SHELF):
        batch: list[int] = []
        for place in sorted(order[start : start + _SHELF], key=lambda i: len(dataset.data[i].text)):
            if batch and (len(batch) + 1) * len(dataset.data[place].text) > tokens:
                batches.append(batch)
                batch = []
            batch.append(place)
        batches.append(batch)
    return batches


def build(stage: Stage, folders, device: str, parts: list[Path] | None = None) -> Tagging:
    """Read the data of a stage, or these parts of it, and a teacher's text, and make its network.

    A network for parts of the data never begins with a finished one, which has seen all of them.
    """
    silver = [file for file in [folders.silver(stage.lang)] if file.is_file()]
    start = Start(folders.vectors(stage), stage.words, None if parts else folders.finished(stage))
    parts = parts or folders.train_parts(stage.lang)
    dev = folders.data / f"{stage.lang}.dev.conllu"
    options = stage.options | {"word_emb_dim": start.width(stage.options["word_emb_dim"])}
    args = tagger.parse_args(stage.arguments(options, ["no_pretrain", "no_second_optim"]))
    return Tagging(args | {"device": device}, parts, dev, silver, start, device)
