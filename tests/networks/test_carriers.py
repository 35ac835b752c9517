"""The same statement in several outlets and languages."""

import numpy as np
import pandas as pd
import pytest

from helpers import gold_articles, gold_positions, gold_statements
from newsnb.networks import CarrierRules, affiliation_network, event_list, find_carriers, merge_carriers

DENIAL = "There were no plans for a call between the two presidents this week"
REWORDED = "there were no plans for a call between the two presidents, at least this week"
OTHER = "Sanctions against the shipping sector will be answered in kind"
# "there is no plan for a telephone call between the two presidents"
DENIAL_FA = "هیچ برنامه‌ای برای گفت‌وگوی تلفنی دو رئیس جمهور وجود ندارد"
# the same in Arabic
DENIAL_AR = "لا توجد خطط لإجراء اتصال هاتفي بين الرئيسين"


def reports(*rows: tuple, **changes) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make statements and events from ``(article, language, text)``: Peskov denies, on one day, unless changed."""
    statements = pd.DataFrame(rows, columns=["article_id", "lang", "text"])
    statements["statement_id"] = [f"s{number}" for number in range(len(rows))]
    statements["targets"] = [["putin", "trump"]] * len(rows)
    events = statements.drop(columns="targets").assign(
        actor="peskov", issue="us_contact", position=-1, outlet=statements["article_id"].str.upper(),
        date_from=pd.Timestamp("2024-11-11"), date_to=pd.Timestamp("2024-11-11"),
    )  # fmt: skip
    return statements, events.assign(**changes)


def groups(statements, events, **settings) -> list[str]:
    return list(find_carriers(statements, events, **settings)["said_id"])


def test_nearly_the_same_words_are_one_statement():
    statements, events = reports(("a", "en", DENIAL), ("b", "en", REWORDED), ("c", "en", OTHER))
    found = find_carriers(statements, events)
    assert list(found["said_id"]) == ["s0", "s0", "s2"]
    assert list(found["basis"]) == ["wording", "wording", ""]
    assert found["similarity"].iloc[0] > 0.45


@pytest.mark.parametrize(
    "changes",
    [
        {"actor": ["peskov", "putin"]},
        {"issue": ["us_contact", "nato"]},
        {"position": [-1, 1]},
        {
            "date_to": pd.to_datetime(["2024-11-09", "2024-11-11"]),
            "date_from": pd.to_datetime(["2024-11-09", "2024-11-11"]),
        },
    ],
    ids=["speaker", "issue", "position", "day"],
)
def test_another_speaker_issue_position_or_day_is_another_statement(changes):
    assert groups(*reports(("a", "en", DENIAL), ("b", "en", DENIAL), **changes)) == ["s0", "s1"]


def test_an_open_date_is_no_contradiction():
    day, open_end = pd.Timestamp("2024-11-11"), pd.NaT
    assert groups(*reports(("a", "en", DENIAL), ("b", "en", DENIAL), date_from=[day, open_end])) == ["s0", "s0"]


def test_one_document_does_not_carry_a_statement_twice():
    assert groups(*reports(("a", "en", DENIAL), ("a", "en", DENIAL))) == ["s0", "s1"]


def test_each_record_finds_one_partner_in_another_document_the_best():
    statements, events = reports(("a", "en", DENIAL), ("b", "en", REWORDED), ("b", "en", DENIAL))
    assert groups(statements, events) == ["s0", "s1", "s0"]


def test_three_languages_are_tied_by_coding():
    statements, events = reports(("a", "en", DENIAL), ("b", "fa", DENIAL_FA), ("c", "ar", DENIAL_AR))
    found = find_carriers(statements, events)
    assert set(found["said_id"]) == {"s0"}
    assert set(found["basis"]) == {"coding"}


def test_coding_can_be_turned_off_and_needs_close_dates():
    two = reports(("a", "en", DENIAL), ("b", "fa", DENIAL_FA))
    assert groups(*two, rules=CarrierRules(coding=False)) == ["s0", "s1"]
    vague = reports(("a", "en", DENIAL), ("b", "fa", DENIAL_FA), date_to=pd.Timestamp("2024-12-11"))
    assert groups(*vague) == ["s0", "s1"]


def test_coding_does_not_choose_between_two_statements():
    rows = (("a", "en", DENIAL), ("b", "fa", DENIAL_FA), ("c", "en", OTHER))
    assert groups(*reports(*rows)) == ["s0", "s1", "s2"]
    rows = (("a", "en", DENIAL), ("b", "fa", DENIAL_FA), ("a", "en", OTHER))
    assert groups(*reports(*rows)) == ["s0", "s1", "s2"]
    # The same words in two English papers are one statement: no choice to make.
    rows = (("a", "en", DENIAL), ("b", "fa", DENIAL_FA), ("c", "en", REWORDED))
    assert groups(*reports(*rows)) == ["s0", "s0", "s0"]


def test_vectors_replace_coding_where_the_caller_brings_them():
    statements, events = reports(("a", "en", DENIAL), ("b", "fa", DENIAL_FA), ("c", "ar", DENIAL_AR))
    vectors = {DENIAL: [1.0, 0.0], DENIAL_FA: [0.9, 0.1], DENIAL_AR: [0.0, 1.0]}
    found = find_carriers(statements, events, embed=lambda texts: np.array([vectors[text] for text in texts]))
    assert list(found["said_id"]) == ["s0", "s0", "s2"]
    assert found["basis"].iloc[0] == "meaning"


def test_counting_per_statement_instead_of_per_report():
    rows = (("a", "en", DENIAL), ("b", "fa", DENIAL_FA), ("c", "en", OTHER))
    statements, events = reports(*rows, position=[-1, -1, 1])
    merged = merge_carriers(events.assign(date=events["date_from"]), find_carriers(statements, events))
    assert len(merged) == 2
    first = merged.iloc[0]
    assert (first["n_reports"], first["carriers"], first["langs"]) == (2, "A; B", "en; fa")
    assert affiliation_network(merged).at["peskov", "us_contact"] == 2


def test_without_carriers_merging_changes_nothing():
    events = event_list(gold_statements(), gold_positions(), gold_articles())
    merged = merge_carriers(events, find_carriers(gold_statements(), events))
    # No two of the five articles report the same words of the same day.
    assert list(merged["statement_id"]) == list(events["statement_id"])
    assert (merged["n_reports"] == 1).all()


def test_no_statements_have_no_carriers():
    events = event_list(gold_statements()[:0], gold_positions(), gold_articles())
    assert find_carriers(gold_statements()[:0], events).empty
