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
        rows += [{"issue": issue, **_step(stretch)} for stretch in _stretches(statements.dropna(subset=["mid"]))]
    return pd.DataFrame(rows, columns=_COLUMNS)


def _stretches(dated: pd.DataFrame) -> list[pd.DataFrame]:
    moments = [rows.assign(main=_main(rows)) for _, rows in dated.groupby(["mid", "said_from"], sort=True)]
    stretches: list[list[pd.DataFrame]] = []
    for moment in moments:
        if stretches and stretches[-1][-1]["main"].iloc[0] == moment["main"].iloc[0]:
            stretches[-1].append(moment)
        else:
            stretches.append([moment])
    return [pd.concat(stretch) for stretch in stretches]


def _main(rows: pd.DataFrame) -> int:
    counts = rows["position"].value_counts()
    mean = float(rows["position"].astype(float).mean())
    return min(
        (int(value) for value in counts.index[counts == counts.max()]), key=lambda value: (abs(value - mean), value)
    )


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
