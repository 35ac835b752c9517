"""Tokens and sentences."""

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

import torch
from stanza.models import tokenizer
from stanza.models.tokenization.data import DataLoader, TokenizationDataset
from stanza.models.tokenization.trainer import Trainer
from stanza.models.tokenization.utils import eval_model, load_mwt_dict
from stanza.models.tokenization.vocab import Vocab
from training.parsing import conllu, cutting
from training.parsing.stages import Stage
from training.parsing.tasks.network import Network
from training.parsing.tasks.vocabulary import shipped

_SHUFFLE = 100  # steps
_SEED = 1


class Cutting(Network):
    """Stanza's tokenizer; it may learn from more text (``more``, which holds ``train`` too) until it settles."""

    def __init__(self, args: dict, train: Path, more: Path, dev: Path, finished: Path | None, device: str):
        self._args = args
        expansions = load_mwt_dict(f"{train}-mwt.json")
        likeliest = {token: found[0] for token, found in expansions.items()}
        before = shipped(finished)
        vocabulary = Vocab.load_state_dict(before["vocab"]) if before else None
        self._train = DataLoader(args, input_files=_files(more), vocab=vocabulary, mwt_expansions=likeliest)
        vocabulary = self._train.vocab
        self._alone = self._train
        if more != train:
            self._alone = DataLoader(args, input_files=_files(train), vocab=vocabulary, mwt_expansions=likeliest)
        args |= {"vocab_size": len(vocabulary), "use_mwt": self._train.has_mwt()}
        self._held_out = TokenizationDataset(args, input_files=_files(dev), vocab=vocabulary, evaluation=True)
        self._expansions = expansions
        self.trainer = Trainer(args=args, vocab=vocabulary, device=device)
        if before:
            self.trainer.model.load_state_dict(before["model"])

    def batches(self) -> Iterator:
        """Stretches of text, with characters left out now and then."""
        dropped = {"unit_dropout": self._args["unit_dropout"], "feat_unit_dropout": self._args["feat_unit_dropout"]}
        for step in itertools.count(1):
            yield self._train.next(**dropped)
            if step % _SHUFFLE == 0:
                self._train.shuffle()

    def settle(self) -> None:
        """Leave the teacher's text, whose sentences may end elsewhere, out of the batches to come."""
        self._train = self._alone

    def score(self) -> float:
        """Harmonic mean of the F1 of tokens and of sentences on the held-out text."""
        with torch.no_grad():
            return eval_model(self._args, self.trainer, self._held_out, self._train.vocab, self._expansions)


def _files(stem: Path) -> dict[str, str]:
    return {"txt": f"{stem}.txt", "label": f"{stem}.toklabels"}


def _more(folders, lang: str, train: Path) -> Path:
    """The training text, with that of a teacher where there is one."""
    cuts = folders.cuts(lang)
    if not cuts.is_file():
        return train
    paragraphs = cutting.as_drawn(conllu.read(cuts), random.Random(_SEED))
    return cutting.extended(train, paragraphs, folders.data / f"{lang}.train+cuts")


def build(stage: Stage, folders, device: str) -> Cutting:
    """Read the data of a stage and make its network."""
    options = {"lang": stage.lang, **stage.options}
    args = tokenizer.parse_args(stage.arguments(options))
    features = tokenizer.DEFAULT_FEAT_FUNCS
    args |= {"feat_funcs": features, "feat_dim": len(features), "num_dict_feat": 0, "device": device}
    train, dev = (folders.data / f"{stage.lang}.{part}" for part in ("train", "dev"))
    return Cutting(args, train, _more(folders, stage.lang, train), dev, folders.finished(stage), device)
