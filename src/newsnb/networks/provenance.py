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
    pairs = mine.reset_index().merge(theirs.reset_index(), on=chosen.variable2, suffixes=("", "_other"))
    counting = pairs[_adds(pairs, chosen, attrs)]
    return kept.loc[sorted({*counting["index"], *counting["index_other"]})].reset_index(drop=True)


def _adds(pairs: pd.DataFrame, chosen: Selection, attrs: dict) -> pd.Series:
    """Tell which pairs of statements add something to the tie."""
    aggregation = attrs["qualifier_aggregation"]
    if aggregation in ("ignore", "subtract"):
        return pd.Series(True, index=pairs.index)
    mine, theirs = pairs[chosen.qualifier], pairs[f"{chosen.qualifier}_other"]
    if attrs["qualifier_type"] == "category":
        return mine.eq(theirs) if aggregation == "congruence" else mine.ne(theirs)
    spread = max(attrs["levels"]) - min(attrs["levels"]) or 1
    apart = (mine - theirs).abs() / spread
    return apart.lt(1) if aggregation == "congruence" else apart.gt(0)
