"""Headers of sections are told from sentences, and an article that goes on below a section is not lost."""

import pytest

from newsnb.articles.blocks import cut
from newsnb.articles.paragraphs import Paragraph
from newsnb.articles.sections import section_role

BODY = (
    "The ferry operator raised its prices on Monday, citing the cost of fuel and of repairs.\n"
    "Passengers on the island routes called the rise of nine per cent unfair, a union leader said.\n"
)
ON = (
    "The union leader said passengers on the islands would ask the regulator to look at the rise.\n"
    "The operator said that it would answer every question about its prices in writing.\n"
)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Read more", "related"),
        ("More from the Harbour desk", "related"),
        ("More from the harbour reached us overnight, and it is not good.", ""),
        ("Read also: Ferry prices to rise", "inline"),
        ("Read also", "related"),
        ("He read also the second letter.", ""),
        ("Comments", "comments"),
        ("Comments by the minister caused an outcry.", ""),
        ("اقرأ أيضاً", "related"),  # read also
        ("إقرأ أيضًا:", "related"),  # read also, another spelling of both words
        ("في هذا السياق، اقرأ أيضا المزيد", ""),  # in this context, ...
        ("پربازدیدترین‌ها", "related"),  # most viewed, with a zero-width joiner
        ("پر بازدید کنندگان موزه", ""),  # full of visitors of the museum
        ("در روزنامه ساحل بیشتر بخوانید", "related"),  # read more in the Coast newspaper
    ],
)
def test_section_headers(line, role):
    assert section_role(Paragraph(0, len(line), line)) == role


def kept(text):
    return "".join(text[block.start : block.end] + "\n" for piece in cut(text) for block in piece.blocks if block.kept)


@pytest.mark.parametrize(
    ("section", "after"),
    [
        ("Related stories\nChess champion withdraws\nLake freezes over\n", ""),
        ("Related stories\nChess champion withdraws\nLake freezes over\n", ON),
        ("Related stories\nChess champion withdraws\n10 June 2023\nLake freezes over\n9 June 2023\n", ON),
        ("Read also: Chess champion withdraws\n", ON),
        (
            "Trending\nLake freezes over\nThe lake in the north froze over on Sunday for the first time in years.\n",
            "",
        ),
        ("Comments\nPrices only ever go up. I have stopped taking the ferry.\nTrue, and the seats are broken.\n", ""),
        ("About the author\nMiriam Okello writes about the sea and those who cross it for a living.\n", ON),
    ],
)
def test_a_section_is_left_out_and_the_article_is_kept(section, after):
    assert kept(BODY + section + after) == BODY + after
