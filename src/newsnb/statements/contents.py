"""Where the content of a cue is: one small rule for each way news writes it.

A rule takes a sentence and a cue and gives a `Content` or ``None``; `content_of` asks them in a fixed order. Rules know
grammar only through the language file and, where there is one, the parse.
"""

import re
from dataclasses import dataclass, replace

from newsnb.articles.normalise import fold
from newsnb.statements.cues import FINITE, MASDAR, NOUN, PARTICIPLE, CueHit
from newsnb.statements.lines import Line

_REACH = 30
"""Words between a cue and what introduces its content: a long subject with its titles fits."""
_STOP = re.compile(r"[.!?؟;؛…\n]")
_COMMAS = ",،–—"
_EDGE = " \t\r\n,،.;؛:؟!?…-–—|"
_NOMINAL = frozenset("PRON DET PROPN NOUN ADJ NUM".split())


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


def content_of(line: Line, hit: CueHit, taken: tuple[tuple[int, int], ...] = ()) -> Content | None:
    """Find the content of a cue; ``None`` where it has none, and so is no attribution.

    ``taken`` are spans that earlier cues of the sentence hold: a quotation is given to one cue only.
    """
    free = [q for q in line.quotations if not any(s < q.end and e > q.start for s, e in taken)]
    line = replace(line, quotations=free) if len(free) < len(line.quotations) else line
    rules = [_quoted_around, _introduced, _clause_after, _taken, _before_the_verb, _postposed]
    if hit.cue.form == MASDAR or (hit.cue.form == NOUN and not line.language.cues.get("simple")):
        rules = [_introduced]
    elif hit.cue.form == NOUN:
        rules = [_quoted_before, _after_ezafe]
    elif hit.cue.form == PARTICIPLE:
        rules = [_introduced, _clause_after, _taken]
    found = (content for rule in rules if (content := rule(line, hit)))
    return next((content for content in found if _long_enough(line, content)), None)


def _long_enough(line: Line, content: Content) -> bool:
    words = sum(line.index_at(end - 1) + 1 - line.index_at(start) for start, end in content.spans)
    return words >= 2 or content.kind != "indirect"


# ---------------------------------------------------------------- what introduces a content after the cue


def _opening(line: Line, hit: CueHit) -> tuple[str, int] | None:
    """Find what introduces the content: ``("quotation" | "colon" | "that" | "wh", offset at which it begins)``.

    The first of a quotation mark, a colon and a complementizer wins; another cue or a full stop before it means that the
    cue introduces nothing.
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
            return "colon", line.words[i].start
        if _STOP.search(gap):
            return None
        word = line.words[i]
        if line.lexicon.has("complementizers", word.text) and _opens_clause(line, hit, i):
            kept = line.lexicon.has("keep_complementizer", word.text)
            # A complementizer may be two words ("این که"), and a second one repeats the first.
            after = i + 1
            return ("that", word.start if kept else line.words[after].start) if after < len(line.words) else None
        if line.lexicon.has("wh_words", word.text) and "wh" in hit.cue.take:
            return "wh", word.start
        if any(h.first == i and h.cue.form != NOUN for h in line.marks if h is not hit):
            return None
    return None


def _opens_clause(line: Line, hit: CueHit, i: int) -> bool:
    """Tell the "that" that opens the content from a relative or demonstrative one.

    A relative one stands before its verb, a demonstrative one before its noun with no clause after it; a finite verb
    between cue and "that" means that the content began before.
    """
    if not (line.lexicon.by_lemma and line.parsed):
        return True
    word = line.word_at(line.words[i].start)
    after = line.sentence.words[word.id] if word and word.id < len(line.sentence.words) else None
    if word is None or after is None or _verb_between(line, hit.end, word.start):
        return False
    return after.upos not in ("VERB", "AUX", "PUNCT") and not (word.upos == "DET" and word.head == after.id)


def _is_label(line: Line, quotation, i: int) -> bool:
    """Tell a name in quotation marks («بيسكوف», "Tass") from something said."""
    inside = line.raw[quotation.inner_start : quotation.inner_end]
    words = len(inside.split())
    named = any(m.start <= quotation.inner_start + 1 and m.end >= quotation.inner_end - 1 for m in line.mentions)
    before = line.gap(i)
    introduced = ":" in before or before.strip()[:1] in _COMMAS or i == 0
    return named or (words <= 2 and not introduced and not line.lexicon.by_lemma and not _as_before(line, i))


def _as_before(line: Line, i: int) -> bool:
    return i > 0 and (line.lexicon.has("as_words", line.words[i - 1].text) or line.words[i - 1].text in ("ب", "به"))


def _introduced(line: Line, hit: CueHit) -> Content | None:
    """``said that ...``, ``قال إن ...``, ``گفت: ...``, ``said: "..."``."""
    opening = _opening(line, hit)
    if opening is None or (opening[0] == "that" and "clause" not in hit.cue.take and hit.cue.form != MASDAR):
        return None
    how, start = opening
    if how == "quotation":
        return _from_quotation(line, hit, start)
    end = content_end(line, hit, start)
    return _content(line, start, end, {"that": "that-clause", "colon": "colon", "wh": "question"}[how], 0.9)


def _from_quotation(line: Line, hit: CueHit, start: int) -> Content | None:
    quotation = line.quoted(start)
    if _verb_between(line, hit.end, quotation.start) and hit.cue.form in (FINITE, PARTICIPLE):
        return None  # "said the call was "pure fiction"": the clause rule takes it whole
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
        return _content(line, quotation.start, end, "quotation", 0.85)
    spans = ((quotation.inner_start, quotation.inner_end),)
    whole = len(line.raw[slice(*spans[0])].split()) >= 3
    return Content(spans, "direct" if whole else "mixed", "quotation", 0.95 if quotation.closed else 0.7)


def _verb_between(line: Line, start: int, end: int) -> bool:
    if not (line.lexicon.by_lemma and line.parsed):
        return False
    return any(
        w.upos in ("VERB", "AUX") and "VerbForm=Fin" in w.feats and start <= w.start < end for w in line.sentence.words
    )


def _content(line: Line, start: int, end: int, rule: str, confidence: float) -> Content | None:
    start, end = trim(line.raw, start, end)
    if start >= end:
        return None
    inner = next(
        (q for q in line.quotations if q.start <= start + 1 and q.end >= end - 1 and start <= q.inner_start), None
    )
    if inner:
        return Content(((inner.inner_start, inner.inner_end),), "direct", rule, confidence)
    quoted = any(q.start < end and q.end > start for q in line.quotations)
    kind = "direct" if rule == "colon" else "mixed" if quoted else "indirect"
    return Content(((start, end),), kind, rule, confidence)


# ---------------------------------------------------------------- where a content ends


def content_end(line: Line, hit: CueHit, start: int) -> int:
    """Find where a content that begins at ``start`` ends: at the sentence's end, or where the speaker's next cue begins."""
    ends = [line.end]
    for other in line.marks:
        if other.start <= start or other is hit:
            continue
        quotation = line.quoted(other.start)
        if quotation and quotation.start >= start:
            continue
        if other in line.breaks or _continues(line, other):
            ends.append(_before(line, other))
    return max(min(ends), start)


def _before(line: Line, hit: CueHit) -> int:
    """Find the end of the clause before a cue: its comma or conjunction, passing over helpers and a subject."""
    i = hit.first
    while i > 0 and not set(line.gap(i)) & set(_COMMAS + ":"):
        if hit.first - i >= 2 and not line.language.cues.get("simple"):
            i = hit.first
            break
        i -= 1
    if i == 0:
        return hit.start
    while i > 0 and _is_joint(line, i - 1):
        i -= 1
    return line.words[i - 1].end if i else line.start


def _is_joint(line: Line, i: int) -> bool:
    word = line.words[i].text
    return line.lexicon.has("conjunctions", word) or line.lexicon.has("auxiliaries", word)


def _continues(line: Line, hit: CueHit) -> bool:
    """Tell a cue by which the same speaker goes on (", adding that", "، وأضاف", "و افزود") from one inside the content."""
    if hit.cue.form in (NOUN, MASDAR):
        return False
    i = hit.first
    joined = written_on = False
    if line.words[i].text[:1] in ("و", "ف") and line.words[i].start < hit.start:
        written_on = True
    while i > 0 and _is_joint(line, i - 1):
        joined, i = True, i - 1
    comma = bool(set(line.gap(i)) & set(_COMMAS + ";؛")) if i else False
    if hit.cue.form == PARTICIPLE:
        accusative = line.words[hit.first].text.endswith("ا") and not line.lexicon.by_lemma
        return comma or accusative or (joined and line.lexicon.by_lemma)
    if line.lexicon.by_lemma and line.parsed:
        return (comma or joined) and not _own_subject(line, hit) and _hangs_on_a_cue(line, hit)
    if line.language.cues.get("simple"):  # the verb stands last: its clause begins at the comma or the conjunction
        return written_on or joined or _clause_is_new(line, hit)
    return written_on or joined or comma


def _clause_is_new(line: Line, hit: CueHit) -> bool:
    """Tell whether a verb-final cue introduces something of its own: a colon, که or a quotation comes right after it."""
    if hit.last >= len(line.words):
        return False
    after = line.gap(hit.last)
    return ":" in after and hit.cue.form == FINITE


def _own_subject(line: Line, hit: CueHit) -> bool:
    verb = line.word_at(hit.start)
    return any(w.deprel.startswith("nsubj") for w in line.children.get(verb.id, ())) if verb else False


def _hangs_on_a_cue(line: Line, hit: CueHit) -> bool:
    verb = line.word_at(hit.start)
    head = line.governor(verb) if verb and verb.deprel in ("conj", "parataxis", "advcl", "root") else None
    return head is None or any(other.start <= head.start < other.end for other in line.cues)


# ---------------------------------------------------------------- quotations before and around the cue


def _quoted_before(line: Line, hit: CueHit) -> Content | None:
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
    return Content(((quotation.inner_start, quotation.inner_end),), "direct", "quotation-before", 0.95)


def _quoted_around(line: Line, hit: CueHit) -> Content | None:
    """A quotation before the cue, and its other half after it: two spans, one statement."""
    before = _quoted_before(line, hit)
    if before is None:
        return None
    opening = _opening(line, hit)
    if opening and opening[0] == "quotation":
        quotation = line.quoted(opening[1])
        spans = (*before.spans, (quotation.inner_start, quotation.inner_end))
        return Content(spans, "direct", "quotation-around", 0.9)
    return before


def _postposed(line: Line, hit: CueHit) -> Content | None:
    """``Talks will go on, the minister said on Monday.``"""
    if "clause" not in hit.cue.take or hit.cue.form != FINITE or not line.lexicon.by_lemma:
        return None
    if len(line.words) - hit.last > 12:
        return None
    comma = max(line.raw.rfind(mark, line.start, hit.start) for mark in _COMMAS)
    if comma < 0 or line.index_at(hit.start) - line.index_at(comma) > 12 or line.index_at(comma) < 4:
        return None
    if _verb_between(line, hit.end, line.end):
        return None
    between = line.index_at(comma + 1)
    if any(h.first >= between for h in line.cues if h.start < hit.start):
        return None
    start = max([line.start, *(h.end for h in line.breaks if h.end < comma)])
    verbs = [w for w in line.sentence.words if w.upos in ("VERB", "AUX") and start <= w.start < comma]
    return _content(line, start, comma, "postposed", 0.75) if verbs else None


# ---------------------------------------------------------------- contents without an introduction


def _clause_after(line: Line, hit: CueHit) -> Content | None:
    """``said he was ready``; ``گفت روسیه آماده است``."""
    if "clause" not in hit.cue.take or hit.last >= len(line.words):
        return None
    if line.language.cues.get("simple"):
        start = line.words[hit.last].start
        enough = len(line.words) - hit.last >= 4 and not _STOP.search(line.gap(hit.last))
        return _content(line, start, content_end(line, hit, start), "bare clause", 0.7) if enough else None
    if not (line.lexicon.by_lemma and line.parsed):
        return None
    start = _bare_clause_start(line, hit)
    return start and _content(line, start, content_end(line, hit, start), "bare clause", 0.75)


def _bare_clause_start(line: Line, hit: CueHit) -> int | None:
    verb = line.word_at(hit.start)
    clauses = [w for w in line.children.get(verb.id, ()) if w.deprel in ("ccomp", "parataxis") and w.start > hit.end]
    for clause in clauses:
        words = [w for w in line.subtree(clause) if w.start >= hit.end and w.upos != "PUNCT"]
        if words:
            return words[0].start
    after = line.word_at(line.words[hit.last].start)
    later = [w for w in line.sentence.words if w.start > hit.end and "VerbForm=Fin" in w.feats]
    # Without a clause in the parse, a subject right after the verb and a finite verb soon after make one.
    if after and after.upos in _NOMINAL and later and later[0].id - after.id <= 20 and "object" not in hit.cue.take:
        inverted = any(w.deprel.startswith("nsubj") and w.start >= hit.end for w in line.children.get(verb.id, ()))
        return None if inverted or line.gap(hit.last).strip() else after.start
    return None


def _taken(line: Line, hit: CueHit) -> Content | None:
    """What the cue takes without a clause: an object, an infinitive, what follows a preposition or "as"."""
    if "complement" in hit.cue.take and (content := _with_complement(line, hit)):
        return content
    for kind, rule in (
        ("as", _as),
        ("to", _infinitive),
        ("about", _after_preposition),
        ("by", _joined_to_b),
        ("object", _object),
    ):
        if kind in hit.cue.take and (content := rule(line, hit)):
            return content
    return None


def _as(line: Line, hit: CueHit) -> Content | None:
    """``described the reports as false``."""
    for i in range(hit.last, min(hit.last + 15, len(line.words) - 1)):
        if _STOP.search(line.gap(i)):
            return None
        if line.lexicon.has("as_words", line.words[i].text):
            start = line.words[i + 1].start
            return _content(line, start, content_end(line, hit, start), "as", 0.8)
    return None


def _with_complement(line: Line, hit: CueHit) -> Content | None:
    """``called him a liar``: object and complement together."""
    if not (line.lexicon.by_lemma and line.parsed) or hit.last >= len(line.words) or line.gap(hit.last).strip():
        return None
    verb = line.word_at(hit.start)
    objects = [
        w for w in line.children.get(verb.id, ()) if w.deprel in ("obj", "xcomp", "ccomp") and w.start >= hit.end
    ]
    if not objects:
        return None
    start = line.words[hit.last].start
    content = _content(line, start, content_end(line, hit, start), "complement", 0.65)
    return content if content and len(line.raw[slice(*content.spans[0])].split()) >= 3 else None


def _infinitive(line: Line, hit: CueHit) -> Content | None:
    """``urged Kyiv to stop``, ``pledged to help``, ``refused to confirm the call``."""
    to = next(
        (
            i
            for i in range(hit.last, min(hit.last + 8, len(line.words)))
            if line.lexicon.has("infinitive", line.words[i].text)
        ),
        None,
    )
    if to is None or to + 1 >= len(line.words) or _STOP.search(line.raw[hit.end : line.words[to].start]):
        return None
    first = to + 1 if hit.cue.cls == "refuse" else hit.last
    if hit.cue.cls == "refuse":
        act = line.word_at(line.words[to + 1].start)
        first = to + 2 if act and _is_speech(line, act) and to + 2 < len(line.words) else to + 1
        if line.lexicon.has("prepositions", line.words[first].text) and first + 1 < len(line.words):
            first += 1
    start = line.words[first].start
    return _content(line, start, content_end(line, hit, start), "infinitive", 0.8)


def _is_speech(line: Line, word) -> bool:
    return bool(line.lexicon.index.scan([type(line.words[0])(fold(word.lemma), word.start, word.end)]))


def _after_preposition(line: Line, hit: CueHit) -> Content | None:
    """``expressed concern over the attack``; ``حذر من تصعيد``."""
    for i in range(hit.last, min(hit.last + 10, len(line.words) - 1)):
        if _STOP.search(line.gap(i)) or any(h.first == i for h in line.cues if h is not hit):
            return None
        word = line.words[i]
        if word.text in hit.cue.prepositions or (
            not hit.cue.prepositions and line.lexicon.has("prepositions", word.text)
        ):
            return _content(line, line.words[i + 1].start, content_end(line, hit, word.end), "preposition", 0.7)
        if line.lexicon.by_lemma and hit.last - hit.first > 1:
            return None  # after verb and noun the preposition follows at once
    return None


def _joined_to_b(line: Line, hit: CueHit) -> Content | None:
    """``وصفه بالرجل الشجاع``: what is joined to ب."""
    for i in range(hit.last, min(hit.last + 10, len(line.words))):
        if _STOP.search(line.gap(i)) or any(h.first == i for h in line.cues if h is not hit):
            return None
        if line.words[i].text.startswith("ب") and len(line.words[i].text) > 3 and not _named(line, line.words[i].start):
            start = line.words[i].start
            return _content(line, start, content_end(line, hit, start), "joined preposition", 0.65)
    return None


def _named(line: Line, offset: int) -> bool:
    return any(m.start <= offset < m.end for m in line.mentions)


def _object(line: Line, hit: CueHit) -> Content | None:
    """``denied reports of a call``; ``نفى بيسكوف وجود أي تحضير``."""
    if line.language.cues.get("simple"):
        return None
    start = _object_start(line, hit)
    if start is None:
        return None
    content = _content(line, start, content_end(line, hit, start), "object", 0.7)
    return content if content and not _only_a_name(line, content) else None


def _only_a_name(line: Line, content: Content) -> bool:
    (start, end), *_ = content.spans
    return any(m.start <= start and m.end >= end for m in line.mentions)


def _object_start(line: Line, hit: CueHit) -> int | None:
    if line.lexicon.by_lemma and line.parsed:
        return _parsed_object(line, hit)
    i = after_subject(line, hit)
    return line.words[i].start if i is not None and i < len(line.words) else None


def _parsed_object(line: Line, hit: CueHit) -> int | None:
    verb = line.word_at(hit.start)
    objects = [
        w for w in line.children.get(verb.id, ()) if w.deprel in ("obj", "xcomp", "ccomp") and w.start >= hit.end
    ]
    last = line.word_at(hit.end - 1)
    if last and last.id != verb.id:
        return line.words[hit.last].start if hit.last < len(line.words) else None
    if objects:
        words = [w for w in line.subtree(objects[0]) if w.start >= hit.end and w.upos != "PUNCT"]
        return words[0].start if words else None
    after = line.word_at(line.words[hit.last].start) if hit.last < len(line.words) else None
    return after.start if after and after.upos in _NOMINAL and not line.gap(hit.last).strip() else None


def after_subject(line: Line, hit: CueHit) -> int | None:
    """Find the first word after the subject of a verb-first clause; right after the verb where the subject is elsewhere.

    The subject is the name, office or entity that stands within three words of the verb; what follows it between commas
    (an apposition, a day) belongs to it. ``None`` where the clause ends there.
    """
    i = hit.last
    if i >= len(line.words) or _STOP.search(line.gap(i)):
        return None
    named = next(
        (m for m in line.mentions if line.words[i].start <= m.start < line.words[min(i + 3, len(line.words) - 1)].end),
        None,
    )
    if named is None or subject_before(line, hit):
        return i
    i = line.index_at(named.end - 1) + 1
    while i < len(line.words) and _closes_mark(line.gap(i)):
        later = next((k for k in range(i + 1, min(i + 9, len(line.words))) if set(line.gap(k)) & set(_COMMAS)), None)
        if later is None:
            break
        i = later
    return i


def _closes_mark(gap: str) -> bool:
    return bool(set(gap) & set(_COMMAS))


def subject_before(line: Line, hit: CueHit):
    """Give the mention that stands directly before the cue in its own clause ("الكرملين ينفي"), or ``None``."""
    i = hit.first
    while i > 0 and line.lexicon.has("auxiliaries", line.words[i - 1].text):
        i -= 1
    if i == 0:
        return None
    before = line.words[i - 1]
    return next(
        (m for m in line.mentions if m.start < before.end and m.end >= before.end and not _clause_break(line.gap(i))),
        None,
    )


def _clause_break(gap: str) -> bool:
    return bool(re.search(r"[.:;؛!?؟\n]", gap))


# ---------------------------------------------------------------- verb-final clauses


def _after_ezafe(line: Line, hit: CueHit) -> Content | None:
    """``ادعای سرنگونی هشت موشک``: the noun of the claim is tied to what is claimed; tied to a name it is that one's claim."""
    if "ezafe" not in hit.cue.take or hit.last >= len(line.words) or _named(line, line.words[hit.last].start):
        return None
    last = next((i for i in range(hit.last, len(line.words)) if line.gap(i + 1).strip()), len(line.words) - 1)
    if last - hit.last < 2:
        return None
    return _content(line, line.words[hit.last].start, line.words[last].end, "ezafe", 0.6)


def _before_the_verb(line: Line, hit: CueHit) -> Content | None:
    """``این گزارش را تکذیب کرد``, ``از آمادگی مسکو خبر داد``: the content stands between subject and verb."""
    if not line.language.cues.get("simple") or hit.cue.form != FINITE:
        return None
    first = clause_start(line, hit)
    subject = next((m for m in line.mentions if line.index_at(m.start) >= first and m.end <= hit.start), None)
    begin = line.index_at(subject.end - 1) + 1 if subject else first
    if "before" in hit.cue.take:
        start = next((i for i in range(begin, hit.first) if line.words[i].text in hit.cue.prepositions), None)
        if start is not None and start + 1 < hit.first:
            return _content(line, line.words[start + 1].start, hit.start, "before the verb", 0.7)
    mark = next(
        (i for i in range(hit.first - 1, begin, -1) if line.lexicon.has("object_marks", line.words[i].text)), None
    )
    if mark is None:
        return None
    if "object" in hit.cue.take:
        return _content(line, line.words[begin].start, line.words[mark - 1].end, "object before the verb", 0.7)
    if "as" in hit.cue.take:
        return _content(line, line.words[mark + 1].start, hit.start, "as", 0.65) if mark + 1 < hit.first else None
    return None


def clause_start(line: Line, hit: CueHit) -> int:
    """Give the first word of the clause a cue stands in: after a full stop, a semicolon, or the speaker's earlier cue."""
    first = 0
    for i in range(hit.first, 0, -1):
        if _STOP.search(line.gap(i)) or ":" in line.gap(i):
            first = i
            break
    earlier = [h.last for h in line.cues if h.last <= hit.first and h.first >= first]
    return max([first, *earlier])
