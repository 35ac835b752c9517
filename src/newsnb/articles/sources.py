"""Find and decode what the user points to, one record at a time; nothing is read twice or lost silently.

Text is decoded as strict UTF-8 without newline translation, so that offsets in it are offsets into the file. A byte
order mark stays in the text as its first character.
"""

import glob
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from newsnb.articles import formats
from newsnb.articles.decoding import printable_name
from newsnb.articles.folders import list_folder
from newsnb.articles.formats import Problem, Source
from newsnb.articles.remote import RemoteError, RemoteFile, find_files, is_url

_MAGIC = "*?["


@dataclass(frozen=True)
class _Found:
    path: Path | RemoteFile
    name: str
    under: str


def iter_sources(paths) -> Iterator[Source | Problem]:
    """Yield every record of the given files, decoded, and a `Problem` for each that cannot be read.

    Parameters
    ----------
    paths
        A path or several: a folder (read with its sub-folders), a glob, or a file of a known kind (``.txt``,
        ``.html``, ``.jsonl``, ``.csv``, ``.parquet``; ``.txt.gz`` and ``.jsonl.gz``); or a URL of any of these that
        fsspec can open.

    Yields
    ------
    Source or Problem
        Files come in the order of their names, records in the order of the file. Names are unique: a second record
        of a name is called ``name#2`` and reported. Nothing is read before it is asked for, and no more than one
        record (of Parquet: 256) is held at a time.
    """
    seen: dict[str, int] = {}
    for found in _find(paths):
        if isinstance(found, Problem):
            yield found
            continue
        name = printable_name(found.name)
        if name != found.name:
            yield Problem(name, "note", None, "the file's name holds line breaks or characters no file can hold; "
                          "it is written with a backslash", "rename the file")  # fmt: skip
        for record in formats.read(found.path, name):
            for named in _named_once(record, seen):
                yield replace(named, under=found.under) if isinstance(named, Source) else named


def as_given(path: str | Path) -> str | Path:
    """Make a path of what the user gave; a URL stays a text, for `Path` would spoil it."""
    return path if is_url(path) else Path(path)


def input_files(paths) -> list[Path | RemoteFile]:
    """List the files that `iter_sources` would open, in the same order."""
    return [found.path for found in _find(paths) if isinstance(found, _Found)]


def _named_once(record: Source | Problem, seen: dict[str, int]) -> Iterator[Source | Problem]:
    if isinstance(record, Problem):
        yield record
        return
    count = seen[record.source_id] = seen.get(record.source_id, 0) + 1
    if count == 1:
        yield record
        return
    name = f"{record.source_id}#{count}"
    seen[name] = 1
    yield replace(record, source_id=name)
    yield Problem(
        record.source_id, "note", record.place, f"a second record of this name; it is kept as {name!r}",
        "give every record an id of its own",
    )  # fmt: skip


def _find(paths) -> list[_Found | Problem]:
    found: dict[Path, _Found] = {}
    problems: list[Problem] = []
    for path in _as_list(paths):
        files, faults = _expand(str(path))
        problems += faults
        for file in files:
            found.setdefault(file.path.resolve(), file)
    return [*problems, *sorted(_apart(list(found.values())), key=lambda file: file.name)]


def _as_list(paths) -> list:
    return [paths] if isinstance(paths, str | Path) or not isinstance(paths, Iterable) else list(paths)


def _expand(path: str) -> tuple[list[_Found], list[Problem]]:
    if is_url(path):
        return _expand_url(path)
    if Path(path).is_dir():
        return _expand_folder(path)
    if Path(path).exists():
        return [_Found(Path(path), Path(path).name, path)], []
    if any(mark in path for mark in _MAGIC):
        files = sorted(Path(name) for name in glob.glob(path, recursive=True) if Path(name).is_file())
        return _named(files, _fixed_part(path), path), [] if files else [_nothing(path, f"nothing matches {path!r}")]
    return [], [_nothing(path, f"no such file or folder: {path!r}")]


def _expand_folder(path: str) -> tuple[list[_Found], list[Problem]]:
    files, problems = list_folder(Path(path))
    none = [] if files or problems else [_nothing(path, f"no files in folder {path!r}")]
    return _named(files, Path(path), path), [*problems, *none]


def _expand_url(url: str) -> tuple[list[_Found], list[Problem]]:
    try:
        found = [_Found(file, name, url) for file, name in find_files(url)]
    except RemoteError as error:
        return [], [Problem(url, "skipped", None, f"cannot be opened: {error}", "check the address and what it needs")]
    nothing = Problem(url, "skipped", None, f"nothing found at {url!r}", "check the address")
    return found, [] if found else [nothing]


def _named(files: list[Path], root: Path, given: str) -> list[_Found]:
    return [_Found(file, file.relative_to(root).as_posix(), given) for file in files]


def _nothing(path: str, message: str) -> Problem:
    remedy = "check the path; a relative one starts at the working folder"
    return Problem(path, "skipped", None, message, remedy)


def _fixed_part(pattern: str) -> Path:
    """Give the folder of a glob, up to its first part with a wildcard."""
    parts = Path(pattern).parts
    first = next(i for i, part in enumerate(parts) if any(mark in part for mark in _MAGIC))
    return Path(*parts[:first])


def _apart(files: list[_Found]) -> list[_Found]:
    """Name files of the same name by their path as well, so that a/x.txt and b/x.txt stay two sources."""
    count = Counter(file.name for file in files)
    return [replace(file, name=file.path.as_posix()) if count[file.name] > 1 else file for file in files]
