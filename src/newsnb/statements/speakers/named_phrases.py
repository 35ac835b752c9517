"""Noun phrases with a name in them: whether the name speaks, or the noun that it is tied to."""

from newsnb.articles.normalise import fold
from newsnb.phrases import words_of
from newsnb.statements.lines import COMMAS, Line
from newsnb.statements.nouns import body_nouns, medium_nouns, text_nouns
from newsnb.statements.speakers.memory import Name, Source, unknown_name
from newsnb.statements.speakers.nominals import from_words


def named(line: Line, start: int, name: Name, memory, number: int) -> Source:
    """Read a noun phrase that begins after ``start`` and holds a name: the name speaks, unless another noun heads it.

    "The chief of police of Tehran" is not Tehran; "the agency Reuters" is Reuters.
    """
    small = ("auxiliaries", "complementizers", "conjunctions", "object_marks")
    before = [
        w for w in words_of(line.raw[start : name.start], start) if not any(line.lexicon.has(k, w.text) for k in small)
    ]
    bodies = body_nouns(line.language.code)
    own = bodies | text_nouns(line.language.code, "documents")
    if before and before[-1].text in bodies and not name.known:
        name = unknown_name(line, before[-1].start, name.end, "institution", memory)  # "the company Aramco"
        before = before[:-1]
    counterpart = any(fold(w) == b.text for w in line.language.speakers.get("counterparts", []) for b in before)
    if not counterpart and (name.kind == "person" or not before or name.by_role or all(w.text in own for w in before)):
        return Source((name.start, name.end), name.actor_id, "name" if name.known else "new name", 0.9)
    end = _phrase_end(line, before, name)
    return from_words(line, before[0].start, end, memory, number)


def _phrase_end(line: Line, before: list, name: Name) -> int:
    """Give the end of a phrase with a name in it: the name's, or that of what stands before a comma or a medium.

    "Mr Lind, the speaker of parliament" and "Mr Lind in an interview with the BBC" are Mr Lind.
    """
    media = medium_nouns(line.language.code)
    for place, word in enumerate(before):
        following = before[place + 1] if place + 1 < len(before) else name
        medium = line.lexicon.has("prepositions", word.text) and following is not name and following.text in media
        if medium and place:
            return before[place - 1].end
        if set(line.raw[word.end : following.start]) & set(COMMAS):
            return word.end
    return name.end


def read_words(line: Line, start: int, end: int, names: list[Name], memory, number: int) -> Source:
    """Read the noun phrase ``[start, end)``, by a name in it if there is one."""
    inside = [n for n in names if start <= n.start and n.end <= end]
    return (
        named(line, start, best_of(inside), memory, number) if inside else from_words(line, start, end, memory, number)
    )


def best_of(chain: list[Name]) -> Name:
    """Of names apposed to each other the person's own name, else the first."""
    persons = [n for n in chain if n.kind == "person" and not n.by_role]
    return persons[0] if persons else chain[0]
