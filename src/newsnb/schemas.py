"""The tables that pass between the stages, each declared once.

The data dictionary (`data_dictionary`) and the checks (`validate`) are both made from these declarations, so they
cannot disagree. All spans are half-open ``[start, end)`` offsets in Unicode code points into the *decoded raw text* of
the source, so that ``raw[start:end]`` is the evidence.

Importing this module imports pandera (about a second); nothing here imports torch or stanza.
"""

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pandera.pandas as pa

KINDS_KEPT = ("title", "dateline", "body")
KINDS_FURNITURE = ("navigation", "related", "share", "promo", "timestamp", "legal")
STATEMENT_KINDS = ("direct", "indirect", "mixed")


class TableError(ValueError):
    """A table breaks its declaration; the message names table, row, column, value and rule."""


def _column(dtype, description, *, missing=False, checks=(), unique=False):
    return pa.Column(dtype, list(checks), nullable=missing, unique=unique, coerce=True, description=description)


def _text(description, *, missing=False, one_of=(), unique=False):
    checks = [pa.Check.isin(one_of)] if one_of else []
    return _column(str, description, missing=missing, checks=checks, unique=unique)


def _number(description, lowest=0):
    return _column("int64", description, checks=[pa.Check.ge(lowest)])


def _day(description):
    # No dtype here: pandera turns datetime64[us] into [ns], which ends in the year 2262. `validate` converts instead.
    return pa.Column(None, nullable=True, description=description, metadata={"type": "date"})


def _share(description):
    return _column("float64", description, checks=[pa.Check.in_range(0, 1)])


def _list(description, *, missing=False):
    """Lists stay Python objects: a span is ``[start, end]``, a list of spans ``[[start, end], ...]``."""
    return _column(object, description, missing=missing)


TABLES = {
    "articles": pa.DataFrameSchema(
        {
            "article_id": _text("stable id, made from the text itself", unique=True),
            "source_id": _text("file name (relative to the folder given) or the caller's own id"),
            "item": _number("0 for a whole page; 1..n, in page order, for the items of a listing page"),
            "lang": _text("ISO 639-1 code"),
            "title": _text("headline as printed", missing=True),
            "outlet": _text("who published it, where known", missing=True),
            "published_from": _day("first day on which it can have been published; missing = open"),
            "published_to": _day("last day on which it can have been published; missing = open"),
            "published_method": _text("what made the interval, strongest first, joined by '+'; 'none' = open"),
            "published_evidence": _text("the words or the metadata that the interval stands on", missing=True),
            "n_chars": _number("characters of the article or item, furniture included"),
            "n_body_chars": _number("characters kept as title, dateline or body"),
        },
        name="articles",
        description="One row an article; a listing page gives one row an item.",
    ),
    "blocks": pa.DataFrameSchema(
        {
            "article_id": _text("the article (or listing item) the block belongs to"),
            "start": _number("first character in the raw text"),
            "end": _number("one past the last character"),
            "kind": _text("what the block is", one_of=KINDS_KEPT + KINDS_FURNITURE),
            "kept": _column(bool, "True when the block is read for statements"),
            "reason": _text("the rule that gave the kind"),
        },
        name="blocks",
        description="Every stretch of every raw text, labelled; nothing is thrown away.",
    ),
    "statements": pa.DataFrameSchema(
        {
            "statement_id": _text("stable id, made from the article and the spans", unique=True),
            "article_id": _text("the article it stands in"),
            "lang": _text("language of the words"),
            "kind": _text("direct (in quotation marks), indirect, or mixed", one_of=STATEMENT_KINDS),
            "content": _list("spans of what was said"),
            "text": _text("the content's words, spans joined by ' … '"),
            "cue": _list("span of the word that attributes it; missing for a free-standing quotation", missing=True),
            "cue_lemma": _text("dictionary form of the cue as listed in the language file", missing=True),
            "cue_class": _text("speech act of the cue (say, deny, confirm, ...)"),
            "source": _list(
                "span of the words that name the speaker; missing where the subject is dropped", missing=True
            ),
            "actor_id": _text("the speaker, resolved"),
            "on_behalf_of": _text("the principal a spokesman speaks for", missing=True),
            "via": _text("actor or medium that relayed it", missing=True),
            "nested_in": _text("statement_id of the statement whose content holds this one", missing=True),
            "targets": _list("actor ids mentioned in the content, sorted"),
            "said_from": _day("first day on which it can have been said; missing = open"),
            "said_to": _day("last day on which it can have been said; missing = open"),
            "said_method": _text("the rule that dated it; 'none' = open"),
            "said_evidence": _text("the words the date stands on", missing=True),
            "confidence": _share("how sure the rule is, 0 to 1"),
            "rule": _text("attribution rule and speaker rule that fired, joined by '/'"),
        },
        name="statements",
        description="Who said what, by which word, in which span, when.",
    ),
    "positions": pa.DataFrameSchema(
        {
            "statement_id": _text("the statement that carries the position"),
            "issue": _text("issue id of the codebook"),
            "position": _column("Int64", "level on the issue's scale; missing = on the issue, no level", missing=True),
            "coder": _text("'auto' or the name of a person"),
            "confidence": _share("how sure the rule is, 0 to 1; 1 for a person"),
            "evidence": _list("spans the code stands on"),
            "rule": _text("the rule that fired, or 'hand'"),
        },
        name="positions",
        description="What each statement says on each issue, by coder. A statement may stand here on several issues.",
    ),
    "problems": pa.DataFrameSchema(
        {
            "source_id": _text("file or record"),
            "article_id": _text("article, where it is about one", missing=True),
            "stage": _text(
                "where it was noticed",
                one_of=("read", "date", "parse", "attribute", "code", "relate", "show"),
            ),
            "severity": _text(
                "skipped = nothing was read; partial = part was; note = nothing lost",
                one_of=("skipped", "partial", "note"),
            ),
            "place": _text("line, byte, row or span", missing=True),
            "message": _text("what was found and what was expected"),
            "remedy": _text("what to do about it", missing=True),
        },
        name="problems",
        description="Every input that was skipped or only partly read, and every contradiction, with the reason.",
    ),
}


def columns(table: str) -> list[str]:
    """Column names of a declared table, in order."""
    return list(TABLES[table].columns)


def empty(table: str) -> pd.DataFrame:
    """Make an empty table with the declared columns and types."""
    return frame(table, [])


def frame(table: str, rows: list[dict]) -> pd.DataFrame:
    """Make a checked table from records; columns that a record lacks are missing values.

    Raises
    ------
    TableError
        If a row breaks the declaration.
    """
    raw = pd.DataFrame(rows, columns=columns(table))
    for name in columns(table):
        if _is_list(TABLES[table].columns[name]):
            raw[name] = pd.Series([row.get(name) for row in rows], dtype=object, index=raw.index)
    return validate(raw, table)


def validate(data: pd.DataFrame, table: str) -> pd.DataFrame:
    """Check a table against its declaration and return it with the declared types.

    Raises
    ------
    TableError
        Naming the first offending row, column, value and rule, and how many more there are.
    """
    absent = [name for name in columns(table) if name not in data]
    if absent:
        raise TableError(f"table {table!r}: missing column(s) {absent}; expected {columns(table)}")
    return _checked(data[columns(table)], table, TABLES[table]).reset_index(drop=True)


def fill(data: pd.DataFrame, table: str, values: dict[str, list]) -> pd.DataFrame:
    """Give a table that has been checked with some of its columns filled anew; only these are checked.

    Raises
    ------
    TableError
        As `validate` does.
    """
    new = pd.DataFrame({name: pd.Series(column, data.index, dtype=object) for name, column in values.items()})
    return data.assign(**_checked(new, table, _columns_of(table, *values)))


@cache
def _columns_of(table: str, *names: str) -> pa.DataFrameSchema:
    return TABLES[table].select_columns(list(names))


def _checked(data: pd.DataFrame, table: str, schema: pa.DataFrameSchema) -> pd.DataFrame:
    try:
        return schema.validate(_with_days(data, table, schema), lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        first = cases.iloc[0]
        more = f" (and {len(cases) - 1} more)" if len(cases) > 1 else ""
        raise TableError(
            f"table {table!r}, row {first['index']}, column {first['column']!r}: "
            f"{first['failure_case']!r} breaks {first['check']}{more}"
        ) from None


def _with_days(data: pd.DataFrame, table: str, schema: pa.DataFrameSchema) -> pd.DataFrame:
    days = [name for name, column in schema.columns.items() if column.dtype is None]
    try:
        return data.assign(**{name: pd.to_datetime(data[name]).astype("datetime64[us]") for name in days})
    except (ValueError, TypeError) as error:
        raise TableError(f"table {table!r}, columns {days}: not all are dates ({error})") from None


def _is_list(column: pa.Column) -> bool:
    return column.dtype is not None and column.dtype.type == np.dtype(object)


def ordered_problems(problems: pd.DataFrame) -> pd.DataFrame:
    """Put problems in an order that does not hang on how they were come by."""
    order = ["source_id", "stage", "severity", "place", "message"]
    return problems.sort_values(order, kind="stable", ignore_index=True)


def write_table(data: pd.DataFrame, path: Path) -> None:
    """Write a table as Parquet; the same table always gives the same bytes."""
    data.to_parquet(path, index=False)


def read_table(path: Path, table: str) -> pd.DataFrame:
    """Read a Parquet table back, with lists as Python lists, and check it."""
    data = pd.read_parquet(path)
    for name, column in TABLES[table].columns.items():
        if _is_list(column):
            data[name] = pd.Series([_plain(value) for value in data[name]], dtype=object, index=data.index)
    return validate(data, table)


def _plain(value):
    if isinstance(value, np.ndarray):
        return [_plain(part) for part in value]
    return value.item() if isinstance(value, np.generic) else value


def _type_name(column: pa.Column) -> str:
    """Type of a column in the words of a reader."""
    if column.dtype is None:
        return "date"
    names = {"int64": "whole number", "Int64": "whole number", "float64": "number", "bool": "true or false"}
    return "list" if _is_list(column) else names.get(str(column.dtype), "text")


def data_dictionary() -> pd.DataFrame:
    """List every column of every table. Columns: ``table``, ``column``, ``type``, ``may_be_missing``, ``meaning``."""
    rows = [
        {
            "table": table,
            "column": name,
            "type": _type_name(column),
            "may_be_missing": bool(column.nullable),
            "meaning": column.description,
        }
        for table, schema in TABLES.items()
        for name, column in schema.columns.items()
    ]
    return pd.DataFrame(rows)
