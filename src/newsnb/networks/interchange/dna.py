"""Reading a project of Discourse Network Analyzer 3 (``.dna``, an SQLite database) into tables of this package.

Only reading: the file is opened without the right to change it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from newsnb import schemas

_DATA_TABLES = {"boolean": "DATABOOLEAN", "integer": "DATAINTEGER", "long text": "DATALONGTEXT"}


class DnaFileError(ValueError):
    """A file is not a DNA project that can be read; the message says what was expected."""


@dataclass(frozen=True)
class DnaProject:
    """A DNA project as tables.

    Attributes
    ----------
    events
        One row a statement: ``statement_id``, ``article_id``, ``start``, ``stop``, ``date`` (the document's, which is
        the only date DNA has), ``coder``, ``text``, ``outlet`` (the document's source), and a column for each variable
        of the statement type. Takes every function of `newsnb.networks`, with ``variable1="organization"`` and so on.
    articles, statements, positions
        The same in the tables declared in `newsnb.schemas`, for everything else in this package.
    texts
        Document id to text.
    variables
        Name and data type of each variable of the statement type.
    """

    events: pd.DataFrame
    articles: pd.DataFrame
    statements: pd.DataFrame
    positions: pd.DataFrame
    texts: dict[str, str]
    variables: dict[str, str]


def read_dna(
    path: Path,
    statement_type: str = "DNA Statement",
    *,
    actor: str = "organization",
    issue: str = "concept",
    qualifier: str | None = "agreement",
    lang: str = "und",
) -> DnaProject:
    """Read the coded statements of a DNA project.

    Parameters
    ----------
    path
        The ``.dna`` file.
    statement_type
        Which kind of statements.
    actor, issue, qualifier
        Variables that become ``actor_id``, ``issue`` and ``position`` in the tables. Without an integer or boolean
        qualifier (``None``) positions are missing.
    lang
        Language of the documents: DNA does not know it.

    Returns
    -------
    DnaProject
        A statement without an actor stands in ``events`` only, with an empty actor.

    Raises
    ------
    DnaFileError
        If the file is not a DNA 3 project, or has no such statement type or variable: it names those there are.
    """
    path = Path(path)
    if not path.is_file():
        raise DnaFileError(f"{path}: no such file")
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
        try:
            variables = _variables(database, path, statement_type)
            documents = _documents(database)
            events = _events(database, statement_type, variables, documents)
        except sqlite3.DatabaseError as error:
            raise DnaFileError(f"{path}: not a DNA 3 project ({error})") from None
    for name in (actor, issue, *([qualifier] if qualifier else [])):
        if name not in variables:
            raise DnaFileError(f"{path}: {statement_type!r} has no variable {name!r}; it has: {', '.join(variables)}")
    if qualifier and variables[qualifier] not in ("boolean", "integer"):
        raise DnaFileError(f"{path}: {qualifier!r} is {variables[qualifier]}; a position must be boolean or integer")
    named = events[events[actor].fillna("").ne("")]
    return DnaProject(
        events=events,
        articles=_articles(documents, lang),
        statements=schemas.frame("statements", list(_statements(named, actor, lang))),
        positions=schemas.frame("positions", list(_positions(named, issue, qualifier))),
        texts=dict(zip(documents["article_id"], documents["text"], strict=True)),
        variables=variables,
    )


def _variables(database, path: Path, statement_type: str) -> dict[str, str]:
    types = [label for (label,) in database.execute("select Label from STATEMENTTYPES order by ID")]
    if statement_type not in types:
        raise DnaFileError(f"{path}: no statement type {statement_type!r}; there are: {', '.join(types)}")
    rows = database.execute(
        "select v.Variable, v.DataType from VARIABLES v join STATEMENTTYPES t on t.ID = v.StatementTypeId "
        "where t.Label = ? order by v.ID",
        (statement_type,),
    )
    return dict(rows.fetchall())


def _documents(database) -> pd.DataFrame:
    rows = database.execute("select ID, Title, Text, Source, Date from DOCUMENTS order by Date, ID").fetchall()
    table = pd.DataFrame(rows, columns=["document", "title", "text", "outlet", "seconds"])
    table["article_id"] = "dna-" + table["document"].astype(str)
    table["date"] = pd.to_datetime(table["seconds"], unit="s").dt.floor("D").astype("datetime64[us]")
    return table.assign(
        text=table["text"].fillna(""), title=_or_missing(table["title"]), outlet=_or_missing(table["outlet"])
    )


def _events(database, statement_type: str, variables: dict[str, str], documents: pd.DataFrame) -> pd.DataFrame:
    rows = database.execute(
        "select s.ID, s.DocumentId, s.Start, s.Stop, c.Name from STATEMENTS s "
        "join STATEMENTTYPES t on t.ID = s.StatementTypeId left join CODERS c on c.ID = s.Coder where t.Label = ?",
        (statement_type,),
    ).fetchall()
    events = pd.DataFrame(rows, columns=["number", "document", "start", "stop", "coder"])
    kept = documents[["document", "article_id", "date", "outlet", "text"]]
    events = events.merge(kept, on="document", how="inner", validate="many_to_one")
    events["text"] = [
        text[start:stop] for text, start, stop in zip(events["text"], events["start"], events["stop"], strict=True)
    ]
    for name, kind in variables.items():
        events[name] = events["number"].map(_values(database, statement_type, name, kind))
    events["statement_id"] = "dna-s" + events["number"].astype(str)
    events = events.sort_values(["date", "document", "start", "stop", "number"], kind="stable")
    first = ["statement_id", "article_id", "start", "stop", "date", "coder", "text", "outlet"]
    return events[first + list(variables)].reset_index(drop=True)


def _values(database, statement_type: str, variable: str, kind: str) -> dict:
    """Look up a variable's value for every statement, by statement number."""
    where = (
        "join VARIABLES v on v.ID = d.VariableId join STATEMENTTYPES t on t.ID = v.StatementTypeId "
        "where v.Variable = ? and t.Label = ?"
    )
    query = (
        f"select d.StatementId, e.Value from DATASHORTTEXT d join ENTITIES e on e.ID = d.Entity {where}"
        if kind == "short text"
        else f"select d.StatementId, d.Value from {_DATA_TABLES[kind]} d {where}"
    )
    return dict(database.execute(query, (variable, statement_type)).fetchall())


def _articles(documents: pd.DataFrame, lang: str) -> pd.DataFrame:
    rows = [
        {
            "article_id": row.article_id,
            "source_id": str(row.document),
            "item": 0,
            "lang": lang,
            "title": row.title,
            "outlet": row.outlet,
            "published_from": row.date,
            "published_to": row.date,
            "published_method": "dna_document",
            "published_evidence": None,
            "n_chars": len(row.text),
            "n_body_chars": len(row.text),
        }
        for row in documents.itertuples()
    ]
    return schemas.frame("articles", rows)


def _statements(events: pd.DataFrame, actor: str, lang: str) -> Iterator[dict]:
    """Give statements as records. DNA knows neither cue nor source span nor the day something was said."""
    for row in events.to_dict("records"):
        yield {
            "statement_id": row["statement_id"],
            "article_id": row["article_id"],
            "lang": lang,
            "kind": "indirect",
            "content": [[int(row["start"]), int(row["stop"])]],
            "text": row["text"],
            "cue_class": "say",
            "actor_id": row[actor],
            "targets": [],
            "said_from": row["date"],
            "said_to": row["date"],
            "said_method": "dna_document",
            "confidence": 1.0,
            "rule": "dna/hand",
        }


def _positions(events: pd.DataFrame, issue: str, qualifier: str | None) -> Iterator[dict]:
    for row in events[events[issue].fillna("").ne("")].to_dict("records"):
        level = row[qualifier] if qualifier else None
        yield {
            "statement_id": row["statement_id"],
            "issue": row[issue],
            "position": None if level is None or pd.isna(level) else int(level),
            "coder": row["coder"] or "dna",
            "confidence": 1.0,
            "evidence": [[int(row["start"]), int(row["stop"])]],
            "rule": "hand",
        }


def _or_missing(values: pd.Series) -> pd.Series:
    return values.astype(object).where(values.notna() & values.ne(""), None)
