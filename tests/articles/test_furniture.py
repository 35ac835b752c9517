"""Whole pages, line by line. Each file in `pages/` says in its first lines what it shows, with an English gloss."""

import pandas as pd
import pytest

from articles.pages import load, names
from newsnb.articles.blocks import cut
from newsnb.articles.furniture import label, label_lines
from newsnb.articles.page import Page
from newsnb.articles.paragraphs import paragraphs
from newsnb.schemas import KINDS_KEPT


def kinds_of(blocks, start, end):
    return tuple(b.kind for b in blocks if b.start < end and b.end > start and b.reason != "blank")


@pytest.mark.parametrize("name", names())
def test_every_line_of_an_invented_page_gets_its_kind(name):
    page = load(name)
    blocks = [block for piece in cut(page.text) for block in piece.blocks]
    seen = pd.Series({page.text[e.start : e.end]: kinds_of(blocks, e.start, e.end) for e in page.lines})
    wanted = pd.Series({page.text[e.start : e.end]: e.kinds for e in page.lines})
    # A line of nothing but emoji has no words, so no block of its own.
    wrong = seen[(seen != wanted) & (seen.map(len) > 0)]
    assert wrong.empty, wrong.to_dict()


def test_wrapped_lines_are_one_block():
    page = load("en_wrapped.page")
    body = [block for block in cut(page.text)[0].blocks if block.kind == "body"]
    assert len(body) == 3
    assert "\n" in page.text[body[0].start : body[0].end]


@pytest.mark.parametrize(
    "sentence",
    [
        "Share prices fell sharply on Monday after the vote.",
        "Home prices rose in all but two districts last year.",
        "Copyright law was on the table as well, said the minister.",
        "Today is a good day for the valley, the governor said.",
        "By Monday the water had reached the second floor of the school.",
        "Next to him stood the ambassador, who said nothing.",
        "Follow-up talks are planned for June, a diplomat said.",
        "كتب الرئيس على منصته أن المفاوضات انتهت.",  # the president wrote on his platform that the talks are over
        "شارك في الاجتماع وزيرا الخارجية والدفاع.",  # the two ministers took part in the meeting
        "به کانال دوازده گفت که توافق نزدیک است.",  # he told Channel Twelve that an agreement is near
        "هرگونه استفاده از زور محکوم است، سخنگو گفت.",  # any use of force is condemned, the spokesman said
        "نظر ما روشن است و تغییر نکرده است.",  # our view is clear and has not changed
    ],
)
def test_sentences_that_open_like_furniture_are_kept(sentence):
    text = f"The council met on Sunday in the old town hall.\n{sentence}\nIt will meet again in a week, the mayor said."
    page = Page(tuple(paragraphs(text)))
    assert [name.kind in KINDS_KEPT for name in label(page, label_lines(page)).values()] == [True, True, True]


def test_a_single_line_is_text_whatever_it_says():
    assert [block.kind for block in cut("Read more")[0].blocks] == ["body"]
