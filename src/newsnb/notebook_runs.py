"""The notebooks over another corpus: executed by papermill with the user's paths as parameters."""

import logging
import os
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

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
        return None if path is None else str(Path(path).absolute())

    articles = [absolute(path) for path in study.articles_from]
    models = study.models if study.models in ("bundled", "downloaded") else absolute(study.models)
    return {
        "ARTICLES": articles[0] if len(articles) == 1 else articles,
        "CODEBOOK": absolute(study.codebook_from),
        "ACTORS": absolute(study.actors_from),
        "EVENTS": absolute(study.events_from),
        "METADATA": absolute(study.metadata_from),
        "MODELS": models,
    }


def execute_notebooks(study: Study, folder: Path, workers: int = 2) -> list[dict] | None:
    """Execute all notebooks into a folder, several at a time.

    Parameters
    ----------
    study
        Gives the parameters. Its parses are in the cache by now, so no notebook loads a model.
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
    given = parameters(study)
    with ThreadPoolExecutor(workers) as pool:
        failures = list(pool.map(lambda path: _execute(path, folder / path.name, given), notebooks))
    problems = [problem for problem in failures if problem]
    if not problems:
        (folder / _KEY).write_text(key + "\n", encoding="ascii")
    return problems


def _is_current(folder: Path, key: str, notebooks: list[Path]) -> bool:
    kept = folder / _KEY
    complete = all((folder / path.name).is_file() for path in notebooks)
    return complete and kept.is_file() and kept.read_text(encoding="ascii").strip() == key


def _execute(source: Path, target: Path, given: dict) -> dict | None:
    import papermill

    logging.getLogger("papermill").setLevel(logging.ERROR)
    partial = target.with_name(f".{target.name}")
    problem = None
    try:
        papermill.execute_notebook(
            str(source), str(partial), parameters=given, kernel_name="python3", progress_bar=False, log_output=False
        )
    # Whatever a notebook raises is a note in the problems table: the run's other results are already on disk.
    except Exception as error:
        problem = _problem(source, error)
    if partial.is_file():
        os.replace(partial, target)
    return problem


def _problem(source: Path, error: Exception) -> dict:
    reason = f"{getattr(error, 'ename', type(error).__name__)}: {getattr(error, 'evalue', error)}"
    return {
        "source_id": f"notebooks/{source.name}",
        "stage": "show",
        "severity": "partial",
        "message": f"the notebook stopped: {reason}"[:500],
        "remedy": "open the executed notebook: its last cell shows the error",
    }
