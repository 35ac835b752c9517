"""Speakers that commas show more surely than a parse: in front of an insertion, or right behind an inverted verb."""

from newsnb.statements.contents import Content
from newsnb.statements.cues import NOUN, PARTICIPLE, CueHit
from newsnb.statements.lines import COMMAS, Line
from newsnb.statements.speakers.memory import Memory, Name, Source, unknown_name
from newsnb.statements.speakers.nominals import from_words

_NOMINAL = frozenset(["DET", "ADJ", "NOUN", "PROPN", "NUM"])
_LONGEST = 12  # words of a subject in front of an insertion


def inverted_name(line: Line, hit: CueHit, content: Content, names: list[Name], memory: Memory) -> Source | None:
    """Give the person named right behind the verb: ``"...", says lead author Kwesi Mensah, a marine ecologist``."""
    follows = bool(set(line.gap(hit.first)) & set(COMMAS + '"”»’?!'))
    if not follows or hit.cue.form in (NOUN, PARTICIPLE):
        return None
    last = hit.last
    while last < len(line.words) and not line.gap(last).strip() and _is_nominal(line, last):
        last += 1
    inserted = content.spans[0][0] > hit.start and line.after_comma(last)  # "That, says Ann Holm, is no revolution"
    if last == hit.last or not (inserted or content.spans[0][1] <= hit.start):
        return None
    end = line.words[last - 1].end
    named = [n for n in names if hit.end <= n.start and n.end == end]
    if named:
        name, person = named[-1], named[-1].kind == "person" and not named[-1].by_role
        return Source((name.start, end), name.actor_id, "name" if name.known else "new name", 0.9) if person else None
    if last - hit.last < 2 or not all(line.raw[word.start].isupper() for word in line.words[hit.last : last]):
        return None
    if any(hit.end <= n.start < end for n in names) or line.is_title(hit.last):
        return None
    name = unknown_name(line, line.words[hit.last].start, end, "person", memory)
    return Source((name.start, end), name.actor_id, "new name", 0.8)


def apposed_before(line: Line, hit: CueHit, content: Content, names: list[Name], _: Memory) -> Source | None:
    """Give the person named between two commas in front of the verb: "its negotiator, Ann Holm, wrote"."""
    if hit.cue.form in (NOUN, PARTICIPLE) or not line.after_comma(hit.first) or content.spans[0][0] < hit.start:
        return None
    end = line.words[hit.first - 1].end
    named = [n for n in names if n.end == end and n.kind == "person" and not n.by_role and n.start > line.start]
    beside = [n for n in named if line.after_comma(line.index_at(n.start))]
    rule = "name in apposition"
    return Source((beside[0].start, end), beside[0].actor_id, rule, 0.85) if beside else None


def before_insertion(line: Line, hit: CueHit, content: Content, names: list[Name]) -> tuple[int, int] | None:
    """Find the subject in front of an insertion: words ``[first, last)`` of "Prado, who had scored, insisted ...".

    An insertion that begins with a person's name is the subject itself ("the minister, Ann Holm, said").
    """
    verb = hit.first
    while verb > 1 and not line.after_comma(verb) and line.lexicon.has("auxiliaries", line.words[verb - 1].text):
        verb -= 1
    if hit.cue.form in (NOUN, PARTICIPLE) or not line.after_comma(verb) or content.spans[0][0] < hit.start:
        return None
    last = next((i for i in range(verb - 1, 0, -1) if line.after_comma(i)), 0)
    named = any(n.start == line.words[last].start and n.kind == "person" for n in names)
    clause = any(last <= h.first < verb for h in line.cues) and not line.is_relative(line.words[last].text)
    if named or clause or all(line.raw[word.start].isupper() for word in line.words[last:verb]):
        return None
    first = _stretch(line, last)
    before = _stretch(line, first) if line.after_comma(first) else first
    if before < first and any(n.end == line.words[first - 1].end for n in names):
        first, last = before, first  # "Kamin, the firm's lawyer, asked about the deal, said": what is named first
    while first < last and line.lexicon.has("conjunctions", line.words[first].text):
        first += 1
    opens = first < last <= first + _LONGEST and _is_nominal(line, first)
    return (first, last) if opens and not _finite(line, first, last) else None


def read_words(line: Line, first: int, last: int, names: list[Name], memory: Memory, number: int) -> Source:
    """Read the noun phrase of words ``[first, last)``: the person or body it names, else the phrase itself."""
    start, end = line.words[first].start, line.words[last - 1].end
    inside = [n for n in names if start <= n.start and n.end == end and not _depends(line, first, n)]
    whole = [n for n in inside if n.kind == "person" and not n.by_role] or [
        n for n in inside if line.index_at(n.start) - first <= 1
    ]
    if whole:
        return Source((whole[0].start, end), whole[0].actor_id, "name" if whole[0].known else "new name", 0.85)
    return from_words(line, start, end, memory, number)


def _stretch(line: Line, end: int) -> int:
    """Give the first word of the stretch between marks that ends before word ``end``."""
    return next((i for i in range(end - 1, 0, -1) if line.gap(i).strip()), 0)


def _is_nominal(line: Line, i: int) -> bool:
    word = line.word_at(line.words[i].start)
    capital = i > 0 and line.raw[line.words[i].start].isupper()  # taggers take parts of unknown names for verbs
    return capital or (word is not None and word.upos in _NOMINAL)


def _finite(line: Line, first: int, last: int) -> bool:
    words = (line.word_at(word.start) for word in line.words[first:last])
    return any(w is not None and "VerbForm=Fin" in w.feats and not w.text[0].isupper() for w in words)


def _depends(line: Line, first: int, name: Name) -> bool:
    """Tell a name that a preposition ties to the noun before it: "an aide to Omar Haddad"."""
    words = (line.word_at(word.start) for word in line.words[first : line.index_at(name.start)])
    return any(word is not None and word.upos == "ADP" for word in words)
