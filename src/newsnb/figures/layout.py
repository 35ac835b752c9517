"""Where things go so that they do not cover each other. Pure functions on numbers: no drawing here."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Placed:
    """A label with its row (0 nearest to the axes) and whether it hangs to the left of its line."""

    row: int
    leftwards: bool


def lanes(spans: Sequence[tuple[float, float]]) -> list[float]:
    """Give each span a lane so that no two in a lane overlap, centred on zero within each clump.

    Parameters
    ----------
    spans
        ``(first, last)`` of each item, in any order.

    Returns
    -------
    list of float
        One offset a span, in lanes: a span that overlaps no other gets 0, two overlapping ones get 0.5 and -0.5.
        Earlier spans stand higher.

    Examples
    --------
    >>> lanes([(0, 1), (0, 1), (5, 6)])
    [0.5, -0.5, 0.0]
    """
    lane_of = [0] * len(spans)
    for clump in _clumps(spans):
        ends: list[float] = []
        for number in clump:
            first, last = spans[number]
            free = next((lane for lane, end in enumerate(ends) if end < first), len(ends))
            ends[free : free + 1] = [last]
            lane_of[number] = free
        for number in clump:
            lane_of[number] = (len(ends) - 1) / 2 - lane_of[number]
    return [float(lane) for lane in lane_of]


def _clumps(spans: Sequence[tuple[float, float]]) -> list[list[int]]:
    """Group the spans that touch one another, directly or through others, each group in order of its start."""
    clumps: list[list[int]] = []
    reach = float("-inf")
    for number in sorted(range(len(spans)), key=lambda number: (spans[number], number)):
        first, last = spans[number]
        if first > reach:
            clumps.append([])
        clumps[-1].append(number)
        reach = max(reach, last)
    return clumps


def place_labels(
    lines: Sequence[float], widths: Sequence[float], edges: tuple[float, float], *, gap: float, rows: int
) -> list[Placed | None]:
    """Stack labels of vertical lines into rows so that none covers another label, another line or the edge.

    Labels left of some split hang to the right of their lines, those after it to the left; every split is tried, and
    the one that places most labels in fewest rows is taken.

    Parameters
    ----------
    lines, widths
        Position of each line and width of its label, in the same unit; lines ascending.
    edges
        Where labels may begin and must end.
    gap
        Smallest distance between two labels of a row.
    rows
        How many rows there may be. A label for which there is no room is None.

    Examples
    --------
    >>> place_labels([0, 2, 20], [5, 5, 5], (0, 21), gap=1, rows=3)
    [Placed(row=1, leftwards=False), Placed(row=0, leftwards=False), Placed(row=0, leftwards=True)]
    """
    tried = [_stack(lines, widths, edges, gap, rows, split) for split in range(len(lines) + 1)]
    return min(tried, key=_cost)


def _cost(placed: list[Placed | None]) -> tuple[int, int, int]:
    used = [place.row for place in placed if place]
    return placed.count(None), max(used, default=0), sum(used)


def _stack(lines, widths, edges, gap, rows, split) -> list[Placed | None]:
    taken: list[list[tuple[float, float]]] = [[] for _ in range(rows)]
    placed: list[Placed | None] = [None] * len(lines)
    # A line is crossed only by labels that start before it and hang right: so go from the split's far end inwards.
    order = [*range(split - 1, -1, -1), *range(split, len(lines))]
    for number in order:
        leftwards = number >= split
        extent = _extent(lines[number], widths[number], leftwards)
        row = _lowest_row(extent, lines[number], edges, taken, gap)
        if row is None:
            continue
        placed[number] = Placed(row, leftwards)
        taken[row].append(extent)
        for lower in range(row):
            taken[lower].append((lines[number], lines[number]))
    return placed


def _lowest_row(extent, line, edges, taken, gap) -> int | None:
    """Give the lowest row where the label fits and its line meets no label on the way up."""
    if extent[0] < edges[0] or extent[1] > edges[1]:
        return None
    for row, others in enumerate(taken):
        if all(extent[1] + gap <= start or end + gap <= extent[0] for start, end in others):
            return row
        if any(start < line < end for start, end in others):
            return None
    return None


def _extent(line: float, width: float, leftwards: bool) -> tuple[float, float]:
    return (line - width, line) if leftwards else (line, line + width)
