"""What introduces a content after its cue: a complementizer, a colon, a quotation mark, a question word."""

import re

from newsnb.statements.contents.ends import content_end
from newsnb.statements.contents.spans import STOP, Content, describes, make_content, verb_between
from newsnb.statements.contents.subjects import object_start
from newsnb.statements.cues import ADVERBIAL, CLOSER, FINITE, MASDAR, NOUN, PARTICIPLE, CueHit
from newsnb.statements.lines import COMMAS, Line

_REACH = 30
"""Words between a cue and what introduces its content: a long subject with its titles fits."""


def find_opening(line: Line, hit: CueHit) -> tuple[str, int] | None:
    """Find what introduces the content: ``("quotation" | "colon" | "that" | "wh", offset at which it begins)``.

    The first of a quotation mark, a colon and a complementizer wins; another cue or a full stop before it means that
    the cue introduces nothing.
    """
    for i in range(hit.last, min(hit.last + _REACH, len(line.words))):
        gap_start = line.words[i - 1].end
        gap = line.gap(i)
        quotation = next(
            (q for q in line.quotations if q.start >= hit.end and gap_start <= q.start < line.words[i].start), None
        )
        if quotation and not _is_label(line, quotation, i):
            return "quotation", quotation.inner_start
        if ":" in gap and not quotation:
            # A colon deep in a bare clause ("said he met the donors: ...") introduces nothing.
            return None if verb_between(line, hit.end, line.words[i].start) else ("colon", line.words[i].start)
        if STOP.search(gap):
            return None
        word = line.words[i]
        if line.lexicon.has("complementizers", word.text) and _opens_clause(line, hit, i):
            kept = line.lexicon.has("keep_complementizer", word.text)
            # A complementizer may be two words ("این که"), and a second one repeats the first.
            after = i + 1
            return ("that", word.start if kept else line.words[after].start) if after < len(line.words) else None
        if line.lexicon.has("wh_words", word.text) and "wh" in hit.cue.take:
            return "wh", word.start
        if "," in gap and any(h.first == i and h.cue.form == CLOSER for h in line.breaks):
            return behind_aside(line, i)
        if any(h.first == i and h.cue.form not in (NOUN, MASDAR, ADVERBIAL) for h in line.marks if h is not hit):
            return None
    return None


def behind_aside(line: Line, i: int) -> tuple[str, int] | None:
    """Find the "that" behind an insertion: "reported, citing two people, that the deal was close"."""
    limit = min(i + _REACH, len(line.words) - 1)
    comma = next((k for k in range(i + 1, limit) if "," in line.gap(k)), None)
    if comma is None or not line.lexicon.has("complementizers", line.words[comma].text):
        return None
    return "that", line.words[comma + 1].start


def _opens_clause(line: Line, hit: CueHit, i: int) -> bool:
    """Tell the "that" that opens the content from a relative or demonstrative one.

    A relative one stands before its verb, a demonstrative one before its noun with no clause after it; a finite verb
    between cue and "that" means that the content began before. By the words alone: "so that" and "while" are no "that".
    """
    if i and line.lexicon.has("not_complementizer_after", line.words[i - 1].text):
        return False
    if line.subject_first and "object" in hit.cue.take and _has_object(line, hit, i):
        return False
    if not (line.lexicon.by_lemma and line.parsed):
        return True
    word = line.word_at(line.words[i].start)
    after = line.sentence.words[word.id] if word and word.id < len(line.sentence.words) else None
    if word is None or after is None or verb_between(line, hit.end, word.start):
        return False
    # "Told leaders that taxes would rise": a tagger may take the noun for a verb.
    told = "addressee" in hit.cue.take and after.upos == "VERB"
    relative = after.upos in ("VERB", "AUX", "PUNCT") and not told
    return not relative and not (word.upos == "DET" and word.head == after.id)


def _has_object(line: Line, hit: CueHit, i: int) -> bool:
    """Tell a "que" behind the cue's own object, which it is relative to: "a annoncé la rencontre que Rome souhaite"."""
    k = object_start(line, hit.last)
    return k is not None and k < i and line.lexicon.has("determiners", line.words[k].text)


def _is_label(line: Line, quotation, i: int) -> bool:
    """Tell a name in quotation marks («بيسكوف», "Tass") from something said."""
    inside = line.raw[quotation.inner_start : quotation.inner_end]
    words = len(inside.split())
    named = any(m.start <= quotation.inner_start + 1 and m.end >= quotation.inner_end - 1 for m in line.mentions)
    before = line.gap(i)
    introduced = ":" in before or before.strip()[:1] in COMMAS or i == 0
    return named or (words <= 2 and not introduced and not line.lexicon.by_lemma and not _as_before(line, i))


def _as_before(line: Line, i: int) -> bool:
    return i > 0 and (line.lexicon.has("as_words", line.words[i - 1].text) or line.words[i - 1].text in ("ب", "به"))


def introduced(line: Line, hit: CueHit) -> Content | None:
    """``said that ...``, ``قال إن ...``, ``گفت: ...``, ``said: "..."``."""
    opening = find_opening(line, hit)
    if opening is None or (opening[0] == "that" and not {"clause", "that"} & hit.cue.take and hit.cue.form != MASDAR):
        return None
    how, start = opening
    if how != "that" and hit.cue.take == {"that"}:
        return None
    if how == "quotation":
        return _from_quotation(line, hit, start)
    end = content_end(line, hit, start)
    return make_content(line, start, end, {"that": "that-clause", "colon": "colon", "wh": "question"}[how], 0.9)


def _from_quotation(line: Line, hit: CueHit, start: int) -> Content | None:
    quotation = line.quoted(start)
    if line.subject_first and any(0 <= h.start - quotation.end <= 4 and h.cue.form == FINITE for h in line.cues):
        return None  # "call for caution: "...", they warn": the quotation is that of the cue right behind it
    if verb_between(line, hit.end, quotation.start) and hit.cue.form in (FINITE, PARTICIPLE):
        return None  # "said the call was "pure fiction"": the clause rule takes it whole
    if _inside_its_clause(line, hit, quotation):
        return None
    after = line.raw[quotation.end : line.end]
    last = line.raw[quotation.inner_end - 1]
    goes_on = (
        quotation.closed
        and quotation.end < line.end
        and re.match(r"\s*\w", after)
        and last not in ".,،!?؟"
        and ":" not in line.raw[quotation.start - 2 : quotation.start]
        and not any(h.start - quotation.end <= 6 for h in line.marks if h.start >= quotation.end)
        and "clause" in hit.cue.take
    )
    if goes_on:
        end = content_end(line, hit, quotation.end)
        return make_content(line, quotation.start, end, "quotation", 0.85)
    spans = ((quotation.inner_start, quotation.inner_end),)
    enough = 3 if ":" not in line.raw[quotation.start - 2 : quotation.start] else 1
    whole = len(line.raw[slice(*spans[0])].split()) >= enough and not describes(hit)
    return Content(spans, "direct" if whole else "mixed", "quotation", 0.95 if quotation.closed else 0.7)


def _inside_its_clause(line: Line, hit: CueHit, quotation) -> bool:
    """Tell a quotation that is only the end of what the cue holds: "calls the law 'a crazy system'"."""
    between = [w for w in line.sentence.words if hit.end <= w.start < quotation.start]
    if not (line.lexicon.by_lemma and line.parsed) or not between or line.raw[quotation.start - 2] in ",:":
        return False
    headline = line.sentence.kind == "title" and "clause" in hit.cue.take
    return ("complement" in hit.cue.take or headline) and any(w.upos in ("NOUN", "PROPN", "PRON") for w in between)
