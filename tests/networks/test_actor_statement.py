"""The actor-statement graph of the gold statements."""

import networkx as nx
import pandas as pd
import pytest

from helpers import gold_articles, gold_positions, gold_statements
from newsnb.networks import actor_statement_graph, node_table, relation_table


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph:
    return actor_statement_graph(gold_statements(), gold_positions(), gold_articles())


def related(graph, relation: str) -> list[tuple]:
    return [(source, target) for source, target, key in graph.edges(keys=True) if key == relation]


def test_every_statement_has_one_speaker_and_one_reporter(graph):
    statements = [node for node, data in graph.nodes(data=True) if data["node_type"] == "statement"]
    assert len(statements) == len(gold_statements())
    for relation in ("said", "reported"):
        assert sorted(target for _, target in related(graph, relation)) == sorted(statements)


def test_positions_stand_on_the_edge_to_the_issue(graph):
    codes = gold_positions()
    about = related(graph, "about")
    assert len(about) == len(codes)
    first = codes.dropna(subset=["position"]).iloc[0]
    edge = graph.edges[f"statement:{first['statement_id']}", f"issue:{first['issue']}", "about"]
    assert edge["position"] == first["position"]


def test_no_position_is_no_attribute(graph):
    silent = gold_positions().query("position.isna()").iloc[0]
    edge = graph.edges[f"statement:{silent['statement_id']}", f"issue:{silent['issue']}", "about"]
    assert "position" not in edge


def test_who_relays_and_whom_a_spokesman_speaks_for(graph):
    assert ("actor:nbc_news", "actor:trump") in {
        (via, speaker) for via, s in related(graph, "relayed") for speaker, t in related(graph, "said") if s == t
    }
    principals = {principal for _, principal in related(graph, "on_behalf_of")}
    assert "actor:kremlin" in principals


def test_a_quoted_statement_hangs_on_the_one_that_quotes_it(graph):
    nested = gold_statements().dropna(subset=["nested_in"]).iloc[0]
    assert (f"statement:{nested['nested_in']}", f"statement:{nested['statement_id']}") in related(graph, "contains")


def test_dates_are_iso_days_and_open_ends_are_left_out(graph):
    statements = gold_statements().set_index("statement_id")
    open_start = statements[statements["said_from"].isna()].index[0]
    assert "said_from" not in graph.nodes[f"statement:{open_start}"]
    dated = statements.dropna(subset=["said_from"]).iloc[0]
    assert graph.nodes[f"statement:{dated.name}"]["said_from"] == dated["said_from"].date().isoformat()


def test_without_an_outlet_the_article_reports(graph):
    assert {graph.nodes[source]["node_type"] for source, _ in related(graph, "reported")} == {"article"}


def test_a_known_outlet_reports():
    articles = gold_articles().assign(outlet="Khaama Press")
    graph = actor_statement_graph(gold_statements(), gold_positions(), articles)
    assert {source for source, _ in related(graph, "reported")} == {"outlet:Khaama Press"}


def test_no_attribute_is_missing_or_a_list(graph):
    values = [value for _, data in graph.nodes(data=True) for value in data.values()]
    values += [value for *_, data in graph.edges(data=True) for value in data.values()]
    assert {type(value) for value in values} <= {str, int, float}
    assert not any(pd.isna(value) for value in values)


def test_the_order_of_the_tables_does_not_matter(graph):
    shuffled = actor_statement_graph(
        gold_statements().sample(frac=1, random_state=1),
        gold_positions().sample(frac=1, random_state=2),
        gold_articles().sample(frac=1, random_state=3),
    )
    assert list(shuffled.nodes(data=True)) == list(graph.nodes(data=True))
    assert list(shuffled.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))


def test_the_graph_as_two_tables(graph):
    nodes, edges = node_table(graph), relation_table(graph)
    assert (len(nodes), len(edges)) == (graph.number_of_nodes(), graph.number_of_edges())
    assert list(nodes.columns[:1]) == ["id"]
    assert set(edges["source"]) <= set(nodes["id"])


def test_no_statements_give_an_empty_graph():
    graph = actor_statement_graph(gold_statements()[:0], gold_positions(), gold_articles())
    assert not len(graph)
