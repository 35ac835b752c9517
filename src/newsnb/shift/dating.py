"""What uncertain dates do to the series: the date of each statement is drawn from its interval, many times over."""

import numpy as np
import pandas as pd

from newsnb.shift.resampling import interval

_MOST_DAYS = 2000


def draw_days(series: pd.DataFrame, *, n_draws: int = 500, seed: int = 0) -> pd.DataFrame:
    """Draw a day for each statement, uniformly from its dating interval.

    Statements of one article with the same interval were dated by the same evidence: they are drawn together.

    Returns
    -------
    pandas.DataFrame
        Index as in ``series``, without the rows that are open at an end; a column a draw; values datetime64[us].
    """
    closed = series.dropna(subset=["mid"])
    shared = closed.groupby(["article_id", "said_from", "said_to"], sort=True).ngroup().to_numpy()
    # One draw a group, so that the same group moves as one; groups are numbered in order, which makes it repeatable.
    share = np.random.default_rng(seed).random((int(shared.max(initial=-1)) + 1, n_draws))
    length = closed["precision_days"].astype(int).to_numpy() + 1
    days = np.floor(share[shared] * length[:, None]).astype("timedelta64[D]")
    first = closed["said_from"].to_numpy().astype("datetime64[us]")
    return pd.DataFrame(first[:, None] + days, index=closed.index)


def position_band(series: pd.DataFrame, *, n_draws: int = 500, level: float = 0.9, seed: int = 0) -> pd.DataFrame:
    """Give for every day the position last stated by then, over all draws of the uncertain dates.

    Returns
    -------
    pandas.DataFrame
        Columns ``issue``, ``date`` (every day from the first to the last possible; over more than 2,000 days as many
        days, evenly spaced), ``mean``, ``low``, ``high`` (over
        the draws in which something had been said by that day) and ``share`` of draws in which it had.
    """
    columns = ["issue", "date", "mean", "low", "high", "share"]
    bands = [
        _band(statements, n_draws, level, seed).assign(issue=issue)
        for issue, statements in series.dropna(subset=["mid"]).groupby("issue", sort=True)
    ]
    return pd.concat(bands, ignore_index=True)[columns] if bands else pd.DataFrame(columns=columns)


def _band(statements: pd.DataFrame, n_draws: int, level: float, seed: int) -> pd.DataFrame:
    step = 1 + (statements["said_to"].max() - statements["said_from"].min()).days // _MOST_DAYS
    dates = pd.date_range(statements["said_from"].min(), statements["said_to"].max(), freq=f"{step}D").as_unit("us")
    draws = draw_days(statements, n_draws=n_draws, seed=seed)
    position = statements.loc[draws.index, "position"].astype(float)
    paths = np.array([_last_stated(draws[draw], position, dates) for draw in draws])
    said = np.isfinite(paths)
    rows = []
    for number, date in enumerate(dates):
        values = paths[said[:, number], number]
        low, high = interval(values, level)
        rows.append({"date": date, "mean": float(values.mean()) if values.size else np.nan, "low": low, "high": high,
                     "share": float(said[:, number].mean())})  # fmt: skip
    return pd.DataFrame(rows)


def _last_stated(days: pd.Series, position: pd.Series, dates: pd.DatetimeIndex) -> np.ndarray:
    by_day = position.groupby(days).mean()
    return by_day.reindex(dates, method="ffill").to_numpy()


def order_certainty(series: pd.DataFrame, changes: pd.DataFrame, *, n_draws: int = 2000, seed: int = 0) -> pd.Series:
    """Give for each row of `position_changes` the share of draws in which its first statement came first.

    A draw on the same day counts half. 1 where the two dating intervals do not overlap.
    """
    draws = draw_days(series, n_draws=n_draws, seed=seed)
    draws.index = pd.MultiIndex.from_frame(series.loc[draws.index, ["statement_id", "issue"]])
    shares = []
    for change in changes.itertuples():
        first = draws.loc[(change.from_statement_id, change.issue)].to_numpy()
        second = draws.loc[(change.to_statement_id, change.issue)].to_numpy()
        shares.append(float((first < second).mean() + 0.5 * (first == second).mean()))
    return pd.Series(shares, index=changes.index, name="came_first", dtype=float)
