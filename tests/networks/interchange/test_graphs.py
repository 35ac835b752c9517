"""Graph files: nothing is lost on the way out and back, and the same graph gives the same bytes."""

import xml.etree.ElementTree as ElementTree

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import gold_articles, gold_positions, gold_statements
from invented_events import QUARREL
from newsnb.networks import actor_statement_graph, conflict_network, to_networkx
from newsnb.networks.interchange import (
    read_gexf,
    read_graphml,
    write_gexf,
    write_graph_csv,
    write_graphml,
    write_graphs,
)

GEXF = {"g": "http://www.gexf.net/1.2draft"}
FORMATS = [(write_gexf, read_gexf), (write_graphml, read_graphml)]


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph:
    return actor_statement_graph(gold_statements(), gold_positions(), gold_articles())


@pytest.mark.parametrize(("write", "read"), FORMATS)
def test_there_and_back(graph, tmp_path, write, read):
    back = read(write(graph, tmp_path / "file"))
    assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
    assert {e[:3]: e[3] for e in back.edges(keys=True, data=True)} == {
        e[:3]: e[3] for e in graph.edges(keys=True, data=True)
    }


@pytest.mark.parametrize(("write", "read"), FORMATS)
def test_a_projection_goes_there_and_back(tmp_path, write, read):
    ties = to_networkx(conflict_network(QUARREL))
    back = read(write(ties, tmp_path / "file"))
    assert nx.utils.graphs_equal(back, ties)


def test_two_runs_give_the_same_bytes(graph, tmp_path):
    first = [path.read_bytes() for path in write_graphs(graph, tmp_path / "one")]
    second = [path.read_bytes() for path in write_graphs(graph, tmp_path / "two")]
    assert first == second
    assert b"lastmodifieddate" not in first[0]


def test_gephi_finds_a_timeline_of_days(graph, tmp_path):
    root = ElementTree.parse(write_gexf(graph, tmp_path / "graph.gexf")).getroot()
    drawn = root.find("g:graph", GEXF)
    assert (drawn.get("mode"), drawn.get("timeformat")) == ("dynamic", "date")
    said = gold_statements().dropna(subset=["said_from", "said_to"]).iloc[0]
    node = drawn.find(f".//g:node[@id='statement:{said['statement_id']}']", GEXF)
    assert (node.get("start"), node.get("end")) == (str(said["said_from"].date()), str(said["said_to"].date()))


@pytest.mark.parametrize("write", [write_gexf, write_graphml])
def test_edge_ids_are_unique(graph, tmp_path, write):
    root = ElementTree.parse(write(graph, tmp_path / "file")).getroot()
    ids = [element.get("id") for element in root.iter() if element.tag.endswith("}edge")]
    assert len(ids) == len(set(ids)) == graph.number_of_edges()


@pytest.mark.parametrize(("write", "read"), FORMATS)
@settings(max_examples=30, deadline=None)
@given(label=st.text())
def test_any_text_can_be_written(tmp_path_factory, write, read, label):
    graph = nx.MultiDiGraph(name="any")
    graph.add_node("statement:1", label="x", text=label)
    back = read(write(graph, tmp_path_factory.mktemp("any") / "file"))
    kept = "".join(
        c for c in label if c in "\t\n\r" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )
    # XML readers turn every line break into one line feed, and networkx trims.
    unbroken = kept.replace("\r\n", "\n").replace("\r", "\n")
    assert back.nodes["statement:1"].get("text", "").split() == unbroken.split()


def test_nodes_and_edges_as_csv(graph, tmp_path):
    nodes, edges = (pd.read_csv(path) for path in write_graph_csv(graph, tmp_path))
    assert list(nodes["Id"]) == list(graph)
    assert list(edges.columns[:2]) == ["Source", "Target"]
    texts = nodes.dropna(subset=["text"]).set_index("Id")["text"]
    assert all(texts[node] == data["text"] for node, data in graph.nodes(data=True) if "text" in data)
    # Spreadsheets read Arabic and Persian only after a byte order mark.
    assert (tmp_path / "nodes.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(("write", "read"), FORMATS)
def test_numbers_keep_their_kind(tmp_path, write, read):
    graph = nx.DiGraph()
    graph.add_node("a", label="a", whole=2, part=0.5, sure=True, measured=np.float64(0.1), counted=np.int64(3))
    back = read(write(graph, tmp_path / "file")).nodes["a"]
    assert back == {"label": "a", "whole": 2, "part": 0.5, "sure": True, "measured": 0.1, "counted": 3}
