"""A results folder brought up to date with its inputs: everything but writing the tables."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from newsnb.articles.reading import given_facts
from newsnb.positions.kept import with_hand_codes
from newsnb.run_record import MEMORY
from newsnb.runs.citing import date_by_citations
from newsnb.runs.finding import find, work_of
from newsnb.runs.keys import Keys, Research, tables_key
from newsnb.runs.pages import Settings
from newsnb.runs.reading import read
from newsnb.runs.store import Store
from newsnb.runs.tables import whole_tables


def open_store(out: Path) -> Store:
    """Open the memory of a results folder."""
    return Store(out / MEMORY / "pages.sqlite")


@dataclass(frozen=True)
class Read:
    """Pages in the folder, read in this run, and dated again because of citations."""

    pages: int
    read: int
    dated: int


@dataclass(frozen=True)
class Found:
    """Pages searched for statements in this run, only coded, and failed; stage to the workers' seconds; peak in MiB."""

    found: int
    coded: int
    failed: int
    seconds: dict[str, float]
    peak: float


def read_changed(store: Store, study, mapper: Callable) -> Read:
    """Read and date what has changed since the last run."""
    keys, research, facts = Keys.of(study), Research.of(study), given_facts(study.metadata_from)
    number = read(store, keys, research, facts, mapper)
    return Read(store.count(), number, date_by_citations(store, keys, research, facts, mapper))


def find_changed(store: Store, study, mapper: Callable) -> Found:
    """Find statements and code them where something has changed since the last run."""
    keys = Keys.of(study)
    work = work_of(store, keys)
    settings = Settings(Research.of(study), study.models, study.attribution, study.cache)
    total = len(work.to_find) + len(work.to_code)
    with tqdm(total=total, desc="finding statements", unit="page", disable=not study.progress) as bar:
        failed, seconds, peak = find(store, keys, settings, work, mapper, bar.update)
    return Found(len(work.to_find), len(work.to_code), failed, seconds, peak)


def keep_key(store: Store, study, whole: bool = True) -> None:
    """Note what the tables hang on, for `take_tables`; not ``whole`` where something is still added to them."""
    store.set_fact("tables_key", tables_key(study) if whole else None)


def take_tables(out: Path, study) -> bool:
    """Give a study the tables of a run over the same articles with the same files; tells whether there is one.

    The codes that people gave and that the folder keeps are among them.
    """
    if not (out / MEMORY / "pages.sqlite").is_file():
        return False
    with closing(open_store(out)) as store:
        if store.fact("tables_key") != tables_key(study):
            return False
        tables = whole_tables(store, given_facts(study.metadata_from))
    study.take(*with_hand_codes(out, *tables, study.codebook))
    return True
