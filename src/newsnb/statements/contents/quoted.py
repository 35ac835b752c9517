"""Contents that stand before their cue."""

from newsnb.statements.contents.ends import content_end
from newsnb.statements.contents.openings import find_opening
from newsnb.statements.contents.spans import Content, describes, make_content, opens_beside, verb_between
from newsnb.statements.cues import FINITE, NOUN, CueHit
from newsnb.statements.lines import COMMAS, Line


def quoted_before(line: Line, hit: CueHit) -> Content | None:
    """``"...", he said``; ``«...»؛ این ادعای ... است``."""
    quotation = next((q for q in reversed(line.quotations) if q.end <= hit.start and q.closed), None)
    if quotation is None or quotation.inner_end - quotation.inner_start < 4:
        return None
    between = line.raw[quotation.end : hit.start]
    last = line.raw[quotation.inner_end - 1]
    linked = last in ",،!?؟" or between.lstrip()[:1] in ",،؛-–—" or not between.strip()
    first = line.index_at(quotation.end)
    ended = ":" in between or any("." in line.gap(i) for i in range(first + 1, hit.first + 1))  # not the stop of "Mr."
    if not linked or len(between.split()) > 12 or ended:
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
    # What may stand between the cue and the end: who was told, when, where; a clause set beside it does not count.
    tail = next((i for i in range(hit.last, len(line.words)) if opens_beside(line, i)), len(line.words))
    if tail - hit.last > 12:
        return None
    comma = max(line.raw.rfind(mark, line.start, hit.start) for mark in COMMAS)
    if comma < 0 or line.index_at(hit.start) - line.index_at(comma) > 12 or line.index_at(comma) < 4:
        return None
    if verb_between(line, hit.end, line.words[tail - 1].end):
        return None
    between = line.index_at(comma + 1)
    if any(h.first >= between for h in line.cues if h.start < hit.start):
        return None
    start = max([line.start, *(h.end for h in line.breaks if h.end < comma)])
    verbs = [w for w in line.sentence.words if w.upos in ("VERB", "AUX") and start <= w.start < comma]
    return make_content(line, start, comma, "postposed", 0.75) if verbs else None


def parenthetical(line: Line, hit: CueHit) -> Content | None:
    """Find both halves of ``Modern machines, she points out, are far lighter``.

    What stands in front is left out if it only leads up to the insertion ("because, he said, ..."); a whole clause in
    front of it is the content of another rule.
    """
    if "clause" not in hit.cue.take or hit.cue.form != FINITE or not (line.lexicon.by_lemma and line.parsed):
        return None
    opening = next((i for i in range(hit.first, max(hit.first - 8, 0), -1) if line.gap(i).strip()), 0)
    closing = next((i for i in range(hit.last, min(hit.last + 6, len(line.words))) if line.gap(i).strip()), 0)
    if not opening or not closing or line.gap(opening).strip() != "," or line.gap(closing).strip() != ",":
        return None
    inserted = [line.word_at(word.start) for word in line.words[opening:closing]]
    finite = [w for w in inserted if w is not None and "VerbForm=Fin" in w.feats and not hit.start <= w.start < hit.end]
    relative = any(w is not None and line.is_relative(w.text) for w in inserted)
    if relative or any(w.upos != "AUX" or w.start > hit.start for w in finite):
        return None
    if any(h.first < opening and h.cue.form != NOUN for h in line.cues):
        return None
    end = content_end(line, hit, line.words[closing].start)
    rest = make_content(line, line.words[closing].start, end, "parenthetical", 0.75)
    if rest is None or opens_beside(line, closing) or _is_participle(line, closing):
        return None
    last = line.word_at(line.words[opening - 1].start)
    if last is not None and (last.upos in ("SCONJ", "CCONJ", "AUX", "ADP") or line.is_relative(last.text)):
        return rest
    before = make_content(line, line.start, line.words[opening - 1].end, "parenthetical", 0.75)
    whole = verb_between(line, line.start, line.words[opening].start)
    whole = whole and not line.lexicon.has("wh_words", line.words[0].text)
    if before is None or whole:
        return None
    kind = "mixed" if "mixed" in (before.kind, rest.kind) else rest.kind
    return Content((*before.spans, *rest.spans), kind, "parenthetical", 0.75)


def _is_participle(line: Line, i: int) -> bool:
    word = line.word_at(line.words[i].start)
    return word is not None and ("VerbForm=Part" in word.feats or "VerbForm=Ger" in word.feats)
