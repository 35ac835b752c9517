"""Readings of what is counted from the day it is said on: yesterday, three days ago, last week, the coming months."""

from newsnb.dates.meanings import FEW, Before, Either, Period, Shift
from newsnb.dates.readings import _STEPS, Parts, Reading


def deictic(parts: Parts) -> Reading:
    """Today, yesterday, tomorrow, with a weekday or without."""
    days = parts.value("deictic")
    tense = "past" if days < 0 else "future" if days > 0 else "present"
    return Reading(Shift("day", days, days), "day", tense, weekday=parts.value("weekday"))


def counted(parts: Parts, sign: int) -> Reading | None:
    """Three days ago, two weeks from now, months ago, more than a year ago, a year and a half ago."""
    unit, plural = (parts.value("dual"), False) if parts.token("dual") else parts.value("unit")
    number = 2 if parts.token("dual") else parts.value("number")
    unnumbered = number is None and not parts.token("number")
    if unit == "day" and unnumbered and not plural and parts.letter("before") is None:
        return Reading(Before(), "open", "past")  # "the day before" counts from another day
    if unnumbered and not plural and not parts.token("half"):
        if not parts.words.cased and sign > 0:
            return None
        if parts.token("behind") and unit in ("week", "month", "year"):
            calendar = "jalali" if parts.words.numeric_calendar == "jalali" and unit != "week" else "gregorian"
            return Reading(Either(Shift(unit, -1, -1), Period(unit, -1, calendar=calendar)), unit, "past")
    low, high = _amounts(parts, unit, number, plural)
    if low > high:
        return None
    bounds = (-high, -low) if sign < 0 else (low, high)
    precision = ("day" if unit in ("day", "hour") else unit) if low == high else "range"
    return Reading(Shift(unit, *bounds), precision, "past" if sign < 0 else "future")


def _amounts(parts: Parts, unit: str, number, plural: bool) -> tuple[float, float]:
    """Give the least and the most units: "more than two" reaches to four."""
    half = 0.5 if parts.token("half", "half2") else 0
    alone = 0 if parts.token("half") else 1  # "half a year"; "a year and a half"
    if parts.letter("number") == "q" or (number is None and plural):
        low, high = FEW[unit]
    else:
        low = (alone if number is None else number) + half
        high = parts.value("number2") or low
        if _is_sum(parts, low, high):
            low = high = low + high
    bound = parts.letter("bound")
    return (low, 2 * high) if bound == "G" else (0, high) if bound == "s" else (low, high)


def _is_sum(parts: Parts, first, second) -> bool:
    """Tell "twenty-five", which is one number, from "two or three"; Arabic puts the ones first."""
    one, other = parts.token("number"), parts.token("number2")
    if one is None or other is None or one.letter != "c" or other.letter != "c":
        return False
    tens_first = first >= 20 and first % 10 == 0 and second < 20
    ones_first = second >= 20 and second % 10 == 0 and first < 10 and bool(parts.words.number_prefixes)
    return tens_first or (ones_first and other.start - one.end <= 1)


def stretch(parts: Parts) -> Reading | None:
    """The last three days, the coming weeks: any day of the stretch."""
    unit = parts.value("dual", "dual2") or parts.value("unit")[0]
    number = 2 if parts.token("dual", "dual2") else parts.value("number")
    if number is None or parts.letter("number") == "q":
        number = FEW[unit][1]
    past = parts.letter("step", "step2") == "l"
    meaning = Shift(unit, -number, 0) if past else Shift(unit, 0, number)
    return Reading(meaning, "range", "past" if past else "future")


def plural_stretch(parts: Parts) -> Reading | None:
    """The past days: a stretch only when the unit is in the plural; "next day" counts from another day."""
    _, plural = parts.value("unit")
    return stretch(parts) if plural and parts.letter("step") != "t" else None


def period(parts: Parts) -> Reading | None:
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


def earlier(parts: Parts) -> Reading:
    """Earlier, previously: no telling when."""
    return Reading(Before(), "open", "past")


def recent(parts: Parts) -> Reading:
    """Recently: within a quarter of a year."""
    return Reading(Shift("day", -92, 0), "range", "past")
