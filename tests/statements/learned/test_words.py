"""Words and features of the learned tagger."""

from hypothesis import given
from hypothesis import strategies as st

from newsnb import lang
from newsnb.statements.learned.words import ENDINGS, SHAPES, Vocabulary, features_of, pieces_of
from newsnb.statements.quotes import find_quotations

NOTHING = Vocabulary({}, {})


def texts(raw: str) -> list[str]:
    return [piece.text for piece in pieces_of(raw, 0, len(raw))]


def test_contractions_and_possessives_are_cut_off():
    assert texts("Smith’s aide didn't say.") == ["Smith", "’s", "aide", "did", "n't", "say", "."]


def test_doubled_marks_are_one_mark():
    assert texts("''We agree,'' she said") == ["''", "We", "agree", ",", "''", "she", "said"]


def test_numbers_and_hyphens_hold_together():
    assert texts("a 2.5-point, well-known U.S. lead") == ["a", "2.5-point", ",", "well-known", "U.S", ".", "lead"]


@given(st.text(max_size=200))
def test_pieces_are_slices_in_text_order_that_leave_out_white_space_alone(raw):
    pieces = pieces_of(raw, 0, len(raw))
    assert all(raw[p.start : p.end] == p.text and p.text for p in pieces)
    assert all(a.end <= b.start for a, b in zip(pieces, pieces[1:], strict=False))
    covered = {i for p in pieces for i in range(p.start, p.end)}
    assert all(raw[i].isspace() for i in range(len(raw)) if i not in covered)


@given(st.text(alphabet="abZ .,:;“”\"''’0", max_size=80), st.booleans())
def test_features_stay_within_their_tables(raw, title):
    pieces = pieces_of(raw, 0, len(raw))
    rows = features_of(pieces, find_quotations(raw, 0, len(raw), lang.load("en").quotes), NOTHING, title)
    assert len(rows) == len(pieces)
    for vector, frequent, ending, shape, state, kind in rows:
        assert (vector, frequent) == (1, 1)
        assert 1 <= ending < ENDINGS
        assert 1 <= shape < SHAPES
        assert 1 <= state <= 5
        assert kind == (1 if title else 2)


def test_the_quotation_state_tells_marks_from_what_they_hold():
    raw = "He said “we are ready for all that may come” today"
    quotations = find_quotations(raw, 0, len(raw), lang.load("en").quotes)
    states = [row[4] for row in features_of(pieces_of(raw, 0, len(raw)), quotations, NOTHING, False)]
    assert states == [1, 1, 2, *[3] * 8, 4, 1]
