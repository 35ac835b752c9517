"""Graph files that Gephi, Cytoscape, visone and others open: GEXF with dates, GraphML, node and edge CSV.

The same graph always gives the same bytes: no clock, no random ids.
"""

import csv
from collections.abc import Iterable
from pathlib import Path

import networkx as nx

from newsnb.cells import safe_cell
from newsnb.networks.interchange.markup import gexf_lines, graphml_lines


def write_graphs(graph: nx.Graph, folder: Path) -> list[Path]:
    """Write ``graph.gexf`` and ``graph.graphml`` into a folder, which is made if need be."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return [write_gexf(graph, folder / "graph.gexf"), write_graphml(graph, folder / "graph.graphml")]


def write_gexf(graph: nx.Graph, path: Path) -> Path:
    """Write GEXF 1.2. ``said_from`` and ``said_to`` of a node or edge become its ``start`` and ``end``.

    Gephi shows a timeline for such a file. An open end is left out: the node or edge then lasts to the end of the
    timeline. Characters that XML cannot hold are removed.
    """
    return _write(path, gexf_lines(graph))


def write_graphml(graph: nx.Graph, path: Path) -> Path:
    """Write GraphML; dates are ISO strings. Characters that XML cannot hold are removed."""
    return _write(path, graphml_lines(graph))


def read_gexf(path: Path) -> nx.Graph:
    """Read a GEXF file written by `write_gexf` back into the graph it was made from."""
    return _from_file(nx.read_gexf(path))


def read_graphml(path: Path) -> nx.Graph:
    """Read a GraphML file written by `write_graphml` back into the graph it was made from."""
    return _from_file(nx.read_graphml(path))


def write_graph_csv(graph: nx.Graph, folder: Path) -> list[Path]:
    """Write ``nodes.csv`` (Id, Label, ...) and ``edges.csv`` (Source, Target, ...), as Gephi reads them.

    UTF-8 with a byte order mark, so that spreadsheets show every script.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    nodes = [
        {"Id": node, "Label": data.get("label", node), **_without(data, "label")}
        for node, data in graph.nodes(data=True)
    ]
    ties = [{"Source": source, "Target": target, **data} for source, target, data in graph.edges(data=True)]
    return [
        _write_rows(folder / "nodes.csv", nodes, ["Id", "Label"]),
        _write_rows(folder / "edges.csv", ties, ["Source", "Target"]),
    ]


def _write(path: Path, lines: Iterable[str]) -> Path:
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)
    return Path(path)


def _from_file(graph: nx.Graph) -> nx.Graph:
    """Undo what writing did: edges keyed by relation again, no lifetimes, no ids."""
    related = any("relation" in data for _, _, data in graph.edges(data=True))
    kind = nx.MultiDiGraph if related else nx.DiGraph if graph.is_directed() else nx.Graph
    back = kind(**({"name": graph.name} if graph.name else {}))
    for node, data in graph.nodes(data=True):
        back.add_node(node, **_without(data, "start", "end"))
    for source, target, data in graph.edges(data=True):
        key = {"key": data["relation"]} if related else {}
        back.add_edge(source, target, **key, **_without(data, "start", "end", "id", "networkx_key"))
    return back


def _without(data: dict, *names: str) -> dict:
    return {name: value for name, value in data.items() if name not in names}


def _write_rows(path: Path, rows: list[dict], first: list[str]) -> Path:
    names = first + sorted({name for row in rows for name in row} - set(first))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: safe_cell(value) for name, value in row.items()} for row in rows)
    return path
