"""``newsnb coding``: sheets to code by hand, filled sheets taken over, agreement between coders."""

import argparse
from pathlib import Path

import numpy as np
import pandas as pd

from newsnb import schemas
from newsnb.commands import CommandError
from newsnb.commands.results import read_results, study_of
from newsnb.output import write_csv, write_study
from newsnb.positions.agreement import krippendorff_alpha, percent_agreement, reliability_table
from newsnb.positions.coding import MACHINE, apply_coding, coding_sheet
from newsnb.positions.kept import keep_sheets, with_hand_codes
from newsnb.positions.sheets import read_sheet, write_sheet


def main(args: argparse.Namespace) -> int:
    """Carry out the action; what is wrong with a sheet's file is an error of the user's."""
    try:
        return {"sheet": _sheet, "apply": _apply, "agree": _agree}[args.action](args)
    except FileNotFoundError as error:
        raise CommandError(f"{error.filename}: no such file") from None


def _sheet(args: argparse.Namespace) -> int:
    folder, target = Path(args.results), Path(args.to)
    tables, study = read_results(folder), study_of(folder)
    statements = _sample(tables["statements"], args.sample, args.seed)
    _check_texts(statements, study)
    sheet = coding_sheet(statements, study.corpus, tables["positions"], show_machine=args.show_machine)
    _checked(write_sheet, sheet, target)
    print(f"{target}: {statements.shape[0]} statements. Fill in issue and position; see data/README.md, then run")
    print(f"newsnb coding apply {folder} NAME={target}")
    return 0


def _sample(statements: pd.DataFrame, size: int | None, seed: int) -> pd.DataFrame:
    if size is None or size >= len(statements):
        return statements
    drawn = np.random.default_rng(seed).choice(len(statements), size, replace=False)
    return statements.iloc[sorted(drawn)]


def _check_texts(statements: pd.DataFrame, study) -> None:
    gone = set(statements["article_id"]) - set(study.articles["article_id"])
    if gone:
        raise CommandError(f"{len(gone)} articles of the run are not where they were: run `newsnb run` again")


def _apply(args: argparse.Namespace) -> int:
    """Keep the sheets with the run and write again all that depends on them, notebooks excepted."""
    import matplotlib

    from newsnb.run_record import MEMORY
    from newsnb.runs.locking import locked

    matplotlib.use("Agg")
    folder = Path(args.results)
    tables = read_results(folder)
    study = study_of(folder, codebook=args.codebook)
    sheets = _sheets(args)
    _, problems = _checked(apply_coding, sheets, tables["statements"], tables["positions"], study.codebook)
    with locked(folder / MEMORY):
        _checked(keep_sheets, sheets, folder)
        study.take(*with_hand_codes(folder, *_run_tables(folder, study, tables), study.codebook))
        write_study(study, folder)
        write_csv(problems, folder / "coding_problems.csv")
    _say(problems)
    by_coder = study.positions["coder"].value_counts().sort_index()
    print("codes: " + ", ".join(f"{coder} {count}" for coder, count in by_coder.items()))
    return 0


def _run_tables(folder: Path, study, tables: dict) -> tuple:
    """Corpus, statements and the machine's positions as the run left them."""
    from newsnb.articles import Corpus

    problems = study.corpus.problems
    corpus = Corpus(tables["articles"], schemas.read_table(folder / "blocks.parquet", "blocks"), problems,
                    study.corpus.texts)  # fmt: skip
    machine = tables["positions"][tables["positions"]["coder"].eq(MACHINE)]
    return corpus, tables["statements"], machine.reset_index(drop=True)


def _agree(args: argparse.Namespace) -> int:
    tables = read_results(Path(args.results))
    study = study_of(Path(args.results), codebook=args.codebook)
    positions, problems = _applied(args, tables, study) if args.sheets else (tables["positions"], None)
    _say(problems)
    coders = sorted(positions["coder"].unique())
    if len(coders) < 2:
        raise CommandError(f"agreement needs two coders; there is only {', '.join(coders)}")
    print(agreement(positions, coders).to_string(float_format="{:.3f}".format, na_rep="-"))
    return 0


def agreement(positions: pd.DataFrame, coders: list[str]) -> pd.DataFrame:
    """Measure agreement on every issue.

    Columns: ``units``, ``percent``, ``alpha`` (ordinal) with ``low`` and ``high`` (95 %, bootstrap over statements) and
    ``note``, which says why alpha is undefined where it is.
    """
    rows = {}
    for issue in sorted(positions["issue"].unique()):
        table = reliability_table(positions, issue, coders)
        alpha = krippendorff_alpha(table, "ordinal", n_boot=1000)
        rows[issue] = {
            "units": alpha.n_units,
            "percent": percent_agreement(table).value,
            "alpha": alpha.value,
            "low": alpha.low,
            "high": alpha.high,
            "note": alpha.reason,
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("issue")


def _applied(args: argparse.Namespace, tables: dict, study) -> tuple[pd.DataFrame, pd.DataFrame]:
    return _checked(apply_coding, _sheets(args), tables["statements"], tables["positions"], study.codebook)


def _sheets(args: argparse.Namespace) -> dict[str, pd.DataFrame]:
    sheets = {}
    for given in args.sheets:
        coder, separator, path = given.partition("=")
        coder, path = (coder, path) if separator else (Path(given).stem, given)
        sheets[coder] = _checked(read_sheet, path)
    return sheets


def _checked(function, *arguments):
    """Call a function whose ValueErrors are about the user's files."""
    try:
        return function(*arguments)
    except ValueError as error:
        raise CommandError(str(error)) from None


def _say(problems: pd.DataFrame | None) -> None:
    for row in () if problems is None else problems.itertuples():
        print(f"{row.source_id}, {row.place}: {row.message}")
