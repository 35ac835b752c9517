"""Statements made by hand, so that coding can be tested without reading, parsing and attribution."""

from pathlib import Path

import pandas as pd

from newsnb import schemas
from newsnb.articles import Corpus

DATA = Path(__file__).parents[2] / "data"


def one_article_each(rows: list[dict], lang: str) -> tuple[pd.DataFrame, Corpus]:
    """Make a statements table and its corpus: each row is an article, ``before`` (if any) and then ``content``."""
    texts, statements = {}, []
    for number, row in enumerate(rows):
        name = f"case{number:03}"
        before = f"{row['before']} " if row.get("before") else ""
        raw = before + row["content"]
        texts[name] = raw
        statements.append(statement(name, raw, [(len(before), len(raw))], row["speaker"], row["cue_class"], lang=lang))
    return schemas.frame("statements", statements), articles_of(texts, lang)


def articles_of(texts: dict[str, str], lang: str) -> Corpus:
    """Make a corpus of texts that are nothing but body."""
    articles, blocks = [], []
    for name, raw in texts.items():
        articles.append(
            {"article_id": name, "source_id": name, "item": 0, "lang": lang, "published_method": "none",
             "n_chars": len(raw), "n_body_chars": len(raw)}
        )  # fmt: skip
        blocks.append({"article_id": name, "start": 0, "end": len(raw), "kind": "body", "kept": True, "reason": "case"})
    return Corpus(
        schemas.frame("articles", articles), schemas.frame("blocks", blocks), schemas.empty("problems"), texts
    )


def statement(article_id: str, raw: str, content: list[tuple], speaker: str, cue_class: str, **more) -> dict:
    """Make one row of a statements table; ``more`` sets other columns."""
    behalf = {"peskov": "kremlin", "cheung": "trump"}.get(speaker)
    row = {
        "statement_id": f"{article_id}/{content[0][0]}",
        "article_id": article_id,
        "lang": "en",
        "kind": "indirect",
        "content": [list(span) for span in content],
        "text": " … ".join(raw[start:end] for start, end in content),
        "cue_class": cue_class,
        "actor_id": speaker,
        "on_behalf_of": behalf,
        "targets": [],
        "said_method": "none",
        "confidence": 1.0,
        "rule": "by hand",
    }
    return row | more
