"""The grammar of date expressions: rules over class letters, the same for every language.

Letters (words come from ``lang/*.yaml``, numbers from the text):

====  =====================================  ====  =====================================
n     number up to 99, read as a day         o     ordinal (9th, ninth)
Y J   year 1800-2199; year 1300-1499         c q   number word; "a few"
M K   month; month that is also a word       k     month only with its year
W V   weekday; weekday that is also a word   R     today, yesterday, tomorrow
I     date in numbers alone                  C T   clock time; morning, evening
d w   day; week                              e m   weekend; month
y D   year; decade                           h g   hour; two of a unit (Arabic dual)
l t   last; this                             f     next
a b   "ago" before; after the number         i j   "in"; "from now"
P     early, middle, late                    B     this year, last year in one word
E     AD, AH, Persian solar                  p x   preposition; filler
v r   earlier; recently                      &     and, to (between two days)
====  =====================================  ====  =====================================

A rule is a regular expression over these letters and a function that reads the match.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from newsnb.dates.calendars import day_interval, day_of, month_interval, part_of, year_interval
from newsnb.dates.intervals import Interval
from newsnb.dates.lexicon import Lexicon
from newsnb.dates.meanings import FEW, Before, DayOfMonth, Fixed, Meaning, Period, Recurring, Shift, Weekday
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


@dataclass(frozen=True)
class Rule:
    """A rule: its name, the letters it fits and the function that reads it (``None`` = this is no date)."""

    name: str
    pattern: re.Pattern
    reader: Callable[[Parts], Reading | None]

    def read(self, match: re.Match, run: tuple[Token, ...], words: Lexicon) -> Reading | None:
        """Read a match."""
        return self.reader(Parts(match, run, words))


# --- absolute ---------------------------------------------------------------------------------------------------


def _calendar(parts: Parts, month_calendar: str | None) -> str:
    if month_calendar:
        return month_calendar
    if parts.value("era", "era2"):
        return parts.value("era", "era2")
    return "gregorian" if parts.letter("year") == "Y" else parts.words.numeric_calendar


def _year(parts: Parts, calendar: str) -> int | None:
    """Give the year, or ``None`` when it is no year of that calendar: a Jalali month never takes 2024."""
    year = parts.value("year")
    fits = (parts.letter("year") == "Y") == (calendar == "gregorian")
    return year if fits else None


def _sides(parts: Parts) -> dict:
    return {"weekday": parts.value("weekday", "weekday2"), "deictic": parts.value("deictic")}


def _full_date(parts: Parts) -> Reading | None:
    calendar, month = parts.value("month")
    year = _year(parts, calendar)
    first, last = parts.value("day"), parts.value("day2") or parts.value("day")
    if year is None:
        return None
    start, end = day_interval(calendar, year, month, first), day_interval(calendar, year, month, last)
    if not start or not end or start.start > end.end:
        return None
    precision = "day" if first == last else "range"
    return Reading(Fixed(Interval(start.start, end.end)), precision, **_sides(parts))


def _numeric_date(parts: Parts) -> Reading | None:
    numbers = [int(number) for number in re.findall(r"\d+", re.split(r"[t ]", parts.value("numeric"))[0])]
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


def _month_of_year(parts: Parts) -> Reading | None:
    calendar, month = parts.value("month")
    year = _year(parts, calendar)
    found = month_interval(calendar, year, month) if year else None
    return Reading(Fixed(part_of(found, parts.value("part"))), "month") if found else None


def _whole_year(parts: Parts) -> Reading | None:
    calendar = _calendar(parts, None)
    found = year_interval(calendar, parts.value("year"))
    return Reading(Fixed(part_of(found, parts.value("part"))), "year") if found else None


# --- without a year ---------------------------------------------------------------------------------------------


def _day_of_year(parts: Parts) -> Reading | None:
    """9 November; 9 November last year; last 9 November."""
    calendar, month = parts.value("month")
    days = (parts.value("day"), parts.value("day2") or parts.value("day"))
    if not all(1 <= day <= 31 for day in days) or not _possible(calendar, month, days):
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


def _possible(calendar: str, month: int, days: tuple[int, int]) -> bool:
    leap = {"gregorian": 2024, "jalali": 1403, "hijri": 1445}[calendar]
    return days[0] <= days[1] and all(day <= 30 or day_of(calendar, leap, month, day) for day in days)


def _month_without_year(parts: Parts) -> Reading | None:
    """In January; late last January; January of last year."""
    if parts.letter("month") == "K" and not parts.words.cased and not (parts.token("unit") or parts.token("step")):
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


def _cased_month(parts: Parts) -> Reading | None:
    """Last May, where months are capitalised; elsewhere "next may" is "then" and a verb."""
    if not parts.words.cased:
        return None
    calendar, month = parts.value("weak")
    step = parts.letter("step")
    meaning = Recurring(calendar, month, None, parts.value("part", "part2"), _STEPS[step] or -1, step in ("l", "f"))
    return Reading(meaning, "month", _TENSE[step])


def _of_named_year(parts: Parts) -> Reading | None:
    """January of last year, 9 November this year: the year is counted from the anchor's."""
    calendar, month = parts.value("month")
    offset = parts.value("one_word")[1] if parts.token("one_word") else _STEPS[parts.letter("step", "step2")]
    meaning = DayOfMonth(calendar, parts.value("day"), parts.value("part"), years=offset, month=month)
    precision = "day" if parts.value("day") else "month"
    return Reading(meaning, precision, ("past", "present", "future")[offset + 1], **_sides(parts))


def _day_of_this_month(parts: Parts) -> Reading | None:
    if not 1 <= parts.value("day") <= 31:
        return None
    step = parts.letter("step", "step2")
    meaning = DayOfMonth("gregorian", parts.value("day"), None, months=_STEPS[step])
    return Reading(meaning, "day", _TENSE[step] if step != "t" else "unknown", **_sides(parts))


def _weekday(parts: Parts) -> Reading | None:
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


# --- relative ---------------------------------------------------------------------------------------------------


def _deictic(parts: Parts) -> Reading:
    days = parts.value("deictic")
    tense = "past" if days < 0 else "future" if days > 0 else "present"
    return Reading(Shift("day", days, days), "day", tense, weekday=parts.value("weekday"))


def _counted(parts: Parts, sign: int) -> Reading | None:
    """Three days ago, two weeks from now, months ago."""
    if parts.token("dual"):
        unit, low, high = parts.value("dual"), 2, 2
    else:
        unit, plural = parts.value("unit")
        number = parts.value("number")
        fuzzy = parts.letter("number") == "q" or (number is None and plural)
        low, high = FEW[unit] if fuzzy else (number or 1, parts.value("number2") or number or 1)
        if not fuzzy and number is None and not parts.words.cased and sign > 0:
            return None
    if low > high:
        return None
    bounds = (-high, -low) if sign < 0 else (low, high)
    precision = ("day" if unit in ("day", "hour") else unit) if low == high else "range"
    return Reading(Shift(unit, *bounds), precision, "past" if sign < 0 else "future")


def _stretch(parts: Parts) -> Reading | None:
    """The last three days, the coming weeks: any day of the stretch."""
    unit = parts.value("dual") or parts.value("unit")[0]
    number = 2 if parts.token("dual") else parts.value("number")
    if number is None or parts.letter("number") == "q":
        number = FEW[unit][1]
    past = parts.letter("step", "step2") == "l"
    meaning = Shift(unit, -number, 0) if past else Shift(unit, 0, number)
    return Reading(meaning, "range", "past" if past else "future")


def _plural_stretch(parts: Parts) -> Reading | None:
    """The past days: a stretch only when the unit is in the plural; "next day" counts from another day."""
    _, plural = parts.value("unit")
    return _stretch(parts) if plural and parts.letter("step") != "t" else None


def _period(parts: Parts) -> Reading | None:
    """Late last month, the current week, next year, the end of the month."""
    unit, plural = parts.value("unit") if parts.token("unit") else (parts.value("one_word")[0], False)
    if plural:
        return None
    step = parts.letter("step", "step2")
    offset = parts.value("one_word")[1] if parts.token("one_word") else _STEPS.get(step, 0)
    calendar = "jalali" if parts.words.numeric_calendar == "jalali" and unit in ("month", "year") else "gregorian"
    meaning = Period(unit, offset, parts.value("part"), calendar, so_far=parts.token("earlier") is not None)
    tense = "past" if offset < 0 or parts.token("earlier") else "future" if offset > 0 else "unknown"
    return Reading(meaning, "week" if unit == "weekend" else unit if unit != "decade" else "range", tense)


def _earlier(parts: Parts) -> Reading:
    return Reading(Before(), "open", "past")


def _recent(parts: Parts) -> Reading:
    return Reading(Shift("day", -92, 0), "range", "past")


_UNIT = "(?P<unit>[dwmyDh])"
_LEAD = "(?:(?P<deictic>R)[xT]*)?(?:[Tx]*(?P<weekday>[WV])[xpTC]*)?"
_TAIL = "(?:[xTC]*(?P<weekday2>W))?"
_MONTH = "(?P<month>[MK])[MK]?"
_YEAR = "(?P<year>[YJ])(?P<era>E)?"
_STEP = "(?P<step>[ltf])"


def _rule(name: str, pattern: str, reader: Callable[[Parts], Reading | None], lead: str = "[xpia]*") -> Rule:
    return Rule(name, re.compile(f"{lead}(?:{pattern})"), reader)


RULES = (
    _rule("numeric", f"{_LEAD}(?P<numeric>I)(?P<era>E)?{_TAIL}", _numeric_date),
    _rule("date", f"{_LEAD}(?P<day>[no])x*m?(?P<month>[MKk])[MK]?m?E?[xpy]*{_YEAR}{_TAIL}", _full_date),
    _rule("date", f"{_LEAD}(?P<month>[MK])x?(?P<day>[no])x*{_YEAR}{_TAIL}", _full_date),
    _rule("date", f"{_LEAD}{_YEAR}x*(?P<month>[MK])x?(?P<day>[no])", _full_date),
    _rule("days", f"{_LEAD}(?P<day>[no])[xp&]*(?P<day2>[no])x*m?{_MONTH}m?[xpy]*{_YEAR}", _full_date),
    _rule("days", f"{_LEAD}(?P<month>[MK])x?(?P<day>[no])[xp&]*(?P<day2>[no])x*{_YEAR}", _full_date),
    _rule("days of a year", f"(?P<day>[no])[xp&]*(?P<day2>[no])x*m?{_MONTH}m?(?:x*{_STEP})?", _day_of_year),
    _rule("days of a year", "(?P<month>[MK])x?(?P<day>[no])[xp&]*(?P<day2>[no])", _day_of_year),
    _rule("day of a year", f"{_LEAD}(?P<day>[no])x*m?{_MONTH}m?(?:x*{_STEP})?{_TAIL}", _day_of_year),
    _rule("day of a year", f"{_LEAD}(?P<month>[MK])x?(?P<day>[no])", _day_of_year),
    _rule(
        "date of a named year",
        f"{_LEAD}(?:(?P<part>P)[xp]*)?(?:(?P<day>[no])x*)?m?{_MONTH}m?[xp]*(?:{_STEP}x*y|y(?P<step2>[ltf])|(?P<one_word>B))",
        _of_named_year,
    ),
    _rule("day of this month", f"{_LEAD}(?P<day>[no])x*(?:{_STEP}x*m|m(?P<step2>[ltf]))", _day_of_this_month),
    _rule("month", f"(?:(?P<part>P)[xp]*)?m?x?(?P<month>[MKk])[MK]?m?E?[xpy]*{_YEAR}", _month_of_year),
    _rule("month of a year", f"(?:(?P<part>P)[xp]*)?{_STEP}x*(?:(?P<part2>P)x*)?(?P<month>M)", _month_without_year),
    _rule("month of a year", f"(?:(?P<part>P)[xp]*)?{_STEP}x*(?:(?P<part2>P)x*)?(?P<weak>K)", _cased_month),
    _rule("month of a year", f"(?:(?P<part>P)[xpm]*)?m?{_MONTH}m?[xp]*{_STEP}", _month_without_year),
    _rule("month of a year", f"(?P<part>P)[xp]*(?P<unit>m)?{_MONTH}", _month_without_year),
    _rule("month of a year", f"[pia]x*(?P<unit>m)?{_MONTH}", _month_without_year, lead=""),
    _rule("month of a year", f"(?P<unit>m){_MONTH}", _month_without_year),
    _rule("month of a year", "(?:(?P<part>P)[xp]*)?(?P<month>[MK])(?P<unit>m)", _month_without_year),
    _rule("year", f"(?:(?P<part>P)[xp]*)?[xpia]*yx?{_YEAR}", _whole_year),
    _rule("year", f"(?P<part>P)x*{_YEAR}", _whole_year),
    _rule("year", f"[pia]x*{_YEAR}", _whole_year, lead=""),
    _rule("year", "(?P<year>[YJ])(?P<era>E)", _whole_year),
    _rule("weekday", f"[xT]*(?P<weekday>W)(?:[xpT]*{_STEP})?T?", _weekday),
    _rule("weekday", f"{_STEP}x*(?P<weekday>[WV])T?", _weekday),
    _rule("weekday", "(?P<weekday>W)[xpT]*(?:(?P<week_step>[ltf])x*w|w(?P<week_step2>[ltf]))", _weekday),
    _rule("weekday", "v[xp]*(?P<weekday>W)T?", _weekday),
    _rule("relative day", "v?[xpT]*(?P<deictic>R)[xT]*(?P<weekday>[WV])?T?", _deictic),
    _rule("ago", f"a(?P<number>[ncq])?[xb]?{_UNIT}b?", lambda parts: _counted(parts, -1), lead=""),
    _rule("ago", "a(?P<dual>g)(?P<number>b)?", lambda parts: _counted(parts, -1), lead=""),
    _rule(
        "ago",
        f"(?:(?P<number>[ncq])(?:[xp&]?(?P<number2>[nc]))?)?x?{_UNIT}b",
        lambda parts: _counted(parts, -1),
        lead="",
    ),
    _rule("in", f"i(?P<number>[ncq])x?{_UNIT}", lambda parts: _counted(parts, 1), lead=""),
    _rule("in", f"(?P<number>[ncq])x?{_UNIT}j", lambda parts: _counted(parts, 1), lead=""),
    _rule("stretch", f"(?P<step>[lf])x*(?P<number>[ncq])x*{_UNIT}", _stretch, lead=""),
    _rule("stretch", f"(?P<number>[ncq])x?{_UNIT}(?P<step>[lf])", _stretch, lead=""),
    _rule("stretch", f"{_STEP}x*{_UNIT}", _plural_stretch, lead=""),
    _rule("stretch", f"{_UNIT}{_STEP}", _plural_stretch, lead=""),
    _rule("stretch", "(?P<dual>g)(?P<step>[lf])", _stretch, lead=""),
    _rule("period", f"(?P<earlier>v)?(?:(?P<part>P)[xp]*)?{_STEP}x*(?P<unit>[wemyD])", _period),
    _rule("period", "(?P<earlier>v)?(?:(?P<part>P)[xp]*)?[xp]*(?P<unit>[wemyD])(?P<step>[ltf])", _period),
    _rule("period", "(?P<earlier>v)?(?:(?P<part>P)[xp]*)?(?P<one_word>B)", _period),
    _rule("period", "(?P<part>P)[xp]*(?P<unit>[wmy])", _period),
    _rule("earlier", "v", _earlier, lead=""),
    _rule("recent", "r", _recent, lead=""),
)
