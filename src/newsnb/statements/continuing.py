"""Quotations beyond the cue's own sentence: announced before, going on after, standing alone."""

from dataclasses import replace

from newsnb.statements.contents import Content
from newsnb.statements.cues import CueHit
from newsnb.statements.lines import Line
from newsnb.statements.quotes import Quotation
from newsnb.statements.records import Attribution, is_nested


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
    new, done = [], set()
    for number, line in enumerate(lines):
        for quotation in line.quotations:
            if quotation in done or not line.start <= quotation.start < line.end:
                continue
            done.add(quotation)
            if not _free(line, quotation, found):
                continue
            before = [a for a in found if a.sentence <= number and not a.headline and not is_nested(a, found)]
            near = before and line.sentence.paragraph - lines[before[-1].sentence].sentence.paragraph <= 1
            if near:
                source = replace(before[-1].source, span=None, rule="goes on", confidence=0.6)
                content = Content(((quotation.inner_start, quotation.inner_end),), "direct", "free quotation", 0.6)
                new.append(Attribution(number, None, "quote", None, content, source, before[-1].via, False))
    return new


def _free(line: Line, quotation: Quotation, found: list[Attribution]) -> bool:
    words = len(line.raw[quotation.inner_start : quotation.inner_end].split())
    taken = any(s < quotation.end and e > quotation.start for a in found for s, e in a.content.spans)
    return words >= 6 and not taken and (quotation.end - quotation.start) >= 0.5 * min(line.end - line.start, 400)
