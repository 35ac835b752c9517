"""Tell a page of teasers, or a run of posts, from an article, and cut it into its items.

Two general signs are taken. Either the page has a beat: date lines, "read more" links or one footer line come again and
again, with a little text between. Or it is headed like a list (a count, "more about ...", its first teaser printed
twice), has no headline, and its paragraphs do not lean on one another ("He also said ...").
"""

from bisect import bisect_right
from collections import Counter
from itertools import accumulate, pairwise
from statistics import median

from newsnb.articles.page import BODY, TITLE, Label, Labels, Page, likeness
from newsnb.articles.phrases import simplify, wordlist
from newsnb.articles.sections import section_role

_FEWEST_ITEMS = 3
_FEWEST_UNCOUNTED = 4  # items under a header that might as well be a link box
_MOST_SENTENCES = 4
_MOST_LEANING = 0.1


def items(page: Page, labels: Labels) -> tuple[Labels, dict[int, int]] | None:
    """Cut a listing page into items.

    Parameters
    ----------
    page
        The page.
    labels
        What `furniture.label_lines` has found on it.

    Returns
    -------
    tuple or None
        The labels of all paragraphs and, for each paragraph, the number of the item it stands in (1..n, in page
        order; what stands above the first item goes with it); missing if the page is not a listing.
    """
    starts = _by_beat(page, labels) or _by_header(page, labels)
    if not starts:
        return None
    number = {i: max(1, bisect_right(starts, i)) for i in range(len(page))}
    return {**_contents(page, labels, starts), **labels}, number


def _contents(page: Page, labels: Labels, starts: list[int]) -> Labels:
    """Name what has no name yet: the page's own header, and the headline and the text of each item."""
    named: Labels = {}
    first_of_item = set(starts)
    awaits_headline = False
    for i in range(len(page)):
        awaits_headline = awaits_headline or i in first_of_item
        if i in labels:
            continue
        if i < starts[0]:
            named[i] = Label("navigation", "listing header")
        elif section_role(page[i]) == "related":
            named[i] = Label("related", "section header")
        else:
            named[i] = TITLE if awaits_headline and _heads_item(page, first_of_item, i) else BODY
            awaits_headline = False
    return named


def _heads_item(page: Page, starts: set[int], i: int) -> bool:
    more_follows = i + 1 < len(page) and i + 1 not in starts
    return more_follows and page[i].is_headline and page[i].n_words <= 20


def _by_beat(page: Page, labels: Labels) -> list[int]:
    """List where items start on a page with a beat; empty if it has none."""
    end = _end_of_text(page, labels)
    for beat, closes in ((_links(labels), True), (_footers(page), True), (_dates(labels), False)):
        beat = [i for i in beat if i < end]
        if len(beat) < _FEWEST_ITEMS:
            continue
        starts = _after(page, labels, beat) if closes else _around(page, labels, beat)
        if len(starts) >= _FEWEST_ITEMS and _are_even(page, labels, starts):
            return starts
    return []


def _end_of_text(page: Page, labels: Labels) -> int:
    """Find the header of a section of other articles below the text: their dates and links are no beat."""
    first = next(iter(page.prose(labels)), len(page))
    headers = (i for i in page.open(labels) if i > first and section_role(page[i]) in ("related", "comments"))
    return next(headers, len(page))


def _links(labels: Labels) -> list[int]:
    return [i for i in sorted(labels) if labels[i].reason == "more link"]


def _dates(labels: Labels) -> list[int]:
    dates = {i for i in labels if labels[i].kind == "dateline" and labels[i].reason != "byline"}
    return [i for i in sorted(dates) if i - 1 not in dates]


def _footers(page: Page) -> list[int]:
    """List the copies of a line with a handle or address that stands under every post of a channel."""
    lines = [(i, line) for i, line in enumerate(page.paragraphs) if line.n_words <= 12]
    short = [(i, line.key) for i, line in lines if "@" in line.text or "://" in line.text]
    count = Counter(key for _, key in short)
    most_common = max(sorted(count), key=count.__getitem__, default=None)
    return [i for i, key in short if key == most_common]


def _after(page: Page, labels: Labels, ends: list[int]) -> list[int]:
    """List the first text after each end, and the first of all."""
    closing = set(ends)
    content = [i for i in page.open(labels) if i not in closing and not section_role(page[i])]
    found = [bisect_right(content, end) for end in (-1, *ends)]
    starts = sorted({content[place] for place in found if place < len(content)})
    # One more item may lack its end at the foot of the page, but only if it is text.
    return starts[:-1] if starts and starts[-1] > ends[-1] and not page[starts[-1]].is_prose else starts


def _around(page: Page, labels: Labels, dates: list[int]) -> list[int]:
    """List where dated items start: at the date, at the headline above it, or after it where dates close the items."""
    content = set(page.open(labels))
    if not content or max(content) < dates[-1]:
        return _after(page, labels, dates)
    lead = [i for i in page.prose(labels) if i < dates[0]]
    if len(lead) > 1:
        return []  # an article with dates in it
    headed = {i for i in dates if i - 1 in content and i - 1 not in lead and page[i - 1].is_headline}
    middle = len(headed) >= 0.7 * len(dates)
    return lead + [i - 1 if middle and i in headed else i for i in dates]


def _are_even(page: Page, labels: Labels, starts: list[int]) -> bool:
    """Tell whether the items are alike in size: the text of an article above a list of teasers is not."""
    words = [0, *accumulate(0 if i in labels else page[i].n_words for i in range(len(page)))]
    sizes = [words[b] - words[a] for a, b in pairwise([*starts, len(page)])]
    usual = median(sizes)
    return usual > 0 and max(sizes) <= max(4 * usual, 60) and sum(size > 0 for size in sizes) >= _FEWEST_ITEMS


def _by_header(page: Page, labels: Labels) -> list[int]:
    """List the paragraphs of a page headed like a list, each an item; empty if it is not one."""
    prose = page.prose(labels)
    if len(prose) < _FEWEST_ITEMS:
        return []
    copy_of_lead = page[prose[0]].key in {page[i].key for i in prose[1:]}
    body = prose[1:] if copy_of_lead else prose
    counted = any(labels[i].reason == "listing" for i in labels if i < body[0])
    headed = any(section_role(page[i]) == "related" for i in page.open(labels) if i < body[0])
    enough = len(body) >= (_FEWEST_ITEMS if counted or copy_of_lead else _FEWEST_UNCOUNTED)
    if not enough or not (counted or headed or copy_of_lead) or _has_headline(page, labels, body, counted):
        return []
    return body if _stand_alone(page, labels, body) else []


def _has_headline(page: Page, labels: Labels, body: list[int], counted: bool) -> bool:
    """Tell whether a headline of one article stands above the text; a list with a count may have a name of its own."""
    above = [page[i] for i in page.open(labels) if i < body[0] and not section_role(page[i])]
    headlines = [line for line in above if line.is_headline and line.n_words >= 4]
    return any(not counted or likeness(line, page[body[0]]) >= 0.5 for line in headlines)


def _stand_alone(page: Page, labels: Labels, body: list[int]) -> bool:
    """Tell whether paragraphs are independent: short, no headline among them, hardly any leaning on another."""
    members = set(body)
    between = [i for i in page.open(labels) if body[0] < i < body[-1] and i not in members]
    long = [i for i in body if _n_sentences(page[i].text) > _MOST_SENTENCES]
    leaning = [i for i in body[1:] if wordlist("continues").opens(simplify(page[i].text[:80]).split())]
    return not between and not long and len(leaning) <= _MOST_LEANING * len(body)


def _n_sentences(text: str) -> int:
    return sum(text.count(mark + " ") for mark in ".!?؟") + 1
