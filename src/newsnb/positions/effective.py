"""Whose code counts: the adjudicated one before people's, people's before the machine's."""

import pandas as pd

from newsnb import schemas
from newsnb.positions.coding import ADJUDICATED, MACHINE, NO_ISSUE


def effective_positions(positions: pd.DataFrame) -> pd.DataFrame:
    """Settle on one code for each statement and issue.

    A statement that the adjudicator coded has the adjudicator's codes. One that only others coded has the issues more
    than half of them gave, each with the level more than half of them gave (missing, with the rule
    ``"hand: undecided"``, where no level has that many). All other statements keep the machine's codes.

    Parameters
    ----------
    positions
        A ``positions`` table with the codes of any number of coders.

    Returns
    -------
    pandas.DataFrame
        A ``positions`` table with one row for each statement and issue. ``coder`` tells who decided (names joined by
        ``+``); ``confidence`` is the machine's, or the share of people who gave the code. Statements that people coded
        as being about no issue have no row.
    """
    machine = positions[positions["coder"].eq(MACHINE)]
    people = positions[~positions["coder"].eq(MACHINE)]
    settled = people[people["coder"].eq(ADJUDICATED)]
    open_ = people[~people["statement_id"].isin(settled["statement_id"])]
    if people.empty:
        return _in_order(machine[machine["issue"].ne(NO_ISSUE)], positions)
    rows = settled.to_dict("records")
    for _, group in open_.groupby("statement_id", sort=True):
        rows += _majority(group)
    rows += machine[~machine["statement_id"].isin(people["statement_id"])].to_dict("records")
    evidence = {(row["statement_id"], row["issue"]): row["evidence"] for row in machine.to_dict("records")}
    for row in rows:
        row["evidence"] = row["evidence"] or evidence.get((row["statement_id"], row["issue"]), [])
    kept = [row for row in rows if row["issue"] != NO_ISSUE]
    return _in_order(schemas.frame("positions", kept), positions)


def _in_order(rows: pd.DataFrame, positions: pd.DataFrame) -> pd.DataFrame:
    """Put rows in the order in which the table names their statements, then by issue."""
    order = {statement_id: n for n, statement_id in enumerate(dict.fromkeys(positions["statement_id"]))}
    place = rows["statement_id"].map(order)
    return rows.assign(_place=place).sort_values(["_place", "issue"], kind="stable", ignore_index=True)[rows.columns]


def _majority(group: pd.DataFrame) -> list[dict]:
    """The codes more than half of the people who coded a statement gave."""
    n = group["coder"].nunique()
    rows = []
    for issue, given in group.groupby("issue", sort=True):
        if len(given) * 2 <= n:
            continue
        levels = given["position"].value_counts(dropna=False)
        decided = levels.iloc[0] * 2 > n
        agreeing = given[
            given["position"].isin([levels.index[0]]) | (given["position"].isna() & pd.isna(levels.index[0]))
        ]
        chosen = agreeing if decided else given
        rows.append(
            {
                "statement_id": given["statement_id"].iloc[0],
                "issue": issue,
                "position": levels.index[0] if decided else None,
                "coder": "+".join(sorted(chosen["coder"])),
                "confidence": float(len(agreeing) / n),
                "evidence": [],
                "rule": "hand" if decided else "hand: undecided",
            }
        )
    return rows
