"""Stretches of time: moving windows, event-time windows, and periods between given days.

A moving window's centre steps through the time range unit by unit, as in Discourse Network Analyzer; the window reaches
``round((size - 1) / 2)`` units to either side (halves up, so an even size is widened by one), both ends included, and
only windows wholly inside the time range are kept. Weeks are ISO weeks, months and years those of the calendar, whole
ones: a window of one month is a month, from its first day to its last.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from newsnb.networks.selection import check

_UNITS = {"days": "D", "weeks": "W-SUN", "months": "M", "years": "Y"}
TIME_WINDOWS = (*_UNITS, "events")


@dataclass(frozen=True)
class Window:
    """A stretch of time, both days included, and which of the dated statements (in order) fall into it."""

    first: pd.Timestamp
    middle: pd.Timestamp
    last: pd.Timestamp
    members: slice

    @property
    def n(self) -> int:
        """Statements inside."""
        return self.members.stop - self.members.start

    def label(self) -> str:
        """Give the stretch as two ISO days."""
        return f"{self.first.date().isoformat()} – {self.last.date().isoformat()}"


def time_windows(
    events: pd.DataFrame,
    time_window: str = "days",
    window_size: int = 31,
    *,
    start_date: str | None = None,
    stop_date: str | None = None,
    step: int = 1,
    date: str = "date",
) -> pd.DataFrame:
    """List the moving windows over an event list, empty ones too.

    Parameters
    ----------
    events
        Event list; rows without a date stand in no window.
    time_window, window_size
        Unit and width. ``"events"`` counts statements instead of time.
    start_date, stop_date
        Time range; by default from the first to the last dated statement.
    step
        By how many units the centre moves.
    date
        Column with the day.

    Returns
    -------
    pandas.DataFrame
        Columns ``first``, ``middle``, ``last`` (days) and ``statements``.

    Raises
    ------
    ValueError
        For a unit that does not exist, naming those that do, or a size or step below 1.
    """
    days = pd.to_datetime(events[date]).dropna().dt.floor("D").sort_values()
    found = moving_windows(days, time_window, window_size, start_date, stop_date, step)
    rows = [(window.first, window.middle, window.last, window.n) for window in found]
    return pd.DataFrame(rows, columns=["first", "middle", "last", "statements"])


def moving_windows(
    days: pd.Series,
    time_window: str,
    window_size: int,
    start_date: str | None = None,
    stop_date: str | None = None,
    step: int = 1,
) -> Iterator[Window]:
    """Yield the windows over days given in order (see `time_windows`)."""
    check("time_window", time_window, TIME_WINDOWS)
    for name, value in (("window_size", window_size), ("step", step)):
        if not isinstance(value, int) or value < 1:
            raise ValueError(f"{name}={value!r}; allowed: whole numbers from 1")
    if days.empty:
        return iter(())
    if time_window == "events":
        return _event_windows(days, window_size // 2, step)
    first = pd.Timestamp(start_date) if start_date is not None else days.iloc[0]
    last = pd.Timestamp(stop_date) if stop_date is not None else days.iloc[-1]
    return _calendar_windows(days, time_window, math.floor((window_size - 1) / 2 + 0.5), first, last, step)


def periods(days: pd.Series, breaks: Iterable[str]) -> list[Window]:
    """Cut days given in order into the periods that begin on the given days."""
    starts = sorted({pd.Timestamp(day) for day in breaks})
    if not starts:
        raise ValueError("breaks=[]: give the first day of at least one new period")
    if days.empty:
        return []
    edges = [min(days.iloc[0], starts[0]), *starts, max(days.iloc[-1], starts[-1]) + pd.Timedelta(days=1)]
    spans = [(a, b - pd.Timedelta(days=1)) for a, b in zip(edges, edges[1:], strict=False) if a < b]
    return [
        Window(first, (first + (last - first) / 2).floor("D"), last, _within(days, first, last))
        for first, last in spans
    ]


def centres(first: pd.Timestamp, last: pd.Timestamp, unit: str, step: int) -> Iterator[pd.Timestamp]:
    """Yield first, first + step units, ... up to the last day. Each is counted from the first: month ends stay put."""
    number = 0
    while (day := first + pd.DateOffset(**{unit: number})) <= last:
        yield day
        number += step


def _calendar_windows(days, unit, half, first, last, step) -> Iterator[Window]:
    begin, end = first.to_period(_UNITS[unit]), last.to_period(_UNITS[unit])
    for number in range(half, (end - begin).n - half + 1, step):
        low, high = (begin + number - half).start_time, (begin + number + half).end_time.floor("D")
        yield Window(low, (low + (high - low) / 2).floor("D"), high, _within(days, low, high))


def _event_windows(days: pd.Series, half: int, step: int) -> Iterator[Window]:
    for number in range(half, len(days) - half, step):
        low, high = number - half, number + half
        yield Window(days.iloc[low], days.iloc[number], days.iloc[high], slice(low, high + 1))


def _within(days: pd.Series, first: pd.Timestamp, last: pd.Timestamp) -> slice:
    values = days.to_numpy()
    low, high = (
        np.searchsorted(values, first.to_datetime64(), "left"),
        np.searchsorted(values, last.to_datetime64(), "right"),
    )
    return slice(int(low), max(int(low), int(high)))
