"""Figures of networks. Each takes a network, draws on an ``Axes`` and returns it; `shown_ties` gives the table behind.

Roles keep the meaning they have in Discourse Network Analyzer, in colours that everyone can tell apart, and each with a
line of its own: agreement solid blue, disagreement dashed orange, both dotted purple, mere co-occurrence solid grey.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import matplotlib.pyplot as plt
import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from newsnb.figures.graph_layout import HEIGHT, WIDTH, Positions, graph_layout, spread
from newsnb.figures.marks import house_style
from newsnb.figures.node_labels import day_in_any_script, label_nodes
from newsnb.figures.shown import Shown, shown_ties
from newsnb.networks.views import is_onemode

AGREE, DISAGREE, BOTH, NEUTRAL = "#0072B2", "#D55E00", "#7B3294", "#777777"
LINES = {
    "agreement": (AGREE, "-"),
    "disagreement": (DISAGREE, (0, (4, 2))),
    "both": (BOTH, (0, (1, 1.2))),
    "statements": (NEUTRAL, "-"),
}
GROUP_COLOURS = ("#56B4E9", "#E69F00", "#009E73", "#CC79A7", "#F0E442", "#0072B2", "#D55E00", "#999999")


@dataclass(frozen=True)
class Look:
    """What labels, colours and sizes stand for, the same in all panels of a figure."""

    labels: dict[str, str]
    groups: dict[str, str]
    colours: dict[str, str]
    strongest_tie: float
    strongest_node: float


def network_plot(
    network: pd.DataFrame,
    ax: Axes | None = None,
    *,
    labels: Mapping[str, str] | None = None,
    groups: Mapping[str, str] | None = None,
    positions: Positions | None = None,
    max_labels: int = 100,
    title: str | None = None,
    seed: int = 0,
    **shown,
) -> Axes:
    """Draw a one-mode or two-mode network.

    Parameters
    ----------
    network
        A network of `newsnb.networks`; its settings say what the ties mean. Width of a line: strength of the tie.
        Actors are discs, sized by the sum of their ties; the second class of a two-mode network stands in boxes.
    ax
        Axes to draw on; a new figure otherwise.
    labels
        Node label to the text to print, in any script; the label itself where it is missing.
    groups
        Node label to group; groups are coloured and listed.
    positions
        Places from `network_positions`, to keep one layout over several figures.
    max_labels
        Label so many nodes, those with the strongest ties first.
    title
        Above the figure.
    seed
        Of the layout.
    **shown
        ``threshold``, ``max_ties``, ``giant_component``, ``isolates``, ``max_nodes``: see `shown_ties`.

    Returns
    -------
    matplotlib.axes.Axes
    """
    with house_style():
        ax = _blank(ax)
        chosen = shown_ties(network, **shown)
        places = positions or network_positions(network, seed=seed, **shown)
        look = _look([chosen], labels, groups)
        ax.set_title(title or "")
        _caption(ax, chosen.note)
        handles = _legend([chosen], look)
        if handles:
            ax.legend(handles=handles, loc="upper left", bbox_to_anchor=(0, 0), ncols=5)
        _draw(ax, chosen, places, look, max_labels)
    return ax


def affiliation_plot(network: pd.DataFrame, ax: Axes | None = None, **settings) -> Axes:
    """Draw who speaks about what (`network_plot` for a two-mode network).

    Raises
    ------
    ValueError
        If the network is one-mode.
    """
    if is_onemode(network):
        raise ValueError("affiliation_plot needs a two-mode network (affiliation_network); use network_plot")
    return network_plot(network, ax, **settings)


def network_positions(network: pd.DataFrame, seed: int = 0, **shown) -> Positions:
    """Place all nodes that a figure of this network shows; for use in several figures."""
    return _places(shown_ties(network, **shown).graph, seed)


def _places(graph: nx.Graph, seed: int) -> Positions:
    if not len(graph):
        return {}
    return spread(graph_layout(graph, seed), min(0.16, 0.75 / math.sqrt(len(graph))))


def time_slices_plot(
    networks: Mapping[str, pd.DataFrame] | Iterable[pd.DataFrame],
    *,
    columns: int = 3,
    labels: Mapping[str, str] | None = None,
    groups: Mapping[str, str] | None = None,
    max_labels: int = 15,
    seed: int = 0,
    **shown,
) -> np.ndarray:
    """Draw a network for each period, every node in the same place in all panels.

    Parameters
    ----------
    networks
        Title to network (`networks_by_period`), or networks with a window (`networks_over_time`).
    columns
        Panels beside each other.
    labels, groups, max_labels, seed, **shown
        As in `network_plot`.

    Returns
    -------
    numpy.ndarray
        The axes, one for each network, in order.

    Raises
    ------
    ValueError
        If there is no network to draw.
    """
    slices = networks if isinstance(networks, Mapping) else {_span(network): network for network in networks}
    if not slices:
        raise ValueError("networks is empty: there is no slice to draw")
    chosen = [shown_ties(network, **shown) for network in slices.values()]
    look = _look(chosen, labels, groups)
    places = _places(nx.compose_all([one.graph for one in chosen]), seed)
    across = min(columns, len(slices))
    down = math.ceil(len(slices) / across)
    with house_style():
        figure, grid = plt.subplots(down, across, figsize=(3.3 * max(across, 2), 3.0 * down), squeeze=False)
        axes = grid.ravel()
        for ax, name, network in zip(axes, slices, slices.values(), strict=False):
            _blank(ax)
            ax.set_title(f"{day_in_any_script(name)}\nn = {network.attrs['n_statements']}", fontsize=8)
        for ax in axes[len(slices) :]:
            ax.set_visible(False)
        handles = _legend(chosen, look)
        if handles:
            figure.legend(handles=handles, loc="outside lower center", ncols=6)
        for ax, one in zip(axes, chosen, strict=False):
            _draw(ax, one, places, look, max_labels, absent=True)
    return axes[: len(slices)]


def _draw(ax: Axes, chosen: Shown, places: Positions, look: Look, max_labels: int, absent: bool = False) -> None:
    graph = chosen.graph
    nodes = {node: places[node] for node in places if node in graph}
    strength = _strength(graph)
    sizes = _diameters(strength, look.strongest_node, len(places))
    second = frozenset(node for node in nodes if graph.nodes[node].get("bipartite") == 1)
    _draw_ties(ax, chosen, places, look.strongest_tie)
    for node, (x, y) in nodes.items():
        if node not in second:
            face = look.colours.get(look.groups.get(graph.nodes[node]["label"]), "#BBBBBB")
            ax.plot(
                x, y, "o", markersize=sizes[node], color=face, markeredgecolor="#222222", markeredgewidth=0.7, zorder=5
            )
    if absent:
        gone = np.array([places[node] for node in places if node not in graph]).reshape(-1, 2)
        ax.plot(gone[:, 0], gone[:, 1], "o", markersize=2, color="#CCCCCC", zorder=1, linestyle="none")
    text = {node: look.labels.get(graph.nodes[node]["label"], graph.nodes[node]["label"]) for node in nodes}
    order = sorted(nodes, key=lambda node: (node not in second, -strength[node], node))[:max_labels]
    size = min(6 if absent else 8, 8 if len(nodes) <= 25 else 6.5 if len(nodes) <= 60 else 5.5)
    label_nodes(ax, nodes, text, sizes, order=order, fontsize=size, boxed=second)


def _draw_ties(ax: Axes, chosen: Shown, places: Positions, largest: float) -> None:
    for source, target, data in chosen.graph.edges(data=True):
        colour, line = LINES[data["role"]]
        width = 0.5 + 4.0 * abs(data["weight"]) / largest
        (x0, y0), (x1, y1) = places[source], places[target]
        ends = sorted(chosen.graph.nodes[node]["label"] for node in (source, target))
        ax.plot(
            [x0, x1],
            [y0, y1],
            color=colour,
            linestyle=line,
            linewidth=width,
            alpha=0.65,
            zorder=2,
            gid=" – ".join(ends),
        )


def _legend(chosen: Iterable[Shown], look: Look) -> list[Line2D]:
    used = {role for one in chosen for role in one.ties["role"]}
    handles = [
        Line2D([], [], color=colour, linestyle=line, linewidth=2, label=role)
        for role, (colour, line) in LINES.items()
        if role in used
    ]
    return handles + [
        Line2D([], [], linestyle="none", marker="o", color=colour, markeredgecolor="#222222", label=group)
        for group, colour in look.colours.items()
    ]


def _look(chosen: list[Shown], labels: Mapping[str, str] | None, groups: Mapping[str, str] | None) -> Look:
    """Settle colours and scales once, so that several panels can be compared."""
    ties = [abs(value) for one in chosen for value in one.ties["value"]]
    nodes = [value for one in chosen for value in _strength(one.graph).values()]
    drawn = {data["label"] for one in chosen for _, data in one.graph.nodes(data=True) if data.get("bipartite") != 1}
    named = sorted({group for label, group in (groups or {}).items() if label in drawn and isinstance(group, str)})
    colours = {group: GROUP_COLOURS[number % len(GROUP_COLOURS)] for number, group in enumerate(named)}
    return Look(dict(labels or {}), dict(groups or {}), colours, max(ties, default=1.0), max(nodes, default=1.0) or 1.0)


def _strength(graph: nx.Graph) -> dict[str, float]:
    return {node: sum(abs(data["weight"]) for _, _, data in graph.edges(node, data=True)) for node in graph}


def _diameters(strength: Mapping[str, float], largest: float, nodes: int) -> dict[str, float]:
    """Give areas in proportion to strength, smaller discs on a fuller page (diameters in points)."""
    top = 18 if nodes <= 25 else 13 if nodes <= 60 else 10
    return {node: 4 + (top - 4) * math.sqrt(value / largest) for node, value in strength.items()}


def _span(network: pd.DataFrame) -> str:
    window = network.attrs["window"]
    return f"{window['first']} – {window['last']}"


def _blank(ax: Axes | None) -> Axes:
    ax = ax or plt.subplots(figsize=(7.2, 4.8))[1]
    ax.set_axis_off()
    ax.set_xlim(-0.06, WIDTH + 0.06)
    ax.set_ylim(-0.06, HEIGHT + 0.06)
    return ax


def _caption(ax: Axes, note: str) -> None:
    if note:
        ax.set_title(note, loc="right", fontsize=7, color="#555555")
