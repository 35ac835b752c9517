"""Networks as matrices in files: CSV as Discourse Network Analyzer writes it, and UCINET's DL.

DNA changes ``;`` and ``"`` in labels. Here labels come back as they were, in every script.
"""

import csv
import re
from pathlib import Path

import numpy as np
import pandas as pd

from newsnb.cells import plain_cell, safe_cell

_DL_HEAD = re.compile(r"[=,\s]+")


def write_matrix_csv(network: pd.DataFrame, path: Path) -> Path:
    """Write a matrix with labels in the first row and column (UTF-8; numbers in full precision)."""
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["", *map(safe_cell, network.columns)])
        writer.writerows(
            [safe_cell(label), *map(_number, row)] for label, row in zip(network.index, network.to_numpy(), strict=True)
        )
    return Path(path)


def read_matrix_csv(path: Path) -> pd.DataFrame:
    """Read a matrix written by `write_matrix_csv` or by DNA.

    Raises
    ------
    ValueError
        If a row has not as many cells as there are columns, or a cell is not a number; it names the line.
    """
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    if not rows:
        raise ValueError(f"{path}: empty; expected a first row of labels")
    columns = [plain_cell(label) for label in rows[0][1:]]
    values = [_numbers(path, number, row[1:], len(columns)) for number, row in enumerate(rows[1:], start=2) if row]
    labels = [plain_cell(row[0]) for row in rows[1:] if row]
    return pd.DataFrame(np.array(values, dtype=float).reshape(len(labels), len(columns)), labels, columns)


def write_dl(network: pd.DataFrame, path: Path) -> Path:
    """Write UCINET's DL format, full matrix, labels quoted.

    A quotation mark inside a label is doubled, a line break becomes a space (DL has no way to write one).
    """
    square = network.index.equals(network.columns)
    rows, columns = network.shape
    head = f"dl n={rows}" if square else f"dl nr={rows}, nc={columns}"
    lines = [f"{head}, format=fullmatrix", "labels:" if square else "row labels:", *map(_quoted, network.index)]
    if not square:
        lines += ["column labels:", *map(_quoted, network.columns)]
    lines += ["data:", *(" ".join(map(_number, row)) for row in network.to_numpy())]
    Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return Path(path)


def read_dl(path: Path) -> pd.DataFrame:
    """Read a DL file in full-matrix format with labels line by line, as `write_dl` and DNA write it.

    Raises
    ------
    ValueError
        If it is not such a file; the message says what is missing.
    """
    lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    rows, columns = _dl_size(path, lines[0] if lines else "")
    labels = _dl_labels(path, lines, ("labels:", "row labels:"), rows)
    others = _dl_labels(path, lines, ("column labels:", "labels:"), columns)
    start = _place(path, lines, ("data:",)) + 1
    values = [float(cell) for line in lines[start:] for cell in line.split()]
    if len(values) != rows * columns:
        raise ValueError(f"{path}: {len(values)} numbers after 'data:', expected {rows} x {columns}")
    return pd.DataFrame(np.array(values).reshape(rows, columns), labels, others)


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _numbers(path: Path, line: int, cells: list[str], wanted: int) -> list[float]:
    if len(cells) != wanted:
        raise ValueError(f"{path}, line {line}: {len(cells)} cells, expected {wanted}")
    try:
        return [float(cell) for cell in cells]
    except ValueError as error:
        raise ValueError(f"{path}, line {line}: {error}") from None


def _quoted(label: str) -> str:
    return '"' + " ".join(str(label).splitlines()).replace('"', '""') + '"'


def _unquoted(line: str) -> str:
    line = line.strip()
    whole = len(line) > 1 and line.startswith('"') and line.endswith('"')
    return line[1:-1].replace('""', '"') if whole else line


def _dl_size(path: Path, head: str) -> tuple[int, int]:
    words = _DL_HEAD.split(head.strip().lower())
    sizes = dict(zip(words[1::2], words[2::2], strict=False))
    if words[0] != "dl" or not ({"n"} <= set(sizes) or {"nr", "nc"} <= set(sizes)):
        raise ValueError(f"{path}: the first line must read 'dl n=...' or 'dl nr=..., nc=...', not {head!r}")
    if sizes.get("format", "fullmatrix") not in ("fullmatrix", "fm"):
        raise ValueError(f"{path}: format={sizes['format']!r}; allowed: fullmatrix")
    rows = int(sizes.get("nr", sizes.get("n")))
    return rows, int(sizes.get("nc", rows))


def _dl_labels(path: Path, lines: list[str], heads: tuple[str, ...], number: int) -> list[str]:
    start = _place(path, lines, heads) + 1
    return [_unquoted(line) for line in lines[start : start + number]]


def _place(path: Path, lines: list[str], heads: tuple[str, ...]) -> int:
    for head in heads:
        found = [number for number, line in enumerate(lines) if line.strip().lower() == head]
        if found:
            return found[0]
    raise ValueError(f"{path}: no line reads {' or '.join(map(repr, heads))}")
