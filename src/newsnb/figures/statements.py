"""Markers, bars and the step line of single statements."""

from dataclasses import dataclass

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from newsnb.figures.layout import lanes
from newsnb.figures.marks import OTHER, Mark

LARGEST = 10.0  # points across: holds two digits
NUMBERED = 7.5  # points across, at least, for a number to be readable
_HIGHEST = 150.0  # points for one level, before markers shrink
_ARROW = 16.0  # points of an arrow towards an open end
_HOLDS_LESS = {"D": 0.50, "^": 0.42, "v": 0.42, "<": 0.42, ">": 0.42, "P": 0.48, "X": 0.48}
_OFF_CENTRE = {"^": (0, -0.14), "v": (0, 0.12), "<": (0.14, 0), ">": (-0.14, 0)}  # where a triangle is widest
_MOST_STEPS = 30  # dates joined by the step line; beyond, it hides more than it shows
_AXES_WIDTH = 400.0  # points, about what a 7.2 inch figure leaves beside the level names
_STEP = "#A8A8A8"
# Shapes of one size look unlike in size: a square of side 10 is larger than a circle of diameter 10.
_LOOKS_LARGER = {"s": 0.88, "D": 0.95, "^": 1.2, "v": 1.2, "<": 1.2, ">": 1.2, "p": 1.08, "h": 1.04}


@dataclass(frozen=True)
class Spots:
    """Where the dated statements of one panel go.

    Attributes
    ----------
    rows
        The dated rows with ``x``, ``start``, ``end`` (day numbers), ``offset`` (lanes from the level), ``exact`` (day
        known), ``open_from`` and ``open_to`` (no such end, or beyond the axis).
    height
        Points that a level needs.
    size
        Points across a marker.
    """

    rows: pd.DataFrame
    height: float
    size: float
    lane: float


def lay_out(
    rows: pd.DataFrame, limits: tuple[float, float], *, level_points: float = _HIGHEST, largest: float = LARGEST
) -> Spots:
    """Give each dated statement its place: its day, its level, and a lane where others are near.

    Lanes narrow and markers shrink to keep a level within ``level_points``; ``largest`` is the size of a marker else.
    """
    dated = rows[rows["said_from"].notna() | rows["said_to"].notna()]
    start = dated["said_from"].fillna(dated["said_to"])
    end = dated["said_to"].fillna(dated["said_from"])
    day = (limits[1] - limits[0]) / _AXES_WIDTH
    start, end = mdates.date2num(start), mdates.date2num(end)
    dated = dated.assign(
        # What runs over the edge of the axis is cut before it and ends in an arrow, like an open end.
        start=np.where(start < limits[0], limits[0] + _ARROW * day, start),
        end=np.where(end > limits[1], limits[1] - _ARROW * day, end),
        exact=dated["precision_days"].eq(0).fillna(False).astype(bool),
        open_from=dated["said_from"].isna() | (start < limits[0]),
        open_to=dated["said_to"].isna() | (end > limits[1]),
    )
    dated = dated.assign(x=(dated["start"] + dated["end"]) / 2, offset=0.0)
    most = 1
    for _, level in dated.groupby("position", sort=True):
        spans = [_span(row, largest * day, _ARROW * day) for row in level.itertuples()]
        dated.loc[level.index, "offset"] = lanes(spans)
    if len(dated):
        most = int(2 * dated["offset"].abs().max()) + 1
    lane = min(largest * 1.1, level_points / most)
    return Spots(dated, height=most * lane + 6, size=min(largest, lane * 0.92), lane=lane)


def _span(row, marker: float, arrow: float) -> tuple[float, float]:
    before = arrow if row.open_from else marker / 2
    after = arrow if row.open_to else marker / 2
    return row.start - max(before, 0), row.end + max(after, 0)


def draw_statements(
    ax: Axes,
    rows: pd.DataFrame,
    spots: Spots,
    marks: dict[str, Mark],
    level_height: float,
    *,
    by: str = "lang",
    numbers: bool | None = None,
    link: bool = False,
) -> None:
    """Draw the statements of a panel: step line, bars of possible days, markers, numbers."""
    placed = spots.rows.assign(
        y=spots.rows["position"].astype(float) + spots.rows["offset"] * spots.lane / level_height
    )
    placed = placed.assign(kind=placed[by].fillna(OTHER))
    if numbers is None:
        numbers = spots.size >= NUMBERED and rows.index.max() < 100
    _draw_step(ax, placed)
    for row in placed.itertuples():
        _draw_bar(ax, row, marks[row.kind])
        _draw_marker(ax, row, marks[row.kind], spots.size, link)
        if numbers:
            _draw_number(ax, row, marks[row.kind], spots.size)


def has_steps(rows: pd.DataFrame) -> bool:
    """Tell whether the step line is drawn: two dates or more, and not too many."""
    return 2 <= rows["mid"].nunique() <= _MOST_STEPS


def _draw_step(ax: Axes, placed: pd.DataFrame) -> None:
    """Join the means of successive dates; dashed where a date is only an interval."""
    closed = placed[~placed["open_from"] & ~placed["open_to"]]
    means = closed.groupby("x").agg(y=("position", "mean"), exact=("exact", "all")).astype({"y": float})
    points = list(means.itertuples()) if len(means) <= _MOST_STEPS else []
    for before, after in zip(points, points[1:], strict=False):
        sure = before.exact and after.exact
        ax.plot(
            [before.Index, after.Index, after.Index],
            [before.y, before.y, after.y],
            color=_STEP,
            linewidth=0.9,
            linestyle="-" if sure else (0, (3, 2)),
            zorder=1.5,
            gid="step",
        )


def _draw_bar(ax: Axes, row, mark: Mark) -> None:
    if row.exact:
        return
    ax.plot([row.start, row.end], [row.y, row.y], color=mark.colour, linewidth=2.4, alpha=0.45, zorder=2, gid="bar",
            solid_capstyle="butt")  # fmt: skip
    for is_open, x, way in ((row.open_from, row.start, -1), (row.open_to, row.end, 1)):
        if is_open:
            arrow = {"arrowstyle": "<-", "color": mark.colour, "linewidth": 1.4, "shrinkA": 0, "shrinkB": 0}
            ax.annotate("", (x, row.y), (way * _ARROW, 0), textcoords="offset points", arrowprops=arrow)
        else:
            ax.plot([x], [row.y], color=mark.colour, marker="|", markersize=6, zorder=2, linestyle="none")


def _draw_marker(ax: Axes, row, mark: Mark, size: float, link: bool) -> None:
    (point,) = ax.plot(
        [row.x],
        [row.y],
        linestyle="none",
        marker=mark.shape,
        markersize=size * _LOOKS_LARGER.get(mark.shape, 1.0),
        markerfacecolor=mark.colour if row.exact else "white",
        markeredgecolor=mark.colour,
        markeredgewidth=1.3,
        zorder=3,
        gid=f"point-{row.Index}",
    )
    if link:
        point.set_url(f"#statement-{row.statement_id}")


def _draw_number(ax: Axes, row, mark: Mark, size: float) -> None:
    right, up = _OFF_CENTRE.get(mark.shape, (0, 0))
    ax.annotate(
        str(row.Index),
        (row.x, row.y),
        (right * size, up * size),
        textcoords="offset points",
        ha="center",
        va="center_baseline",
        fontsize=size * _HOLDS_LESS.get(mark.shape, 0.58),
        color=mark.ink if row.exact else mark.dark,
        fontweight="bold",
        zorder=4,
        gid=f"number-{row.Index}",
    )
