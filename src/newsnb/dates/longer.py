"""Readings of what is longer than a day: decades, weeks of a month, from one day or year to another."""

from newsnb.dates.calendars import day_interval, month_interval, part_of, year_interval
from newsnb.dates.intervals import Interval, shift_day
from newsnb.dates.meanings import Fixed, Period, Recurring, Season, Span, Weekday, WeekOf
from newsnb.dates.readings import _STEPS, _TENSE, Parts, Reading, calendar_of, full_date, is_possible, year_in

_LAST = 9  # the last year of a decade, counted from its first


def decade(parts: Parts) -> Reading | None:
    """Give the ten years of "the late 1990s"; "the 1900s" may be a century."""
    first = parts.value("decade")
    last = first + (99 if first % 100 == 0 and first < 2000 else _LAST)
    return _years("gregorian", first, last, parts.value("part"))


def numbered_decade(parts: Parts) -> Reading | None:
    """Give the years of a decade named by a number; without an era a short one may be of either calendar."""
    if not parts.words.numbered_decades:
        return None
    era, first = parts.value("era"), parts.value("year", "tens")
    if first % 10 or first == 0:
        return None
    if first > 99:
        calendar = calendar_of(parts, None)
        return _years(calendar, first, first + _LAST, parts.value("part"))
    if era and era != "jalali":
        return _years(era, 1900 + first, 1900 + first + _LAST, parts.value("part"))
    jalali = year_interval("jalali", 1300 + first) | year_interval("jalali", 1300 + first + _LAST)
    gregorian = year_interval("gregorian", 1900 + first) | year_interval("gregorian", 1900 + first + _LAST)
    found = jalali if era else jalali | gregorian
    return Reading(Fixed(part_of(found, parts.value("part") if era else None)), "range")


def years_between(parts: Parts) -> Reading | None:
    """Give the years of "between 2014 and 2022"."""
    calendar = calendar_of(parts, None)
    if parts.letter("year") != parts.letter("year2") or parts.value("year") >= parts.value("year2"):
        return None
    return _years(calendar, parts.value("year"), parts.value("year2"))


def two_years(parts: Parts) -> Reading | None:
    """Give the two years of a season or school year: 2024-2025, 2014-15."""
    first, second = parts.value("year"), parts.value("year2")
    if second not in (first + 1, (first + 1) % 100):
        return None
    return _years(calendar_of(parts, None), first, first + 1)


def _years(calendar: str, first: int, last: int, part: str | None = None) -> Reading | None:
    start, end = year_interval(calendar, first), year_interval(calendar, last)
    return Reading(Fixed(part_of(start | end, part)), "range") if start and end else None


def days_between(parts: Parts) -> Reading | None:
    """Give the days of "between 28 January and 3 February"; the years are told by the day it is said on."""
    ends = []
    for month, day in (("month", "day"), ("month2", "day2")):
        calendar, number = parts.value(month)
        days = (parts.value(day), parts.value(day))
        if not is_possible(calendar, number, days):
            return None
        ends.append(Recurring(calendar, number, days))
    return Reading(Span(*ends), "range")


def weekdays(parts: Parts) -> Reading:
    """Tuesday and Wednesday; the night from Tuesday to Wednesday."""
    return Reading(Span(Weekday(parts.value("weekday")), Weekday(parts.value("weekday2"))), "range")


def week_of_month(parts: Parts) -> Reading | None:
    """Give the days of "the first week of March", "the last week of February 2025"."""
    calendar, month = parts.value("month")
    number = parts.value("nth", "nth2")
    is_last = parts.letter("nth", "nth2") in ("l", "F") or number == "late"  # in Persian "the week the end of"
    if not is_last and number not in range(1, 6):
        return None
    part = "last week" if is_last else f"week {number}"
    if not parts.token("year"):
        return Reading(Recurring(calendar, month, None, part), "week")
    year = year_in(parts, calendar)
    found = month_interval(calendar, year, month) if year else None
    return Reading(Fixed(part_of(found, part)), "week") if found else None


def week_of_day(parts: Parts) -> Reading | None:
    """Give the days around "the week of 3 March", of which the day may be the first or the last."""
    calendar, month = parts.value("month")
    days = (parts.value("day"), parts.value("day"))
    if not is_possible(calendar, month, days):
        return None
    if not parts.token("year"):
        return Reading(WeekOf(Recurring(calendar, month, days)), "week")
    year = year_in(parts, calendar)
    found = day_interval(calendar, year, month, days[0]) if year else None
    return Reading(Fixed(Interval(shift_day(found.start, -6), shift_day(found.end, 6))), "week") if found else None


def season_of_year(parts: Parts) -> Reading:
    """Give the season of "the spring of last year"."""
    offset = parts.value("one_word")[1] if parts.token("one_word") else _STEPS[parts.letter("step", "step2")]
    meaning = Season(parts.value("season"), years=offset, calendar=parts.words.numeric_calendar)
    if parts.words.numeric_calendar == "hijri":
        meaning = Season(parts.value("season"), years=offset)
    return Reading(meaning, "range", _TENSE["ltf"[offset + 1]] if offset else "unknown")


def before_last(parts: Parts) -> Reading | None:
    """Give the week, month or year before the last one, or a weekday of the week before."""
    if parts.token("weekday"):
        return Reading(Weekday(parts.value("weekday"), week=-2), "day", "past")
    unit, plural = parts.value("unit")
    precision = {"weekend": "week", "decade": "range"}.get(unit, unit)
    return None if plural else Reading(Period(unit, -2, parts.value("part")), precision, "past")


def short_date(parts: Parts) -> Reading | None:
    """4 Mar 25: a year of two digits counts only behind the short form of a month."""
    if parts.token("month").word not in parts.words.abbreviations:
        return None
    return full_date(parts, 2000 + parts.value("short"))


# In Persian a year of two digits is one of the fourteenth Jalali century; a smaller number may be a day.
_SHORT_YEARS = range(40, 100)


def short_jalali_date(parts: Parts) -> Reading | None:
    """Give the day of "24 Aban 98"."""
    return full_date(parts, 1300 + parts.value("short")) if _is_short_jalali(parts) else None


def short_jalali_month(parts: Parts) -> Reading | None:
    """Give the days of "Aban 98", "late Dey of the year 96"."""
    if not _is_short_jalali(parts):
        return None
    found = month_interval("jalali", 1300 + parts.value("short"), parts.value("month")[1])
    return Reading(Fixed(part_of(found, parts.value("part"))), "month")


def short_jalali_year(parts: Parts) -> Reading | None:
    """Give the days of "the year 88"; with the era of another calendar, the year of that one."""
    era = parts.value("era") or "jalali"
    if not _is_short_jalali(parts) or era == "hijri":
        return None
    found = year_interval(era, parts.value("short") + (1300 if era == "jalali" else 1900))
    return Reading(Fixed(part_of(found, parts.value("part"))), "year")


def _is_short_jalali(parts: Parts) -> bool:
    if parts.words.numeric_calendar != "jalali" or parts.value("short") not in _SHORT_YEARS:
        return False
    return parts.token("month") is None or parts.value("month")[0] == "jalali"
