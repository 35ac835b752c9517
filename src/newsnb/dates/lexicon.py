"""The date words of a language as one look-up table, made from the ``dates`` section of its file."""

import re
from dataclasses import dataclass
from functools import cache

from newsnb.articles.normalise import skeleton
from newsnb.dates.calendars import CALENDARS
from newsnb.lang import Language
from newsnb.phrases import PhraseIndex
from newsnb.remembered import by_identity

ZWNJ = "\u200c"

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")  # as texts are cut: "al-Ula" is two words

# Class letters: the grammar is written over them (see `newsnb.dates.grammar`).
UNIT_LETTERS = {"hour": "h", "day": "d", "week": "w", "weekend": "e", "month": "m", "year": "y", "decade": "D"}
# A date holds a word of one of these classes, or digits.
TELLING = frozenset("MKkWVRSNDdwmyhegBvr")
_MARKS = ("_marks", "_labels", "same_time", "repeated", "retrospective")
_SIMPLE = {
    "last": "l", "this": "t", "next": "f", "ago_before": "a", "ago_after": "b", "later_before": "i",
    "later_after": "j", "times": "T", "prepositions": "p", "fillers": "x", "earlier": "v", "recent": "r",
    "before": "z", "few": "q", "joiners": "&", "more_than": "G", "less_than": "s", "half": "H",
    "before_last": "L", "between": "u", "final": "F", "counted": "U",
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
    telling
        A word of every entry of a class of which a date needs one: months, days, units.
    marks
        Words that tell how a date is meant; each entry is the name of its list in the language file.
    relations
        Words that tell how something stands to an event; each entry is a key of ``event_relations``.
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
    auxiliaries
        Words of the past perfect, with what may be written onto them.
    """

    entries: dict[str, tuple[Entry, ...]]
    telling: frozenset[str]
    marks: PhraseIndex
    relations: PhraseIndex
    cased: bool
    prefixes: tuple[str, ...]
    numeric_order: tuple[str, ...]
    numeric_calendar: str
    wide_weekday: bool
    ordinal_suffixes: frozenset[str]
    future_prefixes: tuple[str, ...]
    future_suffixes: tuple[str, ...] = ()
    ordinal_dot: bool = False
    number_prefixes: frozenset[str] = frozenset()
    decade_suffixes: frozenset[str] = frozenset()
    numbered_decades: bool = False
    abbreviations: frozenset[str] = frozenset()
    months_with_part: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()

    def may_begin(self, word: str) -> bool:
        """Tell, at a glance, whether a folded word can be the first of an entry, or stands before a number."""
        written_on = word.startswith(self.prefixes) or word.endswith("'s")
        return word in self.entries or written_on or word in self.number_prefixes


@cache
def folded(phrase: str) -> str:
    """Fold a vocabulary phrase the way texts are folded."""
    return skeleton(phrase)[0]


def spellings(phrase: str) -> tuple[str, ...]:
    """List the folded spellings of a phrase: a zero-width non-joiner is printed as nothing or as a space."""
    return tuple(dict.fromkeys((folded(phrase), folded(phrase.replace(ZWNJ, " ")))))


@by_identity
def lexicon(language: Language) -> Lexicon:
    """Give the look-up table of a language; it is made once."""
    section = language.dates
    by_first: dict[str, dict[tuple[str, ...], Entry]] = {}
    for phrase, letter, value in _phrases(section):
        for spelling in spellings(str(phrase)):
            words = tuple(_WORD.findall(spelling))
            by_first.setdefault(words[0], {}).setdefault(words, Entry(words, letter, value))
    entries = {
        first: tuple(sorted(found.values(), key=lambda entry: -len(entry.words))) for first, found in by_first.items()
    }
    marks = {name: phrases for name, phrases in section.items() if name.endswith(_MARKS)}
    return Lexicon(
        entries=entries,
        telling=frozenset(_longest(one.words) for found in entries.values() for one in found if one.letter in TELLING),
        marks=_index(marks, language.code),
        relations=_index(section.get("event_relations", {}), language.code),
        cased=bool(section.get("cased")),
        prefixes=tuple(sorted((folded(prefix) for prefix in section.get("prefixes", [])), key=len, reverse=True)),
        numeric_order=tuple(section.get("numeric_order", ["dmy"])),
        numeric_calendar=section.get("numeric_calendar", "gregorian"),
        wide_weekday=section.get("last_weekday") == "wide",
        ordinal_suffixes=frozenset(folded(suffix) for suffix in section.get("ordinal_suffixes", [])),
        future_prefixes=tuple(folded(prefix) for prefix in section.get("future_prefixes", [])),
        future_suffixes=tuple(folded(suffix) for suffix in section.get("future_suffixes", [])),
        ordinal_dot=bool(section.get("ordinal_dot")),
        numbered_decades=bool(section.get("numbered_decades")),
        **{
            name: frozenset(folded(word) for word in section.get(name, []))
            for name in ("number_prefixes", "decade_suffixes", "abbreviations", "months_with_part")
        },
        auxiliaries=_auxiliaries(section.get("past_perfect", {})),
    )


def _longest(words: tuple[str, ...]) -> str:
    """Give the longest word of a phrase, or part of a word with an apostrophe: the one that fewest texts hold."""
    return max((part for word in words for part in word.split("'")), key=len)


def _index(lists: dict[str, list[str]], code: str) -> PhraseIndex:
    return PhraseIndex([(phrase, name) for name, phrases in lists.items() for phrase in phrases], code)


def _auxiliaries(perfect: dict) -> frozenset[str]:
    forms = [folded(form) for form in perfect.get("auxiliaries", [])]
    # "And had" in one word; other letters in front make other words.
    return frozenset(prefix + form for prefix in ["", *perfect.get("prefixes", [])] for form in forms)


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
