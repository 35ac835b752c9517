"""Phrases: what they match, in which languages' spelling, and where the match stands in the raw text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnb import lang
from newsnb.positions.acts import find_acts
from newsnb.positions.context import split
from newsnb.positions.phrases import Affixes, Patterns, PhraseError, compile_phrases, find, view


def found(phrase: str, text: str, code: str = "en") -> list[str]:
    where = view(text, [(0, len(text))])
    pattern = compile_phrases((phrase,), Affixes.of(lang.load(code).speech_acts))
    return [text[slice(*where.span(*place))] for place in find(pattern, where)]


@pytest.mark.parametrize(
    ("phrase", "text", "matches"),
    [
        ("call", "Two calls, one callback.", ["calls"]),
        ("call*", "He called back.", ["called"]),
        ("phone/telephone call", "a telephone call, a phone call", ["telephone call", "phone call"]),
        ("no (immediate) plan*", "no plans, no immediate plans, no bad plans", ["no plans", "no immediate plans"]),
        ("ready ... talk", "ready, he said, to talk", ["ready, he said, to talk"]),
        ("ready ... talk", "He is ready. They talk.", []),
        ("*n't confirm", "It couldn't confirm it.", ["couldn't confirm"]),
        ("US side", "the U.S. side", []),
        ("Kremlin's", "the KREMLIN’S word", ["KREMLIN’S"]),
    ],
)
def test_english(phrase, text, matches):
    assert found(phrase, text) == matches


@pytest.mark.parametrize(
    ("phrase", "text", "matches"),
    [
        # call -> and with the call; his call; the calls are another word
        ("مكالمة", "وبالمكالمة ومكالمته", ["وبالمكالمة", "ومكالمته"]),
        # no plans, vowel signs and tatweel do not matter
        ("لا خطط", "لا خُطَـط", ["لا خُطَـط"]),
        # ready, in any form
        ("مستعد*", "وهم مستعدون", ["مستعدون"]),
        # short words take a conjunction, not a preposition
        ("لا", "ولا بلا", ["ولا"]),
    ],
)
def test_arabic(phrase, text, matches):
    assert found(phrase, text, "ar") == matches


@pytest.mark.parametrize("text", ["گفت‌وگو", "گفتوگو", "گفت وگو"])
def test_persian_joiner_typed_left_out_or_a_space(text):
    assert found("گفت‌وگو", text, "fa") == [text]


@pytest.mark.parametrize("phrase", ["", "...", "*", "( )", "(call)", "call / talk", "call *", "call / ...", "ـ"])
def test_a_phrase_without_a_word_is_refused(phrase):
    with pytest.raises(PhraseError, match="holds no word"):
        compile_phrases((phrase,), Affixes())


PHRASES = st.from_regex(r"[ab]{1,4}\*?(?:[ /][abc]{1,4}\*?){0,2}", fullmatch=True)


@given(st.lists(st.lists(PHRASES, max_size=3), max_size=4), st.text(alphabet="abc .", max_size=40))
def test_patterns_are_found_together_as_each_by_itself(lists, text):
    named = [(number, compile_phrases(tuple(phrases), Affixes())) for number, phrases in enumerate(lists)]
    where = view(text, [(0, len(text))])
    alone = [(number, place) for number, pattern in named for place in find(pattern, where)]
    assert Patterns(named).find(where) == alone


@given(st.text(max_size=60), st.integers(0, 20))
def test_a_view_leads_back_to_the_raw_text(text, start):
    where = view(text, [(start, len(text))] if start < len(text) else [])
    assert len(where.text) == len(where.offsets)
    assert all(start <= offset < len(text) for offset in where.offsets)


@given(st.text(alphabet='ab .?!\n"”U', max_size=60))
def test_sentences_cover_all_words_once(text):
    spans = split(text, 0, len(text))
    assert all(left[1] <= right[0] for left, right in zip(spans, spans[1:], strict=False))
    assert "".join("".join(text[s:e].split()) for s, e in spans) == "".join(text.split())


def acts(text: str, code: str = "en") -> list[str]:
    return [act.name for act in find_acts(view(text, [(0, len(text))]), lang.load(code))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the talks took place", ["took_place"]),
        ("no talks took place", ["deny"]),
        ("we do not rule out talks", ["ready"]),
        ("he is not ready", ["refuse"]),
        ("there are no plans", ["no_plan"]),
        ("not now. It took place", ["took_place"]),
    ],
)
def test_acts_and_negation(text, names):
    assert acts(text) == names


def test_a_very_long_line_is_read_as_a_short_one():
    line = "no plans to talk ready but not yet if "
    assert set(acts(line * 600)) == set(acts(line * 3))
