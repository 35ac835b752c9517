"""Rules and tagger on one article: what each gives, and what the rules keep."""

import pytest

from newsnb.study import Study

ARTICLE = """Harbour plan divides the town

The harbour board decided on Tuesday. Its chair, Lena Brandt, said the new pier would cost 40 million euros.

Polls show voters are tired of the debate. The council did not say how the pier would be paid for.

The deputy mayor, who says he was never asked, described the plan as "reckless".

The said pier was drawn in 1998. The board knows that money is short.
"""


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "harbour.txt").write_text(ARTICLE, encoding="utf-8")
    return {choice: Study(folder, attribution=choice).statements for choice in ("auto", "rules")}


def test_the_tagger_adds_what_no_list_has(tables):
    assert not tables["rules"]["text"].str.contains("voters are tired").any()
    (row,) = tables["auto"][tables["auto"]["text"].str.contains("voters are tired")].itertuples()
    assert row.rule.startswith("tagger/")
    assert row.cue_lemma == "show"


def test_a_cue_that_both_know_keeps_the_rules_act_and_name(tables):
    (row,) = tables["auto"][tables["auto"]["text"].str.contains("would cost 40 million")].itertuples()
    assert (row.cue_class, row.actor_id) == ("say", "lena_brandt")


def test_a_relative_pronoun_stands_for_its_noun(tables):
    (row,) = tables["auto"][tables["auto"]["text"].str.contains("never asked")].itertuples()
    assert ARTICLE[slice(*row.source)] != "who"
    assert "deputy_mayor" in row.actor_id


@pytest.mark.parametrize("nothing", ["how the pier would be paid", "drawn in 1998", "money is short"])
def test_what_takes_no_stand_is_no_statement(tables, nothing):
    assert not tables["auto"]["text"].str.contains(nothing).any()


def test_statements_of_a_rerun_are_the_same(tables, tmp_path):
    (tmp_path / "harbour.txt").write_text(ARTICLE, encoding="utf-8")
    again = Study(tmp_path).statements
    assert again["statement_id"].tolist() == tables["auto"]["statement_id"].tolist()
