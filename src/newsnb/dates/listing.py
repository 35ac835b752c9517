"""The items of a listing page stand in the order of time: newest first, or oldest first."""

from newsnb.dates.constraints import Constraint, Solution, solve, within
from newsnb.dates.intervals import Interval

_ROUNDS = 20


def direction_of(intervals: list[Interval]) -> str | None:
    """Infer how a page is ordered from the items whose dates cannot be exchanged.

    Parameters
    ----------
    intervals
        One an item, in page order.

    Returns
    -------
    str or None
        ``"newest first"``, ``"oldest first"``, ``"contradictory"`` when both occur, ``None`` when nothing tells.
    """
    newest = _strictly_falling(intervals)
    oldest = _strictly_falling(intervals[::-1])
    if newest and oldest:
        return "contradictory"
    return "newest first" if newest else "oldest first" if oldest else None


def _strictly_falling(intervals: list[Interval]) -> bool:
    """Tell whether some item lies wholly before one that stands above it."""
    above = None  # the latest start so far
    for one in intervals:
        if above and one.end and one.end < above:
            return True
        above = max((day for day in (above, one.start) if day), default=None)
    return False


def solve_in_order(items: list[list[Constraint]], newest_first: bool = True) -> list[Solution]:
    """Solve the items of a page together: none is later than the one above it (or earlier, oldest first).

    Parameters
    ----------
    items
        The constraints of each item, in page order.

    Returns
    -------
    list of Solution
        In page order.
    """
    ordered = items if newest_first else items[::-1]
    words = "newest first" if newest_first else "oldest first"
    solutions = [solve(constraints) for constraints in ordered]
    for _ in range(_ROUNDS):
        bounds = _neighbours([solution.interval for solution in solutions])
        orders = [Constraint("order", f"listing, {words}", within(bound)) for bound in bounds]
        again = [solve([*constraints, order]) for constraints, order in zip(ordered, orders, strict=True)]
        if again == solutions or [one.interval for one in again] == [one.interval for one in solutions]:
            break
        solutions = again
    return solutions if newest_first else solutions[::-1]


def _neighbours(intervals: list[Interval]) -> list[Interval]:
    """Give each item the earliest end above it and the latest start below it."""
    ends, end = [], None
    for one in intervals:
        ends.append(end)
        end = min((day for day in (end, one.end) if day), default=None)
    starts, start = [], None
    for one in reversed(intervals):
        starts.append(start)
        start = max((day for day in (start, one.start) if day), default=None)
    starts.reverse()
    # Contradictory items: leave them as they are rather than fail; the caller has seen the order contradicted.
    return [Interval(s, e) if not (s and e and s > e) else Interval() for s, e in zip(starts, ends, strict=True)]
