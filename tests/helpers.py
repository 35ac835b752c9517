"""Tables made from the hand-coded gold of the five articles, for tests that need no parser.

Optional records and records in page furniture are left out: what remains is what a perfect run would give.
"""

import json
from functools import cache
from pathlib import Path

import pandas as pd

from newsnb import schemas

DATA = Path(__file__).parent.parent / "data"
GOLD = DATA / "gold" / "articles_gold.jsonl"


@cache
def _pages() -> tuple[dict, ...]:
    lines = GOLD.read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines if line.strip())


def _coded():
    """Yield each page with the number and the record of every statement that counts."""
    for page in _pages():
        for number, record in enumerate(page["statements"]):
            if not record["optional"] and record["where"] != "furniture":
                yield page, number, record


def _article_id(page: dict, item: int | None) -> str:
    stem = Path(page["file"]).stem
    return stem if item is None else f"{stem}#{item + 1}"


def _statement_id(page: dict, number: int) -> str:
    return f"{Path(page['file']).stem}-s{number:02d}"


def gold_articles() -> pd.DataFrame:
    """Give the ``articles`` table of the gold pages; a listing page gives one row an item."""
    rows = []
    for page in _pages():
        items = page["items"] or [None]
        for number, item in enumerate(items):
            start, end = item["span"] if item else (0, page["n_chars"])
            dated = item or page["published"]
            rows.append(
                {
                    "article_id": _article_id(page, number if item else None),
                    "source_id": page["file"],
                    "item": number + 1 if item else 0,
                    "lang": page["lang"],
                    "title": None if item else page["title_text"],
                    "outlet": None,
                    "published_from": dated["low"],
                    "published_to": dated["high"],
                    "published_method": "gold",
                    "published_evidence": None,
                    "n_chars": end - start,
                    "n_body_chars": end - start,
                }
            )
    return schemas.frame("articles", rows)


def gold_statements() -> pd.DataFrame:
    """Give the ``statements`` table of the gold records."""
    kept = {(page["file"], number) for page, number, _ in _coded()}
    rows = []
    for page, number, record in _coded():
        said, outer = record["said_on"], record["nested_in"]
        rows.append(
            {
                "statement_id": _statement_id(page, number),
                "article_id": _article_id(page, record["item"]),
                "lang": page["lang"],
                "kind": record["kind"],
                "content": record["content"],
                "text": " … ".join(record["content_text"]),
                "cue": record["cue"],
                "cue_lemma": record["cue_text"],
                "cue_class": "deny" if record["negates"] else "say",
                "source": record["speaker_span"],
                "actor_id": record["speaker"],
                "on_behalf_of": record["on_behalf_of"],
                "via": record["via"],
                "nested_in": _statement_id(page, outer) if (page["file"], outer) in kept else None,
                "targets": sorted(record["targets"]),
                "said_from": said["low"],
                "said_to": said["high"],
                "said_method": "gold",
                "said_evidence": None,
                "confidence": 1.0,
                "rule": "gold",
            }
        )
    return schemas.frame("statements", rows)


def gold_positions() -> pd.DataFrame:
    """Give the ``positions`` table of the gold records, coder ``auto``; "other" (no issue) gives no row."""
    rows = [
        {
            "statement_id": _statement_id(page, number),
            "issue": record["issue"],
            "position": record["position"],
            "coder": "auto",
            "confidence": 1.0,
            "evidence": record["content"],
            "rule": "gold",
        }
        for page, number, record in _coded()
        if record["issue"] != "other"
    ]
    return schemas.frame("positions", rows)
