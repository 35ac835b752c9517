"""The smaller tables of the report: headings and rows of plain text."""

from pathlib import PurePath

import pandas as pd

from newsnb.display.page import printable
from newsnb.figures.marks import day_text, issue_title
from newsnb.report.answer import actor_name
from newsnb.rows import tuples
from newsnb.shift import net_position

_MOST_OF_A_PART = 40

Table = dict[str, list]


def net_rows(study, series: pd.DataFrame | None) -> Table | None:
    """Net position and mean with their intervals, one row an issue."""
    if series is None or series.empty:
        return None
    rows = [
        [
            issue_title(study.codebook, row.issue),
            str(row.n),
            str(row.n_articles),
            _with_interval(row.mean, row.mean_low, row.mean_high),
            f"{row.positive} / {row.neutral} / {row.negative}",
            _with_interval(row.net, row.net_low, row.net_high),
        ]
        for row in net_position(series).itertuples()
    ]
    head = ["issue", "statements", "articles", "mean position (95 %, articles resampled)",
            "positive / neutral / negative", "net position (95 %, Wilson)"]  # fmt: skip
    return {"head": head, "rows": rows}


def _with_interval(value: float, low: float, high: float) -> str:
    if pd.isna(value):
        return "no sided statement"
    return f"{value:+.2f}" + ("" if pd.isna(low) else f" ({low:+.2f} to {high:+.2f})")


def speaker_rows(study, most: int = 15) -> Table:
    """List the most frequent speakers, what they speak of and in which languages."""
    counts = study.statements["actor_id"].value_counts()
    often = sorted(counts.items(), key=lambda item: (-item[1], actor_name(study, item[0]), item[0]))[:most]
    said = study.statements[study.statements["actor_id"].isin([actor for actor, _ in often])]
    said = said.merge(study.positions[["statement_id", "issue"]], on="statement_id", how="left")
    rows = []
    for actor, count in often:
        own = said[said["actor_id"].eq(actor)]
        issues = sorted(own["issue"].dropna().value_counts().items(), key=lambda item: (-item[1], item[0]))
        named = ", ".join(f"{issue_title(study.codebook, issue)} ({n})" for issue, n in issues)
        languages = ", ".join(sorted(own["lang"].unique()))
        rows.append([actor_name(study, actor), count, named, languages])
    return {"head": ["speaker", "statements", "issues", "languages"],
            "rows": [[printable(str(cell)) for cell in row] for row in rows]}  # fmt: skip


def article_rows(study) -> Table:
    """List the articles with the evidence for their dates."""
    counts = study.statements["article_id"].value_counts()
    rows = [
        [row.source_id + (f" ({row.item})" if row.item else ""), row.lang, _or(row.outlet), _or(row.title),
         day_text(row.published_from, row.published_to),
         f"{row.published_method}: {_or(row.published_evidence)}".rstrip(": "), str(counts.get(row.article_id, 0))]
        for row in tuples(study.corpus.articles)
    ]  # fmt: skip
    head = ["file", "language", "outlet", "title", "published", "evidence", "statements"]
    return {"head": head, "rows": [[printable(cell) for cell in row] for row in rows]}


def problem_rows(problems: pd.DataFrame, more: list[dict]) -> Table:
    """List what was skipped or only partly read, the worst first."""
    names = ["source_id", "stage", "severity", "place", "message", "remedy"]
    rows = [[_or(getattr(row, name)) for name in names] for row in tuples(problems)]
    rows += [[str(record.get(name) or "") for name in names] for record in more]
    rank = {"skipped": 0, "partial": 1, "note": 2}
    rows.sort(key=lambda row: (rank.get(row[2], 3), row))
    head = ["file or part", "stage", "how bad", "place", "what was found", "what to do"]
    return {"head": head, "rows": [[printable(cell) for cell in row] for row in rows]}


def record_rows(study, run: dict | None) -> Table:
    """List versions, parameters, models and the researcher's files: what the result hangs on."""
    record = _record(study) if run is None else run
    rows = []
    for part in ("versions", "parameters", "models", "research_files", "inputs"):
        values = list((record.get(part) or {}).items())
        rows += [[part.replace("_", " "), _short(name), _flat(value)] for name, value in values[:_MOST_OF_A_PART]]
        if len(values) > _MOST_OF_A_PART:
            rows.append([part, f"and {len(values) - _MOST_OF_A_PART} more", "see run.json"])
    return {"head": ["what", "name", "value"], "rows": [[printable(cell) for cell in row] for row in rows]}


def _record(study) -> dict:
    from newsnb import run_record

    made = {"versions": run_record.versions()}
    if hasattr(study, "articles_from"):
        made |= {"models": run_record.models(study), "research_files": run_record.research_files(study)}
        made |= {"inputs": run_record.inputs(study)}
    return made


def _flat(value) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_short(part)}" for name, part in value.items())
    return "none" if value is None else _short(value)


def _short(value) -> str:
    """Write hashes by their first twelve digits, and files by their names: where they lie is no part of the result."""
    text = str(value)
    if text.startswith("/") or text[1:3] == ":\\":
        return PurePath(text).name
    return text[:12] if len(text) == 64 and set(text) <= set("0123456789abcdef") else text


def _or(value, instead: str = "") -> str:
    return instead if pd.isna(value) else str(value)
