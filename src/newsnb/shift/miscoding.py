"""What one wrong code would change: every statement recoded in turn by one level, and left out."""

import pandas as pd

from newsnb.figures.marks import scale_levels
from newsnb.shift.sensitivity import summary

_COLUMNS = ["issue", "no", "position", "recoded", "mean", "mean_change", "trend", "trend_change", "reversals"]


def miscoding(series: pd.DataFrame, codebook=None) -> pd.DataFrame:
    """Recompute the summary of each issue with one statement coded one level lower, one higher, or not at all.

    Parameters
    ----------
    series
        From `newsnb.shift.position_series`.
    codebook
        Bounds the recoding by the ends of each scale; without it, by the positions that occur.

    Returns
    -------
    pandas.DataFrame
        One row for each statement and recoding. ``no``: index of the statement in the series; ``position``: as coded;
        ``recoded``: the other code, missing where the statement is left out; ``mean``, ``trend`` (levels per 30 days),
        ``reversals`` of the issue after it, ``mean_change`` and ``trend_change`` against the codes as they are. The
        rows that move the trend most come first within an issue; those without a trend follow.
    """
    rows = []
    for issue, statements in series.groupby("issue", sort=True):
        levels, whole = scale_levels(codebook, issue, statements["position"]), summary(statements)
        for no, position in statements["position"].items():
            for code in (position - 1, position + 1, None):
                if code is None or code in levels:
                    changed = summary(_recoded(statements, no, code))
                    rows.append({"issue": issue, "no": no, "position": position, "recoded": code, **changed,
                                 "mean_change": changed["mean"] - whole["mean"],
                                 "trend_change": changed["trend"] - whole["trend"]})  # fmt: skip
    table = pd.DataFrame(rows, columns=_COLUMNS).astype({"recoded": "Int64"})
    order = table.assign(size=-table["trend_change"].abs()).sort_values(["issue", "size", "no"], kind="stable")
    return order.drop(columns="size").reset_index(drop=True)


def _recoded(statements: pd.DataFrame, no: int, code: int | None) -> pd.DataFrame:
    if code is None:
        return statements.drop(index=no)
    return statements.assign(position=statements["position"].where(statements.index != no, code))
