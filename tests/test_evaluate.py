"""Scoring rules, each shown on one invented page."""

import pytest

from newsnb.evaluate import evaluate, match

TEXT = "Kremlin says no. Spokesman Dmitry Peskov said no call took place last week. He denied any plan. Share this page"
BODY = [[17, 95]]
TITLE = [0, 16]


def spans(*phrases: str) -> list[list[int]]:
    """Find phrases of the text."""
    return [[TEXT.index(phrase), TEXT.index(phrase) + len(phrase)] for phrase in phrases]


def gold(content: str, **more) -> dict:
    """Make a gold record: Peskov, denying contact with the US on 11 November 2024."""
    record = {
        "content": spans(content),
        "speaker": "peskov",
        "speaker_span": spans("Dmitry Peskov")[0],
        "said_on": {"low": "2024-11-11", "high": "2024-11-11", "accept_low": "2024-11-10", "accept_high": "2024-11-12"},
        "issue": "us_contact",
        "position": -2,
    }
    return record | more


def found(content: str, **more) -> dict:
    """Make a found record that is right in everything."""
    record = {
        "source_id": "page.txt", "content": spans(content), "source": None, "actor_id": "peskov",
        "on_behalf_of": "kremlin", "said_from": "2024-11-11", "said_to": "2024-11-11", "issue": "us_contact",
        "position": -2,
    }  # fmt: skip
    return record | more


def score(gold_records: list[dict], found_records: list[dict]):
    page = {"file": "page.txt", "lang": "en", "body_spans": BODY, "title_span": TITLE, "statements": gold_records}
    return evaluate(found_records, [page], {"page.txt": TEXT}).loc["all"]


CALL, PLAN = "no call took place last week", "any plan"


def test_all_right_is_one():
    scores = score([gold(CALL), gold(PLAN)], [found(CALL), found(PLAN)])
    assert scores[["f1", "speaker", "dated", "series_f1"]].tolist() == [1, 1, 1, 1]


def test_missed_statement_costs_recall_and_an_extra_one_precision():
    scores = score([gold(CALL), gold(PLAN)], [found(CALL), found("Dmitry Peskov said")])
    assert scores[["recall", "precision"]].tolist() == [0.5, 0.5]


def test_half_of_the_words_are_enough():
    assert score([gold(CALL)], [found("no call took")])["recall"] == 1  # three words of six
    assert score([gold(CALL)], [found("no call")])["recall"] == 0


def test_statement_over_the_words_of_another_place_does_not_match():
    """ "no" in the title is not "no" in the body: a word counts with its place."""
    assert match([gold(CALL)], [found("Kremlin says no")], TEXT)[0] == []


def test_title_is_no_extra():
    assert score([gold(CALL)], [found(CALL), found("Kremlin says no")])["precision"] == 1


def test_optional_gold_neither_rewards_nor_punishes():
    optional = gold(PLAN, optional=True)
    for records in ([found(CALL)], [found(CALL), found(PLAN)]):
        scores = score([gold(CALL), optional], records)
        assert scores[["gold", "precision", "recall", "series_f1"]].tolist() == [1, 1, 1, 1]


def test_group_may_be_found_as_one_or_as_several():
    members = [gold("no call took place", group=1), gold("last week", group=1)]
    for records in ([found(CALL)], [found("no call took place"), found("last week")]):
        assert score(members, records)["f1"] == 1


def test_speaker_by_words_counts_where_the_id_differs():
    assert score([gold(CALL)], [found(CALL, actor_id="x", source=spans("Peskov")[0])])["speaker"] == 1
    assert score([gold(CALL)], [found(CALL, actor_id="x")])["speaker"] == 0


@pytest.mark.parametrize(
    ("first", "last", "share"),
    [
        ("2024-11-11", "2024-11-11", 1),  # the day
        ("2024-11-10", "2024-11-12", 1),  # wider, but inside what the text supports
        ("2024-11-01", "2024-11-30", 0),  # wider than the text supports
        ("2024-11-12", "2024-11-12", 0),  # another day
        (None, None, 0),  # no claim is not a right one
    ],
)
def test_date_must_meet_the_day_and_stay_inside_the_text(first, last, share):
    assert score([gold(CALL)], [found(CALL, said_from=first, said_to=last)])["dated"] == share


def test_wrong_position_is_both_missed_and_extra():
    scores = score([gold(CALL)], [found(CALL, position=2)])
    assert scores[["series_precision", "series_recall"]].tolist() == [0, 0]


def test_code_that_a_fair_reader_could_choose_is_right():
    assert score([gold(CALL, position_alt=[-1])], [found(CALL, position=-1)])["series_f1"] == 1


def test_series_holds_only_those_who_speak_for_the_perspective():
    trump = {"actor_id": "trump", "on_behalf_of": None}
    scores = score([gold(CALL, speaker="trump")], [found(CALL, **trump)])
    assert scores["series_gold"] == 0
    assert scores["series_precision"] == 0


def test_statement_from_furniture_is_a_leak():
    assert score([gold(CALL)], [found(CALL), found("Share this page")])["leaks"] == 1


def test_scores_come_by_language_and_for_all():
    page = {"body_spans": BODY, "title_span": None, "statements": [gold(CALL)]}
    pages = [page | {"file": "a.txt", "lang": "en"}, page | {"file": "b.txt", "lang": "ar"}]
    table = evaluate([found(CALL, source_id="folder/a.txt")], pages, {"a.txt": TEXT, "b.txt": TEXT})
    assert table["recall"].to_dict() == {"ar": 0, "en": 1, "all": 0.5}
