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
from training.parsing import conllu, cutting
from training.parsing.stages import Stage
from training.parsing.tasks.network import Network

_SHUFFLE = 100  # steps
_SEED = 1


class Cutting(Network):
    """Stanza's tokenizer."""

    def __init__(self, args: dict, train: Path, dev: Path, device: str):
        self._args = args
        expansions = load_mwt_dict(f"{train}-mwt.json")
        likeliest = {token: found[0] for token, found in expansions.items()}
        self._train = DataLoader(args, input_files=_files(train), mwt_expansions=likeliest)
        args |= {"vocab_size": len(self._train.vocab), "use_mwt": self._train.has_mwt()}
        self._held_out = TokenizationDataset(args, input_files=_files(dev), vocab=self._train.vocab, evaluation=True)
        self._expansions = expansions
        self.trainer = Trainer(args=args, vocab=self._train.vocab, device=device)

    def batches(self) -> Iterator:
        """Stretches of text, with characters left out now and then."""
        dropped = {"unit_dropout": self._args["unit_dropout"], "feat_unit_dropout": self._args["feat_unit_dropout"]}
        for step in itertools.count(1):
            yield self._train.next(**dropped)
            if step % _SHUFFLE == 0:
                self._train.shuffle()

    def score(self) -> float:
        """Harmonic mean of the F1 of tokens and of sentences on the held-out text."""
        with torch.no_grad():
            return eval_model(self._args, self.trainer, self._held_out, self._train.vocab, self._expansions)


def _files(stem: Path) -> dict[str, str]:
    return {"txt": f"{stem}.txt", "label": f"{stem}.toklabels"}


def _text(folders, lang: str) -> Path:
    """The training text, with that of a teacher where there is one."""
    train, cuts = folders.data / f"{lang}.train", folders.cuts(lang)
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
    return Cutting(args, _text(folders, stage.lang), folders.data / f"{stage.lang}.dev", device)
