"""The time axis that figures share."""

from collections.abc import Callable
from datetime import date

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedFormatter, FixedLocator

_SHORTEST = 14  # days shown at least, so that a single day does not fill the axis
_WIDE = 92  # days; longer intervals do not stretch the axis
_DAYS_TO, _MONTHS_TO = 45, 600  # longest time, in days, for an axis of days and of months
_FIRST_DAY, _LAST_DAY = mdates.date2num([date.min, date(9999, 12, 31)])
_STEPS = (1, 2, 5, 7, 10, 14)


def time_limits(series: pd.DataFrame) -> tuple[float, float]:
    """First and last day to draw, as matplotlib day numbers, with a margin of 4 %.

    A statement that may have been said any time in half a year must not squeeze the others: intervals longer than 92
    days count only so far as they must to be seen. Without any date the limits are one arbitrary fortnight: there is
    nothing to place in it.
    """
    wide = series["precision_days"].gt(_WIDE).fillna(False)
    narrow = _ends(series[~wide]) if not _ends(series[~wide]).empty else _ends(series)
    if narrow.empty:
        return 0.0, float(_SHORTEST)
    # The end nearest to the others makes a wide interval that lies wholly aside visible.
    first = min(narrow.min(), series.loc[wide, "said_to"].min(), key=_missing_last)
    last = max(narrow.max(), series.loc[wide, "said_from"].max(), key=_missing_first)
    first, last = mdates.date2num(first), mdates.date2num(last)
    spare = max(0.0, _SHORTEST - (last - first)) / 2
    margin = 0.04 * max(last - first, _SHORTEST)
    return max(_FIRST_DAY, first - spare - margin), min(_LAST_DAY, last + spare + margin)


def _ends(series: pd.DataFrame) -> pd.Series:
    return pd.concat([series["said_from"], series["said_to"]]).dropna()


def _missing_last(day) -> pd.Timestamp:
    return pd.Timestamp(date.max) if pd.isna(day) else day


def _missing_first(day) -> pd.Timestamp:
    return pd.Timestamp(date.min) if pd.isna(day) else day


def date_axis(ax: Axes, limits: tuple[float, float]) -> None:
    """Set the limits and write days, months or years as the span allows; no dates, no ticks."""
    ax.set_xlim(limits)
    span = limits[1] - limits[0]
    if limits[0] == 0.0:
        ax.set_xticks([])
    elif span <= _DAYS_TO:
        _day_axis(ax, limits)
    else:
        _period_axis(ax, limits, by_month=span <= _MONTHS_TO)


def _day_axis(ax: Axes, limits: tuple[float, float]) -> None:
    step = next(step for step in _STEPS if (limits[1] - limits[0]) / step <= 9)
    days = range(int(limits[0]) + 1, int(limits[1]) + 1, step)
    names = _with_year_once([mdates.num2date(day).date() for day in days], lambda day: f"{day.day} {day:%b}")
    ax.xaxis.set_major_locator(FixedLocator(list(days)))
    ax.xaxis.set_major_formatter(FixedFormatter(names))


def _period_axis(ax: Axes, limits: tuple[float, float], *, by_month: bool) -> None:
    """Tick where a month or year begins; write its name in the middle of what is shown of it."""
    first, last = mdates.num2date(limits[0]).date(), mdates.num2date(limits[1]).date()
    years = range(first.year, last.year + 1)
    if len(years) > 24:
        _many_years_axis(ax, years)
        return
    starts = mdates.date2num([date(year, month, 1) for year in years for month in (range(1, 13) if by_month else [1])])
    edges = [limits[0], *[day for day in starts if limits[0] < day < limits[1]], limits[1]]
    room = (limits[1] - limits[0]) / 30
    shown = [(left, right) for left, right in zip(edges, edges[1:], strict=False) if right - left > room]
    # At most about twelve names fit: then every second, third, ... is named.
    shown = shown[:: max(1, -(-len(shown) // 12))]
    days = [mdates.num2date(left).date() for left, _ in shown]
    names = _with_year_once(days, lambda day: f"{day:%b}") if by_month else [str(day.year) for day in days]
    ax.xaxis.set_major_locator(FixedLocator(edges[1:-1]))
    ax.xaxis.set_major_formatter(FixedFormatter([""] * len(edges[1:-1])))
    ax.xaxis.set_minor_locator(FixedLocator([(left + right) / 2 for left, right in shown]))
    ax.xaxis.set_minor_formatter(FixedFormatter(names))


def _many_years_axis(ax: Axes, years: range) -> None:
    some = years[:: -(-len(years) // 10)]
    ax.xaxis.set_major_locator(FixedLocator(mdates.date2num([date(year, 1, 1) for year in some])))
    ax.xaxis.set_major_formatter(FixedFormatter([str(year) for year in some]))


def _with_year_once(days: list[date], write: Callable[[date], str]) -> list[str]:
    """Write the year under the first day and wherever it changes."""
    years = [None, *[day.year for day in days]]
    return [
        f"{write(day)}\n{day.year}" if day.year != before else write(day)
        for day, before in zip(days, years, strict=False)
    ]
