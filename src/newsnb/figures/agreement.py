"""Bars of agreement and disagreement."""

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.ticker import MaxNLocator

from newsnb.figures.marks import house_style
from newsnb.figures.networks import AGREE, DISAGREE


def agreement_bars(
    counts: pd.DataFrame,
    ax: Axes | None = None,
    *,
    labels: Mapping[str, str] | None = None,
    middle: float | None = None,
    title: str | None = None,
) -> Axes:
    """Draw how often each value is spoken of with disagreement (left) and agreement (right).

    Parameters
    ----------
    counts
        From `agreement_counts`; it is the table behind the figure.
    ax, labels, title
        As in `network_plot`.
    middle
        Level that is neither: drawn half on either side. By default the middle of the scale; levels further from it are
        darker.

    Returns
    -------
    matplotlib.axes.Axes
    """
    levels = [float(level) for level in counts.columns]
    centre = (max(levels) + min(levels)) / 2 if middle is None and levels else middle or 0.0
    with house_style():
        ax = ax or plt.subplots(figsize=(7.2, 1.2 + 0.32 * len(counts)))[1]
        order = list(counts.sum(axis=1).sort_values(kind="stable").index)
        for place, name in enumerate(order):
            _bar(ax, place, counts.loc[name], centre)
        ax.axvline(0, color="#222222", linewidth=0.8, zorder=0.5)
        ax.set_yticks(range(len(order)), [(labels or {}).get(name, name) for name in order])
        ax.spines["left"].set_visible(False)
        ax.tick_params(axis="y", length=0)
        reach = max(
            (abs(edge) for patch in ax.patches for edge in (patch.get_x(), patch.get_x() + patch.get_width())),
            default=1,
        )
        ax.set_xlim(-reach * 1.08, reach * 1.08)
        ax.xaxis.set_major_locator(MaxNLocator(nbins=9, integer=True))
        ax.xaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
        ax.set_xlabel("← disagreement        statements        agreement →")
        handles = [
            plt.Rectangle((0, 0), 1, 1, facecolor=_shade(level, centre, levels), edgecolor="white") for level in levels
        ]
        ax.legend(handles, [f"{level:+g}" if level else "0" for level in levels], ncols=len(levels), loc="lower right",
                  bbox_to_anchor=(1, 1), title=counts.columns.name, handlelength=1)  # fmt: skip
        ax.set_title(title or "")
    return ax


def _bar(ax: Axes, place: int, row: pd.Series, centre: float) -> None:
    levels = [float(level) for level in row.index]
    middle = sum(count for level, count in zip(levels, row, strict=True) if level == centre) / 2
    left, right = -middle, middle
    if middle:
        _block(ax, place, -middle, 2 * middle, _shade(centre, centre, levels), int(2 * middle))
    for level, count in sorted(zip(levels, row, strict=True), key=lambda pair: abs(pair[0] - centre)):
        if level == centre or not count:
            continue
        start = right if level > centre else left - count
        _block(ax, place, start, count, _shade(level, centre, levels), int(count))
        left, right = (left, right + count) if level > centre else (left - count, right)


def _block(ax: Axes, place: int, start: float, width: float, colour, count: int) -> None:
    ax.barh(place, width, left=start, height=0.7, color=[colour], edgecolor="white", linewidth=0.6)
    dark = np.dot(colour[:3], [0.299, 0.587, 0.114]) < 0.55
    ax.text(
        start + width / 2, place, str(count), ha="center", va="center", fontsize=7, color="white" if dark else "#222222"
    )


def _shade(level: float, centre: float, levels: list[float]) -> tuple:
    """Give blue above the middle, orange below, the further the darker; grey for the middle itself."""
    if level == centre:
        return (0.75, 0.75, 0.75, 1.0)
    strength = abs(level - centre) / max(abs(other - centre) for other in levels)
    base = np.array(to_rgb(AGREE if level > centre else DISAGREE))
    return (*(1 - (1 - base) * (0.35 + 0.65 * strength)), 1.0)
