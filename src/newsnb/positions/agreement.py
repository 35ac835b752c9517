"""How far coders agree: percent agreement, Cohen's kappa, Krippendorff's alpha, and where they do not.

A unit is a statement coded on an issue. Every measure is undefined (nan) where it cannot tell agreement from chance,
and says why; see ``docs/method.md`` for the formulas.

References
----------
Krippendorff (2011), Computing Krippendorff's Alpha-Reliability. Hayes and Krippendorff (2007), Answering the call for
a standard reliability measure for coding data. Cohen (1960), A coefficient of agreement for nominal scales.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

LEVELS = ("nominal", "ordinal", "interval")
NO_STAND = "no position"
"""How a missing position stands in the tables: a coder who saw the issue but no level has said something too."""


@dataclass(frozen=True)
class Measure:
    """A measure of agreement.

    Attributes
    ----------
    value
        nan where it is undefined.
    low, high
        Bootstrap interval over units; nan where none was asked for or none is possible.
    n_units
        Units with at least two codes.
    reason
        Why the value is nan; empty otherwise.
    """

    value: float
    low: float = float("nan")
    high: float = float("nan")
    n_units: int = 0
    reason: str = ""


def reliability_table(
    positions: pd.DataFrame, issue: str | None = None, coders: Sequence[str] | None = None
) -> pd.DataFrame:
    """Lay the codes out by unit and coder.

    Parameters
    ----------
    positions
        A ``positions`` table with the codes of several coders.
    issue
        Only this issue.
    coders
        Only these, in this order; all but ``"auto"`` when omitted.

    Returns
    -------
    pandas.DataFrame
        Index ``statement_id``, ``issue``; a column a coder; cells are levels, NaN where the coder gave none (which
        leaves the unit out of alpha and kappa; `comparison.disagreements` shows it).
    """
    chosen = positions if issue is None else positions[positions["issue"].eq(issue)]
    names = sorted(set(positions["coder"]) - {"auto"}) if coders is None else list(coders)
    # Not pivot_table: two codes of one coder for one unit must fail, not be averaged.
    wide = chosen.pivot(index=["statement_id", "issue"], columns="coder", values="position")  # noqa: PD010
    return wide.reindex(columns=names).astype("float64").dropna(how="all").sort_index()


def percent_agreement(table: pd.DataFrame) -> Measure:
    """Share of pairs of codes that are equal, over units with two codes or more."""
    pairs = _pairs(table)
    if not pairs:
        return _undefined(table, "no unit has two codes")
    return Measure(float(np.mean([a == b for a, b in pairs])), n_units=_pairable(table))


def cohen_kappa(table: pd.DataFrame) -> Measure:
    """Cohen's kappa of two coders, ``(p_o - p_e) / (1 - p_e)`` with p_e from each coder's own shares.

    Raises
    ------
    ValueError
        If the table does not have exactly two coders: kappa is not defined for more.
    """
    if table.shape[1] != 2:
        raise ValueError(f"Cohen's kappa needs two coders, the table has {list(table.columns)}")
    both = table.dropna()
    if both.empty:
        return _undefined(table, "no unit was coded by both")
    first, second = both.iloc[:, 0], both.iloc[:, 1]
    shares = first.value_counts(normalize=True), second.value_counts(normalize=True)
    expected = float(shares[0].mul(shares[1], fill_value=0).sum())
    if expected == 1:
        return _undefined(table, "both coders used one and the same level only")
    return Measure((float(first.eq(second).mean()) - expected) / (1 - expected), n_units=len(both))


def krippendorff_alpha(
    table: pd.DataFrame, level: str = "nominal", *, n_boot: int = 0, seed: int = 0, confidence: float = 0.95
) -> Measure:
    """Krippendorff's alpha, ``1 - D_o / D_e``, for any number of coders and missing codes.

    Parameters
    ----------
    table
        A row a unit, a column a coder, NaN where there is no code (`reliability_table`).
    level
        ``"nominal"``, ``"ordinal"`` or ``"interval"``: how far apart two levels are.
    n_boot, seed, confidence
        Bootstrap resamples of units for the interval (0 = no interval), their seed, and the interval's coverage.
        Resamples in which alpha is undefined are left out.

    Returns
    -------
    Measure
        nan with a reason where nothing can be paired, or where everybody used one level only (D_e = 0).

    Raises
    ------
    ValueError
        If the level is none of the three.
    """
    if level not in LEVELS:
        raise ValueError(f"unknown level of measurement {level!r}; expected one of {', '.join(LEVELS)}")
    units = [row[~np.isnan(row)] for row in table.to_numpy(dtype=float)]
    units = [unit for unit in units if len(unit) > 1]
    value = _alpha(units, level)
    if np.isnan(value):
        return _undefined(table, "everybody used one level only" if units else "no unit has two codes")
    low, high = _interval(units, lambda drawn: _alpha(drawn, level), n_boot, seed, confidence)
    return Measure(value, low, high, len(units))


def _alpha(units: list[np.ndarray], level: str) -> float:
    if not units:
        return float("nan")
    values, coded = np.unique(np.concatenate(units), return_inverse=True)
    coincidences = np.zeros((len(values), len(values)))
    start = 0
    for unit in units:
        codes = coded[start : start + len(unit)]
        start += len(unit)
        counts = np.bincount(codes, minlength=len(values)).astype(float)
        # All ordered pairs of the unit's codes, without pairing a code with itself.
        coincidences += (np.outer(counts, counts) - np.diag(counts)) / (len(unit) - 1)
    totals = coincidences.sum(axis=1)
    n = totals.sum()
    distance = _distances(values, totals, level)
    expected = (np.outer(totals, totals) * distance).sum() / (n * (n - 1))
    return float("nan") if expected == 0 else float(1 - (coincidences * distance).sum() / n / expected)


def _distances(values: np.ndarray, totals: np.ndarray, level: str) -> np.ndarray:
    """Squared distance of every two levels."""
    if level == "nominal":
        return (values[:, None] != values[None, :]).astype(float)
    if level == "interval":
        return (values[:, None] - values[None, :]) ** 2
    # Ordinal: how many codes lie between two levels, half of either's own counted.
    ranks = np.cumsum(totals) - totals / 2
    return (ranks[:, None] - ranks[None, :]) ** 2


def _interval(
    units: list, measure: Callable[[list], float], n_boot: int, seed: int, confidence: float
) -> tuple[float, float]:
    if n_boot == 0:
        return float("nan"), float("nan")
    draw = np.random.default_rng(seed)
    drawn = [measure([units[i] for i in draw.integers(len(units), size=len(units))]) for _ in range(n_boot)]
    known = [value for value in drawn if not np.isnan(value)]
    if not known:
        return float("nan"), float("nan")
    tail = (1 - confidence) / 2
    low, high = np.quantile(known, [tail, 1 - tail])
    return float(low), float(high)


def _pairs(table: pd.DataFrame) -> list[tuple[float, float]]:
    rows = table.to_numpy(dtype=float)
    return [pair for row in rows for pair in combinations(row[~np.isnan(row)], 2)]


def _pairable(table: pd.DataFrame) -> int:
    return int((table.notna().sum(axis=1) > 1).sum())


def _undefined(table: pd.DataFrame, reason: str) -> Measure:
    return Measure(float("nan"), n_units=_pairable(table), reason=reason)


def agreement(
    positions: pd.DataFrame,
    statements: pd.DataFrame,
    coders: Sequence[str] | None = None,
    *,
    n_boot: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Measure agreement for each issue, each language, and all together.

    Parameters
    ----------
    positions, statements
        The tables; languages come from ``statements``.
    coders
        Whom to compare; all people when omitted.
    n_boot, seed
        Bootstrap of alpha's intervals.

    Returns
    -------
    pandas.DataFrame
        Columns ``issue`` and ``lang`` (``"all"`` = all), ``measure``, ``value``, ``low``, ``high``, ``n_units``,
        ``reason``. Cohen's kappa is there for two coders only.
    """
    table = reliability_table(positions, coders=coders)
    langs = (
        statements.set_index("statement_id")["lang"].reindex(table.index.get_level_values("statement_id")).to_numpy()
    )
    issues = table.index.get_level_values("issue")
    groups = [("all", "all", np.ones(len(table), dtype=bool))]
    groups += [(issue, "all", issues == issue) for issue in sorted(set(issues))]
    groups += [("all", code, langs == code) for code in sorted({code for code in langs if isinstance(code, str)})]
    rows = [
        {"issue": issue, "lang": code, "measure": name, **vars(measure)}
        for issue, code, chosen in groups
        for name, measure in _measures(table[chosen], n_boot, seed)
    ]
    return pd.DataFrame(rows, columns=["issue", "lang", "measure", "value", "low", "high", "n_units", "reason"])


def _measures(table: pd.DataFrame, n_boot: int, seed: int) -> list[tuple[str, Measure]]:
    kappa = [("Cohen's kappa", cohen_kappa(table))] if table.shape[1] == 2 else []
    alphas = [(f"alpha, {level}", krippendorff_alpha(table, level, n_boot=n_boot, seed=seed)) for level in LEVELS]
    return [("percent agreement", percent_agreement(table)), *kappa, *alphas]
