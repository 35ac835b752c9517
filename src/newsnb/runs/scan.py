"""The inputs, taken into the store: what is new or has changed, what has gone.

A results folder remembers the paths it was made from. Every run looks at all of them again: new pages are added,
changed ones taken anew, pages that are no longer there dropped. If a whole path is gone (yesterday's delivery has been
deleted), its pages stay as they were.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path

from newsnb.articles.formats import Problem, Source
from newsnb.articles.remote import is_url
from newsnb.articles.sources import iter_sources
from newsnb.runs.keys import source_digest
from newsnb.runs.store import Store

_BATCH = 256  # records in one transaction


def known_paths(store: Store) -> list[str]:
    """List the paths that the folder was made from, in the order in which they were given."""
    return store.fact("paths", [])


def all_paths(store: Store, given: Iterable) -> list[str]:
    """List the paths of this run first, then those known from earlier runs."""
    return list(dict.fromkeys([*(_named(path) for path in given), *known_paths(store)]))


def _named(path) -> str:
    """Name a path so that it is the same from any working folder; a glob and a URL keep what is special in them."""
    return str(path) if is_url(path) else Path(path).absolute().as_posix()


def scan(store: Store, given: Iterable, tell: Callable[[str], None] = lambda text: None) -> None:
    """Bring the pages of the store up to date with the inputs.

    Parameters
    ----------
    store
        The folder's memory.
    given
        Paths of this run.
    tell
        Told about paths that are gone.
    """
    paths = all_paths(store, given)
    gone = [path for path in known_paths(store) if path not in map(_named, given) and not _is_there(path)]
    number = store.fact("scan", 0) + 1
    problems: list[dict] = []
    records = iter_sources(path for path in paths if path not in gone)
    while batch := list(islice(records, _BATCH)):
        problems += [asdict(record) for record in batch if isinstance(record, Problem)]
        _take_in(store, [record for record in batch if isinstance(record, Source)], number)
    with store.transaction():
        _drop_unseen(store, number, gone)
        store.set_fact("paths", paths)
        store.set_fact("scan", number)
        store.set_fact("scan_problems", problems + [_kept(store, path) for path in gone])
    for path in gone:
        tell(f"  {path} is gone: its articles are kept as they were")


def _is_there(path: str) -> bool:
    if is_url(path) or any(mark in path for mark in "*?["):
        return any(isinstance(record, Source) for record in islice(iter_sources([path]), 1))
    return Path(path).exists()


def _take_in(store: Store, sources: list[Source], number: int) -> None:
    with store.transaction():
        for source in sources:
            digest = source_digest(source)
            row = store.db.execute("SELECT digest FROM pages WHERE source_id = ?", (source.source_id,)).fetchone()
            if row and row[0] == digest:
                store.update(source.source_id, seen=number, under=source.under or "")
            else:
                store.add_source(source, digest, number)


def _drop_unseen(store: Store, number: int, gone: list[str]) -> None:
    marks = ",".join("?" * len(gone))
    unseen = f"seen != ? AND under NOT IN ({marks})"
    chosen = f"SELECT source_id FROM pages WHERE {unseen}"
    store.db.execute(f"DELETE FROM articles WHERE source_id IN ({chosen})", (number, *gone))
    store.db.execute(f"DELETE FROM pages WHERE {unseen}", (number, *gone))


def _kept(store: Store, path: str) -> dict:
    count = store.db.execute("SELECT count(*) FROM pages WHERE under = ?", (path,)).fetchone()[0]
    message = f"no longer there; {count} pages of an earlier run are kept"
    remedy = "run with --fresh, naming all other paths, to leave them out"
    return asdict(Problem(path, "note", None, message, remedy))


def source_ids(store: Store) -> Iterator[str]:
    """List the pages."""
    return (row[0] for row in store.select("source_id"))
