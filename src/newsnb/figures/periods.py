"""Long series by week, month, quarter or year: the mean of each period, its interval, and how many say what."""

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from newsnb.shift.resampling import mean_interval

MOST_MARKERS = 150  # statements drawn one by one; above, by period
_PERIODS = {"week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}
_DAYS = {"week": 7, "month": 30, "quarter": 91, "year": 365}
_MOST_PERIODS = 60
_LARGEST = 320.0  # square points of the largest circle
_COLOUR = "#0072B2"


def period_for(series: pd.DataFrame, aggregate: str | None) -> str | None:
    """Decide the period: as told, or for more than 150 statements the shortest that gives at most 60 periods.

    Raises
    ------
    ValueError
        If ``aggregate`` is not known.
    """
    if aggregate in (None, *_PERIODS):
        return aggregate
    if aggregate != "auto":
        raise ValueError(f"aggregate {aggregate!r}: expected 'auto', None, {', '.join(map(repr, _PERIODS))}")
    if len(series) <= MOST_MARKERS:
        return None
    days = (series["mid"].max() - series["mid"].min()).days if series["mid"].notna().any() else 0
    return next((name for name, length in _DAYS.items() if days / length <= _MOST_PERIODS), "year")


def loosely_dated(rows: pd.DataFrame, period: str) -> pd.Series:
    """Tell which rows have an open end, or an interval of more than two periods: they belong to no period."""
    return rows["mid"].isna() | rows["precision_days"].gt(2 * _DAYS[period]).fillna(True)


def by_period(
    rows: pd.DataFrame, period: str, *, n_draws: int = 500, level: float = 0.95, seed: int = 0
) -> pd.DataFrame:
    """Sum up the statements of one issue by period; the middle of the dating interval decides.

    Statements dated to more than two periods take no part (`loosely_dated`).

    Returns
    -------
    pandas.DataFrame
        Index ``start`` (first day of the period). ``middle`` of the period, ``n`` statements, ``n_articles``, ``mean``,
        ``low`` and ``high`` (document bootstrap; NaN for a single article).
    """
    dated = rows[~loosely_dated(rows, period)]
    periods = dated["mid"].dt.to_period(_PERIODS[period])
    rng = np.random.default_rng(seed)
    summary = []
    for when, inside in dated.groupby(periods):
        low, high = mean_interval(inside, n_draws=n_draws, level=level, rng=rng)
        start, end = when.start_time, when.end_time
        summary.append(
            {"start": start.normalize(), "middle": start + (end - start) / 2, "n": len(inside),
             "n_articles": inside["article_id"].nunique(), "mean": float(inside["position"].astype(float).mean()),
             "low": low, "high": high}
        )  # fmt: skip
    names = ["start", "middle", "n", "n_articles", "mean", "low", "high"]
    return pd.DataFrame(summary, columns=names).set_index("start")


def draw_periods(ax: Axes, rows: pd.DataFrame, period: str) -> None:
    """Draw the means with their intervals; behind them a circle a level, its area the statements on that level."""
    summary = by_period(rows, period)
    if summary.empty:
        return
    x = mdates.date2num(summary["middle"])
    _draw_counts(ax, rows, period, dict(zip(summary.index, x, strict=True)))
    known = summary["low"].notna().to_numpy()
    ax.vlines(x[known], summary["low"][known], summary["high"][known], color=_COLOUR, linewidth=2.0, zorder=3)
    ax.plot(x, summary["mean"], color=_COLOUR, linewidth=1.0, zorder=3.5, gid="means")
    for has_interval, face in ((True, _COLOUR), (False, "white")):
        chosen = known == has_interval
        ax.plot(x[chosen], summary["mean"][chosen], linestyle="none", marker="o", markersize=4.5, zorder=4,
                markerfacecolor=face, markeredgecolor=_COLOUR, gid="mean")  # fmt: skip


def _draw_counts(ax: Axes, rows: pd.DataFrame, period: str, places: dict) -> None:
    dated = rows[~loosely_dated(rows, period)]
    starts = dated["mid"].dt.to_period(_PERIODS[period]).dt.start_time.dt.normalize()
    counts = dated.groupby([starts, "position"]).size()
    area = _LARGEST * counts / counts.max()
    x = [places[start] for start, _ in counts.index]
    y = [float(position) for _, position in counts.index]
    ax.scatter(x, y, s=area, color="#9A9A9A", alpha=0.35, linewidth=0, zorder=2, gid="counts")
