"""The tokenizer that stands in where a language has no models."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnb.parsing.tokenizer import tokenize


def sentences(text: str) -> list[str]:
    return [text[words[0].start : words[-1].end] for words in tokenize(text)]


@given(st.text())
def test_every_word_is_its_span(text):
    for words in tokenize(text):
        assert [word.text for word in words] == [text[word.start : word.end] for word in words]
        assert [word.id for word in words] == list(range(1, len(words) + 1))


@given(st.text())
def test_no_letter_is_lost(text):
    covered = "".join(word.text for words in tokenize(text) for word in words)
    assert [c for c in covered if c.isalnum()] == [c for c in text if c.isalnum()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il nie. Il confirme.", ["Il nie.", "Il confirme."]),  # French: he denies, he confirms
        ("M. Peskov nie.", ["M. Peskov nie."]),  # a title is not the end of a sentence
        ("«Non!» dit-il.", ["«Non!» dit-il."]),  # nor is a mark before a small letter
        ('He said "No." Then he left.', ['He said "No."', "Then he left."]),
        ("هل قال؟ نعم.", ["هل قال؟", "نعم."]),  # Arabic: did he say? yes
        ("A title\n\nA sentence", ["A title", "A sentence"]),
        ("3.5 percent", ["3.5 percent"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, expected):
    assert sentences(text) == expected
