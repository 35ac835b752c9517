"""The command line: ``newsnb run``, ``explain``, ``models``, ``codebook``, ``coding`` and ``export``.

Only the parser lives here; each command is a module of `newsnb.commands` that is imported when it is used, so that
``newsnb --help`` answers at once.
"""

import argparse
import errno
import sys
from importlib import import_module

import newsnb

_NO_ROOM = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EROFS)

OK, FAILED, USAGE = 0, 1, 2
INTERRUPTED = 130

# Errors in what the user gave: shown as a message, without a traceback.
_USER_ERRORS = {
    "newsnb.articles.metadata": "MetadataError",
    "newsnb.dates.events": "EventsError",
    "newsnb.engine": "EngineError",
    "newsnb.commands": "CommandError",
    "newsnb.output": "OutputError",
    "newsnb.parsing.models": "ModelError",
    "newsnb.positions.codebook": "CodebookError",
    "newsnb.schemas": "TableError",
    "newsnb.statements.actors": "RegistryError",
    "newsnb.statements.learned.files": "TaggerError",
}


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the result is the exit code.

    0: done. 1: no article could be read, or a check found errors. 2: the command line or a file of the user is wrong.
    """
    args = build_parser().parse_args(arguments)
    try:
        return import_module(f"newsnb.commands.{args.module}").main(args)
    except KeyboardInterrupt:
        print("newsnb: stopped; parses made so far are kept", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:
        if not (_is_users(error) or _is_the_disks(error)):
            raise
        remedy = "; make room or choose another --out; earlier results stay as they were" * _is_the_disks(error)
        print(f"newsnb: {error}{remedy}", file=sys.stderr)
        return USAGE


def _is_users(error: Exception) -> bool:
    """Tell whether the user can mend it. Only modules already loaded can have raised it."""
    known = (getattr(sys.modules.get(module), name, None) for module, name in _USER_ERRORS.items())
    return isinstance(error, tuple(kind for kind in known if kind))


def _is_the_disks(error: Exception) -> bool:
    """Tell a disk that is full or cannot be written to; SQLite says so in words of its own."""
    told = f"{type(error).__name__}: {error}"
    return getattr(error, "errno", None) in _NO_ROOM or (told.startswith("OperationalError: ") and "disk" in told)


def build_parser() -> argparse.ArgumentParser:
    """Build the parser of the command line."""
    parser = argparse.ArgumentParser(prog="newsnb", description=newsnb.__doc__.splitlines()[0])
    parser.add_argument("--version", action="version", version=f"newsnb {newsnb.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_run(commands)
    _add_explain(commands)
    _add_models(commands)
    _add_codebook(commands)
    _add_coding(commands)
    _add_export(commands)
    return parser


def _add_run(commands) -> None:
    run = commands.add_parser(
        "run", help="articles in; tables, graph, figures, notebooks and a report out",
        description="Read articles, find who said what and when, code positions, and write everything into a folder.",
    )  # fmt: skip
    run.set_defaults(module="run")
    run.add_argument(
        "paths", nargs="+", metavar="PATH", help="folder, glob, .txt, .html, .jsonl[.gz], .csv, .parquet, or a URL"
    )
    run.add_argument(
        "--out", required=True, metavar="DIR", help="folder for the results; the articles of an earlier run stay in it"
    )
    run.add_argument("--codebook", metavar="F", help="issues and scales (default: beside the articles, then data/)")
    run.add_argument("--actors", metavar="F", help="actor registry (default: beside the articles, then data/)")
    run.add_argument("--events", metavar="F", help="known events (default: beside the articles, then data/)")
    run.add_argument("--metadata", metavar="F", help="outlets and dates you know (default: articles.csv beside them)")
    run.add_argument("--models", metavar="bundled|downloaded|DIR", help="Stanza models (default: bundled)")
    run.add_argument(
        "--attribution",
        choices=("auto", "rules"),
        help="auto: rules, and a learned tagger where there is one (English); rules: rules alone (default: auto)",
    )
    run.add_argument("--semantic", metavar="DIR", help="local embedding model for what the rules leave open")
    run.add_argument("--engine", default="local", choices=("local", "dask"), help="how work is spread")
    run.add_argument("--workers", type=_positive, default=1, metavar="N", help="processes (default: 1)")
    run.add_argument("--scheduler", metavar="ADDR", help="Dask scheduler that runs already, as tcp://host:port")
    run.add_argument("--no-notebooks", action="store_true", help="do not execute the notebooks")
    run.add_argument("--fresh", action="store_true", help="begin DIR anew: only these PATHs, nothing kept")
    run.add_argument("--quiet", action="store_true", help="print nothing but errors")


def _add_explain(commands) -> None:
    explain = commands.add_parser("explain", help="one statement in plain words: sentence, parse, spans, rules, codes")
    explain.set_defaults(module="explain")
    explain.add_argument("results", metavar="DIR", help="folder of a run")
    explain.add_argument("statement", metavar="STATEMENT_ID", help="as in statements.parquet and report.html")


def _positive(text: str) -> int:
    number = int(text) if text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r}; expected a whole number from 1 up")
    return number


def _add_models(commands) -> None:
    models = commands.add_parser("models", help="list the Stanza models there are, or download better ones")
    models.set_defaults(module="models")
    actions = models.add_subparsers(required=True, metavar="list|download", dest="action")
    actions.add_parser("list", help="what is bundled and what has been downloaded")
    download = actions.add_parser("download", help="download Stanza's own models (the one thing that uses the network)")
    download.add_argument("languages", nargs="+", metavar="LANG", help="language code, as en, ar, fa")


def _add_codebook(commands) -> None:
    codebook = commands.add_parser("codebook", help="check a codebook")
    codebook.set_defaults(module="codebook")
    actions = codebook.add_subparsers(required=True, metavar="check", dest="action")
    check = actions.add_parser("check", help="errors with their lines, phrases that overlap or are never used")
    check.add_argument("file", metavar="F")
    check.add_argument("--articles", nargs="+", metavar="PATH", help="also list phrases never found in these")


def _add_coding(commands) -> None:
    coding = commands.add_parser("coding", help="code by hand: make a sheet, apply it, measure agreement")
    coding.set_defaults(module="coding")
    actions = coding.add_subparsers(required=True, metavar="sheet|apply|agree", dest="action")
    sheet = actions.add_parser("sheet", help="write a sheet to fill in, from the results of a run")
    sheet.add_argument("results", metavar="DIR", help="folder of a run")
    sheet.add_argument("--to", required=True, metavar="SHEET", help=".csv or .xlsx")
    sheet.add_argument("--show-machine", action="store_true", help="show what the rules coded (hidden by default)")
    sheet.add_argument("--sample", type=_positive, metavar="N", help="only so many statements, drawn at random")
    sheet.add_argument("--seed", type=int, default=0, metavar="N", help="of the drawing (default: 0)")
    apply = actions.add_parser("apply", help="take the codes of filled sheets over into the results of a run")
    agree = actions.add_parser("agree", help="Krippendorff's alpha between coders, the rules being one of them")
    for action, number in ((apply, "+"), (agree, "*")):
        action.add_argument("results", metavar="DIR", help="folder of a run")
        action.add_argument("sheets", nargs=number, metavar="[NAME=]SHEET", help="coder's name and filled sheet")
        action.add_argument("--codebook", metavar="F", help="codebook that the codes must follow")


def _add_export(commands) -> None:
    export = commands.add_parser("export", help="graph files of a run for Gephi, visone, DNA, UCINET")
    export.set_defaults(module="export")
    export.add_argument("results", metavar="DIR", help="folder of a run")
    export.add_argument("--to", required=True, choices=("gexf", "graphml", "csv", "dna", "dl"), help="format")
    export.add_argument("--into", metavar="DIR2", help="folder for the files (default: DIR/export)")
    export.add_argument("--actors", metavar="F", help="actor registry (default: the one of the run)")


if __name__ == "__main__":
    sys.exit(main())
