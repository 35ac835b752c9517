"""Stretches of time and kernels."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented_events import QUARREL, event_lists, events, few
from newsnb.networks import networks_by_period, networks_over_time, onemode_network, slice_table, time_windows
from newsnb.networks.kernels import KERNELS, kernel_weights, units_between

REFERENCE = Path(__file__).parent.parent / "data" / "reference"


@pytest.mark.parametrize("name", ["toy_binary", "toy_integer"])
@pytest.mark.parametrize("size", [1, 31, 60])
def test_every_window_of_the_reference(name, size):
    wanted = pd.read_csv(REFERENCE / f"{name}_windows_days.csv").query("window_size == @size")
    rows = pd.read_csv(REFERENCE / f"{name}_statements.csv")
    found = time_windows(rows, "days", size).query("statements > 0")
    assert found.astype(str).to_numpy().tolist() == wanted.drop(columns="window_size").astype(str).to_numpy().tolist()


def test_an_even_window_is_widened_by_one():
    assert time_windows(QUARREL, "days", 2).equals(time_windows(QUARREL, "days", 3))


def test_a_window_of_one_month_is_that_month():
    november = time_windows(QUARREL, "months", 1).iloc[0]
    assert (november["first"], november["last"]) == (pd.Timestamp("2024-11-01"), pd.Timestamp("2024-11-30"))
    assert november["statements"] == 4


def test_weeks_begin_on_monday():
    assert set(time_windows(QUARREL, "weeks", 1)["first"].dt.day_of_week) == {0}


def test_event_windows_hold_the_same_number_of_statements():
    windows = time_windows(QUARREL, "events", 4)
    assert set(windows["statements"]) == {5}  # two on either side of the middle one
    assert len(windows) == len(QUARREL) - 4


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"time_window": "hours"}, "events"),
        ({"window_size": 0}, "from 1"),
        ({"step": 0}, "from 1"),
    ],
)
def test_a_wrong_window_names_what_is_allowed(settings, named):
    with pytest.raises(ValueError, match=named):
        time_windows(QUARREL, **settings)


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"network": "friendship"}, "congruence"),
        ({"kernel": "box"}, "epanechnikov"),
        ({"kernel": "uniform", "time_window": "events"}, "days"),
        ({"kernel": "uniform", "normalization": "jaccard"}, "vector_cosine"),
        ({"network": "conflict", "qualifier_aggregation": "subtract"}, "onemode"),
        ({"normalization": "activity"}, "average"),
    ],
)
def test_wrong_settings_over_time_are_refused_at_once(settings, named):
    with pytest.raises(ValueError, match=named):
        networks_over_time(QUARREL, **settings)


def test_one_window_over_everything_is_the_whole_network():
    made = list(
        networks_over_time(QUARREL, time_window="years", window_size=3, start_date="2023-01-01", stop_date="2026-12-31")
    )
    pd.testing.assert_frame_equal(made[1], onemode_network(QUARREL), check_names=False)


def test_only_those_who_speak_stand_in_a_slice():
    november, *_ = networks_over_time(QUARREL, time_window="months", window_size=1)
    assert list(november.index) == ["anna", "bo", "cem"]
    everyone, *_ = networks_over_time(QUARREL, time_window="months", window_size=1, isolates=True)
    assert list(everyone.index) == ["anna", "bo", "cem", "dora"]


def test_a_slice_keeps_the_scale_of_the_whole():
    rows = events(
        ("d1", "2024-11-01", "anna", "x", 0), ("d1", "2024-11-01", "bo", "x", 1), ("d2", "2024-12-01", "anna", "x", -4)
    )
    november, *_ = networks_over_time(rows, "conflict", time_window="months", window_size=1)
    assert november.at["anna", "bo"] == pytest.approx(1 / 5)


def test_periods_share_their_borders_without_overlap():
    made = networks_by_period(QUARREL, ["2024-12-01", "2025-01-01"], "affiliation")
    assert list(made) == ["2024-11-01 – 2024-11-30", "2024-12-01 – 2024-12-31", "2025-01-01 – 2025-01-02"]
    assert [network.attrs["n_statements"] for network in made.values()] == [4, 2, 1]


def test_a_period_says_how_many_dates_reach_over_its_border():
    rows = QUARREL.assign(date_from=QUARREL["date"], date_to=QUARREL["date"] + pd.Timedelta(days=40))
    first = next(iter(networks_by_period(rows, ["2024-12-15"]).values()))
    assert first.attrs["window"]["uncertain"] == 4  # those of 5 November and 10 December


def test_undated_statements_fall_into_no_period_and_are_counted():
    rows = pd.concat([QUARREL, events(("d9", None, "anna", "bridge", 1))])
    made = networks_by_period(rows, ["2024-12-01"])
    assert sum(network.attrs["n_statements"] for network in made.values()) == len(QUARREL)
    assert next(iter(made.values())).attrs["dropped"]["undated"] == 1


def test_the_summary_of_slices():
    table = slice_table(networks_over_time(QUARREL, time_window="months", window_size=1))
    assert list(table["statements"]) == [4, 2, 1]
    assert table["edges"].iloc[0] == 1  # anna and cem
    assert table["density"].iloc[0] == pytest.approx(1 / 3)


@few
@given(event_lists(), st.sampled_from(["days", "weeks", "months", "years"]))
def test_windows_of_one_unit_hold_every_dated_statement_once(rows, unit):
    assert time_windows(rows, unit, 1)["statements"].sum() == rows["date"].notna().sum()


# ------------------------------------------------------------------ kernels
DAYS = pd.Series(pd.to_datetime(["2024-11-01", "2024-11-06", "2024-11-11", "2024-11-16", "2024-11-21"]))
MIDDLE = pd.Timestamp("2024-11-11")


@pytest.mark.parametrize(
    ("kernel", "weights"),
    [
        ("uniform", [0.5, 0.5, 0.5, 0.5, 0.5]),
        ("triangular", [0, 0.5, 1, 0.5, 0]),
        ("epanechnikov", [0, 0.5625, 0.75, 0.5625, 0]),
        ("gaussian", [np.exp(-0.5) / np.sqrt(2 * np.pi), np.exp(-0.125) / np.sqrt(2 * np.pi), 1 / np.sqrt(2 * np.pi)]),
    ],
)
def test_the_shape_of_each_kernel(kernel, weights):
    found = kernel_weights(DAYS, MIDDLE, kernel, "days", 20)
    np.testing.assert_allclose(found[: len(weights)], weights, atol=1e-12)


@pytest.mark.parametrize("kernel", KERNELS[1:])
def test_before_and_after_weigh_the_same(kernel):
    weights = kernel_weights(DAYS, MIDDLE, kernel, "days", 20)
    np.testing.assert_allclose(weights, weights[::-1])


def test_only_whole_months_count():
    days = pd.Series(pd.to_datetime(["2024-10-12", "2024-10-11", "2024-12-10", "2024-12-11", "2023-11-11"]))
    assert units_between(days, MIDDLE, "months").tolist() == [0, 1, 0, -1, 12]
    assert units_between(days, MIDDLE, "years").tolist() == [0, 0, 0, 0, 1]


def test_a_wide_uniform_kernel_is_half_the_network():
    made = next(networks_over_time(QUARREL, kernel="uniform", window_size=1000, step=1000))
    np.testing.assert_allclose(made, onemode_network(QUARREL) / 2)


def test_a_wide_uniform_kernel_gives_the_average_of_the_network():
    made = next(networks_over_time(QUARREL, kernel="uniform", window_size=1000, step=1000, normalization="average"))
    np.testing.assert_allclose(made, onemode_network(QUARREL, normalization="average"))


def test_a_pair_of_statements_counts_by_the_root_of_both_weights():
    rows = events(("d1", "2024-11-11", "anna", "x", 1), ("d2", "2024-11-16", "bo", "x", 1))
    made = next(networks_over_time(rows, kernel="triangular", window_size=20))
    assert made.at["anna", "bo"] == pytest.approx(np.sqrt(1 * 0.5))
