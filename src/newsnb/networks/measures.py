"""Who stands where in a network: centralities, each a column of one table.

Weights count. Negative ties (a subtract network) are set to zero first, as DNA does before it looks for groups: none of
these measures is defined on them.
"""

import networkx as nx
import numpy as np
import pandas as pd

from newsnb.networks.selection import check
from newsnb.networks.views import to_networkx

CENTRALITIES = ("degree", "strength", "eigenvector", "betweenness", "closeness")


def centralities(network: pd.DataFrame, measures: tuple[str, ...] = CENTRALITIES) -> pd.DataFrame:
    """Compute centralities of a one-mode or two-mode network.

    Parameters
    ----------
    network
        A network of this package.
    measures
        ``degree``: to how many others a node is tied. ``strength``: the sum of its weights. ``eigenvector``: its share
        in the leading eigenvector of the weights, scaled to a largest value of 1 (tied to the well tied).
        ``betweenness``: share of the shortest paths between others that pass through it, a path being as long as the
        sum of ``1 / weight`` (Opsahl et al. 2010 with alpha 1). ``closeness``: as many others as it reaches, over the
        length of the paths to them, times the share it reaches (Wasserman and Faust 1994).

    Returns
    -------
    pandas.DataFrame
        Index ``node``, in the order of the network (rows, then columns), ``node_type``, then the measures. A node
        without ties has 0 everywhere.

    Raises
    ------
    ValueError
        For a measure that does not exist, naming those that do.
    """
    for measure in measures:
        check("measure", measure, CENTRALITIES)
    graph = to_networkx(without_negatives(network))
    nodes = list(graph)
    table = pd.DataFrame({"node_type": [graph.nodes[node]["node_type"] for node in nodes]}, index=nodes)
    table.index.name = "node"
    for measure in measures:
        values = _MEASURES[measure](graph)
        table[measure] = [values[node] for node in nodes]
    table.attrs = dict(network.attrs)
    return table


def without_negatives(network: pd.DataFrame) -> pd.DataFrame:
    """Set negative cells to zero; the settings stay."""
    positive = network.clip(lower=0)
    positive.attrs = dict(network.attrs)
    return positive


def leading_eigenvector(weights: np.ndarray) -> np.ndarray:
    """Give the leading eigenvector of a symmetric matrix without negatives, largest entry 1; zeros without ties.

    In a network of several pieces it lives on the piece with the largest eigenvalue.
    """
    if not weights.any():
        return np.zeros(len(weights))
    vector = np.abs(np.linalg.eigh(weights)[1][:, -1])
    scaled = vector / vector.max()
    return np.where(scaled < 1e-12, 0.0, scaled)


def _degree(graph: nx.Graph) -> dict:
    return {node: int(degree) for node, degree in graph.degree()}


def _strength(graph: nx.Graph) -> dict:
    return {node: float(strength) for node, strength in graph.degree(weight="weight")}


def _eigenvector(graph: nx.Graph) -> dict:
    if not len(graph):
        return {}
    return dict(zip(graph, leading_eigenvector(nx.to_numpy_array(graph)).tolist(), strict=True))


def _betweenness(graph: nx.Graph) -> dict:
    return nx.betweenness_centrality(_with_lengths(graph), weight="length")


def _closeness(graph: nx.Graph) -> dict:
    return {
        node: float(value) for node, value in nx.closeness_centrality(_with_lengths(graph), distance="length").items()
    }


def _with_lengths(graph: nx.Graph) -> nx.Graph:
    longer = graph.copy()
    for _, _, data in longer.edges(data=True):
        data["length"] = 1.0 / data["weight"]
    return longer


_MEASURES = {
    "degree": _degree,
    "strength": _strength,
    "eigenvector": _eigenvector,
    "betweenness": _betweenness,
    "closeness": _closeness,
}
