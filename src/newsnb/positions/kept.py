"""Sheets that stay with a run's results: applied once, taken over again in every later run into the same folder."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from newsnb import schemas
from newsnb.articles import Corpus
from newsnb.positions.codebook import Codebook
from newsnb.positions.coding import apply_coding
from newsnb.positions.sheets import read_sheet, write_sheet

FOLDER = "coding"
"""Folder of the results that holds a sheet a coder, ``NAME.csv``. To take a coder's codes back, delete the sheet."""


def keep_sheets(sheets: Mapping[str, pd.DataFrame], results: Path) -> None:
    """Keep filled sheets with the results of a run; a coder's earlier sheet is replaced.

    Raises
    ------
    ValueError
        If a coder's name cannot be the name of a file.
    """
    for coder in sheets:
        if not coder.strip() or Path(coder).name != coder or coder.startswith("."):
            raise ValueError(f"the coder's name {coder!r} cannot name a file; expected a plain name such as 'anna'")
    for coder, sheet in sheets.items():
        (results / FOLDER).mkdir(parents=True, exist_ok=True)
        write_sheet(sheet, results / FOLDER / f"{coder}.csv")


def kept_sheets(results: Path) -> dict[str, pd.DataFrame]:
    """Read the sheets that a folder of results keeps: coder's name to sheet."""
    return {path.stem: read_sheet(path) for path in sorted((results / FOLDER).glob("*.csv"))}


def with_hand_codes(
    results: Path, corpus: Corpus, statements: pd.DataFrame, positions: pd.DataFrame, codebook: Codebook
) -> tuple[Corpus, pd.DataFrame, pd.DataFrame]:
    """Take the kept sheets over into the tables of a run.

    Returns
    -------
    tuple
        Corpus, statements and positions as `newsnb.study.Study.take` wants them. The positions hold every coder's
        codes; what could not be taken over (a statement that has changed, an issue that the codebook no longer has) is
        a problem of the corpus, with coder, row and code: nothing that a person coded is dropped in silence.
    """
    sheets = kept_sheets(results)
    if not sheets:
        return corpus, statements, positions
    positions, found = apply_coding(sheets, statements, positions, codebook)
    together = [table for table in (corpus.problems, found) if len(table)]
    problems = schemas.validate(pd.concat(together, ignore_index=True), "problems") if together else corpus.problems
    return Corpus(corpus.articles, corpus.blocks, problems, corpus.texts), statements, positions
