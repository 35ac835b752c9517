"""Whether the result hangs on a setting: the same network under other duplicates, normalizations and windows."""

from itertools import product

import numpy as np
import pandas as pd

from newsnb.networks.formulas import AFFILIATION_NORMALIZATIONS, ONEMODE_NORMALIZATIONS
from newsnb.networks.over_time import networks_over_time
from newsnb.networks.projections import mode_of, network_of
from newsnb.networks.selection import DUPLICATES
from newsnb.networks.views import edge_table, is_onemode

_NORMALIZATIONS = {"affiliation": AFFILIATION_NORMALIZATIONS, "onemode": ONEMODE_NORMALIZATIONS}


def sensitivity_table(
    events: pd.DataFrame,
    network: str = "congruence",
    *,
    duplicates: tuple[str, ...] = DUPLICATES,
    normalizations: tuple[str, ...] | None = None,
    window_sizes: tuple[int | None, ...] = (None,),
    time_window: str = "days",
    step: int = 1,
    qualifier_aggregation: str | None = None,
    **selection,
) -> pd.DataFrame:
    """Make a network under every combination of settings and compare each with the first.

    Parameters
    ----------
    events, network, qualifier_aggregation, **selection
        As in `networks_over_time`.
    duplicates, normalizations, window_sizes
        The values to try; the first of each makes the baseline. ``normalizations=None`` tries all that the network has.
        A window size of ``None`` takes the whole time range at once; with a number, a cell is the mean over all moving
        windows of that size (``time_window``, ``step``), which counts only those who speak at the same time.

    Returns
    -------
    pandas.DataFrame
        One row for each combination: ``duplicates``, ``normalization``, ``window_size`` (missing: whole range),
        ``n_statements``, ``n_edges``, ``rank_correlation`` with the baseline over all pairs (Spearman; missing where
        one of the two does not vary), ``strongest`` tie, and ``top_kept``: the share of the baseline's ten strongest
        ties that are still among the ten strongest.
    """
    mode, aggregation = mode_of(network, qualifier_aggregation, "no")
    tried = normalizations or _usable(mode, aggregation)
    baseline, rows = None, []
    for size, repeated, normalization in product(window_sizes, duplicates, tried):
        settings = {**selection, "duplicates": repeated}
        made = _made(events, network, mode, aggregation, normalization, settings, (time_window, size, step))
        baseline = made if baseline is None else baseline
        rows.append(
            {"duplicates": repeated, "normalization": normalization, "window_size": size, **_compared(made, baseline)}
        )
    return pd.DataFrame(rows).astype({"window_size": "Int64"})


def _usable(mode: str, aggregation: str) -> tuple[str, ...]:
    return ("no",) if aggregation == "combine" else _NORMALIZATIONS[mode]


def _made(events, network, mode, aggregation, normalization, settings, window) -> pd.DataFrame:
    unit, size, step = window
    variables = (settings.get("variable1", "actor"), settings.get("variable2", "issue"))
    others = {name: value for name, value in settings.items() if name not in ("variable1", "variable2")}
    whole = network_of(events, mode, *variables, aggregation, normalization, others)
    if size is None:
        return whole
    named = network if network in ("congruence", "conflict") else mode
    given = aggregation if named == mode else None
    slices = networks_over_time(
        events, named, time_window=unit, window_size=size, step=step,
        qualifier_aggregation=given, normalization=normalization, **settings,
    )  # fmt: skip
    return _mean(slices, whole)


def _mean(slices, whole: pd.DataFrame) -> pd.DataFrame:
    """Average slices over the labels of the whole; a pair that is not in a slice has 0 there."""
    total, number = np.zeros(whole.shape), 0
    for part in slices:
        rows, columns = whole.index.get_indexer(part.index), whole.columns.get_indexer(part.columns)
        total[np.ix_(rows, columns)] += part.to_numpy(dtype=float)
        number += 1
    mean = pd.DataFrame(total / max(number, 1), index=whole.index, columns=whole.columns)
    mean.attrs = dict(whole.attrs)
    return mean


def _compared(made: pd.DataFrame, baseline: pd.DataFrame) -> dict:
    ties, before = edge_table(made), edge_table(baseline)
    best = {(tie.row, tie.column) for tie in before.head(10).itertuples()}
    now = {(tie.row, tie.column) for tie in ties.head(10).itertuples()}
    return {
        "n_statements": made.attrs["n_statements"],
        "n_edges": len(ties),
        "rank_correlation": _rank_correlation(_cells(made), _cells(baseline)),
        "strongest": f"{ties.at[0, 'row']} – {ties.at[0, 'column']}" if len(ties) else None,
        "top_kept": len(best & now) / len(best) if best else np.nan,
    }


def _cells(network: pd.DataFrame) -> pd.Series:
    values = network.to_numpy(dtype=float)
    return pd.Series(values[np.triu_indices_from(values, 1)] if is_onemode(network) else values.ravel())


def _rank_correlation(one: pd.Series, other: pd.Series) -> float:
    if len(one) != len(other) or one.nunique() < 2 or other.nunique() < 2:
        return np.nan
    # Rounded, because normalization leaves equal cells a hair apart.
    return float(one.round(12).rank().corr(other.round(12).rank()))
