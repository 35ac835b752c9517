"""Tables put together from the rows of the store."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

import pandas as pd

from newsnb import schemas
from newsnb.articles import Corpus
from newsnb.articles.facts import unused
from newsnb.articles.formats import Problem, Source
from newsnb.articles.reading import note_copy
from newsnb.runs.finding import copies, ids_of
from newsnb.runs.pages import article_rows, block_rows, problem_rows
from newsnb.runs.store import Store, unpack


@dataclass(frozen=True)
class Page:
    """All that is known about a page, with the names of its articles."""

    source: Source
    read: dict
    found: dict
    coded: list[dict]
    ids: list[str]
    copies: list[str]


@dataclass
class Rows:
    """Rows of all tables, gathered page by page."""

    articles: list[dict] = field(default_factory=list)
    blocks: list[dict] = field(default_factory=list)
    statements: list[dict] = field(default_factory=list)
    positions: list[dict] = field(default_factory=list)
    problems: list[dict] = field(default_factory=list)

    def add(self, page: Page) -> None:
        """Take in a page."""
        self.articles += article_rows(page.read, page.ids)
        self.blocks += block_rows(page.read, page.ids)
        self.statements += page.found["statements"]
        self.positions += page.coded
        self.problems += problems_of(page)

    def table(self, name: str) -> pd.DataFrame:
        """Make a table; positions come in the order of the articles' ids, as `code_positions` gives them."""
        rows = getattr(self, name)
        if name == "positions":
            article = {row["statement_id"]: row["article_id"] for row in self.statements}
            rows = sorted(rows, key=lambda row: article[row["statement_id"]])
        return schemas.ordered_problems(schemas.frame(name, rows)) if name == "problems" else schemas.frame(name, rows)


def pages(store: Store, wanted: set[str] | None = None) -> Iterator[Page]:
    """Go through the pages, or those that hold an article wanted, one at a time, in the order of their names."""
    ids, again = ids_of(store), copies(store)
    named, own = next(ids, (None, []))
    for source_id, source, read, found, coded in store.select("source_id, source, read, found, coded"):
        mine: list[str] = []
        if named == source_id:
            mine, (named, own) = own, next(ids, (None, []))
        if wanted is not None and not wanted & set(mine):
            continue
        record = unpack(read)
        yield Page(
            Source(**unpack(source)), record,
            unpack(found) or {"statements": [], "problems": []}, unpack(coded) or [],
            mine, [again[source_id, row["item"]] for row in record["articles"] if (source_id, row["item"]) in again],
        )  # fmt: skip


def problems_of(page: Page) -> list[dict]:
    """Collect what was noticed about a page."""
    noted = [_noted(note_copy(page.source.source_id, page.source.place, first)) for first in page.copies]
    return [*problem_rows(page.read["problems"], page.read, page.ids), *noted, *page.found["problems"]]


def problems_of_run(store: Store, facts: pd.DataFrame) -> list[dict]:
    """Collect what was noticed about the inputs as a whole: what is no page, and metadata about nothing."""
    present = {row[0] for row in store.select("source_id")}
    known = {name for name in facts["source_id"] if name in present}
    return [*map(_noted, (Problem(**row) for row in store.fact("scan_problems", []))),
            *map(_noted, unused(facts, known))]  # fmt: skip


def _noted(problem: Problem) -> dict:
    return {"stage": "read", **asdict(problem)}


def whole_tables(store: Store, facts: pd.DataFrame) -> tuple[Corpus, pd.DataFrame, pd.DataFrame]:
    """Put all pages together.

    Returns
    -------
    tuple
        The corpus (with all problems), the statements and the positions.
    """
    rows, texts = Rows(), {}
    for page in pages(store):
        rows.add(page)
        if page.read["articles"]:
            texts[page.source.source_id] = page.source.text
    rows.problems += problems_of_run(store, facts)
    tables = {name: rows.table(name) for name in ("articles", "blocks", "problems", "statements", "positions")}
    corpus = Corpus(tables["articles"], tables["blocks"], tables["problems"], texts)
    return corpus, tables["statements"], tables["positions"]
