"""Properties that every projection has, and what the settings do."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented_events import QUARREL, SCALE, event_lists, events, few
from newsnb.networks import (
    affiliation_network,
    agreement_counts,
    conflict_network,
    congruence_network,
    edge_table,
    onemode_network,
    to_networkx,
)

ONEMODE = ("ignore", "congruence", "conflict", "subtract")
CLOSE = {"rtol": 0, "atol": 1e-9}


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    assert list(one.index) == list(other.index)
    np.testing.assert_allclose(one.to_numpy(), other.to_numpy(), **CLOSE)


# ------------------------------------------------------------------ properties
@few
@given(st.sampled_from([(0, 1), SCALE]).flatmap(event_lists))
def test_congruence_and_conflict_add_up_to_co_occurrence(rows):
    agree, differ, both = (onemode_network(rows, qualifier_aggregation=a) for a in ("congruence", "conflict", "ignore"))
    same(agree + differ, both)
    same(agree - differ, onemode_network(rows, qualifier_aggregation="subtract"))


@few
@given(
    event_lists(SCALE),
    st.sampled_from(ONEMODE),
    st.sampled_from(["no", "average", "jaccard", "cosine", "vector_cosine"]),
)
def test_one_mode_is_symmetric_with_an_empty_diagonal(rows, aggregation, normalization):
    values = onemode_network(rows, qualifier_aggregation=aggregation, normalization=normalization).to_numpy()
    np.testing.assert_allclose(values, values.T, **CLOSE)
    assert not np.diag(values).any()


@few
@given(event_lists(SCALE))
def test_activity_makes_rows_and_prominence_makes_columns_add_up_to_one(rows):
    np.testing.assert_allclose(affiliation_network(rows, normalization="activity").sum(axis=1), 1, **CLOSE)
    np.testing.assert_allclose(affiliation_network(rows, normalization="prominence").sum(axis=0), 1, **CLOSE)


@few
@given(event_lists((0, 1)), st.sampled_from(ONEMODE))
def test_average_is_at_most_one_without_repetitions(rows, aggregation):
    network = onemode_network(
        rows, qualifier_aggregation=aggregation, normalization="average", duplicates="acrossrange"
    )
    assert (network.abs().to_numpy() <= 1 + 1e-9).all()


@few
@given(event_lists(SCALE), st.sampled_from(ONEMODE))
def test_the_real_cosine_never_exceeds_one(rows, aggregation):
    network = onemode_network(rows, qualifier_aggregation=aggregation, normalization="vector_cosine")
    assert (network.abs().to_numpy() <= 1 + 1e-9).all()


@few
@given(event_lists(SCALE), st.randoms())
def test_the_order_of_rows_does_not_matter(rows, random):
    shuffled = rows.sample(frac=1, random_state=random.randint(0, 10_000))
    for duplicates in ("include", "document", "week", "acrossrange"):
        pd.testing.assert_frame_equal(
            congruence_network(rows, duplicates=duplicates), congruence_network(shuffled, duplicates=duplicates)
        )


@few
@given(event_lists((0, 1)))
def test_the_two_mode_network_counts_every_usable_statement_once(rows):
    network = affiliation_network(rows)
    usable = rows["actor"].ne("") & rows["issue"].fillna("").ne("")
    assert network.to_numpy().sum() == usable.sum() == network.attrs["n_statements"]
    assert sum(network.attrs["dropped"].values()) == (~usable).sum()


# ------------------------------------------------------------------ worked cases
def test_two_who_agree_and_two_who_differ():
    agree, differ = congruence_network(QUARREL), conflict_network(QUARREL)
    assert agree.at["anna", "cem"] == 2  # anna twice for the bridge, cem once for it
    assert differ.at["anna", "bo"] == 4  # each of two for against each of two against
    assert differ.at["anna", "cem"] == 2  # cem changed sides


def test_someone_who_shares_no_issue_stays_in_the_network_without_ties():
    assert not congruence_network(QUARREL).loc["dora"].any()


def test_half_agreement_on_a_scale():
    rows = events(("d", "2024-11-01", "anna", "x", -4), ("d", "2024-11-01", "anna", "x", -4)).pipe(
        lambda first: pd.concat([first, events(*[("e", "2024-11-02", "bo", "x", 2)] * 3)])
    )
    # The manual's own example: -4 twice against +2 three times, on a scale from -5 to 5.
    assert congruence_network(rows, levels=tuple(range(-5, 6))).at["anna", "bo"] == pytest.approx(2.4)


def test_statements_without_a_level_count_only_where_the_qualifier_is_ignored():
    rows = events(("d", "2024-11-01", "anna", "x", 1), ("d", "2024-11-01", "bo", "x", None))
    rows["position"] = rows["position"].astype("Int64")
    assert onemode_network(rows, qualifier_aggregation="ignore").at["anna", "bo"] == 1
    agree = congruence_network(rows)
    assert list(agree.index) == ["anna"]
    assert agree.attrs["dropped"]["empty_qualifier"] == 1


def test_categories_have_no_order():
    rows = events(*[("d", "2024-11-01", who, "x", None) for who in ("anna", "bo", "cem")])
    rows["frame"] = ["economy", "economy", "security"]
    network = congruence_network(rows, qualifier="frame")
    assert (network.at["anna", "bo"], network.at["anna", "cem"]) == (1, 0)
    assert conflict_network(rows, qualifier="frame").at["anna", "cem"] == 2


def test_any_two_columns_make_a_network():
    rows = QUARREL.assign(outlet=["A", "A", "B", "B", "C", "C", "C"])
    assert affiliation_network(rows, "outlet", "actor").at["A", "bo"] == 1
    assert list(onemode_network(rows, "outlet", "issue").index) == ["A", "B", "C"]


def test_settings_travel_with_the_network():
    attrs = congruence_network(QUARREL, normalization="average", duplicates="document", exclude={"actor": ["bo"]}).attrs
    assert attrs["normalization"] == "average"
    assert attrs["exclude"] == {"actor": ["bo"]}
    assert attrs["n_documents"] == 4
    assert (attrs["first_date"], attrs["last_date"]) == ("2024-11-01", "2025-01-02")


def test_nothing_in_gives_an_empty_network():
    for network in (affiliation_network(QUARREL[:0]), congruence_network(QUARREL[:0]), agreement_counts(QUARREL[:0])):
        assert network.empty


def test_the_input_is_left_alone():
    before = QUARREL.copy(deep=True)
    congruence_network(QUARREL, duplicates="week")
    pd.testing.assert_frame_equal(QUARREL, before)


# ------------------------------------------------------------------ wrong settings
@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"qualifier_aggregation": "agree"}, "congruence"),
        ({"normalization": "activity"}, "vector_cosine"),
        ({"duplicates": "day"}, "acrossrange"),
        ({"calendar": "julian"}, "year-aware"),
        ({"qualifier_type": "number"}, "category"),
        ({"variable1": "speaker"}, "actor"),
        ({"exclude": {"party": ["x"]}}, "actor"),
        ({"dupes": "week"}, "duplicates"),
        ({"variable1": "issue"}, "two variables"),
        ({"levels": (0,)}, "lacks"),
        ({"qualifier_type": "integer", "qualifier": "actor"}, "not integer"),
    ],
)
def test_a_wrong_setting_names_what_is_allowed(settings, named):
    with pytest.raises(ValueError, match=named):
        onemode_network(QUARREL, **settings)


def test_categories_made_of_levels_cannot_be_normalized():
    with pytest.raises(ValueError, match="combine"):
        affiliation_network(QUARREL, qualifier_aggregation="combine", normalization="activity")


# ------------------------------------------------------------------ other views
def test_networkx_keeps_weights_and_every_node():
    graph = to_networkx(congruence_network(QUARREL))
    assert graph.edges["anna", "cem"]["weight"] == 2
    assert "dora" in graph
    assert nx.number_of_isolates(graph) == 1


def test_an_actor_and_an_issue_of_one_name_stay_two_nodes():
    rows = events(("d", "2024-11-01", "nato", "nato", 1))
    graph = to_networkx(affiliation_network(rows))
    assert set(graph) == {"actor:nato", "issue:nato"}
    assert graph.nodes["issue:nato"] == {"label": "nato", "node_type": "issue", "bipartite": 1}


def test_edges_come_strongest_first():
    table = edge_table(conflict_network(QUARREL))
    assert table.iloc[0].to_dict() == {"row": "anna", "column": "bo", "value": 4.0}
    assert table["value"].is_monotonic_decreasing


def test_agreement_counts_repetitions_once_in_a_document():
    rows = events(*[("d", "2024-11-01", "anna", "x", 1)] * 2, ("e", "2024-11-02", "anna", "x", 1))
    assert agreement_counts(rows).loc["x"].to_dict() == {0: 0, 1: 2}
    assert agreement_counts(rows, duplicates="include").at["x", 1] == 3
