"""Decode one file of each known kind into records."""

import csv
import gzip
import io
import json
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from newsnb.articles.decoding import LONGEST, SPLIT, TOO_LONG, Unreadable, decode, fault_of, printable_name

FIELDS = ("id", "text", "title", "date", "outlet", "lang", "url")
_LARGEST_PAGE = 16 * LONGEST  # bytes of HTML: most of a page is not its text
_LARGEST_CELL = 2**30  # Python's csv module refuses cells of more than 131072 characters unless told otherwise


@dataclass(frozen=True)
class Source:
    """One decoded record.

    Attributes
    ----------
    source_id
        File name relative to the folder given, or the record's own id.
    text
        The decoded raw text, which every span points into. For ``.html`` the text that was taken out of the page.
    title, date, outlet, lang, url
        What the record itself says, as written; missing where it says nothing.
    origin
        ``"record"``, or ``"html"`` where a page's own metadata was read.
    place
        Line or row of the file, for messages.
    under
        The path, as the user gave it, that led to the file.
    """

    source_id: str
    text: str
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    lang: str | None = None
    url: str | None = None
    origin: str = "record"
    place: str | None = None
    under: str | None = None


@dataclass(frozen=True)
class Problem:
    """Something that could not be read, or only in part: a row of the problems table before it has a stage."""

    source_id: str
    severity: str
    place: str | None
    message: str
    remedy: str | None = None


def read(path: Path, name: str) -> Iterator[Source | Problem]:
    """Yield the records of one file; whatever goes wrong becomes a `Problem`, never an exception."""
    reader = READERS.get(_kind(path))
    if reader is None:
        known = ", ".join(READERS)
        yield Problem(name, "skipped", None, f"unknown kind of file {path.suffix!r}", f"known kinds: {known}")
        return
    try:
        for record in reader(path, name):
            yield _checked(record) if isinstance(record, Source) else record
    except Unreadable as error:
        yield Problem(name, "skipped", error.place, error.message, error.remedy)
    except (OSError, EOFError, zlib.error) as error:
        yield Problem(name, "skipped", None, f"cannot be read: {error}", "check the file and its permissions")


def _kind(path: Path) -> str:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    return "".join(suffixes[-2:]) if suffixes[-1:] == [".gz"] else "".join(suffixes[-1:])


def _checked(record: Source) -> Source | Problem:
    fault = fault_of(record.text)
    if fault:
        return Problem(record.source_id, "skipped", record.place, *fault)
    return record


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file for reading piece by piece, unpacked."""
    with path.open("rb") as file:
        if path.suffix.lower() == ".gz":
            with gzip.open(file) as unpacked:
                yield unpacked
        else:
            yield file


def _bytes(path: Path, most: int) -> bytes:
    """Read a whole file, unpacked; no more than is needed to see that it is too long (a packed one can be endless)."""
    with _opened(path) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise Unreadable(f"more than {most:,} bytes, {TOO_LONG}", SPLIT)
    return data


def _read_text(path: Path, name: str) -> Iterator[Source]:
    yield Source(name, decode(_bytes(path, 4 * LONGEST)))  # a character has four bytes at most


def _read_jsonl(path: Path, name: str) -> Iterator[Source | Problem]:
    with _opened(path) as lines:
        for number, line in enumerate(lines, 1):
            if line.strip(b"\xef\xbb\xbf \t\r\n"):
                yield _from_json(line, name, f"line {number}")


def _from_json(line: bytes, name: str, place: str) -> Source | Problem:
    try:
        record = json.loads(decode(line, place).lstrip("\ufeff"))
    except Unreadable as error:
        return Problem(name, "skipped", place, error.message, error.remedy)
    except ValueError as error:
        return Problem(name, "skipped", place, f"not JSON: {error}", "one JSON object a line")
    except RecursionError:
        return Problem(name, "skipped", place, "not JSON that can be read: nested too deeply", "one JSON object a line")
    if not isinstance(record, dict):
        return Problem(name, "skipped", place, "not a JSON object", 'one {"id": ..., "text": ...} a line')
    return _from_record(record, name, place)


def _from_record(record: dict, name: str, place: str) -> Source | Problem:
    given = {field: _as_text(record.get(field)) for field in FIELDS}
    source_id = given.pop("id") or f"{name}:{place.split()[-1]}"
    text = record.get("text")
    if not isinstance(text, str):
        return Problem(source_id, "skipped", place, "no text", "give the article in a field 'text'")
    given["text"] = text
    return Source(source_id, **given, place=f"{name}, {place}")


def _as_text(value) -> str | None:
    if value is None or value != value:  # NaN and NaT are what they are not
        return None
    return printable_name(str(value).strip()) or None


def _read_csv(path: Path, name: str) -> Iterator[Source | Problem]:
    csv.field_size_limit(_LARGEST_CELL)
    with _opened(path) as file, io.TextIOWrapper(file, encoding="utf-8-sig", newline="") as text:
        rows = csv.reader(text, strict=True)
        header: list[str] = []
        try:
            for row in rows:
                if not header:
                    header = _header([cell.strip().lower() for cell in row])
                else:
                    yield _from_row(row, header, name, f"line {rows.line_num}")
        except csv.Error as error:
            place = f"line {rows.line_num}"
            yield Problem(name, "partial", place, f"not CSV from here on: {error}", "check the quoting")
        except UnicodeDecodeError as error:
            message = f"not UTF-8 from here on: 0x{error.object[error.start]:02x}"
            remedy = "convert the file, for example: iconv -f windows-1256 -t UTF-8"
            yield Problem(name, "partial", f"after line {rows.line_num}", message, remedy)


def _from_row(row: list[str], header: list[str], name: str, place: str) -> Source | Problem:
    if len(row) == len(header):
        return _from_record(dict(zip(header, row, strict=True)), name, place)
    message = f"{len(row)} cells where the header has {len(header)}"
    return Problem(name, "skipped", place, message, "quote cells that hold commas")


def _header(names: list[str]) -> list[str]:
    if "text" not in names:
        raise Unreadable(f"no column 'text' among {names}", f"columns are {', '.join(FIELDS)}")
    twice = sorted({name for name in names if name in FIELDS and names.count(name) > 1})
    if twice:
        raise Unreadable(f"column {twice[0]!r} stands there twice", "leave one out", "line 1")
    return names


def _read_parquet(path: Path, name: str) -> Iterator[Source | Problem]:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        with path.open("rb") as opened:
            file = parquet.ParquetFile(opened)
            wanted = [field for field in file.schema_arrow.names if field in FIELDS]
            _header(file.schema_arrow.names)
            row = 0
            for batch in file.iter_batches(batch_size=256, columns=wanted):
                for record in batch.to_pylist():
                    row += 1
                    yield _from_record(record, name, f"row {row}")
    except pa.ArrowException as error:
        raise Unreadable(f"not a Parquet file: {error}", "write it again with pandas or pyarrow") from None


def _read_html(path: Path, name: str) -> Iterator[Source]:
    try:
        import trafilatura
    except ImportError:
        raise Unreadable("reading HTML needs trafilatura", "pip install 'newsnb[html]'") from None
    text = decode(_bytes(path, _LARGEST_PAGE))
    try:
        page = trafilatura.bare_extraction(text, with_metadata=True, include_comments=False)
    except Exception as error:  # a page can break a foreign parser in more ways than can be listed
        message = f"the page cannot be taken apart: {type(error).__name__}"
        raise Unreadable(message, "save the article's text as .txt") from None
    if page is None or not page.text:
        raise Unreadable("no article found in the page", "save the article's text as .txt")
    yield Source(name, page.text, page.title, page.date, page.sitename, None, page.url, origin="html")


Reader = Callable[[Path, str], Iterator[Source | Problem]]
READERS: dict[str, Reader] = {
    ".txt": _read_text,
    ".txt.gz": _read_text,
    ".jsonl": _read_jsonl,
    ".jsonl.gz": _read_jsonl,
    ".csv": _read_csv,
    ".csv.gz": _read_csv,
    ".parquet": _read_parquet,
    ".html": _read_html,
    ".htm": _read_html,
}
