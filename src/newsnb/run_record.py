"""``run.json``: what a run read, with which versions and settings, and how long each stage took."""

import hashlib
import json
import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import newsnb
from newsnb import lang as languages
from newsnb.articles.sources import input_files
from newsnb.parsing.models import find_models
from newsnb.statements.learned.files import tagger_digest
from newsnb.study import Study

_LIBRARIES = ("stanza", "torch", "pandas", "networkx", "matplotlib")
_PACKAGE = Path(newsnb.__file__).parent
MEMORY = ".newsnb"
"""Folder inside a results folder that holds what it remembers (`newsnb.runs`)."""


def run_record(study: Study, parameters: dict, seconds: dict[str, float], counts: dict | None = None) -> dict:
    """Describe a run.

    Parameters
    ----------
    study
        The study, all stages computed.
    parameters
        The command line as it was understood.
    seconds
        Stage to seconds.
    counts
        Rows of each table, where the study does not hold the tables.

    Returns
    -------
    dict
        ``versions``, ``parameters``, ``inputs`` (file to SHA-256), ``research_files`` (name to path and SHA-256),
        ``models`` (language to label and digest), ``counts`` (rows of each table) and ``seconds``. `current_record`
        needs ``key`` and ``outputs`` besides, which only a finished run knows.
    """
    tables = ("articles", "blocks", "statements", "positions", "problems")
    counts = counts or {name: len(getattr(study, name)) for name in tables}
    return {
        "versions": versions(),
        "parameters": parameters,
        "inputs": inputs(study),
        "research_files": research_files(study),
        "models": models(study),
        "counts": counts | {"nodes": len(study.graph), "edges": study.graph.number_of_edges()},
        "seconds": {stage: round(value, 2) for stage, value in seconds.items()},
    }


def versions() -> dict[str, str]:
    """Versions of newsnb, Python and the libraries that the results hang on."""
    return {
        "newsnb": newsnb.__version__,
        "python": platform.python_version(),
        **{name: _version(name) for name in _LIBRARIES},
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def inputs(study: Study) -> dict[str, str]:
    """SHA-256 of every file read, by path as given."""
    return {path.as_posix(): file_hash(path) for path in input_files(study.articles_from)}


def research_files(study: Study) -> dict[str, dict | list[dict] | None]:
    """Path and SHA-256 of codebook, actors, events and metadata; ``None`` where there is none, a list for several."""
    files = {
        "codebook": study.codebook_from,
        "actors": study.actors_from,
        "events": study.events_from,
        "metadata": study.metadata_from,
    }
    return {name: _described(path) if path else None for name, path in files.items()}


def _described(path) -> dict | list[dict]:
    if isinstance(path, list | tuple):
        return [_described(one) for one in path]
    return {"path": Path(path).as_posix(), "sha256": file_hash(Path(path))}


def models(study: Study) -> dict[str, dict]:
    """Label and digest of the models for each language of the corpus, and the digest of its learned tagger.

    ``asked`` is the choice made (``--models``); ``instead`` says why a language was parsed with others.
    """
    found = {code: find_models(code, study.models) for code in sorted(study.articles["lang"].unique())}
    return {
        code: {
            "asked": str(study.models),
            "label": one.label,
            **({"instead": one.instead} if one.instead else {}),
            "digest": one.digest,
            "tagger": tagger_digest(code, study.attribution)[:16] or "none",
        }
        for code, one in found.items()
    }


def state_key(study: Study, notebooks: list[Path], settings: dict | None = None) -> str:
    """Hash of all that results depend on: inputs, research files, models, notebooks, code, libraries and settings.

    Nothing is read or computed for it, so that it can be known before a run begins.
    """
    weights = {
        code: [find_models(code, study.models).digest, tagger_digest(code, study.attribution)]
        for code in languages.available()
    }
    given = [inputs(study), research_files(study), weights, versions(), settings or {}]
    code = [
        *sorted(_PACKAGE.rglob("*.py")),
        *sorted(_PACKAGE.rglob("*.yaml")),
        *sorted(path for path in (_PACKAGE / "templates").iterdir() if path.is_file()),
        *notebooks,
    ]
    sources = [(path.name, file_hash(path)) for path in code]
    return hashlib.sha256(json.dumps([given, sources], sort_keys=True).encode()).hexdigest()


def outputs(folder: Path) -> dict[str, str]:
    """SHA-256 of every file in the output folder but the record itself and what the folder remembers."""
    files = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    shown = {name: path for name, path in files.items() if name.name != "run.json" and name.parts[0] != MEMORY}
    return {name.as_posix(): file_hash(path) for name, path in sorted(shown.items())}


def current_record(folder: Path, key: str) -> dict | None:
    """Give the record of an earlier run if it had the same key and its files are as it left them."""
    try:
        record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        same = record["key"] == key and record["outputs"].items() <= outputs(folder).items()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return record if same else None


def file_hash(path: Path) -> str:
    """SHA-256 of a file; ``"unreadable"`` if it cannot be read (the problems table says so too)."""
    total = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                total.update(chunk)
    except OSError:
        return "unreadable"
    return total.hexdigest()


def write_run_record(record: dict, path: Path) -> None:
    """Write ``run.json``."""
    partial = path.with_name(f".{path.name}")
    text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    partial.write_text(text, encoding="utf-8", errors="backslashreplace")  # a file's name need not be UTF-8
    os.replace(partial, path)
