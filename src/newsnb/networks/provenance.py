"""From a cell of a network back to the statements it stands on."""

import pandas as pd

from newsnb.networks.projections import settings_of
from newsnb.networks.selection import Selection, select_statements
from newsnb.networks.views import is_onemode


def statements_behind(network: pd.DataFrame, row: str, column: str, events: pd.DataFrame) -> pd.DataFrame:
    """Give the statements that one cell of a network stands on.

    Parameters
    ----------
    network
        A network made by this package (its ``.attrs`` say how).
    row, column
        Labels of the cell.
    events
        The event list it was made from.

    Returns
    -------
    pandas.DataFrame
        Rows of the event list, in order of date. For a tie between two nodes: the statements of either on what both
        speak about, and of these only those that add to the tie (an equal or near level in a congruence network, a
        different one in a conflict network).

    Raises
    ------
    KeyError
        If the network has no such row or column.
    """
    for label, labels in ((row, network.index), (column, network.columns)):
        if label not in labels:
            raise KeyError(f"{label!r} is not in the network; its labels are: {', '.join(map(str, labels))}")
    attrs = network.attrs
    chosen = Selection.of(settings_of(network))
    kept = select_statements(events, chosen, attrs["qualifier_aggregation"] != "ignore").statements
    if not is_onemode(network):
        return kept[kept[chosen.variable1].eq(row) & kept[chosen.variable2].eq(column)].reset_index(drop=True)
    mine, theirs = kept[kept[chosen.variable1].eq(row)], kept[kept[chosen.variable1].eq(column)]
    counting = _counting(mine, theirs, chosen, attrs) | _counting(theirs, mine, chosen, attrs)
    return kept.loc[sorted(counting)].reset_index(drop=True)


def _counting(mine: pd.DataFrame, theirs: pd.DataFrame, chosen: Selection, attrs: dict) -> set[int]:
    """Give the rows of one end that add something to its tie with the other."""
    aggregation, scaled = attrs["qualifier_aggregation"], attrs["qualifier_type"] != "category"
    if not scaled and aggregation in ("conflict", "subtract"):
        return set(_said_alone(mine, theirs, chosen) if aggregation == "conflict" else mine.index)
    # Each level of the other side once for each issue: pairs of statements would be many.
    other = theirs[[chosen.variable2, chosen.qualifier]].drop_duplicates()
    pairs = mine.reset_index(names="(row)").merge(other, on=chosen.variable2, suffixes=("", "_other"))
    if aggregation in ("ignore", "subtract"):
        return set(pairs["(row)"])
    level, facing = pairs[chosen.qualifier], pairs[f"{chosen.qualifier}_other"]
    if not scaled:
        return set(pairs.loc[level.eq(facing), "(row)"])
    spread = max(attrs["levels"]) - min(attrs["levels"]) or 1
    apart = (level - facing).abs() / spread
    return set(pairs.loc[apart.lt(1) if aggregation == "congruence" else apart.gt(0), "(row)"])


def _said_alone(mine: pd.DataFrame, theirs: pd.DataFrame, chosen: Selection) -> pd.Index:
    """Give the rows with an issue and category that the other side never has: DNA's conflict between categories."""
    keys = [chosen.variable2, chosen.qualifier]
    shared = pd.MultiIndex.from_frame(mine[keys]).isin(pd.MultiIndex.from_frame(theirs[keys]))
    return mine.index[~shared]
