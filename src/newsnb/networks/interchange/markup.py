"""GEXF and GraphML as lines of text, written as they are made: no tree in memory, no clock, no random ids."""

import re
from collections.abc import Iterable, Iterator
from numbers import Integral, Real
from xml.sax.saxutils import escape, quoteattr

import networkx as nx
import numpy as np

# XML 1.0 has no way to write these, not even escaped (control characters, lone surrogates, two non-characters).
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What a value in quotation marks cannot hold as it is; most values hold none of it.
_TO_QUOTE = re.compile('[&<>"\n\r\t]|' + _NOT_XML.pattern)
_TYPES = ((bool | np.bool_, "boolean"), (Integral, "long"), (Real, "double"))
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_GEXF = '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
_GRAPHML = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'


def gexf_lines(graph: nx.Graph) -> Iterator[str]:
    """Yield GEXF 1.2; ``said_from`` and ``said_to`` become ``start`` and ``end``."""
    nodes = _fields((data for _, data in graph.nodes(data=True)), without=("label",))
    edges = _fields((data for *_, data in graph.edges(data=True)), without=("weight",))
    direction = "directed" if graph.is_directed() else "undirected"
    yield f"{_HEAD}{_GEXF}<meta><creator>newsnb</creator></meta>\n"
    yield f'<graph defaultedgetype="{direction}" mode="dynamic" timeformat="date" name={_quoted(graph.name)}>\n'
    for kind, fields in (("node", nodes), ("edge", edges)):
        yield f'<attributes class="{kind}" mode="static">\n'
        yield from (
            f'<attribute id="{kind[0]}{n}" title={_quoted(f)} type="{t}"/>\n' for n, (f, t) in enumerate(fields.items())
        )
        yield "</attributes>\n"
    yield "<nodes>\n"
    for node, data in graph.nodes(data=True):
        opening = f"<node id={_quoted(node)} label={_quoted(data.get('label', node))}{_life(data)}>"
        yield f"{opening}{_values(data, nodes, 'n')}</node>\n"
    yield "</nodes>\n<edges>\n"
    for number, (source, target, data) in enumerate(graph.edges(data=True)):
        weight = f' weight="{float(data["weight"])!r}"' if "weight" in data else ""
        ends = f"source={_quoted(source)} target={_quoted(target)}"
        yield f'<edge id="e{number}" {ends}{weight}{_life(data)}>{_values(data, edges, "e")}</edge>\n'
    yield "</edges>\n</graph>\n</gexf>\n"


def graphml_lines(graph: nx.Graph) -> Iterator[str]:
    """Yield GraphML; dates are texts."""
    nodes = _fields(data for _, data in graph.nodes(data=True))
    edges = _fields(data for *_, data in graph.edges(data=True))
    yield f'{_HEAD}{_GRAPHML}<key id="g0" for="graph" attr.name="name" attr.type="string"/>\n'
    for kind, fields in (("node", nodes), ("edge", edges)):
        for number, (name, of_type) in enumerate(fields.items()):
            yield f'<key id="{kind[0]}{number}" for="{kind}" attr.name={_quoted(name)} attr.type="{of_type}"/>\n'
    yield f'<graph edgedefault="{"directed" if graph.is_directed() else "undirected"}">\n'
    if graph.name:
        yield f'<data key="g0">{_escaped(graph.name)}</data>\n'
    for node, data in graph.nodes(data=True):
        yield f"<node id={_quoted(node)}>{_data(data, nodes, 'n')}</node>\n"
    for number, (source, target, data) in enumerate(graph.edges(data=True)):
        ends = f"source={_quoted(source)} target={_quoted(target)}"
        yield f'<edge id="e{number}" {ends}>{_data(data, edges, "e")}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _fields(items: Iterable[dict], without: tuple[str, ...] = ()) -> dict[str, str]:
    """Give every attribute its type; numbers of both kinds are doubles, anything else mixed is text."""
    found: dict[str, set[type]] = {}
    for data in items:
        for name, value in data.items():
            found.setdefault(name, set()).add(type(value))
    return {name: _common(set(map(_type, kinds))) for name, kinds in sorted(found.items()) if name not in without}


def _type(kind: type) -> str:
    return next((name for base, name in _TYPES if issubclass(kind, base)), "string")


def _common(types: set[str]) -> str:
    if len(types) == 1:
        return next(iter(types))
    return "double" if types == {"long", "double"} else "string"


def _values(data: dict, fields: dict[str, str], prefix: str) -> str:
    known = [(number, data[name]) for number, name in enumerate(fields) if name in data]
    values = "".join(f'<attvalue for="{prefix}{number}" value={_quoted(_text(value))}/>' for number, value in known)
    return f"<attvalues>{values}</attvalues>" if values else ""


def _data(data: dict, fields: dict[str, str], prefix: str) -> str:
    known = [(number, data[name]) for number, name in enumerate(fields) if name in data]
    return "".join(f'<data key="{prefix}{number}">{_escaped(_text(value))}</data>' for number, value in known)


def _life(data: dict) -> str:
    ends = (("start", data.get("said_from")), ("end", data.get("said_to")))
    return "".join(f" {name}={_quoted(day)}" for name, day in ends if day)


def _text(value) -> str:
    return str(value).lower() if isinstance(value, bool | np.bool_) else str(value)


def _quoted(text) -> str:
    text = str(text)
    return quoteattr(_NOT_XML.sub("", text)) if _TO_QUOTE.search(text) else f'"{text}"'


def _escaped(text: str) -> str:
    # A bare carriage return would come back as a line feed.
    return escape(_NOT_XML.sub("", text), {"\r": "&#13;"}) if _TO_QUOTE.search(text) else text
