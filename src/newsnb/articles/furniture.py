"""Tell the words of an article from the furniture of the page it was scraped from.

`label` asks one rule after the other; the first that knows a paragraph names it. What no rule knows is body. Phrases
come from the language files; the rules themselves look only at shape and place.
"""

import re
from collections import Counter

from newsnb.articles import titles
from newsnb.articles.page import BODY, Label, Labels, Page, runs
from newsnb.articles.paragraphs import Paragraph
from newsnb.articles.phrases import change_labels, furniture
from newsnb.articles.sections import author_notes, sections, teasers
from newsnb.articles.stamps import clock, has_date, is_date_line

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+|@\w+")
_LONGEST_BYLINE = 7
_LONGEST_STAMP = 18  # words without the numbers: "published on ... at ..., updated on ... at ..."
_SEPARATOR = re.compile(r"\s[|›>•·/←→⟩»]\s")


def label(page: Page, by_themselves: Labels) -> Labels:
    """Name every paragraph of a page that is one article.

    Parameters
    ----------
    page
        The page.
    by_themselves
        What `label_lines` has found on it.

    Returns
    -------
    dict
        Paragraph number to `Label`, for every paragraph.
    """
    if len(page) == 1:
        return {0: BODY}
    labels = dict(by_themselves)
    for rule in (tickers, author_notes, sections, titles.leading, copies, teasers, menus, after_the_end):
        labels |= {i: name for i, name in rule(page, labels).items() if _may_rename(labels.get(i))}
    return {i: labels.get(i, BODY) for i in range(len(page))}


def _may_rename(name: Label | None) -> bool:
    """A line is named once; only a dateline may turn out to be that of another article, or the page's clock."""
    return name is None or name.kind == "dateline"


def label_lines(page: Page) -> Labels:
    """Name the paragraphs that give themselves away, whatever stands around them."""
    found = ((i, _by_itself(paragraph)) for i, paragraph in enumerate(page.paragraphs))
    return {i: name for i, name in found if name}


def _by_itself(line: Paragraph) -> Label | None:
    return _by_shape(line) or (_by_phrase(line) if line.words else None)


def _by_shape(line: Paragraph) -> Label | None:
    if len(line.text) > 400:
        return None
    if is_date_line(line):
        # Numbers alone look like a pager to the phrases: "14/5/2025".
        return (_by_phrase(line) if line.has_letters else None) or Label("dateline", "date line")
    if clock(line) and line.n_words <= 4:
        return Label("timestamp", "clock")
    if not line.has_letters:
        return Label("navigation", "no words")
    tokens = line.text.split()
    if all(_ADDRESS.fullmatch(token) for token in tokens):
        return Label("share", "address")
    if sum(token.startswith(("#", "＃")) for token in tokens) > 0.6 * len(tokens):
        return Label("navigation", "tags")
    return Label("navigation", "breadcrumb") if _is_breadcrumb(line) else None


def _is_breadcrumb(line: Paragraph) -> bool:
    if "«" in line.text or line.ends_sentence or line.n_words > 40:
        return False
    pieces = _SEPARATOR.split(line.text)
    short = all(len(piece.split()) <= 4 for piece in pieces)
    known = furniture("navigation", "whole").is_whole(pieces[0].lower().split())
    return short and len(pieces) >= (2 if known else 3)


# How a line may carry a phrase: use in the language file, kind, the most words it may have, whether it needs a number.
_SIMPLE = (
    ("share", "share", 40),
    ("promo", "promo", 60),
    ("legal", "legal", 80),
    ("credit", "legal", 40),
    ("navigation", "navigation", 30),
)


def _by_phrase(line: Paragraph) -> Label | None:
    words = line.words
    for section, kind, longest in _SIMPLE:
        if furniture(section, "whole").is_whole(words):
            return Label(kind, section)
        if len(words) <= longest and furniture(section, "starts").opens(words) and not _tells(line, section):
            return Label(kind, section)
        if len(words) <= longest and furniture(section, "contains").within(words):
            return Label(kind, section)
    return _by_counter(words) or _by_stamp(line)


def _tells(line: Paragraph, section: str) -> bool:
    """A sentence may open like a pager or a list of tags ("Next to him stood ..."); without a colon it is text."""
    return section == "navigation" and line.ends_sentence and ":" not in line.words


def _by_counter(words: list[str]) -> Label | None:
    if furniture("comments", "counters").is_whole(words):
        return Label("share", "comments")
    if furniture("listing", "whole").is_whole(words):
        # Without a number it may be an entry of a menu: "archive".
        return Label("navigation", "listing" if "#" in words else "navigation")
    if len(words) <= 12 and furniture("listing", "starts").opens(words):
        return Label("navigation", "listing")
    return Label("navigation", "more link") if furniture("more_links", "whole").is_whole(words) else None


def _by_stamp(line: Paragraph) -> Label | None:
    words = line.words
    if furniture("timestamp", "whole").is_whole(words):
        return Label("timestamp", "stamp")
    if line.ends_sentence or sum(word not in ("#", ":") for word in words) > _LONGEST_STAMP:
        return None
    updated = "#" in words and furniture("timestamp", "starts").opens(words)
    signed = furniture("dateline", "byline").opens(words)
    # The day of publication may stand behind the name or the update: "Updated on ..., published on ...".
    published = signed or (updated and furniture("dateline", "starts").within(words[1:]))
    if "#" in words and (published or furniture("dateline", "starts").opens(words)) and has_date(line.text):
        return Label("dateline", "publication line")
    if updated and change_labels().opens(words) and has_date(line.text):
        return Label("dateline", "day of the last change")  # not later than that was it printed
    if updated:
        return Label("timestamp", "stamp")
    if "#" in words and furniture("dateline", "starts").opens(words):
        return Label("dateline", "publication line")
    if len(words) <= _LONGEST_BYLINE and furniture("dateline", "byline").opens(words):
        return Label("dateline", "byline")
    return None


def tickers(page: Page, labels: Labels) -> Labels:
    """Headlines with a clock time, one under the other, above or below the text; within it they are its timeline."""
    timed = [i for i in page.open(labels) if clock(page[i]) and page[i].n_words <= 30]
    prose = [i for i in page.prose(labels) if not clock(page[i])]
    found: Labels = {}
    for run in runs(timed):
        outside = prose and (run[-1] < prose[0] or run[0] > prose[-1])
        sentences = sum(page[i].ends_sentence for i in run)
        if outside and len(run) >= 2 and sentences <= 0.5 * len(run):
            found |= {i: Label("navigation", "ticker") for i in run}
    return found


def copies(page: Page, labels: Labels) -> Labels:
    """Second and later copies of a long paragraph or of a short line with a link or handle."""
    count = Counter(page[i].key for i in page.open(labels))
    seen: set[str] = set()
    found: Labels = {}
    for i in page.open(labels):
        key, line = page[i].key, page[i]
        if key in seen and line.n_words >= 12:
            found[i] = Label("navigation", "repeated paragraph")
        elif count[key] >= 3 and line.n_words <= 12 and any(_ADDRESS.search(word) for word in line.text.split()):
            found[i] = Label("share", "repeated line")
        seen.add(key)
    return found


def menus(page: Page, labels: Labels) -> Labels:
    """Runs of very short lines above or below the text."""
    prose = page.prose(labels)
    if not prose:
        return {}
    short = [i for i in range(len(page)) if _is_menu_like(page, labels, i)]
    found: Labels = {}
    for run in runs(short):
        outside = run[-1] < prose[0] or run[0] > prose[-1]
        if outside and len(run) >= 4:
            found |= {i: Label("navigation", "menu") for i in run if i not in labels}
    return found


def _is_menu_like(page: Page, labels: Labels, i: int) -> bool:
    if i in labels:
        return labels[i].kind in ("navigation", "share")
    line = page[i]
    return line.n_words <= 4 and not line.ends_sentence and not line.text.endswith((":", "،", ","))


def after_the_end(page: Page, labels: Labels) -> Labels:
    """Headline-like lines below the last paragraph, once other furniture has begun."""
    prose = page.prose(labels)
    last = prose[-1] if prose else len(page)
    ends = [i for i in labels if i > last and labels[i].kind in ("related", "share", "promo", "legal", "navigation")]
    first = min(ends, default=len(page))
    dates = {i: Label("timestamp", "after the end") for i in labels if i > first and labels[i].reason == "date line"}
    rest = [i for i in page.open(labels) if i > first and not page[i].is_prose]
    return dates | {i: Label("navigation", "after the end") for i in rest}
