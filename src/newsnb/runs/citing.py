"""Citations between all articles of a folder, and the pages dated anew by them.

Every headline is looked up in the windows of words that reading keeps of each body, so no text is read again but those
that share five words with another's headline.
"""

import json
from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd

from newsnb.articles.facts import by_source
from newsnb.dates.citations import citation_bounds, citations
from newsnb.dates.evidence import Passage
from newsnb.dates.intervals import Interval
from newsnb.runs.keys import Keys, Research
from newsnb.runs.pages import ToRead
from newsnb.runs.reading import _plain, read_and_keep, record_of
from newsnb.runs.store import Store


def date_by_citations(store: Store, keys: Keys, research: Research, facts: pd.DataFrame, mapper: Callable) -> int:
    """Date those pages again whose citations have changed.

    Returns
    -------
    int
        Pages dated again.
    """
    bounds: dict[str, list] = {}
    for lang in [row[0] for row in store.db.execute("SELECT DISTINCT lang FROM articles ORDER BY lang")]:
        bounds |= _bounds(store, lang)
    known = {source: [_plain(row) for row in rows] for source, rows in by_source(facts).items()}
    kept = {
        source_id: json.loads(cites) for source_id, cites in store.select("source_id, cites", "WHERE cites != '[]'")
    }
    changed = sorted(one for one in {*bounds, *kept} if bounds.get(one, []) != kept.get(one, []))
    pages = (ToRead(store.source(one), known.get(one, []), bounds.get(one, [])) for one in changed)
    read_and_keep(store, keys, known, pages, research, mapper)
    return len(changed)


def _bounds(store: Store, lang: str) -> dict[str, list]:
    """Say what the citations in one language mean for the days of their pages."""
    titles = _headlines(store, lang)
    citing, cited = _candidates(store, lang, titles) if titles else ([], [])
    if not citing:
        return {}
    chosen = {one: titles[one][0] for one in cited}
    pairs = citations(chosen, {one: _passages(store, one) for one in citing}, lang)
    involved = {one for pair in pairs for one in pair}
    known = {one: _own_days(store, one) for one in sorted(involved)}
    names = {one: _title(store, one) for one in sorted(involved)}
    bounds = citation_bounds(pairs, known, {one: name for one, name in names.items() if name})
    return {one: [[words, *_days(interval)] for words, interval in found] for one, found in bounds.items()}


def _headlines(store: Store, lang: str) -> dict[str, tuple[str, list[int]]]:
    """List the pages whose headline is long enough and nobody else's, with the hashes of its words."""
    rows = store.db.execute(
        "SELECT min(source_id), min(title), min(title_windows) FROM articles "
        "WHERE lang = ? AND title_words IS NOT NULL GROUP BY title_words HAVING count(*) = 1 ORDER BY 1",
        (lang,),
    )
    return {source_id: (title, json.loads(windows)) for source_id, title, windows in rows}


def _candidates(store: Store, lang: str, titles: dict) -> tuple[list[str], list[str]]:
    """List pages that may hold a headline, and pages whose headline they may hold."""
    wanted = np.array(sorted({one for _, windows in titles.values() for one in windows}), dtype="<u4")
    owner: dict[int, list[str]] = {}
    for source_id, (_, windows) in titles.items():
        for one in windows:
            owner.setdefault(one, []).append(source_id)
    citing, cited = [], set()
    for source_id, windows in store.select(
        "source_id, windows", "WHERE lang = ? AND windows IS NOT NULL AND source_id IN "
        "(SELECT source_id FROM articles WHERE item = 0 AND title IS NOT NULL)", (lang,),
    ):  # fmt: skip
        shared = np.intersect1d(np.frombuffer(windows, dtype="<u4"), wanted, assume_unique=True)
        others = {one for window in shared.tolist() for one in owner[window]} - {source_id}
        if others:
            citing.append(source_id)
            cited |= others
    return citing, sorted(cited)


def _passages(store: Store, source_id: str) -> list[Passage]:
    text = store.source(source_id).text
    blocks = record_of(store, source_id)["blocks"]
    return [Passage(start, kind, text[start:end]) for _, start, end, kind, kept, _ in blocks if kept]


def _own_days(store: Store, source_id: str) -> Interval:
    row = store.db.execute(
        "SELECT own_from, own_to FROM articles WHERE source_id = ? AND item = 0", (source_id,)
    ).fetchone()
    return Interval(*(date.fromisoformat(day) if day else None for day in row))


def _title(store: Store, source_id: str) -> str | None:
    return store.db.execute("SELECT title FROM articles WHERE source_id = ? AND item = 0", (source_id,)).fetchone()[0]


def _days(interval: Interval) -> list[str | None]:
    return [day.isoformat() if day else None for day in (interval.start, interval.end)]
