"""Stage 2, parse: articles go in; sentences of words with tags, heads, entities and raw offsets come out."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from newsnb import lang as languages
from newsnb import schemas
from newsnb.articles import Corpus
from newsnb.articles.normalise import fold
from newsnb.parsing import cache, pieces, tokenizer
from newsnb.parsing.document import ParsedArticle, Sentence, Word
from newsnb.parsing.models import Models, find_models

__all__ = ["Parsed", "ParsedArticle", "Sentence", "Word", "parse"]

_BATCH = 32
"""Articles parsed at once: enough for full batches, few enough to lose little when a run is killed."""


@dataclass(frozen=True)
class Parsed:
    """What parsing gives.

    Attributes
    ----------
    articles
        ``article_id`` to its parse, in the order of the articles table.
    models
        Language to the label of the models that parsed it (``"none"``: tokenizer only).
    problems
        Articles that could not be parsed, and languages without models.
    """

    articles: dict[str, ParsedArticle]
    models: dict[str, str]
    problems: pd.DataFrame = field(default_factory=lambda: schemas.empty("problems"))


def parse(
    corpus: Corpus,
    *,
    models: str = "bundled",
    cache_folder: Path | None = None,
    progress: bool = False,
    mapper: Callable = map,
) -> Parsed:
    """Parse every article that is not in the cache yet.

    Parameters
    ----------
    corpus
        Articles, blocks and raw texts. Only kept blocks are parsed.
    models
        ``"bundled"``, ``"downloaded"`` or a folder (see `newsnb.parsing.models.find_models`).
    cache_folder
        Where parses are kept; `newsnb.parsing.cache.default_folder` when omitted.
    progress
        Show a progress bar.
    mapper
        How batches are spread over workers (`newsnb.engine.open_engine`).

    Raises
    ------
    ModelError
        If the folder of models named by the user is not one, or weights are damaged.
    """
    folder = cache.default_folder() if cache_folder is None else cache_folder
    found = {code: find_models(code, models) for code in sorted(corpus.articles["lang"].unique())}
    work = _work(corpus, found)
    done = {item.article_id: cache.load(folder, item.key, item.article_id) for item in work}
    missing = [item for item in work if done[item.article_id] is None]
    failures, batches = [], list(_batches(missing))
    results = mapper(partial(_parse_batch, found=found), batches)
    for batch in tqdm(results, total=len(batches), desc="parsing", unit="batch", disable=not progress):
        for item, result in batch:
            if isinstance(result, Exception):
                failures.append(_failure(corpus, item.article_id, result))
                continue
            done[item.article_id] = result
            cache.save(folder, item.key, result)
    problems = schemas.frame("problems", failures + _without_models(corpus, found) + _instead(corpus, found))
    articles = {name: result for name, result in done.items() if result is not None}
    return Parsed(articles, {code: m.label for code, m in found.items()}, problems)


@dataclass(frozen=True)
class _Item:
    """One article to parse: its pieces are ``(start, paragraph, kind, readable text)``."""

    article_id: str
    lang: str
    pieces: list[tuple[int, int, str, str]]
    key: str


def _work(corpus: Corpus, found: dict[str, Models]) -> list[_Item]:
    kept = {name: rows for name, rows in corpus.blocks[corpus.blocks["kept"]].groupby("article_id")}
    items = []
    for row in corpus.articles.itertuples():
        parts = _pieces(corpus.texts[row.source_id], kept.get(row.article_id), row.lang)
        # A key without the article's name: the same text under two names is parsed once.
        models = found[row.lang]
        key = cache.key(parts, row.lang, models.digest, _read_as(row.lang, models))
        items.append(_Item(row.article_id, row.lang, parts, key))
    return items


def _pieces(raw: str, blocks: pd.DataFrame | None, lang: str) -> list[tuple[int, int, str, str]]:
    if blocks is None:
        return []
    breaks = _run_on_breaks(lang)
    parts = []
    for paragraph, block in enumerate(blocks.sort_values("start").itertuples()):
        for start, end in pieces.cut(raw, block.start, block.end):
            text = pieces.readable(raw[start:end], lang)
            edges = [0, *pieces.split_run_on(fold(text), breaks), len(text)]
            parts += [
                (start + a, paragraph, block.kind, text[a:b])
                for a, b in zip(edges, edges[1:], strict=False)
                if text[a:b].strip()
            ]
    return parts


def _run_on_breaks(lang: str) -> re.Pattern | None:
    words = languages.load(lang).cues.get("run_on_breaks", [])
    if not words:
        return None
    return re.compile(r"[،,]\s+(?=(?:" + "|".join(re.escape(fold(w)) for w in words) + r")\b)")


def _batches(items: list[_Item]):
    """Groups of articles of one language, in a fixed order."""
    by_language = defaultdict(list)
    for item in items:
        by_language[item.lang].append(item)
    for code in sorted(by_language):
        group = by_language[code]
        yield from (group[i : i + _BATCH] for i in range(0, len(group), _BATCH))


def _parse_batch(batch: list[_Item], found: dict[str, Models]) -> list[tuple[_Item, ParsedArticle | Exception]]:
    """Parse a batch of one language; an article that breaks it is tried alone, then given up."""
    try:
        return list(zip(batch, _parse_items(batch, found[batch[0].lang]), strict=True))
    except (RuntimeError, ValueError, IndexError, AssertionError) as error:
        if len(batch) == 1:
            return [(batch[0], error)]
        return [result for item in batch for result in _parse_batch([item], found)]


def _parse_items(batch: list[_Item], models: Models) -> list[ParsedArticle]:
    texts = [text for item in batch for *_, text in item.pieces]
    if models.folder is None:
        results = [tokenizer.tokenize(text) for text in texts]
    elif texts:
        from newsnb.parsing import pipelines

        results = pipelines.parse_texts(texts, models)
    else:
        results = []
    rest = iter(results)
    read_as = _read_as(batch[0].lang, models)
    return [
        ParsedArticle(item.article_id, item.lang, _sentences(item.pieces, rest, read_as), models.label)
        for item in batch
    ]


def _read_as(lang: str, models: Models) -> dict[str, str]:
    """Tags of the models' treebank that mean others; a tokenizer alone gives no tags."""
    return languages.load(lang).cues.get("read_as", {}) if models.folder else {}


def _sentences(parts, results, read_as: dict[str, str]) -> tuple[Sentence, ...]:
    sentences = []
    for (start, paragraph, kind, _), found in zip(parts, results, strict=False):
        for words in _rejoin_marks(found):
            moved = tuple(_moved(w, start, read_as) for w in words)
            sentences.append(Sentence(moved, moved[0].start, moved[-1].end, paragraph, kind))
    return tuple(sentences)


def _moved(w: Word, by: int, read_as: dict[str, str]) -> Word:
    """Shift a word's offsets, read its tag (by hand: `dataclasses.replace` takes several times as long)."""
    upos = read_as[w.upos] if w.upos in read_as and _is_spelled_out(w.text) else w.upos
    return Word(w.id, w.text, w.lemma, upos, w.feats, w.head, w.deprel, w.start + by, w.end + by, w.entity)


def _is_spelled_out(text: str) -> bool:
    """Tell a word from an initial or a mark, which are ``X`` too."""
    return len(text) > 1 and text.isalpha()


def _rejoin_marks(sentences: list[list[Word]]) -> list[list[Word]]:
    """Give a sentence that is nothing but marks back to its neighbour: a splitter cuts before ``»`` and after ``«``."""
    joined: list[list[Word]] = []
    for words in sentences:
        if joined and _only_marks(words) and not _opens(words[-1]):
            joined[-1] = _append(joined[-1], words)
        elif joined and _only_marks(joined[-1]):
            joined[-1] = _append(words, joined[-1], front=True)
        elif words:
            joined.append(words)
    return joined


def _only_marks(words: list[Word]) -> bool:
    return not any(character.isalnum() for word in words for character in word.text)


def _opens(word: Word) -> bool:
    return word.text in "«“„([‹"


def _append(words: list[Word], marks: list[Word], *, front: bool = False) -> list[Word]:
    """Attach marks to the root of a sentence as punctuation."""
    shift = len(marks) if front else 0
    own = [replace(w, id=w.id + shift, head=w.head + shift if w.head else 0) for w in words]
    root = next((w.id for w in own if w.head == 0), 0)
    first = 1 if front else len(words) + 1
    extra = [replace(m, id=first + i, head=root, deprel="punct") for i, m in enumerate(marks)]
    return [*extra, *own] if front else [*own, *extra]


def _failure(corpus: Corpus, article_id: str, error: Exception) -> dict:
    source = corpus.articles.set_index("article_id").at[article_id, "source_id"]
    return {
        "source_id": source,
        "article_id": article_id,
        "stage": "parse",
        "severity": "skipped",
        "message": f"the parser failed on this text: {type(error).__name__}: {error}"[:300],
        "remedy": "look for damaged or machine-made text in the article",
    }


def _instead(corpus: Corpus, found: dict[str, Models]) -> list[dict]:
    """A note for each language that is parsed with other models than those asked for."""
    first = corpus.articles.drop_duplicates("lang")
    return [
        {
            "source_id": row.source_id,
            "stage": "parse",
            "severity": "note",
            "message": f"{row.lang!r}: the {found[row.lang].label} models are used; {found[row.lang].instead}"[:300],
            "remedy": f"newsnb models download {row.lang}, or complete the folder",
        }
        for row in first.itertuples()
        if found[row.lang].folder is not None and found[row.lang].instead
    ]


def _without_models(corpus: Corpus, found: dict[str, Models]) -> list[dict]:
    rows = corpus.articles[corpus.articles["lang"].map(lambda code: found[code].folder is None)]
    return [
        {
            "source_id": row.source_id,
            "article_id": row.article_id,
            "stage": "parse",
            "severity": "partial",
            "message": f"no Stanza models for {row.lang!r}: read with the tokenizer only",
            "remedy": f"newsnb models download {row.lang}, then --models downloaded",
        }
        for row in rows.itertuples()
    ]
