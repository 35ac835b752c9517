"""Quotation marks: which stretch of a paragraph is quoted, also with straight, nested, doubled or missing marks."""

from dataclasses import dataclass

# Typewriter doubles stand for one mark; apostrophes inside words do not count.
_DOUBLED = ("''", "``", "‘‘", "’’", ",,")


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
        looks like a closing one or stands alone late in a sentence (an inch sign, a stray mark).
    """
    found, position = [], start
    closing = {opening: {c for o, c in pairs if o == opening} for opening, _ in pairs}
    while position < end:
        mark = _mark_at(raw, position, end)
        if mark not in closing or not _may_open(raw, position, len(mark), start):
            position += len(mark)
            continue
        close = _closing(raw, position + len(mark), end, mark, closing[mark])
        if close is None:
            if _worth_keeping(raw, position, end):
                found.append(Quotation(position, position + len(mark), end, end, closed=False))
                break
            position += len(mark)
            continue
        found.append(Quotation(position, position + len(mark), close[0], close[1]))
        position = close[1]
    return [_trimmed(raw, q) for q in found if raw[q.inner_start : q.inner_end].strip()]


def _mark_at(raw: str, position: int, end: int) -> str:
    pair = raw[position : min(position + 2, end)]
    return "''" if pair in _DOUBLED else raw[position]


def _may_open(raw: str, position: int, length: int, start: int) -> bool:
    """Tell whether a mark can open: a word follows it directly, and none ends directly before a straight one."""
    after = raw[position + length : position + length + 1]
    before = raw[position - 1] if position > start else " "
    if raw[position] in "\"'" and before.isalnum() and after and not after.isalnum():
        return False
    return bool(after) and (not after.isspace() or raw[position] in "«“")


def _closing(raw: str, position: int, end: int, opening: str, closers: set[str]) -> tuple[int, int] | None:
    """Find where the closing mark stands; the same kind opened again inside has to be closed first."""
    depth, first = 1, None
    while position < end:
        mark = _mark_at(raw, position, end)
        if mark in closers and (mark != opening or _may_close(raw, position, end)):
            first = first or (position, position + len(mark))
            depth -= 1
            if depth == 0:
                return position, position + len(mark)
        elif mark == opening and mark not in closers:
            depth += 1
        position += len(mark)
    return first  # one opening too many inside: the first closing mark has to do


def _may_close(raw: str, position: int, end: int) -> bool:
    after = raw[position + 1] if position + 1 < end else " "
    return not after.isalnum() or not raw[position - 1].isspace()


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
