"""Uncertain dates: drawn from their intervals, again and again, repeatably."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from invented_series import DENIES, NOTHING, READY, daily, series_of
from newsnb.shift import draw_days, order_certainty, position_band, position_changes

UNCERTAIN = series_of(
    ("a", "2024-11-11", "2024-11-11", DENIES),
    ("b", "2024-12-01", "2024-12-10", NOTHING),
    ("b", "2024-12-01", "2024-12-10", NOTHING),
    ("c", "2024-12-06", "2024-12-15", READY),
)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 40), st.integers(0, 10_000))
def test_draws_stay_within_the_interval(length, seed):
    first = pd.Timestamp("2024-12-01")
    rows = series_of(("a", first, first + pd.Timedelta(days=length), READY))
    days = draw_days(rows, n_draws=50, seed=seed).to_numpy().ravel()
    assert days.min() >= first.to_datetime64()
    assert days.max() <= (first + pd.Timedelta(days=length)).to_datetime64()


def test_statements_dated_by_the_same_evidence_move_together():
    draws = draw_days(UNCERTAIN, n_draws=20)
    assert (draws.loc[2] == draws.loc[3]).all()
    assert (draws.loc[2] != draws.loc[4]).any()


def test_open_intervals_are_not_drawn_from():
    rows = series_of(("a", "2024-11-11", None, DENIES), ("b", None, None, READY))
    assert draw_days(rows).empty
    assert position_band(rows).empty


def test_the_band_is_narrow_where_days_are_known_and_wide_where_not():
    band = position_band(UNCERTAIN).set_index("date")
    assert band.at[pd.Timestamp("2024-11-20"), "low"] == band.at[pd.Timestamp("2024-11-20"), "high"] == DENIES
    unsure = band.loc[pd.Timestamp("2024-12-08")]
    assert unsure["low"] < unsure["mean"] < unsure["high"]


def test_order_is_certain_where_intervals_do_not_meet():
    rows = UNCERTAIN
    certainty = order_certainty(rows, position_changes(rows))
    assert certainty.iloc[0] == 1.0
    assert 0.6 < certainty.iloc[1] < 1.0  # the second interval begins five days after the first


def test_draws_repeat():
    pd.testing.assert_frame_equal(draw_days(UNCERTAIN, seed=1), draw_days(UNCERTAIN, seed=1))
    assert not draw_days(UNCERTAIN, seed=1).equals(draw_days(UNCERTAIN, seed=2))


def test_known_days_are_drawn_as_they_are():
    rows = daily(DENIES, READY)
    assert (draw_days(rows, n_draws=3)[2] == rows["said_from"]).all()
