"""Spans of contents, and small questions about them that several rules ask."""

import re
from dataclasses import dataclass

from newsnb.statements.cues import CueHit
from newsnb.statements.lines import Line
from newsnb.statements.quotes import Quotation

STOP = re.compile(r"[.!?؟;؛…\n]")
"""Marks that end a sentence or set clauses apart."""


_EDGE = " \t\r\n,،.;؛:؟!?…-–—|"


@dataclass(frozen=True)
class Content:
    """What was said: raw spans, ``direct`` / ``indirect`` / ``mixed``, the rule, and how sure the rule is."""

    spans: tuple[tuple[int, int], ...]
    kind: str
    rule: str
    confidence: float


def trim(raw: str, start: int, end: int) -> tuple[int, int]:
    """Drop white space and punctuation from both ends of a span."""
    while start < end and raw[start] in _EDGE:
        start += 1
    while end > start and raw[end - 1] in _EDGE:
        end -= 1
    return start, end


def around(line: Line, start: int, end: int) -> Quotation | None:
    """Give the quotation that a trimmed stretch is the whole of."""
    return next(
        (q for q in line.quotations if q.start <= start + 1 and q.end >= end - 1 and start <= q.inner_start), None
    )


def make_content(line: Line, start: int, end: int, rule: str, confidence: float) -> Content | None:
    """Make a content of a stretch of text: trimmed, its kind told from the quotation marks in it."""
    start, end = trim(line.raw, start, end)
    if start >= end:
        return None
    inner = around(line, start, end)
    if inner:
        return Content(((inner.inner_start, inner.inner_end),), "direct", rule, confidence)
    # The mark that closes a quotation belongs to what its opening mark belongs to.
    end = next((q.end for q in line.quotations if q.closed and start <= q.start < end == q.inner_end), end)
    quoted = any(q.start < end and q.end > start for q in line.quotations)
    kind = "direct" if rule == "colon" else "mixed" if quoted else "indirect"
    return Content(((start, end),), kind, rule, confidence)


def verb_between(line: Line, start: int, end: int) -> bool:
    """Tell whether a finite verb stands in a stretch; only a parse that can be trusted can."""
    if not (line.lexicon.by_lemma and line.parsed):
        return False
    return any(
        w.upos in ("VERB", "AUX") and "VerbForm=Fin" in w.feats and start <= w.start < end for w in line.sentence.words
    )


def is_named(line: Line, offset: int) -> bool:
    """Tell whether an offset lies in a name."""
    return any(m.start <= offset < m.end for m in line.mentions)


def only_a_name(line: Line, content: Content) -> bool:
    """Tell whether a content is nothing but a name."""
    (start, end), *_ = content.spans
    return any(m.start <= start and m.end >= end for m in line.mentions)


def describes(hit: CueHit) -> bool:
    """Tell a cue whose quotation is a predicate ("called it "a farce""), not a speech."""
    return bool({"as", "by", "complement"} & hit.cue.take) and "clause" not in hit.cue.take or hit.cue.cls == "describe"


def opens_beside(line: Line, i: int) -> bool:
    """Tell the word that opens a clause of time or cause behind a comma: ", the agency said, as the wind picked up"."""
    after_comma = i < len(line.words) and line.after_comma(i)
    return after_comma and line.lexicon.has("subordinators", line.words[i].text)


def clause_break(gap: str) -> bool:
    """Tell whether what stands between two words sets clauses apart."""
    return bool(re.search(r"[.:;؛!?؟\n]", gap))
