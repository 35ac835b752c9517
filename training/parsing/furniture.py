"""Lines around articles, made from the patterns of ``furniture.yaml``."""

import random
import re
from collections.abc import Sequence
from pathlib import Path

import yaml
from training.parsing.conllu import Sentence, Word
from training.parsing.entities import Tagged

_PATTERNS = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
_MARK = re.compile(r"[^\w\u200c]")
_CLOSING = {":", ",", "/"}


def lines(lang: str, names: dict[str, Sequence[list[str]]], count: int, draw: random.Random) -> list[Tagged]:
    """Make lines with entity tags.

    Parameters
    ----------
    lang
        Language code.
    names
        Names to draw from, each a list of tokens, by type (``PER``, ``LOC``).
    count
        How many lines.
    draw
        Source of randomness.
    """
    return [_filled(draw.choice(_PATTERNS[lang]), names, draw) for _ in range(count)]


def _filled(pattern: str, names: dict[str, Sequence[list[str]]], draw: random.Random) -> Tagged:
    line: Tagged = []
    for part in pattern.split():
        kind = part.strip("{}")
        if kind in names:
            name = draw.choice(names[kind])
            line += [(form, f"{'I' if i else 'B'}-{kind}") for i, form in enumerate(name)]
        else:
            line += [(form, "O") for form in _plain(part, draw)]
    return line


def _plain(part: str, draw: random.Random) -> list[str]:
    if part == "{N}":
        return [str(draw.randint(1, 2040))]
    if part == "{TIME}":
        return [f"{draw.randint(0, 23)}:{draw.randint(0, 59):02}"]
    first, *rest = part.split("+")
    return [first + "+", *rest] if rest else [part]


def as_sentence(line: Tagged) -> Sentence:
    """A line for the tokenizer: marks stand close to what is before them, clitics close to what is after."""
    forms = [form for form, _ in line]
    words = []
    for form, following in zip(forms, [*forms[1:], ""], strict=True):
        close = form.endswith("+") or following in _CLOSING - {"/"}
        upos = "PUNCT" if _MARK.fullmatch(form) else "X"
        words.append(Word(form.rstrip("+") or form, "_", upos, "_", "_", 0, "root", not close))
    return Sentence(tuple(words))


def as_tagged(line: Tagged) -> Tagged:
    """A line for the recogniser."""
    return [(form.rstrip("+") or form, tag) for form, tag in line]


def whole(sentences: Sequence[Tagged]) -> dict[str, list[list[str]]]:
    """All names of persons and places of a set, as lists of tokens."""
    found: dict[str, set[tuple[str, ...]]] = {"PER": set(), "LOC": set()}
    for sentence in sentences:
        name: list[str] = []
        for (form, tag), (_, following) in zip(sentence, [*sentence[1:], ("", "O")], strict=True):
            name = [*name, form] if tag[0] == "I" and name else [form]
            if tag[2:] in found and following != "I" + tag[1:]:
                found[tag[2:]].add(tuple(name))
    return {kind: [list(name) for name in sorted(names)] for kind, names in found.items()}
