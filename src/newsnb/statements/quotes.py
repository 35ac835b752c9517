"""Quotation marks: which stretch of a paragraph is quoted, also with straight, nested, doubled or missing marks."""

import re
from dataclasses import dataclass
from functools import cache

# Typewriter doubles stand for one mark; apostrophes inside words do not count.
_DOUBLED = ("''", "``", "‘‘", "’’", ",,")
_SINGLE = frozenset("'‘’")
"""Marks that are apostrophes as well: they open only before a letter, and must be closed."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted stretch: the marks at ``[start, inner_start)`` and ``[inner_end, end)``, the words between.

    ``closed`` is False where the paragraph ends before a closing mark does.
    """

    start: int
    inner_start: int
    inner_end: int
    end: int
    closed: bool = True


@dataclass(frozen=True, slots=True)
class _Mark:
    text: str
    start: int
    end: int


def find_quotations(raw: str, start: int, end: int, pairs: tuple[tuple[str, str], ...]) -> list[Quotation]:
    """Find the outermost quotations of a paragraph.

    Parameters
    ----------
    raw, start, end
        The text and the paragraph in it.
    pairs
        Opening and closing marks of the language file.

    Returns
    -------
    list of Quotation
        In text order, without overlaps. A mark that opens and never closes quotes to the paragraph's end, unless it
        looks like a closing one, stands alone late in a sentence (an inch sign, a stray mark), or is a single mark,
        which may be an apostrophe.
    """
    closing = {opening: {c for o, c in pairs if o == opening} for opening, _ in pairs}
    marks = _marks(raw, start, end, pairs)
    found, number, hopeless = [], 0, set()
    while number < len(marks):
        mark = marks[number]
        number += 1
        if mark.text in hopeless or mark.text not in closing or not _may_open(raw, mark, start):
            continue
        close = _closing(raw, marks, number, end, mark.text, closing[mark.text])
        if close is not None:
            found.append(Quotation(mark.start, mark.end, marks[close].start, marks[close].end))
            number = close + 1
        elif mark.text not in _SINGLE and _worth_keeping(raw, mark.start, end):
            found.append(Quotation(mark.start, mark.end, end, end, closed=False))
            break
        else:
            hopeless.add(mark.text)  # what closes nowhere after this mark closes nowhere after a later one
    return [_trimmed(raw, q) for q in found if raw[q.inner_start : q.inner_end].strip()]


@cache
def _pattern(pairs: tuple[tuple[str, str], ...]) -> re.Pattern:
    singles = {mark for pair in pairs for mark in pair if len(mark) == 1}
    return re.compile("|".join(map(re.escape, [*_DOUBLED, *sorted(singles)])))


def _marks(raw: str, start: int, end: int, pairs: tuple[tuple[str, str], ...]) -> list[_Mark]:
    found = _pattern(pairs).finditer(raw, start, end)
    return [_Mark("''" if m.group() in _DOUBLED else m.group(), m.start(), m.end()) for m in found]


def _may_open(raw: str, mark: _Mark, start: int) -> bool:
    """Tell whether a mark can open: a word follows it directly, and none ends directly before a straight one."""
    after = raw[mark.end : mark.end + 1]
    before = raw[mark.start - 1] if mark.start > start else " "
    if mark.text in _SINGLE:
        return after.isalpha() and not before.isalnum()
    if raw[mark.start] in "\"'" and before.isalnum() and after and not after.isalnum():
        return False
    return bool(after) and (not after.isspace() or raw[mark.start] in "«“")


def _closing(raw: str, marks: list[_Mark], number: int, end: int, opening: str, closers: set[str]) -> int | None:
    """Find the number of the closing mark; the same kind opened again inside has to be closed first."""
    depth, first = 1, None
    for i in range(number, len(marks)):
        mark = marks[i]
        if mark.text in closers and (mark.text != opening or _may_close(raw, mark, end)):
            if mark.text in _SINGLE and _is_apostrophe(raw, marks, i, end):
                continue
            first = i if first is None else first
            depth -= 1
            if depth == 0:
                return i
        elif mark.text == opening and mark.text not in closers:
            depth += 1
    return first  # one opening too many inside: the first closing mark has to do


def _may_close(raw: str, mark: _Mark, end: int) -> bool:
    after = raw[mark.start + 1] if mark.start + 1 < end else " "
    return not after.isalnum() or not raw[mark.start - 1].isspace()


def _is_apostrophe(raw: str, marks: list[_Mark], number: int, end: int) -> bool:
    """Tell "don't" and "the ministers' plan" from a closing mark: a letter follows, or a surer closing mark comes."""
    mark = marks[number]
    before, after = raw[mark.start - 1], raw[mark.end] if mark.end < end else " "
    if after.isalnum() or before.isspace():
        return True
    if before not in "sS" or not after.isspace():
        return False
    later = next((m for m in marks[number + 1 : number + 8] if m.text in "'‘’" and _is_sure(raw, m)), None)
    return later is not None and later.text != "‘" and not raw[later.start - 1].isspace()


def _is_sure(raw: str, mark: _Mark) -> bool:
    """Tell a single mark that cannot be an apostrophe: a stop stands before it, or it opens a word."""
    before = raw[mark.start - 1]
    return before in ",.!?…" or before.isspace()


def _worth_keeping(raw: str, position: int, end: int) -> bool:
    """Keep an unclosed quotation only where the mark stands at a word's beginning and a good stretch follows."""
    before = raw[position - 1] if position else " "
    return (before.isspace() or before in ":(«“") and end - position > 25


def _trimmed(raw: str, q: Quotation) -> Quotation:
    inner_start, inner_end = q.inner_start, q.inner_end
    while inner_start < inner_end and raw[inner_start].isspace():
        inner_start += 1
    while inner_end > inner_start and raw[inner_end - 1].isspace():
        inner_end -= 1
    return Quotation(q.start, inner_start, inner_end, q.end, q.closed)
