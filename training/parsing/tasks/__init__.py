"""Stanza's networks as tasks of the training loop, one module for each processor."""

from importlib import import_module

from training.parsing.fitting import Task
from training.parsing.stages import Stage

_MODULES = {
    "tokenize": "tokens",
    "mwt": "expansion",
    "pos": "tags",
    "lemma": "lemmas",
    "depparse": "trees",
    "ner": "recognition",
}


def build(stage: Stage, folders, device: str) -> Task:
    """Read the data of a stage and make its network."""
    module = import_module(f"training.parsing.tasks.{_MODULES[stage.processor]}")
    return module.build(stage, folders, device)
