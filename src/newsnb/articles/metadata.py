"""What a researcher, or the record itself, says about an article: outlet, date, title, address.

The table goes along with the corpus; the dating stage reads the days, reading itself the outlet, title and language.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd

_TEXT = ("source_id", "outlet", "title", "lang", "url", "evidence", "origin")
_DAYS = ("published_from", "published_to", "retrieved")
COLUMNS = (
    "source_id", "item", "outlet", "title", "lang", "published_from", "published_to", "url", "retrieved", "evidence",
    "origin",
)  # fmt: skip
_OTHER_NAMES = {"file": "source_id", "id": "source_id", "note": "evidence", "published": "date", "language": "lang"}
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_YEARS = range(1600, 2200)  # newspapers begin in 1605; 9999-12-31 is how software writes "never"


class MetadataError(ValueError):
    """A metadata file cannot be used; the message names file, row, column and what was expected."""


def empty_metadata() -> pd.DataFrame:
    """Make a metadata table without rows; columns as in `read_metadata`."""
    return metadata_frame([])


def metadata_frame(rows: list[dict]) -> pd.DataFrame:
    """Make a metadata table from records; fields that a record lacks are missing."""
    data = pd.DataFrame(rows, columns=list(COLUMNS))
    for name in _TEXT:
        data[name] = data[name].astype(object).where(data[name].notna(), None).astype("str")
    for name in _DAYS:
        data[name] = pd.to_datetime(data[name]).astype("datetime64[us]")
    return data.assign(item=pd.array(data["item"], dtype="Int64"))


def read_metadata(path: str | Path) -> pd.DataFrame:
    """Read a researcher's table of facts about the articles.

    Parameters
    ----------
    path
        CSV in UTF-8 with a header. Columns, all but the first optional: ``source_id`` (file name or record id as in
        the articles table; ``file`` will do), ``item`` (number on a listing page; empty = the whole source),
        ``outlet``, ``title``, ``lang``, ``date`` or ``published_from`` and ``published_to``, ``url``, ``retrieved``,
        ``evidence`` (why the date is believed; ``note`` will do). Days are written 2024-11-10, months 2024-11,
        intervals 2024-11-10/2024-11-12.

    Returns
    -------
    pandas.DataFrame
        Columns ``source_id``, ``item`` (missing = every item), ``outlet``, ``title``, ``lang``, ``published_from``
        and ``published_to`` (days; missing = not known), ``url``, ``retrieved`` (day), ``evidence``, ``origin``
        (``"user"``), in the order of the file.

    Raises
    ------
    MetadataError
        If the file is missing, not UTF-8 or has no ``source_id``, if a date or a number cannot be read, or if two
        rows speak of the same item: a date put on the wrong article would not be noticed later.
    """
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig", skipinitialspace=True)
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise MetadataError(f"{path}: cannot be read as CSV in UTF-8: {error}") from None
    return metadata_rows(table, str(path))


def metadata_rows(table: pd.DataFrame, name: str = "metadata") -> pd.DataFrame:
    """Check a researcher's table, with the columns of `read_metadata`, and give it the declared types."""
    table = table.rename(columns=lambda column: _standard(str(column)))
    if "source_id" not in table:
        raise MetadataError(f"{name}: no column 'source_id' among {list(table.columns)}")
    unknown = sorted(set(table.columns) - set(COLUMNS) - {"date"})
    if unknown:
        raise MetadataError(f"{name}: unknown column(s) {unknown}; known are {['date', *COLUMNS]}")
    rows = [_row(record, f"{name}, row {number}") for number, record in enumerate(table.to_dict("records"), 2)]
    data = metadata_frame(rows)
    twice = data[data.duplicated(["source_id", "item"])]
    if len(twice):
        raise MetadataError(f"{name}: several rows for {twice.iloc[0]['source_id']!r}, item {twice.iloc[0]['item']}")
    return data


def join_metadata(tables: list[pd.DataFrame], paths: Sequence[str | Path]) -> pd.DataFrame:
    """Put several tables of `read_metadata` together.

    Raises
    ------
    MetadataError
        If two of them speak of the same item.
    """
    data = pd.concat(tables, ignore_index=True) if len(tables) > 1 else tables[0]
    twice = data[data.duplicated(["source_id", "item"])]
    if len(twice):
        named = " and ".join(map(str, paths))
        raise MetadataError(f"{named}: both have a row for {twice.iloc[0]['source_id']!r}")
    return data


def _standard(column: str) -> str:
    column = column.strip().lower()
    return _OTHER_NAMES.get(column, column)


def _row(record: dict, place: str) -> dict:
    given = {key: value.strip() if isinstance(value, str) else value for key, value in record.items()}
    given = {key: value for key, value in given.items() if not _is_missing(value)}
    if "source_id" not in given:
        raise MetadataError(f"{place}, column 'source_id': empty")
    row = {"origin": "user", **given, "item": _item(given.get("item"), place)}
    if "date" in given:
        row["published_from"], row["published_to"] = _interval(given["date"], f"{place}, column 'date'")
        del row["date"]
    for column in _DAYS:
        if column in given:
            low, high = _interval(given[column], f"{place}, column {column!r}")
            row[column] = high if column == "published_to" else low
    low, high = row.get("published_from"), row.get("published_to")
    if low and high and low > high:
        raise MetadataError(f"{place}: published_from {low} is after published_to {high}")
    return row


def _is_missing(value) -> bool:
    return value is None or value == "" or (not isinstance(value, str) and bool(pd.isna(value)))


def _item(value, place: str) -> int | None:
    try:
        return None if value is None else int(value)
    except ValueError:
        raise MetadataError(f"{place}, column 'item': {value!r} is not a whole number") from None


def _interval(value, place: str) -> tuple[date, date]:
    interval = parse_interval(value)
    if interval is None:
        raise MetadataError(f"{place}: {value!r} is not a date; write 2024-11-10, 2024-11 or 2024-11-10/2024-11-12")
    return interval


def parse_interval(value) -> tuple[date, date] | None:
    """Read a day, a month or an interval of days in ISO form; missing if it is none of these, or in no year of news.

    Examples
    --------
    >>> parse_interval("2024-11")
    (datetime.date(2024, 11, 1), datetime.date(2024, 11, 30))
    """
    if isinstance(value, date):  # a Timestamp and a datetime are dates too
        day = value.date() if isinstance(value, datetime) else value
        return (day, day) if day.year in _YEARS else None
    first, _, last = str(value).strip().partition("/")
    low, high = _day_or_month(first), _day_or_month(last or first)
    return (low[0], high[1]) if low and high and low[0] <= high[1] else None


def _day_or_month(text: str) -> tuple[date, date] | None:
    text = text.strip()
    month = _MONTH.fullmatch(text)
    try:
        day = datetime.fromisoformat(f"{month[1]}-{int(month[2]):02}-01" if month else text).date()
    except ValueError:
        return None
    if day.year not in _YEARS:
        return None
    return day, (day + timedelta(days=31)).replace(day=1) - timedelta(days=1) if month else day
