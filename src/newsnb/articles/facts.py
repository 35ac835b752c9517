"""Bring together what the researcher's table and the records themselves say about each source."""

import pandas as pd

from newsnb.articles.formats import Problem, Source
from newsnb.articles.metadata import COLUMNS, metadata_frame, parse_interval

_DATED = ("published_from", "published_to")


def combine(given: pd.DataFrame, sources: list[Source]) -> tuple[pd.DataFrame, list[Problem]]:
    """Fill the researcher's table up with what the records say.

    Returns
    -------
    tuple
        A metadata table with at most one row a source and item, in the order of both, and a `Problem` for each date
        that cannot be read or contradicts the researcher's. A field of the researcher's row is never overwritten.
        ``origin`` tells where the dates come from: ``"user"``, ``"record"`` or ``"html"``.
    """
    rows = {(row["source_id"], row["item"]): row for row in _records(given)}
    problems: list[Problem] = []
    for source in sources:
        own, problem = _own_facts(source)
        problems += [problem] if problem else []
        if own:
            key = (source.source_id, None)
            problems += _contradiction(rows.get(key, {}), own, source)
            rows[key] = _filled(rows.get(key, {}), own) | {"source_id": source.source_id}
    order = sorted(rows, key=lambda key: (key[0], key[1] or 0))
    return metadata_frame([rows[key] for key in order]), problems


def by_source(known: pd.DataFrame) -> dict[str, list[dict]]:
    """Sort the rows of a metadata table by source, for `facts_about`."""
    rows: dict[str, list[dict]] = {}
    for row in _records(known):
        rows.setdefault(row["source_id"], []).append(row)
    return rows


def facts_about(known: dict[str, list[dict]], source_id: str, item: int) -> dict:
    """Give the facts about one article or item: those of its own row, then those of the whole source."""
    facts: dict = {}
    for row in sorted(known.get(source_id, []), key=lambda row: row["item"] != item):
        if row["item"] in (None, item):
            facts = row | facts
    return facts


def unused(given: pd.DataFrame, names: set[str]) -> list[Problem]:
    """List the rows of the researcher's table that name no source: most likely a misspelt file name."""
    return [
        Problem(name, "note", "metadata", "the metadata name a source that is not among those read", "check source_id")
        for name in sorted(set(given["source_id"]) - names)
    ]


def _own_facts(source: Source) -> tuple[dict, Problem | None]:
    facts = {name: getattr(source, name) for name in ("title", "outlet", "lang", "url")}
    facts = {name: value for name, value in facts.items() if value}
    interval = parse_interval(source.date) if source.date else None
    if interval:
        evidence = f"date {source.date} of the {'page' if source.origin == 'html' else 'record'}"
        facts |= dict(zip(_DATED, interval, strict=True)) | {"evidence": evidence, "origin": source.origin}
    if source.date and not interval:
        message = f"date {source.date!r} cannot be read and is left out"
        return facts, Problem(source.source_id, "note", source.place, message, "write it as 2024-11-10")
    return facts, None


def _contradiction(row: dict, own: dict, source: Source) -> list[Problem]:
    """Note two dates without a common day: the researcher's is kept."""
    low, high = (row.get(name) for name in _DATED)
    if own.get("published_from") is None or (low is None and high is None):
        return []
    first, last = (pd.Timestamp(own[name]) for name in _DATED)
    if not ((high is not None and first > high) or (low is not None and last < low)):
        return []
    given = " to ".join(dict.fromkeys(str(day.date()) for day in (low, high) if day is not None))
    message = f"the metadata table ({given}) contradicts the {own['evidence']}; the table was kept"
    return [Problem(source.source_id, "note", source.place, message, "correct the table if the other is right")]


def _filled(row: dict, own: dict) -> dict:
    """Add to a row the facts it lacks; dates and their evidence go together."""
    if any(row.get(name) is not None for name in _DATED):
        own = {name: value for name, value in own.items() if name not in (*_DATED, "evidence", "origin")}
    elif any(own.get(name) is not None for name in _DATED):
        row = {name: value for name, value in row.items() if name not in ("evidence", "origin")}
    return own | row


def _records(table: pd.DataFrame) -> list[dict]:
    """Give the rows of a metadata table as records; a missing field is absent, a missing item is None."""
    records = []
    for record in table.loc[:, list(COLUMNS)].to_dict("records"):
        present = {name: value for name, value in record.items() if not pd.isna(value)}
        records.append(present | {"item": int(present["item"]) if "item" in present else None})
    return records
