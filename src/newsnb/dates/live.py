"""Live pages: entries headed by clock times, which may run past midnight under one date."""

import re

from newsnb.articles import Corpus

_CLOCK = re.compile(r"(\d{1,2})[:h٫](\d{2})")
_FEWEST = 3  # clock times of a live page
_NIGHT, _EVENING = 6, 18  # hours: a step from the one side to the other is a midnight


def overnight_pages(corpus: Corpus) -> frozenset[str]:
    """Give the articles whose clock times pass midnight: newest first from 00:30 to 23:40, or oldest first back.

    One step over midnight among times that otherwise all run the same way; a page whose times go up and down is no
    live page.
    """
    stamps = corpus.blocks[corpus.blocks["kind"].eq("timestamp")].sort_values("start")
    sources = corpus.articles.set_index("article_id")["source_id"]
    found = set()
    for article_id, rows in stamps.groupby("article_id", sort=True):
        text = corpus.texts[sources[article_id]]
        times = [time for row in rows.itertuples() if (time := _time(text[row.start : row.end]))]
        if len(times) >= _FEWEST and _passes_midnight(times):
            found.add(article_id)
    return frozenset(found)


def _time(stamp: str) -> tuple[int, int] | None:
    match = _CLOCK.search(stamp)
    return (int(match[1]), int(match[2])) if match else None


def _passes_midnight(times: list[tuple[int, int]]) -> bool:
    for run in (times, times[::-1]):
        drops = [(one, two) for one, two in zip(run, run[1:], strict=False) if two < one]
        if len(drops) == 1 and drops[0][0][0] >= _EVENING and drops[0][1][0] < _NIGHT:
            return True
    return False
