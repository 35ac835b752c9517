"""The day an article gives to a known event: who writes of "the call last Wednesday" writes within days of it."""

from dataclasses import replace
from functools import lru_cache

from newsnb.dates.context import Context
from newsnb.dates.events import EventMention, relation_to
from newsnb.dates.expressions import DateExpression, narrow_anchor, resolve
from newsnb.dates.intervals import Interval, one_day, shift_day
from newsnb.dates.lexicon import lexicon
from newsnb.dates.meanings import Period, Shift, Weekday
from newsnb.lang import Language
from newsnb.phrases import words_of

_STOPS = frozenset('.,;:!?()[]«»"“”،؛؟—–\n')
_BETWEEN = 2  # prepositions between an event and its day: "the call on the Wednesday"
_BETWEEN_IN_CLAUSE = 8  # words between a day and the verb it belongs to
_APART = ("after", "soon_after", "before")
_EARLIEST, _LATEST = 40, 400  # days before and after an event on which a relative day can still mean it


def day_of_event(mention: EventMention, expressions: list[DateExpression], context: Context) -> DateExpression | None:
    """Find the relative day or week that a text gives to an event.

    The expression stands directly behind the event's words or, where these hold their verb, in the same clause. An
    event behind "after" or "since" has none: there the day belongs to what came after.

    Returns
    -------
    DateExpression or None
    """
    related = relation_to(context.text, mention.start, context.language) in _APART
    if related or context.is_ahead(mention.start) or context.is_quoted(mention.start):
        return None
    for one in expressions:
        if _is_relative(one) and _belongs(one, mention, context) and not context.is_future(one.start, one.end):
            return one
    return None


def _is_relative(one: DateExpression) -> bool:
    known = isinstance(one.meaning, Weekday | Shift | Period)
    return known and one.direction != "future" and one.precision in ("day", "week")


def _belongs(one: DateExpression, mention: EventMention, context: Context) -> bool:
    if one.start < mention.end and mention.start < one.end:
        return False
    behind = one.start >= mention.end
    between = context.text[mention.end : one.start] if behind else context.text[one.end : mention.start]
    if not _STOPS.isdisjoint(between):
        return False
    words = words_of(between)
    if mention.is_clause:
        return len(words) <= _BETWEEN_IN_CLAUSE
    return behind and len(words) <= _BETWEEN and all(_is_particle(word.text, context.language) for word in words)


def _is_particle(word: str, language: Language) -> bool:
    entries = lexicon(language).entries.get(word, ())
    return any(entry.letter in "xp" and len(entry.words) == 1 for entry in entries)


def days_of_writing(expression: DateExpression, event: Interval) -> list[Interval]:
    """List the days on which the expression means a day of the event.

    Examples
    --------
    >>> from datetime import date
    >>> from newsnb.dates import find_dates
    >>> from newsnb.lang import load
    >>> days_of_writing(find_dates("on Sunday", load("en"))[0], one_day(date(2024, 11, 10)))
    [Interval(2024-11-10..2024-11-16)]
    """
    return list(_days(replace(expression, start=0, end=0), event))


@lru_cache(maxsize=4096)  # "on Sunday" and its like stand beside the same events in article after article
def _days(expression: DateExpression, event: Interval) -> tuple[Interval, ...]:
    first = shift_day(event.start, -_EARLIEST)
    days = [shift_day(first, i) for i in range((event.end - event.start).days + _EARLIEST + _LATEST)]
    fitting = [day for day in days if _means(expression, day, event)]
    found: list[Interval] = []
    for day in fitting:
        if found and (day - found[-1].end).days == 1:
            found[-1] = Interval(found[-1].start, day)
        else:
            found.append(one_day(day))
    return tuple(found)


def _means(expression: DateExpression, day, event: Interval) -> bool:
    said = narrow_anchor(expression, one_day(day))
    return said is not None and (resolve(expression, said) & event) is not None
