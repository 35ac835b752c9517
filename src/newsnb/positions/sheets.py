"""Coding sheets as files that spreadsheet programs open."""

from pathlib import Path

import pandas as pd

from newsnb.cells import plain_cell, safe_cell


def write_sheet(sheet: pd.DataFrame, path: str | Path) -> None:
    """Write a sheet as ``.csv`` (opens in spreadsheet programs with every script intact) or ``.xlsx``.

    Text that a spreadsheet program would run as a formula gets an apostrophe before it; `read_sheet` takes it off.

    Raises
    ------
    ValueError
        If the name ends otherwise, or ``.xlsx`` is asked for and openpyxl is not installed.
    """
    path = Path(path)
    safe = sheet.map(safe_cell)
    if path.suffix == ".csv":
        safe.to_csv(path, index=False, encoding="utf-8-sig")
    elif path.suffix == ".xlsx":
        _need_openpyxl()
        safe.to_excel(path, index=False)
    else:
        raise ValueError(f"cannot write {path.name!r}; expected a name ending in .csv or .xlsx")


def read_sheet(path: str | Path) -> pd.DataFrame:
    """Read a filled sheet back; all cells are text, empty ones are ``""``.

    Raises
    ------
    ValueError
        If the name ends in neither ``.csv`` nor ``.xlsx``, the file is not UTF-8, or openpyxl is needed and missing.
    """
    path = Path(path)
    if path.suffix == ".csv":
        try:
            cells = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig", sep=None, engine="python")
        except UnicodeDecodeError as error:
            raise ValueError(f"{path}: not UTF-8 ({error}); save the sheet as 'CSV UTF-8'") from None
    elif path.suffix == ".xlsx":
        _need_openpyxl()
        cells = pd.read_excel(path, dtype=str).fillna("")
    else:
        raise ValueError(f"cannot read {path.name!r}; expected a name ending in .csv or .xlsx")
    return cells.map(plain_cell)


def _need_openpyxl() -> None:
    try:
        import openpyxl  # noqa: F401
    except ImportError:
        raise ValueError("xlsx sheets need openpyxl (pip install openpyxl); or use a name ending in .csv") from None
