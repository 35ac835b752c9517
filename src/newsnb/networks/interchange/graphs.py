"""Graph files that Gephi, Cytoscape, visone and others open: GEXF with dates, GraphML, node and edge CSV.

The same graph always gives the same bytes: no clock, no random ids.
"""

import csv
import io
import re
from pathlib import Path

import networkx as nx

# XML 1.0 has no way to write these, not even escaped (control characters, lone surrogates, two non-characters).
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CLOCK = re.compile(rb' lastmodifieddate="[^"]*"')


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
    written = io.BytesIO()
    nx.write_gexf(_for_file(graph, lifetimes=True), written)
    Path(path).write_bytes(_CLOCK.sub(b"", written.getvalue(), count=1))
    return Path(path)


def write_graphml(graph: nx.Graph, path: Path) -> Path:
    """Write GraphML; dates are ISO strings. Characters that XML cannot hold are removed."""
    written = io.BytesIO()
    nx.write_graphml_xml(_for_file(graph, lifetimes=False), written)
    Path(path).write_bytes(written.getvalue())
    return Path(path)


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


def _for_file(graph: nx.Graph, lifetimes: bool) -> nx.Graph:
    """Copy a graph with clean texts and edge ids that are unique in the file."""
    copy = graph.__class__(**({"name": _clean(graph.name)} if graph.name else {}))
    for node, data in graph.nodes(data=True):
        copy.add_node(_clean(node), **_attributes(data, lifetimes))
    for number, (source, target, data) in enumerate(graph.edges(data=True)):
        key = {"key": f"e{number}"} if graph.is_multigraph() else {}
        copy.add_edge(_clean(source), _clean(target), **key, **_attributes(data, lifetimes))
    return copy


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


def _attributes(data: dict, lifetimes: bool) -> dict:
    plain = {name: _clean(value) for name, value in data.items()}
    if lifetimes:
        ends = {"start": plain.get("said_from"), "end": plain.get("said_to")}
        plain |= {name: day for name, day in ends.items() if day}
    return plain


def _clean(value):
    return _NOT_XML.sub("", value) if isinstance(value, str) else value


def _without(data: dict, *names: str) -> dict:
    return {name: value for name, value in data.items() if name not in names}


def _write_rows(path: Path, rows: list[dict], first: list[str]) -> Path:
    names = first + sorted({name for row in rows for name in row} - set(first))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path
