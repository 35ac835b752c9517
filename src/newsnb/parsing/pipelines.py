"""Stanza pipelines, loaded when first needed, and their output as plain records.

Only this module and the package `newsnb.parsing.direct` import stanza and torch.
"""

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import SimpleNamespace

from newsnb.parsing.document import Word, plain_entity
from newsnb.parsing.models import Models, check_hashes


def _stanza():
    """Import stanza without a word: its progress bars ask Jupyter for widgets, which newsnb does not use."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="IProgress not found")
        import stanza
    return stanza


@cache
def _pipeline(models: Models):
    stanza = _stanza()
    logging.getLogger("stanza").setLevel(logging.ERROR)
    check_hashes(models)
    with _without_optimizers():
        return stanza.Pipeline(
            models.lang,
            dir=str(models.folder),
            package="default",
            processors=",".join(models.processors),
            download_method=None,
            use_gpu=_on_gpu(),
            verbose=False,
            # A token longer than this would come back as "<UNK>" and break the offsets.
            tokenize_max_seqlen=6000,
        )


@contextmanager
def _without_optimizers() -> Iterator[None]:
    """Let Stanza load networks without an optimizer each: only training uses it, and making one imports a compiler."""
    from stanza.models.common import utils

    ordinary = utils.dispatch_optimizer
    utils.dispatch_optimizer = lambda *_, **__: SimpleNamespace(param_groups=[])
    try:
        yield
    finally:
        utils.dispatch_optimizer = ordinary


def _on_gpu() -> bool:
    """Tell whether the user wants Stanza's own pipeline on a graphics card (``NEWSNB_GPU=1``)."""
    return os.environ.get("NEWSNB_GPU") == "1"


@cache
def _direct(models: Models):
    """Stanza's networks without its pipeline; ``None`` for networks built otherwise or on a graphics card."""
    pipeline = _pipeline(models)
    from newsnb.parsing import direct

    return None if _on_gpu() else direct.build(pipeline.processors)


def parse_texts(texts: list[str], models: Models) -> list[list[list[Word]]]:
    """Parse texts in one batch.

    Parameters
    ----------
    texts
        Already made readable (`pieces.readable`); a blank line ends a sentence.

    Returns
    -------
    list
        For each text its sentences, each a list of words with offsets into that text.
    """
    if direct := _direct(models):
        return direct(texts)
    stanza = _stanza()
    documents = [stanza.Document([], text=text) for text in texts]
    return [[_words(s) for s in document.sentences] for document in _pipeline(models).bulk_process(documents)]


def _words(sentence) -> list[Word]:
    """Words of a Stanza sentence; those inside a multi-word token take the token's span and entity."""
    records = []
    for token in sentence.tokens:
        for word in token.words:
            records.append(
                Word(
                    id=word.id,
                    text=word.text,
                    lemma=word.lemma or word.text,
                    upos=word.upos or "X",
                    feats=word.feats or "",
                    head=word.head if word.head is not None else 0,
                    deprel=word.deprel or "",
                    start=token.start_char,
                    end=token.end_char,
                    entity=plain_entity(token.ner),
                )
            )
    return records
