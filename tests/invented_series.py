"""Small series for tests of shift and figures, written as tuples."""

import pandas as pd

DENIES, NOTHING, NEITHER, READY, CONFIRMED = -2, -1, 0, 1, 2


def series_of(*rows: tuple, issue: str = "us_contact", **columns) -> pd.DataFrame:
    """Make a series from ``(article, first day, last day, position)``; None is an open end.

    ``columns`` set other columns, one value for all or a list.
    """
    data = pd.DataFrame(rows, columns=["article_id", "said_from", "said_to", "position"])
    first, last = (
        pd.to_datetime(data[name], format="ISO8601").astype("datetime64[us]") for name in ("said_from", "said_to")
    )
    data = data.assign(
        said_from=first,
        said_to=last,
        mid=first + (last - first) / 2,
        precision_days=(last - first).dt.days.astype("Int64"),
        position=data["position"].astype("Int64"),
        statement_id=[f"s{number}" for number in range(1, len(data) + 1)],
        issue=issue,
        actor_id="peskov",
        lang="en",
        outlet="Daily News",
        source_id=data["article_id"] + ".txt",
        reported_by=None,
        n_reports=1,
        confidence=0.9,
        text=[f"sentence {number}" for number in range(1, len(data) + 1)],
        coder="auto",
        rule="words",
    ).assign(**columns)
    data.index = pd.RangeIndex(1, len(data) + 1, name="no")
    return data


def daily(*positions: int, start: str = "2024-11-01", **columns) -> pd.DataFrame:
    """Make a series with one article a day."""
    days = pd.date_range(start, periods=len(positions))
    return series_of(
        *[(f"a{n:02d}", day, day, p) for n, (day, p) in enumerate(zip(days, positions, strict=True))], **columns
    )
