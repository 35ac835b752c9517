"""When each article was published: its interval, and the evidence that it stands on."""

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from newsnb.figures.dates import date_axis
from newsnb.figures.marks import house_style

# What made the interval, strongest first: how sure a reader may be.
_GROUPS = {
    "given": ("metadata", "retrieved"),
    "dated in the text": ("dateline", "today"),
    "worked out from words": ("weekday", "date", "month", "week"),
    "offices and events": ("office", "event", "event day", "role", "citation"),
    "order on the page": ("order",),
    "no evidence": ("none",),
}
_COLOURS = dict(zip(_GROUPS, ("#0072B2", "#009E73", "#56B4E9", "#E69F00", "#CC79A7", "#999999"), strict=True))
_SMALL = {"fontsize": 6.5, "color": "#444444", "va": "center"}
_BETWEEN = "\u200e · \u200e"  # left-to-right marks keep the order of Arabic and Persian phrases


def article_intervals(articles: pd.DataFrame, ax: Axes | None = None, *, width: int = 92) -> Axes:
    """Draw each article's interval of publication, and write the evidence below it.

    Parameters
    ----------
    articles
        The dated articles table. Uses ``source_id``, ``item``, ``title``, ``published_from``, ``published_to``
        (missing = open), ``published_method`` and ``published_evidence``.
    ax
        Where to draw; a figure of its own, as high as the table needs, when omitted.
    width
        Characters of evidence that are written before it is cut.

    Returns
    -------
    matplotlib.axes.Axes
        One row an article or item, in the order of the table. A day is a dot, an interval a bar, an open end an
        arrow; the colour says what the strongest evidence is.
    """
    with house_style():
        if ax is None:
            _, ax = plt.subplots(figsize=(7.2, 1.1 + 0.44 * max(len(articles), 1)))
        limits = _limits(articles)
        for place, row in enumerate(articles.itertuples()):
            _draw(ax, place, row, limits)
            note = ax.text(0.005, place + 0.3, _note(row, width), transform=ax.get_yaxis_transform(), **_SMALL)
            note.set_in_layout(False)
        date_axis(ax, limits)
        ax.set_yticks(range(len(articles)), [_name(row) for row in articles.itertuples()])
        ax.set_ylim(len(articles) - 0.4, -0.6)
        ax.tick_params(axis="y", length=0)
        ax.grid(axis="x")
        _legend(ax, articles)
    return ax


def evidence_group(method: str) -> str:
    """Give the group of the strongest rule of a method.

    Examples
    --------
    >>> evidence_group("weekday+role")
    'worked out from words'
    """
    first = method.split("+")[0]
    return next((group for group, rules in _GROUPS.items() if first in rules), "no evidence")


def _limits(articles: pd.DataFrame) -> tuple[float, float]:
    """Give the first and last known day, as matplotlib day numbers, with a margin; 0 for both where none is known."""
    ends = pd.concat([articles["published_from"], articles["published_to"]]).dropna()
    if ends.empty:
        return 0.0, 1.0
    first, last = mdates.date2num(ends.min()), mdates.date2num(ends.max())
    margin = max(0.05 * (last - first), 3.0)
    return first - margin, last + margin


def _draw(ax: Axes, place: int, row, limits: tuple[float, float]) -> None:
    colour = _COLOURS[evidence_group(row.published_method)]
    start, end = (None if pd.isna(day) else mdates.date2num(day) for day in (row.published_from, row.published_to))
    if start is not None and start == end:
        ax.plot(start, place, "o", color=colour, markersize=6)
        return
    left, right = limits[0] if start is None else start, limits[1] if end is None else end
    ax.plot([left, right], [place, place], color=colour, linewidth=5, solid_capstyle="butt", alpha=0.85)
    for known, edge, arrow in ((start, left, "<"), (end, right, ">")):
        if known is None:
            ax.plot(edge, place, arrow, color=colour, markersize=7, clip_on=False)


def _name(row) -> str:
    name = row.source_id.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    short = name if len(name) <= 22 else name[:21] + "…"
    return f"{short} · {row.item}" if row.item else short


def _note(row, width: int) -> str:
    evidence = row.published_evidence if isinstance(row.published_evidence, str) else ""
    if not evidence:
        return row.published_method
    cut = evidence if len(evidence) <= width else evidence[: width - 1].rstrip() + "…"
    return f"{row.published_method}: {_BETWEEN.join(cut.split(' · '))}"


def _legend(ax: Axes, articles: pd.DataFrame) -> None:
    present = {evidence_group(method) for method in articles["published_method"]}
    handles = [
        Line2D([], [], marker="s", linestyle="none", color=colour, label=group)
        for group, colour in _COLOURS.items()
        if group in present
    ]
    if handles:
        ax.figure.legend(
            handles=handles, loc="outside upper left", ncols=3, columnspacing=1.2, handletextpad=0.3, fontsize=7.5
        )
