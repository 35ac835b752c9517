"""Lines become paragraphs with exact offsets; only text wrapped at a width is joined."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnb.articles.paragraphs import Paragraph, paragraphs

LONG = "The observers left the border town at dawn on Monday, their cars moving slowly past the shuttered market. " * 3


@given(st.text(st.sampled_from("ab .•-\n\r\t\u2028\x85\ufeff\u200f🔴"), max_size=60))
def test_offsets_point_at_the_text_of_the_paragraph(text):
    found = paragraphs(text)
    assert all(text[p.start : p.end] == p.text and p.text for p in found)
    assert all(left.end <= right.start for left, right in zip(found, found[1:], strict=False))


@pytest.mark.parametrize("width", [50, 72, 100])
@pytest.mark.parametrize("mark", ["\n", "\r\n"])
def test_wrapped_text_is_joined(width, mark):
    wrapped = (mark * 2).join(mark.join(textwrap.wrap(LONG + f"End {n}.", width)) for n in range(3))
    assert [p.text.split() for p in paragraphs(wrapped)] == [(LONG + f"End {n}.").split() for n in range(3)]


def test_paragraphs_of_one_line_each_are_not_joined():
    lines = [LONG, "A short one.", LONG + LONG, "Another short one, said the mayor.", LONG]
    assert len(paragraphs("\n".join(lines))) == 5


def test_a_list_of_headlines_is_not_joined():
    lines = [f"Headline number {n} about {'the harbour ' * (n % 3)}today" for n in range(8)]
    assert len(paragraphs("\n".join(lines))) == 8


@pytest.mark.parametrize(
    ("text", "headline", "prose"),
    [
        ("Parliament rejects the mining law", True, False),
        ("Will parliament reject the mining law?", True, False),
        ("U.S. troops leave the valley", True, False),
        ("Parliament rejected the law on Monday by nine votes.", False, True),
        ("He left. She stayed", False, False),
        ("Interviewer:", False, False),
        ("البرلمان يرفض القانون.. والحكومة ترد", True, False),  # parliament rejects the law.. and the cabinet replies
    ],
)
def test_headlines_and_running_text(text, headline, prose):
    paragraph = Paragraph(0, len(text), text)
    assert (paragraph.is_headline, paragraph.is_prose) == (headline, prose)
