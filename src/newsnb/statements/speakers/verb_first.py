"""The speaker from the words alone where the verb stands first: Arabic, and languages without a parse."""

from newsnb.dates.expressions import find_dates
from newsnb.phrases import words_of
from newsnb.statements.contents import Content
from newsnb.statements.contents.subjects import phrase_before, subject_before, subject_end
from newsnb.statements.cues import FINITE, MASDAR, PARTICIPLE, CueHit
from newsnb.statements.lines import COMMAS, Line
from newsnb.statements.speakers.memory import Name, Source
from newsnb.statements.speakers.named_phrases import best_of, named, read_words
from newsnb.statements.speakers.nominals import carried, from_words, lies_in

_TO_NAME = 4  # words between an office and the name of who holds it
_VERBAL = ("VERB", "AUX", "CCONJ")  # tags of a verb, or of the conjunction written onto it
_TO_TIME = 5  # words between a verb and a time in front of its subject


def verb_first(line, hit, content, names, memory, number) -> Source:
    """Find the speaker before or after the verb, by the words alone."""
    if hit.cue.form == PARTICIPLE and memory.speakers and memory.speakers[-1][0] == number:
        return carried(memory, number, "participle", 0.8)
    if hit.cue.form == FINITE and (before := subject_before(line, hit)):
        return Source((before.start, before.end), before.actor_id, "name before the verb", 0.9)
    if hit.cue.form == FINITE and (words := phrase_before(line, hit)):
        start, end = line.words[words[0]].start, line.words[words[1] - 1].end
        if not lies_in(content, start) and not any(h.first in range(*words) for h in line.cues):
            return read_words(line, start, end, names, memory, number)
    if hit.cue.cls == "report" and (relayed := _relayed_after(line, hit, content, names, memory, number)):
        return relayed
    if hit.cue.form == MASDAR and (relayed := _relayed(line, hit, names, memory, number)):
        return relayed
    limit = min((s for s, _ in content.spans if s >= hit.end), default=line.end)
    first = _behind_time(line, hit, limit) if hit.cue.form != PARTICIPLE else hit.last
    chain = _chain_after(line, first, names, limit) if hit.cue.form != PARTICIPLE else []
    if chain:
        return named(line, line.words[first].start, best_of(chain), memory, number)
    phrase = _phrase_after(line, first, limit) if hit.cue.form != PARTICIPLE else None
    if phrase:
        start, end = phrase
        if holder := _between_commas(line, end, limit, names):
            return Source((holder.start, holder.end), holder.actor_id, "name in apposition", 0.8)
        return from_words(line, start, end, memory, number)
    if hit.cue.form == PARTICIPLE and (shared := _subject_of_first_verb(line, hit, names)):
        return read_words(line, *shared, names, memory, number)
    if topic := _topic(line, hit):
        return read_words(line, *topic, names, memory, number)
    # "The master of the house courted ... and called him ...": the clause before has the subject.
    leading = [
        n for n in names if n.end <= hit.start and n.kind in ("person", "institution") and line.index_at(n.start) <= 4
    ]
    if leading and (hit.cue.form == PARTICIPLE or not any(h.start < hit.start for h in line.cues)):
        return Source((leading[0].start, leading[0].end), leading[0].actor_id, "subject of the clause before", 0.6)
    return carried(memory, number, "dropped subject", 0.75)


def _topic(line: Line, hit: CueHit) -> tuple[int, int] | None:
    """``أما قائد الفريق فاعتذر ... وكتب``: whom the sentence is about, up to the verb with "so" written onto it."""
    if hit.cue.form != FINITE or not line.lexicon.has("topic_words", line.words[0].text):
        return None
    for i in range(2, hit.first + 1):
        verb = line.word_at(line.words[i].start)
        if line.gap(i).strip():
            return None
        if line.lexicon.has("topic_signs", line.words[i].text[:1]) and verb is not None and verb.upos in _VERBAL:
            return line.words[1].start, line.words[i - 1].end
    return None


def _subject_of_first_verb(line: Line, hit: CueHit, names: list[Name]) -> tuple[int, int] | None:
    """``استقال وزير الطاقة قائلاً``: the participle shares the subject of the verb that begins the sentence."""
    verb = line.word_at(line.words[0].start) if line.parsed else None
    end = subject_end(line, 1) if len(line.words) > 2 else 1
    if verb is None or "VERB" not in (verb.upos, _second(line)) or end == 1 or end > hit.first:
        return None
    return line.words[1].start, line.words[end - 1].end


def _second(line: Line) -> str:
    """Tag of the word after a conjunction written onto the first."""
    return next((w.upos for w in line.sentence.words[1:2] if w.start < line.words[0].end), "")


def _relayed_after(line: Line, hit: CueHit, content: Content, names, memory, number: int) -> Source | None:
    """``نقلت وكالة ... عن ثلاثة دبلوماسيين أن``: the medium relays, who is quoted stands after the preposition."""
    limit = line.index_at(min(s for s, _ in content.spans))
    first = next((i for i in range(hit.last, min(limit, hit.last + 10)) if _is_about(line, i)), None)
    if first is None or first + 1 >= limit:
        return None
    last = limit
    while last > first + 2 and _introduces(line, last - 1):
        last -= 1
    return read_words(line, line.words[first + 1].start, line.words[last - 1].end, names, memory, number)


def _introduces(line: Line, i: int) -> bool:
    """Tell what stands between a speaker and the content: "his saying", "that"."""
    return line.lexicon.has("complementizers", line.words[i].text) or any(h.first == i for h in line.marks)


def _relayed(line: Line, hit: CueHit, names: list[Name], memory, number: int) -> Source | None:
    """``نقلت وكالة ... عن مسؤول أميركي قوله إن``: who is quoted stands between the preposition and the noun."""
    first = next((i for i in range(hit.first - 1, max(hit.first - 12, 0), -1) if _is_about(line, i)), None)
    if first is None or first + 1 >= hit.first:
        return None
    return read_words(line, line.words[first + 1].start, line.words[hit.first - 1].end, names, memory, number)


def _is_about(line: Line, i: int) -> bool:
    return line.lexicon.has("relay_prepositions", line.words[i].text)


def _behind_time(line: Line, hit: CueHit, limit: int) -> int:
    """Give the word after the verb, or after a time that stands between it and its subject.

    ``أعلن في وقت متأخر من مساء الثلاثاء وزير الطاقة``: announced late on Tuesday evening the minister of energy.
    """
    i = hit.last
    if i >= len(line.words) or line.words[i].start >= limit or line.gap(i).strip():
        return i
    start = line.words[i].start
    for time in find_dates(line.raw[start:limit], line.language)[:1]:
        behind = line.index_at(start + time.end - 1) + 1
        near = line.index_at(start + time.start) - i <= _TO_TIME
        plain = not any(mark in line.raw[start : start + time.end] for mark in ',،:"«“')
        tied = time.start == 0 or line.lexicon.has("prepositions", line.words[i].text)
        if near and plain and tied and behind < len(line.words) and line.words[behind].start < limit:
            return behind
    return i


def _chain_after(line: Line, first: int, names: list[Name], limit: int) -> list[Name]:
    """Names that follow the verb directly, one apposed to the other, before the content."""
    chain: list[Name] = []
    position = begin = line.words[first].start if first < len(line.words) else line.end
    for name in names:
        if name.start < begin:
            continue
        if name.end > limit or name.kind == "place":
            break
        between = line.raw[position : name.start]
        words = [w.text for w in words_of(between)]
        # Before the first name a title may stand ("the minister of ..."), between names an apposition.
        if len(words) > (6 if not chain else 4) or any(line.lexicon.has("prepositions", w) for w in words):
            break
        chain.append(name)
        position = name.end
    return chain


def _phrase_after(line: Line, begin: int, limit: int) -> tuple[int, int] | None:
    """Find a subject without a name after the verb: "قال مسؤول أميركي"."""
    i = begin
    while i < len(line.words) and line.words[i].end <= limit and i - begin < 6:
        gap, word = line.gap(i), line.words[i]
        stops = ("prepositions", "complementizers", "wh_words", "comment_nouns", "circumstances")
        if i > begin and not gap.strip() and _place_follows(line, i):
            i += 2  # "the health authorities in Nigeria"
            continue
        if i > begin and not gap.strip() and _is_partitive(line, i):
            i += 1  # "three of the crew"
            continue
        if gap.strip() or any(line.lexicon.has(kind, word.text) for kind in stops):
            break
        verb = line.word_at(word.start) if i > begin and line.parsed else None
        if any(h.first == i for h in line.marks) or (verb is not None and verb.upos == "VERB"):
            break
        i += 1
    if i == begin:
        return None
    first = line.word_at(line.words[begin].start)
    if first is not None and line.parsed and first.upos not in ("NOUN", "PROPN", "ADJ", "X", "PRON", "NUM", "DET"):
        return None
    adverb = any(line.words[begin].text.endswith(ending) for ending in line.lexicon.words["adverb_endings"])
    if adverb and not _is_name(line, begin):  # Ethiopia, too, ends as adverbs do
        return None
    return line.words[begin].start, line.words[i - 1].end


def _between_commas(line: Line, end: int, limit: int, names: list[Name]) -> Name | None:
    """Find the name that fills the space between two commas behind an office: "the bank's chief economist, ..., "."""
    for name in names:
        opened = 0 < line.index_at(name.start) - line.index_at(end - 1) <= _TO_NAME
        beside = line.gap(line.index_at(name.start)), line.gap(line.index_at(name.end - 1) + 1)
        if opened and name.end < limit and name.kind != "place" and all(set(gap) & set(COMMAS) for gap in beside):
            return name
    return None


def _is_partitive(line: Line, i: int) -> bool:
    """Tell "of" behind a number or "many"."""
    before = line.word_at(line.words[i - 1].start)
    counted = line.lexicon.has("partitives", line.words[i - 1].text) or (before is not None and before.upos == "NUM")
    return counted and line.lexicon.has("partitive_prepositions", line.words[i].text)


def _is_name(line: Line, i: int) -> bool:
    offset = line.words[i].start
    return any(start <= offset < end for start, end, _ in line.entities)


def _place_follows(line: Line, i: int) -> bool:
    """Tell "in" before the name of a place."""
    if not line.lexicon.has("place_prepositions", line.words[i].text) or i + 1 >= len(line.words):
        return False
    offset = line.words[i + 1].start
    return any(start <= offset < end and kind == "place" for start, end, kind in line.entities)
