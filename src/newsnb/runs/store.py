"""The memory of a results folder: one row a page, in an SQLite file. No pickles.

Everything in it can be made again from the inputs, the texts of inputs that are gone excepted. SQLite undoes what a
killed run had begun to write.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from newsnb.articles.formats import Source

FORMAT = 2
"""Raised when the tables of this file change: an older file is then thrown away."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS pages (
    source_id TEXT PRIMARY KEY,
    under TEXT NOT NULL,    -- the path, as the user gave it, that led to the page
    seen INTEGER NOT NULL,  -- the scan that met it last
    digest TEXT NOT NULL,   -- of the text and all that the record says
    lang TEXT,
    read_key TEXT, read_digest TEXT, cites TEXT NOT NULL DEFAULT '[]',
    found_key TEXT, found_digest TEXT, coded_key TEXT,
    source BLOB NOT NULL, read BLOB, found BLOB, coded BLOB, windows BLOB
);
CREATE TABLE IF NOT EXISTS articles (
    source_id TEXT NOT NULL, item INTEGER NOT NULL,
    name TEXT NOT NULL, name_of_copy TEXT NOT NULL,  -- ids: by the text; where another page has the text already
    lang TEXT NOT NULL, title TEXT, title_words TEXT, title_windows TEXT NOT NULL,
    own_from TEXT, own_to TEXT,                      -- published, without regard to citations
    PRIMARY KEY (source_id, item)
);
CREATE INDEX IF NOT EXISTS articles_by_name ON articles (name);
CREATE INDEX IF NOT EXISTS articles_by_title ON articles (lang, title_words) WHERE title_words IS NOT NULL;
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


def pack(value) -> bytes:
    """Turn plain data into bytes; equal data give equal bytes."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8"), 1)


def unpack(data: bytes | None):
    """Turn bytes back into plain data; missing stays missing."""
    return None if data is None else json.loads(zlib.decompress(data))


class Store:
    """One row a page. Columns are read and written by name; see the schema in this module."""

    def __init__(self, path: Path):
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._open()
        except sqlite3.OperationalError:  # cannot be opened at all: nothing to throw away
            raise
        except sqlite3.DatabaseError:  # damaged, or of another version: everything is computed again
            self._begin_anew()

    def _open(self) -> None:
        # Autocommit; `transaction` opens and closes its own.
        self.db = sqlite3.connect(self.path, isolation_level=None)
        self.db.executescript("PRAGMA synchronous=NORMAL;" + _SCHEMA)
        if self.fact("format") is None:
            self.set_fact("format", FORMAT)
        if self.fact("format") != FORMAT:
            raise sqlite3.DatabaseError("another format")

    def _begin_anew(self) -> None:
        self.db.close()
        for name in (self.path.name, f"{self.path.name}-journal"):
            self.path.with_name(name).unlink(missing_ok=True)
        self._open()

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def clear(self) -> None:
        """Forget everything."""
        with self.transaction():
            for table in ("pages", "articles", "facts"):
                self.db.execute(f"DELETE FROM {table}")
            self.set_fact("format", FORMAT)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all or nothing."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self.db.in_transaction:  # an error of the disk has ended it already
                self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    def fact(self, name: str, default=None):
        """Give a fact about the whole folder."""
        row = self.db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return json.loads(row[0]) if row else default

    def set_fact(self, name: str, value) -> None:
        """Keep a fact about the whole folder."""
        self.db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, json.dumps(value, ensure_ascii=False)))

    def count(self) -> int:
        """Count the pages."""
        return self.db.execute("SELECT count(*) FROM pages").fetchone()[0]

    def count_articles(self) -> int:
        """Count the articles of all pages."""
        return self.db.execute("SELECT count(*) FROM articles").fetchone()[0]

    def select(self, columns: str, rest: str = "", values: Iterable = ()) -> Iterator[tuple]:
        """Give columns of the pages, a row at a time, in the order of ``source_id`` unless ``rest`` says otherwise."""
        order = "" if "ORDER BY" in rest else " ORDER BY source_id"
        return iter(self.db.execute(f"SELECT {columns} FROM pages {rest}{order}", tuple(values)))

    def update(self, source_id: str, **columns) -> None:
        """Change columns of a page."""
        names = ", ".join(f"{name} = ?" for name in columns)
        self.db.execute(f"UPDATE pages SET {names} WHERE source_id = ?", (*columns.values(), source_id))

    def source(self, source_id: str) -> Source:
        """Give the decoded page."""
        row = self.db.execute("SELECT source FROM pages WHERE source_id = ?", (source_id,)).fetchone()
        return Source(**unpack(row[0]))

    def add_source(self, source: Source, digest: str, seen: int) -> None:
        """Keep a page that is new or has changed; what was known about it is dropped."""
        self.db.execute("DELETE FROM articles WHERE source_id = ?", (source.source_id,))
        self.db.execute(
            "INSERT OR REPLACE INTO pages (source_id, under, seen, digest, source) VALUES (?, ?, ?, ?, ?)",
            (source.source_id, source.under or "", seen, digest, pack(asdict(source))),
        )
