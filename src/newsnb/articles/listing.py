"""Tell a page of teasers, or a run of posts, from an article, and cut it into its items.

Two general signs are taken. Either the page has a beat: date lines, "read more" links or one footer line come again and
again, with a little text between. Or it is headed like a list (a count, "more about ...", its first teaser printed
twice), has no headline, and none of its paragraphs leans on the one before ("He also said ...").
"""

from collections import Counter
from statistics import median

from newsnb.articles.furniture import label_lines, section_role
from newsnb.articles.page import BODY, TITLE, Label, Labels, Page
from newsnb.articles.phrases import simplify, wordlist

_FEWEST_ITEMS = 3
_MOST_SENTENCES = 4


def items(page: Page) -> tuple[Labels, dict[int, int]] | None:
    """Cut a listing page into items.

    Returns
    -------
    tuple or None
        The labels of all paragraphs and, for each paragraph, the number of the item it stands in (1..n, in page
        order); missing if the page is not a listing.
    """
    labels = label_lines(page)
    starts = _by_beat(page, labels) or _by_header(page, labels)
    if not starts:
        return None
    labels = {**_page_lead(page, labels, starts[0]), **labels}
    labels = {i: labels.get(i) or _content(page, labels, starts, i) for i in range(len(page))}
    number = {i: max(1, sum(start <= i for start in starts)) for i in range(len(page))}
    return labels, number


def _content(page: Page, labels: Labels, starts: list[int], i: int) -> Label:
    if section_role(page[i]) == "related":
        return Label("related", "section header")
    opens_item = i in starts or all(j in labels for j in range(max(s for s in starts if s <= i), i))
    headed = i + 1 < len(page) and i + 1 not in starts and page[i].is_headline and page[i].n_words <= 20
    return TITLE if opens_item and headed else BODY


def _page_lead(page: Page, labels: Labels, first: int) -> Labels:
    """Name what stands above the first item: the page's own headline, and a first copy of a teaser."""
    return {i: Label("navigation", "listing header") for i in range(first) if i not in labels}


def _by_beat(page: Page, labels: Labels) -> list[int]:
    """List where items start on a page with a beat; empty if it has none."""
    for beat, where in ((_links(labels), "end"), (_footers(page), "end"), (_dates(labels), "date")):
        starts = _after(page, labels, beat) if where == "end" else _around(page, labels, beat)
        if len(starts) >= _FEWEST_ITEMS and _are_even(page, labels, starts):
            return starts
    return []


def _links(labels: Labels) -> list[int]:
    return [i for i in sorted(labels) if labels[i].reason == "more link"]


def _dates(labels: Labels) -> list[int]:
    dates = [i for i in sorted(labels) if labels[i].kind == "dateline" and labels[i].reason != "byline"]
    return [i for i in dates if i - 1 not in dates]


def _footers(page: Page) -> list[int]:
    """List the copies of a line with a handle or address that stands under every post of a channel."""
    short = [
        (i, p.key) for i, p in enumerate(page.paragraphs) if p.n_words <= 12 and ("@" in p.text or "://" in p.text)
    ]
    count = Counter(key for _, key in short)
    key, most = max(sorted(count.items()), key=lambda pair: pair[1], default=("", 0))
    return [i for i, other in short if other == key] if most >= _FEWEST_ITEMS else []


def _after(page: Page, labels: Labels, ends: list[int]) -> list[int]:
    """List the first content after each end, and the first of all."""
    content = [i for i in page.open(labels) if not section_role(page[i]) and i not in ends]
    begins = [min((i for i in content if i > end), default=None) for end in [-1, *ends[:-1]]]
    tail = min((i for i in content if ends and i > ends[-1]), default=None)
    # One more item may lack its end at the foot of the page, but only if it looks like the others.
    extra = [tail] if tail is not None and page[tail].is_prose else []
    return sorted({i for i in (*begins, *extra) if i is not None})


def _around(page: Page, labels: Labels, dates: list[int]) -> list[int]:
    """List where dated items start: at the date, at the headline above it, or after it where dates close the items."""
    if len(dates) < _FEWEST_ITEMS:
        return []
    content = set(page.open(labels))
    if dates[-1] + 1 >= len(page) or not any(i > dates[-1] for i in content):
        return _after(page, labels, dates)
    below_headline = [i for i in dates if i - 1 in content and page[i - 1].is_headline and i + 1 in content]
    if len(below_headline) >= 0.7 * len(dates) and all(i - 2 not in dates for i in dates):
        return [i - 1 if i in below_headline else i for i in dates]
    return dates


def _are_even(page: Page, labels: Labels, starts: list[int]) -> bool:
    """Tell whether the items are alike in size: the text of an article above a list of teasers is not."""
    bounds = [*starts, len(page)]
    sizes = [
        sum(page[i].n_words for i in range(a, b) if i not in labels) for a, b in zip(bounds, bounds[1:], strict=False)
    ]
    usual = median(sizes)
    return usual > 0 and max(sizes) <= max(4 * usual, 60) and sum(size > 0 for size in sizes) >= _FEWEST_ITEMS


def _by_header(page: Page, labels: Labels) -> list[int]:
    """List the paragraphs of a page headed like a list, each an item; empty if it is not one."""
    prose = page.prose(labels)
    if len(prose) < _FEWEST_ITEMS or len(prose) < 2:
        return []
    copy_of_lead = page[prose[0]].key in [page[i].key for i in prose[1:]]
    body = prose[1:] if copy_of_lead else prose
    headers = [i for i in range(len(page)) if _is_list_header(page, labels, i)]
    headed = [i for i in headers if i < body[0] or (i < body[1])]
    if headed:
        body = [i for i in body if i > headed[-1]]
    if len(body) < _FEWEST_ITEMS or not (headed or copy_of_lead):
        return []
    return body if _stand_alone(page, labels, body) else []


def _is_list_header(page: Page, labels: Labels, i: int) -> bool:
    if i in labels:
        return labels[i].reason == "listing"
    return page[i].n_words <= 8 and section_role(page[i]) == "related"


def _stand_alone(page: Page, labels: Labels, body: list[int]) -> bool:
    """Tell whether paragraphs are independent: short, no headline among them, none leaning on the one before."""
    between = [i for i in page.open(labels) if body[0] < i < body[-1] and i not in body]
    long = [i for i in body if _n_sentences(page[i].text) > _MOST_SENTENCES]
    leaning = [i for i in body[1:] if wordlist("continues").opens(_first_words(page[i].text))]
    return len(between) + len(long) == 0 and len(leaning) <= 0.1 * len(body)


def _first_words(text: str) -> list[str]:
    return simplify(text[:80]).split()


def _n_sentences(text: str) -> int:
    return sum(text.count(mark + " ") for mark in ".!?؟") + 1
