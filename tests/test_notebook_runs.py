"""Notebooks over a user's articles: executed with their paths, failures noted, nothing done twice."""

import json

import nbformat
import pytest

from newsnb import notebook_runs
from newsnb.notebook_runs import execute_notebooks, find_notebooks, parameters


def notebook(path, code: str) -> None:
    """Write a notebook with a parameters cell and one cell of code."""
    given = nbformat.v4.new_code_cell("ARTICLES = 'none given'", metadata={"tags": ["parameters"]})
    cells = [nbformat.v4.new_markdown_cell("# A question"), given, nbformat.v4.new_code_cell(code)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)


def printed(path) -> str:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "".join(line for output in cells[-1]["outputs"] for line in output["text"])


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """Put a folder of two notebooks in place of the project's: one that works, one that fails."""
    folder = tmp_path / "sources"
    folder.mkdir()
    notebook(folder / "00_good.ipynb", "print(ARTICLES)")
    notebook(folder / "01_bad.ipynb", "raise ValueError('no series to draw')")
    monkeypatch.setattr(notebook_runs, "_PROJECT", folder)
    return folder


def test_notebook_gets_the_users_paths_and_a_failing_one_is_noted(study, sources, tmp_path):
    problems = execute_notebooks(study, tmp_path / "out")
    assert printed(tmp_path / "out" / "00_good.ipynb").strip().endswith("articles")
    assert [(p["source_id"], p["stage"]) for p in problems] == [("notebooks/01_bad.ipynb", "show")]
    assert "ValueError: no series to draw" in problems[0]["message"]
    assert (tmp_path / "out" / "01_bad.ipynb").is_file()  # kept up to the cell that failed


def test_nothing_is_executed_again_until_something_changes(study, sources, tmp_path):
    (sources / "01_bad.ipynb").unlink()
    out = tmp_path / "out"
    assert execute_notebooks(study, out) == []
    assert execute_notebooks(study, out) is None
    notebook(sources / "00_good.ipynb", "print('another version')")
    assert execute_notebooks(study, out) == []
    assert printed(out / "00_good.ipynb") == "another version\n"


def test_parameters_are_absolute_paths(study):
    given = parameters(study)
    assert given["MODELS"] == "bundled"
    paths = [path for name, path in given.items() if name not in ("MODELS", "ATTRIBUTION")]
    assert all(path.startswith("/") or path[1] == ":" for path in paths)


def test_notebook_about_new_articles_is_not_run_on_others(sources):
    notebook(sources / "06_new_articles.ipynb", "1")
    assert [path.name for path in find_notebooks()] == ["00_good.ipynb", "01_bad.ipynb"]


def test_installed_without_notebooks_there_are_none(monkeypatch, tmp_path):
    monkeypatch.setattr(notebook_runs, "_PROJECT", tmp_path)
    monkeypatch.setattr(notebook_runs, "_PACKAGED", tmp_path / "none")
    assert find_notebooks() == []
