"""Changes, net position, before and after, one change point."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invented_series import CONFIRMED, DENIES, NEITHER, NOTHING, READY, daily, series_of
from newsnb.shift import before_after, change_point, net_position, position_changes, storyline
from newsnb.shift.resampling import wilson


def test_a_turn_of_sign_is_a_reversal_with_both_sentences():
    (change,) = position_changes(daily(NOTHING, READY)).to_dict("records")
    assert (change["kind"], change["step"], change["order"]) == ("reversal", 2.0, "certain")
    assert (change["from_text"], change["to_text"]) == ("sentence 1", "sentence 2")


def test_a_step_through_neither_is_a_shift():
    assert position_changes(daily(NOTHING, NEITHER, READY))["kind"].tolist() == ["shift", "shift"]


def test_overlapping_dates_leave_the_order_open():
    rows = series_of(("a", "2024-12-01", "2024-12-20", NOTHING), ("b", "2024-12-10", "2025-01-10", READY))
    assert position_changes(rows)["order"].tolist() == ["overlapping"]


def test_statements_of_one_day_are_taken_together():
    day = "2024-11-11"
    rows = series_of(("a", day, day, DENIES), ("a", day, day, NOTHING), ("b", "2024-11-12", "2024-11-12", READY))
    (change,) = position_changes(rows).to_dict("records")
    assert change["from_position"] == -1.5


def test_undated_statements_move_nothing():
    rows = series_of(
        ("a", None, None, DENIES), ("b", "2024-11-12", None, READY), ("c", "2024-11-13", "2024-11-13", READY)
    )
    assert position_changes(rows).empty


def test_net_position_counts_sides_and_leaves_neither_out():
    (row,) = net_position(daily(DENIES, NOTHING, NEITHER, READY)).to_dict("records")
    assert (row["positive"], row["neutral"], row["negative"]) == (1, 1, 2)
    assert row["net"] == pytest.approx(-1 / 3)
    assert row["net_low"] < row["net"] < row["net_high"]
    assert row["mean_low"] <= row["mean"] <= row["mean_high"]


def test_one_article_gives_no_interval():
    rows = series_of(("a", "2024-11-01", "2024-11-01", DENIES), ("a", "2024-11-02", "2024-11-02", READY))
    assert np.isnan(net_position(rows).at[0, "mean_low"])


def test_statements_of_one_article_do_not_narrow_the_interval():
    few = daily(DENIES, READY, NEITHER, CONFIRMED)
    many = pd.concat([few] * 20, ignore_index=True)
    width = [row.mean_high - row.mean_low for row in (net_position(rows).iloc[0] for rows in (few, many))]
    assert width[1] == pytest.approx(width[0], abs=0.3)


def test_before_and_after_leaves_out_what_spans_the_day():
    rows = series_of(
        ("a", "2024-11-11", "2024-11-11", DENIES),
        ("b", "2025-01-01", "2025-02-01", NEITHER),
        ("c", "2025-02-24", "2025-02-24", CONFIRMED),
    )
    (row,) = before_after(rows, "2025-01-20").to_dict("records")
    assert (row["n_before"], row["n_after"], row["n_unplaced"], row["difference"]) == (1, 1, 1, 4.0)


def test_five_documents_are_too_few_for_a_test():
    (row,) = change_point(daily(DENIES, DENIES, DENIES, READY, READY)).to_dict("records")
    assert row["result"].startswith("too few dated documents for a test")
    assert np.isnan(row["p"])


def test_a_clear_change_is_found_between_its_dates():
    (row,) = change_point(daily(*[DENIES] * 8, *[READY] * 8)).to_dict("records")
    assert (row["last_before"], row["first_after"]) == (pd.Timestamp("2024-11-08"), pd.Timestamp("2024-11-09"))
    assert (row["before"], row["after"]) == (-2, 1)
    assert row["p"] < 0.01


def test_no_change_is_no_finding():
    assert change_point(daily(*[DENIES, READY] * 6)).at[0, "p"] > 0.2


def test_the_same_seed_gives_the_same_numbers():
    rows = daily(DENIES, NOTHING, READY, NEITHER, READY, CONFIRMED, NOTHING)
    for compute in (net_position, change_point, lambda rows, seed: before_after(rows, "2024-11-04", seed=seed)):
        pd.testing.assert_frame_equal(compute(rows, seed=3), compute(rows, seed=3))


@given(st.integers(0, 50), st.integers(1, 50))
def test_wilson_holds_the_share_and_stays_within_bounds(successes, more):
    trials = successes + more
    low, high = wilson(successes, trials)
    assert 0 <= low <= successes / trials <= high <= 1


def test_the_storyline_joins_equal_days_and_names_the_prevailing_position():
    day = "2024-11-11"
    rows = series_of(
        ("a", "2024-11-09", "2024-11-09", NOTHING),
        ("a", "2024-11-10", "2024-11-10", NOTHING),
        ("b", day, day, DENIES),
        ("b", day, day, DENIES),
        ("b", day, day, NOTHING),
        ("c", "2025-01-21", "2025-01-31", READY),
    )
    steps = storyline(rows)
    assert steps["position"].tolist() == [NOTHING, DENIES, READY]
    assert steps["n"].tolist() == [2, 3, 1]
    assert (steps.at[1, "lowest"], steps.at[1, "highest"]) == (DENIES, NOTHING)
    assert steps.at[0, "said_to"] == pd.Timestamp("2024-11-10")


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(-2, 2), min_size=1, max_size=12))
def test_the_storyline_counts_every_dated_statement_once(positions):
    assert storyline(daily(*positions))["n"].sum() == len(positions)
