"""Known events (``data/events.csv``): phrases that say an event has happened bound a text from below."""

import csv
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from newsnb.articles.normalise import skeleton
from newsnb.dates.intervals import Interval
from newsnb.phrases import PhraseIndex, TextWord, words_of

_SENTENCE_END = re.compile(r"[.!?؟۔\n]+(?=\s|$)|\n")
_REACH = 400  # characters within which the parts of a phrase must stand, however long the sentence
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
    draw
        Whether a timeline marks it.
    """

    id: str
    when: Interval
    label: str
    phrases: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict, hash=False)
    draw: bool = False


@dataclass(frozen=True)
class EventMention:
    """Words of a text that name an event."""

    start: int
    end: int
    event: Event


def read_events(path: Path | str) -> tuple[Event, ...]:
    """Read the events file.

    Parameters
    ----------
    path
        CSV with the columns ``event_id, from, to, label, draw`` and one ``phrases_<language>`` a language: phrases
        separated by ``|``; parts of a phrase that must stand in one sentence by ``&``.

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
    phrases = {
        name.removeprefix("phrases_"): tuple(
            tuple(part.strip() for part in phrase.split("&")) for phrase in (value or "").split("|") if phrase.strip()
        )
        for name, value in row.items()
        if name and name.startswith("phrases_")
    }
    return Event(
        row["event_id"], Interval(start, end), row["label"] or "", phrases, row["draw"].strip().lower() == "yes"
    )


def _day(path: Path, number: int, name: str, row: dict) -> date | None:
    value = (row[name] or "").strip()
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise EventsError(
            f"{path}, row {number}, column {name}: {value!r}; expected a day such as 2025-02-18"
        ) from None


def find_events(
    text: str, lang: str, events: tuple[Event, ...], words: list[TextWord] | None = None
) -> list[EventMention]:
    """Find the events that a text names, in order; ``words`` are the text's, where they are at hand already."""
    index = _index(events, lang)
    if index is None:
        return []
    found, ends = [], None
    for hit in index.scan(words_of(text) if words is None else words):
        for event, rest in hit.entries:
            if rest and ends is None:
                ends = [m.end() for m in _SENTENCE_END.finditer(text)] + [len(text)]
            if not rest or _all_near(text, hit, rest, ends):
                found.append(EventMention(hit.start, hit.end, event))
                break
    return found


@cache
def _index(events: tuple[Event, ...], lang: str) -> PhraseIndex | None:
    phrases = [(parts[0], (event, parts[1:])) for event in events for parts in event.phrases.get(lang, ())]
    return PhraseIndex(phrases, lang) if phrases else None


def _all_near(text: str, hit, parts: tuple[str, ...], ends: list[int]) -> bool:
    i = bisect_right(ends, hit.start)
    start, end = (ends[i - 1] if i else 0), ends[min(bisect_left(ends, hit.end), len(ends) - 1)]
    sentence = skeleton(text[max(start, hit.start - _REACH) : min(end, hit.end + _REACH)])[0]
    return all(skeleton(part)[0] in sentence for part in parts)
