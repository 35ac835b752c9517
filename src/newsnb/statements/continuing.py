"""Quotations beyond the cue's own sentence: announced before, going on after, standing alone."""

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import accumulate

from newsnb.statements.contents import Content
from newsnb.statements.cues import CueHit
from newsnb.statements.lines import Line
from newsnb.statements.quotes import Quotation
from newsnb.statements.records import Attribution, holders


def announced(line: Line, hit: CueHit, following: Line | None) -> Content | None:
    """``The minister wrote:`` and the quotation in the next line."""
    if (
        following is None
        or not line.raw[hit.end : following.start].rstrip().endswith(":")
        or line.raw.find(":", hit.end) < 0
    ):
        return None
    quotation = next((q for q in following.quotations if q.start <= following.start), None)
    if quotation is None or "clause" not in hit.cue.take or any(h.start > hit.start for h in line.cues):
        return None
    return Content(((quotation.inner_start, quotation.inner_end),), "direct", "quotation in the next line", 0.85)


def prolonged(lines: list[Line], found: list[Attribution]) -> list[Attribution]:
    """Let a quotation go on: after its cue in the same paragraph, or in the next one where it was not closed."""
    quotations = {q.start: q for line in lines for q in line.quotations}
    unclosed = {q.inner_start for q in quotations.values() if not q.closed}
    starts = {line.start: line.sentence.paragraph for line in lines}
    taken = {a.content.spans[0][0] for a in found}
    result = []
    for a in found:
        line, spans = lines[a.sentence], a.content.spans
        before_cue = a.cue is not None and spans[-1][1] <= a.cue.start
        if a.content.kind == "direct" and (before_cue or spans[-1][0] in unclosed):
            position = line.end if before_cue else spans[-1][1]
            paragraph = line.sentence.paragraph
            while following := _next_quotation(line.raw, position, quotations, taken):
                same = starts.get(following.start) == paragraph
                if not same and (spans[-1][0] not in unclosed or following.start not in starts):
                    break
                spans = (*spans, (following.inner_start, following.inner_end))
                position, paragraph = following.end, starts.get(following.start, paragraph)
        result.append(replace(a, content=replace(a.content, spans=spans)))
    return result


def _next_quotation(raw: str, position: int, quotations: dict[int, Quotation], taken: set[int]) -> Quotation | None:
    """Give the quotation that begins after ``position`` with nothing but blanks between."""
    while position < len(raw) and raw[position].isspace():
        position += 1
    following = quotations.get(position)
    return following if following and following.inner_start not in taken else None


def floating(lines: list[Line], found: list[Attribution]) -> list[Attribution]:
    """Quotations that stand alone: they go on with whoever spoke last, in the same or the previous paragraph."""
    new, done, taken = [], set(), _Spans([span for a in found for span in a.content.spans])
    nested = holders(found)
    standing = sorted((a.sentence, i) for i, a in enumerate(found) if not a.headline and nested[i] is None)
    for number, line in enumerate(lines):
        for quotation in line.quotations:
            if quotation in done or not line.start <= quotation.start < line.end:
                continue
            done.add(quotation)
            if taken.touch(quotation.start, quotation.end) or not _long_enough(line, quotation):
                continue
            before = bisect_right(standing, (number, len(found)))
            last = found[standing[before - 1][1]] if before else None
            if last and line.sentence.paragraph - lines[last.sentence].sentence.paragraph <= 1:
                source = replace(last.source, span=None, rule="goes on", confidence=0.6)
                content = Content(((quotation.inner_start, quotation.inner_end),), "direct", "free quotation", 0.6)
                new.append(Attribution(number, None, "quote", None, content, source, last.via, False))
    return new


class _Spans:
    """Spans that can be asked whether any of them touches a stretch."""

    def __init__(self, spans: list[tuple[int, int]]):
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def touch(self, start: int, end: int) -> bool:
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start


def _long_enough(line: Line, quotation: Quotation) -> bool:
    words = len(line.raw[quotation.inner_start : quotation.inner_end].split())
    return words >= 6 and (quotation.end - quotation.start) >= 0.5 * min(line.end - line.start, 400)
