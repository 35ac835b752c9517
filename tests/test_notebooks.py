"""What nbval does not see: notebooks that were never run, figures without their table, logic hidden in cells."""

import json
import re

import pytest

from accuracy import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LONGEST_CELL = 12
QUOTATION = re.compile(
    r"[\u0600-\u06ff][\u0600-\u06ff\u200c\s،؛.«»\"\d]*"
)  # Arabic script, with what stands between words

pytestmark = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def code_cells(path) -> list[dict]:
    return [cell for cell in read(path)["cells"] if cell["cell_type"] == "code"]


def source(cell: dict) -> str:
    return "".join(cell["source"])


def test_was_run_from_top_to_bottom(path):
    counts = [cell["execution_count"] for cell in code_cells(path)]
    assert counts == list(range(1, len(counts) + 1)), "make notebooks"


def test_holds_no_random_ids_of_widgets(path):
    assert "widget" not in str(read(path)["metadata"]), "make notebooks"
    shown = {kind for cell in code_cells(path) for output in cell["outputs"] for kind in output.get("data", {})}
    assert not {kind for kind in shown if "widget" in kind}


def test_shows_no_errors_and_no_warnings(path):
    outputs = [output for cell in code_cells(path) for output in cell["outputs"]]
    assert [output.get("ename") for output in outputs if output["output_type"] == "error"] == []
    assert [output["text"] for output in outputs if output.get("name") == "stderr"] == []


def test_figures_have_their_table_below(path):
    """A changed figure passes nbval; a changed table does not."""
    for cell in code_cells(path):
        kinds = [set(output.get("data", {})) for output in cell["outputs"]]
        if any("image/png" in kind for kind in kinds):
            assert any("image/png" not in kind and "text/html" in kind for kind in kinds), source(cell)


def test_every_figure_is_there_above_its_table(path):
    """Jupyter drops a figure without a word if the backend is loaded at the wrong moment."""
    for cell in code_cells(path):
        if "with_table(" in source(cell):
            kinds = [set(output.get("data", {})) for output in cell["outputs"]]
            assert ["image/png" in kind for kind in kinds] == [True, False], source(cell)


def test_prose_quotes_arabic_and_persian_as_the_pages_have_it(path):
    """A quotation that stands in no page is a slip; one without Latin letters around it has no gloss."""
    pages = " ".join(_words(page.read_text(encoding="utf-8")) for page in (ROOT / "data" / "articles").glob("*.txt"))
    for cell in read(path)["cells"]:
        if cell["cell_type"] == "markdown":
            for quotation in QUOTATION.findall(source(cell)):
                assert _words(quotation) in pages, quotation
                assert re.search("[a-z]{3}", source(cell)), f"no gloss beside {quotation}"


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def test_begins_with_prose_then_imports_then_parameters(path):
    cells = read(path)["cells"]
    assert cells[0]["cell_type"] == "markdown"
    first, second = code_cells(path)[:2]
    lines = [line for line in source(first).splitlines() if line.strip()]
    assert all(line.startswith(("import ", "from ", "    ", ")", "%", "#")) for line in lines)
    assert second["metadata"].get("tags") == ["parameters"]
    assert sum("parameters" in cell["metadata"].get("tags", []) for cell in cells) == 1


def test_parameters_are_those_that_a_run_sets(path):
    from newsnb.notebook_runs import parameters
    from newsnb.study import Study

    names = re.findall(r"^([A-Z_]+) *=", source(code_cells(path)[1]), flags=re.MULTILINE)
    assert set(parameters(Study(ROOT / "data" / "articles"))) <= set(names)


def test_cells_are_short_and_hold_no_logic(path):
    for cell in code_cells(path):
        code = source(cell)
        assert len(code.splitlines()) <= LONGEST_CELL, code
        assert not re.search(r"^\s*(?:def|class|for|while|if|try|with|async) ", code, flags=re.MULTILINE), code
        assert not code.rstrip().endswith(";"), "nbval runs without history, where ; hides nothing"


def test_prose_goes_with_the_code(path):
    cells = read(path)["cells"]
    assert sum(cell["cell_type"] == "markdown" for cell in cells) >= len(code_cells(path)) - 1
    assert cells[-1]["cell_type"] == "markdown"


def test_knows_no_other_machine(path):
    assert not re.search(r"/(?:home|Users|root|work|tmp)/", path.read_text(encoding="utf-8"))
