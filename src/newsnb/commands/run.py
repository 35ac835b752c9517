"""``newsnb run``: articles in; tables, graph, figures, notebooks and a report out."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import newsnb.output as output
from newsnb.engine import open_engine
from newsnb.study import Study

_MANY = 10  # problems listed on the screen; the file has them all

STAGES = {
    "corpus": "reading articles",
    "parsed": "parsing",
    "statements": "finding statements",
    "positions": "coding positions",
    "graph": "building the graph",
}
"""Property of `Study` to what the user is told while it is computed."""


class Clock:
    """Tells the user what goes on, and keeps how long each stage took."""

    def __init__(self, tell: Callable[[str], None]):
        self.tell = tell
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str, message: str) -> Iterator[None]:
        """Time a stage."""
        self.tell(f"{message} ...")
        start = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - start


def main(args: argparse.Namespace) -> int:
    """Run all stages over the paths given."""
    import matplotlib

    matplotlib.use("Agg")  # files only: no window, no display needed
    clock = Clock(_teller(args.quiet))
    _check_files(args)
    out = output.prepare_folder(args.out)
    with _cache(args.fresh) as cache, open_engine(args.engine, args.workers, args.scheduler) as mapper:
        study = _study(args, cache, mapper)
        # Errors in the researcher's files come before any long work.
        study.actors, study.codebook, study.events  # noqa: B018
        for name, message in STAGES.items():
            with clock.stage(name, message):
                getattr(study, name)
            if name == "corpus" and study.articles.empty:
                return _nothing_read(study, out)
        problems = _write(study, out, args, clock)
    _farewell(study, out, problems, clock.tell)
    return 0


def _teller(quiet: bool) -> Callable[[str], None]:
    return (lambda text: None) if quiet else (lambda text: print(text, file=sys.stderr, flush=True))


def _check_files(args: argparse.Namespace) -> None:
    for option in ("codebook", "actors", "events", "metadata"):
        path = getattr(args, option)
        if path is not None and not Path(path).is_file():
            raise output.OutputError(f"--{option} {path}: no such file")


def _cache(fresh: bool):
    """Where parses are kept: the usual place (None), or a folder that goes when the run ends."""
    return tempfile.TemporaryDirectory(prefix="newsnb-") if fresh else nullcontext()


def _study(args: argparse.Namespace, cache: str | None, mapper: Callable) -> Study:
    return Study(
        args.paths,
        codebook=args.codebook,
        actors=args.actors,
        events=args.events,
        metadata=args.metadata,
        models=args.models,
        cache=Path(cache) if cache else None,
        progress=sys.stderr.isatty() and not args.quiet,
        mapper=mapper,
    )


def _nothing_read(study: Study, out: Path) -> int:
    output.write_problems(study.corpus.problems, [], out)
    print("newsnb: no article could be read:", file=sys.stderr)
    for row in study.corpus.problems.head(_MANY).itertuples():
        print(f"  {row.source_id}: {row.message}", file=sys.stderr)
    more = len(study.corpus.problems) - _MANY
    if more > 0:
        print(f"  and {more} more: see {out / 'problems.csv'}", file=sys.stderr)
    return 1


def _write(study: Study, out: Path, args: argparse.Namespace, clock: Clock) -> list[dict]:
    from newsnb.run_record import run_record, write_run_record

    with clock.stage("write", "writing tables, figures and the report"):
        problems = output.write_study(study, out)
    if not args.no_notebooks:
        with clock.stage("notebooks", "executing the notebooks"):
            problems += _notebooks(study, out, clock.tell)
        output.write_problems(study.problems, problems, out)
    settings = {name: value for name, value in vars(args).items() if name != "module"}
    write_run_record(run_record(study, settings, clock.seconds), out / "run.json")
    return problems


def _notebooks(study: Study, out: Path, tell: Callable[[str], None]) -> list[dict]:
    from newsnb.notebook_runs import can_execute, execute_notebooks, find_notebooks

    if not find_notebooks():
        tell("  no notebooks found")
        return []
    if not can_execute():
        tell("  skipped: papermill is not installed (pip install 'newsnb[lab]')")
        return []
    problems = execute_notebooks(study, out / "notebooks")
    if problems is None:
        tell("  skipped: nothing has changed since they were executed")
    return problems or []


def _farewell(study: Study, out: Path, shown: list[dict], tell: Callable[[str], None]) -> None:
    skipped = int(study.problems["severity"].eq("skipped").sum())
    total = len(study.problems) + len(shown)
    tell(
        f"{len(study.articles)} articles, {len(study.statements)} statements, {len(study.positions)} positions; "
        f"{skipped} inputs skipped, {total} notes in {out / 'problems.csv'}"
    )
    for problem in shown:
        tell(f"  {problem['source_id']}: {problem['message']}")
    for name, file in (("figure", out / "figures" / "timeline.png"), ("report", out / "report.html")):
        if file.is_file():
            tell(f"{name}: {file}")
