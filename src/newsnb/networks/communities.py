"""Groups in a network, and how far the answer depends on chance.

Louvain's method (Blondel et al. 2008) climbs to a high modularity from a random order of nodes, and different orders
end on different hills. So it is run with many seeds; the best run is reported, and for every node how often the others
of its group were with it.
"""

import networkx as nx
import numpy as np
import pandas as pd

from newsnb.networks.measures import without_negatives
from newsnb.networks.views import to_networkx


def communities(network: pd.DataFrame, seeds: int = 50, resolution: float = 1.0) -> pd.DataFrame:
    """Find groups of nodes tied more closely to each other than to the rest.

    Parameters
    ----------
    network
        A network of this package; negative ties are set to zero.
    seeds
        Runs, with the seeds 0, 1, 2, ...
    resolution
        Above 1: more and smaller groups.

    Returns
    -------
    pandas.DataFrame
        Index ``node``. ``community``: number of its group in the run with the highest modularity, the largest group
        first. ``stability``: over all runs, the mean share of runs in which another of its group is with it (1: always
        together; missing for a node alone). In ``.attrs``: ``modularity`` of that run, ``n_communities`` of every run,
        and ``agreement``, the mean adjusted Rand index of every run with it (1: the same groups every time).

    Raises
    ------
    ValueError
        If ``seeds`` is below 1.
    """
    if seeds < 1:
        raise ValueError(f"seeds={seeds!r}; allowed: whole numbers from 1")
    graph = to_networkx(without_negatives(network))
    nodes = list(graph)
    runs = [_run(graph, nodes, resolution, seed) for seed in range(seeds)]
    scores = [_modularity(graph, nodes, run, resolution) for run in runs]
    best = int(np.argmax(np.round(scores, 12)))
    found = _by_size(runs[best])
    together = np.mean([run[:, None] == run[None, :] for run in runs], axis=0)
    table = pd.DataFrame({"community": found, "stability": _stability(found, together)}, index=nodes)
    table.index.name = "node"
    table.attrs = {
        "modularity": float(scores[best]),
        "n_communities": [len(np.unique(run)) for run in runs],
        "agreement": float(np.mean([adjusted_rand(runs[best], run) for run in runs])),
        "seeds": seeds,
        "resolution": resolution,
    }
    return table


def adjusted_rand(one: np.ndarray, other: np.ndarray) -> float:
    """Compare two groupings: 1 the same, about 0 no more alike than by chance (Hubert and Arabie 1985)."""
    crossed = pd.crosstab(np.asarray(one), np.asarray(other)).to_numpy()
    pairs = _pairs(crossed).sum()
    rows, columns = _pairs(crossed.sum(axis=1)).sum(), _pairs(crossed.sum(axis=0)).sum()
    chance = rows * columns / max(_pairs(crossed.sum()), 1)
    most = (rows + columns) / 2
    return 1.0 if most == chance else float((pairs - chance) / (most - chance))


def _run(graph: nx.Graph, nodes: list, resolution: float, seed: int) -> np.ndarray:
    if not graph.size():
        return np.arange(len(nodes))
    groups = nx.community.louvain_communities(graph, weight="weight", resolution=resolution, seed=seed)
    number = {node: group for group, members in enumerate(groups) for node in members}
    return np.array([number[node] for node in nodes])


def _modularity(graph: nx.Graph, nodes: list, run: np.ndarray, resolution: float) -> float:
    if not graph.size():
        return 0.0
    groups = [{node for node, group in zip(nodes, run, strict=True) if group == number} for number in np.unique(run)]
    return nx.community.modularity(graph, groups, weight="weight", resolution=resolution)


def _by_size(run: np.ndarray) -> np.ndarray:
    """Number groups from the largest; among equals, from the one whose first node comes first."""
    first = {number: int(np.argmax(run == number)) for number in np.unique(run)}
    order = sorted(first, key=lambda number: (-int((run == number).sum()), first[number]))
    return np.array([order.index(number) + 1 for number in run], dtype=int)


def _stability(groups: np.ndarray, together: np.ndarray) -> np.ndarray:
    fellows = (groups[:, None] == groups[None, :]) & ~np.eye(len(groups), dtype=bool)
    number = fellows.sum(axis=1)
    return np.divide((together * fellows).sum(axis=1), number, out=np.full(len(groups), np.nan), where=number > 0)


def _pairs(n) -> np.ndarray:
    return np.asarray(n) * (np.asarray(n) - 1) / 2
