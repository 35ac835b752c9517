"""Whether the picture would be another without one article, one language, one outlet or one coding rule."""

import numpy as np
import pandas as pd

from newsnb.shift.changes import position_changes

DROPPED = ("article_id", "lang", "outlet", "rule")

_COLUMNS = ["issue", "dropped", "value", "n", "mean", "mean_change", "trend", "trend_change", "reversals"]


def sensitivity(series: pd.DataFrame, *, drop: tuple[str, ...] = DROPPED) -> pd.DataFrame:
    """Recompute the summary of each issue with one article, language, outlet or coding rule left out at a time.

    Parameters
    ----------
    series
        From `position_series`.
    drop
        Columns of which each value is left out in turn.

    Returns
    -------
    pandas.DataFrame
        Per issue, first the row ``dropped = "nothing"``, then one row a column and value. ``n`` statements left;
        ``mean`` position; ``trend``: slope of position on date in levels per 30 days, NaN with fewer than two dates;
        ``reversals``: number of direct turns of sign; ``mean_change`` and ``trend_change``: difference from nothing
        dropped. A trend whose sign hangs on one article is not a finding about the actor.
    """
    rows = []
    for issue, statements in series.groupby("issue", sort=True):
        whole = summary(statements)
        rows.append({"issue": issue, "dropped": "nothing", "value": None, **_compared(whole, whole)})
        for column in drop:
            for value in sorted(statements[column].dropna().unique()):
                left = statements[statements[column].ne(value)]
                rows.append({"issue": issue, "dropped": column, "value": value, **_compared(summary(left), whole)})
    return pd.DataFrame(rows, columns=_COLUMNS)


def summary(statements: pd.DataFrame) -> dict[str, float]:
    """Sum up the statements on one issue: ``n``, ``mean``, ``trend`` and ``reversals``, as in `sensitivity`."""
    return {
        "n": len(statements),
        "mean": float(statements["position"].astype(float).mean()),
        "trend": trend(statements),
        "reversals": int(position_changes(statements)["kind"].eq("reversal").sum()),
    }


def _compared(summary: dict, whole: dict) -> dict:
    changes = {f"{name}_change": summary[name] - whole[name] for name in ("mean", "trend")}
    return summary | changes


def trend(statements: pd.DataFrame) -> float:
    """Least-squares slope of position on the middle of the dating interval, in levels per 30 days.

    NaN where fewer than two different dates are known at both ends.
    """
    dated = statements.dropna(subset=["mid"])
    if dated["mid"].nunique() < 2:
        return np.nan
    months = (dated["mid"] - dated["mid"].min()).dt.total_seconds() / (30 * 86400)
    return float(np.polyfit(months, dated["position"].astype(float), 1)[0])
