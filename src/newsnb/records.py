"""Statements as lines of ``statements.jsonl``: one record for each statement and each issue it stands on."""

import json
from collections.abc import Iterable

import pandas as pd

from newsnb.rows import tuples

FIELDS = (
    "source_id", "kind", "content", "cue", "source", "actor_id", "on_behalf_of", "via", "said_from", "said_to", "issue",
    "position", "confidence", "text",
)  # fmt: skip


def statement_records(statements: pd.DataFrame, positions: pd.DataFrame, articles: pd.DataFrame) -> list[dict]:
    """Join statements with their positions into plain records.

    Parameters
    ----------
    statements, positions, articles
        The tables declared in `newsnb.schemas`.

    Returns
    -------
    list of dict
        With the keys `FIELDS`. Spans are lists, days ISO strings; ``None`` is missing (an open end, no speaker's words,
        an issue without a level). A statement on two issues gives two records; one on no issue gives one record whose
        ``issue`` and ``position`` are ``None``. Where people have coded a statement, their code stands.
        Sorted by ``source_id``, first span and issue.
    """
    from newsnb.positions.effective import effective_positions

    codes = effective_positions(positions)[["statement_id", "issue", "position"]]
    rows = statements.merge(articles[["article_id", "source_id"]], on="article_id", validate="many_to_one")
    rows = rows.merge(codes, on="statement_id", how="left", validate="one_to_many")
    records = [_record(row) for row in tuples(rows)]
    return sorted(records, key=lambda r: (r["source_id"], r["content"], r["cue"] or [], r["issue"] or ""))


def write_records(records: Iterable[dict], path, *, append: bool = False) -> None:
    """Write records as JSON lines in UTF-8, every script readable; behind those that are there with ``append``."""
    with open(path, "a" if append else "w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def read_records(path) -> list[dict]:
    """Read JSON lines."""
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def _record(row) -> dict:
    return {
        "source_id": row.source_id,
        "kind": row.kind,
        "content": [list(span) for span in row.content],
        "cue": _span(row.cue),
        "source": _span(row.source),
        "actor_id": row.actor_id,
        "on_behalf_of": _present(row.on_behalf_of),
        "via": _present(row.via),
        "said_from": _day(row.said_from),
        "said_to": _day(row.said_to),
        "issue": _present(row.issue),
        "position": None if pd.isna(row.position) else int(row.position),
        "confidence": round(float(row.confidence), 3),
        "text": row.text,
    }


def _span(value) -> list[int] | None:
    return list(value) if isinstance(value, list | tuple) else None


def _present(value):
    return None if pd.isna(value) else value


def _day(value) -> str | None:
    return None if pd.isna(value) else value.date().isoformat()
