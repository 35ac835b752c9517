"""From parsed articles to what the tagger marks in each of their sentences."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsnb import lang as languages
from newsnb.parsing.document import ParsedArticle
from newsnb.statements.learned.marks import Paragraph, Tagged
from newsnb.statements.quotes import find_quotations

if TYPE_CHECKING:
    from newsnb.statements.learned.tagger import Model

Marks = dict[int, list[Tagged]]
"""Number of a sentence to the cues that begin in it."""


def marks_of(model: "Model", articles: Iterable[tuple[ParsedArticle, str]]) -> list[Marks]:
    """Tag articles of one language together (full batches are what makes the network fast).

    Parameters
    ----------
    model
        The tagger of that language.
    articles
        Parses, each with the raw text its offsets point into.
    """
    from newsnb.statements.learned.tagger import tag  # torch, only where it is needed

    articles = list(articles)
    paragraphs = [paragraph for parsed, raw in articles for paragraph in _paragraphs(parsed, raw)]
    found = iter(tag(model, paragraphs))
    return [_by_sentence(parsed, [next(found) for _ in _spans(parsed)]) for parsed, _ in articles]


def _spans(parsed: ParsedArticle) -> dict[int, tuple[int, int, bool]]:
    """Number of a kept block to its first and last character, and whether it is the title."""
    spans: dict[int, tuple[int, int, bool]] = {}
    for sentence in parsed.sentences:
        start = spans.get(sentence.paragraph, (sentence.start,))[0]
        spans[sentence.paragraph] = (start, sentence.end, sentence.kind == "title")
    return spans


def _paragraphs(parsed: ParsedArticle, raw: str) -> list[Paragraph]:
    pairs = languages.load(parsed.lang).quotes
    return [
        Paragraph(raw, start, end, tuple(find_quotations(raw, start, end, pairs)), title)
        for start, end, title in _spans(parsed).values()
    ]


def _by_sentence(parsed: ParsedArticle, found: list[list[Tagged]]) -> Marks:
    starts = [sentence.start for sentence in parsed.sentences]
    marks: Marks = {}
    for mark in (mark for paragraph in found for mark in paragraph):
        marks.setdefault(bisect_right(starts, mark.cue[0]) - 1, []).append(mark)
    return marks
