"""Scores of models on test sets, everything predicted from plain text, by the scorers of CoNLL 2018 and of Stanza."""

import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import stanza
import torch
from stanza.models.common.doc import Document
from stanza.models.common.utils import ud_scores
from stanza.models.ner import scorer
from stanza.models.ner.data import DataLoader
from stanza.utils.conll import CoNLL
from training.parsing import conllu, cutting

MEASURES = ("Words", "Sentences", "UPOS", "UFeats", "Lemmas", "UAS", "LAS")
_PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")


@dataclass(frozen=True)
class Scores:
    """F1 in per cent.

    Attributes
    ----------
    raw
        By measure of the CoNLL 2018 scorer, from plain text.
    names, precision, recall
        Of whole names on the tokens of the test set.
    by_type
        F1 of names by type.
    """

    raw: dict[str, float]
    names: float
    precision: float
    recall: float
    by_type: dict[str, float] = field(default_factory=dict)


def scores(lang: str, models: Path, treebank: Path, names: Path, first: int | None = None) -> Scores:
    """Score the models of one language.

    Parameters
    ----------
    lang
        Language code.
    models
        Folder laid out as Stanza's.
    treebank
        Test sentences as CoNLL-U. Where the file marks no paragraphs, sentences stand in paragraphs of one to four.
    names
        Test sentences with entity tags, as `entities.write` wrote them.
    first
        Only so many sentences of each (for trying out).
    """
    pipeline = load(lang, models)
    sentences = conllu.read(treebank)[:first]
    found = pipeline(plain_text(sentences))
    raw = _raw(found, sentences)
    content = json.loads(names.read_text(encoding="utf-8"))[:first]
    precision, recall, f1, by_type = _names(pipeline.processors["ner"].trainers[0], content)
    per_type = {kind: _per_cent(value) for kind, value in sorted(by_type.items())}
    return Scores(raw, _per_cent(f1), _per_cent(precision), _per_cent(recall), per_type)


def load(lang: str, models: Path) -> stanza.Pipeline:
    """Stanza's own pipeline with all processors that a folder has for a language."""
    there = json.loads((models / "resources.json").read_text(encoding="utf-8"))[lang]["default_processors"]
    return stanza.Pipeline(
        lang, dir=str(models), package="default", processors=",".join(p for p in _PROCESSORS if p in there),
        download_method=None, use_gpu=False, verbose=False, tokenize_max_seqlen=6000,
    )  # fmt: skip


def plain_text(sentences: list[conllu.Sentence]) -> str:
    """The sentences as running text in paragraphs, always the same."""
    import random

    marked = sum(sentence.begins_paragraph for sentence in sentences) > 1
    drawn = cutting.as_marked(sentences) if marked else cutting.as_drawn(sentences, random.Random(1))
    return "\n\n".join(cutting.labelled(paragraph)[0] for paragraph in drawn)


def _raw(found: Document, sentences: list[conllu.Sentence]) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = Path(folder) / "gold.conllu", Path(folder) / "predicted.conllu"
        conllu.write(sentences, gold)
        CoNLL.write_doc2conll(found, str(predicted))
        result = ud_scores(str(gold), str(predicted))
    return {measure: _per_cent(result[measure].f1) for measure in MEASURES}


def name_tags(trainer, content: list[list[dict[str, str]]]) -> tuple[list[list[str]], list[list[str]]]:
    """Tags that a recogniser finds and those that are given, in the scheme of begin, inside, end and single."""
    batches = name_batches(trainer, content)
    found = []
    with torch.no_grad():
        for batch in batches:
            found += trainer.predict(batch)
    return found, [[tags[0] for tags in sentence] for sentence in batches.tags]


def name_batches(trainer, content: list[list[dict[str, str]]]) -> DataLoader:
    """Sentences as a recogniser reads them, in their order."""
    args = dict(trainer.args) | {"charlm": None}
    return DataLoader(Document(content), 50, args, vocab=trainer.vocab, evaluation=True)


def _names(trainer, content: list[list[dict[str, str]]]):
    return scorer.score_by_entity(*name_tags(trainer, content), verbose=False)


def _per_cent(share: float) -> float:
    return round(100 * share, 1)
