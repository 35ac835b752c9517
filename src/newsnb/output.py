"""Everything a run leaves on disk: tables, statements as lines, graph files, figures, a report, and how it was made.

All files are first written into a folder of their own inside the output folder and then moved into place one by one, so
a run that is killed leaves the earlier results as they were. The tables, graph files and figure tables of a second run
over the same input are the same byte for byte.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from newsnb import schemas
from newsnb.cells import safe_cell
from newsnb.meanwhile import meanwhile
from newsnb.records import statement_records, write_records
from newsnb.study import Study

READING = "reading.md"
_STAGING = ".writing"


class OutputError(OSError):
    """The output folder cannot be used; the message says why."""


def prepare_folder(path: Path | str) -> Path:
    """Make the output folder, or make sure that the one there can be written to.

    Raises
    ------
    OutputError
        If it is a file, or cannot be made or written to: better before an hour of parsing than after it.
    """
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        os.rmdir(tempfile.mkdtemp(prefix=".", dir=folder))
    except FileExistsError:
        raise OutputError(f"--out {path}: there is a file of that name; expected a folder") from None
    except OSError as error:
        raise OutputError(f"--out {path}: cannot write there ({error.strerror})") from None
    return folder


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Give a folder to write into; what it holds at the end moves into ``folder``, file by file."""
    staging = folder / _STAGING
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    try:
        yield staging
        _make_way(staging, folder)
        for file in sorted(path for path in staging.rglob("*") if path.is_file()):
            target = folder / file.relative_to(staging)
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(file, target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _make_way(staging: Path, folder: Path) -> None:
    """Remove tables of the other form: a folder of parts where a file is to stand, a file, parts that are no more."""
    for new in sorted(staging.glob("*.parquet")):
        old = folder / new.name
        if new.is_dir() and old.is_dir():
            for part in set(old.iterdir()) - {old / part.name for part in new.iterdir()}:
                part.unlink()
        elif old.is_dir():
            shutil.rmtree(old)
        elif new.is_dir():
            old.unlink(missing_ok=True)


def write_tables(study: Study, folder: Path) -> None:
    """Write the tables of `newsnb.schemas` (``problems`` excepted) and ``statements.jsonl``."""
    for name in ("articles", "blocks", "statements", "positions"):
        schemas.write_table(getattr(study, name), folder / f"{name}.parquet")
    records = statement_records(study.statements, study.positions, study.articles)
    write_records(records, folder / "statements.jsonl")


def write_problems(problems: pd.DataFrame, more: list[dict], folder: Path) -> None:
    """Write ``problems.csv``: the study's problems and those met while showing it."""
    rows = pd.concat([problems, schemas.frame("problems", more)], ignore_index=True) if more else problems
    path = folder / "problems.csv"
    partial = path.with_suffix(".writing")
    write_csv(rows, partial)
    os.replace(partial, path)


def append_csv(table: pd.DataFrame, path: Path) -> None:
    """Write rows behind those of a CSV of `write_csv`, or begin it."""
    begun = path.is_file()
    rows = _safe(table).to_csv(index=False, header=not begun, lineterminator="\n")
    with path.open("a", encoding="utf-8" if begun else "utf-8-sig", newline="") as file:
        file.write(rows)


def write_csv(table: pd.DataFrame, path: Path, *, index: bool = False) -> None:
    """Write a CSV that spreadsheets open rightly.

    UTF-8 with a byte order mark, without which Excel garbles Arabic and Persian. A text that a spreadsheet would run as
    a formula (it begins with ``=``, ``+``, ``-``, ``@``) gets an apostrophe in front: news texts are not to be trusted.
    """
    _safe(table).to_csv(path, index=index, encoding="utf-8-sig", lineterminator="\n")


def _safe(table: pd.DataFrame) -> pd.DataFrame:
    texts = table.select_dtypes(include=["object", "string"]).columns
    return table.assign(**{name: table[name].map(safe_cell) for name in texts})


def write_study(
    study: Study, out: Path | str, *, figures: bool = True, report: bool = True, fork: bool = False
) -> list[dict]:
    """Write all that a study gives, notebooks excepted, into a folder.

    Parameters
    ----------
    study
        The study; stages not yet computed are computed.
    out
        The folder, made if need be. Files of the same names are replaced, others are left alone.
    figures, report
        Whether to draw the figures and to write ``report.html``.
    fork
        Draw figures and write graph files in a copy of this process, where there can be one (`newsnb.meanwhile`).

    Returns
    -------
    list of dict
        What could not be shown (also in ``problems.csv``): records for the ``problems`` table.

    Raises
    ------
    OutputError
        If the folder cannot be used.
    """
    folder = prepare_folder(out)
    with staged(folder) as staging, meanwhile(lambda: _draw(study, staging, figures), fork=fork) as drawn:
        write_tables(study, staging)
        (staging / READING).write_text(study.reading().markdown(), encoding="utf-8", newline="\n")
        if report and find_spec("newsnb.report"):
            from newsnb.report import write_report

            write_report(study, staging / "report.html")
        problems = drawn()
        write_problems(study.problems, problems, staging)
    return problems


def _draw(study: Study, folder: Path, figures: bool) -> list[dict]:
    """Write the graph files and draw the figures; what could not be drawn comes back as problems."""
    from newsnb.networks import write_graphs

    write_graphs(study.graph, folder)
    if not figures:
        return []
    from newsnb.figure_files import write_figures

    return write_figures(study, folder / "figures")
