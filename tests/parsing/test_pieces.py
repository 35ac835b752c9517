"""Kept blocks become pieces a parser can read, without moving a single character."""

import re

from hypothesis import given
from hypothesis import strategies as st

from newsnb.articles.normalise import fold
from newsnb.parsing.pieces import cut, readable, split_run_on

BREAKS = re.compile(r"[،,]\s+(?=(?:وقال|and)\b)")


@given(st.text(), st.sampled_from(["en", "ar", "fa"]))
def test_reading_aids_keep_the_length(text, lang):
    assert len(readable(text, lang)) == len(text)


def test_persian_models_see_persian_letters():
    assert readable("كرملين", "fa") == "کرملین"  # Kremlin, typed with Arabic kaf and yeh
    assert readable("كرملين", "ar") == "كرملين"


def test_marks_without_meaning_become_spaces():
    assert readable("a\u200fb\nc\u200cd", "fa") == "a b c\u200cd"  # the joiner of Persian words stays


@given(st.text(alphabet="ab \n", max_size=9000))
def test_cut_pieces_cover_the_text_and_are_short(text):
    spans = cut(text, 0, len(text))
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(end - start <= 4000 for start, end in spans)


def test_long_word_is_cut_all_the_same():
    assert [end - start for start, end in cut("x" * 9000, 0, 9000)] == [4000, 4000, 1000]


def test_run_on_paragraph_is_cut_before_a_listed_conjunction():
    text = "قال " + "كلمة " * 40 + "، وقال " + "كلمة " * 40  # "he said word word ..., and he said word word ..."
    cuts = split_run_on(fold(text), BREAKS, longest=150)
    assert [text[at:].split()[0] for at in cuts] == ["وقال"]


def test_short_stretches_stay_whole():
    assert split_run_on("a, and b, and c.", BREAKS) == []
    assert split_run_on("x" * 900, None) == []
