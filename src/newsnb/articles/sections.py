"""Find the sections of a page that show other articles, readers' comments or a note on the author.

A section runs from its header to where the article goes on: to whole paragraphs that are no teaser of the headline
above them and that share the wording of the article so far. Mostly it does not go on.
"""

from newsnb.articles.page import Label, Labels, Page, likeness
from newsnb.articles.paragraphs import Paragraph
from newsnb.articles.phrases import furniture

_TEASER_LIKENESS = 0.4  # how much of a headline's wording its own teaser repeats
_BODY_LIKENESS = 0.3  # how much of a paragraph's wording the rest of its article shares
_COMPARED = 5  # paragraphs of the article so far that a paragraph is compared with


def author_notes(page: Page, labels: Labels) -> Labels:
    """The line "about the author" and the paragraph under it."""
    found: Labels = {}
    for i in page.open(labels):
        if furniture("promo", "author_note").is_whole(page[i].words):
            found |= {j: Label("promo", "author note") for j in (i, i + 1) if j < len(page)}
    return found


def sections(page: Page, labels: Labels) -> Labels:
    """Sections of other articles and of readers' comments: the header and what stands under it."""
    found: Labels = {}
    before: list[int] = []
    prose = set(page.prose(labels))
    for i in range(len(page)):
        if i in found:
            continue
        role = _role(page, labels, i)
        if role == "comments" and len(before) >= 2:
            found |= {j: Label("share", "comments") for j in range(i, len(page))}
        elif role == "related":
            found[i] = Label("related", "section header")
            found |= {j: Label("related", "section") for j in _section(page, labels, i, before)}
        elif role == "inline" and before:
            found[i] = Label("related", "inline link")
        elif i in prose:
            before.append(i)
    return found


def _role(page: Page, labels: Labels, i: int) -> str:
    """Give the role of a line in sections; of a line that is named already only a "read more" can head one."""
    return section_role(page[i]) if i not in labels or labels[i].reason in ("more link", "listing") else ""


def section_role(line: Paragraph) -> str:
    """Tell whether a line heads a section (``related``, ``comments``) or is one link (``inline``); else empty."""
    words = [word for word in line.words if word != ":"]
    if not words or line.n_words > 30:
        return ""
    if furniture("comments", "whole").is_whole(words):
        return "comments"
    if furniture("related", "whole").is_whole(words):
        return "related"
    if not line.ends_sentence and _heads(words):
        return "related"
    return "inline" if 0 < furniture("related", "inline").opens(line.words) < len(line.words) else ""


def _heads(words: list[str]) -> bool:
    opening = furniture("related", "opens").opens(words)
    if opening and len(words) - opening <= 3:
        return True
    return len(words) <= 6 and bool(furniture("related", "ends").closes(words))


def _section(page: Page, labels: Labels, header: int, before: list[int]) -> list[int]:
    """List what belongs to a section of other articles: all up to where the article itself goes on, if it does.

    A section above any text only takes its header: which of the headlines below it is the page's own is another rule.
    """
    if not before:
        return []
    end = header + 1
    while end < len(page) and not _ends_section(page, labels, header, end, before):
        end += 1
    return [j for j in range(header + 1, end) if j not in labels or labels[j].kind == "dateline"]


def _ends_section(page: Page, labels: Labels, header: int, i: int, before: list[int]) -> bool:
    if _role(page, labels, i) in ("related", "comments"):
        return True
    return i not in labels and _resumes(page, labels, header, i, before)


def _resumes(page: Page, labels: Labels, header: int, i: int, before: list[int]) -> bool:
    """Tell whether the article goes on here: whole paragraphs that are not the teaser of the headline above them."""
    if not page[i].is_complete:
        return False
    headlines = [page[j] for j in range(max(header + 1, i - 2), i) if page[j].is_headline]
    if any(likeness(headline, page[i]) >= _TEASER_LIKENESS for headline in headlines):
        return False
    following = next((j for j in range(i + 1, min(i + 4, len(page))) if j not in labels), None)
    goes_on = following is not None and page[following].is_complete
    belongs = max(likeness(page[i], page[j]) for j in before[-_COMPARED:])
    return goes_on or (len(before) >= 2 and belongs >= _BODY_LIKENESS)


def teasers(page: Page, labels: Labels) -> Labels:
    """Other articles at the end without a header: a headline printed twice, and what follows."""
    prose = page.prose(labels)
    for i in page.open(labels)[:-1]:
        doubled = page[i].is_headline and page[i].n_words >= 4 and page[i].key == page[i + 1].key
        if doubled and i + 1 not in labels and prose and prose[0] < i:
            before = [j for j in prose if j < i]
            return {j: Label("related", "teaser") for j in (i, *_section(page, labels, i, before))}
    return {}
