"""Networks from an event list, under the names and settings of Discourse Network Analyzer.

``docs/networks.md`` has every formula with its source and says where we differ from DNA on purpose.
"""

import numpy as np
import pandas as pd

from newsnb.networks import formulas
from newsnb.networks.selection import Selected, Selection, check, select_statements

NETWORKS = {
    "affiliation": ("affiliation", "ignore"),
    "onemode": ("onemode", "congruence"),
    "congruence": ("onemode", "congruence"),
    "conflict": ("onemode", "conflict"),
}


def affiliation_network(
    events: pd.DataFrame,
    variable1: str = "actor",
    variable2: str = "issue",
    *,
    qualifier_aggregation: str = "ignore",
    normalization: str = "no",
    **selection,
) -> pd.DataFrame:
    """Count who speaks about what: a two-mode network.

    Parameters
    ----------
    events
        Event list (`event_list`), or any frame with the columns named.
    variable1, variable2
        Columns that give the rows and the columns: actor, principal, organisation, bloc, issue, outlet, lang ...
    qualifier_aggregation
        ``"ignore"`` counts statements. ``"subtract"`` adds up levels (0 and 1: agreements minus disagreements).
        ``"combine"`` tells which levels occur: 0 none, 1 only agreement, 2 only disagreement, 3 both; for a scale with
        K levels, the sum of ``2**(K - 1 - q)`` over the levels q that occur.
    normalization
        ``"activity"`` divides by the row's statements, ``"prominence"`` by the column's.
    **selection
        See `Selection`: qualifier, duplicates, isolates, exclude, start_date, stop_date, ...

    Returns
    -------
    pandas.DataFrame
        Labels by code point; the settings, ``n_statements``, ``n_documents`` and ``dropped`` in ``.attrs``.

    Raises
    ------
    ValueError
        For a setting that does not exist, naming those that do.
    """
    return network_of(events, "affiliation", variable1, variable2, qualifier_aggregation, normalization, selection)


def onemode_network(
    events: pd.DataFrame,
    variable1: str = "actor",
    variable2: str = "issue",
    *,
    qualifier_aggregation: str = "congruence",
    normalization: str = "no",
    **selection,
) -> pd.DataFrame:
    """Tie those who speak about the same things: a one-mode network of variable 1.

    Parameters
    ----------
    events, variable1, variable2, **selection
        As in `affiliation_network`; nodes are variable 1, ties run through variable 2.
    qualifier_aggregation
        ``"ignore"``: same issue, whatever is said of it. ``"congruence"``: how alike; ``"conflict"``: how far apart;
        ``"subtract"``: the first minus the second. On a scale a pair of statements at levels k and k' is alike by
        ``1 - |k - k'| / R``, R the width of the scale. Statements without a level count only under ``"ignore"``.
    normalization
        ``"average"`` divides by the mean number of statements of the two; ``"jaccard"`` by what either says;
        ``"cosine"`` by the product of their numbers of statements, as DNA does; ``"vector_cosine"`` is the cosine of
        the two profiles (on a scale: of the profiles under the same likeness of levels), at most 1.

    Returns
    -------
    pandas.DataFrame
        Symmetric, empty diagonal, settings in ``.attrs``.

    Raises
    ------
    ValueError
        For a setting that does not exist, naming those that do.
    """
    return network_of(events, "onemode", variable1, variable2, qualifier_aggregation, normalization, selection)


def congruence_network(
    events: pd.DataFrame, variable1: str = "actor", variable2: str = "issue", *, normalization="no", **selection
) -> pd.DataFrame:
    """Tie those who say alike things about the same issue (`onemode_network` with ``"congruence"``)."""
    return network_of(events, "onemode", variable1, variable2, "congruence", normalization, selection)


def conflict_network(
    events: pd.DataFrame, variable1: str = "actor", variable2: str = "issue", *, normalization="no", **selection
) -> pd.DataFrame:
    """Tie those who say opposite things about the same issue (`onemode_network` with ``"conflict"``)."""
    return network_of(events, "onemode", variable1, variable2, "conflict", normalization, selection)


def agreement_counts(
    events: pd.DataFrame, variable: str = "issue", *, duplicates: str = "document", **selection
) -> pd.DataFrame:
    """Count statements at each level of the qualifier, for each value of a variable: the bars of an agreement plot.

    Repetitions count once within their document by default: the same value at the same level, whoever says it.

    Returns
    -------
    pandas.DataFrame
        Rows: values of ``variable``; columns: levels, ascending.
    """
    # The second variable is a constant: a bar plot looks at one variable only.
    whole = events.assign(**{"(all)": "all"})
    chosen = Selection.of({"variable1": variable, "variable2": "(all)", "duplicates": duplicates, **selection})
    selected = select_statements(whole, chosen, use_qualifier=True)
    rows, levels = list(selected.rows), [_plain(level) for level in selected.levels]
    found = pd.crosstab(selected.statements[variable], selected.statements[chosen.qualifier])
    table = found.reindex(index=rows, columns=list(selected.levels), fill_value=0).astype("int64")
    table.index.name, table.columns = variable, pd.Index(levels, name=chosen.qualifier)
    table.attrs = describe(selected, "agreement_counts", "-", "no")
    return table


def network_of(
    events: pd.DataFrame,
    kind: str,
    variable1: str,
    variable2: str,
    aggregation: str,
    normalization: str,
    selection: dict,
) -> pd.DataFrame:
    """Select, count, project and label; what the public functions call."""
    if kind == "affiliation":
        formulas.check_affiliation(aggregation, normalization)
    else:
        formulas.check_onemode(aggregation, normalization)
    chosen = Selection.of({"variable1": variable1, "variable2": variable2, **selection})
    selected = select_statements(events, chosen, use_qualifier=aggregation != "ignore")
    values = getattr(formulas, kind)(formulas.count(selected), aggregation, normalization)
    return labelled(values, selected, kind, aggregation, normalization)


def mode_of(network: str, aggregation: str | None, normalization: str) -> tuple[str, str]:
    """Turn the short name of a network into its mode and qualifier aggregation, and check all settings."""
    check("network", network, NETWORKS)
    mode, usual = NETWORKS[network]
    if aggregation is not None and network in ("congruence", "conflict") and aggregation != usual:
        raise ValueError(f"qualifier_aggregation={aggregation!r} with network={network!r}; use network='onemode'")
    chosen = aggregation or usual
    getattr(formulas, f"check_{mode}")(chosen, normalization)
    return mode, chosen


def labelled(values: np.ndarray, selected: Selected, kind: str, aggregation: str, normalization: str) -> pd.DataFrame:
    """Put labels and settings on a matrix."""
    chosen = selected.selection
    columns = selected.columns if kind == "affiliation" else selected.rows
    network = pd.DataFrame(values, index=list(selected.rows), columns=list(columns))
    network.index.name = chosen.variable1
    network.columns.name = chosen.variable2 if kind == "affiliation" else chosen.variable1
    network.attrs = describe(selected, kind, aggregation, normalization)
    return network


def describe(selected: Selected, kind: str, aggregation: str, normalization: str) -> dict:
    """Say in plain values what a network was made from and how."""
    chosen, kept = selected.selection, selected.statements
    days = kept[chosen.date].dropna()
    return {
        "kind": kind,
        "qualifier_aggregation": aggregation,
        "normalization": normalization,
        **chosen.settings(),
        "levels": tuple(_plain(level) for level in selected.levels),
        "qualifier_type": selected.qualifier_type,
        "n_statements": len(kept),
        "n_documents": int(kept[chosen.document].nunique()),
        "first_date": days.min().date().isoformat() if len(days) else "",
        "last_date": days.max().date().isoformat() if len(days) else "",
        "dropped": selected.dropped,
    }


def settings_of(network: pd.DataFrame) -> dict:
    """Give back the arguments a network was made with, for making it again from other statements."""
    names = ("variable1", "variable2", "qualifier", "qualifier_type", "levels", "duplicates", "calendar", "isolates")
    names += ("exclude", "start_date", "stop_date", "document", "date", "place", "statement")
    return {name: network.attrs[name] for name in names}


def _plain(level):
    """Show 2.0 as 2: levels are whole numbers for nearly everyone."""
    return int(level) if isinstance(level, float) and level == int(level) else level
