"""Find the headline of a page, and name what stands above the text: menus, tickers, copies of the headline."""

import re
from dataclasses import dataclass

from newsnb.articles.page import TITLE, Label, Labels, Page, likeness
from newsnb.articles.paragraphs import Paragraph
from newsnb.articles.phrases import simplify, wordlist

_SUFFIX = re.compile(r"\s*[|｜]\s*|\s+[-–—»:]{1,2}\s+")
_LONGEST_TOP = 80  # lines above the text in which the headline is looked for
_LONGEST_NAME = 6  # words of a site's name
_BAR = re.compile(r"\s*[|｜]")


def leading(page: Page, labels: Labels) -> Labels:
    """Name the paragraphs above the text: the headline, its copies, and what stands before it."""
    top = _above_text(page, labels)
    if not top or len(page) < 2:
        return {}
    candidates = [i for i in top if page[i].is_headline]
    copies, rest = _split_copies(page, candidates, top)
    title = _choose(page, labels, rest, copies)
    if title is None:
        return {}
    found = {i: Label("navigation", "repeated headline") for i in copies if copies[i] == title}
    found[title] = TITLE
    for i in (j for j in top if j < title and j not in found):
        found[i] = Label("related" if page[i].n_words > 3 else "navigation", "above the headline")
    return found | {i: Label("timestamp", "page clock") for i in _page_clocks(labels, title)}


def _page_clocks(labels: Labels, title: int) -> list[int]:
    """List the dates that stand apart above the headline, or above one with a date below it: they date the visit."""
    dates = [i for i in labels if i < title and labels[i].reason == "date line"]
    dated_below = any(i in labels and labels[i].kind == "dateline" for i in range(title + 1, title + 4))
    return [i for i in dates if dated_below or any(j in labels and j not in dates for j in range(i + 1, title))]


def _above_text(page: Page, labels: Labels) -> list[int]:
    """List the unnamed paragraphs before the running text; none if the text begins the page."""
    prose = page.prose(labels)
    first = prose[0] if prose else min(len(page), 2)
    return [i for i in page.open(labels) if i < first][-_LONGEST_TOP:]


def _split_copies(page: Page, candidates: list[int], top: list[int]) -> tuple[dict[int, int], list[int]]:
    """Find copies of a candidate further down, whole or broken over lines: copy to original, and the originals."""
    copies: dict[int, int] = {}
    for i in candidates:
        if i in copies:
            continue
        for j in (k for k in top if k > i and k not in copies):
            copies |= {k: i for k in _same_wording(page, page[i].words, j, top)}
    return copies, [i for i in candidates if i not in copies]


def _same_wording(page: Page, words: list[str], start: int, top: list[int]) -> list[int]:
    """List the paragraphs from ``start`` on that together say what the headline says; none if they do not."""
    taken: list[int] = []
    position = 0
    for j in (k for k in top if k >= start):
        piece = page[j].words
        if not piece or words[position : position + len(piece)] != piece or (taken and j != taken[-1] + 1):
            break
        taken.append(j)
        position += len(piece)
        if position >= len(words):
            return taken
    return taken if position >= max(3, 0.8 * len(words)) else []


def _choose(page: Page, labels: Labels, candidates: list[int], copies: dict[int, int]) -> int | None:
    """Choose the headline: the one the record names, else one printed twice, else the one nearest to the text."""
    if not candidates:
        return None
    for i in candidates:
        if page.given_key and (page[i].key.startswith(page.given_key) or page.given_key.startswith(page[i].key)):
            return i
    repeated = [i for i in candidates if i in copies.values()]
    if repeated:
        return repeated[0]
    if len(candidates) == 1:
        return candidates[0]
    text = _opening(page, labels)
    scores = {i: likeness(page[i], text) if text else 0.0 for i in candidates if page[i].n_words > 2}
    best = max(scores.values(), default=0.0)
    # Of lines that fit the text about equally well the first is the headline, the next its standfirst.
    return next((i for i in scores if scores[i] >= 0.6 * best), candidates[0])


def _opening(page: Page, labels: Labels) -> Paragraph | None:
    prose = page.prose(labels)[:4]
    if not prose:
        return None
    return Paragraph(0, 0, " ".join(page[i].text[:1500] for i in prose))


@dataclass(frozen=True)
class Heading:
    """A headline cut from what its site adds: ``n_chars`` of the line are headline; the site's name if it is one."""

    n_chars: int
    site: str | None = None


def cut_site_name(line: str, others: list[str]) -> Heading:
    """Cut the site's name from the end of a headline.

    Parameters
    ----------
    line
        The headline as printed, for example ``"Talks resume | The Daily Gazette"``.
    others
        The other lines of the page: a site's name ends several of them.
    """
    cuts = [match for match in _SUFFIX.finditer(line) if len(line[: match.start()].split()) >= 3]
    if not cuts:
        return Heading(len(line))
    last = cuts[-1]
    name = line[last.end() :].strip()
    is_name = bool(name) and len(name.split()) <= _LONGEST_NAME and _is_site_name(name, others)
    first_bar = _BAR.search(line, cuts[0].start())
    if is_name:
        # Between headline and name may stand a tag of the site's own, set off by a bar.
        end = first_bar.start() if first_bar and first_bar.start() < last.start() else last.start()
        return Heading(end, name)
    if first_bar and len(line[first_bar.end() :].split()) <= _LONGEST_NAME:
        return Heading(first_bar.start())
    return Heading(len(line))


def _is_site_name(name: str, others: list[str]) -> bool:
    words = simplify(name).split()
    if not words:
        return False
    if wordlist("outlet_words").opens(words) or wordlist("outlet_words").closes(words):
        return True
    return sum(other != name and simplify(other[-200:]).endswith(" ".join(words)) for other in others) >= 2
