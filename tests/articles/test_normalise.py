"""Views for matching keep the way back to the raw text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnb.articles.normalise import fold, is_silent, skeleton
from newsnb.articles.phrases import simplify

TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("یيىکكأإآٱةۀؤئ٠۰۹ـًَِّ\u200c\u200f’‘–— \u00a0")))


@given(TEXTS)
def test_fold_keeps_every_offset(text):
    assert len(fold(text)) == len(text)


@given(TEXTS)
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_skeleton_knows_where_each_letter_came_from(text):
    view, places = skeleton(text)
    assert len(view) == len(places)
    assert view == "".join(fold(text)[place] for place in places)
    assert places == sorted(set(places))
    assert all(is_silent(text[i]) for i in set(range(len(text))) - set(places))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("علی", "علي"),  # Ali: Persian and Arabic yeh
        ("کرملین", "كرملين"),  # Kremlin: Persian and Arabic kaf
        ("أوكرانيا", "اوكرانيا"),  # Ukraine, with and without hamza
        ("۱۴۰۳", "1403"),
        ("٢٠٢٤", "2024"),
        ("Kremlin’s", "kremlin's"),
    ],
)
def test_readers_take_these_for_the_same(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مُحَمَّد", "محمد"),  # a name with and without vowel signs
        ("الــكرملين", "الكرملين"),  # the Kremlin, stretched
        ("می‌گوید", "میگوید"),  # says, with and without a zero-width joiner
    ],
)
def test_skeletons_are_the_same(one, other):
    assert skeleton(one)[0] == skeleton(other)[0]


def test_a_joiner_parts_words_in_phrases():
    assert simplify("پربازدیدترین‌ها") == simplify("پربازدیدترین ها")  # most viewed


def test_phrases_are_compared_without_marks_numbers_and_case():
    assert simplify("• READ  more: ١٢٣ (2,500) «x» 🔴") == "read more : # # x"
