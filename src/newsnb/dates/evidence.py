"""What the words of an article say about the day it was published: one constraint for each piece of evidence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from newsnb.dates.constraints import Constraint, either, solve, within
from newsnb.dates.context import Context
from newsnb.dates.event_days import day_of_event, days_of_writing
from newsnb.dates.events import Event, find_events
from newsnb.dates.expressions import DateExpression, find_dates, narrow_anchor
from newsnb.dates.intervals import ANY, Interval, shift_day
from newsnb.dates.meanings import Fixed, Recurring, Shift, resolve_meaning
from newsnb.dates.offices import names_and_offices, office_evidence
from newsnb.lang import Language

# A dated weekday belongs to the week of "today, Sunday" only where other evidence leaves but a season.
_SEASON = 120
# Between a label and its date: " : ", " on ".
_BESIDE = 4
# What parts the pieces of a line about its publication, and the letters of a clock time ("à 18h41", "at 6 pm").
_HEAD = 300  # characters at the head of a passage in which a place can stand before its date
_PLACE = re.compile(r"[^\W\d_]{2,20}(?:[ ,،][^\W\d_]{2,20}){0,2}\s?(?:\([^()\n]{2,30}\)\s?)?[-–—|]\s?")
_BREAKS = "\n|·•–—-/(),;:.>"
_PART = re.compile(r"[\n|·•–—/();]|\s-\s|\.(?=\s|$)|$")
_CLOCK_LETTERS = 5
# Characters around a date in which a label such as "published" is looked for.
_LABEL = 60


@dataclass(frozen=True)
class Passage:
    """A kept block of an article: where it starts in the raw text, its kind and its words."""

    start: int
    kind: str
    text: str


@dataclass(frozen=True)
class _Span:
    start: int
    end: int


def text_evidence(
    passages: Iterable[Passage],
    language: Language,
    registry=None,
    events: tuple[Event, ...] = (),
    overnight: bool = False,
) -> list[Constraint]:
    """List the constraints that an article's own words put on its day of publication.

    Parameters
    ----------
    passages
        The kept blocks only: what stands in a menu or a list of other articles dates nothing.
    language
        Language of the words.
    registry
        Anything with ``names_and_offices``, as `newsnb.statements.actors.ActorRegistry`; ``None`` for none.
    events
        Known events.
    overnight
        Whether the entries of a live page pass midnight: then its date is right to a day.
    """
    passages = list(passages)
    found: list[Constraint] = []
    dated_weekdays: list[tuple[DateExpression, Constraint]] = []
    contexts = [Context(passage.text, language) for passage in passages]
    named, offices = names_and_offices(contexts, registry)
    for passage, context, mentions in zip(passages, contexts, offices, strict=True):
        expressions = find_dates(passage.text, language)
        for expression in expressions:
            made = _from_expression(expression, passage, context)
            made = [_to_a_day(one) for one in made] if overnight else made
            found += made
            dated_weekdays += [(expression, one) for one in made if _is_dated_weekday(expression, one)]
        found += _from_events(passage, context, language, events, expressions)
        found += [
            _constraint(rule, passage, mention, narrow)
            for rule, mention, narrow in office_evidence(mentions, context, named)
        ]
    return found + _same_week(found, dated_weekdays)


def _constraint(rule: str, passage: Passage, span, narrow) -> Constraint:
    words = " ".join(passage.text[span.start : span.end].split())
    return Constraint(rule, words, narrow, passage.start + span.start, passage.start + span.end)


def _from_expression(expression: DateExpression, passage: Passage, context: Context) -> list[Constraint]:
    quoted = context.is_quoted(expression.start)
    if context.is_updated(expression.start) and isinstance(expression.meaning, Fixed):
        return [_constraint("retrieved", passage, expression, within(Interval(None, expression.meaning.interval.end)))]
    if _stands_for_article(expression, passage, context):
        return [_constraint("dateline", passage, expression, _is_the_day(expression))]
    if expression.deictic is not None and not quoted:
        return [_constraint("today", passage, expression, lambda known: narrow_anchor(expression, known))]
    if isinstance(expression.meaning, Shift) and expression.weekday is not None and not quoted:
        return [_constraint("weekday", passage, expression, lambda known: narrow_anchor(expression, known))]
    if expression.direction == "future" or context.is_future(expression.start, expression.end):
        return []
    if isinstance(expression.meaning, Fixed) and expression.precision != "open":
        return [_constraint("date", passage, expression, within(Interval(expression.meaning.interval.start, None)))]
    if isinstance(expression.meaning, Recurring) and not quoted:
        return [_constraint("month", passage, expression, _after_the_one_meant(expression))]
    return []


def _to_a_day(one: Constraint) -> Constraint:
    """Let what speaks of one day speak of its neighbours too."""
    if one.rule not in ("dateline", "today", "weekday"):
        return one

    def narrow(known: Interval) -> Interval | None:
        day = one.narrow(_widened(known))
        return known & _widened(day) if day else None

    return replace(one, narrow=narrow)


def _widened(interval: Interval) -> Interval:
    start, end = interval.start, interval.end
    return Interval(shift_day(start, -1) if start else None, shift_day(end, 1) if end else None)


def _stands_for_article(expression: DateExpression, passage: Passage, context: Context) -> bool:
    """Tell whether a day stands in a dateline, or is the whole of a line but for a word such as "published"."""
    if expression.precision != "day" or not isinstance(expression.meaning, Fixed | Recurring):
        return False
    if passage.kind == "dateline":
        return True
    if context.is_limit(expression.start):
        return False
    if isinstance(expression.meaning, Fixed) and _is_labelled(expression, passage, context):
        return True
    nearby = max(expression.start - _LABEL, 0)
    first = passage.text.rfind("\n", nearby, expression.start) + 1 or nearby
    last = passage.text.find("\n", expression.end, expression.end + _LABEL)
    around = passage.text[first : expression.start]
    around += passage.text[expression.end : last if last >= 0 else expression.end + _LABEL]
    labels = context.marks("published_labels", first, expression.start)
    if first < _HEAD and _PLACE.fullmatch(passage.text[first : expression.start]):  # "Doha - 3 November 2024"
        around = around[expression.start - first :]
    around = around[max((mark.end - first for mark in labels), default=0) :] if labels else around
    return sum(character.isalpha() for character in around) <= 3 and isinstance(expression.meaning, Fixed)


def _is_labelled(expression: DateExpression, passage: Passage, context: Context) -> bool:
    """Tell "... | published on 12 May 2025 at 18:41, updated on ..." from "the report, published on 12 May 2025, says".

    The label stands at the head of its part of the line, and nothing but a clock follows, up to the part's end.
    """
    labels = context.marks("published_labels", max(expression.start - _LABEL, 0), expression.start)
    near = [mark for mark in labels if expression.start - mark.end <= _BESIDE]
    if not near:
        return False
    before = passage.text[: near[-1].start].rstrip(" \t\u00a0")
    updated = context.marks("updated_labels", expression.end, expression.end + _LABEL)
    after = passage.text[expression.end : updated[0].start if updated else expression.end + _LABEL]
    after = after if updated else _PART.split(after, maxsplit=1)[0]
    words = sum(character.isalpha() for character in after)
    ended = updated or len(after) < _LABEL
    return bool((not before or before[-1] in _BREAKS) and ended and words <= _CLOCK_LETTERS)


def _is_the_day(expression: DateExpression):
    if isinstance(expression.meaning, Fixed):
        return within(expression.meaning.interval)
    return lambda known: _occurrence(expression.meaning, known)


def _occurrence(meaning: Recurring, known: Interval) -> Interval | None:
    """Narrow to the occurrences of a day without a year; an open interval stays as it is."""
    if not known.start or not known.end:
        return known
    days = [one for end in (known.start, known.end) for one in meaning.occurrences(end)]
    return either(days)(known)


def _after_the_one_meant(expression: DateExpression):
    """Make the constraint of "last January" or "Tuesday, 12 November": not before the only one that can be meant."""

    def narrow(known: Interval) -> Interval | None:
        left = narrow_anchor(expression, known)
        if left is None or not left.start:
            return left
        if expression.direction != "unknown":
            return left & Interval(resolve_meaning(expression.meaning, left).start, None)
        only = _only_occurrence(expression.meaning, left)
        return left & Interval(only.start, None) or left if only else left

    return narrow


def _only_occurrence(meaning: Recurring, known: Interval) -> Interval | None:
    """Give the occurrence in the year before a known interval or within it, if there is one only."""
    if not known.days:
        return None
    span = Interval(shift_day(known.start, -365), known.end)
    found = {one for end in (known.start, known.end) for one in meaning.occurrences(end) if span & one}
    return found.pop() if len(found) == 1 else None


def _from_events(passage: Passage, context: Context, language: Language, events, expressions) -> list[Constraint]:
    found = []
    for mention in find_events(passage.text, language.code, events, context.words):
        if context.is_ahead(mention.start):
            continue
        found.append(_constraint("event", passage, mention, within(Interval(mention.first_day, None))))
        told = day_of_event(mention, expressions, context)
        days = [day for event in mention.events for day in days_of_writing(told, event.when)] if told else []
        if days:
            whole = _Span(min(mention.start, told.start), max(mention.end, told.end))
            found.append(_constraint("event day", passage, whole, either(days)))
    return found


def _is_dated_weekday(expression: DateExpression, constraint: Constraint) -> bool:
    return constraint.rule == "date" and expression.precision == "day" and expression.weekday is not None


def _same_week(found: list[Constraint], dated: list[tuple[DateExpression, Constraint]]) -> list[Constraint]:
    """Put "today, Sunday" and "Saturday, 9 November 2024" into one week.

    An assumption about how news is written, so it is made only where dates, offices and events already leave no more
    than a season, and only from the latest dated weekday.
    """
    if not dated or not any(one.rule == "weekday" for one in found):
        return []
    known = solve(found).interval
    if not known.days or known.days > _SEASON:
        return []
    expression, constraint = max(dated, key=lambda pair: pair[0].meaning.interval.start)
    day = expression.meaning.interval.start
    week = Interval(day, shift_day(day, 6))
    return (
        [Constraint("week", constraint.words, within(week), constraint.start, constraint.end)] if week & known else []
    )


def metadata_evidence(rows) -> list[Constraint]:
    """List the constraints of an article's metadata rows (see `newsnb.articles.metadata`)."""
    found = []
    for row in rows:
        days = [
            None if value is None or value != value else value.date()
            for value in (row.published_from, row.published_to)
        ]
        interval = Interval(*days)
        if interval != ANY:
            found.append(Constraint("metadata", _said_of(row), within(interval)))
        if row.retrieved == row.retrieved and row.retrieved is not None:
            day = row.retrieved.date()
            found.append(Constraint("retrieved", f"retrieved {day}", within(Interval(None, day))))
    return found


def _said_of(row) -> str:
    note = getattr(row, "evidence", None)
    origin = getattr(row, "origin", None)
    if isinstance(note, str) and note:
        return note
    return f"date given by the {origin}" if isinstance(origin, str) and origin else "date given"
