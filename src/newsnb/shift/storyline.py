"""The series told in order: what the position was, from when to when, with a sentence that shows it."""

import pandas as pd

_COLUMNS = [
    "issue",
    "position",
    "said_from",
    "said_to",
    "n",
    "n_articles",
    "lowest",
    "highest",
    "statement_id",
    "text",
    "lang",
]


def storyline(series: pd.DataFrame) -> pd.DataFrame:
    """Tell the position on each issue step by step: one row for each stretch of time with the same position.

    The position of a date is the one most statements of that date take; of two equally frequent ones, that nearest to
    their mean, then the lower. Successive dates with the same position make one row.

    Returns
    -------
    pandas.DataFrame
        ``issue``, ``position``; ``said_from``, ``said_to`` of the stretch; ``n`` statements in ``n_articles``, with
        the ``lowest`` and ``highest`` position among them; ``statement_id``, ``text`` and ``lang`` of the surest
        statement that takes the position. Statements not dated at both ends take no part.
    """
    rows = []
    for issue, statements in series.groupby("issue", sort=False):
        stretched = _stretches(statements.dropna(subset=["mid"]))
        rows += [{"issue": issue, **_step(stretch)} for _, stretch in stretched.groupby("stretch", sort=True)]
    return pd.DataFrame(rows, columns=_COLUMNS)


def _stretches(dated: pd.DataFrame) -> pd.DataFrame:
    """Add ``main``, the position of the statement's date, and ``stretch``, which counts its changes."""
    moment = dated.groupby(["mid", "said_from"], sort=True).ngroup()
    mains = dated["position"].astype(int).groupby(moment).agg(lambda positions: _main(positions.tolist()))
    stretch = mains.ne(mains.shift()).cumsum()
    dated = dated.assign(main=moment.map(mains), stretch=moment.map(stretch), moment=moment)
    return dated.sort_values(["moment"], kind="stable")


def _main(positions: list[int]) -> int:
    mean, most = sum(positions) / len(positions), max(map(positions.count, positions))
    return min((p for p in positions if positions.count(p) == most), key=lambda p: (abs(p - mean), p))


def _step(stretch: pd.DataFrame) -> dict:
    position = stretch["main"].iloc[0]
    # The longest of the surest statements says most; among equals the first.
    typical = stretch[stretch["position"].eq(position)].assign(length=lambda rows: rows["text"].str.len())
    typical = typical.sort_values(["confidence", "length", "statement_id"], ascending=[False, False, True]).iloc[0]
    return {
        "position": int(position),
        "said_from": stretch["said_from"].min(),
        "said_to": stretch["said_to"].max(),
        "n": len(stretch),
        "n_articles": stretch["article_id"].nunique(),
        "lowest": int(stretch["position"].min()),
        "highest": int(stretch["position"].max()),
        "statement_id": typical["statement_id"],
        "text": typical["text"],
        "lang": typical["lang"],
    }
