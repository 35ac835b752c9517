"""The actor-statement graph as a figure: actors, issues, and every statement between them."""

import math
from collections import Counter
from collections.abc import Mapping

import matplotlib.pyplot as plt
import networkx as nx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from newsnb.figures.graph_layout import HEIGHT, WIDTH, Positions, graph_layout, spread
from newsnb.figures.marks import house_style
from newsnb.figures.networks import AGREE, DISAGREE, NEUTRAL
from newsnb.figures.node_labels import label_nodes

LINES = {  # relation: colour, line style
    "said": ("#222222", "-"),
    "about": ("#999999", "-"),
    "relayed": ("#7B3294", (0, (1, 1.2))),
    "on_behalf_of": ("#8C6D31", (0, (4, 2))),
    "reported": ("#56B4E9", (0, (4, 1, 1, 1))),
    "contains": ("#CC79A7", (0, (6, 1.5))),
}
SHAPES = ("o", "^", "s", "D", "v", "P", "X")
_CROWD = 150  # statements that fit on a page at full size
_TURN = math.pi * (3 - math.sqrt(5))  # the golden angle: no two of many points in one direction


def actor_statement_plot(
    graph: nx.MultiDiGraph,
    ax: Axes | None = None,
    *,
    relations: tuple[str, ...] = ("said", "about", "relayed"),
    labels: Mapping[str, str] | None = None,
    min_statements: int = 1,
    giant_component: bool = False,
    positions: Positions | None = None,
    max_labels: int = 100,
    title: str | None = None,
    seed: int = 0,
) -> Axes:
    """Draw the graph of `newsnb.networks.actor_statement_graph`.

    Actors are discs, sized by their statements; issues stand in boxes; a statement is a small mark between who said it
    and what it is about. Its shape tells its language, its colour the position: blue above 0, orange below, grey at 0,
    white without a position.

    Parameters
    ----------
    graph
        The graph; `shown_graph` gives what is drawn of it, `newsnb.networks.node_table` and `relation_table` as tables.
    ax
        Axes to draw on; a new figure otherwise.
    relations
        Which edges to draw: said, about, relayed, on_behalf_of, reported, contains.
    labels
        Node label to the text to print.
    min_statements
        Only actors who said at least so many (and their statements); those who only relay stay where they relay one.
    giant_component
        Only the largest connected piece.
    positions
        Places of actors, issues, outlets and articles, from `anchor_positions`: one layout for several figures.
    max_labels
        Label so many nodes, those with the most statements first.
    title, seed
        As in `network_plot`.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        For a relation that does not exist, naming those that do.
    """
    unknown = [name for name in relations if name not in LINES]
    if unknown:
        raise ValueError(f"relations={unknown}; allowed: {', '.join(LINES)}")
    chosen = shown_graph(graph, relations, min_statements, giant_component)
    anchors = positions or anchor_positions(chosen, seed)
    places = {**anchors, **_statement_places(chosen, anchors)}
    with house_style():
        ax = ax or plt.subplots(figsize=(7.2, 5.4))[1]
        ax.set_axis_off()
        ax.set(xlim=(-0.06, WIDTH + 0.06), ylim=(-0.06, HEIGHT + 0.06))
        ax.set_title(title or "")
        _note(ax, graph, chosen)
        ax.legend(handles=_handles(chosen), loc="upper left", bbox_to_anchor=(0, 0), ncols=5, columnspacing=1.2)
        _draw_relations(ax, chosen, places)
        sizes = _draw_nodes(ax, chosen, places)
        _label(ax, chosen, places, sizes, dict(labels or {}), max_labels)
    return ax


def shown_graph(
    graph: nx.MultiDiGraph,
    relations: tuple[str, ...] = ("said", "about", "relayed"),
    min_statements: int = 1,
    giant_component: bool = False,
) -> nx.MultiDiGraph:
    """Give the part of an actor-statement graph that the figure shows."""
    said = Counter(source for source, _, relation in graph.edges(keys=True) if relation == "said")
    quiet = {
        target
        for source, target, relation in graph.edges(keys=True)
        if relation == "said" and said[source] < min_statements
    }
    part = graph.edge_subgraph(
        [e for e in graph.edges(keys=True) if e[2] in relations and not quiet & {e[0], e[1]}]
    ).copy()
    if giant_component and part.size():
        largest = max(nx.weakly_connected_components(part), key=lambda piece: (len(piece), min(piece)))
        part = part.subgraph(largest).copy()
    # A subgraph forgets the order of the nodes, and drawing must not depend on chance.
    ordered = nx.MultiDiGraph()
    ordered.add_nodes_from((node, graph.nodes[node]) for node in graph if node in part)
    ordered.add_edges_from(e for e in graph.edges(keys=True, data=True) if part.has_edge(*e[:3]))
    return ordered


def anchor_positions(graph: nx.MultiDiGraph, seed: int = 0) -> Positions:
    """Place everything but the statements: who and what share statements lie close."""
    anchors = nx.Graph()
    anchors.add_nodes_from(node for node, data in graph.nodes(data=True) if data["node_type"] != "statement")
    for statement in _statements(graph):
        around = sorted(n for n in {*graph.predecessors(statement), *graph.successors(statement)} if n in anchors)
        for number, one in enumerate(around):
            for other in around[number + 1 :]:
                weight = anchors.get_edge_data(one, other, {"weight": 0})["weight"]
                anchors.add_edge(one, other, weight=weight + 1)
    return spread(graph_layout(anchors, seed), min(0.2, 0.8 / math.sqrt(max(len(anchors), 1))))


def _statements(graph: nx.MultiDiGraph) -> list[str]:
    return [node for node, data in graph.nodes(data=True) if data["node_type"] == "statement"]


def _statement_places(graph: nx.MultiDiGraph, anchors: Positions) -> Positions:
    """Put each statement between its speaker and its issues; those between the same ends wind around one point."""
    places, crowd = {}, Counter()
    for statement in _statements(graph):
        around = [n for n in [*graph.predecessors(statement), *graph.successors(statement)] if n in anchors]
        ends = tuple(sorted(set(around)))
        middle = np.mean([anchors[node] for node in ends], axis=0) if ends else np.array([WIDTH / 2, HEIGHT / 2])
        reach = 0.011 * math.sqrt(crowd[ends] + (len(ends) < 2) * 12)
        turn = _TURN * crowd[ends] - math.pi / 2  # the first goes below: labels stand above their nodes
        crowd[ends] += 1
        places[statement] = (float(middle[0] + reach * math.cos(turn)), float(middle[1] + reach * math.sin(turn)))
    return places


def _draw_relations(ax: Axes, graph: nx.MultiDiGraph, places: Positions) -> None:
    for source, target, relation in graph.edges(keys=True):
        colour, line = LINES[relation]
        (x0, y0), (x1, y1) = places[source], places[target]
        width = 1.1 if relation in ("relayed", "on_behalf_of") else 0.6
        ax.plot([x0, x1], [y0, y1], color=colour, linestyle=line, linewidth=width, alpha=0.45, zorder=2, gid=relation)


def _draw_nodes(ax: Axes, graph: nx.MultiDiGraph, places: Positions) -> dict[str, float]:
    """Draw all nodes but issues, whose boxes the labels bring; return all diameters in points."""
    said = Counter(source for source, _, relation in graph.edges(keys=True) if relation == "said")
    most, small = max(said.values(), default=1), _is_crowded(graph)
    shapes, sizes = _shapes(graph), {}
    for node, data in graph.nodes(data=True):
        kind = data["node_type"]
        sizes[node] = {"statement": 2.6 if small else 4.2}.get(kind, 5 + 9 * math.sqrt(said[node] / most))
        shape = shapes[data["lang"]] if kind == "statement" else "h" if kind in ("outlet", "article") else "o"
        face = _position_colour(graph, node) if kind == "statement" else "#56B4E9" if kind == "actor" else "#DDDDDD"
        if kind != "issue":
            edge = {"color": face, "markeredgecolor": "#222222", "markeredgewidth": 0.4 if kind == "statement" else 0.8}
            ax.plot(*places[node], shape, markersize=sizes[node], zorder=3 if kind == "statement" else 5, **edge)
    return sizes


def _label(ax: Axes, graph, places, sizes, labels, max_labels) -> None:
    """Label all but the statements, whose marks the labels leave free where they can."""
    nodes = [node for node, data in graph.nodes(data=True) if data["node_type"] != "statement"]
    text = {node: labels.get(graph.nodes[node]["label"], graph.nodes[node]["label"]) for node in nodes}
    issues = frozenset(node for node in nodes if graph.nodes[node]["node_type"] == "issue")
    order = sorted(nodes, key=lambda node: (node not in issues, -graph.degree(node), node))
    size = 8 if len(nodes) <= 25 else 6.5 if len(nodes) <= 60 else 5.5
    # Among very many statements a label would find no free place near its node: then it lies over some.
    drawn = {node: places[node] for node in (nodes if _is_crowded(graph) else graph)}
    label_nodes(ax, drawn, text, sizes, order=order[:max_labels], fontsize=size, boxed=issues)


def _is_crowded(graph: nx.MultiDiGraph) -> bool:
    return len(_statements(graph)) > _CROWD


def _position_colour(graph: nx.MultiDiGraph, statement: str) -> str:
    """Colour by the mean position over the issues of the statement."""
    held = [data["position"] for _, _, data in graph.out_edges(statement, data=True) if "position" in data]
    mean = sum(held) / len(held) if held else None
    return "#FFFFFF" if mean is None else AGREE if mean > 0 else DISAGREE if mean < 0 else NEUTRAL


def _shapes(graph: nx.MultiDiGraph) -> dict[str, str]:
    languages = sorted({graph.nodes[node]["lang"] for node in _statements(graph)})
    return {lang: SHAPES[number % len(SHAPES)] for number, lang in enumerate(languages)}


def _handles(graph: nx.MultiDiGraph) -> list[Line2D]:
    used = {relation for _, _, relation in graph.edges(keys=True)}
    lines = [
        Line2D([], [], color=colour, linestyle=line, label=relation.replace("_", " "))
        for relation, (colour, line) in LINES.items()
        if relation in used
    ]
    plain = {"linestyle": "none", "markeredgecolor": "#222222", "markersize": 5}
    marks = [
        Line2D([], [], marker=shape, color="#BBBBBB", label=lang, **plain) for lang, shape in _shapes(graph).items()
    ]
    found = {_position_colour(graph, statement) for statement in _statements(graph)}
    names = {AGREE: "position above 0", NEUTRAL: "at 0", DISAGREE: "below 0", "#FFFFFF": "no position"}
    return (
        lines
        + marks
        + [
            Line2D([], [], marker="o", color=colour, label=name, **plain)
            for colour, name in names.items()
            if colour in found
        ]
    )


def _note(ax: Axes, graph: nx.MultiDiGraph, chosen: nx.MultiDiGraph) -> None:
    some, every = len(_statements(chosen)), len(_statements(graph))
    text = f"n = {every} statements" if some == every else f"{some} of {every} statements shown"
    ax.set_title(text, loc="right", fontsize=7, color="#555555")
