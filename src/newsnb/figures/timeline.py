"""The figure of the project: an actor's position on each issue over time, one marker a statement.

A marker is filled where the day is known. Where only an interval is known the marker is hollow and a bar spans the days
that are possible; where one end is open the bar ends in an arrow. The number in a marker is the row of the series. Long
series are drawn by week or month instead (`newsnb.figures.periods`).
"""

from dataclasses import dataclass

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from newsnb.figures.dates import date_axis, time_limits
from newsnb.figures.events import draw_events
from newsnb.figures.levels import draw_levels, name_height
from newsnb.figures.marks import Mark, house_style, issue_order, issue_title, language_names, marks_for, scale_levels
from newsnb.figures.notes import draw_legend, draw_note
from newsnb.figures.periods import draw_periods, period_for
from newsnb.figures.statements import Spots, draw_statements, lay_out

_LEVEL_HEIGHT = 20.0  # points, at least
_WIDTH = 7.2  # inches


@dataclass(frozen=True)
class Panel:
    """One issue: its rows, its levels and how high a level must be for its markers."""

    issue: str
    title: str
    levels: dict[int, str]
    rows: pd.DataFrame
    spots: Spots | None
    level_height: float

    @property
    def height(self) -> float:
        """Height of the axes in points."""
        return self.level_height * len(self.levels)


def position_timeline(
    series: pd.DataFrame,
    *,
    events: pd.DataFrame | None = None,
    codebook=None,
    by: str = "lang",
    numbers: bool | None = None,
    aggregate: str | None = "auto",
    link: bool = False,
    ax: Axes | None = None,
) -> Figure:
    """Draw the position over time, one panel an issue, dates shared.

    Parameters
    ----------
    series
        What `newsnb.shift.position_series` gives (a selection of its rows will do).
    events
        Known events: ``label``, ``from``, ``to`` (dates), and ``draw`` (false = leave out). Drawn where they fall into
        the time shown.
    codebook
        Codebook that names the issues and the levels of their scales; without it, ids and numbers.
    by
        Column that decides shape and colour: ``"lang"``, ``"outlet"``, ``"actor_id"``, ...
    numbers
        Write the row number of the series into each marker. By default where the markers are large enough.
    aggregate
        ``None``: a marker a statement. ``"week"`` or ``"month"``: the mean of the period with its document-bootstrap
        interval and n. ``"auto"``: by period above 150 statements.
    link
        Let markers link to ``#statement-<id>`` (for the SVG of the report).
    ax
        Draw into these axes; only for a series with one issue.

    Returns
    -------
    matplotlib.figure.Figure
        Each panel's axes carry the issue id as label (``axes.get_label()``). Statements without any date are not
        drawn but named in the note below the figure.

    Raises
    ------
    ValueError
        If ``ax`` is given for several issues, or ``by`` or ``aggregate`` is unknown.
    """
    period = period_for(series, aggregate)
    issues = issue_order(codebook, series["issue"]) or ["no statements"]
    if ax is not None and len(issues) > 1:
        raise ValueError(f"one axes cannot hold the issues {issues}: leave ax out, or choose one issue")
    if by not in series:
        raise ValueError(f"no column {by!r}; shape and colour can follow {', '.join(series.columns)}")
    with house_style():
        limits = time_limits(series)
        panels = [_panel(series, issue, codebook, limits, period) for issue in issues]
        figure, axes = _axes(panels) if ax is None else (ax.figure, [ax])
        marks = marks_for(series[by], language_names(series[by].dropna().unique()) if by == "lang" else None)
        for panel, place in zip(panels, axes, strict=True):
            _draw_panel(place, panel, marks, by=by, numbers=numbers, link=link, period=period)
        date_axis(axes[-1], limits)
        hidden = draw_events(axes, events, limits)
        _finish(figure, axes, panels, series, marks, period, hidden, own=ax is None)
    return figure


def _panel(series, issue, codebook, limits, period) -> Panel:
    rows = series[series["issue"].eq(issue)]
    levels = scale_levels(codebook, issue, rows["position"])
    spots = None if period else lay_out(rows, limits)
    height = max(_LEVEL_HEIGHT, name_height(levels), spots.height if spots else 0)
    return Panel(issue, issue_title(codebook, issue), levels, rows, spots, height)


def _axes(panels: list[Panel]) -> tuple[Figure, list[Axes]]:
    heights = [panel.height for panel in panels]
    figure, axes = plt.subplots(
        len(panels),
        sharex=True,
        squeeze=False,
        height_ratios=heights,
        figsize=(_WIDTH, sum(heights) / 72 + 1.6),
        layout="constrained",
    )
    figure.get_layout_engine().set(h_pad=0.04, hspace=0.02)
    return figure, list(axes[:, 0])


def _draw_panel(ax: Axes, panel: Panel, marks: dict[str, Mark], *, by, numbers, link, period) -> None:
    ax.set_label(panel.issue)
    ax.set_title(panel.title, fontweight="bold", fontsize=9, pad=4)
    draw_levels(ax, panel.levels)
    if period:
        draw_periods(ax, panel.rows, period)
    else:
        draw_statements(ax, panel.rows, panel.spots, marks, panel.level_height, by=by, numbers=numbers, link=link)


def _finish(figure, axes, panels, series, marks, period, hidden, *, own: bool) -> None:
    draw_legend(figure if own else axes[0], marks, period, series)
    if own:
        draw_note(figure, series, period, hidden)
        _fit_height(figure, axes, panels)


def _fit_height(figure: Figure, axes: list[Axes], panels: list[Panel]) -> None:
    """Make the figure as high as its panels need beside titles, events and legend."""
    for _ in range(2):
        figure.draw_without_rendering()
        drawn = sum(ax.get_window_extent().height for ax in axes) * 72 / figure.dpi
        wanted = sum(panel.height for panel in panels)
        figure.set_figheight(figure.get_figheight() + (wanted - drawn) / 72)
