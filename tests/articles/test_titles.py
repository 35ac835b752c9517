"""The headline is found among what stands above the text, and the site's name is cut from it."""

import pytest

from newsnb.articles.blocks import cut
from newsnb.articles.titles import cut_site_name

BODY = (
    "The ferry operator raised its prices on Monday, citing the cost of fuel and repairs.\n"
    "Passengers on the island routes called the rise of nine per cent unfair, a union leader said.\n"
)


@pytest.mark.parametrize(
    ("line", "title", "site"),
    [
        ("Ferry prices rise again | Harbour Gazette", "Ferry prices rise again", "Harbour Gazette"),
        ("Ferry prices rise again | Islands | Harbour Gazette", "Ferry prices rise again", "Harbour Gazette"),
        ("Ferry prices rise again - harbournews.com", "Ferry prices rise again", "harbournews.com"),
        ("Ferry prices rise again | Islands", "Ferry prices rise again", None),
        ("Ferry prices rise again - and again", "Ferry prices rise again - and again", None),
        ("Mainland-island ferry: prices rise", "Mainland-island ferry: prices rise", None),
        ("وزير النقل يرفض الزيادة - صحيفة الساحل", "وزير النقل يرفض الزيادة", "صحيفة الساحل"),  # the Coast paper
        (
            "کرایه کشتی دوباره گران شد | خبرگزاری ساحل",
            "کرایه کشتی دوباره گران شد",
            "خبرگزاری ساحل",
        ),  # Coast agency
    ],
)
def test_site_names(line, title, site):
    heading = cut_site_name(line, [line])
    assert (line[: heading.n_chars], heading.site) == (title, site)


def test_a_name_that_ends_other_lines_too_is_the_sites():
    others = ["Talks fail - Blue Anchor", "Storm nears - Blue Anchor"]
    assert cut_site_name("Ferry prices rise again - Blue Anchor", others).site == "Blue Anchor"


@pytest.mark.parametrize(
    "above",
    [
        "Ferry operator raises prices by nine per cent\n",
        "Islands\nFerry operator raises prices by nine per cent\n",
        "Ferry operator raises prices by nine per cent\nFerry operator raises prices by nine per cent\n",
        "Chess champion withdraws\nLake freezes over\nFerry operator raises prices by nine per cent\n",
        "Ferry operator raises prices by nine per cent\nUnion calls the rise unfair to passengers\n",
        "Ferry\noperator\nraises\nprices\nby\nnine\nper\ncent\nFerry operator raises prices by nine per cent\n",
    ],
)
def test_headline_is_found(above):
    (piece,) = cut(above + BODY)
    assert piece.title == "Ferry operator raises prices by nine per cent"


def test_the_title_that_the_record_names_is_taken():
    above = "Ferry prices: all you need to know\nUnion calls the rise unfair\n"
    assert cut(above + BODY, "Union calls the rise unfair")[0].title == "Union calls the rise unfair"


def test_text_that_begins_at_once_has_no_headline():
    assert cut(BODY)[0].title is None
