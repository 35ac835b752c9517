"""``newsnb run``: articles in; tables, graph, figures, notebooks and a report out."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

from tqdm import tqdm

import newsnb.output as output
from newsnb.articles.reading import given_facts
from newsnb.cli import FAILED, OK
from newsnb.commands import CommandError
from newsnb.engine import open_engine
from newsnb.notebook_runs import can_execute, execute_notebooks, find_notebooks
from newsnb.positions.kept import FOLDER, kept_sheets, with_hand_codes
from newsnb.run_record import MEMORY, current_record, outputs, run_record, state_key, write_run_record
from newsnb.runs import large
from newsnb.runs.folder import Found, Read, find_changed, keep_key, open_store, read_changed
from newsnb.runs.locking import locked
from newsnb.runs.scan import all_paths, scan
from newsnb.runs.store import Store
from newsnb.runs.tables import whole_tables
from newsnb.study import Study

_MANY = 10  # problems listed on the screen; the file has them all


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
    """Run all stages over the paths given, or bring an earlier run's folder up to date."""
    import matplotlib

    matplotlib.use("Agg")  # files only: no window, no display needed
    tqdm.monitor_interval = 0  # no thread of its own, which would forbid copying this process
    _check_files(args)
    out = output.prepare_folder(args.out)
    with locked(out / MEMORY), closing(open_store(out)) as store:
        if args.fresh:
            store.clear()
        return _run(_remembered(args, store), out, store, Clock(_teller(args.quiet)))


def _run(args: argparse.Namespace, out: Path, store: Store, clock: Clock) -> int:
    study = _study(args)
    key = state_key(study, [] if args.no_notebooks else find_notebooks(), _settings(args))
    if not args.fresh and (record := current_record(out, key)):
        clock.tell("nothing has changed since the last run: the results stay as they are (--fresh makes them again)")
        _farewell(record["counts"], [], out, clock.tell)
        return OK
    with _cache(args.fresh) as cache:
        study.cache = cache and Path(cache)
        # The workers go, and give their memory back, before the results are written.
        with open_engine(args.engine, args.workers, args.scheduler) as mapper:
            # Errors in the researcher's files come before any long work.
            study.actors, study.codebook, study.events, given_facts(study.metadata_from)  # noqa: B018
            with clock.stage("corpus", "reading articles"):
                scan(store, args.given, clock.tell)
                clock.tell(f"  {_told(read_changed(store, study, mapper))}")
            if not store.count_articles():
                return _nothing_read(study, store, out)
            found = _find(store, study, mapper, clock)
        keep_key(store, study, whole=not args.semantic)
        show = _show if store.count_articles() <= large.MOST_WHOLE else _show_parts
        problems, counts = show(store, study, out, args, clock)
    parameters = {name: value for name, value in vars(args).items() if name not in ("module", "given")}
    record = run_record(study, parameters, clock.seconds, counts)
    record["worker_peak_mib"] = round(found.peak)
    # A run in which something failed or could not be shown is not kept as done: the next one tries again.
    complete = not found.failed and all(one["severity"] == "note" for one in problems)
    done = {"key": key, "outputs": outputs(out)} if complete else {}
    write_run_record(record | done, out / "run.json")
    _farewell(record["counts"], problems, out, clock.tell)
    return OK


_OPTIONS = ("codebook", "actors", "events", "metadata", "models", "attribution")


def _remembered(args: argparse.Namespace, store: Store) -> argparse.Namespace:
    """Fill in what the folder remembers: its paths, and the files and models named in earlier runs."""
    kept = store.fact("options", {})
    named = {name: getattr(args, name) for name in _OPTIONS if getattr(args, name) is not None}
    options = {**kept, **named}
    if options != kept:  # a run that has nothing to do changes nothing
        store.set_fact("options", options)
    defaults = {"models": "bundled", "attribution": "auto"}
    filled = {name: options.get(name, defaults.get(name)) for name in _OPTIONS}
    return argparse.Namespace(**vars(args) | filled | {"given": args.paths, "paths": all_paths(store, args.paths)})


def _show(store: Store, study: Study, out: Path, args: argparse.Namespace, clock: Clock) -> tuple[list[dict], None]:
    """Put the tables together and write everything."""
    with clock.stage("tables", "putting the tables together"):
        tables = whole_tables(store, given_facts(study.metadata_from))
        study.take(*with_hand_codes(out, *_with_meaning(args, study, *tables), study.codebook))
    return _write(study, out, args, clock), None


def _with_meaning(args: argparse.Namespace, study: Study, corpus, statements, positions) -> tuple:
    """Where rules are silent, the level of the most similar example, if a model is given."""
    if args.semantic:
        from newsnb.positions.semantic import code_silent, load_encoder

        try:
            positions = code_silent(positions, statements, study.codebook, load_encoder(args.semantic))
        except ValueError as error:
            raise CommandError(f"--semantic: {error}") from None
    return corpus, statements, positions


def _show_parts(store: Store, study: Study, out: Path, args: argparse.Namespace, clock: Clock):
    """Write a corpus that is too large to hold."""
    if not args.no_notebooks:
        clock.tell(f"  notebooks are skipped: they hold all articles in memory, up to {large.MOST_WHOLE}")
    if kept_sheets(out):
        clock.tell(f"  codes by hand in {out / FOLDER} are not used: they need all articles in memory")
    with clock.stage("write", "writing tables part by part, figures and the report"):
        sums, problems = large.write_large(store, study, given_facts(study.metadata_from), out)
    return problems, sums.counts


def _find(store: Store, study: Study, mapper: Callable, clock: Clock) -> Found:
    with clock.stage("finding", "finding statements and coding positions"):
        found = find_changed(store, study, mapper)
    # Seconds of the workers, all together: with two of them more than what the clock on the wall says.
    clock.seconds |= found.seconds
    failed = f", {found.failed} failed" if found.failed else ""
    clock.tell(f"  {found.found} pages searched, {found.coded} only coded again{failed}")
    return found


def _told(read: Read) -> str:
    dated = f", {read.dated} dated again by citations" if read.dated else ""
    return f"{read.pages} pages, {read.read} new or to be read again{dated}"


def _settings(args: argparse.Namespace) -> dict:
    """What the results depend on besides the files: not how the work is spread or what is printed."""
    return {name: str(getattr(args, name)) for name in ("models", "attribution", "semantic", "no_notebooks")}


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
        attribution=args.attribution,
        progress=sys.stderr.isatty() and not args.quiet,
    )


def _nothing_read(study: Study, store: Store, out: Path) -> int:
    problems = whole_tables(store, given_facts(study.metadata_from))[0].problems
    output.write_problems(problems, [], out)
    print("newsnb: no article could be read:", file=sys.stderr)
    for row in problems.head(_MANY).itertuples():
        print(f"  {row.source_id}: {row.message}", file=sys.stderr)
    more = len(problems) - _MANY
    if more > 0:
        print(f"  and {more} more: see {out / 'problems.csv'}", file=sys.stderr)
    return FAILED


def _write(study: Study, out: Path, args: argparse.Namespace, clock: Clock) -> list[dict]:
    """Write everything; the notebooks run in processes of their own meanwhile."""
    message = "writing tables, figures and the report"
    if args.no_notebooks:
        with clock.stage("write", message):
            return output.write_study(study, out, fork=True)
    with ThreadPoolExecutor(1) as pool:
        notebooks = pool.submit(_notebooks, study, out, clock.tell)
        with clock.stage("write", message):
            problems = output.write_study(study, out)
        with clock.stage("notebooks", "executing the notebooks"):
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
    shown = {"read": output.READING, "figure": "figures/timeline.png", "report": "report.html"}
    for name, file in ((name, out / file) for name, file in shown.items()):
        if file.is_file():
            tell(f"{name}: {file}")
