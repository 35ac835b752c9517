"""A results folder brought up to date with its inputs: everything but writing the tables."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from newsnb.articles.reading import given_facts
from newsnb.run_record import MEMORY
from newsnb.runs.citing import date_by_citations
from newsnb.runs.finding import find, work_of
from newsnb.runs.keys import Keys, Research
from newsnb.runs.pages import Settings
from newsnb.runs.reading import read
from newsnb.runs.store import Store


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
    """Pages searched for statements in this run, only coded, and failed; stage to the workers' seconds."""

    found: int
    coded: int
    failed: int
    seconds: dict[str, float]


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
        failed, seconds = find(store, keys, settings, work, mapper, bar.update)
    return Found(len(work.to_find), len(work.to_code), failed, seconds)
