"""The actor registry: names, offices, affiliation, errors."""

from datetime import date
from pathlib import Path

import pytest

from newsnb.statements.actors import ActorRegistry, RegistryError, load_actors

ACTORS = Path(__file__).parents[2] / "data" / "actors.yaml"


@pytest.fixture(scope="module")
def registry() -> ActorRegistry:
    return load_actors(ACTORS)


def named(registry, text, lang, **when) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.actor_id) for m in registry.mentions(text, lang, **when)]


def test_one_actor_in_three_spellings(registry):
    assert named(registry, "ترامب وترمب", "ar") == [("ترامب", "trump"), ("ترمب", "trump")]  # Trump and Trump
    assert named(registry, "ترامپ", "fa") == [("ترامپ", "trump")]


def test_an_office_names_whoever_held_it_at_the_time(registry):
    text = "the American president"
    assert named(registry, text, "en", first=date(2024, 12, 1), last=date(2024, 12, 2)) == [
        ("American president", "biden")
    ]
    assert named(registry, text, "en", first=date(2025, 2, 1), last=date(2025, 2, 2)) == [
        ("American president", "trump")
    ]


def test_an_office_with_several_holders_in_the_time_names_nobody(registry):
    assert named(registry, "the American president", "en") == []


def test_an_office_in_arabic_and_persian(registry):
    assert named(registry, "المتحدث باسم الكرملين", "ar") == [("المتحدث باسم الكرملين", "peskov")]  # Kremlin spokesman
    assert named(registry, "سخنگوی کرملین", "fa") == [("سخنگوی کرملین", "peskov")]


def test_us_is_a_country_only_in_capitals(registry):
    assert named(registry, "it concerns us all", "en") == []
    assert named(registry, "US officials", "en") == [("US officials", "usa")]


def test_an_office_beside_a_name_is_that_persons(registry):
    mentions = registry.names_and_offices("U.S. President Donald Trump", "en")[1]
    assert {m.actor_id for m in mentions} == {"trump"}


def test_a_spokesman_speaks_for_the_institution(registry):
    assert registry.principal_of("peskov") == "kremlin"
    assert registry.principal_of("putin") is None


def test_affiliation_rolls_up(registry):
    assert registry.affiliation_chain("peskov") == ["peskov", "kremlin", "russia"]
    assert registry.rolls_up_to("peskov", "kremlin")
    assert not registry.rolls_up_to("trump", "kremlin")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("actors: {a: {name: A, kind: planet}}", "kind 'planet'; expected one of person"),
        ("actors: {a: {name: A, affiliation: b}}", "refers to 'b', which is not in the file"),
        ("actors: {a: {name: A, colour: red}}", "unknown field"),
        ("actors: {a: {name: A, roles: [{role: president, of: a, from: soon}]}}", "soon"),
        ("actors: []", "expected 'actors:' with one entry an actor"),
        ("actors: {a: [", "actors.yaml:1: not readable as YAML"),
    ],
)
def test_mistakes_are_named(tmp_path, content, message):
    path = tmp_path / "actors.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RegistryError, match=message) as error:
        load_actors(path)
    assert "actors.yaml" in str(error.value)
