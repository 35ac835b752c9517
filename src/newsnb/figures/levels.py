"""The levels of a scale as bands with their names, shared by the figures that draw positions over time."""

from textwrap import fill

from matplotlib.axes import Axes

BAND = "#F3F3F3"


def draw_levels(ax: Axes, levels: dict[int, str], *, width: int = 27, size: float = 7.5) -> None:
    """Draw a band a level, named at the left: a marker moved up or down inside its band is still on that level.

    ``width`` is where names are broken, in characters; ``size`` their height in points.
    """
    for value in list(levels)[::2]:
        ax.axhspan(value - 0.5, value + 0.5, color=BAND, zorder=0, linewidth=0)
    ax.set_yticks(list(levels), [fill(name, width) for name in levels.values()], fontsize=size)
    ax.set_ylim(min(levels) - 0.5, max(levels) + 0.5)
    ax.tick_params(axis="y", length=0)
    ax.tick_params(axis="x", which="minor", length=0)
    ax.spines["left"].set_visible(False)


def name_height(levels: dict[int, str], *, width: int = 27, size: float = 7.5) -> float:
    """Points that a level needs for its name."""
    lines = max(fill(name, width).count("\n") + 1 for name in levels.values())
    return lines * size * 1.2 + 7  # and a gap, or two long names read as one
