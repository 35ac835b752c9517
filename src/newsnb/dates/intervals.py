"""Intervals of days, closed at both ends; either end may be open (unknown)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Interval:
    """The days from ``start`` to ``end``, both included; ``None`` is an open end.

    Examples
    --------
    >>> Interval(date(2024, 11, 6), None) & Interval(None, date(2025, 1, 19))
    Interval(2024-11-06..2025-01-19)
    """

    start: date | None = None
    end: date | None = None

    def __post_init__(self):
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"an interval cannot end ({self.end}) before it starts ({self.start})")

    def __repr__(self) -> str:
        return f"Interval({self.start or ''}..{self.end or ''})"

    def __and__(self, other: "Interval") -> "Interval | None":
        """Intersect; ``None`` when the two have no day in common."""
        start, end = self.start, self.end
        if other.start and (start is None or other.start > start):
            start = other.start
        if other.end and (end is None or other.end < end):
            end = other.end
        return None if start and end and start > end else Interval(start, end)

    def __or__(self, other: "Interval") -> "Interval":
        """Give the smallest interval that holds both."""
        start = min(self.start, other.start) if self.start and other.start else None
        end = max(self.end, other.end) if self.end and other.end else None
        return Interval(start, end)

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def holds(self, other: "Interval") -> bool:
        """Tell whether every day of the other interval is a day of this one."""
        return (self & other) == other

    @property
    def days(self) -> int | None:
        """Number of days; ``None`` when an end is open."""
        return (self.end - self.start).days + 1 if self.start and self.end else None

    @property
    def is_day(self) -> bool:
        """Whether it is one single day."""
        return self.days == 1

    @property
    def is_open(self) -> bool:
        """Whether nothing at all is known."""
        return self.start is None and self.end is None


ANY = Interval()


def one_day(day: date) -> Interval:
    """Make the interval of a single day."""
    return Interval(day, day)


def shift_day(day: date, days: int) -> date:
    """Move a day, stopping at the ends of the calendar instead of failing."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def only_weekday(interval: Interval, weekday: int) -> Interval | None:
    """Trim an interval to its first and last day that is the weekday (0 = Monday); ``None`` if there is none.

    Examples
    --------
    >>> only_weekday(Interval(date(2024, 11, 4), date(2024, 11, 18)), 6)
    Interval(2024-11-10..2024-11-17)
    """
    start, end = interval.start, interval.end
    if start:
        start = shift_day(start, (weekday - start.weekday()) % 7)
    if end:
        end = shift_day(end, -((end.weekday() - weekday) % 7))
    if any(edge and edge.weekday() != weekday for edge in (start, end)):
        return None  # the calendar ends before the weekday comes
    return None if start and end and start > end else Interval(start, end)
