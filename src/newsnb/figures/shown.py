"""What a figure shows of a network: the strongest ties, what each means, and what was left out."""

import math
from dataclasses import dataclass

import networkx as nx
import numpy as np
import pandas as pd

from newsnb.networks.views import edge_table, is_onemode, to_networkx

_TIES_PER_NODE = 2
_FEW_NODES = 25
MOST_NODES = 300
"""Nodes a figure can hold; laying out thousands takes minutes, and nobody can read them."""


@dataclass(frozen=True)
class Shown:
    """What a figure shows of a network: the graph left after thresholds, and a line saying what was left out."""

    graph: nx.Graph
    ties: pd.DataFrame
    note: str


def shown_ties(
    network: pd.DataFrame,
    *,
    threshold: float = 0.0,
    max_ties: int | None = None,
    giant_component: bool = False,
    isolates: bool = False,
    max_nodes: int = MOST_NODES,
) -> Shown:
    """Choose what to draw of a network.

    Parameters
    ----------
    network
        A network of `newsnb.networks`.
    threshold
        Only ties whose absolute value is above it.
    max_ties
        About so many: the strongest overall, and for every node its own strongest, so that no one drops out for having
        weak ties only. ``None``: two for each node, which is what a page can hold; all of them up to 25 nodes.
    giant_component
        Only the largest connected piece.
    isolates
        Also nodes without a tie, unless ``max_nodes`` leaves some out.
    max_nodes
        Of more nodes, those whose ties sum up to most.

    Returns
    -------
    Shown
        ``ties``: columns ``row``, ``column``, ``value``, ``role``; ``graph`` to draw; ``note`` for the caption, empty
        when everything is shown.
    """
    every = edge_table(network)
    size = sum(network.shape[: 2 - is_onemode(network)])
    most = (len(every) if size <= _FEW_NODES else _TIES_PER_NODE * size) if max_ties is None else max_ties
    near = every if size <= max_nodes else _among(_busiest(network, max_nodes), every)
    ties = _strongest(near[near["value"].abs() > threshold], most, is_onemode(network))
    ties["role"] = roles(ties["value"], network)
    first, second = _names(network)
    graph = to_networkx(network, threshold=math.inf)  # the nodes; the ties follow
    for tie in ties.itertuples():
        graph.add_edge(first(tie.row), second(tie.column), weight=float(tie.value), role=tie.role)
    nodes = len(graph)
    if size > max_nodes:
        isolates = False  # or the nodes left out would come back without their ties
    if giant_component and graph.size():
        graph = graph.subgraph(max(nx.connected_components(graph), key=lambda c: (len(c), min(c)))).copy()
    if not isolates:
        graph.remove_nodes_from(list(nx.isolates(graph)))
    inside = np.array(
        [first(tie.row) in graph and second(tie.column) in graph for tie in ties.itertuples()], dtype=bool
    )
    ties = ties[inside].reset_index(drop=True)
    return Shown(graph, ties, _note(len(ties), len(every), len(graph), nodes))


def roles(values: pd.Series, network: pd.DataFrame) -> list[str]:
    """Say what each tie means, from how the network was made."""
    aggregation = network.attrs.get("qualifier_aggregation", "ignore")
    if aggregation == "combine":
        boolean = network.attrs.get("qualifier_type") == "boolean"
        return [
            {1: "agreement", 2: "disagreement", 3: "both"}[int(value)] if boolean else "statements" for value in values
        ]
    if aggregation == "subtract":
        return ["agreement" if value > 0 else "disagreement" for value in values]
    return [{"congruence": "agreement", "conflict": "disagreement"}.get(aggregation, "statements")] * len(values)


def _busiest(network: pd.DataFrame, most: int) -> tuple[set, set]:
    """Choose the row and column labels with the largest sums of ties, ``most`` together."""
    size = network.abs()
    if is_onemode(network):
        chosen = set(_largest(size.sum(axis=1)).index[:most])
        return chosen, chosen
    sums = pd.concat([size.sum(axis=1), size.sum(axis=0)], keys=("row", "column"))
    chosen = _largest(sums).index[:most]
    return tuple({label for kind, label in chosen if kind == wanted} for wanted in ("row", "column"))


def _largest(sums: pd.Series) -> pd.Series:
    return sums.sort_index(key=lambda labels: labels.map(str)).sort_values(ascending=False, kind="stable")


def _among(labels: tuple[set, set], ties: pd.DataFrame) -> pd.DataFrame:
    rows, columns = labels
    return ties[ties["row"].isin(rows) & ties["column"].isin(columns)]


def _strongest(ties: pd.DataFrame, most: int, one_mode: bool) -> pd.DataFrame:
    """Keep the first ``most`` ties and the first of every node; the frame is in order of strength."""
    kept, seen = [], set()
    for number, (row, column) in enumerate(zip(ties["row"], ties["column"], strict=True)):
        ends = {("row", row), ("row" if one_mode else "column", column)}
        if number < most or not ends <= seen:
            kept.append(number)
        seen |= ends
    return ties.iloc[kept].reset_index(drop=True)


def _names(network: pd.DataFrame):
    """Give the functions from a row or column label to the node's name in the graph."""
    if is_onemode(network):
        return str, str
    rows, columns = network.index.name or "row", network.columns.name or "column"
    return (lambda label: f"{rows}:{label}"), (lambda label: f"{columns}:{label}")


def _note(ties: int, every: int, nodes: int, all_nodes: int) -> str:
    parts = [
        f"{some} of {all_} {name}"
        for some, all_, name in ((ties, every, "ties"), (nodes, all_nodes, "nodes"))
        if some < all_
    ]
    return f"shown: {', '.join(parts)}" if parts else ""
