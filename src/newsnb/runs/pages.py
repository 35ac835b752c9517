"""What a worker does with a batch of pages: read them, find statements in them, code them.

A batch goes through the same public functions as a whole study does, as a corpus of its own, and comes back as plain
data, page by page. No page's result hangs on the other pages of its batch.
"""

import sys
import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from newsnb import schemas
from newsnb.articles import Corpus
from newsnb.articles.formats import Source
from newsnb.dates.intervals import Interval
from newsnb.parsing.document import sentence_spans
from newsnb.phrases import variants, words_of
from newsnb.runs.keys import Research, opened

WINDOW = 5
"""Words that a headline and a text must share, word for word, to be looked at as a citation."""
_SHORTEST = WINDOW + 1


@dataclass(frozen=True)
class ToRead:
    """A page to read: the record, what the researcher knows about it, and how citations bound its day."""

    source: Source
    facts: list[dict]
    cites: list[list]


@dataclass(frozen=True)
class ToFind:
    """A page to find statements in, or only to code.

    Attributes
    ----------
    read
        What reading gave.
    ids
        Names of its articles.
    found
        What was found, where only codes are wanted.
    """

    source: Source
    read: dict
    ids: list[str]
    found: dict | None = None


@dataclass(frozen=True)
class Settings:
    """What finding needs besides the pages."""

    research: Research
    models: str
    attribution: str
    cache: Path | None


# ---------------------------------------------------------------- reading and dating


def read_pages(batch: list[ToRead], research: Research) -> list[dict]:
    """Read and date pages.

    Returns
    -------
    list of dict
        For each page ``lang`` (missing where it is not read), ``articles`` (rows without an id, but with the two ids
        of `newsnb.articles.reading.names_of`), ``blocks``, ``problems``, and ``windows`` (bytes; see `windows_of`).
    """
    from newsnb.articles.reading import given_facts, read_sources
    from newsnb.dates import date_articles

    names: dict[str, tuple[str, str]] = {}
    facts = given_facts(None) if not any(page.facts for page in batch) else _facts(batch)
    corpus = read_sources([page.source for page in batch], facts, identify=lambda read: _named(read, names))
    cited = {
        _provisional(page.source.source_id, 0): [(words, _interval(days)) for words, *days in page.cites]
        for page in batch
        if page.cites
    }
    dated = date_articles(corpus, registry=opened(research.actors), events=opened(research.events), cited=cited)
    return _by_page(dated, [page.source.source_id for page in batch], names)


def _facts(batch: list[ToRead]) -> pd.DataFrame:
    from newsnb.articles.metadata import metadata_frame

    return metadata_frame([row for page in batch for row in page.facts])


def _provisional(source_id: str, item: int) -> str:
    return f"{item} {source_id}"


def _named(articles, names: dict) -> tuple[list[str], list]:
    """Name articles for the time of the batch, and keep the names that their texts give them."""
    from newsnb.articles.reading import names_of

    ids = [_provisional(article.source.source_id, article.piece.item) for article in articles]
    names.update({one: names_of(article) for one, article in zip(ids, articles, strict=True)})
    return ids, []


def _interval(days: list[str | None]) -> Interval:
    return Interval(*(date.fromisoformat(day) if day else None for day in days))


def _by_page(corpus: Corpus, wanted: list[str], names: dict) -> list[dict]:
    pages = {one: {"lang": None, "articles": [], "blocks": [], "problems": [], "windows": b""} for one in wanted}
    source_of, item_of = {}, {}
    for row in plain_rows(corpus.articles):
        own = row.pop("article_id")
        source_of[own], item_of[own] = row["source_id"], row["item"]
        page = pages[row["source_id"]]
        page["lang"] = row["lang"]
        page["articles"].append(row | {"names": list(names[own])})
    for row in plain_rows(corpus.blocks):
        own = row.pop("article_id")
        pages[source_of[own]]["blocks"].append([item_of[own], *row.values()])
    for row in plain_rows(corpus.problems):
        pages[row["source_id"]]["problems"].append(row | {"article_id": item_of.get(row["article_id"])})
    for source_id, page in pages.items():
        page["windows"] = windows_of(corpus.texts[source_id], page["blocks"]) if page["blocks"] else b""
    return [pages[one] for one in wanted]


def windows_of(text: str, blocks: list[list]) -> bytes:
    """Hash every `WINDOW` words that follow each other in the body: where a headline could stand.

    Four bytes each, ascending; a few equal by chance do no harm, for whoever is found is looked at again.
    """
    found = set()
    for _, start, end, kind, *_ in blocks:
        if kind == "body":
            words = [word.text for word in words_of(text[start:end])]
            found.update(hash_window(words[i : i + WINDOW]) for i in range(len(words) - WINDOW + 1))
    return np.array(sorted(found), dtype="<u4").tobytes()


def title_windows(title: str | None) -> tuple[str | None, list[int]]:
    """Give a headline's words, and the hashes of those that a text that cites it must hold.

    The first word is left out: a particle may be written onto it. Short headlines are no evidence and give nothing.
    """
    written = [words for words in variants(title) if len(words) >= _SHORTEST] if title else []
    if not written or len(variants(title)[0]) < _SHORTEST:
        return None, []
    return " ".join(written[0]), sorted({hash_window(words[1 : 1 + WINDOW]) for words in written})


def hash_window(words: Iterable[str]) -> int:
    """Hash words to four bytes, the same on every machine."""
    return zlib.crc32(" ".join(words).encode("utf-8"))


# ---------------------------------------------------------------- finding and coding


def find_pages(batch: list[ToFind], settings: Settings) -> list[dict]:
    """Parse pages, find and date their statements, and code them; or only code them, if all have been found.

    Returns
    -------
    list of dict
        For each page ``found`` (``statements`` and ``problems``, both rows, and ``sentences``, which coding reads),
        ``coded`` (rows of positions), ``seconds`` (stage to the page's share of the batch's time) and ``peak`` (the
        worker's memory so far, in MiB).
    """
    from newsnb.parsing import parse

    clock = _Clock()
    corpus = corpus_of([(page.source, page.read, page.ids) for page in batch])
    if batch[0].found is not None:
        found = [page.found for page in batch]
        statements = schemas.frame("statements", [row for one in found for row in one["statements"]])
        clock.seconds["parsed"] = 0.0
    else:
        parsed = parse(corpus, models=settings.models, cache_folder=settings.cache)
        clock.stop("parsed")
        statements = _statements(corpus, parsed, settings)
        found = _found(batch, statements, parsed)
    clock.stop("statements")
    sentences = {article: spans for one in found for article, spans in one["sentences"].items()}
    positions = _positions(statements, corpus, sentences, settings)
    clock.stop("positions")
    seconds = {stage: spent / len(batch) for stage, spent in clock.seconds.items()}
    coded = _shared_out(
        positions, "statement_id", [[row["statement_id"] for row in one["statements"]] for one in found]
    )
    peak = peak_memory()
    return [
        {"found": one, "coded": codes, "seconds": seconds, "peak": peak}
        for one, codes in zip(found, coded, strict=True)
    ]


def peak_memory() -> float:
    """Give the most memory that this process has used so far, in MiB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20


class _Clock:
    def __init__(self):
        self.seconds: dict[str, float] = {}
        self.last = time.perf_counter()

    def stop(self, stage: str) -> None:
        now = time.perf_counter()
        self.seconds[stage], self.last = now - self.last, now


def _found(batch: list[ToFind], statements: pd.DataFrame, parsed) -> list[dict]:
    ids, sentences = [page.ids for page in batch], sentence_spans(parsed.articles)
    said, problems = (_shared_out(table, "article_id", ids) for table in (statements, parsed.problems))
    return [
        {"statements": rows, "problems": noted, "sentences": {one: sentences[one] for one in own if one in sentences}}
        for rows, noted, own in zip(said, problems, ids, strict=True)
    ]


def _statements(corpus: Corpus, parsed, settings: Settings) -> pd.DataFrame:
    from newsnb.statements import extract_statements
    from newsnb.statements.dating import date_statements

    registry, events = opened(settings.research.actors), opened(settings.research.events)
    found = extract_statements(parsed, corpus, registry, attribution=settings.attribution)
    return date_statements(found, corpus, parsed.articles, registry=registry, events=events)


def _positions(statements: pd.DataFrame, corpus: Corpus, sentences: dict, settings: Settings) -> pd.DataFrame:
    from newsnb import lang as languages
    from newsnb.positions.coder import code_positions

    spoken = set(statements["lang"])
    files = {code: languages.load(code) for code in languages.available() if code in spoken}
    codebook, registry = opened(settings.research.codebook), opened(settings.research.actors)
    return code_positions(statements, corpus, codebook, registry, files, sentences)


def _shared_out(table: pd.DataFrame, column: str, ids: list[list[str]]) -> list[list[dict]]:
    """Give each page the rows of a table that name one of its ids, as plain data."""
    owner = {one: number for number, own in enumerate(ids) for one in own}
    shares: list[list[dict]] = [[] for _ in ids]
    for row in plain_rows(table[table[column].isin(list(owner))]):
        shares[owner[row[column]]].append(row)
    return shares


def corpus_of(pages: list[tuple[Source, dict, list[str]]]) -> Corpus:
    """Put pages together into a corpus: record, what reading gave, names of the articles."""
    articles, blocks = [], []
    for _, read, ids in pages:
        articles += article_rows(read, ids)
        blocks += block_rows(read, ids)
    texts = {source.source_id: source.text for source, _, _ in pages}
    return Corpus(
        schemas.frame("articles", articles), schemas.frame("blocks", blocks), schemas.empty("problems"), texts
    )


def article_rows(read: dict, ids: list[str]) -> list[dict]:
    """Give the rows of the articles table of a page."""
    return [
        {"article_id": own, **{name: value for name, value in row.items() if name != "names"}}
        for row, own in zip(read["articles"], ids, strict=True)
    ]


def block_rows(read: dict, ids: list[str]) -> list[dict]:
    """Give the rows of the blocks table of a page."""
    own = {row["item"]: one for row, one in zip(read["articles"], ids, strict=True)}
    names = [name for name in schemas.columns("blocks") if name != "article_id"]
    return [{"article_id": own[item], **dict(zip(names, values, strict=True))} for item, *values in read["blocks"]]


def problem_rows(problems: list[dict], read: dict, ids: list[str]) -> list[dict]:
    """Give the rows of the problems table of a page; an article is named there by its item."""
    own = {row["item"]: one for row, one in zip(read["articles"], ids, strict=True)}
    return [row | {"article_id": own.get(row["article_id"], row["article_id"])} for row in problems]


def plain_rows(table: pd.DataFrame) -> list[dict]:
    """Turn a table into plain data: days as ISO strings, missing values as ``None``."""
    return [{name: _plain(value) for name, value in row.items()} for row in table.astype(object).to_dict("records")]


def _plain(value):
    if isinstance(value, list | str | bool):
        return value
    if value is None or pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value.item() if isinstance(value, np.generic) else value
