"""The language files: the same sections in each, lists that can be read, and no guessing where there is no file."""

import dataclasses

import pytest

from newsnb import lang
from newsnb.articles import read_articles
from newsnb.articles.languages import identify
from newsnb.positions.acts import ACTS
from newsnb.positions.phrases import Affixes, compile_phrases
from newsnb.statements.cues import lexicon

SECTIONS = ("identify", "furniture", "dates", "cues", "speakers", "speech_acts")


@pytest.fixture(params=lang.available())
def language(request) -> lang.Language:
    return lang.load(request.param)


def test_there_are_four_languages():
    assert lang.available() == ("ar", "en", "fa", "fr")


def test_every_section_is_filled(language):
    assert {field.name for field in dataclasses.fields(language)} >= set(SECTIONS)
    assert all(getattr(language, section) for section in SECTIONS)
    assert language.quotes
    assert language.direction in ("ltr", "rtl")


@pytest.mark.parametrize("section", ["furniture", "dates", "speakers", "speech_acts"])
def test_sections_have_the_keys_of_the_english_one(language, section):
    english, own = getattr(lang.load("en"), section), getattr(language, section)
    assert set(english) - set(own) == set()


def test_furniture_has_the_same_parts_and_uses(language):
    for part, uses in lang.load("en").furniture.items():
        own = language.furniture[part]
        assert isinstance(own, type(uses)), part
        assert not isinstance(uses, dict) or set(own) <= set(uses) | {"whole", "starts", "contains", "ends"}, part


def test_months_weekdays_and_numbers_are_complete(language):
    dates = language.dates
    assert all(len(names) == 12 for names in dates["months"].values())
    assert len(dates["weekdays"]) == 7
    assert {0, -1, 1} <= set(dates["deictic"])


def test_offices_are_named_in_every_language(language):
    assert set(language.speakers["roles"]) == set(lang.load("en").speakers["roles"])


def test_acts_are_known_and_their_phrases_can_be_read(language):
    acts = language.speech_acts["acts"]
    assert set(acts) <= set(ACTS)
    assert set(lang.load("en").speech_acts["acts"]) <= set(acts)
    for phrases in acts.values():
        assert compile_phrases(tuple(phrases), Affixes.of(language.speech_acts))


def test_every_class_of_cue_has_words(language):
    classes = {cue.cls for cue in lexicon(language.code).index.entries()}
    assert {"say", "deny", "refuse", "announce", "warn", "urge", "promise", "believe", "add"} <= classes


def test_a_language_without_a_file_is_a_problem_row_and_no_article(tmp_path):
    # German: the minister said that the ferry would not sail on Sunday. The mayor was surprised by the decision.
    german = "Der Minister sagte, die Fähre werde am Sonntag nicht fahren. Der Bürgermeister war davon überrascht."
    (tmp_path / "de.txt").write_text(german, encoding="utf-8")
    corpus = read_articles(tmp_path)
    assert corpus.articles.empty
    assert corpus.problems["severity"].to_list() == ["skipped"]
    assert "no language file for 'de'" in corpus.problems["message"][0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Le préfet a indiqué que la route resterait fermée.", "fr"),  # the prefect said the road would stay closed
        ("El prefecto dijo que la carretera seguiría cerrada.", "es"),
        ("O prefeito disse que a estrada não vai reabrir hoje.", "pt"),
        ("Il prefetto ha detto che la strada resterà chiusa.", "it"),
        ("El prefecte va dir que la carretera també quedaria tallada.", "ca"),
        ("De burgemeester zei dat de weg niet open gaat.", "nl"),
    ],
)
def test_french_is_told_from_its_neighbours(text, code):
    assert identify(text) == code


def test_asking_for_an_unknown_language_lists_the_known_ones():
    with pytest.raises(lang.UnknownLanguageError, match="'xx'.*ar, en, fa, fr"):
        lang.load("xx")
