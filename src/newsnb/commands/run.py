"""``newsnb run``: articles in; tables, graph, figures, notebooks and a report out."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path

import newsnb.output as output
from newsnb.engine import open_engine
from newsnb.notebook_runs import can_execute, execute_notebooks, find_notebooks
from newsnb.run_record import current_record, outputs, run_record, state_key, write_run_record
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
    study = _study(args)
    key = state_key(study, [] if args.no_notebooks else find_notebooks(), _settings(args))
    if not args.fresh and (record := current_record(out, key)):
        clock.tell("nothing has changed since the last run: the results stay as they are (--fresh makes them again)")
        _farewell(record["counts"], [], out, clock.tell)
        return 0
    with _cache(args.fresh) as cache, open_engine(args.engine, args.workers, args.scheduler) as mapper:
        study.cache, study.mapper = cache and Path(cache), mapper
        # Errors in the researcher's files come before any long work.
        study.actors, study.codebook, study.events  # noqa: B018
        for name, message in STAGES.items():
            with clock.stage(name, message):
                getattr(study, name)
            if name == "corpus" and study.articles.empty:
                return _nothing_read(study, out)
        problems = _write(study, out, args, clock)
    record = run_record(study, {name: value for name, value in vars(args).items() if name != "module"}, clock.seconds)
    # A run in which something could not be shown is not kept as done: the next one tries again.
    done = {} if problems else {"key": key, "outputs": outputs(out)}
    write_run_record(record | done, out / "run.json")
    _farewell(record["counts"], problems, out, clock.tell)
    return 0


def _settings(args: argparse.Namespace) -> dict:
    """What the results depend on besides the files: not how the work is spread or what is printed."""
    return {name: str(getattr(args, name)) for name in ("models", "no_notebooks")}


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


def _study(args: argparse.Namespace) -> Study:
    return Study(
        args.paths,
        codebook=args.codebook,
        actors=args.actors,
        events=args.events,
        metadata=args.metadata,
        models=args.models,
        progress=sys.stderr.isatty() and not args.quiet,
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
    """Write everything; the notebooks run in processes of their own meanwhile."""
    with ThreadPoolExecutor(1) as pool:
        notebooks = pool.submit(list) if args.no_notebooks else pool.submit(_notebooks, study, out, clock.tell)
        with clock.stage("write", "writing tables, figures and the report"):
            problems = output.write_study(study, out)
        with clock.stage("notebooks", "executing the notebooks") if not args.no_notebooks else nullcontext():
            problems = problems + notebooks.result()
    output.write_problems(study.problems, problems, out)
    return problems


def _notebooks(study: Study, out: Path, tell: Callable[[str], None]) -> list[dict]:
    if not find_notebooks():
        tell("  no notebooks found")
        return []
    if not can_execute():
        tell("  notebooks are skipped: papermill is not installed (pip install 'newsnb[lab]')")
        return []
    problems = execute_notebooks(study, out / "notebooks")
    if problems is None:
        tell("  notebooks are skipped: nothing has changed since they were executed")
    return problems or []


def _farewell(counts: dict, shown: list[dict], out: Path, tell: Callable[[str], None]) -> None:
    tell(
        f"{counts['articles']} articles, {counts['statements']} statements, {counts['positions']} positions; "
        f"{counts['problems'] + len(shown)} notes in {out / 'problems.csv'}"
    )
    for problem in shown:
        tell(f"  {problem['source_id']}: {problem['message']}")
    for name, file in (("figure", out / "figures" / "timeline.png"), ("report", out / "report.html")):
        if file.is_file():
            tell(f"{name}: {file}")
