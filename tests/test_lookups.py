"""Asking a study: by whom, on what, in which language; and what a misspelt id is answered with."""

import pytest

from newsnb import overviews
from newsnb.display import article_html, statement_html
from newsnb.lookups import UnknownNameError, known_id


def test_statements_of_an_actor_on_an_issue(study):
    said = study.statements_of("peskov", issue="us_contact")
    assert set(said["speaker"]) == {"Dmitry Peskov"}
    assert set(said["issue"]) == {"us_contact"}
    assert set(said.index) <= set(study.statements["statement_id"])
    assert list(said["said"]) == sorted(said["said"])


def test_whoever_belongs_to_an_actor_speaks_for_it(study):
    assert {"Dmitry Peskov", "Kremlin"} <= set(study.statements_of("kremlin")["speaker"])


def test_without_an_issue_uncoded_statements_are_there_too(study):
    said = study.statements_of("trump", lang="en")
    assert said["issue"].isna().any()
    assert set(said["lang"]) == {"en"}


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        (lambda study: study.statements_of("peskof"), "no actor 'peskof'; did you mean 'peskov'"),
        (lambda study: study.statements_of("peskov", issue="us_contract"), "did you mean 'us_contact'"),
        (lambda study: study.statements_of("peskov", lang="zz"), "no language 'zz'; there are 3, for example"),
        (lambda study: study.article("001_0e00960ed93484f6"), "did you mean '001_0e00960ed93484f6.txt'"),
        (lambda study: study.statement("s000"), "no statement 's000'"),
    ],
)
def test_a_misspelt_id_is_answered_with_the_nearest_known(study, ask, answer):
    with pytest.raises(UnknownNameError) as error:
        ask(study)
    assert answer in str(error.value)


def test_a_page_of_several_articles_asks_which(study):
    listing = study.articles.loc[study.articles["item"].gt(1), "source_id"].iloc[0]
    with pytest.raises(UnknownNameError, match="articles; choose one: "):
        study.article(listing)


def test_articles_and_statements_show_themselves(study):
    first = study.statements.iloc[0]
    assert first["article_id"] in repr(study.article(first["article_id"]))
    assert first["statement_id"] in repr(study.statement(first["statement_id"]))


def test_a_study_shows_what_is_there_without_computing_it(study):
    from newsnb import Study

    html = study._repr_html_()
    assert f"{len(study.statements):,}" in html
    assert "codebook.yaml" in html
    fresh = Study("no <b>such</b> folder")
    assert "<b>such</b>" not in fresh._repr_html_()
    assert "corpus" not in vars(fresh)


def test_tab_offers_what_a_researcher_asks_for(study):
    offered = dir(study)
    assert {"articles", "statements", "statements_of", "series", "article", "problems"} <= set(offered)
    assert not [name for name in offered if name.startswith("_")]


def test_unknown_speakers_are_called_as_in_their_texts(study):
    unknown = set(study.statements["actor_id"]) - set(study.actors.actors)
    assert all("_" not in study.names[actor] for actor in unknown)


def test_nothing_known_is_said_too():
    with pytest.raises(UnknownNameError, match="there are 0, for example none"):
        known_id("x", [], "actor")


def test_a_corpus_without_statements_shows_nothing_instead_of_failing(study):
    none = overviews.pick(overviews.examples(study.statements.iloc[:0], study.positions.iloc[:0]), 0)
    assert none == {"article_id": None, "statement_id": None}
    assert repr(article_html(study.corpus, study.statements, none["article_id"])) == "nothing to show"
    assert repr(statement_html(study.corpus, study.statements, none["statement_id"])) == "nothing to show"
    assert study.trace(none["statement_id"]).empty
