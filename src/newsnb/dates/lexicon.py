"""The date words of a language as one look-up table, made from the ``dates`` section of its file."""

import re
from dataclasses import dataclass, field
from functools import cache

from newsnb.articles.normalise import skeleton
from newsnb.dates.calendars import CALENDARS
from newsnb.lang import Language

ZWNJ = "\u200c"

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")  # as texts are cut: "al-Ula" is two words

# Class letters: the grammar is written over them (see `newsnb.dates.grammar`).
UNIT_LETTERS = {"hour": "h", "day": "d", "week": "w", "weekend": "e", "month": "m", "year": "y", "decade": "D"}
_SIMPLE = {
    "last": "l", "this": "t", "next": "f", "ago_before": "a", "ago_after": "b", "later_before": "i",
    "later_after": "j", "times": "T", "prepositions": "p", "fillers": "x", "earlier": "v", "recent": "r",
    "before": "z", "few": "q", "joiners": "&", "more_than": "G", "less_than": "s", "half": "H",
    "before_last": "L", "between": "u",
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """A word or phrase: its words folded, its class letter and what it stands for."""

    words: tuple[str, ...]
    letter: str
    value: object


@dataclass(frozen=True)
class Lexicon:
    """Entries by their first word, longest first, and the settings of the language.

    Attributes
    ----------
    entries
        First word to entries. A word may stand in one class only; the first class listed wins.
    cased
        Whether month and weekday names need a capital.
    prefixes
        Letters written together with the following word, longest first.
    number_prefixes
        Letters written together with a number only, such as the Arabic article.
    decade_suffixes
        What follows a year to make it a decade: the "s" of "1990s".
    numbered_decades
        Whether a decade can be named by its number alone, behind the word for decade.
    abbreviations
        Short forms of months, which a year of two digits may follow.
    months_with_part
        Months that are also words, but not behind "late" or "early".
    """

    entries: dict[str, tuple[Entry, ...]]
    cased: bool
    prefixes: tuple[str, ...]
    numeric_order: tuple[str, ...]
    numeric_calendar: str
    wide_weekday: bool
    ordinal_suffixes: frozenset[str]
    future_prefixes: tuple[str, ...]
    future_suffixes: tuple[str, ...] = ()
    ordinal_dot: bool = False
    marks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    relations: dict[str, tuple[str, ...]] = field(default_factory=dict)
    number_prefixes: frozenset[str] = frozenset()
    decade_suffixes: frozenset[str] = frozenset()
    numbered_decades: bool = False
    abbreviations: frozenset[str] = frozenset()
    months_with_part: frozenset[str] = frozenset()


@cache
def folded(phrase: str) -> str:
    """Fold a vocabulary phrase the way texts are folded."""
    return skeleton(phrase)[0]


def spellings(phrase: str) -> tuple[str, ...]:
    """List the folded spellings of a phrase: a zero-width non-joiner is printed as nothing or as a space."""
    return tuple(dict.fromkeys((folded(phrase), folded(phrase.replace(ZWNJ, " ")))))


def lexicon(language: Language) -> Lexicon:
    """Give the look-up table of a language."""
    return _lexicon(language.code, _Section(language.dates))


class _Section(dict):
    """A hashable view of the section, so that a table is made once a language."""

    def __hash__(self):
        return id(type(self))

    def __eq__(self, other):
        return dict.__eq__(self, other)


@cache
def _lexicon(code: str, section: dict) -> Lexicon:
    by_first: dict[str, dict[tuple[str, ...], Entry]] = {}
    for phrase, letter, value in _phrases(section):
        for spelling in spellings(str(phrase)):
            words = tuple(_WORD.findall(spelling))
            by_first.setdefault(words[0], {}).setdefault(words, Entry(words, letter, value))
    entries = {
        first: tuple(sorted(found.values(), key=lambda entry: -len(entry.words))) for first, found in by_first.items()
    }
    marks = {
        name: tuple(spelling for phrase in phrases for spelling in spellings(phrase))
        for name, phrases in section.items()
        if name.endswith(("_marks", "_labels")) or name in ("same_time", "repeated", "retrospective")
    }
    relations = {
        name: tuple(spelling for phrase in phrases for spelling in spellings(phrase))
        for name, phrases in section.get("event_relations", {}).items()
    }
    return Lexicon(
        entries=entries,
        cased=bool(section.get("cased")),
        prefixes=tuple(sorted((folded(prefix) for prefix in section.get("prefixes", [])), key=len, reverse=True)),
        numeric_order=tuple(section.get("numeric_order", ["dmy"])),
        numeric_calendar=section.get("numeric_calendar", "gregorian"),
        wide_weekday=section.get("last_weekday") == "wide",
        ordinal_suffixes=frozenset(folded(suffix) for suffix in section.get("ordinal_suffixes", [])),
        future_prefixes=tuple(folded(prefix) for prefix in section.get("future_prefixes", [])),
        future_suffixes=tuple(folded(suffix) for suffix in section.get("future_suffixes", [])),
        ordinal_dot=bool(section.get("ordinal_dot")),
        marks=marks,
        relations=relations,
        numbered_decades=bool(section.get("numbered_decades")),
        **{
            name: frozenset(folded(word) for word in section.get(name, []))
            for name in ("number_prefixes", "decade_suffixes", "abbreviations", "months_with_part")
        },
    )


def _phrases(section: dict):
    """Yield (phrase, letter, value) of every entry; what must not be read as a date comes first."""
    for phrase in section.get("not_dates", []):
        yield phrase, "Z", None
    letters = {folded(word): "K" for word in section.get("weak", [])}
    letters |= {folded(word): "k" for word in section.get("very_weak", [])}
    for calendar in CALENDARS:
        for number, names in enumerate(section.get("months", {}).get(calendar, []), start=1):
            for name in names:
                yield name, letters.get(folded(name), "M"), (calendar, number)
                for suffix in section.get("month_suffixes", []):
                    yield name + suffix, "M", (calendar, number)
    for number, names in enumerate(section.get("weekdays", [])):
        for name in names:
            yield name, "V" if folded(name) in letters else "W", number
    yield from _numbered(section)
    for name, letter in _SIMPLE.items():
        for phrase in section.get(name, []):
            yield phrase, letter, None


def _numbered(section: dict):
    plurals = {folded(word) for word in section.get("plurals", [])}
    for name, letter in (("deictic", "R"), ("numbers", "c"), ("ordinals", "o"), ("decades", "N")):
        for number, phrases in section.get(name, {}).items():
            for phrase in phrases:
                yield phrase, letter, number
    for unit, phrases in section.get("units", {}).items():
        for phrase in phrases:
            yield phrase, UNIT_LETTERS[unit], (unit, folded(phrase) in plurals)
    for unit, phrases in section.get("duals", {}).items():
        for phrase in phrases:
            yield phrase, "g", unit
    for unit, offsets in section.get("periods", {}).items():
        for offset, phrases in offsets.items():
            for phrase in phrases:
                yield phrase, "B", (unit, offset)
    for name, letter in (("parts", "P"), ("seasons", "S"), ("eras", "E")):
        for value, phrases in section.get(name, {}).items():
            for phrase in phrases:
                yield phrase, letter, value
