"""The folder of a finished run, read back by the commands that work on it."""

import json
from pathlib import Path

import pandas as pd

from newsnb import schemas
from newsnb.commands import CommandError
from newsnb.study import Study

TABLES = ("statements", "positions", "articles")


def read_results(folder: Path) -> dict[str, pd.DataFrame]:
    """Read the tables `TABLES` of a run."""
    absent = [f"{name}.parquet" for name in TABLES if not (folder / f"{name}.parquet").is_file()]
    if absent:
        raise CommandError(f"{folder}: no {', '.join(absent)}; expected the folder of a finished `newsnb run --out`")
    return {name: schemas.read_table(folder / f"{name}.parquet", name) for name in TABLES}


def study_of(folder: Path, **given) -> Study:
    """Open the study that a run was made from, with other files where they are given.

    Raises
    ------
    CommandError
        If the folder does not say what it was made from.
    """
    try:
        used = json.loads((folder / "run.json").read_text(encoding="utf-8"))["parameters"]
        options = {name: used[name] for name in ("codebook", "actors", "events", "metadata", "models", "attribution")}
        paths = used["paths"]
    except (OSError, ValueError, KeyError, TypeError):
        raise CommandError(f"{folder}: no usable run.json; expected the folder of a `newsnb run --out`") from None
    return Study(paths, **(options | {name: value for name, value in given.items() if value is not None}))
