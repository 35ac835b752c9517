"""Date words for a language that has no file of its own, taken from dateparser's tables (Unicode CLDR).

Months, weekdays, units, today and yesterday, "ago" and "in" are there; early and late, "last Wednesday" and the past
perfect are not. A file in ``lang/`` says more.
"""

import calendar
import importlib
from functools import cache

from newsnb.lang import Language

_MONTHS = tuple(name.lower() for name in calendar.month_name[1:])
_WEEKDAYS = tuple(name.lower() for name in calendar.day_name)
_UNITS = ("hour", "day", "week", "month", "year")
_RIGHT_TO_LEFT = ("ar", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi")
_SHORTEST = 3  # letters; shorter abbreviations are too many other words


@cache
def fallback_language(code: str) -> Language | None:
    """Make a language of the words dateparser knows; ``None`` where it does not know the code.

    Examples
    --------
    >>> fallback_language("fr").dates["months"]["gregorian"][0]
    ['janvier', 'janv', 'jan']
    >>> fallback_language("no such code") is None
    True
    """
    if not code.isalpha():
        return None
    try:
        info = importlib.import_module(f"dateparser.data.date_translation_data.{code}").info
    except ImportError:
        return None
    direction = "rtl" if code in _RIGHT_TO_LEFT else "ltr"
    return Language(code=code, name=info["name"], direction=direction, dates=_section(info))


def _section(info: dict) -> dict:
    months, weekdays = (_names(info, names) for names in (_MONTHS, _WEEKDAYS))
    relative = info.get("relative-type", {})
    return {
        "numeric_order": [info.get("date_order", "DMY").lower()],
        "ordinal_dot": True,  # 9. November
        "months": {"gregorian": months},
        "weekdays": weekdays,
        "weak": [name for names in (*months, *weekdays) for name in names[1:]],
        "units": {unit: [word for word in info.get(unit, []) if len(word) >= _SHORTEST] for unit in _UNITS},
        "deictic": _offsets(relative, "day"),
        "periods": {unit: _offsets(relative, unit) for unit in ("week", "month", "year")},
        "ago_before": info.get("ago", []),
        "ago_after": info.get("ago", []),
        "later_before": info.get("in", []),
        "fillers": [word for word in info.get("skip", []) if word.isalpha()],
    }


def _names(info: dict, keys) -> list[list[str]]:
    """Give the names under each key, the longest first: the others are abbreviations."""
    found = ([word for word in info.get(key, []) if len(word) >= _SHORTEST] for key in keys)
    return [sorted(names, key=lambda name: (-len(name), name)) for names in found]


def _offsets(relative: dict, unit: str) -> dict[int, list[str]]:
    keys = {f"{-n} {unit} ago" if n <= 0 else f"in {n} {unit}": n for n in range(-2, 3)}
    return {n: relative[key] for key, n in keys.items() if relative.get(key)}
