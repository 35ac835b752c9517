"""Nothing lies on anything else."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from newsnb.figures.layout import lanes, place_labels

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)).map(lambda pair: (pair[0], sum(pair))), max_size=25)


@settings(deadline=None, max_examples=60)
@given(SPANS)
def test_no_two_overlapping_spans_share_a_lane(spans):
    offsets = lanes(spans)
    for (one, first), (two, second) in combinations(zip(spans, offsets, strict=True), 2):
        overlap = one[0] <= two[1] and two[0] <= one[1]
        assert not (overlap and first == second)


def test_a_span_alone_stays_on_its_level():
    assert lanes([(0, 2), (5, 6), (9, 9)]) == [0, 0, 0]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.integers(0, 400), max_size=10).map(sorted),
    st.lists(st.integers(20, 120), min_size=10, max_size=10),
)
def test_labels_cover_neither_labels_nor_lines(lines, widths):
    placed = place_labels(lines, widths[: len(lines)], (0, 400), gap=4, rows=4)
    boxes = [
        (place.row, line - width if place.leftwards else line, line if place.leftwards else line + width)
        for line, width, place in zip(lines, widths, placed, strict=False)
        if place
    ]
    for (row, left, right), (other_row, other_left, other_right) in combinations(boxes, 2):
        assert row != other_row or right + 4 <= other_left or other_right + 4 <= left
    for line, place in zip(lines, placed, strict=True):
        below = [box for box in boxes if place and box[0] < place.row]
        assert not any(left < line < right for _, left, right in below)
    assert all(left >= 0 and right <= 400 for _, left, right in boxes)


def test_labels_without_room_are_told():
    assert place_labels([10, 11, 12], [80, 80, 80], (0, 100), gap=4, rows=2).count(None) == 1
