"""Where the nodes of a network go: the same graph always in the same place.

Every component is laid out on its own and the components are packed side by side, so that pieces without ties between
them do not drift apart or over each other.
"""

import math
from collections.abc import Mapping

import networkx as nx
import numpy as np

WIDTH, HEIGHT = 1.6, 1.0  # of the drawing area, in its own units
_MOST_FOR_STRESS = 150  # nodes up to which distances in the graph are matched (cubic in time); beyond, springs

Positions = dict[str, tuple[float, float]]


def graph_layout(graph: nx.Graph, seed: int = 0) -> Positions:
    """Place the nodes of a graph in an area of 1.6 by 1.

    Parameters
    ----------
    graph
        Undirected; edge attribute ``weight`` pulls.
    seed
        Start of the spring layout that large components get.

    Returns
    -------
    dict
        Node to ``(x, y)``. Use it again to draw other networks of the same nodes in the same places.
    """
    pieces = sorted(nx.connected_components(graph), key=lambda piece: (-len(piece), min(map(str, piece))))
    tied = [piece for piece in pieces if len(piece) > 1]
    alone = sorted((node for piece in pieces if len(piece) == 1 for node in piece), key=str)
    foot = 0.12 * math.ceil(len(alone) / 12) if tied and alone else 0.0
    placed = _pack([_component(graph.subgraph(sorted(piece, key=str)), seed) for piece in tied], min(foot, 0.4))
    return placed | _row(alone, min(foot, 0.4) or HEIGHT)


def spread(positions: Mapping[str, tuple[float, float]], apart: float, rounds: int = 60) -> Positions:
    """Push nodes that lie closer than ``apart`` away from each other, within the drawing area."""
    names = list(positions)
    points = np.array([positions[name] for name in names], dtype=float).reshape(-1, 2)
    # Nodes on one spot need some direction to go: a fixed spiral gives each its own.
    turn = np.arange(len(names)) * 2.399963
    points = points + 1e-4 * np.column_stack([np.cos(turn), np.sin(turn)])
    for _ in range(rounds):
        between = points[:, None, :] - points[None, :, :]
        distance = np.hypot(between[..., 0], between[..., 1])
        np.fill_diagonal(distance, np.inf)
        push = np.clip(apart - distance, 0, None) / (2 * distance)
        if not push.any():
            break
        points = points + (between * push[..., None]).sum(axis=1) * 0.5
        points = np.clip(points, [0, 0], [WIDTH, HEIGHT])
    return {name: (float(x), float(y)) for name, (x, y) in zip(names, points, strict=True)}


def _component(piece: nx.Graph, seed: int) -> Positions:
    """Lay out one component, centred on zero, in a circle whose area grows with its nodes."""
    if len(piece) <= _MOST_FOR_STRESS:
        found = nx.kamada_kawai_layout(piece, weight=None)
    else:
        found = nx.spring_layout(piece, seed=seed, iterations=80, k=3 / math.sqrt(len(piece)))
    points = np.array([found[node] for node in piece])
    points = points - (points.max(axis=0) + points.min(axis=0)) / 2
    points = points / max(np.abs(points).max(), 1e-9) * math.sqrt(len(piece))
    return {node: (float(x), float(y)) for node, (x, y) in zip(piece, points, strict=True)}


def _pack(pieces: list[Positions], foot: float) -> Positions:
    """Set components on shelves from the left, largest first, and scale all of them into the area above the foot."""
    if not pieces:
        return {}
    radius = [math.sqrt(len(piece)) + 0.6 for piece in pieces]
    width = max(2 * radius[0], math.sqrt(sum((2 * r) ** 2 for r in radius) * WIDTH / HEIGHT) * 1.05)
    placed, x, y, tallest = {}, 0.0, 0.0, 0.0
    for piece, r in zip(pieces, radius, strict=True):
        if x > 0 and x + 2 * r > width * 1.001:
            x, y, tallest = 0.0, y + tallest, 0.0
        placed |= {node: (px + x + r, py + y + r) for node, (px, py) in piece.items()}
        x, tallest = x + 2 * r, max(tallest, 2 * r)
    return _fill(placed, foot)


def _fill(placed: Positions, foot: float) -> Positions:
    points = np.array(list(placed.values()))
    low, high = points.min(axis=0), points.max(axis=0)
    area = np.array([WIDTH, HEIGHT - foot])
    scaled = (points - low) / np.maximum(high - low, 1e-9) * area + [0, foot]
    return {node: (float(x), float(y)) for node, (x, y) in zip(placed, scaled, strict=True)}


def _row(alone: list[str], height: float) -> Positions:
    """Set nodes without ties in rows along the foot of the drawing."""
    rows = max(math.ceil(len(alone) / 12), 1)
    across = math.ceil(len(alone) / rows) if alone else 1
    return {
        node: (WIDTH * (number % across + 0.5) / across, height * (number // across + 0.5) / rows * 0.7)
        for number, node in enumerate(alone)
    }
