"""Blocks cover every text exactly once, whatever the text is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.pages import load, names
from newsnb.articles.blocks import cut

# Pieces of which awkward pages are made: headers, dates, clock times, prose in three scripts, every kind of line end.
PIECES = [
    "Read more", "اقرأ أيضاً", "بیشتر بخوانید", "12 مطلب", "10 November 2024", "14:05", "14:05 Talks resume", "@channel",
    "A headline of five words", "The minister said on Sunday that talks would go on for another week in the capital.",
    "قال الوزير، اليوم الأحد، إن المحادثات ستستمر أسبوعا آخر في العاصمة.",  # the same in Arabic
    "وزیر روز یکشنبه گفت که گفتگوها یک هفته دیگر در پایتخت ادامه خواهد یافت.",  # the same in Persian
    "CAIRO, Nov 10 (Reuters) - Talks resumed.", "• ", "«", "\ufeff", "\u200f", "\u200c", "🔴", "|",
    " - Gazette", "#tag #tag",
    "\n", "\r\n", "\r", "\n\n", "\u2028", "\x85", "\t", "  ", "\u00a0", "…", "x" * 500,
]  # fmt: skip
PAGES = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=25).map("".join)


def flat(text):
    return sorted((block for piece in cut(text) for block in piece.blocks), key=lambda block: block.start)


@settings(max_examples=200, deadline=None)
@given(PAGES)
def test_blocks_tile_the_text(text):
    blocks = flat(text)
    assert "".join(text[block.start : block.end] for block in blocks) == (text if blocks else "")
    assert all(left.end == right.start for left, right in zip(blocks, blocks[1:], strict=False))


@settings(max_examples=200, deadline=None)
@given(PAGES)
def test_kept_blocks_begin_and_end_with_words(text):
    kept = [text[block.start : block.end] for block in flat(text) if block.kept]
    assert all(words and words == words.strip() for words in kept)


@settings(max_examples=100, deadline=None)
@given(PAGES)
def test_the_same_text_is_always_cut_the_same_way(text):
    assert cut(text) == cut(text)


@pytest.mark.parametrize("name", names())
def test_line_ends_do_not_change_what_is_kept(name):
    text = load(name).text
    kept = [text[b.start : b.end].split() for b in flat(text) if b.kept]
    windows = text.replace("\n", "\r\n")
    assert [windows[b.start : b.end].split() for b in flat(windows) if b.kept] == kept


def test_byte_order_mark_is_furniture():
    blocks = flat("\ufeffThe council met on Sunday. It will meet again.")
    assert [(b.start, b.end, b.kind) for b in blocks] == [(0, 1, "navigation"), (1, 47, "body")]


def test_dateline_is_split_off_and_names_the_outlet():
    text = "CAIRO, Nov 10 (Northwire) - Talks resumed on Sunday after a pause of nine days."
    (piece,) = cut(text)
    assert [(b.kind, text[b.start : b.end]) for b in piece.blocks if b.reason != "blank"] == [
        ("dateline", "CAIRO, Nov 10 (Northwire) -"),
        ("body", "Talks resumed on Sunday after a pause of nine days."),
    ]
    assert piece.outlet == "Northwire"


def test_site_name_is_cut_from_the_headline_and_names_the_outlet():
    (piece,) = cut("Ferry prices rise again - Harbour News\nPassengers will pay more from June, the operator said.")
    assert (piece.title, piece.outlet) == ("Ferry prices rise again", "Harbour News")


def test_a_huge_line_is_read_in_one_go():
    text = "The minister said that talks go on. " * 60_000
    assert [block.kind for block in flat(text)] == ["body", "navigation"]
