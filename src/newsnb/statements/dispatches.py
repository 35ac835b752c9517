"""Datelines within an article: a text put together from dispatches of several days."""

import re
from dataclasses import dataclass

from newsnb.dates.expressions import find_dates, resolve
from newsnb.dates.intervals import Interval
from newsnb.dates.meanings import Fixed, Recurring
from newsnb.lang import Language

# A place, its date and a dash at the head of a line; or a date that is the whole line.
_PLACE = re.compile(r"[^\W\d_]{2,20}(?:[ ,،][^\W\d_]{2,20}){0,3}[ ,،–—-]{1,3}")
_DASH = re.compile(r"\s?(?:\([^()\n]{2,40}\)\s?)?[-–—:]\s")
_DIGIT = re.compile(r"\d")
_HEAD = 90


@dataclass(frozen=True)
class Dispatch:
    """A dateline within an article: where it stands, its day, its words."""

    start: int
    day: Interval
    words: str


def dispatches(text: str, spans: list[tuple[int, int]], language: Language, published: Interval) -> list[Dispatch]:
    """Find the datelines of an article that name a day before its publication, in order.

    Parameters
    ----------
    text, spans
        The page and the stretches of it that are the article's.
    language
        Gives the words.
    published
        When the article was published; a dateline of that day divides nothing.

    Returns
    -------
    list of Dispatch
        What stands below a dateline, up to the next, was written on its day or later.
    """
    found = []
    for start, end in sorted(spans):
        place = start
        for line in text[start:end].split("\n"):
            if _DIGIT.search(line, 0, _HEAD):
                dispatch = _dateline(line, place, language, published)
                found += [dispatch] if dispatch else []
            place += len(line) + 1
    return found if any(one.day != published for one in found) else []


def _dateline(line: str, place: int, language: Language, published: Interval) -> Dispatch | None:
    for one in find_dates(line[:_HEAD], language)[:2]:
        if one.precision != "day" or not isinstance(one.meaning, Fixed | Recurring):
            continue
        before, after = line[: one.start].strip(), line[one.end :]
        alone = not before and not after.strip()
        if alone or (_DASH.match(after) and (not before or _PLACE.fullmatch(line[: one.start].lstrip()))):
            day = resolve(one, published)
            if day.start and (published.end is None or day.start <= published.end):
                return Dispatch(place, day, line[one.start : one.end])
    return None
