"""A listing page becomes items; an article never does."""

import pytest

from articles.pages import load, names
from helpers import DATA
from newsnb.articles.blocks import cut

LISTINGS = {"en_channel.page": 3, "ar_results.page": 3, "fa_teasers.page": 4}


def texts_of(text, pieces):
    return [" ".join(text[b.start : b.end] for b in piece.blocks if b.kind == "body") for piece in pieces]


@pytest.mark.parametrize("name", names())
def test_only_listings_are_cut_into_items(name):
    numbers = [piece.item for piece in cut(load(name).text)]
    assert numbers == (list(range(1, LISTINGS[name] + 1)) if name in LISTINGS else [0])


@pytest.mark.parametrize("path", sorted((DATA / "articles").glob("*.txt")), ids=lambda path: path.name[:3])
def test_of_the_five_articles_one_is_a_listing(path):
    pieces = cut(path.read_bytes().decode("utf-8"))
    assert len(pieces) == (10 if path.name.startswith("002") else 1)


def test_first_copy_of_a_doubled_teaser_is_furniture():
    lead = "The harbour authority announced on Monday that two berths will close for repairs."
    others = [
        "Fishermen blocked the northern gate and called for cheaper fuel before the season.",
        "A freight train left the rails near the refinery; nobody was hurt, said the operator.",
        "Three bidders are left for the container terminal, two officials said.",
    ]
    text = "\n".join([lead, "148 articles", lead, *others])
    pieces = cut(text)
    assert texts_of(text, pieces) == [lead, *others]
    assert pieces[0].blocks[0].kind == "navigation"


def test_dates_above_the_items_belong_to_the_items_below():
    text = (
        "3 June 2023\nThe customs office says that the blockade of the gate is over.\n"
        "2 June 2023\nThe dockers' union denies that there is a deal with the port.\n"
        "1 June 2023\nThe port director has resigned, two officials told reporters.\n"
    )
    pieces = cut(text)
    dates = [text[b.start : b.end] for piece in pieces for b in piece.blocks if b.kind == "dateline"]
    assert dates == ["3 June 2023", "2 June 2023", "1 June 2023"]
    assert len(pieces) == 3


def test_dates_below_the_items_belong_to_the_items_above():
    text = (
        "The customs office says that the blockade of the gate is over.\n3 June 2023\n"
        "The dockers' union denies that there is a deal with the port.\n2 June 2023\n"
        "The port director has resigned, two officials told reporters.\n1 June 2023\n"
    )
    first = cut(text)[0]
    assert [b.kind for b in first.blocks if b.reason != "blank"] == ["body", "dateline"]


def test_an_article_above_a_list_of_dated_links_stays_an_article():
    body = "The ministers met for nine hours and agreed on little, a delegate told reporters in the corridor. " * 3
    links = [f"Story number {n} about the harbour\n{n} June 2023" for n in range(1, 6)]
    assert [piece.item for piece in cut("\n".join(["Ministers agree on little", body, body, *links]))] == [0]


def test_paragraphs_that_lean_on_one_another_are_an_article():
    text = (
        "12 articles\n"
        "The mayor announced a new bridge over the eastern canal on Monday morning.\n"
        "He said that it would be open to walkers before the end of the year.\n"
        "However, the council has not yet voted on the money, an aide said.\n"
        "She added that the vote would be held in October at the latest.\n"
    )
    assert [piece.item for piece in cut(text)] == [0]
