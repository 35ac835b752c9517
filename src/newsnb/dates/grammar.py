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
G s   more than; less than                   H S   and a half; season
N L   decade by name (the 1990s); before last   u   between
F     final, of a month                      U     what a number counts
====  =====================================  ====  =====================================

A rule is a regular expression over these letters and a function that reads the match.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from newsnb.dates import longer, readings, relative
from newsnb.dates.lexicon import Lexicon
from newsnb.dates.readings import Parts, Reading
from newsnb.dates.tokens import Token


@dataclass(frozen=True)
class Rule:
    """A rule: its name, the letters it fits and the function that reads it (``None`` = this is no date)."""

    name: str
    pattern: re.Pattern
    reader: Callable[[Parts], Reading | None]

    def read(self, match: re.Match, run: tuple[Token, ...], words: Lexicon) -> Reading | None:
        """Read a match."""
        return self.reader(Parts(match, run, words))


_UNIT = "(?P<unit>[dwmyDh])"
_LEAD = "(?:(?P<deictic>R)[xT]*)?(?:[Tx]*(?P<weekday>[WV])[xpTC]*)?"
_TAIL = "(?:[xTC]*(?P<weekday2>W))?"
_MONTH = "(?P<month>[MK])[MK]?"
_YEAR = "(?P<year>[YJ])(?P<era>E)?"
_STEP = "(?P<step>[ltf])"
_PART = "(?:(?P<part>P)[xp]*)?"

_COUNT = "(?P<bound>[Gs])?(?:(?P<number>[ncq])(?:[xp&]?(?P<number2>[nc]))?)?"


def _ago(parts: Parts) -> Reading | None:
    return relative.counted(parts, -1)


def _rule(name: str, pattern: str, reader: Callable[[Parts], Reading | None], lead: str = "[xpiau]*") -> Rule:
    return Rule(name, re.compile(f"{lead}(?:{pattern})"), reader)


RULES = (
    _rule("numeric", f"{_LEAD}(?P<numeric>I)(?P<era>E)?{_TAIL}", readings.numeric_date),
    _rule("date", f"{_LEAD}(?P<day>[no])x*m?(?P<month>[MKk])[MK]?m?E?[xpy]*{_YEAR}{_TAIL}", readings.full_date),
    _rule("date", f"{_LEAD}(?P<month>[MK])x?(?P<day>[no])x*{_YEAR}{_TAIL}", readings.full_date),
    _rule("date", f"{_LEAD}{_YEAR}x*(?P<month>[MK])x?(?P<day>[no])", readings.full_date),
    _rule("days", f"{_LEAD}(?P<day>[no])[xp&]*(?P<day2>[no])x*m?{_MONTH}m?[xpy]*{_YEAR}", readings.full_date),
    _rule("days", f"{_LEAD}(?P<month>[MK])x?(?P<day>[no])[xp&]*(?P<day2>[no])x*{_YEAR}", readings.full_date),
    _rule(
        "days",
        f"(?P<day>[no])x*m?(?P<month>[MKk])[MK]?[xp&]*(?P<day2>[no])x*m?(?P<month2>[MKk])[MK]?m?[xpy]*{_YEAR}",
        readings.full_date,
    ),
    _rule(
        "days",
        f"(?P<month>[MK])x?(?P<day>[no])[xp&]*(?P<month2>[MK])x?(?P<day2>[no])x*{_YEAR}",
        readings.full_date,
    ),
    _rule("short date", f"{_LEAD}(?P<day>[no])x*(?P<month>K)(?P<short>n){_TAIL}", longer.short_date),
    _rule(
        "short date",
        f"{_LEAD}(?P<day>[no])x*m?(?P<month>[MKk])m?[xy]*(?P<short>n)(?![UdwmyDh]){_TAIL}",
        longer.short_jalali_date,
    ),
    _rule("month", f"{_PART}m?(?P<month>[MKk])m?[xy]*(?P<short>n)(?![UdwmyDh])", longer.short_jalali_month),
    _rule("year", f"{_PART}yx?(?P<short>n)(?P<era>E)?(?![UdwmyDh])", longer.short_jalali_year),
    _rule(
        "days between",
        "u?x*(?P<day>[no])x*m?(?P<month>[MKk])[MK]?[xp&]+(?P<day2>[no])x*m?(?P<month2>[MKk])[MK]?",
        longer.days_between,
    ),
    _rule(
        "days between", "u?x*(?P<month>[MK])x?(?P<day>[no])[xp&]+(?P<month2>[MK])x?(?P<day2>[no])", longer.days_between
    ),
    _rule(
        "week of a month",
        f"(?:(?P<nth>[olF])x*w[xp]+|w(?P<nth2>[olFP])[xp]*)m?{_MONTH}m?(?:[xpy]*{_YEAR})?",
        longer.week_of_month,
    ),
    _rule("week of a day", f"w[xp]+(?P<day>[no])x*m?{_MONTH}(?:x*{_YEAR})?", longer.week_of_day),
    _rule("week of a day", f"w[xp]+(?P<month>[MK])x?(?P<day>[no])(?:x*{_YEAR})?", longer.week_of_day),
    _rule("days of a year", f"(?P<day>[no])[xp&]*(?P<day2>[no])x*m?{_MONTH}m?(?:x*{_STEP})?", readings.day_of_year),
    _rule("days of a year", "(?P<month>[MK])x?(?P<day>[no])[xp&]*(?P<day2>[no])", readings.day_of_year),
    _rule("day of a year", f"{_LEAD}(?P<day>[no])x*m?{_MONTH}m?(?:x*{_STEP})?{_TAIL}", readings.day_of_year),
    _rule("day of a year", f"{_LEAD}(?P<month>[MK])x?(?P<day>[no])", readings.day_of_year),
    _rule(
        "date of a named year",
        f"{_LEAD}{_PART}(?:(?P<day>[no])x*)?m?{_MONTH}m?[xp]*(?:{_STEP}x*y|y(?P<step2>[ltf])|(?P<one_word>B))",
        readings.of_named_year,
    ),
    _rule("day of this month", f"{_LEAD}(?P<day>[no])x*(?:{_STEP}x*m|m(?P<step2>[ltf]))", readings.day_of_this_month),
    _rule("month", f"{_PART}m?x?(?P<month>[MKk])[MK]?m?E?[xpy]*{_YEAR}", readings.month_of_year),
    _rule("month of a year", f"{_PART}{_STEP}x*(?:(?P<part2>P)x*)?(?P<month>M)", readings.month_without_year),
    _rule("month of a year", f"{_PART}{_STEP}x*(?:(?P<part2>P)x*)?(?P<weak>K)", readings.cased_month),
    _rule("month of a year", f"(?:(?P<part>P)[xpm]*)?m?{_MONTH}m?[xp]*{_STEP}", readings.month_without_year),
    _rule("month of a year", f"(?P<part>P)[xp]*(?P<unit>m)?{_MONTH}", readings.month_without_year),
    _rule("month of a year", f"[pia][xc]*(?P<unit>m)?{_MONTH}", readings.month_without_year, lead=""),
    _rule("month of a year", f"(?P<unit>m){_MONTH}", readings.month_without_year),
    _rule("month of a year", f"{_PART}(?P<month>[MK])(?P<unit>m)", readings.month_without_year),
    _rule("year", f"{_PART}[xpia]*(?P<unit>y)x?{_YEAR}(?:[xp&]+(?P<year2>[YJ]))?", readings.whole_year),
    _rule("years", "[uxp][xpy]*(?P<year>[YJ])(?:[xp&]|[xp&][xpy&]+)(?P<year2>[YJ])(?P<era>E)?", longer.years_between),
    _rule("years", "[pia][xc]*(?P<year>[YJ])(?P<year2>n)", longer.two_years, lead=""),
    _rule("years", "y?x*(?P<year>[YJ])(?P<year2>[YJ])", longer.two_years),
    _rule("decade", f"{_PART}D?x*(?P<decade>N)", longer.decade),
    _rule("decade", f"{_PART}Dx*(?:(?P<year>[YJ])|(?P<tens>[nc]))(?P<era>E)?", longer.numbered_decade),
    _rule("season", f"(?P<season>S)[xp]*(?:{_STEP}x*y|y(?P<step2>[ltf])|(?P<one_word>B))", longer.season_of_year),
    _rule("season", f"(?P<season>S)[xpy]*{_YEAR}", readings.season),
    _rule("season", f"{_STEP}x*(?P<season>S)", readings.season),
    _rule("season", "(?P<season>S)x*(?P<step>[ltf])", readings.season),
    _rule("year", f"(?P<part>P)x*{_YEAR}", readings.whole_year),
    _rule("year", f"[pia][xc]*{_YEAR}", readings.whole_year, lead=""),
    _rule("year", "(?P<year>[YJ])(?P<era>E)", readings.whole_year),
    _rule("weekdays", "[xT]*(?P<weekday>W)[T&xp]*(?P<weekday2>W)T?", longer.weekdays),
    _rule("weekend", "(?:[px]+)e", readings.weekend, lead=""),
    _rule("weekday", f"[xT]*(?P<weekday>W)(?:[xpT]*{_STEP})?T?", readings.weekday),
    _rule("weekday", f"{_STEP}x*(?P<weekday>[WV])T?", readings.weekday),
    _rule("weekday", "(?P<weekday>W)[xpT]*(?:(?P<week_step>[ltf])x*w|w(?P<week_step2>[ltf]))", readings.weekday),
    _rule("weekday", "v[xp]*(?P<weekday>W)T?", readings.weekday),
    _rule("before last", "[xT]*(?P<weekday>[WV])x*L", longer.before_last),
    _rule("before last", f"{_PART}[xp]*(?P<unit>[wemyD])L", longer.before_last),
    _rule("relative day", "v?[xpT]*(?P<deictic>R)[xT]*(?P<weekday>[WV])?T?", relative.deictic),
    _rule("ago", f"(?P<before>a){_COUNT}[xb]?(?P<half>H)?{_UNIT}(?P<half2>H)?b?", _ago, lead=""),
    _rule("ago", "(?P<before>a)(?P<bound>[Gs])?(?P<dual>g)(?P<half>H)?(?P<number>b)?", _ago, lead=""),
    _rule("ago", "c?(?P<dual>g)(?P<behind>b)", _ago, lead=""),
    _rule("ago", "(?P<before>a)[cx]*(?P<dual>g)", _ago, lead=""),
    _rule("ago", f"{_COUNT}x?(?P<half>H)?{_UNIT}(?P<half2>H)?(?P<behind>b)", _ago, lead=""),
    _rule("in", f"i(?P<number>[ncq])x?{_UNIT}", lambda parts: relative.counted(parts, 1), lead=""),
    _rule("in", f"(?P<number>[ncq])x?{_UNIT}j", lambda parts: relative.counted(parts, 1), lead=""),
    _rule("stretch", f"(?P<step>[lf])x*(?P<number>[ncq])x*{_UNIT}", relative.stretch, lead="[pi]?"),
    _rule("stretch", f"(?P<number>[ncq])x?{_UNIT}(?P<step>[lf])", relative.stretch, lead="[pi]?"),
    _rule("stretch", f"{_UNIT}x?(?P<number>[nc])(?P<step>[lf])", relative.stretch, lead="[pi]?"),
    _rule("stretch", f"{_STEP}x*{_UNIT}", relative.plural_stretch, lead="[pi]?"),
    _rule("stretch", f"{_UNIT}{_STEP}", relative.plural_stretch, lead="[pi]?"),
    _rule("stretch", "(?P<dual>g)(?P<step>[lf])|(?P<step2>[lf])x*(?P<dual2>g)", relative.stretch, lead="[pi]?"),
    _rule("period", f"(?P<earlier>v)?{_PART}{_STEP}x*(?P<unit>[wemyD])", relative.period),
    _rule("period", f"(?P<earlier>v)?{_PART}[xp]*(?P<unit>[wemyD])E?(?P<step>[ltf])", relative.period),
    _rule("period", f"(?P<earlier>v)?{_PART}(?P<one_word>B)", relative.period),
    _rule("period", "(?P<part>P)[xp]*(?P<unit>[wmy])", relative.period),
    _rule("earlier", "v", relative.earlier, lead=""),
    _rule("recent", "r", relative.recent, lead=""),
)
