"""Known events as thin lines with labels above the figure."""

from textwrap import fill

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes

from newsnb.figures.layout import place_labels

_COLOUR = "#555555"
_ROWS = 5
_LINE_HEIGHT = 8.5  # points
_GAP = 5.0  # points between labels of a row


def draw_events(
    axes: list[Axes], events: pd.DataFrame | None, limits: tuple[float, float], *, labels: bool = True
) -> list[str]:
    """Draw the events that fall into the time shown, labelled above the topmost axes.

    An event of several days is a shaded span. Labels stack in rows; returned are the labels that found no room (their
    lines are drawn all the same).
    """
    shown = _within(events, limits)
    if shown.empty:
        return []
    for ax in axes:
        for event in shown.itertuples():
            ax.axvline(event.start, color=_COLOUR, linewidth=0.7, linestyle=(0, (1, 1.6)), zorder=1, gid="event")
            if event.end - event.start >= 1:
                ax.axvspan(event.start, event.end, color=_COLOUR, alpha=0.10, linewidth=0, zorder=0.5)
    return _draw_labels(axes[0], shown) if labels else []


def _within(events: pd.DataFrame | None, limits: tuple[float, float]) -> pd.DataFrame:
    columns = ["label", "start", "end"]
    if events is None or events.empty:
        return pd.DataFrame(columns=columns)
    drawn = events[events["draw"].map(_is_true)] if "draw" in events else events
    start = mdates.date2num(pd.to_datetime(drawn["from"]))
    end = mdates.date2num(pd.to_datetime(drawn["to"].fillna(drawn["from"])))
    shown = pd.DataFrame({"label": drawn["label"].to_numpy(), "start": start, "end": end})
    inside = shown["start"].ge(limits[0]) & shown["start"].le(limits[1])
    return shown[inside].sort_values(["start", "label"], ignore_index=True)


def _is_true(value) -> bool:
    return str(value).strip().casefold() in ("true", "yes", "1", "1.0")


def _draw_labels(ax: Axes, shown: pd.DataFrame) -> list[str]:
    figure = ax.figure
    texts = [
        ax.annotate(fill(label, 26), (x, 1), xycoords=ax.get_xaxis_transform(), fontsize=6.8, color="#333333",
                    annotation_clip=False, va="bottom", linespacing=1.05, gid="event-label")
        for label, x in zip(shown["label"], shown["start"], strict=True)
    ]  # fmt: skip
    figure.draw_without_rendering()
    scale = 72 / figure.dpi
    widths = [text.get_window_extent().width * scale + 3 for text in texts]
    lines = [ax.transData.transform((x, 0))[0] * scale for x in shown["start"]]
    box = ax.get_window_extent()
    # Labels may run a little beyond the axes on the right, where there is margin.
    placed = place_labels(lines, widths, (box.x0 * scale - 60, box.x1 * scale + 4), gap=_GAP, rows=_ROWS)
    floors = _floors(texts, placed)
    hidden = []
    for text, place, x in zip(texts, placed, shown["start"], strict=True):
        if place is None:
            hidden.append(text.get_text().replace("\n", " "))
            text.remove()
            continue
        _hang(ax, text, x, place, floors[place.row])
    ax.set_title(ax.get_title(loc="left"), fontweight="bold", fontsize=9, pad=floors[-1] + 3)
    return hidden


def _floors(texts, placed) -> list[float]:
    """Height of each row's foot above the axes in points, and of the top of the highest row."""
    rows = max((place.row for place in placed if place), default=-1) + 1
    floors = [3.0]
    for row in range(rows):
        in_row = [text for text, place in zip(texts, placed, strict=True) if place and place.row == row]
        floors.append(floors[-1] + _high(in_row) + 3)
    return floors


def _high(texts) -> float:
    return max((text.get_text().count("\n") + 1 for text in texts), default=0) * _LINE_HEIGHT


def _hang(ax: Axes, text, x: float, place, lift: float) -> None:
    """Put the label beside the upper end of its line, the line reaching up to it."""
    text.set_horizontalalignment("right" if place.leftwards else "left")
    text.xyann = (-2.5 if place.leftwards else 2.5, lift)
    text.anncoords = "offset points"
    stem = {
        "arrowstyle": "-",
        "color": _COLOUR,
        "linewidth": 0.7,
        "linestyle": (0, (1, 1.6)),
        "shrinkA": 0,
        "shrinkB": 0,
    }
    upper = (0, lift + _high([text]) - 1)
    ax.annotate("", (x, 1), upper, xycoords=ax.get_xaxis_transform(), textcoords="offset points",
                arrowprops=stem, annotation_clip=False)  # fmt: skip
