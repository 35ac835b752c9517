"""What comes from outside stays text: no network, no markup, no formula, no pickle, no path out of the results."""

import ast
import csv
import hashlib
import json
import shutil
import socket
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pandas as pd
import pytest
import stanza
import torch

import newsnb
from conftest import DATA
from invented_study import study_of
from newsnb import schemas
from newsnb.cells import FORMULA, safe_cell
from newsnb.cli import main
from newsnb.networks.interchange import write_gexf, write_graph_csv, write_graphml, write_matrix_csv
from newsnb.output import write_csv
from newsnb.parsing import cache as parse_cache
from newsnb.parsing.models import BUNDLED, ModelError, check_hashes, find_models

PACKAGE = Path(newsnb.__file__).parent
ATTACKS = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "]]></attvalue><node id='evil'/>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;",
    "../../../../etc/cron.d/x",
    "=HYPERLINK(\"http://example.org\")",
]  # fmt: skip
PAGE = 'The {name} council met. Ann Smith said on 10 November 2024: "There was no call with {name}," and left the room.'


# ---------------------------------------------------------------- no network


@pytest.fixture
def no_sockets(monkeypatch):
    """Refuse every socket that could leave the machine; pairs and pipes inside it are let be."""
    tried = []

    def refuse(self, address, *arguments):
        tried.append(address)
        raise OSError(f"this test allows no network: {address!r}")

    def refuse_name(*arguments, **more):
        tried.append(arguments)
        raise OSError(f"this test allows no network: {arguments!r}")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse_name)
    monkeypatch.setattr(socket, "create_connection", refuse_name)
    return tried


def test_a_whole_run_opens_no_connection(study, tmp_path, no_sockets):
    assert len(study.parsed.articles)
    (tmp_path / "new.txt").write_text(PAGE.format(name="town"), encoding="utf-8")  # parsed here, with its models loaded
    paths = [str(tmp_path / "new.txt"), str(DATA / "articles")]
    assert main(["run", *paths, "--out", str(tmp_path / "out"), "--no-notebooks", "--quiet", "--fresh"]) == 0
    assert no_sockets == []
    assert (tmp_path / "out" / "report.html").is_file()


# ---------------------------------------------------------------- no markup, no script


@pytest.mark.parametrize("attack", ATTACKS)
def test_graph_files_hold_attacks_as_text(tmp_path, attack):
    graph = study_of(tmp_path, [attack, f"no {attack}"], title=attack, outlet=attack, source="a.txt").graph
    for write in (write_gexf, write_graphml):
        path = write(graph, tmp_path / write.__name__)
        root = ElementTree.parse(path).getroot()
        kinds = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert not kinds & {"script", "img", "evil"}
        nodes = [element for element in root.iter() if element.tag.endswith("}node")]
        assert len(nodes) == len(graph)
        texts = {value for element in root.iter() for value in (*element.attrib.values(), element.text)}
        assert attack in texts


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    """The results of a run in which file, text, title, outlet, labels of the codebook and names of actors attack."""
    folder = tmp_path_factory.mktemp("attacked")
    (folder / "in").mkdir()
    label = '"><script>alert(1)</script>'
    record = {
        "id": "../../evil<script>",
        "text": PAGE.format(name=label),
        "title": label,
        "outlet": "=1+1",
        "lang": "en",
    }
    (folder / "in" / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    (folder / "in" / "<img src=x onerror=alert(1)>.txt").write_text(PAGE.format(name="town"), encoding="utf-8")
    codebook = {
        "name": label, "perspective": ["ann"], "terms": {"call": {"en": ["call"]}},
        "issues": [{
            "id": "call", "label": label, "question": label, "definition": label, "about": [{"any_of": ["call"]}],
            "scale": [
                {"level": 0, "label": label, "acts": ["noncommittal"]}, {"level": -1, "label": "=1", "acts": ["deny"]},
            ],
        }],
    }  # fmt: skip
    actors = {"actors": {"ann": {"name": f"=Ann {label}", "kind": "person", "names": {"en": ["Ann Smith"]}}}}
    (folder / "in" / "codebook.yaml").write_text(json.dumps(codebook), encoding="utf-8")  # JSON is YAML
    (folder / "in" / "actors.yaml").write_text(json.dumps(actors), encoding="utf-8")
    arguments = [f"--codebook={folder / 'in' / 'codebook.yaml'}", f"--actors={folder / 'in' / 'actors.yaml'}"]
    assert main(["run", str(folder / "in"), "--out", str(folder / "out"), *arguments, "--no-notebooks", "--quiet"]) == 0
    return folder


def test_the_report_of_attacks_runs_none(attacked):
    html = (attacked / "out" / "report.html").read_text(encoding="utf-8")
    assert html.lower().count("<script") == 2  # its own two
    assert "<img" not in html
    assert "&lt;script&gt;" in html


def test_nothing_is_written_outside_the_results(attacked):
    assert {path.name for path in attacked.iterdir()} == {"in", "out"}
    assert not list(attacked.parent.rglob("evil*"))
    articles = schemas.read_table(attacked / "out" / "articles.parquet", "articles")
    assert "../../evil<script>" in set(articles["source_id"])


def test_no_cell_of_any_csv_begins_a_formula(attacked):
    files = sorted((attacked / "out").rglob("*.csv"))
    assert len(files) > 3
    for file in files:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            for row in csv.reader(opened):
                for cell in row:
                    assert not cell.startswith(FORMULA) or _is_number(cell), (file.name, cell)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("start", FORMULA)
def test_every_table_puts_an_apostrophe_before_a_formula(tmp_path, start):
    cell = f"{start}cmd|' /C calc'!A0"
    write_csv(pd.DataFrame({"text": [cell], "n": [-1]}), tmp_path / "t.csv")
    assert f"'{start}" in (tmp_path / "t.csv").read_bytes().decode("utf-8-sig")
    matrix = pd.DataFrame([[1.0]], index=[cell], columns=[cell])
    write_matrix_csv(matrix, tmp_path / "m.csv")
    assert f"'{start}" in (tmp_path / "m.csv").read_bytes().decode("utf-8-sig")
    assert safe_cell(cell) == f"'{cell}"


def test_graph_tables_keep_formulas_from_spreadsheets(tmp_path):
    graph = study_of(tmp_path, ["=1+1 is no call."], outlet="=outlet()").graph
    for file in write_graph_csv(graph, tmp_path):
        with file.open(encoding="utf-8-sig", newline="") as opened:
            cells = [cell for row in csv.reader(opened) for cell in row]
        assert not [cell for cell in cells if cell.startswith(FORMULA) and not _is_number(cell)]


# ---------------------------------------------------------------- nothing foreign is run


def calls(tree: ast.AST) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


DANGEROUS = {
    "eval", "exec", "os.system", "yaml.load_all", "yaml.unsafe_load", "yaml.full_load", "pickle.load", "pd.read_pickle",
    "torch.jit.load", "shutil.unpack_archive", "zipfile.ZipFile", "tarfile.open", "np.load", "marshal.loads",
}  # fmt: skip


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_the_code_calls_nothing_that_runs_or_unpacks_a_file(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert not calls(tree) & DANGEROUS
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "torch.load":
            assert {word.arg: ast.unparse(word.value) for word in node.keywords}.get("weights_only") == "True"


def test_a_parse_is_kept_as_json_and_a_foreign_one_is_not_believed(study, cache):
    kept = [path for path in cache.rglob("*") if path.is_file()]
    assert kept or len(study.parsed.articles)
    for path in kept:
        if path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))
        assert path.read_bytes()[:1] != b"\x80"  # how a pickle begins


def test_a_damaged_parse_is_made_again(tmp_path):
    (tmp_path / "ab").mkdir()
    (tmp_path / "ab" / "abcd.json").write_bytes(b"\x80\x04cposix\nsystem\n(S'id'\ntR.")
    assert parse_cache.load(tmp_path, "abcd", "a1") is None


def test_weights_are_read_as_weights_only(monkeypatch):
    """Stanza reads its models with ``weights_only``: a file of somebody else's cannot run code."""
    seen = []
    load = torch.load

    def watched(*arguments, **more):
        seen.append(more.get("weights_only"))
        return load(*arguments, **more)

    monkeypatch.setattr(torch, "load", watched)
    stanza.Pipeline(
        "en", dir=str(BUNDLED), processors="tokenize", package=None, download_method=None, verbose=False,
        tokenize_model_path=str(next((BUNDLED / "en" / "tokenize").glob("*.pt"))), allow_unknown_language=True,
    )  # fmt: skip
    assert seen
    assert all(seen)


@pytest.mark.parametrize("code", ["ar", "en", "fa"])
def test_bundled_weights_are_those_of_the_list(code):
    check_hashes(find_models(code))


def test_weights_that_differ_from_the_list_are_refused(tmp_path):
    shutil.copy(BUNDLED / "resources.json", tmp_path)
    shutil.copytree(BUNDLED / "en", tmp_path / "en")
    (file,) = (tmp_path / "en" / "lemma").glob("*.pt")
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    file.write_bytes(file.read_bytes() + b"more")
    assert hashlib.sha256(file.read_bytes()).hexdigest() != before
    with pytest.raises(ModelError, match="en/lemma is damaged"):
        check_hashes(find_models("en", str(tmp_path)))
