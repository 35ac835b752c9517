"""The teacher: a linear-chain CRF over words, tags of our own first tagger and verdicts of other tools."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pycrfsuite
from training.parsing.conllu import Sentence, Word

_ITERATIONS = 120
_EDGE = "_"


@dataclass(frozen=True)
class Example:
    """What the teacher sees of a sentence.

    Attributes
    ----------
    forms
        Words.
    first
        Labels (`label`) by our own first tagger, which must not have been trained on the sentence.
    verdicts
        For each word what other tools say, always as many verdicts, the most telling one last.
    """

    forms: Sequence[str]
    first: Sequence[str]
    verdicts: Sequence[tuple[str, ...]]


def label(word: Word) -> str:
    """Part of speech and features as one label."""
    return f"{word.upos}~{word.feats}"


def labelled(sentence: Sentence, labels: Iterable[str]) -> Sentence:
    """A sentence with other parts of speech and features."""
    words = []
    for word, (upos, feats) in zip(sentence.words, (each.split("~") for each in labels), strict=True):
        words.append(replace(word, upos=upos, xpos="_", feats=feats))
    return replace(sentence, words=tuple(words))


def learn(examples: Iterable[tuple[Example, Sequence[str]]], file: Path) -> "Teacher":
    """Learn from sentences and their labels; the model lies in ``file``."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for example, labels in examples:
        trainer.append(_features(example), list(labels))
    trainer.set_params({"c1": 0.2, "c2": 0.2, "max_iterations": _ITERATIONS})
    trainer.train(str(file))
    return Teacher(file)


class Teacher:
    """A CRF that was learned."""

    def __init__(self, file: Path):
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(file))

    def labels(self, example: Example) -> list[str]:
        """One label a word."""
        return self._tagger.tag(_features(example))


def _features(example: Example) -> list[list[str]]:
    forms, joint = example.forms, example.first
    first = [each.split("~")[0] for each in joint]
    columns = [list(column) for column in zip(*example.verdicts, strict=True)]
    return [
        [*_spelling(forms, i), *_tags(first, joint, i), *_said(forms, first, columns, i)] for i in range(len(forms))
    ]


def _at(column: Sequence[str], place: int) -> str:
    return column[place] if 0 <= place < len(column) else _EDGE


def _spelling(forms: Sequence[str], i: int) -> Iterable[str]:
    form = forms[i]
    yield f"w={form}"
    for length in (1, 2, 3, 4):
        yield f"end={form[-length:]}"
        yield f"begin={form[:length]}"
    for step in (-2, -1, 1, 2):
        near = _at(forms, i + step)
        yield f"w{step}={near}"
        yield f"begin{step}={near[:2]}"
    for step in (-1, 1):
        near = _at(forms, i + step)
        yield f"edges{step}={near[:2]} {near[-1:]} {form[:2]} {form[-1:]}"


def _tags(first: Sequence[str], joint: Sequence[str], i: int) -> Iterable[str]:
    yield f"joint={joint[i]}"
    yield from _column("tag", first, i)


def _said(forms: Sequence[str], first: Sequence[str], columns: list[list[str]], i: int) -> Iterable[str]:
    for name, column in enumerate(columns):
        yield from _column(name, column, i)
        yield f"{name},tag={column[i]} {first[i]}"
        yield f"{name},w={column[i]} {forms[i]}"
        for step in (-1, 1):
            yield f"{name},tag{step}={column[i]} {_at(first, i + step)}"
    telling = columns[-1]
    yield f"end,said={forms[i][-3:]} {telling[i]}"
    for step in (-1, 1):
        yield f"begin,said{step}={_at(forms, i + step)[:2]} {forms[i][:2]} {telling[i]}"


def _column(name, column: Sequence[str], i: int) -> Iterable[str]:
    before, here, after = _at(column, i - 1), column[i], _at(column, i + 1)
    yield f"{name}={here}"
    for step in (-2, -1, 1, 2):
        yield f"{name}{step}={_at(column, i + step)}"
    yield f"{name}-1,0={before} {here}"
    yield f"{name}0,1={here} {after}"
    yield f"{name}-1,0,1={before} {here} {after}"
