"""What a run draws of many statements."""

import networkx as nx

from newsnb import figure_files


def test_graph_of_very_many_statements_keeps_those_of_the_series(study, monkeypatch):
    monkeypatch.setattr(figure_files, "MOST_DRAWN", 10)
    part = figure_files._traced(study)
    drawn = [node for node, data in part.nodes(data=True) if data["node_type"] == "statement"]
    series = set(study.series()["statement_id"].drop_duplicates()[:10])
    assert series <= {node.removeprefix("statement:") for node in drawn}
    assert not list(nx.isolates(part))
    assert [node for node in study.graph if node in part] == list(part)  # the order stays: same bytes
