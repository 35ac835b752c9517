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
        counted = 622 < day.year < 9999  # the library knows the years 1 to 9377
        return jdatetime.date.fromgregorian(date=day).year if counted else day.year - 621
    if calendar == "hijri":
        return (day.year - 622) * 33 // 32 + 1  # within one year; callers try the neighbours
    return day.year


_WEEKS = {f"week {n}": n for n in range(1, 6)} | {"last week": 0}
_PARTS = {"first half": (0, 1, 2), "second half": (1, 2, 2)} | {f"quarter {n + 1}": (n, n + 1, 4) for n in range(4)}


def part_of(interval: Interval, part: str | None) -> Interval:
    """Cut a month, year or week to its early, middle or late third, to a half or to a quarter.

    Thirds of a month: days 1 to 10, 11 to 20, and 21 to the end. Halves and quarters leave some days on either side.

    Examples
    --------
    >>> part_of(Interval(date(2025, 1, 1), date(2025, 1, 31)), "late")
    Interval(2025-01-21..2025-01-31)
    """
    if part is None:
        return interval
    if part in _PARTS:
        first, last, of = _PARTS[part]
        slack = interval.days // 50
        start = interval.start + timedelta(days=max(interval.days * first // of - slack, 0))
        return Interval(start, min(interval.start + timedelta(days=interval.days * last // of + slack), interval.end))
    if part in _WEEKS:
        return _week_of_month(interval, _WEEKS[part])
    third = 10 if interval.days in range(28, 32) else max(interval.days // 3, 1)
    early, late = interval.start + timedelta(days=third - 1), interval.start + timedelta(days=2 * third)
    if part == "early":
        return Interval(interval.start, early)
    if part == "late":
        return Interval(late, interval.end)
    return Interval(early + timedelta(days=1), late - timedelta(days=1))


def _week_of_month(month: Interval, number: int) -> Interval:
    """Give a week of a month, the last one for 0; weeks begin on different days, which leaves two on either side."""
    if number == 0:
        return Interval(month.end - timedelta(days=8), month.end)
    start = month.start + timedelta(days=max(7 * number - 9, 0))
    return Interval(start, min(month.start + timedelta(days=7 * number + 1), month.end))


_SEASONS = {"spring": (3, 1, 113), "summer": (6, 1, 115), "autumn": (9, 1, 112), "winter": (12, 1, 110)}


def season_beginning_in(year: int, season: str) -> Interval:
    """Give a season of the northern half of the earth, generously."""
    month, day, length = _SEASONS[season]
    start = date(year, month, day)
    return Interval(start, start + timedelta(days=length - 1))


def named_season(calendar: str, year: int, season: str) -> Interval | None:
    """Give the season that is named by a year; a Gregorian winter may end or begin in it.

    In the Jalali calendar the seasons are the quarters of the year.

    Examples
    --------
    >>> named_season("gregorian", 2024, "summer")
    Interval(2024-06-01..2024-09-23)
    """
    if calendar == "jalali":
        first = 3 * list(_SEASONS).index(season) + 1
        start, end = month_interval(calendar, year, first), month_interval(calendar, year, first + 2)
        return Interval(start.start, end.end) if start and end else None
    found = season_beginning_in(year, season)
    return Interval(date(year, 1, 1), found.end) if season == "winter" else found
