"""Read files into articles: decode, label the page's furniture, cut listing pages into items, tell the language."""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from newsnb import lang, schemas
from newsnb.articles import Corpus, languages
from newsnb.articles.blocks import Piece, cut
from newsnb.articles.facts import by_source, combine, facts_about, unused
from newsnb.articles.formats import Problem, Source
from newsnb.articles.metadata import join_metadata, metadata_frame, metadata_rows, read_metadata
from newsnb.articles.sources import iter_sources

_LETTER_AND_ACCENT = re.compile("[A-Za-z][\u0300-\u036f]")


@dataclass(frozen=True)
class Article:
    """One article or item, before it becomes rows of tables; ``facts`` come from metadata and outweigh the page."""

    source: Source
    piece: Piece
    lang: str
    facts: dict


def read_articles(paths, *, metadata: str | Path | pd.DataFrame | None = None) -> Corpus:
    """Read raw news texts into articles and labelled blocks; dates are left open.

    Parameters
    ----------
    paths
        A folder, a glob or a file, or several of them; see `newsnb.articles.sources.iter_sources`.
    metadata
        The researcher's table (path, list of paths or DataFrame; see `newsnb.articles.metadata.read_metadata`). It
        outweighs what a record or a page says.

    Returns
    -------
    Corpus
        ``articles`` in the order of ``source_id`` and ``item``; ``blocks`` that cover every text exactly once;
        ``problems`` with a row for everything skipped; ``metadata`` with what was given, for the dating stage.

    Raises
    ------
    MetadataError
        If the metadata cannot be used. Nothing else that is wrong with an input raises: it becomes a problem.
    """
    given = given_facts(metadata)
    sources, problems = _gather(paths)
    names = {source.source_id for source in sources}
    return read_sources(sources, given, [*problems, *unused(given, names)])


def read_sources(
    sources: list[Source], given: pd.DataFrame, problems: Iterable[Problem] = (), identify: Callable | None = None
) -> Corpus:
    """Read decoded records into articles and labelled blocks.

    Parameters
    ----------
    sources
        In the order of their ids.
    given
        The researcher's facts, from `given_facts`.
    problems
        Noted already; they come first in the table.
    identify
        Names the articles: takes the list of `Article` and returns their ids and problems. By their text when omitted,
        which needs all records at once.
    """
    known, contradictions = combine(given, sources)
    problems = [*problems, *contradictions]
    facts = by_source(known)
    articles: list[Article] = []
    for source in sources:
        read, trouble = read_source(source, facts)
        articles += read
        problems += trouble
    return _corpus(articles, problems, known, identify or _identify)


def given_facts(metadata) -> pd.DataFrame:
    """Read the researcher's facts: a path, a table, or a list of paths; an empty table for ``None``."""
    if metadata is None:
        return metadata_frame([])
    if isinstance(metadata, pd.DataFrame):
        return metadata_rows(metadata)
    paths = metadata if isinstance(metadata, list | tuple) else [metadata]
    return join_metadata([read_metadata(path) for path in paths], paths)


def _gather(paths) -> tuple[list[Source], list[Problem]]:
    found = list(iter_sources(paths))
    sources = [record for record in found if isinstance(record, Source)]
    problems = [record for record in found if isinstance(record, Problem)]
    return sorted(sources, key=lambda source: source.source_id), problems


def read_source(source: Source, known: dict[str, list[dict]]) -> tuple[list[Article], list[Problem]]:
    """Read one decoded record: its articles, and what was wrong with it; ``known`` as `facts.by_source` gives it."""
    pieces = cut(source.text, source.title)
    code = _language(source, pieces, facts_about(known, source.source_id, 0).get("lang"))
    if code not in lang.available():
        return [], [_unknown_language(source, code)]
    articles = [Article(source, piece, code, facts_about(known, source.source_id, piece.item)) for piece in pieces]
    something = any(block.kept for piece in pieces for block in piece.blocks)
    problems = [] if something else [_nothing_kept(source)]
    return articles, [*problems, *_apart_from_their_accents(source)]


def _language(source: Source, pieces: list[Piece], given: str | None) -> str | None:
    if given:
        return given.replace("_", "-").split("-")[0].lower()
    kept = (source.text[b.start : b.end] for piece in pieces for b in piece.blocks if b.kept)
    return languages.majority(kept) or languages.identify(source.text)


def _unknown_language(source: Source, code: str | None) -> Problem:
    have = ", ".join(lang.available())
    if code is None:
        return Problem(source.source_id, "skipped", source.place, "language cannot be told", f"languages read: {have}")
    message = f"no language file for {code!r}; there are files for {have}"
    return Problem(source.source_id, "skipped", source.place, message, f"add src/newsnb/lang/{code}.yaml")


def _nothing_kept(source: Source) -> Problem:
    message = "the whole text was taken for page furniture; nothing is read for statements"
    return Problem(source.source_id, "partial", source.place, message, "see its rows in the blocks table")


def _apart_from_their_accents(source: Source) -> list[Problem]:
    """Tell when Latin letters and their accents are separate characters (NFD), as some systems write them.

    They are not put together here: every offset behind them would no longer be one into the file.
    """
    apart = len(_LETTER_AND_ACCENT.findall(source.text))
    if apart < 3 or apart < len(source.text) / 500:
        return []
    message = f"{apart} accents stand as characters of their own (NFD): words with them are not recognised"
    return [Problem(source.source_id, "partial", source.place, message, "normalise the file to NFC: uconv -x nfc")]


def _corpus(articles: list[Article], problems: list[Problem], known: pd.DataFrame, identify: Callable) -> Corpus:
    ids, copies = identify(articles)
    named = list(zip(articles, ids, strict=True))
    blocks = [
        {"article_id": name, "kept": block.kept, **vars(block)}
        for article, name in named
        for block in article.piece.blocks
    ]
    return Corpus(
        articles=schemas.frame("articles", [_article_row(article, name) for article, name in named]),
        blocks=schemas.frame("blocks", blocks),
        problems=schemas.frame("problems", [{"stage": "read", **vars(problem)} for problem in [*problems, *copies]]),
        texts={article.source.source_id: article.source.text for article in articles},
        metadata=known,
    )


def _identify(articles: list[Article]) -> tuple[list[str], list[Problem]]:
    """Name every article by its text; the same text under a second name is kept too, and noted.

    Both are kept because a text that two outlets print is two publications.
    """
    first: dict[str, str] = {}
    ids, copies = [], []
    for article in articles:
        source, (name, name_of_copy) = article.source, names_of(article)
        if name in first:
            copies.append(note_copy(source.source_id, source.place, first[name]))
            name = name_of_copy
        first.setdefault(name, source.source_id)
        ids.append(name)
    return ids, copies


def names_of(article: Article) -> tuple[str, str]:
    """Give the id that an article has by its text, and the one it has if another page has that text already."""
    text = "".join(article.source.text[block.start : block.end] for block in article.piece.blocks)
    return _digest(text), _digest(f"{article.source.source_id}\n{article.piece.item}\n{text}")


def note_copy(source_id: str, place: str | None, first: str) -> Problem:
    """Note that a page has the same text as an earlier one."""
    message = f"the same text as {first!r}; kept as an article of its own"
    return Problem(source_id, "note", place, message, "leave one out if they are one publication")


def _digest(text: str) -> str:
    return "a" + hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


def _article_row(article: Article, name: str) -> dict:
    piece, facts = article.piece, article.facts
    return {
        "article_id": name,
        "source_id": article.source.source_id,
        "item": piece.item,
        "lang": article.lang,
        "title": facts.get("title") or piece.title,
        "outlet": facts.get("outlet") or piece.outlet,
        "published_method": "none",
        "n_chars": sum(block.end - block.start for block in piece.blocks),
        "n_body_chars": sum(block.end - block.start for block in piece.blocks if block.kept),
    }
