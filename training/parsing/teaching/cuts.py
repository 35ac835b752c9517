"""Where clitics are cut off Arabic words: a linear-chain CRF over letters that knows AlKhalil's readings."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import pycrfsuite
from training.parsing.conllu import Sentence
from training.parsing.teaching.alkhalil import LETTERS, readings

_ITERATIONS = 120
_BEFORE_NUMBER = re.compile(r"[وفبلك]\d.*")
_CUT, _WHOLE = "1", "0"
Surface = tuple[str, tuple[int, ...]]  # what stands between spaces, and the places where it is cut


def surfaces(sentence: Sentence) -> list[Surface]:
    """What stands between the spaces of a sentence, and where the treebank cuts it."""
    found: list[Surface] = []
    text, ends = "", []
    for word in sentence.words:
        text += word.form
        ends.append(len(text))
        if word.space_after or word is sentence.words[-1]:
            found.append((text, tuple(ends[:-1])))
            text, ends = "", []
    return found


def seen(sentences: Iterable[Sequence[str]]) -> Counter:
    """How often each word stands in plain text: the second source of what can stand alone."""
    return Counter(form for sentence in sentences for form in sentence)


class Cutter:
    """A CRF that was learned, and the counts it was learned with."""

    def __init__(self, file: Path, counts: Counter):
        self._counts = counts
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(file))

    def cut(self, forms: Sequence[str]) -> list[list[str]]:
        """Cut every word of a sentence; marks and digits stay whole."""
        return [self._pieces(forms, place) for place in range(len(forms))]

    def _pieces(self, forms: Sequence[str], place: int) -> list[str]:
        form = forms[place]
        if _BEFORE_NUMBER.fullmatch(form):
            return [form[0], form[1:]]
        if len(form) < 2 or not LETTERS.fullmatch(form):
            return [form]
        labels = self._tagger.tag(_features(forms, place, 0, form, self._counts))
        places = [i for i, each in enumerate(labels) if each == _CUT and i]
        return [form[a:b] for a, b in zip([0, *places], [*places, len(form)], strict=True)]


def learn(sentences: Iterable[Sentence], counts: Counter, file: Path) -> Cutter:
    """Learn from a treebank; the model lies in ``file``."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for sentence in sentences:
        line = surfaces(sentence)
        forms = [form for form, _ in line]
        for place, (form, cuts) in enumerate(line):
            for found in LETTERS.finditer(form):
                if len(found.group()) > 1:
                    inside = range(found.start(), found.end())
                    labels = [_CUT if i in cuts and i > found.start() else _WHOLE for i in inside]
                    trainer.append(_features(forms, place, found.start(), found.group(), counts), labels)
    trainer.set_params({"c1": 0.02, "c2": 0.1, "max_iterations": _ITERATIONS})
    trainer.train(str(file))
    return Cutter(file, counts)


def _features(forms: Sequence[str], place: int, start: int, word: str, counts: Counter) -> list[list[str]]:
    """One row of features a letter; a cut is made before the letter."""
    before = forms[place - 1] if place and not start else ""
    after = forms[place + 1] if place + 1 < len(forms) else ""
    found = readings(word)
    allowed = Counter(i for reading in found for i in reading.cuts)
    parts = sorted({reading.pos for reading in found})
    return [
        [*_letters(word, i, before, after), *_known(word, i, allowed, len(found), parts, counts)]
        for i in range(len(word))
    ]


def _letters(word: str, i: int, before: str, after: str) -> Iterable[str]:
    left, right = word[:i], word[i:]
    yield f"letter={word[i]}"
    for length in (1, 2):
        yield f"left={left[-length:]}"
    for length in (2, 3, 4):
        yield f"right={right[:length]}"
    yield f"around={left[-1:]} {word[i]}"
    yield f"all left={left if i < 5 else '...'}"
    yield f"all right={right if len(right) < 5 else '...'}"
    yield f"from begin={min(i, 6)}"
    yield f"to end={min(len(right), 6)}"
    yield f"length={min(len(word), 9)}"
    yield f"before={before}"
    yield f"before ends={before[-2:]}"
    yield f"after={after}"
    if i < 3 or len(right) < 4:
        yield f"word={word} {i}"


def _known(word: str, i: int, allowed: Counter, total: int, parts: list[str], counts: Counter) -> Iterable[str]:
    left, right = word[:i], word[i:]
    cut = "unknown" if not total else "all" if allowed[i] == total else "some" if allowed[i] else "none"
    yield f"cut={cut}"
    yield f"cut,around={cut} {word[max(0, i - 1) : i + 1]}"
    for part in parts:
        yield f"cut,part={cut} {part}"
    if i < 4:
        yield f"cut,left={cut} {left}"
    elif len(right) < 4:
        yield f"cut,right={cut} {right}"
    if 1 <= i <= 3:
        yield f"right seen={_often(counts[right])} {left}"
        yield f"with article={_often(counts['ال' + word])} {left}"
        yield f"both seen={_often(counts[word])} {_often(counts[right])} {left}"
        yield f"right read={bool(readings(right))} {left}"
    if i and len(right) <= 3:
        yield f"left seen={bool(counts[left])} {right}"
        yield f"left read={bool(readings(left))} {right}"
        yield f"bound read={bool(left.endswith('ت') and readings(left[:-1] + 'ة'))} {right}"


def _often(count: int) -> str:
    return "never" if not count else "twice" if count < 3 else "ten times" if count < 10 else "often"
