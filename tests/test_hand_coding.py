"""A study beside people who coded the same pages: pages paired by name, codes put on the statements found."""

import pytest

from newsnb.hand_coding import gold_pages, gold_records, hand_positions, scores, second_records


@pytest.fixture(scope="module")
def gold(study):
    return gold_pages(study)


def test_gold_lies_beside_the_articles(study, gold):
    assert {page["file"] for page in gold} == set(study.corpus.texts)


def test_gold_of_other_pages_is_left_out(study, gold, tmp_path):
    other = tmp_path / "gold.jsonl"
    other.write_text('{"file": "elsewhere.txt", "statements": []}\n', encoding="utf-8")
    assert gold_pages(study, other) == []


def test_a_coder_scored_against_himself_misses_nothing(study, gold):
    own = [
        {**record, "actor_id": record["speaker"], "source": record["speaker_span"],
         "said_from": record["said_on"]["low"], "said_to": record["said_on"]["high"]}
        for record in gold_records(gold)
    ]  # fmt: skip
    table = scores(study, gold, own)
    assert table.loc["all", "recall"] == 1
    assert table.loc["all", "series_recall"] == 1


def test_a_persons_codes_stand_on_the_studys_own_statements(study, gold):
    codes = hand_positions(study, gold_records(gold), "first coder")
    assert set(codes["statement_id"]) <= set(study.statements["statement_id"])
    assert set(codes["coder"]) == {"first coder"}
    assert not codes.duplicated(["statement_id", "issue"]).any()
    text = study.statements.set_index("statement_id")["text"]
    denial = codes[codes["statement_id"].map(text).str.contains("pure fiction")]
    assert set(denial["position"]) == {-2}


def test_the_second_coder_is_read_for_the_same_pages_only(study):
    records = second_records(study)
    assert {record["source_id"] for record in records} == set(study.corpus.texts)


def test_without_a_coding_there_are_no_codes(study):
    assert hand_positions(study, [], "nobody").empty
