"""Networks over time: one for each window, moment or period, all on one scale and with the same settings.

Statements are selected once over the whole time range, duplicates too, and then cut; undated statements fall into no
slice.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from newsnb.networks import formulas
from newsnb.networks.formulas import Counts
from newsnb.networks.kernels import KERNEL_UNITS, KERNELS, kernel_weights
from newsnb.networks.projections import labelled, mode_of
from newsnb.networks.selection import Selected, Selection, check, select_statements
from newsnb.networks.views import is_onemode
from newsnb.networks.windows import TIME_WINDOWS, Window, centres, moving_windows, periods

KERNEL_NORMALIZATIONS = ("no", "average", "cosine", "vector_cosine", "activity", "prominence")


def networks_over_time(
    events: pd.DataFrame,
    network: str = "congruence",
    *,
    time_window: str = "days",
    window_size: int = 31,
    kernel: str = "no",
    step: int = 1,
    qualifier_aggregation: str | None = None,
    normalization: str = "no",
    **selection,
) -> Iterator[pd.DataFrame]:
    """Make one network for each position of a moving window, or each moment of a kernel.

    Parameters
    ----------
    events
        Event list.
    network
        ``"affiliation"``, ``"congruence"``, ``"conflict"`` or ``"onemode"``.
    time_window, window_size, step
        As in `newsnb.networks.windows.time_windows`.
    kernel
        ``"no"`` counts the statements in the window. A kernel instead weighs every statement by its distance in time
        from the moment (every unit of the time range is a moment): a cell of a two-mode network adds up ``sign * z``,
        one of a one-mode network ``sqrt(z z') * likeness`` over pairs of statements.
    qualifier_aggregation
        For ``"affiliation"`` and ``"onemode"``: as there.
    normalization
        As in `affiliation_network` and `onemode_network`. With a kernel, ``"average"`` divides by the mean of the two
        nodes' summed weights z; ``"jaccard"`` and ``"combine"`` count occurrences and cannot be weighted.
    **selection
        See `Selection`.

    Yields
    ------
    pandas.DataFrame
        A network with ``.attrs["window"]``: ``first``, ``middle``, ``last`` (ISO days) and ``statements``. Only those
        who speak within it stand in it, unless ``isolates=True``.

    Raises
    ------
    ValueError
        For a setting that does not exist, or cannot be combined, naming those that can.
    """
    check("time_window", time_window, TIME_WINDOWS)
    check("kernel", kernel, KERNELS)
    mode, aggregation = mode_of(network, qualifier_aggregation, normalization)
    if kernel != "no":
        _check_kernel(aggregation, normalization, time_window)
    selected, counts, days = _dated(events, aggregation, selection)
    chosen = selected.selection
    if kernel == "no":
        found = moving_windows(days, time_window, window_size, chosen.start_date, chosen.stop_date, step)
        return (_cut(window, selected, counts, mode, aggregation, normalization) for window in found)
    return _smoothed(
        selected, counts, days, (mode, aggregation, normalization), (kernel, time_window, window_size, step)
    )


def networks_by_period(
    events: pd.DataFrame,
    breaks: Iterable[str],
    network: str = "congruence",
    *,
    qualifier_aggregation: str | None = None,
    normalization: str = "no",
    **selection,
) -> dict[str, pd.DataFrame]:
    """Make one network for each period between given days.

    Parameters
    ----------
    events, network, qualifier_aggregation, normalization, **selection
        As in `networks_over_time`.
    breaks
        First day of each new period.

    Returns
    -------
    dict
        ``"first day – last day"`` to network, in order of time. ``.attrs["window"]`` holds also ``uncertain``: how many
        of its statements were said in an interval that reaches over a border of the period (where the event list has
        ``date_from`` and ``date_to``).
    """
    mode, aggregation = mode_of(network, qualifier_aggregation, normalization)
    selected, counts, days = _dated(events, aggregation, selection)
    found = {}
    for window in periods(days, breaks):
        made = _cut(window, selected, counts, mode, aggregation, normalization)
        made.attrs["window"]["uncertain"] = _over_the_border(window, selected.statements)
        found[window.label()] = made
    return found


def slice_table(networks: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Summarise networks over time.

    Returns
    -------
    pandas.DataFrame
        Columns ``first``, ``middle``, ``last``, ``statements``, ``nodes``, ``edges``, ``total`` (sum of the weights,
        each tie once) and ``density`` (share of the possible ties that are there; missing below two nodes).
    """
    rows = [_summary(network) for network in networks]
    names = ["first", "middle", "last", "statements", "nodes", "edges", "total", "density"]
    table = pd.DataFrame(rows, columns=names)
    return table.assign(**{name: pd.to_datetime(table[name]) for name in names[:3]})


def _summary(network: pd.DataFrame) -> dict:
    one = is_onemode(network)
    values = np.triu(network.to_numpy(dtype=float), 1) if one else network.to_numpy(dtype=float)
    n, m = network.shape
    possible = n * (n - 1) / 2 if one else n * m
    edges = int(np.count_nonzero(values))
    shares = {"edges": edges, "total": float(values.sum()), "density": edges / possible if possible else np.nan}
    window = {name: network.attrs["window"][name] for name in ("first", "middle", "last", "statements")}
    return {**window, "nodes": n if one else n + m, **shares}


def _check_kernel(aggregation: str, normalization: str, unit: str) -> None:
    check("time_window (with a kernel)", unit, KERNEL_UNITS)
    check("normalization (with a kernel)", normalization, KERNEL_NORMALIZATIONS)
    check("qualifier_aggregation (with a kernel)", aggregation, ("ignore", "congruence", "conflict", "subtract"))


def _dated(events: pd.DataFrame, aggregation: str, selection: dict) -> tuple[Selected, Counts, pd.Series]:
    chosen = Selection.of(selection)
    selected = select_statements(events, chosen, use_qualifier=aggregation != "ignore")
    dated = selected.statements.dropna(subset=[chosen.date]).reset_index(drop=True)
    undated = len(selected.statements) - len(dated)
    selected = replace(selected, statements=dated, dropped={**selected.dropped, "undated": undated})
    return selected, formulas.count(selected), dated[chosen.date]


def _cut(window: Window, selected: Selected, counts: Counts, mode, aggregation, normalization) -> pd.DataFrame:
    inside = window.members
    part = replace(counts, row=counts.row[inside], column=counts.column[inside], level=counts.level[inside])
    values = getattr(formulas, mode)(part, aggregation, normalization)
    return _slice(
        values,
        window,
        replace(selected, statements=selected.statements.iloc[inside]),
        part,
        mode,
        aggregation,
        normalization,
    )


def _smoothed(
    selected: Selected, counts: Counts, days: pd.Series, how: tuple, smoothing: tuple
) -> Iterator[pd.DataFrame]:
    mode, aggregation, normalization = how
    kernel, unit, size, step = smoothing
    if days.empty:
        return
    chosen = selected.selection
    first = pd.Timestamp(chosen.start_date) if chosen.start_date is not None else days.iloc[0]
    last = pd.Timestamp(chosen.stop_date) if chosen.stop_date is not None else days.iloc[-1]
    for moment in centres(first, last, unit, step):
        z = kernel_weights(days, moment, kernel, unit, size)
        near = np.flatnonzero(z)
        part = replace(counts, row=counts.row[near], column=counts.column[near], level=counts.level[near])
        z = z[near]
        extra = {"weights": z} if mode == "affiliation" else {"weights": np.sqrt(z), "mass": z}
        values = getattr(formulas, mode)(part, aggregation, normalization, **extra)
        reach = days.iloc[near] if len(near) else pd.Series([moment])
        window = Window(reach.iloc[0], moment, reach.iloc[-1], slice(0, len(near)))
        kept = replace(selected, statements=selected.statements.iloc[near])
        yield _slice(values, window, kept, part, mode, aggregation, normalization)


def _slice(values, window: Window, selected: Selected, part: Counts, mode, aggregation, normalization) -> pd.DataFrame:
    network = labelled(values, selected, mode, aggregation, normalization)
    if not selected.selection.isolates:
        rows = np.unique(part.row)
        columns = rows if mode == "onemode" else np.unique(part.column)
        attrs, network = network.attrs, network.iloc[rows, columns]
        network.attrs = attrs
    days = {name: getattr(window, name).date().isoformat() for name in ("first", "middle", "last")}
    network.attrs["window"] = {**days, "statements": window.n}
    return network


def _over_the_border(window: Window, statements: pd.DataFrame) -> int | None:
    if not {"date_from", "date_to"} <= set(statements):
        return None
    inside = statements.iloc[window.members]
    return int(((inside["date_from"] < window.first) | (inside["date_to"] > window.last)).sum())
