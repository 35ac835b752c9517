"""The series: who is rolled up, whose code counts, what a misspelt id does."""

import pandas as pd
import pytest

from helpers import DATA, gold_articles, gold_positions, gold_statements
from newsnb.shift import SERIES_COLUMNS, members, position_series
from newsnb.statements.actors import load_actors

ACTORS = {"peskov": "kremlin", "putin": "kremlin", "kremlin": "russia", "russia": None, "trump": None}


@pytest.fixture(scope="module")
def registry():
    return load_actors(DATA / "actors.yaml")


def series(registry=ACTORS, positions=None, statements=None, **choices):
    statements = gold_statements() if statements is None else statements
    positions = gold_positions() if positions is None else positions
    return position_series(statements, positions, gold_articles(), registry, **{"actors": "kremlin"} | choices)


def test_the_kremlin_is_whoever_rolls_up_to_it(registry):
    assert {"kremlin", "peskov", "putin"} <= members("kremlin", registry)
    assert "russia" not in members("kremlin", registry)
    assert set(series(registry)["actor_id"]) == {"kremlin", "peskov", "putin"}


def test_the_story_of_contact_can_be_read_from_the_series(registry):
    contact = series(registry, issues="us_contact")
    months = contact.groupby(contact["said_from"].dt.strftime("%Y-%m"))["position"].agg(["min", "max"])
    assert months.loc["2024-11"].tolist() == [-2, 1]  # Putin's "no mistake to call", then denial
    assert months.loc["2024-12"].tolist() == [-1, -1]
    assert months.loc["2025-01"].tolist() == [1, 1]
    assert months.loc["2025-02"].tolist() == [0, 2]


def test_rows_are_numbered_in_order_of_time_with_undated_ones_last():
    statements = gold_statements()
    spoken = statements["actor_id"].eq("peskov")
    first = statements.index[spoken][0]
    statements.loc[first, ["said_from", "said_to"]] = pd.NaT
    rows = series(statements=statements)
    assert rows.index.tolist() == list(range(1, len(rows) + 1))
    assert rows["said_from"].dropna().is_monotonic_increasing
    assert rows["said_from"].isna().tolist()[-1] is True


def test_columns_and_missing_values_are_as_declared():
    rows = series()
    assert tuple(rows.columns) == SERIES_COLUMNS
    assert rows["position"].notna().all()
    wide = rows[rows["precision_days"].gt(0)].iloc[0]
    assert wide["mid"] == wide["said_from"] + (wide["said_to"] - wide["said_from"]) / 2


def test_a_persons_code_wins_over_the_machines():
    machine = gold_positions()
    by_hand = series()["statement_id"].iloc[0]
    hand = machine[machine["statement_id"].eq(by_hand)].assign(coder="anna", position=2)
    coded = series(positions=pd.concat([machine, hand], ignore_index=True)).set_index("statement_id")
    assert (coded.at[by_hand, "position"], coded.at[by_hand, "coder"]) == (2, "anna")
    assert coded.index.is_unique


@pytest.mark.parametrize(
    ("choice", "message"),
    [({"actors": "kremln"}, "did you mean kremlin"), ({"issues": "us_contct"}, "did you mean us_contact")],
)
def test_misspelt_ids_name_the_near_ones(choice, message):
    with pytest.raises(KeyError, match=message):
        series(**choice)


def test_silence_of_a_known_actor_is_an_empty_table():
    assert series(actors="russia", registry={"russia": None}).empty


def test_a_circle_of_affiliations_ends():
    assert members("a", {"a": "b", "b": "a", "c": None}) == {"a", "b"}


def test_the_same_report_in_two_articles_is_one_statement_on_request():
    statements, positions = gold_statements(), gold_positions()
    told = series().iloc[0]["statement_id"]
    again = statements[statements["statement_id"].eq(told)].assign(statement_id="again")
    statements = pd.concat([statements, again], ignore_index=True)
    code = positions[positions["statement_id"].eq(told)].assign(statement_id="again")
    positions = pd.concat([positions, code], ignore_index=True)
    reports = series(statements=statements, positions=positions)
    merged = series(statements=statements, positions=positions, unit="statement")
    assert len(reports) - len(merged) >= 1
    assert merged["n_reports"].sum() == len(reports)


def test_words_put_into_the_actors_mouth_can_be_left_out():
    statements = gold_statements()
    peskov = statements.index[statements["actor_id"].eq("peskov")][0]
    trump = statements.loc[statements["actor_id"].eq("trump"), "statement_id"].iloc[0]
    statements.loc[peskov, "nested_in"] = trump
    told = statements.loc[peskov, "statement_id"]
    everything = series(statements=statements).set_index("statement_id")
    assert everything.at[told, "reported_by"] == "trump"
    assert told not in set(series(statements=statements, hearsay=False)["statement_id"])
