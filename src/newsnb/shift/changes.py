"""What changed: moves between successive dates, net position, before against after, one change point.

All of these describe what the articles let an actor say. With few articles the intervals are wide, and where there is
too little for a test the result says so in words.
"""

import numpy as np
import pandas as pd

from newsnb.shift.resampling import document_weights, interval, mean_interval, weighted_means, wilson

FEWEST_DOCUMENTS = 6
TOO_FEW = "too few dated documents for a test"

_CHANGE_COLUMNS = [
    "issue", "kind", "step", "from_position", "to_position", "from_date", "to_date", "order", "from_statement_id",
    "to_statement_id", "from_text", "to_text",
]  # fmt: skip


def position_changes(series: pd.DataFrame) -> pd.DataFrame:
    """List the moves between successive dates of each issue, with a statement that stands for each side.

    Statements with the same dating interval are taken together (their mean); the statement shown is the one nearest to
    that mean, the surest first. Rows dated at one end only, or not at all, cannot be ordered and take no part.

    Returns
    -------
    pandas.DataFrame
        One row a move. ``kind``: ``"reversal"`` where the sign turns from negative to positive or back, else
        ``"shift"``. ``step``: ``to_position - from_position``, in levels. ``from_date``, ``to_date``: middle of each
        dating interval. ``order``: ``"certain"``, or ``"overlapping"`` where the intervals overlap and the second may
        have come first. Empty when nothing moves.
    """
    rows = []
    for issue, statements in series.groupby("issue", sort=False):
        moments = _moments(statements)
        rows += [
            _change(issue, before, after)
            for before, after in zip(moments, moments[1:], strict=False)
            if before["mean"] != after["mean"]
        ]
    return pd.DataFrame(rows, columns=_CHANGE_COLUMNS)


def _moments(statements: pd.DataFrame) -> list[dict]:
    closed = statements.dropna(subset=["mid"])
    moments = []
    for (first, last), rows in closed.groupby(["said_from", "said_to"]):
        mean = float(rows["position"].astype(float).mean())
        away = (rows["position"].astype(float) - mean).abs()
        typical = rows.assign(away=away).sort_values(
            ["away", "confidence", "statement_id"], ascending=[True, False, True]
        )
        moments.append({"from": first, "to": last, "mid": rows["mid"].iloc[0], "mean": mean, "row": typical.iloc[0]})
    return sorted(moments, key=lambda moment: (moment["mid"], moment["from"]))


def _change(issue: str, before: dict, after: dict) -> dict:
    return {
        "issue": issue,
        "kind": "reversal" if before["mean"] * after["mean"] < 0 else "shift",
        "step": round(after["mean"] - before["mean"], 3),
        "from_position": round(before["mean"], 3),
        "to_position": round(after["mean"], 3),
        "from_date": before["mid"],
        "to_date": after["mid"],
        "order": "certain" if before["to"] < after["from"] else "overlapping",
        "from_statement_id": before["row"]["statement_id"],
        "to_statement_id": after["row"]["statement_id"],
        "from_text": before["row"]["text"],
        "to_text": after["row"]["text"],
    }


def net_position(series: pd.DataFrame, *, n_draws: int = 2000, level: float = 0.95, seed: int = 0) -> pd.DataFrame:
    """Sum up the position on each issue, dated or not.

    Returns
    -------
    pandas.DataFrame
        One row an issue. ``n`` statements in ``n_articles``. ``mean`` position with its document-bootstrap interval
        ``mean_low``, ``mean_high`` (NaN for a single article). Counts ``positive``, ``neutral``, ``negative``.
        ``net`` = (positive - negative) / (positive + negative), in [-1, 1], with ``net_low`` and ``net_high`` from the
        Wilson interval of the share of positives (NaN where all are neutral). Wilson's interval takes statements as
        independent; where articles hold many each, trust the bootstrap.
    """
    rng = np.random.default_rng(seed)
    rows = [
        {"issue": issue, **_net(statements, n_draws, level, rng)}
        for issue, statements in series.groupby("issue", sort=True)
    ]
    columns = ["issue", "n", "n_articles", "mean", "mean_low", "mean_high", "positive", "neutral", "negative", "net",
               "net_low", "net_high"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _net(statements: pd.DataFrame, n_draws: int, level: float, rng) -> dict:
    position = statements["position"].astype(float)
    low, high = mean_interval(statements, n_draws=n_draws, level=level, rng=rng)
    positive, negative = int(position.gt(0).sum()), int(position.lt(0).sum())
    sided = positive + negative
    share_low, share_high = wilson(positive, sided, level)
    return {
        "n": len(position),
        "n_articles": statements["article_id"].nunique(),
        "mean": float(position.mean()),
        "mean_low": low,
        "mean_high": high,
        "positive": positive,
        "neutral": len(position) - sided,
        "negative": negative,
        "net": (positive - negative) / sided if sided else np.nan,
        "net_low": 2 * share_low - 1,
        "net_high": 2 * share_high - 1,
    }


def before_after(series: pd.DataFrame, day, *, n_draws: int = 2000, level: float = 0.95, seed: int = 0) -> pd.DataFrame:
    """Compare the mean position before a day with that on and after it.

    Statements whose interval spans the day, or whose dates are open on the side that matters, belong to neither and are
    counted in ``n_unplaced``.

    Returns
    -------
    pandas.DataFrame
        One row an issue: ``n_before``, ``n_after``, ``n_unplaced``; ``before``, ``after`` means (NaN for none);
        ``difference`` in levels with its document-bootstrap interval ``low``, ``high`` (NaN where a side has no
        statement, or there is but one article).
    """
    day, rng = pd.Timestamp(day), np.random.default_rng(seed)
    rows = []
    for issue, statements in series.groupby("issue", sort=True):
        before = statements[statements["said_to"] < day]
        after = statements[statements["said_from"] >= day]
        low, high = _difference_interval(before, after, n_draws, level, rng)
        means = [float(side["position"].astype(float).mean()) for side in (before, after)]
        rows.append(
            {"issue": issue, "n_before": len(before), "n_after": len(after),
             "n_unplaced": len(statements) - len(before) - len(after), "before": means[0], "after": means[1],
             "difference": means[1] - means[0], "low": low, "high": high}
        )  # fmt: skip
    columns = ["issue", "n_before", "n_after", "n_unplaced", "before", "after", "difference", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


def _difference_interval(before, after, n_draws, level, rng) -> tuple[float, float]:
    documents = pd.Index(sorted({*before["article_id"], *after["article_id"]}))
    if before.empty or after.empty or len(documents) < 2:
        return np.nan, np.nan
    weights = document_weights(len(documents), n_draws, rng)
    difference = weighted_means(after, weights, documents) - weighted_means(before, weights, documents)
    return interval(difference, level)


def change_point(series: pd.DataFrame, *, n_permutations: int = 2000, seed: int = 0) -> pd.DataFrame:
    """Look for the one date at which the mean position changes most, and test it by permuting documents.

    Each document counts once: its mean position at its mean date. The split is the one that lowers the squared
    deviations most, with two documents or more on either side. The p value is the share of permutations of positions
    over documents (the observed order included) that do as well.

    Returns
    -------
    pandas.DataFrame
        One row an issue: ``n_documents``; ``last_before`` and ``first_after``, the dates between which the change lies;
        ``before`` and ``after`` means; ``p``; ``result``, a sentence. Below six dated documents there is no split, no
        p, and the sentence says "too few dated documents for a test".
    """
    rng = np.random.default_rng(seed)
    rows = [
        {"issue": issue, **_change_point(statements, n_permutations, rng)}
        for issue, statements in series.groupby("issue", sort=True)
    ]
    columns = ["issue", "n_documents", "last_before", "first_after", "before", "after", "p", "result"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(**{name: pd.to_datetime(table[name]) for name in ("last_before", "first_after")})


def _change_point(statements: pd.DataFrame, n_permutations: int, rng) -> dict:
    dated = statements.dropna(subset=["mid"]).astype({"position": float})
    documents = dated.groupby("article_id").agg(date=("mid", "mean"), position=("position", "mean"))
    documents = documents.sort_values(["date"], kind="stable")
    n = len(documents)
    if n < FEWEST_DOCUMENTS:
        return {"n_documents": n, "p": np.nan, "result": f"{TOO_FEW} ({n}, at least {FEWEST_DOCUMENTS} needed)"}
    position = documents["position"].to_numpy()
    gains = _gains(position[None, :])[0]
    split = int(gains.argmax())
    shuffled = rng.permuted(np.tile(position, (n_permutations, 1)), axis=1)
    as_good = int((_gains(shuffled).max(axis=1) >= gains[split] - 1e-12).sum())
    p = (1 + as_good) / (1 + n_permutations)
    # Splits start with two documents on the left.
    before, after = documents.iloc[: split + 2], documents.iloc[split + 2 :]
    means = before["position"].mean(), after["position"].mean()
    return {
        "n_documents": n,
        "last_before": before["date"].iloc[-1].normalize(),
        "first_after": after["date"].iloc[0].normalize(),
        "before": means[0],
        "after": means[1],
        "p": p,
        "result": f"from {means[0]:+.2f} to {means[1]:+.2f} between {before['date'].iloc[-1]:%Y-%m-%d} and "
        f"{after['date'].iloc[0]:%Y-%m-%d} (p = {p:.3f}, {n} documents)",
    }


def _gains(positions: np.ndarray) -> np.ndarray:
    """Squared deviations saved by each split, a row a sample: n_left n_right / n (mean_left - mean_right)^2."""
    n = positions.shape[1]
    left = np.arange(2, n - 1)
    sums = positions.cumsum(axis=1)
    total = sums[:, -1:]
    means_left = sums[:, left - 1] / left
    means_right = (total - sums[:, left - 1]) / (n - left)
    return left * (n - left) / n * (means_left - means_right) ** 2
