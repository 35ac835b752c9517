"""Three calendars behind one function: Gregorian, Jalali (Iran, Afghanistan) and Hijri (Umm al-Qura)."""

from datetime import date, timedelta

import jdatetime
from hijridate import Hijri

from newsnb.dates.intervals import Interval, one_day

CALENDARS = ("gregorian", "jalali", "hijri")
_HIJRI_YEARS = range(1343, 1501)  # what the Umm al-Qura table covers


def day_of(calendar: str, year: int, month: int, day: int) -> date | None:
    """Give the Gregorian day of a date, or ``None`` when the calendar has no such day.

    Examples
    --------
    >>> day_of("jalali", 1403, 12, 6), day_of("gregorian", 2024, 2, 30)
    (datetime.date(2025, 2, 24), None)
    """
    try:
        if calendar == "gregorian":
            return date(year, month, day)
        if calendar == "jalali":
            return jdatetime.date(year, month, day).togregorian()
        return date(*Hijri(year, month, day).to_gregorian().timetuple()[:3]) if year in _HIJRI_YEARS else None
    except (ValueError, OverflowError):
        return None


def day_interval(calendar: str, year: int, month: int, day: int) -> Interval | None:
    """Give the day as an interval. A Hijri day may be one off: local sighting differs from the table."""
    found = day_of(calendar, year, month, day)
    if found is None:
        return None
    if calendar == "hijri":
        return Interval(found - timedelta(days=1), found + timedelta(days=1))
    return one_day(found)


def month_interval(calendar: str, year: int, month: int) -> Interval | None:
    """Give the first to the last day of a month."""
    first = day_of(calendar, year, month, 1)
    next_year, next_month = (year, month + 1) if month < 12 else (year + 1, 1)
    after = day_of(calendar, next_year, next_month, 1)
    return Interval(first, after - timedelta(days=1)) if first and after else None


def year_interval(calendar: str, year: int) -> Interval | None:
    """Give the first to the last day of a year."""
    first, last = month_interval(calendar, year, 1), month_interval(calendar, year, 12)
    return Interval(first.start, last.end) if first and last else None


def year_of(calendar: str, day: date) -> int:
    """Give the year of the calendar in which a Gregorian day falls."""
    if calendar == "jalali":
        return jdatetime.date.fromgregorian(date=day).year
    if calendar == "hijri":
        return (day.year - 622) * 33 // 32 + 1  # within one year; callers try the neighbours
    return day.year


def part_of(interval: Interval, part: str | None) -> Interval:
    """Cut a month, year or week to its early, middle or late third.

    Of a month: days 1 to 10, 11 to 20, and 21 to the end.

    Examples
    --------
    >>> part_of(Interval(date(2025, 1, 1), date(2025, 1, 31)), "late")
    Interval(2025-01-21..2025-01-31)
    """
    if part is None:
        return interval
    third = 10 if interval.days in range(28, 32) else max(interval.days // 3, 1)
    early, late = interval.start + timedelta(days=third - 1), interval.start + timedelta(days=2 * third)
    if part == "early":
        return Interval(interval.start, early)
    return (
        Interval(late, interval.end)
        if part == "late"
        else Interval(early + timedelta(days=1), late - timedelta(days=1))
    )
