"""Statements of the five articles: evidence, ids, carriers over, determinism."""

import pandas as pd
import pytest

from newsnb.statements import extract_statements


@pytest.fixture(scope="module")
def statements(study) -> pd.DataFrame:
    return study.statements


def test_every_span_is_the_evidence(study, statements):
    for row in statements.itertuples():
        raw = study.corpus.text_of(row.article_id)
        words = " … ".join(raw[start:end] for start, end in row.content)
        assert " ".join(words.split()) == row.text
        for span in (row.cue, row.source):
            assert span is None or raw[span[0] : span[1]].strip()


def test_no_statement_lies_in_furniture(study, statements):
    kept = study.blocks[study.blocks["kept"]]
    for row in statements.itertuples():
        blocks = kept[kept["article_id"].eq(row.article_id)]
        for start, end in row.content:
            assert (blocks["start"].le(start) & blocks["end"].gt(start)).any(), row.text
            assert (blocks["start"].lt(end) & blocks["end"].ge(end)).any(), row.text


def test_ids_are_stable_over_runs(study, statements):
    again = extract_statements(study.parsed, study.corpus, study.actors)
    assert list(again["statement_id"]) == list(statements["statement_id"])


def test_a_nested_statement_lies_inside_its_outer_one(statements):
    by_id = statements.set_index("statement_id")
    nested = statements.dropna(subset=["nested_in"])
    assert len(nested) >= 3
    for row in nested.itertuples():
        outer = by_id.loc[row.nested_in]
        assert any(s <= row.content[0][0] and row.content[-1][1] <= e for s, e in outer["content"])


def test_arabic_carries_the_dropped_subject_over(study, statements):
    # «كما أوضح قبل أشهر أن الاتصال بترامب لن يكون خطأ»: "he also explained months ago that to call Trump would be no
    # mistake"; "he" is the master of the Kremlin of the sentence before.
    row = statements[statements["text"].str.contains("لن يكون خطأ")].iloc[0]
    assert (row["actor_id"], row["source"]) == ("putin", None)


def test_the_spokesman_speaks_for_the_kremlin(statements):
    assert set(statements.loc[statements["actor_id"].eq("peskov"), "on_behalf_of"]) == {"kremlin"}
