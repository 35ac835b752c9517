"""Pages read and dated, each by itself, where the key of reading has changed."""

from collections.abc import Callable, Iterator
from functools import partial

import pandas as pd

from newsnb.articles.facts import by_source
from newsnb.articles.formats import Source
from newsnb.runs.keys import Keys, Research, digest
from newsnb.runs.pages import ToRead, read_pages, title_windows
from newsnb.runs.spread import batches, spread
from newsnb.runs.store import Store, pack, unpack


def read(store: Store, keys: Keys, research: Research, facts: pd.DataFrame, mapper: Callable) -> int:
    """Read the pages that are new or whose reading hangs on something that has changed.

    Parameters
    ----------
    store
        The folder's memory, scanned.
    keys, research
        The researcher's files.
    facts
        The researcher's metadata.
    mapper
        The engine.

    Returns
    -------
    int
        Pages read.
    """
    known = {source: [_plain(row) for row in rows] for source, rows in by_source(facts).items()}
    stale = [source_id for source_id, key, kept in _keys(store, keys, known) if key != kept]
    pages = (ToRead(store.source(one), known.get(one, []), []) for one in stale)
    read_and_keep(store, keys, known, pages, research, mapper)
    return len(stale)


def read_and_keep(store: Store, keys: Keys, known: dict, pages, research: Research, mapper: Callable) -> None:
    """Read pages over an engine and keep what reading gave, a batch at a time."""
    cut = batches(pages, lambda page: len(page.source.text))
    for batch in spread(mapper, partial(read_pages, research=research), cut):
        with store.transaction():
            for page, result in batch:
                _keep(store, keys, known, page, result)


def _keys(store: Store, keys: Keys, known: dict) -> Iterator[tuple[str, str, str | None]]:
    for source_id, page, lang, kept in store.select("source_id, digest, lang, read_key"):
        yield source_id, keys.read(page, known.get(source_id, []), lang), kept


def _plain(row: dict) -> dict:
    return {name: value.isoformat() if isinstance(value, pd.Timestamp) else value for name, value in row.items()}


def _keep(store: Store, keys: Keys, known: dict, page: ToRead, result) -> None:
    """Keep what reading a page gave. A page that could not be read is kept as such, and tried again next time."""
    failed = not isinstance(result, dict)
    if failed:
        result = _failure(page.source, result)
    source_id, lang = page.source.source_id, result["lang"]
    windows = result.pop("windows")
    key = keys.read(_digest_of(store, source_id), known.get(source_id, []), lang)
    store.update(
        source_id, lang=lang, read_key=None if failed else key, read_digest=digest(result), read=pack(result),
        cites=_text(page.cites), windows=windows,
    )  # fmt: skip
    if not page.cites:
        _keep_articles(store, source_id, result["articles"])


def _text(cites: list[list]) -> str:
    import json

    return json.dumps(cites, ensure_ascii=False)


def _digest_of(store: Store, source_id: str) -> str:
    return store.db.execute("SELECT digest FROM pages WHERE source_id = ?", (source_id,)).fetchone()[0]


def _keep_articles(store: Store, source_id: str, articles: list[dict]) -> None:
    """Keep what is asked about all articles at once: their texts, their headlines, and their days but for citations."""
    store.db.execute("DELETE FROM articles WHERE source_id = ?", (source_id,))
    for row in articles:
        words, windows = title_windows(row["title"] if row["item"] == 0 else None)
        store.db.execute(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (source_id, row["item"], *row["names"], row["lang"], row["title"], words, _text(windows),
             row["published_from"], row["published_to"]),
        )  # fmt: skip


def _failure(source: Source, reason) -> dict:
    message = f"reading failed: {type(reason).__name__}: {reason}" if isinstance(reason, Exception) else reason.reason
    problem = {
        "source_id": source.source_id, "article_id": None, "stage": "read", "severity": "skipped",
        "place": source.place, "message": message[:300], "remedy": "look for damaged or machine-made text in the page",
    }  # fmt: skip
    return {"lang": None, "articles": [], "blocks": [], "problems": [problem], "windows": b""}


def days_of(row: dict) -> list[str | None]:
    """Give the interval of an article row."""
    return [row["published_from"], row["published_to"]]


def record_of(store: Store, source_id: str) -> dict:
    """Give what reading a page gave."""
    return unpack(store.db.execute("SELECT read FROM pages WHERE source_id = ?", (source_id,)).fetchone()[0])
