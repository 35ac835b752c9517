"""From a match of the grammar to what it says: one function for each kind of date expression.

Each takes the named parts of a match and returns a `Reading`, or ``None`` when the words make no date after all.
"""

import re
from dataclasses import dataclass

from newsnb.dates.calendars import day_interval, day_of, month_interval, named_season, part_of, year_interval
from newsnb.dates.intervals import Interval
from newsnb.dates.lexicon import Lexicon
from newsnb.dates.meanings import (
    DayOfMonth,
    Fixed,
    Meaning,
    Recurring,
    Season,
    Shift,
    Weekday,
)  # fmt: skip
from newsnb.dates.tokens import Token

_STEPS = {"l": -1, "t": 0, "f": 1}
_TENSE = {"l": "past", "t": "present", "f": "future"}


@dataclass(frozen=True)
class Reading:
    """What a match says (see `newsnb.dates.expressions.DateExpression`)."""

    meaning: Meaning
    precision: str
    direction: str = "unknown"
    weekday: int | None = None
    deictic: int | None = None


@dataclass(frozen=True)
class Parts:
    """The named parts of a match, as tokens."""

    match: re.Match
    run: tuple[Token, ...]
    words: Lexicon

    def token(self, *names: str) -> Token | None:
        """Give the first token of the first named part that is there."""
        for name in names:
            if name in self.match.re.groupindex and self.match.group(name):
                return self.run[self.match.start(name)]
        return None

    def value(self, *names: str):
        """Give the value of that token, or ``None``."""
        token = self.token(*names)
        return token.value if token else None

    def letter(self, *names: str) -> str | None:
        """Give the class letter of that token, or ``None``."""
        token = self.token(*names)
        return token.letter if token else None


# --- absolute ---------------------------------------------------------------------------------------------------


def calendar_of(parts: Parts, month_calendar: str | None) -> str:
    """Give the calendar: that of the month, of the era, or of the year."""
    if month_calendar:
        return month_calendar
    if parts.value("era", "era2"):
        return parts.value("era", "era2")
    return "gregorian" if parts.letter("year") == "Y" else parts.words.numeric_calendar


def year_in(parts: Parts, calendar: str) -> int | None:
    """Give the year, or ``None`` when it is no year of that calendar: a Jalali month never takes 2024."""
    year = parts.value("year")
    fits = (parts.letter("year") == "Y") == (calendar == "gregorian")
    return year if fits else None


def _sides(parts: Parts) -> dict:
    return {"weekday": parts.value("weekday", "weekday2"), "deictic": parts.value("deictic")}


def full_date(parts: Parts, year: int | None = None) -> Reading | None:
    """Day, month and year in words, or several days of one month."""
    calendar, month = parts.value("month")
    year = year or year_in(parts, calendar)
    first, last = parts.value("day"), parts.value("day2") or parts.value("day")
    other, to_month = parts.value("month2") or parts.value("month")
    if year is None or other != calendar:
        return None
    from_year = year - (month > to_month)  # 28 December to 3 January 2025
    start, end = day_interval(calendar, from_year, month, first), day_interval(calendar, year, to_month, last)
    if not start or not end or start.start > end.end:
        return None
    precision = "day" if (first, month) == (last, to_month) else "range"
    return Reading(Fixed(Interval(start.start, end.end)), precision, **_sides(parts))


def numeric_date(parts: Parts) -> Reading | None:
    """2024-11-09, 9/11/2024, ۱۴۰۳/۱۲/۰۶; a stated weekday chooses between day-month and month-day."""
    # A clock time may be written onto the day: "2024-10-0312:30".
    digits = re.match(r"(\d{4})\D(\d{1,2})\D(\d{1,2})|(\d+)\D(\d+)\D(\d+)", parts.value("numeric")).groups()
    numbers = [int(number) for number in digits if number]
    choices = _numeric_choices(numbers, parts.words, parts.value("era"))
    sides = _sides(parts)
    if sides["weekday"] is not None:
        fitting = [day for day in choices if day.weekday() == sides["weekday"]]
        choices = fitting or choices
    if not choices:
        return None
    found = Interval(min(choices), max(choices))
    return Reading(Fixed(found), "day" if found.is_day else "range", **sides)


def _numeric_choices(numbers: list[int], words: Lexicon, era: str | None) -> list:
    """List the days that three numbers can mean in this language."""
    first, second, third = numbers
    if first > 31:
        calendar = era or (words.numeric_calendar if first < 1500 else "gregorian")
        return [day for day in [day_of(calendar, first, second, third)] if day]
    year = third if third > 99 else 2000 + third
    calendar = era or (words.numeric_calendar if year < 1500 else "gregorian")
    orders = {"dmy": (second, first), "mdy": (first, second)}
    days = (day_of(calendar, year, *orders[order]) for order in words.numeric_order)
    return [day for day in dict.fromkeys(days) if day]


def month_of_year(parts: Parts) -> Reading | None:
    """October 2022, late January 2025."""
    calendar, month = parts.value("month")
    year = year_in(parts, calendar)
    found = month_interval(calendar, year, month) if year else None
    return Reading(Fixed(part_of(found, parts.value("part"))), "month") if found else None


def whole_year(parts: Parts) -> Reading | None:
    """In 2022, early 2023; the years 1990, which are ten, and the years 2014 to 2022."""
    calendar = calendar_of(parts, None)
    found = year_interval(calendar, parts.value("year"))
    last = parts.value("year2") or parts.value("year")
    if parts.token("unit") and parts.value("unit")[1] and last % 10 == 0 and not parts.token("year2"):
        last += 9
    end = year_interval(calendar, last)
    found = Interval(found.start, end.end) if found and end and last > parts.value("year") else found
    precision = "range" if last > parts.value("year") else "year"
    return Reading(Fixed(part_of(found, parts.value("part"))), precision) if found else None


# --- without a year ---------------------------------------------------------------------------------------------


def day_of_year(parts: Parts) -> Reading | None:
    """9 November; 9 November last year; last 9 November."""
    calendar, month = parts.value("month")
    days = (parts.value("day"), parts.value("day2") or parts.value("day"))
    if not all(1 <= day <= 31 for day in days) or not is_possible(calendar, month, days):
        return None
    step = parts.letter("step")
    meaning = Recurring(
        calendar,
        month,
        days,
        direction=_STEPS.get(step, -1) or -1,
        strict=step == "l",
        weekday=parts.value("weekday", "weekday2"),
    )
    precision = "day" if days[0] == days[1] else "range"
    return Reading(meaning, precision, _TENSE.get(step, "unknown"), **_sides(parts))


def is_possible(calendar: str, month: int, days: tuple[int, int]) -> bool:
    """Tell whether a month of the calendar can have the days."""
    if calendar == "hijri":  # its months have 29 or 30 days, in turns that no rule tells
        return days[0] <= days[1] <= 30
    leap = {"gregorian": 2024, "jalali": 1403}[calendar]
    return days[0] <= days[1] and all(day_of(calendar, leap, month, day) for day in days)


def month_without_year(parts: Parts) -> Reading | None:
    """In January; late last January; January of last year."""
    if parts.letter("month") == "K" and not parts.words.cased and not _is_clearly_a_month(parts):
        return None
    calendar, month = parts.value("month")
    step = parts.letter("step", "step2")
    meaning = Recurring(
        calendar,
        month,
        part=parts.value("part", "part2"),
        direction=_STEPS.get(step, -1) or -1,
        strict=step in ("l", "f"),
    )
    return Reading(meaning, "month", _TENSE.get(step, "unknown"))


def _is_clearly_a_month(parts: Parts) -> bool:
    if parts.token("unit", "step", "step2"):
        return True
    return parts.token("part") is not None and parts.token("month").word in parts.words.months_with_part


def cased_month(parts: Parts) -> Reading | None:
    """Last May, where months are capitalised; elsewhere "next may" is "then" and a verb."""
    if not parts.words.cased:
        return None
    calendar, month = parts.value("weak")
    step = parts.letter("step")
    meaning = Recurring(calendar, month, None, parts.value("part", "part2"), _STEPS[step] or -1, step in ("l", "f"))
    return Reading(meaning, "month", _TENSE[step])


def of_named_year(parts: Parts) -> Reading | None:
    """January of last year, 9 November this year: the year is counted from the anchor's."""
    calendar, month = parts.value("month")
    offset = parts.value("one_word")[1] if parts.token("one_word") else _STEPS[parts.letter("step", "step2")]
    meaning = DayOfMonth(calendar, parts.value("day"), parts.value("part"), years=offset, month=month)
    precision = "day" if parts.value("day") else "month"
    return Reading(meaning, precision, ("past", "present", "future")[offset + 1], **_sides(parts))


def day_of_this_month(parts: Parts) -> Reading | None:
    """The 9th of this month."""
    if not 1 <= parts.value("day") <= 31:
        return None
    step = parts.letter("step", "step2")
    meaning = DayOfMonth("gregorian", parts.value("day"), None, months=_STEPS[step])
    return Reading(meaning, "day", _TENSE[step] if step != "t" else "unknown", **_sides(parts))


def weekend(parts: Parts) -> Reading:
    """Over the weekend: the one just past, or the one that is."""
    return Reading(Shift("day", -7, 0), "range", "unknown")


def season(parts: Parts) -> Reading | None:
    """Last summer, the spring of 2023."""
    name = parts.value("season")
    if parts.token("year"):
        found = named_season(calendar_of(parts, None), parts.value("year"), name)
        return Reading(Fixed(found), "range") if found else None
    step = parts.letter("step", "step2")
    return Reading(Season(name, _STEPS[step]), "range", _TENSE[step] if step != "t" else "unknown")


def weekday(parts: Parts) -> Reading | None:
    """Sunday, last Wednesday, Saturday of last week."""
    step = parts.letter("step", "step2")
    week = parts.letter("week_step", "week_step2")
    if week:
        meaning = Weekday(parts.value("weekday"), week=_STEPS[week])
        return Reading(meaning, "day", _TENSE[week] if week != "t" else "unknown")
    meaning = Weekday(
        parts.value("weekday"),
        _STEPS.get(step, -1) or -1,
        step in ("l", "f"),
        step in ("l", "f") and parts.words.wide_weekday,
    )
    return Reading(meaning, "day", _TENSE.get(step, "unknown") if step != "t" else "unknown")
