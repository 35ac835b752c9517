"""The formulas, on plain arrays.

``x[i, j, k]`` counts how often i of variable 1 refers to j of variable 2 at level k of the qualifier (Leifeld, DNA
manual, "Methods for Network Construction"). It is kept as a sparse matrix with a row for each i and a column for each
pair (j, k). Counts may be weighted: by a kernel in time, or by how often a document was drawn in a bootstrap.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from newsnb.networks.selection import Selected, check

AFFILIATION_AGGREGATIONS = ("ignore", "subtract", "combine")
AFFILIATION_NORMALIZATIONS = ("no", "activity", "prominence")
ONEMODE_AGGREGATIONS = ("ignore", "congruence", "conflict", "subtract")
ONEMODE_NORMALIZATIONS = ("no", "average", "jaccard", "cosine", "vector_cosine")
MOST_COMBINED = 52  # levels whose powers of two a float holds exactly


@dataclass(frozen=True)
class Counts:
    """The statements as numbers.

    Attributes
    ----------
    row, column, level
        Codes of each statement's variable 1, variable 2 and qualifier; a missing qualifier has a level of its own.
    n_rows, n_columns, n_levels
        Sizes.
    levels
        The levels' values: numbers, or 0, 1, 2 ... for categories.
    kind
        ``boolean``, ``integer`` or ``category``.
    """

    row: np.ndarray
    column: np.ndarray
    level: np.ndarray
    n_rows: int
    n_columns: int
    n_levels: int
    levels: np.ndarray
    kind: str

    def profile(self, weights: np.ndarray | None = None) -> sparse.csr_array:
        """Give x with (j, k) flattened: shape ``(n_rows, n_columns * n_levels)``."""
        ones = np.ones(len(self.row)) if weights is None else weights
        shape = (self.n_rows, self.n_columns * self.n_levels)
        where = (self.row, self.column * self.n_levels + self.level)
        return sparse.coo_array((ones, where), shape=shape).tocsr()


def count(selected: Selected) -> Counts:
    """Turn the statements kept into codes."""
    chosen, known = selected.selection, len(selected.levels)
    order = {value: number for number, value in enumerate(selected.levels)}
    level = selected.statements[chosen.qualifier].map(order).fillna(known).to_numpy(dtype=np.int64)
    missing = bool((level == known).any())
    values = np.arange(known) if selected.qualifier_type == "category" else np.array(selected.levels, dtype=float)
    return Counts(
        row=_codes(selected.statements[chosen.variable1], selected.rows),
        column=_codes(selected.statements[chosen.variable2], selected.columns),
        level=level,
        n_rows=len(selected.rows),
        n_columns=len(selected.columns),
        n_levels=max(known + missing, 1),
        levels=values,
        kind=selected.qualifier_type,
    )


def affiliation(counts: Counts, aggregation: str, normalization: str, weights: np.ndarray | None = None) -> np.ndarray:
    """Compute a two-mode matrix, rows by columns."""
    check_affiliation(aggregation, normalization)
    x = counts.profile(weights)
    if aggregation == "combine":
        return _combined(x, counts)
    y = (x @ _by_column(counts, _signs(counts, aggregation))).toarray()
    if normalization == "no":
        return y
    totals = (x @ _by_column(counts, np.ones(counts.n_levels))).toarray()
    axis = 1 if normalization == "activity" else 0
    return _divide(y, np.broadcast_to(totals.sum(axis=axis, keepdims=True), y.shape))


def onemode(
    counts: Counts,
    aggregation: str,
    normalization: str,
    weights: np.ndarray | None = None,
    mass: np.ndarray | None = None,
) -> np.ndarray:
    """Compute a one-mode matrix, rows by rows, with an empty diagonal.

    ``mass`` is what a statement adds to its speaker's total n_i; the same as its weight unless given.
    """
    check_onemode(aggregation, normalization)
    x = counts.profile(weights)
    w = _ties(x, counts, aggregation)
    if normalization != "no":
        w = _divide(w, _denominators(x, counts, aggregation, normalization, weights if mass is None else mass))
    np.fill_diagonal(w, 0.0)
    return w


def check_affiliation(aggregation: str, normalization: str) -> None:
    """Raise a ValueError for settings that a two-mode network does not have."""
    check("qualifier_aggregation", aggregation, AFFILIATION_AGGREGATIONS)
    check("normalization", normalization, AFFILIATION_NORMALIZATIONS)
    if aggregation == "combine" and normalization != "no":
        raise ValueError(
            f"normalization={normalization!r} with qualifier_aggregation='combine': the cells are categories, "
            "not amounts; allowed: no"
        )


def check_onemode(aggregation: str, normalization: str) -> None:
    """Raise a ValueError for settings that a one-mode network does not have."""
    check("qualifier_aggregation", aggregation, ONEMODE_AGGREGATIONS)
    check("normalization", normalization, ONEMODE_NORMALIZATIONS)


def distances(counts: Counts) -> np.ndarray:
    """Give how far every pair of levels lies apart, 0 to 1: ``|k - k'| / R``."""
    values = counts.levels
    spread = float(values[-1] - values[0]) if len(values) > 1 else 1.0
    apart = np.abs(values[:, None] - values[None, :]) / spread
    return (apart > 0).astype(float) if counts.kind == "category" else apart


def _codes(values, labels) -> np.ndarray:
    return values.map({label: number for number, label in enumerate(labels)}).to_numpy(dtype=np.int64)


def _by_column(counts: Counts, factors: np.ndarray) -> sparse.csr_array:
    """Make the matrix that adds up the levels of each column, each level times its factor."""
    return sparse.kron(sparse.eye_array(counts.n_columns), factors[:, None], format="csr")


def _signs(counts: Counts, aggregation: str) -> np.ndarray:
    if aggregation == "ignore" or counts.kind == "category":
        return np.ones(counts.n_levels)
    return np.array([-1.0, 1.0]) if counts.kind == "boolean" else counts.levels


def _combined(x: sparse.csr_array, counts: Counts) -> np.ndarray:
    if counts.n_levels > MOST_COMBINED:
        raise ValueError(f"qualifier_aggregation='combine' takes up to {MOST_COMBINED} levels, not {counts.n_levels}")
    powers = 2.0 ** np.arange(counts.n_levels - 1, -1, -1)
    return ((x > 0).astype(float) @ _by_column(counts, powers)).toarray()


def _ties(x: sparse.csr_array, counts: Counts, aggregation: str) -> np.ndarray:
    if aggregation == "ignore":
        return _product(x, x @ _alike(counts, np.ones((counts.n_levels, counts.n_levels))))
    if aggregation == "conflict" and counts.kind == "category":
        return _alone(x)
    apart = distances(counts)
    if aggregation == "subtract":
        if counts.kind == "category":
            return _ties(x, counts, "congruence") - _alone(x)
        return _product(x, x @ _alike(counts, 1.0 - 2.0 * apart))
    return _product(x, x @ _alike(counts, apart if aggregation == "conflict" else 1.0 - apart))


def _alike(counts: Counts, between_levels: np.ndarray) -> sparse.csr_array:
    """Repeat a level-by-level matrix for every column: what two statements on the same column add."""
    return sparse.kron(sparse.eye_array(counts.n_columns), between_levels, format="csr")


def _product(left: sparse.csr_array, right: sparse.csr_array) -> np.ndarray:
    return (left @ right.T).toarray()


def _alone(x: sparse.csr_array) -> np.ndarray:
    """Add up the counts in cells (j, k) where exactly one of the two says anything."""
    says = (x > 0).astype(float)
    totals = x.sum(axis=1)
    shared = _product(x, says)
    return totals[:, None] + totals[None, :] - shared - shared.T


def _denominators(x, counts, aggregation, normalization, mass) -> np.ndarray:
    if normalization == "jaccard":
        return _alone(x) + _product(x, x)
    if normalization == "vector_cosine":
        own = np.sqrt(np.diag(_ties(x, counts, "ignore" if aggregation == "ignore" else "congruence")))
        return np.outer(own, own)
    if normalization == "cosine":
        totals = x.sum(axis=1)
        return np.outer(totals, totals)
    totals = np.bincount(counts.row, weights=mass, minlength=counts.n_rows).astype(float)
    return (totals[:, None] + totals[None, :]) / 2.0


def _divide(values: np.ndarray, by: np.ndarray) -> np.ndarray:
    """Divide cell by cell; nothing out of nothing is 0, as in DNA."""
    return np.divide(values, by, out=np.zeros_like(values, dtype=float), where=by != 0)
