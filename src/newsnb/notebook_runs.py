"""The notebooks over another corpus: executed by papermill with the user's paths as parameters."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

from newsnb.articles.remote import is_url
from newsnb.run_record import state_key
from newsnb.study import Study

_PROJECT = Path(__file__).parents[2] / "notebooks"
_PACKAGED = Path(__file__).parent / "notebooks"
_KEY = ".key"
_SKIPPED = ("06",)  # compares with new articles of its own, so it has nothing to say about others


def find_notebooks() -> list[Path]:
    """List the notebooks, in the project or in the package; empty where there are none."""
    folder = next((f for f in (_PROJECT, _PACKAGED) if f.is_dir() and any(f.glob("*.ipynb"))), None)
    return sorted(p for p in folder.glob("*.ipynb") if not p.name.startswith(_SKIPPED)) if folder else []


def can_execute() -> bool:
    """Tell whether papermill and a Python kernel are installed."""
    return bool(find_spec("papermill") and find_spec("ipykernel"))


def parameters(study: Study) -> dict[str, str | list[str] | None]:
    """Give the parameters of the notebooks; paths are absolute, so that an executed notebook can be opened again."""

    def absolute(path):
        if isinstance(path, list):
            return [absolute(one) for one in path]
        return path if path is None or is_url(path) else str(Path(path).absolute())

    articles = [absolute(path) for path in study.articles_from]
    models = study.models if study.models in ("bundled", "downloaded") else absolute(study.models)
    return {
        "ARTICLES": articles[0] if len(articles) == 1 else articles,
        "CODEBOOK": absolute(study.codebook_from),
        "ACTORS": absolute(study.actors_from),
        "EVENTS": absolute(study.events_from),
        "METADATA": absolute(study.metadata_from),
        "MODELS": models,
        "ATTRIBUTION": study.attribution,
    }


def execute_notebooks(study: Study, folder: Path, workers: int = 2) -> list[dict] | None:
    """Execute all notebooks into a folder, several at a time.

    Parameters
    ----------
    study
        Gives the parameters. Its tables are in the results folder by now, so no notebook computes them again.
    folder
        Where the executed notebooks go. A hidden file there keeps the hash of all they were made from.
    workers
        Notebooks at a time.

    Returns
    -------
    list of dict or None
        Records for the ``problems`` table, one for each notebook that failed (it is kept up to the failing cell).
        ``None``: nothing has changed since they were executed, and nothing was done.
    """
    notebooks = find_notebooks()
    key = state_key(study, notebooks)
    if _is_current(folder, key, notebooks):
        return None
    folder.mkdir(parents=True, exist_ok=True)
    given, environment = parameters(study), _environment(study, folder.parent)
    with ThreadPoolExecutor(workers) as pool:
        failures = list(pool.map(lambda path: _execute(path, folder / path.name, given, environment), notebooks))
    problems = [problem for problem in failures if problem]
    if not problems:
        (folder / _KEY).write_text(key + "\n", encoding="ascii")
    return problems


def _is_current(folder: Path, key: str, notebooks: list[Path]) -> bool:
    kept = folder / _KEY
    complete = all((folder / path.name).is_file() for path in notebooks)
    return complete and kept.is_file() and kept.read_text(encoding="ascii").strip() == key


def _execute(source: Path, target: Path, given: dict, environment: dict) -> dict | None:
    """Execute one notebook in a process of its own: kernels started from threads leave their event loops behind."""
    partial = target.with_name(f".{target.name}")
    command = [sys.executable, "-m", "papermill", str(source), str(partial), "--parameters_yaml", json.dumps(given)]
    command += ["--kernel", "python3", "--language", "python", "--no-progress-bar"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", errors="replace")
    if partial.is_file():
        os.replace(partial, target)
    return _problem(source, done.stderr) if done.returncode else None


def _environment(study: Study, results: Path) -> dict[str, str]:
    """Environment of the notebooks: they find the parses, and the tables of this run, where they have been put."""
    kept = {"NEWSNB_CACHE": str(study.cache)} if study.cache else {}
    return os.environ | {"NEWSNB_RESULTS": str(results.absolute())} | kept


def _problem(source: Path, printed: str) -> dict:
    lines = [line for line in printed.splitlines() if line.strip()]
    return {
        "source_id": f"notebooks/{source.name}",
        "stage": "show",
        "severity": "partial",
        "message": f"the notebook stopped: {lines[-1] if lines else 'no reason given'}"[:500],
        "remedy": "open the executed notebook: its last cell shows the error",
    }
