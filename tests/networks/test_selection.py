"""Which statements count: time range, exclusions, repetitions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented_events import QUARREL, event_lists, events, few
from newsnb.networks.selection import DUPLICATES, Selection, select_statements

SAME = ("anna", "x", 1)


def kept(rows, use_qualifier: bool = True, **settings) -> list[str]:
    return list(select_statements(rows, Selection.of(settings), use_qualifier).statements["statement_id"])


def test_the_earliest_of_several_stays():
    rows = events(("d2", "2024-11-08", *SAME), ("d1", "2024-11-01", *SAME), ("d1", "2024-11-01", *SAME))
    assert kept(rows, duplicates="document") == ["s001", "s000"]
    assert kept(rows, duplicates="acrossrange") == ["s001"]


def test_two_levels_are_two_things_unless_the_level_is_ignored():
    rows = events(("d", "2024-11-01", "anna", "x", 1), ("d", "2024-11-01", "anna", "x", 0))
    assert len(kept(rows, duplicates="document")) == 2
    assert len(kept(rows, use_qualifier=False, duplicates="document")) == 1


def test_a_week_over_new_year_is_one_week():
    rows = events(("d1", "2024-12-30", *SAME), ("d2", "2025-01-02", *SAME))  # ISO week 2025-W01
    assert len(kept(rows, duplicates="week")) == 1
    assert len(kept(rows, duplicates="month")) == 2


def test_november_of_two_years_is_two_months():
    rows = events(("d1", "2023-11-05", *SAME), ("d2", "2024-11-05", *SAME))
    assert len(kept(rows, duplicates="month")) == 2
    assert len(kept(rows, duplicates="month", calendar="dna-3.1")) == 1


def test_undated_statements_repeat_only_within_their_document():
    rows = events(("d1", None, *SAME), ("d1", None, *SAME), ("d2", None, *SAME))
    assert kept(rows, duplicates="month") == ["s000", "s002"]


def test_both_ends_of_the_time_range_count():
    inside = select_statements(QUARREL, Selection(start_date="2024-11-05", stop_date="2024-12-10"), True)
    assert list(inside.statements["article_id"].unique()) == ["d2", "d3"]
    assert inside.dropped["outside_time_range"] == 3


def test_the_scale_is_that_of_the_time_range_before_exclusions():
    rows = events(("d", "2024-11-01", "anna", "x", -2), ("d", "2024-11-01", "bo", "x", 1))
    assert select_statements(rows, Selection(exclude={"actor": ["anna"]}), True).levels == (-2, 1)


def test_excluding_one_value_needs_no_list():
    assert "s001" not in kept(QUARREL, exclude={"actor": "bo"})


def test_isolates_keep_everyone_of_the_time_range():
    rows = events(("d", "2024-11-01", "anna", "x", 1), ("d", "2024-11-01", "bo", "", 1))
    assert select_statements(rows, Selection(), True).rows == ("anna",)
    assert select_statements(rows, Selection(isolates=True), True).rows == ("anna", "bo")


def test_two_values_zero_and_one_are_a_yes_or_no():
    rows = events(("d", "2024-11-01", "anna", "x", 1), ("d", "2024-11-01", "bo", "x", 1))
    assert select_statements(rows, Selection(), True).levels == (0.0, 1.0)
    assert select_statements(rows, Selection(qualifier_type="integer"), True).levels == (1.0,)


def test_a_boolean_qualifier_takes_nothing_else():
    with pytest.raises(ValueError, match="allowed: 0, 1"):
        select_statements(events(("d", "2024-11-01", "anna", "x", 2)), Selection(qualifier_type="boolean"), True)


@few
@given(event_lists(), st.sampled_from(DUPLICATES))
def test_selecting_twice_changes_nothing(rows, duplicates):
    once = select_statements(rows, Selection(duplicates=duplicates), True).statements
    twice = select_statements(once, Selection(duplicates=duplicates), True).statements
    assert list(once["statement_id"]) == list(twice["statement_id"])


@few
@given(event_lists())
def test_the_wider_the_unit_the_fewer_stay(rows):
    dated = rows.dropna(subset=["date"])
    counts = [len(kept(dated, duplicates=unit)) for unit in ("include", "month", "year", "acrossrange")]
    assert counts == sorted(counts, reverse=True)
