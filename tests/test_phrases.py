"""Finding listed phrases: spelling variants, clitics, offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnb.phrases import PhraseIndex, variants, words_of


def found(text: str, phrases: list[str], lang: str) -> list[str]:
    index = PhraseIndex([(phrase, phrase) for phrase in phrases], lang)
    return [text[hit.start : hit.end] for hit in index.scan(words_of(text))]


@given(st.text(max_size=200))
def test_words_are_slices_of_the_text(text):
    words = words_of(text)
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert all(before.end <= after.start for before, after in zip(words, words[1:], strict=False))


def test_the_longest_phrase_wins():
    assert found("the White House press office", ["White House", "White House press office"], "en") == [
        "White House press office"
    ]


def test_a_phrase_does_not_reach_across_a_sentence_end():
    assert found("They left the White. House prices fell.", ["White House"], "en") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقال بوتين", "بوتين"),  # and Putin said
        ("سلم الرسالة لبوتين", "بوتين"),  # he gave the letter to Putin
        ("بِبوتين", "بوتين"),  # with Putin, vocalised
    ],
)
def test_arabic_clitics_are_not_part_of_the_name(text, expected):
    assert found(text, ["بوتين"], "ar") == [expected]


def test_for_the_loses_the_alef_of_the_article():
    # "for the United States": لل stands for ل + ال
    assert found("للولايات المتحدة", ["الولايات المتحدة"], "ar") == ["للولايات المتحدة"]


def test_zwnj_may_be_there_or_not_or_be_a_space():
    # "president": one word, two words, or joined by a zero-width non-joiner
    for spelling in ("رئیس‌جمهور", "رئیس جمهور", "رئیسجمهور"):
        assert found(spelling, ["رئیس‌جمهور"], "fa") == [spelling]
    assert len(variants("رئیس‌جمهور")) == 2


def test_arabic_and_persian_letters_are_the_same_letter():
    # kaf and yeh exist twice in Unicode
    assert found("کی یف", ["كي يف"], "fa") == ["کی یف"]
