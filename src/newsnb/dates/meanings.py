"""What a date expression says: a fixed interval, or an interval as a function of the day it is said on.

Every meaning has one method, ``at(day)``. All of them move forward when the day moves forward, so an interval of days
is resolved by resolving its two ends.
"""

from dataclasses import dataclass
from datetime import date

from newsnb.dates.calendars import (
    day_interval,
    month_interval,
    named_season,
    part_of,
    season_beginning_in,
    year_interval,
    year_of,
)
from newsnb.dates.intervals import ANY, Interval, one_day, shift_day

# "days ago", "a few weeks ago": least and most units back.
FEW = {"hour": (0, 47), "day": (2, 14), "week": (2, 10), "month": (2, 12), "year": (2, 15), "decade": (2, 6)}
_SLACK = {"day": 0, "week": 3, "month": 15, "year": 183, "decade": 1826}
_RECENT_SEASON = 60
_LENGTH = {"day": 1, "week": 7, "month": 30.44, "year": 365.25, "decade": 3652.5}


@dataclass(frozen=True)
class Fixed:
    """An interval that does not depend on when it is said: "9 November 2024", "October 2022"."""

    interval: Interval

    def at(self, day: date) -> Interval:
        """Give the interval, whatever the day."""
        return self.interval


@dataclass(frozen=True)
class Recurring:
    """A day or month without its year: "9 November", "late last January".

    ``direction`` is -1 (the latest that has begun), 1 (the next) or 0 (the nearest in time).
    ``strict`` leaves out the one that holds the day itself, as "last January" does.
    """

    calendar: str
    month: int
    days: tuple[int, int] | None = None
    part: str | None = None
    direction: int = -1
    strict: bool = False
    weekday: int | None = None

    def at(self, day: date) -> Interval:
        """Give the occurrence that the direction asks for."""
        found = self.occurrences(day)
        if self.weekday is not None:  # the weekday, not the direction, tells the year, if one near fits
            found = [one for one in found if abs((one.start - day).days) <= 366] or found
            if not any(one.start <= day for one in found) or len(found) == 1:
                return min(found, key=lambda one: abs((one.start - day).days), default=ANY)
        past = [one for one in found if (one.end < day if self.strict else one.start <= day)]
        coming = [one for one in found if (one.start > day if self.strict else one.end >= day)]
        if self.direction < 0:
            return past[-1] if past else ANY
        if self.direction > 0:
            return coming[0] if coming else ANY
        return min(found, key=lambda one: abs((one.start - day).days), default=ANY)

    def occurrences(self, day: date) -> list[Interval]:
        """List the occurrences in the years around a day, oldest first; a stated weekday must agree."""
        centre = year_of(self.calendar, day)
        reach = 2 if self.weekday is None else 11
        found = [self.in_year(year) for year in range(centre - reach, centre + reach + 1)]
        return [one for one in found if one and (self.weekday is None or _has_weekday(one, self.weekday))]

    def in_year(self, year: int) -> Interval | None:
        """Give the occurrence in one year of its own calendar."""
        if self.days is None:
            month = month_interval(self.calendar, year, self.month)
            return part_of(month, self.part) if month else None
        first, last = (day_interval(self.calendar, year, self.month, day) for day in self.days)
        return Interval(first.start, last.end) if first and last and first.start <= last.end else None


def _has_weekday(interval: Interval, weekday: int) -> bool:
    return any(shift_day(interval.start, i).weekday() == weekday for i in range(min(interval.days, 7)))


@dataclass(frozen=True)
class Weekday:
    """A day of the week: "on Sunday" (direction 0 or -1), "last Wednesday" (-1, strict), "next Friday" (1).

    ``wide`` keeps both readings of "last Wednesday" said later in the same week. ``week`` pins it to a week:
    "Saturday of last week" has -1.
    """

    weekday: int
    direction: int = -1
    strict: bool = False
    wide: bool = False
    week: int | None = None

    def at(self, day: date) -> Interval:
        """Give the day meant."""
        if self.week is not None:
            # Weeks start on Monday, Saturday or Sunday depending on the country: keep all readings.
            middle = shift_day(day, 7 * self.week)
            days = [shift_day(middle, i) for i in range(-6, 7)]
            fitting = [one for one in days if one.weekday() == self.weekday]
            return Interval(fitting[0], fitting[-1])
        if self.direction > 0:
            ahead = (self.weekday - day.weekday()) % 7 or (7 if self.strict else 0)
            wider = self.wide and day.weekday() + ahead < 7
            return Interval(shift_day(day, ahead), shift_day(day, ahead + 7 * wider))
        back = (day.weekday() - self.weekday) % 7 or (7 if self.strict else 0)
        wider = self.wide and back <= day.weekday()
        return Interval(shift_day(day, -back - 7 * wider), shift_day(day, -back))


@dataclass(frozen=True)
class Shift:
    """So many units before (negative) or after the day: "yesterday", "three weeks ago", "in ten days", "months ago".

    Units longer than a day are not counted to the day: "two weeks ago" leaves three days on either side.
    """

    unit: str
    low: float
    high: float

    def at(self, day: date) -> Interval:
        """Give the interval around the day so far away."""
        if self.unit == "hour":
            return Interval(shift_day(day, int(self.low // 24)), shift_day(day, int(-(-self.high // 24))))
        length = _LENGTH[self.unit]
        slack = _SLACK[self.unit]
        if slack and self.low == self.high:  # great numbers are round: "twenty years ago" may be eighteen
            slack = max(slack, round(abs(self.low) * length / 10))
        # "The last three weeks" reach up to the day itself, which needs no slack.
        start = round(self.low * length) - slack * (self.low != 0)
        end = round(self.high * length) + slack * (self.high != 0)
        # The slack never crosses the day itself: "a week ago" is not tomorrow.
        if self.high < 0:
            end = min(end, -1)
        elif self.low > 0:
            start = max(start, 1)
        return Interval(shift_day(day, start), shift_day(day, end))


@dataclass(frozen=True)
class Period:
    """The week, weekend, month, year or decade so many after the one that holds the day: "this week" is 0."""

    unit: str
    offset: int
    part: str | None = None
    calendar: str = "gregorian"
    so_far: bool = False

    def at(self, day: date) -> Interval:
        """Give the whole period; up to the day itself with ``so_far`` ("earlier this month")."""
        found = part_of(_period(self.unit, self.offset, day, self.calendar), self.part)
        return (found & Interval(None, day) or one_day(day)) if self.so_far else found


def _period(unit: str, offset: int, day: date, calendar: str) -> Interval:
    if unit in ("week", "weekend"):
        monday = shift_day(day, -day.weekday() + 7 * offset)
        if unit == "weekend":  # Thursday to Sunday: weekends differ between countries
            return Interval(shift_day(monday, 3 - 7 * (day.weekday() < 3 and offset < 0)), shift_day(monday, 6))
        # Weeks begin on Saturday, Sunday or Monday: keep all the days that one of them calls so.
        return Interval(shift_day(monday, -2), shift_day(monday, 6))
    if calendar != "gregorian":  # "last year" in Persian may mean either calendar's
        return _calendar_period(unit, offset, day, calendar) | _calendar_period(unit, offset, day, "gregorian")
    return _calendar_period(unit, offset, day, calendar)


def _calendar_period(unit: str, offset: int, day: date, calendar: str) -> Interval:
    year = year_of(calendar, day)
    if unit == "year":
        return year_interval(calendar, year + offset) or ANY
    if unit == "decade":
        first = year // 10 * 10 + 10 * offset
        return Interval(date(first, 1, 1), date(first + 9, 12, 31))
    months = next(i for i in range(12) if day in (month_interval(calendar, year, i + 1) or ANY)) + offset
    return month_interval(calendar, year + months // 12, months % 12 + 1) or ANY


@dataclass(frozen=True)
class DayOfMonth:
    """A day or month counted from the anchor's own month or year: "the 9th of this month", "January last year"."""

    calendar: str
    day: int | None = None
    part: str | None = None
    years: int = 0
    months: int = 0
    month: int | None = None

    def at(self, day: date) -> Interval:
        """Give the day or month meant; fully open when that month has no such day."""
        year, month = year_of(self.calendar, day) + self.years, self.month
        if month is None:
            index = day.month - 1 + self.months
            year, month = day.year + index // 12, index % 12 + 1
        if self.day is not None:
            return day_interval(self.calendar, year, month, self.day) or ANY
        found = month_interval(self.calendar, year, month)
        return part_of(found, self.part) if found else ANY


@dataclass(frozen=True)
class Season:
    """Last summer, this winter; shortly after a season "last" may mean the one before.

    ``years`` names the year instead: the spring of last year has -1, in either calendar of ``calendar``.
    """

    season: str
    direction: int = -1
    years: int | None = None
    calendar: str = "gregorian"

    def at(self, day: date) -> Interval:
        """Give the season meant."""
        if self.years is not None:
            return self._in_year("gregorian", day) | self._in_year(self.calendar, day)
        year = day.year
        found = [season_beginning_in(i, self.season) for i in range(year - 3, year + 3)]
        if self.direction > 0:
            return next(one for one in found if one.end >= day)
        begun = [one for one in found if one.start <= day]
        recent = (day - begun[-1].end).days < _RECENT_SEASON
        return begun[-2] | begun[-1] if self.direction < 0 and recent else begun[-1]

    def _in_year(self, calendar: str, day: date) -> Interval:
        return named_season(calendar, year_of(calendar, day) + self.years, self.season) or ANY


@dataclass(frozen=True)
class Span:
    """From one day to another: "Tuesday and Wednesday", "between 28 January and 3 February"."""

    first: Weekday | Recurring
    last: Weekday | Recurring

    def at(self, day: date) -> Interval:
        """Give the days from the first to the last."""
        end = self.last.at(day)
        return Interval(self.first.at(end.start).start, end.end) if end.start else ANY


@dataclass(frozen=True)
class WeekOf:
    """The week of a day: "the week of 3 March"; the day may be its first or its last."""

    day: Recurring

    def at(self, day: date) -> Interval:
        """Give six days on either side."""
        found = self.day.at(day)
        return Interval(shift_day(found.start, -6), shift_day(found.end, 6)) if found.start else ANY


@dataclass(frozen=True)
class Either:
    """Two readings: in Persian "the week before" is a week ago and the week before this one."""

    one: "Shift"
    other: Period

    def at(self, day: date) -> Interval:
        """Give the smallest interval that holds both readings."""
        return self.one.at(day) | self.other.at(day)


@dataclass(frozen=True)
class Before:
    """Some time before the day, no telling how long: "earlier", "previously"."""

    def at(self, day: date) -> Interval:
        """Give all days up to the day."""
        return Interval(None, day)


Meaning = Fixed | Recurring | Weekday | Span | WeekOf | Shift | Period | Season | Either | DayOfMonth | Before


def resolve_meaning(meaning: Meaning, anchor: Interval) -> Interval:
    """Resolve against an interval of days: what it can mean on any of them. Open ends stay open."""
    if isinstance(meaning, Fixed):
        return meaning.interval
    start = meaning.at(anchor.start).start if anchor.start else None
    end = meaning.at(anchor.end).end if anchor.end else None
    return Interval(start, end)
