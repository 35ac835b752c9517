"""The times a sentence names: date expressions, events with "after" or "during", "had", "repeatedly"."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from newsnb.dates.context import Context, Mark
from newsnb.dates.events import find_events, relation_to
from newsnb.dates.expressions import DateExpression, find_dates, resolve
from newsnb.dates.intervals import ANY, Interval, shift_day
from newsnb.dates.lexicon import folded, lexicon
from newsnb.dates.meanings import Before
from newsnb.dates.offices import is_passing, names_and_offices
from newsnb.lang import Language

_SINCE = 40  # characters between "since" and the time it leads to
_FRONT, _BESIDE = 40, 12  # characters in front of a medium in which "asked about" stands, and between the two
_SOON = 31  # days that "shortly after" and "days after" may reach


@dataclass(frozen=True)
class Time:
    """Words that say when.

    Attributes
    ----------
    kind
        ``"date"``, ``"event"``, ``"earlier"``, ``"repeated"`` or ``"past perfect"``.
    rule
        What is reported as the method.
    when
        From the days on which it was said or printed to the days meant; ``None`` where an event came later than that,
        so that another one is meant.
    """

    kind: str
    rule: str
    start: int
    end: int
    words: str
    when: Callable[[Interval], Interval | None]


class SentenceTimes:
    """All times of a sentence; offsets point into the raw text."""

    def __init__(self, words: str, start: int, language: Language, registry=None, events=()):
        self._text, self._start, self._language = words, start, language
        self._registry, self._events = registry, events
        self._context = Context(words, language)
        self._mentions = find_events(words, language.code, events, self._context.words)
        perfect = language.dates.get("past_perfect", {})
        self.auxiliary_reach = perfect.get("before_verb", 0), perfect.get("after_verb", 0)
        self.times = sorted(
            [*self._expressions(), *self._event_times(), *self._repeated(), *self._auxiliaries()],
            key=lambda time: (time.start, time.end),
        )

    def marks(self, kind: str) -> list[Mark]:
        """List the marks of a kind, with raw offsets."""
        found = self._context.marks(kind, 0, len(self._text))
        return [Mark(mark.kind, mark.start + self._start, mark.end + self._start) for mark in found]

    def is_filler(self, word: str) -> bool:
        """Tell whether a word only leads to a time: "on", "the", the Arabic and Persian "day"."""
        entries = lexicon(self._language).entries.get(folded(word), ())
        return any(entry.words == (folded(word),) and entry.letter in "xpT" for entry in entries)

    def _is_ongoing(self, start: int) -> bool:
        """Tell whether "since" stands before a time, a few words away at most: "since taking office in 2021"."""
        marks = self._context.marks("ongoing_marks", start - _SINCE, start)
        return bool(marks) and not any(sign in self._text[marks[-1].end : start] for sign in ",،;؛")

    def is_answered(self, medium: Mark) -> bool:
        """Tell "asked about a report published on Sunday, he said": there the time is not that of the answer."""
        place = medium.start - self._start
        marks = self._context.marks("answered_marks", place - _FRONT, place)
        return any(place - one.end <= _BESIDE for one in marks)

    def is_apart(self, medium: Mark) -> bool:
        """Tell whether "after" or "before" stands directly before a medium: "after speaking to reporters on Sunday"."""
        return relation_to(self._text, medium.start - self._start, self._language) in ("after", "before")

    def is_set_off(self, time: Time) -> bool:
        """Tell whether a comma follows a time."""
        return self._text[time.end - self._start :].lstrip()[:1] in (",", "،")

    def lower_bound(self, content, anchor: Interval) -> Interval:
        """Give the days since the latest event, or passing office, that a content speaks of as a fact.

        Who speaks of something that has happened speaks after it. Longer offices bound nothing: a writer calls
        people by the office they hold when the text is written.
        """
        ended = [one for one in self._mentions if not self._context.is_ahead(one.start)]
        starts = [one.first_day for one in ended] + self._passing_roles(content, anchor)
        fitting = [day for day in starts if day and (anchor.end is None or day <= anchor.end)]
        return Interval(max(fitting), None) if fitting else ANY

    def known_saying(self, content, speaker: str | None) -> Time | None:
        """Find the known occasion on which the speaker said what a content repeats.

        Its words must stand in the content; of several occasions none is chosen.
        """
        spans = [(start - self._start, end - self._start) for start, end in content]
        found = find_events(self._text, self._language.code, self._events, self._context.words, sayings=True)
        inside = [one for one in found if any(start <= one.start < end for start, end in spans)]
        said = [(one, event) for one in inside for event in one.events if event.said_by == speaker]
        if len({event.id for _, event in said}) != 1:
            return None
        mention, event = said[0]
        return self._time("event", "event", mention, lambda anchor: event.when)

    def _passing_roles(self, content, anchor: Interval) -> list:
        """List the first days of passing offices in a content; of several terms, those that reach the anchor."""
        spans = [(start - self._start, end - self._start) for start, end in content]
        terms: dict[int, list[Interval]] = {}
        for mention in self._offices:
            inside = any(start <= mention.start < end for start, end in spans)
            if mention.role and inside and not (mention.is_general and not mention.is_named):
                terms.setdefault(mention.start, []).append(Interval(mention.role.start, mention.role.end))
        held = [[term for term in each if term & anchor] or each for each in terms.values()]
        return [min(term.start for term in each) for each in held if all(is_passing(term) for term in each)]

    @cached_property
    def _offices(self) -> list:
        return names_and_offices([self._context], self._registry)[1][0]

    def _time(self, kind: str, rule: str, span, when) -> Time:
        words = " ".join(self._text[span.start : span.end].split())
        return Time(kind, rule, span.start + self._start, span.end + self._start, words, when)

    def _expressions(self) -> list[Time]:
        found = []
        for expression in find_dates(self._text, self._language):
            if expression.direction == "future" or self._context.is_limit(expression.start):
                continue
            kind = "earlier" if isinstance(expression.meaning, Before) else "date"
            when = _since(expression) if self._is_ongoing(expression.start) else _resolver(expression)
            found.append(self._time(kind, kind, expression, when))
        return found

    def _event_times(self) -> list[Time]:
        found = []
        for mention in self._mentions:
            relation = relation_to(self._text, mention.start, self._language)
            if relation:
                found.append(self._time("event", "event", mention, _relative(relation, mention.when)))
        return found

    def _repeated(self) -> list[Time]:
        marks = self._context.marks("repeated", 0, len(self._text))
        return [self._time("repeated", "repeated", mark, _up_to) for mark in marks]

    def _auxiliaries(self) -> list[Time]:
        forms = lexicon(self._language).auxiliaries
        return [
            self._time("past perfect", "past perfect", word, _up_to)
            for word in self._context.words
            if word.text in forms
        ]


def _resolver(expression: DateExpression) -> Callable[[Interval], Interval]:
    return lambda anchor: resolve(expression, anchor)


def _since(expression: DateExpression) -> Callable[[Interval], Interval]:
    return lambda anchor: _until(resolve(expression, anchor), anchor)


def _until(known: Interval, anchor: Interval) -> Interval:
    return Interval(known.start, None) & Interval(None, anchor.end) or known


def _up_to(anchor: Interval) -> Interval:
    return Interval(None, anchor.end)


def _relative(relation: str, event: Interval) -> Callable[[Interval], Interval | None]:
    """Say when something was that was said to be before, during or after an event."""
    if relation == "before":
        return lambda anchor: Interval(None, event.start)
    reach = {"during": event, "soon_after": Interval(event.start, shift_day(event.end, _SOON))}

    def when(anchor: Interval) -> Interval | None:
        printed_after = Interval(event.start, None) & Interval(None, anchor.end)
        return printed_after and reach.get(relation, printed_after)

    return when
