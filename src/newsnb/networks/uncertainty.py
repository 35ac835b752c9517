"""How sure a network is: what its ties and its central actors would be had other documents been collected.

Statements of one document are not independent, so documents are drawn, not statements: as many as there are, with
replacement, many times over. An interval holds the middle part of what the draws gave. It says how much hangs on the
choice of documents, not whether a document was read right.
"""

from collections import defaultdict

import numpy as np
import pandas as pd

from newsnb.networks.drawing import Recipe
from newsnb.networks.formulas import count
from newsnb.networks.measures import centralities
from newsnb.networks.projections import labelled
from newsnb.networks.selection import Selected

FEW_DOCUMENTS = 6
FEW_STATEMENTS = 3


def bootstrap_edges(
    events: pd.DataFrame,
    network: str = "congruence",
    *,
    draws: int = 1000,
    level: float = 0.95,
    seed: int = 0,
    qualifier_aggregation: str | None = None,
    normalization: str = "no",
    **selection,
) -> pd.DataFrame:
    """Give every tie of a network an interval, by drawing documents.

    Parameters
    ----------
    events, network, qualifier_aggregation, normalization, **selection
        As in `networks_over_time`.
    draws
        How often documents are drawn.
    level
        Share of the draws that the interval holds.
    seed
        Start of the random numbers; the same seed gives the same intervals.

    Returns
    -------
    pandas.DataFrame
        One row for each pair tied in the corpus, strongest first: ``row``, ``column``, ``value``, ``low``, ``high``,
        ``present`` (share of the draws in which the tie is there at all), ``n_statements`` and ``n_documents`` it
        stands on, repetitions included (one-mode: what the two say on what both speak about), and ``warning``: empty,
        or why to be careful.

    Raises
    ------
    ValueError
        For a setting that does not exist; draws below 1; a level outside 0 to 1.
    """
    _check(draws, level)
    recipe = Recipe.of(events, network, qualifier_aggregation, normalization, selection)
    point = recipe.matrix()
    rows, columns = np.nonzero(np.triu(point, 1) if recipe.mode == "onemode" else point)
    drawn = np.array([matrix[rows, columns] for matrix in recipe.draws(draws, seed)])
    corpus = recipe.corpus
    others = corpus.rows if recipe.mode == "onemode" else corpus.columns
    ends = pd.DataFrame({"row": [corpus.rows[i] for i in rows], "column": [others[j] for j in columns]}, dtype=object)
    table = pd.concat([ends, _intervals(point[rows, columns], drawn, level), _support(rows, columns, recipe)], axis=1)
    order = table.assign(size=-table["value"].abs()).sort_values(["size", "row", "column"], kind="stable").index
    table = table.loc[order].reset_index(drop=True)
    table.attrs = {"network": network, "draws": draws, "level": level, "seed": seed}
    return table


def bootstrap_centralities(
    events: pd.DataFrame,
    network: str = "congruence",
    *,
    measure: str = "strength",
    draws: int = 200,
    level: float = 0.95,
    seed: int = 0,
    qualifier_aggregation: str | None = None,
    normalization: str = "no",
    **selection,
) -> pd.DataFrame:
    """Give every node's centrality an interval, by drawing documents.

    Parameters
    ----------
    measure
        One of `newsnb.networks.measures.CENTRALITIES`. Betweenness and closeness take a while for hundreds of nodes.
    events, network, draws, level, seed, qualifier_aggregation, normalization, **selection
        As in `bootstrap_edges`.

    Returns
    -------
    pandas.DataFrame
        Index ``node``, most central first: ``value``, ``low``, ``high``, ``present`` (share of the draws with a value
        above 0), ``first`` (share of the draws in which nobody is more central), ``n_statements``, ``n_documents`` and
        ``warning``.

    Raises
    ------
    ValueError
        As `bootstrap_edges`; for a measure that does not exist.
    """
    _check(draws, level)
    recipe = Recipe.of(events, network, qualifier_aggregation, normalization, selection)
    values = _central(recipe.matrix(), recipe, measure)
    drawn = np.array([_central(matrix, recipe, measure).to_numpy() for matrix in recipe.draws(draws, seed)])
    table = _intervals(values.to_numpy(), drawn, level)
    table["first"] = _is_first(drawn).mean(axis=0)
    table = pd.concat([table, _spoken(recipe.pool, recipe.mode)], axis=1).set_index(values.index)
    table = table.sort_values("value", ascending=False, kind="stable")
    table.attrs = {"network": network, "measure": measure, "draws": draws, "level": level, "seed": seed}
    return table


def careful(n_statements: int, n_documents: int) -> str:
    """Say in plain words where a number stands on too little; nothing where it does not."""
    if n_documents < 2:
        return "one document: no interval can be given"
    if n_statements < FEW_STATEMENTS:
        return f"stands on {n_statements} statement{'s' * (n_statements > 1)}"
    if n_documents < FEW_DOCUMENTS:
        return f"only {n_documents} documents: the interval is rough"
    return ""


def _check(draws: int, level: float) -> None:
    if draws < 1:
        raise ValueError(f"draws={draws!r}; allowed: whole numbers from 1")
    if not 0 < level < 1:
        raise ValueError(f"level={level!r}; allowed: between 0 and 1, for example 0.95")


def _central(matrix: np.ndarray, recipe: Recipe, measure: str) -> pd.Series:
    network = labelled(matrix, recipe.corpus, recipe.mode, recipe.aggregation, recipe.normalization)
    return centralities(network, (measure,))[measure].astype(float)


def _is_first(drawn: np.ndarray) -> np.ndarray:
    """Tell for each draw who is most central; nobody is in a draw without ties."""
    return (drawn > 0) & (drawn == drawn.max(axis=1, keepdims=True, initial=0.0))


def _intervals(values: np.ndarray, drawn: np.ndarray, level: float) -> pd.DataFrame:
    if not len(values):
        return pd.DataFrame(columns=["value", "low", "high", "present"], dtype=float)
    tail = (1 - level) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail], axis=0)
    return pd.DataFrame({"value": values, "low": low, "high": high, "present": (drawn != 0).mean(axis=0)})


def _support(rows: np.ndarray, columns: np.ndarray, recipe: Recipe) -> pd.DataFrame:
    """Count the statements and documents that each tie stands on."""
    cells = _cells(recipe.pool)
    spoken = [set() for _ in recipe.pool.rows]
    for i, j in cells:
        spoken[i].add(j)
    found = []
    for i, j in zip(rows.tolist(), columns.tolist(), strict=True):
        shared = sorted(spoken[i] & spoken[j]) if recipe.mode == "onemode" else []
        behind = (
            [cells[end, issue] for issue in shared for end in (i, j)] if recipe.mode == "onemode" else [cells[i, j]]
        )
        found.append((sum(map(len, behind)), len(set().union(*behind))))
    return _counted(found)


def _cells(corpus: Selected) -> dict[tuple[int, int], list]:
    """List the document of every statement, by cell of the two-mode matrix."""
    counts, cells = count(corpus), defaultdict(list)
    documents = corpus.statements[corpus.selection.document]
    for i, j, document in zip(counts.row.tolist(), counts.column.tolist(), documents, strict=True):
        cells[i, j].append(document)
    return dict(cells)


def _spoken(corpus: Selected, mode: str) -> pd.DataFrame:
    """Count the statements and documents of each node."""
    chosen, found = corpus.selection, []
    sides = [(chosen.variable1, corpus.rows)] + [(chosen.variable2, corpus.columns)] * (mode == "affiliation")
    for variable, labels in sides:
        groups = corpus.statements.groupby(variable)[chosen.document].agg(["size", "nunique"])
        found += groups.reindex(labels, fill_value=0).itertuples(index=False, name=None)
    return _counted(found)


def _counted(found: list[tuple[int, int]]) -> pd.DataFrame:
    table = pd.DataFrame(found, columns=["n_statements", "n_documents"], dtype="int64")
    warnings = [careful(n, documents) for n, documents in found]
    return table.assign(warning=pd.Series(warnings, dtype=object))
