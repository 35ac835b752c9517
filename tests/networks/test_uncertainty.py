"""Intervals from drawing documents, and what depends on settings."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented_events import QUARREL, event_lists, events, few
from newsnb.networks import (
    affiliation_network,
    bootstrap_centralities,
    bootstrap_edges,
    centralities,
    congruence_network,
    edge_table,
    sensitivity_table,
)
from newsnb.networks.drawing import Recipe


def test_the_value_is_that_of_the_network():
    table = bootstrap_edges(QUARREL, draws=20)
    pd.testing.assert_frame_equal(
        table[["row", "column", "value"]], edge_table(congruence_network(QUARREL)), check_dtype=False
    )


def test_the_same_seed_gives_the_same_interval_and_another_does_not():
    one, same, other = (bootstrap_edges(QUARREL, draws=50, seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one, same)
    assert not one["present"].equals(other["present"])


def test_a_tie_on_one_document_says_that_there_is_no_interval():
    table = bootstrap_edges(QUARREL, "affiliation", draws=20).set_index(["row", "column"])
    assert table.at[("dora", "tunnel"), "warning"] == "one document: no interval can be given"
    assert table.at[("dora", "tunnel"), "present"] < 1


def test_a_tie_that_every_document_repeats_is_certain():
    rows = events(*[(f"d{n}", "2024-11-01", who, "x", 1) for n in range(8) for who in ("anna", "bo")])
    tie = bootstrap_edges(rows, draws=200, normalization="average", duplicates="acrossrange").iloc[0]
    assert (tie["low"], tie["value"], tie["high"], tie["present"], tie["warning"]) == (1, 1, 1, 1, "")


def test_more_documents_make_a_narrower_interval():
    def width(n: int) -> float:
        rows = events(*[(f"d{k}", "2024-11-01", who, "x", k % 2) for k in range(n) for who in ("anna", "bo")])
        tie = bootstrap_edges(rows, normalization="vector_cosine", draws=200).iloc[0]
        return (tie["high"] - tie["low"]) / tie["value"]

    assert width(80) < width(6)


def test_a_repetition_counts_when_the_first_was_not_drawn():
    rows = events(("d1", "2024-11-01", "anna", "x", 1), ("d2", "2024-11-02", "anna", "x", 1))
    recipe = Recipe.of(rows, "affiliation", None, "no", {"duplicates": "acrossrange"})
    assert {float(matrix[0, 0]) for matrix in recipe.draws(20, seed=0)} == {1.0}


@few
@given(event_lists(), st.sampled_from(["include", "document", "month", "acrossrange"]))
def test_drawing_every_document_once_gives_the_network_itself(rows, duplicates):
    recipe = Recipe.of(rows, "affiliation", None, "no", {"duplicates": duplicates})
    once = recipe._counting()(np.ones(len(recipe.pool.statements)))
    assert once.sum() == affiliation_network(rows, duplicates=duplicates).to_numpy().sum()


def test_centralities_with_intervals():
    table = bootstrap_centralities(QUARREL, draws=50)
    point = centralities(congruence_network(QUARREL))["strength"]
    assert table["value"].to_dict() == point.to_dict()
    assert table["value"].is_monotonic_decreasing
    assert (table["low"] <= table["high"]).all()
    assert table.at["dora", "n_statements"] == 1


@pytest.mark.parametrize("settings", [{"draws": 0}, {"level": 95}, {"network": "friends"}, {"duplicates": "day"}])
def test_wrong_settings_are_refused(settings):
    with pytest.raises(ValueError, match="allowed"):
        bootstrap_edges(QUARREL, **settings)


def test_no_statements_give_an_empty_table():
    assert bootstrap_edges(QUARREL[:0], draws=5).empty


# ------------------------------------------------------------------ sensitivity
def test_the_first_setting_is_the_measure_of_the_others():
    table = sensitivity_table(QUARREL, duplicates=("include", "acrossrange"), window_sizes=(None, 31))
    assert len(table) == 2 * 5 * 2
    first = table.iloc[0]
    assert (first["duplicates"], first["normalization"], first["top_kept"]) == ("include", "no", 1)
    assert first["rank_correlation"] == pytest.approx(1)


def test_repetitions_are_counted():
    table = sensitivity_table(QUARREL, duplicates=("include", "acrossrange"), normalizations=("no",))
    assert list(table["n_statements"]) == [7, 5]


def test_a_two_mode_network_has_its_own_normalizations():
    table = sensitivity_table(QUARREL, "affiliation", duplicates=("include",))
    assert list(table["normalization"]) == ["no", "activity", "prominence"]
