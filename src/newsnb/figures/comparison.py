"""Beside the timeline: what each language's or outlet's press let the actor say, many panels, uncertain dates."""

from textwrap import fill

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from newsnb.figures.dates import date_axis, time_limits
from newsnb.figures.events import draw_events
from newsnb.figures.levels import BAND, draw_levels, name_height
from newsnb.figures.marks import OTHER, house_style, issue_order, issue_title, language_names, marks_for, scale_levels
from newsnb.figures.notes import draw_legend, empty_figure
from newsnb.figures.statements import draw_statements, lay_out
from newsnb.shift.dating import position_band
from newsnb.shift.resampling import mean_interval

_SMALL = {"width": 22, "size": 6.0}
_BLUE = "#0072B2"
_GREY = "#9A9A9A"
_LARGEST = 360.0  # square points


def comparison_table(series: pd.DataFrame, by: str = "lang", *, n_draws: int = 1000, seed: int = 0) -> pd.DataFrame:
    """Give mean position and counts of each value of ``by`` on each issue: the table behind `position_comparison`.

    Columns: ``issue``, ``by``, ``n``, ``n_articles``, ``mean``, ``low``, ``high`` (document bootstrap; NaN for a single
    article). Missing values of ``by`` are named "not known".
    """
    rng = np.random.default_rng(seed)
    rows = []
    for (issue, value), rows_of in series.assign(value=series[by].fillna(OTHER)).groupby(["issue", "value"]):
        low, high = mean_interval(rows_of, n_draws=n_draws, level=0.95, rng=rng)
        mean = float(rows_of["position"].astype(float).mean())
        rows.append({"issue": issue, "by": value, "n": len(rows_of), "n_articles": rows_of["article_id"].nunique(),
                     "mean": mean, "low": low, "high": high})  # fmt: skip
    return pd.DataFrame(rows, columns=["issue", "by", "n", "n_articles", "mean", "low", "high"])


def position_comparison(series: pd.DataFrame, *, by: str = "lang", codebook=None) -> Figure:
    """Draw, for each issue, how often each language or outlet shows the actor on each level.

    A circle's area is the number of statements, written beside it where it is more than one; the bar is the mean with
    its 95 % interval (articles resampled), the tick alone where there is but one article. An empty series gives a
    figure that says so.
    """
    if series.empty:
        return empty_figure("no statement to compare")
    table = comparison_table(series, by)
    issues = issue_order(codebook, series["issue"])
    sizes = [table["issue"].eq(issue).sum() for issue in issues]
    with house_style():
        figure, axes = plt.subplots(
            len(issues), squeeze=False, height_ratios=sizes, figsize=(7.2, 0.42 * sum(sizes) + 1.0 * len(issues)),
            layout="constrained",
        )  # fmt: skip
        names = language_names(table["by"]) if by == "lang" else {}
        most = series.groupby(["issue", series[by].fillna(OTHER), "position"]).size().max()
        for issue, ax in zip(issues, axes[:, 0], strict=True):
            rows, means = series[series["issue"].eq(issue)], table[table["issue"].eq(issue)]
            _compare(ax, rows, means, by, names, scale_levels(codebook, issue, rows["position"]), most)
            ax.set_title(issue_title(codebook, issue), fontweight="bold", fontsize=9, pad=4)
        note = "Circle: statements on the level. Bar: mean and 95 % interval (articles resampled; tick: one article)."
        figure.supxlabel(fill(note, 118), x=0.012, ha="left", fontsize=7, color="#444444")
    return figure


def _compare(ax: Axes, rows, table, by, names, levels, most: int) -> None:
    """Draw one issue; circles of all issues are measured by the largest count."""
    place = {value: -number for number, value in enumerate(table["by"])}
    counts = rows.groupby([rows[by].fillna(OTHER), rows["position"].astype(int)]).size()
    y = np.array([place[value] for value, _ in counts.index])
    x = np.array([position for _, position in counts.index])
    ax.scatter(x, y, s=_LARGEST * counts / most, color=_GREY, alpha=0.45, linewidth=0, gid="counts")
    for across, down, n in zip(x, y, counts, strict=True):
        if n > 1:
            ax.annotate(
                str(n), (across, down), (0, 0), textcoords="offset points", ha="center", va="center", fontsize=6.5
            )
    y = np.array([place[value] for value in table["by"]]) - 0.32
    ax.hlines(y, table["low"], table["high"], color=_BLUE, linewidth=2.2, gid="interval")
    ax.plot(table["mean"], y, linestyle="none", marker="|", markersize=8, markeredgewidth=2, color=_BLUE, gid="mean")
    _label_comparison(ax, table, levels, names)


def _label_comparison(ax: Axes, table, levels, names) -> None:
    for value in list(levels)[::2]:
        ax.axvspan(value - 0.5, value + 0.5, color=BAND, zorder=0, linewidth=0)
    ax.set_xticks(list(levels), [fill(label, 17) for label in levels.values()], fontsize=6.8)
    ax.set_xlim(min(levels) - 0.5, max(levels) + 0.5)
    labels = [f"{names.get(value, value)} ({n})" for value, n in zip(table["by"], table["n"], strict=True)]
    ax.set_yticks([-number for number in range(len(table))], labels)
    ax.set_ylim(-len(table) + 0.35, 0.5)
    ax.tick_params(length=0)
    ax.spines["left"].set_visible(False)


def position_multiples(
    series: dict[str, pd.DataFrame], *, codebook=None, events: pd.DataFrame | None = None, by: str = "lang"
) -> Figure:
    """Draw small timelines side by side: a column each of ``series`` (name to rows), a row an issue, dates shared.

    Panels without a statement say so, and so does the whole figure if no series has a row.
    """
    together = pd.concat(series.values()) if series else pd.DataFrame()
    if together.empty:
        return empty_figure("no statement")
    limits, issues = time_limits(together), issue_order(codebook, together["issue"])
    scales = {
        issue: scale_levels(codebook, issue, together["position"][together["issue"].eq(issue)]) for issue in issues
    }
    with house_style():
        figure, axes = _grid(scales, len(series))
        marks = marks_for(together[by], language_names(together[by].dropna().unique()) if by == "lang" else None)
        for name, rows, column in zip(series, series.values(), axes.T, strict=True):
            for issue, ax in zip(issues, column, strict=True):
                _small(ax, rows[rows["issue"].eq(issue)], scales[issue], limits, marks, by)
            column[0].set_title(fill(name, 26), fontsize=8.5, fontweight="bold", pad=4)
            date_axis(column[-1], limits)
            draw_events(list(column), events, limits, labels=False)
        for issue, ax in zip(issues, axes[:, 0], strict=True):
            ax.set_ylabel(fill(issue_title(codebook, issue), 20), fontsize=8, fontweight="bold")
        draw_legend(figure, marks, None, together, steps=False)
    return figure


def _grid(scales: dict[str, dict[int, str]], columns: int) -> tuple[Figure, np.ndarray]:
    heights = [len(levels) * max(18.0, name_height(levels, **_SMALL)) for levels in scales.values()]
    size = (max(4.0, 1.7 + 2.2 * columns), sum(heights) / 72 + 0.45 * len(scales) + 0.6)
    return plt.subplots(len(scales), columns, squeeze=False, sharex=True, sharey="row", layout="constrained",
                        height_ratios=heights, figsize=size)  # fmt: skip


def _small(ax: Axes, rows, levels, limits, marks, by) -> None:
    draw_levels(ax, levels, **_SMALL)
    if rows.empty:
        ax.text(0.5, 0.5, "no statement", transform=ax.transAxes, ha="center", va="center", color="#666666", fontsize=7)
        return
    height = max(18.0, name_height(levels, **_SMALL))
    spots = lay_out(rows, limits, level_points=height, largest=5.5)
    draw_statements(ax, rows, spots, marks, height, by=by, numbers=False)


def position_uncertainty(
    series: pd.DataFrame,
    *,
    codebook=None,
    events: pd.DataFrame | None = None,
    band: pd.DataFrame | None = None,
    n_draws: int = 500,
    seed: int = 0,
) -> Figure:
    """Draw the position last stated by each day, over draws of the uncertain dates (`newsnb.shift.position_band`).

    The line is the mean over the draws, the band holds 90 % of them; it is wide where the order of two statements or
    the day of a change is not known. Coding errors are not in it: see `newsnb.shift.sensitivity`. Where no statement
    is dated at both ends the figure says so.
    """
    band = position_band(series, n_draws=n_draws, seed=seed) if band is None else band
    if band.empty:
        return empty_figure("no statement is dated at both ends")
    issues, limits = issue_order(codebook, band["issue"]), time_limits(series)
    scales = {issue: scale_levels(codebook, issue, series["position"][series["issue"].eq(issue)]) for issue in issues}
    heights = [len(levels) * max(20.0, name_height(levels)) for levels in scales.values()]
    with house_style():
        figure, axes = plt.subplots(
            len(issues),
            squeeze=False,
            sharex=True,
            figsize=(7.2, sum(heights) / 72 + 0.4 * len(issues) + 1.0),
            height_ratios=heights,
            layout="constrained",
        )
        for issue, ax in zip(issues, axes[:, 0], strict=True):
            draw_levels(ax, scales[issue])
            _draw_band(ax, series[series["issue"].eq(issue)], band[band["issue"].eq(issue)])
            ax.set_title(issue_title(codebook, issue), fontweight="bold", fontsize=9, pad=4)
        date_axis(axes[-1, 0], limits)
        draw_events(list(axes[:, 0]), events, limits)
        note = (
            "Line: position last stated, mean over draws of uncertain dates. Band: 90 % of the draws. Dots: statements."
        )
        figure.supxlabel(fill(note, 118), x=0.012, ha="left", fontsize=7, color="#444444")
    return figure


def _draw_band(ax: Axes, rows: pd.DataFrame, band: pd.DataFrame) -> None:
    days = mdates.date2num(band["date"])
    ax.fill_between(days, band["low"], band["high"], step="post", color=_BLUE, alpha=0.22, linewidth=0, gid="band")
    ax.step(days, band["mean"], where="post", color=_BLUE, linewidth=1.3, gid="mean")
    dated = rows.dropna(subset=["mid"])
    ax.plot(mdates.date2num(dated["mid"]), dated["position"].astype(float), linestyle="none", marker="o", markersize=3,
            color="#333333", alpha=0.7, gid="statements")  # fmt: skip
