"""Date the articles of a corpus: an interval, the rules that made it, and the words it stands on."""

from dataclasses import replace

import pandas as pd

from newsnb import lang, schemas
from newsnb.articles import Corpus
from newsnb.dates.citations import citation_bounds, citation_evidence, citations
from newsnb.dates.constraints import Constraint, Solution, solve
from newsnb.dates.evidence import Passage, metadata_evidence, text_evidence
from newsnb.dates.fallback import fallback_language
from newsnb.dates.intervals import Interval
from newsnb.dates.listing import direction_of, solve_in_order
from newsnb.dates.live import overnight_pages

_PLACE = ("article_id", "start", "end", "kind")
EVIDENCE_COLUMNS = ("article_id", "rule", "words", "start", "end", "from", "to", "narrowed")


def date_articles(
    corpus: Corpus, metadata: pd.DataFrame | None = None, registry=None, events=(), languages=None, cited=None
) -> Corpus:
    """Fill the publication interval of every article.

    Parameters
    ----------
    corpus
        From `newsnb.articles.read_articles`. Only its kept blocks are read: furniture never dates an article.
    metadata
        As `newsnb.articles.metadata.read_metadata` gives; the corpus's own when omitted.
    registry
        Anything with ``names_and_offices``, as `newsnb.statements.actors.ActorRegistry`; offices are not used when
        omitted.
    events
        Known events, from `newsnb.dates.events.read_events`.
    languages
        Code to `newsnb.lang.Language`; the package's own files when omitted.
    cited
        Article id to what citations say of its day (`newsnb.dates.citations.citation_bounds`), where they have been
        looked for in a larger corpus; looked for among these articles when omitted.

    Returns
    -------
    Corpus
        With ``published_from``, ``published_to`` (missing = open), ``published_method`` and ``published_evidence``
        in ``articles``, and one row in ``problems`` for each contradiction, naming both pieces of evidence.
    """
    gathered = _gather(corpus, metadata, registry, tuple(events), languages, cited)
    solutions, notes = _solve_gathered(corpus, gathered)
    found = [solutions[article_id] for article_id in corpus.articles["article_id"]]
    published = {
        "published_from": [one.interval.start for one in found],
        "published_to": [one.interval.end for one in found],
        "published_method": [one.method for one in found],
        "published_evidence": [one.evidence for one in found],
    }
    articles, problems = schemas.fill(corpus.articles, "articles", published), corpus.problems
    rows = notes + [row for one in articles.itertuples() for row in _contradictions(one, solutions[one.article_id])]
    if rows:
        problems = schemas.validate(pd.concat([problems, pd.DataFrame(rows)], ignore_index=True), "problems")
    return replace(corpus, articles=articles, problems=problems)


def article_evidence(corpus: Corpus, metadata=None, registry=None, events=(), languages=None) -> pd.DataFrame:
    """List every piece of evidence on the day of publication, for a table beside the intervals.

    Returns
    -------
    pandas.DataFrame
        Columns ``article_id``, ``rule``, ``words``, ``start`` and ``end`` (span in the raw text; missing for
        metadata and order), ``from`` and ``to`` (what the piece allows by itself; missing = open), ``narrowed``
        (whether it made the interval narrower).
    """
    gathered = _gather(corpus, metadata, registry, tuple(events), languages)
    solutions, _ = _solve_gathered(corpus, gathered)
    rows = []
    for article_id in corpus.articles["article_id"]:
        solution = solutions[article_id]
        shown = [*gathered[article_id], *(one for one in solution.used if one.rule == "order")]
        rows += [_evidence_row(article_id, one, solution) for one in sorted(shown, key=lambda one: one.rank)]
    table = pd.DataFrame(rows, columns=list(EVIDENCE_COLUMNS))
    days = {name: pd.to_datetime(table[name].astype(object)).astype("datetime64[us]") for name in ("from", "to")}
    return table.assign(**days, start=table["start"].astype("Int64"), end=table["end"].astype("Int64"))


def _evidence_row(article_id: str, one: Constraint, solution: Solution) -> dict:
    alone = one.narrow(solution.interval) or solution.interval
    return dict(
        zip(
            EVIDENCE_COLUMNS,
            (article_id, one.rule, one.words, one.start, one.end, alone.start, alone.end, one in solution.used),
            strict=True,
        )
    )


def _gather(corpus, metadata, registry, events, languages, cited=None) -> dict[str, list[Constraint]]:
    """Collect the constraints of every article, in table order."""
    given = getattr(corpus, "metadata", None) if metadata is None else metadata
    rows = {} if given is None else dict(list(given.groupby("source_id", sort=False)))
    passages = _passages(corpus)
    nights = overnight_pages(corpus)
    found = {}
    for article in corpus.articles.itertuples():
        language = _language(article.lang, languages)
        overnight = article.article_id in nights
        spoken = text_evidence(passages[article.article_id], language, registry, events, overnight) if language else []
        supplied = _rows_of(rows.get(article.source_id), article.item)
        found[article.article_id] = metadata_evidence(supplied) + spoken
    if cited is None:
        cited = _cited(corpus, passages, found)
    further = citation_evidence(cited)
    return {key: constraints + further.get(key, []) for key, constraints in found.items()}


def _passages(corpus: Corpus) -> dict[str, list[Passage]]:
    """Give the kept blocks of every article."""
    kept = corpus.blocks[corpus.blocks["kept"]]
    sources = dict(zip(corpus.articles["article_id"], corpus.articles["source_id"], strict=True))
    found = {article_id: [] for article_id in sources}
    for article_id, start, end, kind in zip(*(kept[name] for name in _PLACE), strict=True):
        found[article_id].append(Passage(start, kind, corpus.texts[sources[article_id]][start:end]))
    return found


def _cited(corpus: Corpus, passages, constraints) -> dict[str, list[tuple[str, Interval]]]:
    """Collect what citations between the articles say, language by language."""
    found: dict[str, list[tuple[str, Interval]]] = {}
    pages = corpus.articles[(corpus.articles["item"] == 0) & corpus.articles["title"].notna()]
    for code, rows in pages.groupby("lang", sort=True):
        titles = dict(zip(rows["article_id"], rows["title"], strict=True))
        pairs = citations(titles, {key: passages[key] for key in titles}, code) if len(titles) > 1 else []
        known = {key: solve(constraints[key]).interval for key in {one for pair in pairs for one in pair}}
        found |= citation_bounds(pairs, known, titles)
    return found


def _language(code: str, languages):
    if languages is not None:
        return languages.get(code)
    return lang.load(code) if code in lang.available() else fallback_language(code)


def _rows_of(rows: pd.DataFrame | None, item: int) -> list:
    """Give the metadata rows of an item of a source; a row without an item speaks of every item."""
    if rows is None:
        return []
    return list(rows[rows["item"].isna() | (rows["item"] == item)].itertuples())


def _solve_gathered(corpus: Corpus, gathered) -> tuple[dict[str, Solution], list[dict]]:
    solutions = {key: solve(constraints) for key, constraints in gathered.items()}
    notes = []
    for source_id, items in corpus.articles[corpus.articles["item"] > 0].groupby("source_id", sort=True):
        ids = list(items.sort_values("item")["article_id"])
        order = direction_of([solutions[one].interval for one in ids])
        if order == "contradictory":
            notes.append(_disorder(source_id))
        elif order:
            together = solve_in_order([gathered[one] for one in ids], order == "newest first")
            solutions.update(zip(ids, together, strict=True))
    return solutions, notes


def _disorder(source_id: str) -> dict:
    return {
        "source_id": source_id,
        "stage": "date",
        "severity": "note",
        "message": "the dates of the items fit neither newest first nor oldest first; their order was not used",
        "remedy": "give the items' dates in the metadata table",
    }


def _contradictions(article, solution: Solution) -> list[dict]:
    return [
        {
            "source_id": article.source_id,
            "article_id": article.article_id,
            "stage": "date",
            "severity": "note",
            "place": f"{dropped.start}-{dropped.end}" if dropped.start is not None else None,
            "message": f"{kept.rule} ({kept.words}) contradicts {dropped.rule} ({dropped.words}); the first was kept",
            "remedy": "give the date in the metadata table if the second is right",
        }
        for kept, dropped in solution.conflicts
    ]
