"""Cutting a text where source, cue and content begin and end."""

from hypothesis import given, settings
from hypothesis import strategies as st

from newsnb.display.highlight import Span, pieces

TEXT = st.text(max_size=60)
SPANS = st.lists(
    st.builds(
        lambda start, length, role, number: Span(start, start + length, role, number),
        st.integers(0, 60), st.integers(0, 20), st.sampled_from(["source", "cue", "content"]), st.integers(1, 5),
    ),
    max_size=8,
)  # fmt: skip


@settings(deadline=None)
@given(TEXT, SPANS)
def test_the_pieces_joined_are_the_text(text, spans):
    assert "".join(piece.text for piece in pieces(text, 0, len(text), spans)) == text


def test_a_cue_inside_an_outer_content_is_shown_as_cue():
    text = "He denied that she said no."
    spans = [Span(10, 26, "content", 1), Span(19, 23, "cue", 2)]
    assert [(p.text, p.role) for p in pieces(text, 10, 26, spans)] == [
        ("that she ", "content"), ("said", "cue"), (" no", "content"),
    ]  # fmt: skip


def test_each_content_is_numbered_where_it_begins():
    spans = [Span(0, 2, "content", 1), Span(5, 7, "content", 1), Span(2, 3, "content", 2)]
    assert [piece.begins for piece in pieces("abcdefgh", 0, 8, spans)] == [(1,), (2,), (), (), ()]
