"""Dependency trees."""

import io
from collections.abc import Iterator
from pathlib import Path

import torch
from stanza.models import parser
from stanza.models.common import utils
from stanza.models.common.doc import DEPREL, HEAD, Document
from stanza.models.depparse import scorer
from stanza.models.depparse.data import DataLoader
from stanza.models.depparse.trainer import GraphTrainer
from stanza.utils.conll import CoNLL
from training.parsing import conllu
from training.parsing.stages import Stage
from training.parsing.tasks.network import Network
from training.parsing.tasks.vocabulary import Start, shorten


class Parsing(Network):
    """Stanza's graph parser; the first ``alike`` training sentences are annotated like the test set.

    Trees that other parsers gave to plain text (``silver``) add nothing to the vocabulary and are left when it settles.
    """

    def __init__(self, args: dict, files: dict[str, Path], start: Start, device: str, alike: int):
        self._dev = files["dev"]
        content, silver = (_content(files[part]) for part in ("train", "silver"))
        vocabulary = start.vocabulary(DataLoader(Document(content), args["batch_size"], args, None).vocab)
        self._train, self._alike = (
            DataLoader(Document(part), args["batch_size"], args, None, vocab=vocabulary)
            for part in (content + silver, content[:alike])
        )
        shorten([*self._train.dataset.data, *self._alike.dataset.data])
        self._held_out = DataLoader(
            CoNLL.conll2doc(str(self._dev)), 2000, args, None, vocab=vocabulary, evaluation=True, sort_during_eval=True
        )
        self.trainer = GraphTrainer(args=args, vocab=vocabulary, pretrain=None, device=device)
        start.fill(self.trainer.model, self.trainer.model.word_emb)

    def batches(self) -> Iterator:
        """Batches of about as many words; the first round is shuffled too (Stanza sorts it by length)."""
        while True:
            self._train.reshuffle()
            yield from self._train

    def settle(self) -> None:
        """Leave the second treebank of a language and the trees of other parsers out of the rounds to come."""
        self._train = self._alike

    def score(self) -> float:
        """Labelled attachment on the held-out sentences, with the tagger's tags."""
        found = []
        with torch.no_grad():
            for batch in self._held_out:
                found += self.trainer.predict(batch)
        found = utils.unsort(found, self._held_out.data_orig_idx)
        self._held_out.doc.set([HEAD, DEPREL], [word for sentence in found for word in sentence])
        return scorer.score(io.StringIO(f"{self._held_out.doc:C}\n\n"), str(self._dev))[2]


def _content(file: Path) -> list:
    return CoNLL.conll2dict(input_file=str(file))[0] if file.is_file() else []


def build(stage: Stage, folders, device: str) -> Parsing:
    """Read the data of a stage and make its network."""
    start = Start(folders.vectors(stage), stage.words, folders.finished(stage))
    options = stage.options | {"word_emb_dim": start.width(stage.options["word_emb_dim"])}
    # Only the English treebanks have one and the same set of finer tags.
    flags = ["no_pretrain", "no_second_optim", *(["no_xpos"] if stage.lang != "en" else [])]
    args = parser.parse_args(stage.arguments(options, flags)) | {"device": device, "use_plateau": False}
    files = {part: folders.trees(stage.lang, part) for part in ("train", "dev")}
    files["silver"] = folders.parsed(stage.lang)
    alike = len(conllu.read(folders.train_parts(stage.lang)[0]))
    return Parsing(args, files, start, device, alike)
