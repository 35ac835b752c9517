"""Quotation marks: what counts as quoted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnb import lang
from newsnb.statements.quotes import find_quotations

PAIRS = lang.load("en").quotes


def quoted(text: str) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in find_quotations(text, 0, len(text), PAIRS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said: "We agree."', ["We agree."]),
        ("He said: “We agree.”", ["We agree."]),
        ("He said: ''We agree.''", ["We agree."]),
        ("قال: «نحن موافقون».", ["نحن موافقون"]),  # he said: "we agree"
        ('"A," he said. "B."', ["A,", "B."]),
        ("“He called it “a farce” and left,” she said.", ["He called it “a farce” and left,"]),
        ('The 5" pipe burst.', []),
        ("no marks at all", []),
    ],
)
def test_what_is_quoted(text, expected):
    assert quoted(text) == expected


def test_an_opening_mark_that_never_closes_quotes_to_the_end_of_the_paragraph():
    text = "She said: “We will not go back to the way things were before the war."
    (quotation,) = find_quotations(text, 0, len(text), PAIRS)
    assert not quotation.closed
    assert text[quotation.inner_start :] == "We will not go back to the way things were before the war."


def test_a_stray_mark_near_the_end_quotes_nothing():
    assert quoted('The meeting ended late" it was') == []


@given(st.text(alphabet="ab .,\"'“”«»", max_size=120))
def test_quotations_lie_in_the_text_in_order(text):
    quotations = find_quotations(text, 0, len(text), PAIRS)
    assert all(0 <= q.start <= q.inner_start < q.inner_end <= q.end <= len(text) for q in quotations)
    assert all(a.end <= b.start for a, b in zip(quotations, quotations[1:], strict=False))
