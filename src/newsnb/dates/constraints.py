"""Constraints on a day, and what they leave together."""

from collections.abc import Callable
from dataclasses import dataclass

from newsnb.dates.intervals import ANY, Interval

# Strongest first. On a contradiction the weaker one is dropped and the pair reported.
RULES = (
    "metadata",  # supplied by the researcher, a record's own date field, or the page's HTML
    "retrieved",  # nothing is published after it was fetched
    "dateline",  # a date that stands for the article itself
    "today",  # "today, 10 November 2024"
    "weekday",  # "today, Sunday"
    "date",  # a dated event in the past
    "month",  # "last January"
    "week",  # a dated weekday and a weekday for today belong to one week
    "office",  # an office that was not held before a day
    "event",  # a known event
    "event day",  # a known event and the day it is given: "the call last Wednesday"
    "role",  # an office held for some weeks: president-elect
    "citation",  # another article that is cited
    "order",  # place in a list
)
_ROUNDS = 30  # what still narrows after so many rounds leads from week to week, or year to year, without end
_MOST_PRUNED = 40  # pieces of evidence looked at; a page with more says the same thing over and over


@dataclass(frozen=True)
class Constraint:
    """One piece of evidence about a day.

    Attributes
    ----------
    rule
        One of `RULES`.
    words
        The words, or the metadata, that it stands on.
    narrow
        Takes the interval known so far and returns the part of it that the evidence allows, ``None`` when nothing is
        left. It never widens.
    start, end
        Where the words stand in the raw text; ``None`` for what is no text.
    """

    rule: str
    words: str
    narrow: Callable[[Interval], Interval | None]
    start: int | None = None
    end: int | None = None

    @property
    def rank(self) -> tuple[int, int]:
        """Strength first, then place in the text."""
        return RULES.index(self.rule), self.start if self.start is not None else -1


@dataclass(frozen=True)
class Solution:
    """What the constraints leave.

    Attributes
    ----------
    interval
        All that fits.
    used
        The fewest constraints that give it, strongest first: what others say already is left out.
    conflicts
        Pairs (kept, dropped) that contradict each other.
    """

    interval: Interval
    used: tuple[Constraint, ...] = ()
    conflicts: tuple[tuple[Constraint, Constraint], ...] = ()

    @property
    def method(self) -> str:
        """The rules that narrowed the interval, strongest first, joined by ``+``; ``none`` when it is open."""
        return "+".join(dict.fromkeys(one.rule for one in self.used)) or "none"

    @property
    def evidence(self) -> str | None:
        """The words they stand on."""
        return " · ".join(dict.fromkeys(one.words for one in self.used)) or None


def within(interval: Interval) -> Callable[[Interval], Interval | None]:
    """Make the plainest constraint: the day lies in an interval."""
    return lambda known: known & interval


def either(intervals: list[Interval]) -> Callable[[Interval], Interval | None]:
    """Make the constraint that the day lies in one of several intervals."""

    def narrow(known: Interval) -> Interval | None:
        left = [part for one in intervals if (part := known & one)]
        joined = left[0] if left else None
        for part in left[1:]:
            joined = joined | part
        return joined

    return narrow


def solve(constraints: list[Constraint], known: Interval = ANY) -> Solution:
    """Intersect constraints until nothing changes any more.

    Constraints that depend on what is known (a weekday, a date without its year) are asked again whenever another one
    has narrowed the interval. What contradicts stronger evidence is left out and reported.
    """
    active, conflicts = sorted(constraints, key=lambda one: one.rank), []
    while True:
        interval, used, failed = _narrowed(active, known)
        if failed is None:
            break
        winner, loser = _settle(failed, used, known)
        active.remove(loser)
        conflicts += [(winner, loser)] if winner else []
    return Solution(interval, _needed(sorted(used, key=lambda one: one.rank), known, interval), tuple(conflicts))


def _narrowed(constraints: list[Constraint], known: Interval):
    """Narrow until nothing changes; gives the interval, the constraints that narrowed it and the one that failed.

    "Today, Sunday" and "tomorrow, Saturday" never meet, however far they push a day that has no latest: then the
    weakest of those that still push has failed.
    """
    used: list[Constraint] = []
    for _ in range(_ROUNDS):
        pushing = []
        for one in constraints:
            left = one.narrow(known)
            if left is None:
                return known, used, one
            if left != known:
                known = left
                pushing.append(one)
                used += [] if one in used else [one]
        if not pushing:
            return known, used, None
    return known, pushing[:-1], pushing[-1]


def _settle(failed: Constraint, used: list[Constraint], known: Interval) -> tuple[Constraint | None, Constraint]:
    """Say which of two contradictory constraints is kept and which is dropped.

    A strong constraint may fail late, because it says nothing until weaker ones have narrowed the interval ("10
    February" in a dateline has no year): then the weaker one that leaves it no room goes.
    """
    weaker = [one for one in used if one.rank > failed.rank]
    if weaker:
        culprits = [one for one in weaker if failed.narrow(one.narrow(known) or known) is None]
        return failed, (culprits or weaker)[-1]
    return _opponent(failed, used), failed


def _needed(used: list[Constraint], known: Interval, result: Interval) -> tuple[Constraint, ...]:
    """Leave out, weakest first, every constraint without which the result is the same."""
    kept = list(used)
    for one in reversed(used[:_MOST_PRUNED]):
        rest = [other for other in kept if other is not one]
        if rest and _fixpoint(rest, known) == result:
            kept = rest
    return tuple(kept)


def _fixpoint(constraints: list[Constraint], known: Interval) -> Interval:
    """Narrow by constraints that do not contradict each other."""
    before = None
    while before != known:
        before = known
        for one in constraints:
            known = one.narrow(known) or known
    return known


def _opponent(dropped: Constraint, used: list[Constraint]) -> Constraint | None:
    """Name the evidence that leaves no room for the dropped one: one that contradicts it alone, else the first."""
    for one in used:
        alone = one.narrow(ANY)
        if alone is not None and dropped.narrow(alone) is None:
            return one
    return used[0] if used else None
