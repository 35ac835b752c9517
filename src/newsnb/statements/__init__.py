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
from newsnb.statements.records import Attribution, holders

__all__ = ["extract_statements", "load_actors"]


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
    rows = []
    for article in tqdm(list(corpus.articles.itertuples()), desc="attributing", unit="article", disable=not progress):
        if article.article_id in parsed.articles:
            raw = corpus.texts[article.source_id]
            rows += _rows(
                parsed.articles[article.article_id],
                raw,
                registry,
                _day(article.published_from),
                _day(article.published_to),
                tagger_for(article.lang, attribution),
            )
    return schemas.frame("statements", rows)


def _day(value):
    return None if pd.isna(value) else value.date()


def _rows(parsed, raw: str, registry: ActorRegistry, first, last, tagger) -> list[dict]:
    found = attribute(parsed, raw, registry, first, last, tagger)
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
