"""Intervals that resample documents, not statements: statements of one article are not independent of one another."""

from statistics import NormalDist

import numpy as np
import pandas as pd


def document_weights(n_documents: int, n_draws: int, rng: np.random.Generator) -> np.ndarray:
    """Draw how often each document occurs in each bootstrap sample. Shape ``(n_draws, n_documents)``."""
    return rng.multinomial(n_documents, np.full(n_documents, 1 / n_documents), size=n_draws)


def weighted_means(rows: pd.DataFrame, weights: np.ndarray, documents: pd.Index) -> np.ndarray:
    """Mean position in each sample; NaN where a sample holds none of the documents.

    Parameters
    ----------
    rows
        Statements with ``article_id`` and ``position``.
    weights
        From `document_weights`, a column a document.
    documents
        The document of each column.
    """
    by_document = rows["position"].astype(float).groupby(rows["article_id"])
    sums = by_document.sum().reindex(documents, fill_value=0.0).to_numpy()
    counts = by_document.size().reindex(documents, fill_value=0).to_numpy()
    with np.errstate(invalid="ignore"):
        return (weights @ sums) / (weights @ counts)


def interval(draws: np.ndarray, level: float) -> tuple[float, float]:
    """Percentile interval of the draws that are numbers; NaN twice where there are none."""
    draws = draws[np.isfinite(draws)]
    if not draws.size:
        return np.nan, np.nan
    low, high = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def mean_interval(rows: pd.DataFrame, *, n_draws: int, level: float, rng: np.random.Generator) -> tuple[float, float]:
    """Document-bootstrap interval of the mean position; NaN twice for a single document."""
    documents = pd.Index(sorted(rows["article_id"].unique()))
    if len(documents) < 2:
        return np.nan, np.nan
    return interval(weighted_means(rows, document_weights(len(documents), n_draws, rng), documents), level)


def wilson(successes: int, trials: int, level: float = 0.95) -> tuple[float, float]:
    """Wilson score interval of a share; NaN twice without trials.

    Examples
    --------
    >>> [round(end, 3) for end in wilson(8, 10)]
    [0.49, 0.943]
    """
    if trials == 0:
        return np.nan, np.nan
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, spread = successes / trials, z * z / trials
    centre = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * np.sqrt(share * (1 - share) / trials + spread / (4 * trials))
    # Rounding must not push an end past a share of exactly 0 or 1.
    low = 0.0 if successes == 0 else max(0.0, centre - half)
    high = 1.0 if successes == trials else min(1.0, centre + half)
    return float(low), float(high)
