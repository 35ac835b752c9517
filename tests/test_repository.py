"""The files around the code agree with the code and with each other."""

import re
import subprocess
import tomllib
from importlib.metadata import version

import pytest
import yaml

import newsnb
from accuracy import END, README, ROOT, START
from dictionary import dictionary, written

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
TEXT_FILES = ("README.md", "CONTRIBUTING.md", "data/README.md", "docs/models.md")


def _name(requirement: str) -> str:
    return re.split(r"[\[<>=~! ]", requirement)[0].lower().replace("_", "-")


def test_conda_environment_installs_what_pyproject_declares():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    python, pip, from_pip = environment["dependencies"]
    assert PROJECT["project"]["requires-python"] == ">=" + python.removeprefix("python=")
    assert pip == "pip"
    assert from_pip["pip"] == ["--constraint constraints.txt", "-e .[lab]"]
    assert "lab" in PROJECT["project"]["optional-dependencies"]


def test_every_dependency_is_pinned():
    wanted = [*PROJECT["project"]["dependencies"], *sum(PROJECT["project"]["optional-dependencies"].values(), [])]
    pinned = {_name(line) for line in CONSTRAINTS}
    assert sorted({_name(one) for one in wanted} - pinned - {"newsnb"}) == []


def test_pins_are_exact_and_portable():
    pins = [line for line in CONSTRAINTS if line and not line.startswith("#")]
    assert [pin for pin in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9a-z.]*", pin)] == []
    assert "torch==2.13.0" in pins


def test_version_is_the_same_everywhere():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert newsnb.__version__ == PROJECT["project"]["version"] == citation["version"] == version("newsnb")
    assert f"## {newsnb.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_data_dictionary_is_the_one_of_the_declared_tables():
    assert written() == dictionary(), "make dictionary"


@pytest.mark.parametrize("name", TEXT_FILES)
def test_links_lead_to_files(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    assert [target for target in targets if not (ROOT / name).parent.joinpath(target).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_make_targets_that_are_named_exist(name):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    named = set(re.findall(r"`make ([a-z]+)", (ROOT / name).read_text(encoding="utf-8")))
    assert named - targets == set()


def test_readme_lists_the_notebooks_that_there_are():
    listed = re.findall(r"^\| `(\d\d_\w+)`", README.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert listed == sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))


def test_readme_shows_measured_scores():
    table = README.read_text(encoding="utf-8").split(START)[1].split(END)[0]
    assert table.count("| five articles |") == table.count("| new pages |") == 4


def test_articles_are_the_ones_that_were_scraped():
    """The five files are evidence: their hashes stand in the gold."""
    import hashlib
    import json

    gold = [json.loads(line) for line in (ROOT / "data/gold/articles_gold.jsonl").read_text("utf-8").splitlines()]
    for page in gold:
        raw = (ROOT / "data" / "articles" / page["file"]).read_bytes()
        assert hashlib.sha256(raw).hexdigest() == page["sha256"]


def test_no_file_knows_the_machine_it_was_made_on():
    """Absolute paths of somebody's machine say nothing to others."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout: no list of files")
    own_paths = re.compile(r"(?<!\w)/(?:home|Users|root|work)/\w+")
    read = ("md", "py", "yaml", "yml", "toml", "txt", "cfg", "ipynb", "cff", "j2", "csv")
    names = [name for name in listed.stdout.splitlines() if name.endswith(read)]
    files = [ROOT / name for name in names if not name.startswith(("tests/", "data/articles/"))]
    found = [file for file in files if file.is_file() and own_paths.search(file.read_text(encoding="utf-8"))]
    assert found == []
