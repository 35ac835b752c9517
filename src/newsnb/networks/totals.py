"""Networks from sums: for a corpus whose event list is too long to hold in memory.

`affiliation`, `congruence` and `conflict` networks (without normalization, every statement counted) hang only on how
often each actor takes each position on each issue. These numbers can be added up part by part.
"""

import pandas as pd

from newsnb.networks import formulas
from newsnb.networks.projections import NETWORKS, labelled
from newsnb.networks.selection import Selection, select_statements

MOST_ACTORS = 300
"""Actors in a network from sums: those with the most statements. A network of all would not be legible."""
_BY = ["actor", "issue", "position"]


def empty_totals() -> pd.DataFrame:
    """Make totals of nothing. Columns: ``actor``, ``issue`` (empty = none), ``position`` (missing = none), ``n``."""
    return pd.DataFrame(
        {"actor": pd.Series(dtype=str), "issue": pd.Series(dtype=str), "position": pd.Series(dtype=float),
         "n": pd.Series(dtype="int64")}
    )  # fmt: skip


def add_totals(totals: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Add the statements of an event list (`newsnb.networks.event_list`) to totals.

    Examples
    --------
    >>> events = pd.DataFrame({"actor": ["a", "a"], "issue": ["x", "x"], "position": [1, 1]})
    >>> add_totals(add_totals(empty_totals(), events), events)["n"].tolist()
    [4]
    """
    new = events[_BY].assign(n=1, issue=events["issue"].fillna("").astype(str), actor=events["actor"].astype(str))
    new["position"] = new["position"].astype("Float64").astype(float)
    together = pd.concat([totals, new], ignore_index=True) if len(totals) else new
    return together.groupby(_BY, dropna=False, sort=True)["n"].sum().reset_index()


def network_of_totals(totals: pd.DataFrame, network: str, levels: tuple | None = None) -> pd.DataFrame:
    """Make a network from totals.

    Parameters
    ----------
    totals
        From `add_totals`.
    network
        ``"affiliation"``, ``"congruence"`` or ``"conflict"``.
    levels
        All levels of the scale; those that occur when omitted.

    Returns
    -------
    pandas.DataFrame
        As the function of that name gives for the event list, for the `MOST_ACTORS` actors with the most statements on
        issues.
    """
    kind, aggregation = NETWORKS[network]
    events = _of_busiest(totals).assign(article_id="all", date=pd.NaT)
    selected = select_statements(events, Selection(levels=levels), use_qualifier=aggregation != "ignore")
    counts, weights = formulas.count(selected), selected.statements["n"].to_numpy(dtype=float)
    values = getattr(formulas, kind)(counts, aggregation, "no", weights)
    made = labelled(values, selected, kind, aggregation, "no")
    made.attrs["n_statements"] = int(weights.sum())
    return made


def _of_busiest(totals: pd.DataFrame) -> pd.DataFrame:
    coded = totals[totals["issue"].ne("")]
    said = coded.groupby("actor")["n"].sum().reset_index().sort_values(["n", "actor"], ascending=[False, True])
    return coded[coded["actor"].isin(said["actor"].head(MOST_ACTORS))]
