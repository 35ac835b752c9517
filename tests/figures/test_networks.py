"""Figures of networks: what is drawn, where, and whether it can be read."""

import matplotlib
import matplotlib.pyplot as plt
import networkx as nx
import numpy as np
import pandas as pd
import pytest

from helpers import gold_articles, gold_positions, gold_statements
from invented_events import QUARREL, events
from newsnb.figures.actor_statement import actor_statement_plot, anchor_positions, shown_graph
from newsnb.figures.agreement import agreement_bars
from newsnb.figures.graph_layout import HEIGHT, WIDTH, graph_layout, spread
from newsnb.figures.networks import affiliation_plot, network_plot, network_positions, time_slices_plot
from newsnb.figures.node_labels import day_in_any_script, overlap_share, shorten
from newsnb.figures.shown import shown_ties
from newsnb.networks import (
    actor_statement_graph,
    affiliation_network,
    agreement_counts,
    congruence_network,
    event_list,
    networks_by_period,
    onemode_network,
)

LABEL = 6  # zorder of node labels


@pytest.fixture(autouse=True)
def _without_a_screen():
    matplotlib.use("Agg")
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def gold() -> pd.DataFrame:
    return event_list(gold_statements(), gold_positions(), gold_articles())


@pytest.fixture(scope="module")
def crowd() -> pd.DataFrame:
    """Eighty actors in three camps on a dozen issues."""
    rng = np.random.default_rng(3)
    n = 2400
    actor, issue = rng.zipf(1.4, n) % 80, rng.integers(12, size=n)
    level = np.clip(np.round(rng.normal((actor % 3 - 1) * np.where(issue % 2, 1.3, -1.3))), -2, 2).astype(int)
    return pd.DataFrame(
        {
            "statement_id": [f"s{k:04d}" for k in range(n)],
            "article_id": [f"d{k // 4:04d}" for k in range(n)],
            "date": pd.Timestamp("2024-01-01") + pd.to_timedelta(np.arange(n) // 8, unit="D"),
            # مقام = "official" in Persian: a label in either script
            "actor": [f"Spokesman number {a:02d}" if a % 2 else f"مقام شماره {a:02d}" for a in actor],
            "issue": [f"issue {i}" for i in issue],
            "position": level,
        }
    )


def labels(ax) -> list:
    return [text for text in ax.texts if text.get_zorder() == LABEL]


def subtract(events: pd.DataFrame) -> pd.DataFrame:
    return onemode_network(events, qualifier_aggregation="subtract", normalization="average")


# ------------------------------------------------------------------ what is drawn
def test_every_tie_is_a_line_with_the_style_of_its_role():
    ax = network_plot(onemode_network(QUARREL, qualifier_aggregation="subtract"))
    drawn = {line.get_gid(): (line.get_color(), line.get_linestyle()) for line in ax.lines if line.get_gid()}
    # Cem changed sides: his agreements and disagreements cancel out.
    assert drawn == {"anna – bo": ("#D55E00", "--")}


def test_agreement_is_a_solid_line():
    ax = network_plot(congruence_network(QUARREL))
    drawn = {line.get_gid(): (line.get_color(), line.get_linestyle()) for line in ax.lines if line.get_gid()}
    assert drawn == {"anna – cem": ("#0072B2", "-"), "bo – cem": ("#0072B2", "-")}


def test_small_networks_are_shown_whole():
    shown = shown_ties(congruence_network(QUARREL), isolates=True)
    assert set(shown.graph) == {"anna", "bo", "cem", "dora"}
    assert shown.note == ""


def test_large_networks_keep_the_strongest_ties_and_every_node(crowd):
    network = subtract(crowd)
    shown = shown_ties(network)
    assert len(shown.ties) < np.count_nonzero(network.to_numpy()) / 2 / 3
    assert len(shown.graph) == len(network)
    assert "ties" in shown.note


def test_of_more_nodes_than_a_figure_holds_the_busiest_are_drawn(crowd):
    network = subtract(crowd)
    shown = shown_ties(network, max_nodes=5, isolates=True)
    busiest = network.abs().sum().sort_values(ascending=False, kind="stable").index
    assert len(shown.graph) <= 5
    assert busiest[0] in shown.graph
    assert f"of {len(network)} nodes" in shown.note
    both = shown_ties(affiliation_network(crowd), max_nodes=5)
    assert {data["bipartite"] for _, data in both.graph.nodes(data=True)} == {0, 1}
    assert len(both.graph) <= 5


def test_the_giant_component_only():
    pond = events(*[("d9", "2024-11-01", who, "pond", 1) for who in ("eve", "fritz")])
    network = congruence_network(pd.concat([QUARREL, pond]))
    assert set(shown_ties(network).graph) == {"anna", "bo", "cem", "eve", "fritz"}
    giant = shown_ties(network, giant_component=True)
    assert set(giant.graph) == {"anna", "bo", "cem"}
    assert len(giant.ties) == 2


def test_a_threshold_leaves_weaker_ties_out():
    network = congruence_network(QUARREL)
    assert shown_ties(network, threshold=network.to_numpy().max()).ties.empty


def test_issues_stand_in_boxes():
    ax = affiliation_plot(affiliation_network(QUARREL))
    boxed = {text.get_text() for text in labels(ax) if text.get_bbox_patch() is not None}
    assert boxed == {"bridge", "tunnel"}


def test_a_one_mode_network_is_no_affiliation():
    with pytest.raises(ValueError, match="two-mode"):
        affiliation_plot(congruence_network(QUARREL))


def test_an_empty_network_gives_an_empty_figure():
    ax = network_plot(congruence_network(QUARREL[:0]), title="nothing")
    assert not labels(ax)
    assert ax.get_title(loc="left") == "nothing"


def test_the_axes_given_are_the_axes_used():
    _, mine = plt.subplots()
    assert network_plot(congruence_network(QUARREL), mine) is mine


def test_groups_and_labels_are_the_callers():
    # آنا: "Anna" in Persian script
    ax = network_plot(congruence_network(QUARREL), labels={"anna": "آنا"}, groups={"anna": "east", "cem": "west"})
    assert "آنا" in {text.get_text() for text in labels(ax)}
    assert {"east", "west"} <= {text.get_text() for text in ax.get_legend().get_texts()}


def test_the_callers_style_is_left_alone():
    before = dict(plt.rcParams)
    network_plot(congruence_network(QUARREL))
    assert dict(plt.rcParams) == before


# ------------------------------------------------------------------ can it be read?
def test_labels_do_not_cover_each_other(gold, crowd):
    for ax in (
        network_plot(subtract(gold)),
        affiliation_plot(affiliation_network(gold)),
        network_plot(subtract(crowd)),
        affiliation_plot(affiliation_network(crowd)),
    ):
        assert overlap_share(labels(ax)) < 0.02


def test_labels_stay_inside_the_figure(crowd):
    ax = network_plot(subtract(crowd))
    area = ax.figure.bbox
    for text in labels(ax):
        box = text.get_window_extent()
        assert area.x0 - 1 <= box.x0 <= box.x1 <= area.x1 + 1
        assert area.y0 - 1 <= box.y0 <= box.y1 <= area.y1 + 1


def test_every_script_has_its_letters(gold, tmp_path):
    # A missing glyph is a warning, and warnings are errors here. بیسکوف, پسکوف: Peskov in Arabic and in Persian.
    ax = network_plot(subtract(gold), labels={"peskov": "بيسكوف", "kremlin": "کرملین پسکوف"}, title="Кремль")
    ax.set_title(f"الكرملين {day_in_any_script('2024-11-10')}")
    ax.figure.savefig(tmp_path / "figure.png")


def test_matplotlib_shapes_arabic_itself():
    # Before 3.11 letters are drawn unjoined and from the left.
    assert tuple(map(int, matplotlib.__version__.split(".")[:2])) >= (3, 11)


def test_long_labels_are_cut():
    assert shorten("a" * 50, 10) == "aaaaaaaaa…"
    assert shorten("short", 10) == "short"


# ------------------------------------------------------------------ layout
def test_the_same_network_in_the_same_place(gold):
    assert network_positions(subtract(gold)) == network_positions(subtract(gold))


def test_everything_lies_inside_the_area(crowd):
    places = np.array(list(network_positions(subtract(crowd)).values()))
    assert (places >= -1e-9).all()
    assert (places <= [WIDTH + 1e-9, HEIGHT + 1e-9]).all()


def test_large_components_take_springs():
    graph = nx.gnm_random_graph(200, 400, seed=1)
    graph = nx.relabel_nodes(graph, str)
    assert graph_layout(graph, seed=1) == graph_layout(graph, seed=1)


def test_nodes_on_one_spot_are_pushed_apart():
    moved = spread({"a": (0.5, 0.5), "b": (0.5, 0.5)}, apart=0.1)
    assert np.hypot(*np.subtract(moved["a"], moved["b"])) > 0.05


def test_a_graph_without_ties_is_a_row():
    places = graph_layout(nx.empty_graph(["a", "b", "c"]))
    assert len({x for x, _ in places.values()}) == 3


# ------------------------------------------------------------------ over time
def test_a_node_stays_where_it_is_in_all_panels(gold):
    made = networks_by_period(gold, ["2024-12-01", "2025-01-20"], "onemode", qualifier_aggregation="subtract")
    axes = time_slices_plot(made)
    assert len(axes) == 3
    where = [{text.get_text() for text in labels(ax)} for ax in axes]
    assert "peskov" in where[0] & where[1]
    spots = [
        {
            tuple(np.round(line.get_xydata()[0], 9))
            for line in ax.lines
            if line.get_marker() == "o" and line.get_zorder() == 5
        }
        for ax in axes
    ]
    assert spots[1] <= spots[0] | spots[2]


def test_panels_name_their_period_and_n(gold):
    axes = time_slices_plot(networks_by_period(gold, ["2024-12-01"]))
    assert "2024-12-01" in axes[1].get_title(loc="left")
    assert "n = " in axes[1].get_title(loc="left")


def test_no_slices_are_refused():
    with pytest.raises(ValueError, match="no slice"):
        time_slices_plot({})


# ------------------------------------------------------------------ agreement bars
def test_disagreement_lies_left_and_agreement_right():
    counts = agreement_counts(QUARREL, duplicates="include")
    ax = agreement_bars(counts)
    blocks = {(round(bar.get_y() + bar.get_height() / 2), bar.get_x() < 0): bar.get_width() for bar in ax.patches}
    assert blocks == {(1, True): 3, (1, False): 3, (0, False): 1}  # bridge above tunnel
    assert [label.get_text() for label in ax.get_yticklabels()] == ["tunnel", "bridge"]
    assert {text.get_text() for text in ax.texts} == {"3", "1"}


def test_the_middle_of_a_scale_is_drawn_half_on_either_side(gold):
    counts = agreement_counts(gold, duplicates="include")
    ax = agreement_bars(counts)
    total = sum(bar.get_width() for bar in ax.patches)
    assert total == counts.to_numpy().sum()
    centred = [bar for bar in ax.patches if np.isclose(bar.get_x(), -bar.get_width() / 2)]
    assert sum(bar.get_width() for bar in centred) == counts[0].sum()


# ------------------------------------------------------------------ actor-statement graph
@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph:
    return actor_statement_graph(gold_statements(), gold_positions(), gold_articles())


def test_every_statement_has_its_mark(graph):
    ax = actor_statement_plot(graph)
    marks = [line for line in ax.lines if line.get_zorder() == 3]
    assert len(marks) == len(gold_statements())
    assert len({line.get_marker() for line in marks}) == 3  # three languages
    assert overlap_share(labels(ax)) < 0.02


def test_only_the_relations_asked_for_are_drawn(graph):
    ax = actor_statement_plot(graph, relations=("said",))
    assert {line.get_gid() for line in ax.lines if line.get_gid()} == {"said"}


def test_actors_with_few_statements_can_be_left_out(graph):
    part = shown_graph(graph, min_statements=5)
    speakers = {source for source, _, relation in part.edges(keys=True) if relation == "said"}
    assert "actor:peskov" in speakers
    assert "actor:reuters" not in speakers


def test_drawing_takes_a_layout_and_keeps_it(graph):
    places = anchor_positions(shown_graph(graph))
    ax = actor_statement_plot(graph, positions=places)
    actors = [tuple(line.get_xydata()[0]) for line in ax.lines if line.get_zorder() == 5 and line.get_marker() == "o"]
    assert set(actors) <= set(places.values())


def test_a_relation_that_is_not_there_names_those_that_are(graph):
    with pytest.raises(ValueError, match="on_behalf_of"):
        actor_statement_plot(graph, relations=("likes",))


def test_an_empty_graph_gives_an_empty_figure():
    empty = actor_statement_graph(gold_statements()[:0], gold_positions(), gold_articles())
    assert not labels(actor_statement_plot(empty))
