"""A network seen in other ways: as a networkx graph, as a list of its edges."""

import networkx as nx
import numpy as np
import pandas as pd


def is_onemode(network: pd.DataFrame) -> bool:
    """Tell a one-mode from a two-mode network."""
    return (
        network.attrs.get("kind", "onemode" if network.index.equals(network.columns) else "affiliation")
        != "affiliation"
    )


def to_networkx(network: pd.DataFrame, threshold: float = 0.0) -> nx.Graph:
    """Make a networkx graph; cells whose absolute value is not above ``threshold`` give no edge.

    Nodes carry ``label`` and ``node_type`` (the variable); in a two-mode network they are named ``variable:label``,
    since an actor and an issue may share a name, and carry ``bipartite`` 0 or 1. Edges carry ``weight`` and ``sign``.
    """
    graph = nx.Graph()
    first, second = str(network.index.name or "row"), str(network.columns.name or "column")
    one = is_onemode(network)
    names = [str(label) if one else f"{first}:{label}" for label in network.index]
    others = names if one else [f"{second}:{label}" for label in network.columns]
    for number, (ids, labels, kind) in enumerate([(names, network.index, first), (others, network.columns, second)]):
        if one and number:
            break
        extra = {} if one else {"bipartite": number}
        graph.add_nodes_from(
            (i, {"label": str(name), "node_type": kind, **extra}) for i, name in zip(ids, labels, strict=True)
        )
    values = np.triu(network.to_numpy(dtype=float), 1) if one else network.to_numpy(dtype=float)
    for i, j in zip(*np.nonzero(np.abs(values) > threshold), strict=True):
        weight = float(values[i, j])
        graph.add_edge(names[i], others[j], weight=weight, sign="positive" if weight > 0 else "negative")
    return graph


def edge_table(network: pd.DataFrame, threshold: float = 0.0) -> pd.DataFrame:
    """List the cells above a threshold, strongest first. Columns: ``row``, ``column``, ``value``."""
    values = network.to_numpy(dtype=float)
    values = np.triu(values, 1) if is_onemode(network) else values
    i, j = np.nonzero(np.abs(values) > threshold)
    table = pd.DataFrame({"row": network.index[i], "column": network.columns[j], "value": values[i, j]})
    order = table.assign(size=-table["value"].abs()).sort_values(["size", "row", "column"], kind="stable")
    return order.drop(columns="size").reset_index(drop=True)
