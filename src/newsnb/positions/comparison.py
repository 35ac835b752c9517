"""Where coders disagree, and how the machine does against a person."""

from collections.abc import Sequence

import pandas as pd

from newsnb.positions.agreement import NO_STAND


def disagreements(
    positions: pd.DataFrame, statements: pd.DataFrame, coders: Sequence[str] | None = None
) -> pd.DataFrame:
    """List the units that coders code differently, with the sentence.

    Returns
    -------
    pandas.DataFrame
        Columns ``statement_id``, ``issue``, ``lang``, ``actor_id``, ``text``, and a column a coder with the level, or
        ``"no position"`` where the coder saw the issue and no level, or missing where the coder did not code the unit.
        Ordered by how far apart the codes are, furthest first, then by statement.
    """
    wide = _codes(positions, coders)
    differing = wide[wide.nunique(axis=1).gt(1)]
    numbers = differing.apply(pd.to_numeric, errors="coerce")
    spread = (numbers.max(axis=1) - numbers.min(axis=1)).fillna(0)
    order = spread.reset_index(name="spread").sort_values(
        ["spread", "statement_id", "issue"], ascending=[False, True, True]
    )
    listed = differing.reset_index().loc[order.index]
    about = statements[["statement_id", "lang", "actor_id", "text"]]
    merged = listed.merge(about, on="statement_id", how="left", validate="many_to_one")
    return merged[["statement_id", "issue", "lang", "actor_id", "text", *wide.columns]].reset_index(drop=True)


def _codes(positions: pd.DataFrame, coders: Sequence[str] | None) -> pd.DataFrame:
    """Units by coders; a code without a level is a code of its own."""
    names = sorted(set(positions["coder"]) - {"auto"}) if coders is None else list(coders)
    codes = positions.assign(code=positions["position"].astype(object).where(positions["position"].notna(), NO_STAND))
    wide = codes.pivot(index=["statement_id", "issue"], columns="coder", values="code").reindex(columns=names)  # noqa: PD010
    return wide.rename_axis(columns=None)


def confusion(
    positions: pd.DataFrame, reference: str, compared: str = "auto", issue: str | None = None
) -> pd.DataFrame:
    """Cross the codes of a reference coder (rows) with those of another (columns).

    Units that only one of the two coded stand under ``"not coded"``. Levels are in order, the rest after them.
    """
    chosen = positions if issue is None else positions[positions["issue"].eq(issue)]
    wide = _codes(chosen, [reference, compared]).dropna(how="all")
    wide = wide.astype(object).where(wide.notna(), "not coded")
    labels = sorted({*wide[reference], *wide[compared]}, key=_in_order)
    crossed = pd.crosstab(wide[reference], wide[compared]).reindex(index=labels, columns=labels, fill_value=0)
    return crossed.rename_axis(index=reference, columns=compared)


def _in_order(label: object) -> tuple[int, int, str]:
    return (0, int(label), "") if isinstance(label, int) else (1, 0, str(label))


def scores_by_level(
    positions: pd.DataFrame, reference: str, compared: str = "auto", issue: str | None = None
) -> pd.DataFrame:
    """Precision and recall of one coder against another, for each level.

    Returns
    -------
    pandas.DataFrame
        Columns ``level``, ``precision`` (of the units it gave the level, the share in which the reference did too),
        ``recall`` (of the units the reference gave the level, the share it found), ``f1``, ``n_reference``,
        ``n_compared``. NaN where nothing was given that could be right.
    """
    crossed = confusion(positions, reference, compared, issue)
    rows = []
    for level in (label for label in crossed.index if label != "not coded"):
        right, given, wanted = crossed.at[level, level], crossed[level].sum(), crossed.loc[level].sum()
        precision = right / given if given else float("nan")
        recall = right / wanted if wanted else float("nan")
        f1 = 2 * right / (given + wanted) if given + wanted else float("nan")
        rows.append([level, precision, recall, f1, int(wanted), int(given)])
    return pd.DataFrame(rows, columns=["level", "precision", "recall", "f1", "n_reference", "n_compared"])
