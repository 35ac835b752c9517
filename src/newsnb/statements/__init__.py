"""Stage 3, attribute: parsed articles go in; statements, with speaker, cue, content and evidence, come out."""

import hashlib

import pandas as pd
from tqdm import tqdm

from newsnb import schemas
from newsnb.articles import Corpus
from newsnb.parsing import Parsed
from newsnb.statements.actors import ActorRegistry, load_actors
from newsnb.statements.attribution import attribute
from newsnb.statements.learned.files import tagger_for
from newsnb.statements.learned.reading import Marks, marks_of
from newsnb.statements.records import Attribution, holders

__all__ = ["extract_statements", "load_actors"]

_TOGETHER = 64  # articles tagged at once: full batches, little memory


def extract_statements(
    parsed: Parsed, corpus: Corpus, registry: ActorRegistry, *, attribution: str = "auto", progress: bool = False
) -> pd.DataFrame:
    """Find who said what in every parsed article.

    Parameters
    ----------
    parsed, corpus
        What the earlier stages gave.
    registry
        The actors that can be recognised; other speakers get an id made from their name.
    attribution
        ``"auto"``: rules, and the learned tagger for a language that has one; ``"rules"``: rules alone.

    Returns
    -------
    pandas.DataFrame
        The ``statements`` table (see `newsnb.schemas`), undated: ``said_from`` and ``said_to`` are open.
    """
    articles = [article for article in corpus.articles.itertuples() if article.article_id in parsed.articles]
    marks = _marks(articles, parsed, corpus, attribution)
    rows = []
    for article in tqdm(articles, desc="attributing", unit="article", disable=not progress):
        rows += _rows(
            parsed.articles[article.article_id],
            corpus.texts[article.source_id],
            registry,
            _day(article.published_from),
            _day(article.published_to),
            marks.get(article.article_id),
        )
    return schemas.frame("statements", rows)


def _marks(articles, parsed: Parsed, corpus: Corpus, attribution: str) -> dict[str, Marks]:
    """What the tagger finds, by article; articles of a language without one are left out."""
    found: dict[str, Marks] = {}
    for lang in sorted({article.lang for article in articles}):
        model = tagger_for(lang, attribution)
        own = [article for article in articles if article.lang == lang] if model is not None else []
        for group in (own[i : i + _TOGETHER] for i in range(0, len(own), _TOGETHER)):
            texts = [(parsed.articles[one.article_id], corpus.texts[one.source_id]) for one in group]
            found |= zip([one.article_id for one in group], marks_of(model, texts), strict=True)
    return found


def _day(value):
    return None if pd.isna(value) else value.date()


def _rows(parsed, raw: str, registry: ActorRegistry, first, last, marks: Marks | None) -> list[dict]:
    found = attribute(parsed, raw, registry, first, last, marks)
    ids = [_identity(parsed.article_id, a) for a in found]
    rows = [
        _row(parsed, raw, registry, a, statement_id, None if outer is None else ids[outer])
        for a, statement_id, outer in zip(found, ids, holders(found), strict=True)
    ]
    return list({row["statement_id"]: row for row in rows}.values())


def _identity(article_id: str, a: Attribution) -> str:
    """Make an id from the place of the statement, so that a rerun gives it the same one."""
    cue = (a.cue.start, a.cue.end) if a.cue else None
    return "s" + hashlib.sha256(repr((article_id, a.content.spans, cue)).encode()).hexdigest()[:12]


def _row(parsed, raw: str, registry: ActorRegistry, a: Attribution, statement_id: str, outer: str | None) -> dict:
    spans = [list(span) for span in a.content.spans]
    text = " … ".join(raw[start:end] for start, end in spans)
    targets = {m.actor_id for m in registry.mentions(text, parsed.lang)} - {a.source.actor_id}
    return {
        "statement_id": statement_id,
        "article_id": parsed.article_id,
        "lang": parsed.lang,
        "kind": a.content.kind,
        "content": spans,
        "text": " ".join(text.split()),
        "cue": [a.cue.start, a.cue.end] if a.cue else None,
        "cue_lemma": a.lemma,
        "cue_class": a.cls,
        "source": list(a.source.span) if a.source.span else None,
        "actor_id": a.source.actor_id,
        "on_behalf_of": registry.principal_of(a.source.actor_id),
        "via": a.via,
        "nested_in": outer,
        "targets": sorted(targets),
        "said_method": "none",
        "confidence": round(a.content.confidence * a.source.confidence, 3),
        "rule": f"{'headline ' if a.headline else ''}{a.content.rule}/{a.source.rule}",
    }
