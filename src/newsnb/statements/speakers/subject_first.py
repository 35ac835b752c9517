"""The speaker from the words alone, where the subject stands before its verb, or after it behind what was said."""

from newsnb.phrases import words_of
from newsnb.statements.contents import Content
from newsnb.statements.contents.inverted import joined_pronoun
from newsnb.statements.contents.subjects import clause_start
from newsnb.statements.cues import PARTICIPLE, CueHit
from newsnb.statements.lines import Line
from newsnb.statements.nouns import pronouns, titles
from newsnb.statements.speakers.memory import Name, Source, unknown_name
from newsnb.statements.speakers.nominals import carried, common_noun, read_pronoun

_LONGEST = 14
"""Words a subject may have."""


def subject_first(line, hit, content, names, memory, number) -> Source:
    """Find the speaker: a joined pronoun, the phrase behind the verb if the content stands before it, else before."""
    if (i := joined_pronoun(line, hit)) is not None:
        return _pronoun(line, i, names, memory, number)
    phrase = None
    if hit.cue.form == PARTICIPLE:
        if memory.speakers and memory.speakers[-1][0] == number:
            return carried(memory, number, "participle", 0.8)
        phrase = _leading_phrase(line, hit)
    elif content.spans[0][1] <= hit.start:
        phrase = _phrase_after(line, hit, content)
    phrase = phrase or _phrase_before(line, hit, content)
    if phrase is None:
        return carried(memory, number, "dropped subject", 0.6)
    return _read(line, *_apposed(line, *phrase), names, memory, number)


def _apposed(line: Line, first: int, last: int) -> tuple[int, int]:
    """Give the name apposed to an office ("le maire, Jean Petit"), which says more than the office; else the phrase."""
    if last >= len(line.words) or not line.after_comma(last) or _name_run(line, first, last):
        return first, last
    beside = next((m for m in line.mentions if m.start == line.words[last].start and m.role is None), None)
    if beside and any(m.role and m.actor_id == beside.actor_id for m in line.mentions):
        return last, line.index_at(beside.end - 1) + 1
    end = last
    while end < len(line.words) and line.raw[line.words[end].start].isupper() and (end == last or _joined(line, end)):
        end += 1
    known = any(line.words[first].start <= m.start < line.words[last].start for m in line.mentions)
    return (last, end) if end - last >= 2 and not known else (first, last)


def _joined(line: Line, i: int) -> bool:
    return not line.gap(i).strip(" -.\u00a0")


def _name_run(line: Line, first: int, last: int) -> tuple[int, int] | None:
    """Find the person's name that a noun phrase ends with: capitals after its titles, at least two or after a title."""
    begin = last
    while begin > first and line.raw[line.words[begin - 1].start].isupper():
        begin -= 1
    known = titles(line.language.code)
    while begin < last and line.words[begin].text in known:
        begin += 1
    titled = begin > first and line.words[begin - 1].text in known
    depends = begin > first and line.lexicon.has("prepositions", line.words[begin - 1].text)
    determined = begin > first and line.lexicon.has("determiners", line.words[begin - 1].text)
    return None if depends or determined or last - begin < (1 if titled else 2) else (begin, last)


def _pronoun(line: Line, i: int, names, memory, number: int) -> Source:
    word = line.words[i]
    return read_pronoun(line, word.start, word.end, word.text, names, memory, number)


def _read(line: Line, first: int, last: int, names: list[Name], memory, number: int) -> Source:
    """Read the noun phrase of words ``[first, last)``: a pronoun, the name in it, else the phrase itself."""
    if last - first == 1 and (source := _pronoun(line, first, names, memory, number)) is not None:
        return source
    start, end = line.words[first].start, line.words[last - 1].end
    inside = [n for n in names if start <= n.start and n.end <= end + 1]
    heads = [n for n in inside if not _depends(line, start, n)]
    persons = [n for n in heads if n.kind == "person" and not n.by_role] or [n for n in heads if n.kind == "person"]
    if chosen := (persons or [n for n in heads if _stands_alone(line, start, n)]):
        return Source(
            (chosen[0].start, chosen[0].end), chosen[0].actor_id, "name" if chosen[0].known else "new name", 0.9
        )
    if run := _name_run(line, first, last):
        if met := _met_before(line, run, memory):
            return Source((line.words[run[0]].start, end), met, "new name", 0.8)
        name = unknown_name(line, line.words[run[0]].start, end, "person", memory)
        return Source((name.start, name.end), name.actor_id, "new name", 0.8)
    return common_noun(line, line.word_at(start), start, end, inside, memory, number)


def _met_before(line: Line, run: tuple[int, int], memory) -> str | None:
    """Give who was named in full before, for a part of the name: "M. Le Bihan" after "Yann Le Bihan"."""
    words = [word.text for word in line.words[run[0] : run[1]]]
    known = memory.people.get(words[-1])
    return known if known and set(words) <= set(known.split("_")) else None


def _depends(line: Line, start: int, name: Name) -> bool:
    """Tell a name that hangs on another noun: "un conseiller de Trump" is not Trump."""
    before = words_of(line.raw[start : name.start])
    return any(line.lexicon.has("prepositions", word.text) for word in before[-2:]) and not name.by_role


def _stands_alone(line: Line, start: int, name: Name) -> bool:
    """Tell "le Kremlin" and "l'agence Tass" from "le ministère russe": only an article or a medium before the name."""
    own = {word.text for noun in line.language.speakers.get("documents", []) for word in words_of(noun)}
    before = words_of(line.raw[start : name.start])
    return all(line.lexicon.has("determiners", word.text) or word.text in own for word in before)


def _phrase_after(line: Line, hit: CueHit, content: Content) -> tuple[int, int] | None:
    """Find the subject behind an inverted verb, passing over days, places and whom it was said to."""
    limit = min([line.end, *(s for s, _ in content.spans if s >= hit.end)])
    first = None
    for i in range(hit.last, min(hit.last + _LONGEST, len(line.words))):
        closed = line.words[i].start >= limit or line.gap(i).strip(" ’'.-\u00a0\u202f")
        ended = first is not None and line.lexicon.has("phrase_ends", line.words[i].text)
        if closed or ended or line.lexicon.has("complementizers", line.words[i].text):
            return (first, i) if first is not None else None
        if first is None and _opens_phrase(line, i, hit.last):
            first = i
    last = min(hit.last + _LONGEST, len(line.words))
    return (first, last) if first is not None and first < last else None


def _opens_phrase(line: Line, i: int, begin: int) -> bool:
    """Tell a word that can begin a noun phrase: an article, a title, a name, and no preposition before it."""
    word = line.words[i]
    before = i - 1
    while before > begin and line.lexicon.has("determiners", line.words[before].text):
        before -= 1  # "à la télévision"
    if i > begin and line.lexicon.has("prepositions", line.words[before].text):
        return False
    # "Des chercheurs" begins a phrase, "la fin des travaux" does not begin one at "des".
    either = line.lexicon.has("prepositions", word.text) and i > begin
    determiner = line.lexicon.has("determiners", word.text) and not either
    named = any(m.start <= word.start < m.end for m in line.mentions)
    # Any word is capitalised at the beginning of a sentence: there it takes two.
    capital = line.raw[word.start].isupper() and not line.lexicon.has("prepositions", word.text)
    capital = capital and (i > 0 or (len(line.words) > 1 and line.raw[line.words[1].start].isupper()))
    return determiner or line.is_title(i) or named or capital


def _phrase_before(line: Line, hit: CueHit, content: Content) -> tuple[int, int] | None:
    """Find the subject before the verb: the last stretch between commas, or the first one if that is empty."""
    end = hit.first
    while end > 0 and line.lexicon.has("auxiliaries", line.words[end - 1].text) and not line.after_comma(end):
        end -= 1
    begin = max([clause_start(line, hit), *(line.index_at(e - 1) + 1 for _, e in content.spans if e <= hit.start)])
    cuts = [begin, *(i for i in range(begin + 1, end) if line.after_comma(i)), end]
    stretches = [s for s in zip(cuts, cuts[1:], strict=False) if s[1] > s[0]]
    if not stretches:
        return None
    aside = line.after_comma(end)
    ordered = stretches if aside else [stretches[-1], *stretches[:-1]]
    found = (_noun_phrase(line, *stretch) for stretch in ordered)
    return next((phrase for phrase in found if phrase), None)


def _leading_phrase(line: Line, hit: CueHit) -> tuple[int, int] | None:
    """Find the subject that a participle shares: "Le ministre a quitté Kiev, assurant que"."""
    comma = next((i for i in range(1, hit.first) if line.after_comma(i)), hit.first)
    return _noun_phrase(line, 0, min(comma, 6)) if comma else None


def _noun_phrase(line: Line, first: int, last: int) -> tuple[int, int] | None:
    """Cut a stretch to its noun phrase: without conjunctions before it; after a preposition, the last phrase in it."""
    while first < last and line.lexicon.has("conjunctions", line.words[first].text):
        first += 1
    if first < last and (last - first == 1 and _is_pronoun(line, first)):
        return first, last
    if _is_pronoun(line, last - 1):
        return last - 1, last
    starts = [i for i in range(first, last) if _opens_phrase(line, i, first)]
    if not starts:
        return None
    opening = line.words[first].text
    adverbial = line.lexicon.has("prepositions", opening) and not line.lexicon.has("determiners", opening)
    start = starts[-1] if adverbial else starts[0]
    return start, next((i for i in range(start + 1, last) if line.lexicon.has("phrase_ends", line.words[i].text)), last)


def _is_pronoun(line: Line, i: int) -> bool:
    return line.words[i].text in pronouns(line.language.code)
