"""Attribution without a verb: "according to X", and a name with a colon at the head of a line."""

import re

from newsnb.statements.contents import Content, trim
from newsnb.statements.contents.ends import contrast_before
from newsnb.statements.cues import ADVERBIAL, CueHit
from newsnb.statements.lines import Line
from newsnb.statements.nouns import titles
from newsnb.statements.records import Attribution
from newsnb.statements.speakers import UNKNOWN, Memory, Source, from_words, named, names_in, read_pronoun

_TO_A_MEDIUM = re.compile(r"\s\w{1,4}\s?[\"«“][^\"«»“”:]{2,40}[\"»”]\s*$")
"""``وزير الصحة لـ"الشروق"``: whom a headline's speaker spoke to, the last thing before the colon."""


def according_to(line, number, memory, new, headline) -> list[Attribution]:
    """``According to X, ...``: the source follows the phrase, the content is the rest of the sentence."""
    found = []
    for hit in line.breaks:
        if hit.cue.form != ADVERBIAL or line.quoted(hit.start):
            continue
        if any(s <= hit.start < e for a in new for s, e in a.content.spans):
            continue
        source_end = _source_phrase_end(line, hit)
        if any(hit.first < other.first < source_end for other in line.breaks if other.cue.form == ADVERBIAL):
            continue  # "by the agency's report, quoting the governor": the last one named speaks
        if line.language.cues.get("simple") and _told_by_verb(line, hit, source_end):
            continue  # "the paper, quoting an official, wrote that": the verb's own statement
        content = _beside(line, hit, source_end, new)
        if content is None:
            continue
        source = _named_after(line, hit, source_end, memory, number)
        if source.span is None:
            continue
        found.append(Attribution(number, hit, "according_to", hit.cue.lemma, content, source, None, headline))
        memory.spoke(number, source.actor_id)
    return found


def _told_by_verb(line: Line, hit: CueHit, source_end: int) -> bool:
    """Tell a source that stands inside the clause of a verb that attributes, behind that clause's subject."""
    inside = hit.first > 0 and not line.after_comma(hit.first)
    return inside and any(hit.last < other.first < source_end for other in line.cues)


def _source_phrase_end(line: Line, hit: CueHit) -> int:
    """Give the number of the first word after the source of "according to", an apposition included."""
    end = _next_stop(line, hit.last)
    further = _next_stop(line, end)
    return further if _in_apposition(line, end, further) else end


def _next_stop(line: Line, first: int) -> int:
    limit = min(first + 14, len(line.words))
    return next((i for i in range(first + 1, limit) if re.search(r"[,،:;؛.]", line.gap(i))), limit)


def _in_apposition(line: Line, first: int, last: int) -> bool:
    """Tell whether words between commas say who somebody is: a person's name, or a noun phrase with its article."""
    if last >= len(line.words) or not {",", "،"} & {line.gap(first).strip(), line.gap(last).strip()}:
        return False
    start, end = line.words[first].start, line.words[last - 1].end
    named = [s for s, e, kind in line.entities if e == end and kind == "person"]
    if named and all(word.text in titles(line.language.code) for word in line.words[first : line.index_at(named[0])]):
        return True
    inside = [word for word in line.sentence.words if start <= word.start < end]
    if not line.parsed or not inside:
        return False
    if all(word.upos == "PROPN" for word in inside):
        return True
    if any(word.upos in ("VERB", "AUX", "SCONJ") for word in inside) or "PronType=Art" not in inside[0].feats:
        return False
    # "The council, which ..." is more often the subject of what follows than "a farmer from the village" is.
    return "Definite=Ind" in inside[0].feats or not any(word.deprel.startswith("nsubj") for word in inside)


def _around(line: Line, hit: CueHit, after: int) -> tuple[tuple[int, int], ...]:
    """Give what stands before and behind "..., according to X, ..." where a clause goes on behind it."""
    if not hit.first or after >= len(line.words) or {line.gap(hit.first).strip(), line.gap(after).strip()} != {","}:
        return ()
    subjects = [w for w in line.sentence.words if w.deprel.startswith("nsubj") and w.end <= hit.start]
    verbs = (line.governor(word) for word in subjects)
    if not any(verb is not None and verb.start >= line.words[after].start for verb in verbs):
        return ()
    return trim(line.raw, line.start, hit.start), trim(line.raw, line.words[after].start, line.end)


def _beside(line: Line, hit: CueHit, after: int, new: list[Attribution]) -> Content | None:
    if spans := _around(line, hit, after):
        return Content(spans, "indirect", "around according to", 0.85)
    said = next(
        (q for q in line.quotations if after < len(line.words) and 0 <= line.words[after].start - q.start <= 2), None
    )
    if said:
        return Content(((said.inner_start, said.inner_end),), "direct", "according to", 0.85)
    opener = 0
    relayed = any(other.first <= 2 and hit.first - other.first < 10 for other in line.breaks if other.first < hit.first)
    if (hit.first <= 2 or relayed) and after < len(line.words):
        opener = line.lexicon.has("clause_openers", line.words[after].text) and after + 1 < len(line.words)
        start, end = line.words[after + opener].start, line.end
    elif hit.first > 2:
        start, end = line.start, hit.start
    else:
        return None
    later = [_beginning(line, a) for a in new if a.cue and a.cue.start >= start]
    start, end = trim(line.raw, start, min([end, *later]))
    overlaps = any(s < end and e > start for a in new for s, e in a.content.spans)
    if overlaps or len(line.raw[start:end].split()) < 3 - opener:
        return None
    inner = [
        q
        for q in line.quotations
        if start - 1 <= q.start and q.end <= end + 1 and q.inner_end - q.inner_start > 0.8 * (end - start)
    ]
    if inner:
        return Content(((inner[0].inner_start, inner[0].inner_end),), "direct", "according to", 0.85)
    mixed = any(q.start < end and q.end > start for q in line.quotations)
    return Content(((start, end),), "mixed" if mixed else "indirect", "according to", 0.85)


def _beginning(line: Line, a: Attribution) -> int:
    """Give where a later statement begins: with its "but", else with its cue."""
    contrast = contrast_before(line, a.cue)
    return a.cue.start if contrast is None else line.words[contrast].start


def _named_after(line: Line, hit: CueHit, end: int, memory: Memory, number: int) -> Source:
    limit = line.words[end - 1].end if end else line.end
    names = [n for n in names_in(line, memory) if hit.end <= n.start and n.end <= limit]
    if names:
        persons = [n for n in names if n.kind == "person" and not n.by_role] or names
        return named(line, hit.end, persons[0], memory, number)
    if hit.last >= end:
        return Source(None, UNKNOWN, "nobody found", 0.1)
    first = line.words[hit.last]
    if pronoun := read_pronoun(line, first.start, first.end, first.text, [], memory, number):
        return pronoun
    start = first.start
    return from_words(line, start, limit, memory, number)


def colon_line(line, number, memory, headline) -> list[Attribution]:
    """``Peskov: no decision yet``: a name and a colon at the beginning of a line or headline."""
    names = names_in(line, memory)
    if headline and (phrase := _phrase_before_colon(line, names)):
        return _said_after(
            line, phrase, number, from_words(line, *phrase, memory, number), "phrase before a colon", memory
        )
    if not names or not line.words or line.index_at(names[0].start) > 3:
        return []
    colon = line.raw.find(":", names[0].end, min(names[0].end + 40, line.end))
    if colon < 0 or len(line.raw[names[0].end : colon].split()) > 4 or line.raw[colon + 1 : colon + 2].isdigit():
        return []
    if any(h.start < colon for h in line.cues):
        return []
    if headline and (label := _label_before(line, names[0], colon)):
        return _said_after(
            line, label, number, from_words(line, *label, memory, number), "phrase before a colon", memory
        )
    start, end = trim(line.raw, colon + 1, line.end)
    if len(line.raw[start:end].split()) < 3:
        return []
    quotation = next((q for q in line.quotations if q.start >= colon and q.inner_start <= start + 1), None)
    span = (quotation.inner_start, quotation.inner_end) if quotation else (start, end)
    source = Source((names[0].start, names[0].end), names[0].actor_id, "name before a colon", 0.85)
    memory.spoke(number, source.actor_id)
    content = Content((span,), "direct", "colon", 0.75)
    return [Attribution(number, None, "say", None, content, source, None, headline)]


def _label_before(line: Line, name, colon: int) -> tuple[int, int] | None:
    """Give the phrase before a colon that mentions a name in quotation marks: "Director of «The North House»: ..."."""
    marked = any(q.start <= name.start and name.end <= q.end <= colon for q in line.quotations)
    behind = line.index_at(name.start) > 0 and not line.gap(0).strip()
    return trim(line.raw, line.start, colon) if marked and behind else None


def _phrase_before_colon(line: Line, names) -> tuple[int, int] | None:
    """Give the noun phrase before a headline's colon: an office or body, or whatever stands before a quotation.

    A person's name is left to the rule for names; "Explained: ..." and "Live: ..." are no speakers.
    """
    colon = line.raw.find(":", line.start, min(line.start + 60, line.end))
    before = [word for word in line.words if word.end <= colon]
    if colon < 0 or not 1 <= len(before) <= 6 or any(hit.start < colon for hit in line.cues):
        return None
    start, end = before[0].start, before[-1].end
    if told := _TO_A_MEDIUM.search(line.raw, start, colon):
        end = told.start()
    if set(line.raw[start:end]) & set(',،«»"“”|-–—'):
        return None
    if any(n.kind == "person" for n in names if n.end <= colon) or any((n.start, n.end) == (start, end) for n in names):
        return None
    quoted = any(0 < q.start - colon <= 2 for q in line.quotations)
    titled = any(line.is_title(i) for i in range(len(before)))
    return (start, end) if (titled or quoted) and len(line.raw[colon + 1 : line.end].split()) >= 3 else None


def _said_after(line: Line, phrase, number: int, source: Source, rule: str, memory: Memory) -> list[Attribution]:
    """Make a statement of all that follows the colon after a phrase."""
    colon = line.raw.index(":", phrase[1])
    start, end = trim(line.raw, colon + 1, line.end)
    quotation = next((q for q in line.quotations if q.start >= colon and q.inner_start <= start + 1), None)
    span = (quotation.inner_start, quotation.inner_end) if quotation else (start, end)
    source = Source(phrase, source.actor_id, rule, 0.7)
    memory.spoke(number, source.actor_id)
    return [Attribution(number, None, "say", None, Content((span,), "direct", "colon", 0.7), source, None, True)]
