"""Contents that stand before their cue."""

import re

from newsnb.statements.contents.openings import find_opening
from newsnb.statements.contents.spans import COMMAS, Content, describes, make_content, verb_between
from newsnb.statements.cues import FINITE, NOUN, CueHit
from newsnb.statements.lines import Line


def quoted_before(line: Line, hit: CueHit) -> Content | None:
    """``"...", he said``; ``«...»؛ این ادعای ... است``."""
    quotation = next((q for q in reversed(line.quotations) if q.end <= hit.start and q.closed), None)
    if quotation is None or quotation.inner_end - quotation.inner_start < 4:
        return None
    between = line.raw[quotation.end : hit.start]
    last = line.raw[quotation.inner_end - 1]
    linked = last in ",،!?؟" or between.lstrip()[:1] in ",،؛-–—" or not between.strip()
    if not linked or len(between.split()) > 12 or re.search(r"[.:]\s", between):
        return None
    if any(quotation.end <= h.start < hit.start for h in line.cues if h.cue.form != NOUN):
        return None
    kind = "mixed" if describes(hit) else "direct"
    return Content(((quotation.inner_start, quotation.inner_end),), kind, "quotation-before", 0.95)


def quoted_around(line: Line, hit: CueHit) -> Content | None:
    """A quotation before the cue, and its other half after it: two spans, one statement."""
    before = quoted_before(line, hit)
    if before is None:
        return None
    opening = find_opening(line, hit)
    if opening and opening[0] == "quotation":
        quotation = line.quoted(opening[1])
        spans = (*before.spans, (quotation.inner_start, quotation.inner_end))
        return Content(spans, "direct", "quotation-around", 0.9)
    return before


def postposed(line: Line, hit: CueHit) -> Content | None:
    """Find the content of ``Talks will go on, the minister said on Monday``."""
    if "clause" not in hit.cue.take or hit.cue.form != FINITE or not line.lexicon.by_lemma:
        return None
    if len(line.words) - hit.last > 12:
        return None
    comma = max(line.raw.rfind(mark, line.start, hit.start) for mark in COMMAS)
    if comma < 0 or line.index_at(hit.start) - line.index_at(comma) > 12 or line.index_at(comma) < 4:
        return None
    if verb_between(line, hit.end, line.end):
        return None
    between = line.index_at(comma + 1)
    if any(h.first >= between for h in line.cues if h.start < hit.start):
        return None
    start = max([line.start, *(h.end for h in line.breaks if h.end < comma)])
    verbs = [w for w in line.sentence.words if w.upos in ("VERB", "AUX") and start <= w.start < comma]
    return make_content(line, start, comma, "postposed", 0.75) if verbs else None
