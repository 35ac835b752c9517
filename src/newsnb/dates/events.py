"""Known events (``data/events.csv``): phrases that say an event has happened bound a text from below."""

import csv
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from newsnb.articles.normalise import skeleton
from newsnb.dates.intervals import Interval
from newsnb.dates.lexicon import lexicon
from newsnb.lang import Language
from newsnb.phrases import PhraseIndex, TextWord, words_of
from newsnb.remembered import by_identity

_SENTENCE_END = re.compile(r"[.!?؟۔\n]+(?=\s|$)|\n")
_REACH = 400  # characters within which the parts of a phrase must stand, however long the sentence
_FRONT = 40  # characters before an event's words in which "after" and the like stand
_BESIDE = 12  # and between the two: "after the", "days after his"
_NEEDED = ("event_id", "from", "to", "label", "draw")


class EventsError(ValueError):
    """The events file breaks its rules; the message names the file, the row and what was expected."""


@dataclass(frozen=True)
class Event:
    """Something that happened on known days.

    Attributes
    ----------
    phrases
        Language to phrases; a phrase is a tuple of parts that must all stand in one sentence, the first is the event's
        own words.
    clauses
        Language to those of the phrases that tell the event with its verb ("spoke with his counterpart").
    draw
        Whether a timeline marks it.
    said_by
        Id of the actor whose words the event is (a speech, an interview), in the words of the phrases.
    """

    id: str
    when: Interval
    label: str
    phrases: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict, hash=False)
    draw: bool = False
    clauses: dict[str, frozenset[tuple[str, ...]]] = field(default_factory=dict, hash=False)
    said_by: str | None = None


@dataclass(frozen=True)
class EventMention:
    """Words of a text that name an event, or one of several of a kind ("a call between the presidents").

    ``events`` are all that the words fit, the oldest first; ``is_clause`` tells that the words hold their verb.
    """

    start: int
    end: int
    events: tuple[Event, ...]
    is_clause: bool = False

    @property
    def first_day(self) -> date | None:
        """The day before which none of them had begun."""
        return self.events[0].when.start

    @property
    def when(self) -> Interval:
        """The days of them all."""
        last = max((event.when.end for event in self.events if event.when.end), default=None)
        return Interval(self.first_day, last)


def read_events(path: Path | str) -> tuple[Event, ...]:
    """Read the events file.

    Parameters
    ----------
    path
        CSV with the columns ``event_id, from, to, label, draw`` and one ``phrases_<language>`` a language: phrases
        separated by ``|``; parts of a phrase that must stand in one sentence by ``&``; ``!`` behind a phrase that tells
        the event with its verb. A column ``said_by``, where there is one, holds the id of the actor whose words it is.

    Raises
    ------
    EventsError
        Naming the row, where a column is missing, a day cannot be read, the days are turned round, or an id occurs
        twice.
    """
    path = Path(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise EventsError(f"{path}: cannot be read as CSV: {error}") from None
    if not rows:
        return ()
    if absent := [name for name in _NEEDED if name not in rows[0]]:
        raise EventsError(f"{path}: missing column(s) {absent}; expected {', '.join(_NEEDED)} and phrases_<language>")
    events = tuple(_event(path, number, row) for number, row in enumerate(rows, start=1))
    seen = set()
    for number, event in enumerate(events, start=1):
        if event.id in seen:
            raise EventsError(f"{path}, row {number}: event_id {event.id!r} occurs twice")
        seen.add(event.id)
    return events


def _event(path: Path, number: int, row: dict) -> Event:
    start, end = (_day(path, number, name, row) for name in ("from", "to"))
    if not row["event_id"] or start is None:
        raise EventsError(f"{path}, row {number}: event_id and from must be filled")
    end = end or start
    if end < start:
        raise EventsError(f"{path}, row {number}: to ({end}) is before from ({start})")
    if (row["draw"] or "").strip().lower() not in ("yes", "no"):
        raise EventsError(f"{path}, row {number}, column draw: {row['draw']!r}; expected yes or no")
    written = {
        name.removeprefix("phrases_"): [phrase.strip() for phrase in (value or "").split("|") if phrase.strip()]
        for name, value in row.items()
        if name and name.startswith("phrases_")
    }
    return Event(
        id=row["event_id"],
        when=Interval(start, end),
        label=row["label"] or "",
        phrases={code: tuple(_parts(phrase) for phrase in listed) for code, listed in written.items()},
        draw=row["draw"].strip().lower() == "yes",
        clauses={
            code: frozenset(_parts(one) for one in listed if one.endswith("!")) for code, listed in written.items()
        },
        said_by=(row.get("said_by") or "").strip() or None,
    )


def _parts(phrase: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in phrase.removesuffix("!").split("&"))


def _day(path: Path, number: int, name: str, row: dict) -> date | None:
    value = (row[name] or "").strip()
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise EventsError(
            f"{path}, row {number}, column {name}: {value!r}; expected a day such as 2025-02-18"
        ) from None


def find_events(
    text: str, lang: str, events: tuple[Event, ...], words: list[TextWord] | None = None, *, sayings: bool = False
) -> list[EventMention]:
    """Find the events that a text names, in order; ``words`` are the text's, where they are at hand already.

    With ``sayings`` those that are somebody's words (``said_by``), without it all others: that somebody says the words
    does not mean that the known occasion has been.
    """
    index = _index(events, lang, sayings)
    if index is None:
        return []
    found, ends = [], None
    for hit in index.scan(words_of(text) if words is None else words):
        if ends is None and any(len(parts) > 1 for _, parts in hit.entries):
            ends = [m.end() for m in _SENTENCE_END.finditer(text)] + [len(text)]
        meant = [(event, parts) for event, parts in hit.entries if _all_near(text, hit, parts[1:], ends)]
        if meant:
            each = {event.id: event for event, _ in meant}.values()
            ordered = tuple(sorted(each, key=lambda event: (event.when.start, event.id)))
            told = all(parts in event.clauses.get(lang, ()) for event, parts in meant)
            found.append(EventMention(hit.start, hit.end, ordered, told))
    return found


def relation_to(text: str, start: int, language: Language) -> str | None:
    """Name the relation whose word stands directly in front of an event's words: "days after", "during".

    Returns
    -------
    str or None
        A key of ``event_relations`` in the language file.
    """
    front = text[max(start - _FRONT, 0) : start]
    hits = lexicon(language).relations.scan(words_of(front))
    near = [hit for hit in hits if len(front) - hit.end <= _BESIDE]
    return near[-1].entries[0] if near else None


@by_identity
def _index(events: tuple[Event, ...], lang: str, sayings: bool) -> PhraseIndex | None:
    meant = [event for event in events if bool(event.said_by) == sayings]
    phrases = [(parts[0], (event, parts)) for event in meant for parts in event.phrases.get(lang, ())]
    return PhraseIndex(phrases, lang) if phrases else None


def _all_near(text: str, hit, parts: tuple[str, ...], ends: list[int] | None) -> bool:
    if not parts:
        return True
    i = bisect_right(ends, hit.start)
    start, end = (ends[i - 1] if i else 0), ends[min(bisect_left(ends, hit.end), len(ends) - 1)]
    sentence = skeleton(text[max(start, hit.start - _REACH) : min(end, hit.end + _REACH)])[0]
    return all(skeleton(part)[0] in sentence for part in parts)
