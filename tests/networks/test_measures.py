"""Centralities, groups, polarisation."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from invented_events import QUARREL, events
from newsnb.networks import (
    affiliation_network,
    camp_polarisation,
    centralities,
    communities,
    conflict_network,
    congruence_network,
    onemode_network,
    polarisation,
)
from newsnb.networks.communities import adjusted_rand


def network(*ties: tuple[str, str, float]) -> pd.DataFrame:
    """Make a one-mode network from its ties."""
    graph = nx.Graph()
    graph.add_weighted_edges_from(ties)
    names = sorted(graph)
    return pd.DataFrame(nx.to_numpy_array(graph, nodelist=names), names, names)


STAR = network(("hub", "a", 1), ("hub", "b", 1), ("hub", "c", 1))
TWO_CLIQUES = network(
    *[(x, y, 1) for x, y in ["ab", "ac", "bc", "de", "df", "ef"]],
    ("c", "d", 0.1),
)


def test_the_hub_of_a_star_leads_by_every_measure():
    table = centralities(STAR)
    assert (table.drop(columns="node_type").idxmax() == "hub").all()
    assert table.at["hub", "betweenness"] == 1
    assert table.at["a", "eigenvector"] == pytest.approx(1 / np.sqrt(3))


def test_a_strong_tie_is_a_short_way():
    around = network(("a", "b", 1), ("a", "c", 10), ("c", "b", 10))
    assert centralities(around).at["c", "betweenness"] == 1


def test_nodes_without_ties_have_zeros():
    lonely = pd.DataFrame(np.zeros((2, 2)), ["a", "b"], ["a", "b"])
    assert not centralities(lonely).drop(columns="node_type").to_numpy().any()


def test_disagreement_does_not_make_central():
    subtract = onemode_network(QUARREL, qualifier_aggregation="subtract")
    assert subtract.at["anna", "bo"] == -4
    assert centralities(subtract).at["bo", "strength"] == 0


def test_both_classes_of_a_two_mode_network_are_listed():
    table = centralities(affiliation_network(QUARREL))
    assert table.at["issue:bridge", "degree"] == 3
    assert set(table["node_type"]) == {"actor", "issue"}


def test_a_measure_that_is_not_there_names_those_that_are():
    with pytest.raises(ValueError, match="betweenness"):
        centralities(STAR, ("pagerank",))


def test_two_cliques_are_two_groups_every_time():
    found = communities(TWO_CLIQUES, seeds=10)
    assert found["community"].to_dict() == {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2, "f": 2}
    assert (found["stability"] == 1).all()
    assert found.attrs["n_communities"] == [2] * 10
    assert found.attrs["agreement"] == 1


def test_where_chance_decides_the_stability_says_so():
    ring = network(*[(str(n), str((n + 1) % 9), 1) for n in range(9)])
    assert communities(ring, seeds=30)["stability"].min() < 1


def test_the_same_seeds_give_the_same_groups():
    first, second = communities(congruence_network(QUARREL)), communities(congruence_network(QUARREL))
    pd.testing.assert_frame_equal(first, second)


def test_without_ties_everyone_is_a_group():
    found = communities(pd.DataFrame(np.zeros((2, 2)), ["a", "b"], ["a", "b"]), seeds=2)
    assert list(found["community"]) == [1, 2]
    assert found["stability"].isna().all()


def test_rand_index_of_renamed_and_of_crossed_groups():
    assert adjusted_rand([1, 1, 2, 2], [5, 5, 3, 3]) == 1
    assert adjusted_rand([1, 1, 2, 2], [1, 2, 1, 2]) < 0


def test_two_halves_at_the_ends_are_fully_polarised():
    rows = events(*[("d", "2024-11-01", who, "x", level) for who, level in zip("abcd", (-2, -2, 2, 2), strict=True)])
    table = polarisation(rows)
    assert table.at["x", "polarisation"] == 1
    assert table.at["x", "sidedness"] == 0.5
    assert table.at["x", "warning"] == "all from one document"


def test_one_voice_each_however_often_someone_speaks():
    once = events(("d", "2024-11-01", "a", "x", 1), ("e", "2024-11-01", "b", "x", 0), ("f", "2024-11-01", "c", "x", 0))
    often = pd.concat([once, *[once.head(1)] * 5])
    assert polarisation(often).at["x", "polarisation"] == polarisation(once).at["x", "polarisation"] == 1


def test_agreement_is_no_polarisation_and_one_actor_has_no_distance():
    rows = events(*[("d", "2024-11-01", who, "x", 1) for who in "abc"], ("d", "2024-11-01", "a", "y", -1))
    table = polarisation(rows)
    assert table.at["x", "polarisation"] == 0
    assert np.isnan(table.at["y", "polarisation"])
    assert table.at["y", "warning"] == "one actor: no distance"


def test_categories_cannot_be_polarised():
    with pytest.raises(ValueError, match="no distance|categories"):
        polarisation(QUARREL.assign(frame="economy"), qualifier="frame")


def test_camps_that_explain_everything():
    rows = QUARREL[:6]  # before cem changed sides
    agree, differ = congruence_network(rows), conflict_network(rows)
    camps = {"anna": "for", "cem": "for", "bo": "against"}
    found = camp_polarisation(agree, differ, camps)
    assert (found["polarisation"], found["ei_index"], found["n_actors"]) == (1, -1, 3)
