"""The command line as a user meets it: exit codes, messages, and what each command prints."""

import json
import os
import shutil
import subprocess
import sys

import pandas as pd
import pytest

from conftest import DATA
from newsnb import schemas
from newsnb.cli import main
from newsnb.parsing.models import BUNDLED
from newsnb.positions.agreement import agreement
from newsnb.positions.sheets import read_sheet, write_sheet
from newsnb.records import read_records


def run(*arguments) -> int:
    """Run a command in this process."""
    return main([str(argument) for argument in arguments])


def python(code: str) -> str:
    """Run code in a process of its own and return what it prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


@pytest.fixture
def results(run_folder, tmp_path):
    """Make a copy of the results, because the test changes them."""
    return shutil.copytree(run_folder, tmp_path / "results")


# ---------------------------------------------------------------- quick start-up


def test_import_and_help_load_no_heavy_library():
    heavy = "{'torch', 'stanza', 'pandas', 'pandera', 'matplotlib'}"
    loaded = python(
        "import sys, newsnb, newsnb.cli\n"
        "newsnb.cli.build_parser().format_help()\n"
        f"print(sorted({heavy} & set(sys.modules)))"
    )
    assert loaded.strip() == "[]"


def test_reading_and_the_study_load_no_torch():
    assert python("import sys, newsnb; newsnb.Study; newsnb.read_articles; print('torch' in sys.modules)") == "False\n"


def test_public_names_are_all_there():
    import newsnb

    assert [name for name in newsnb.__all__ if getattr(newsnb, name, None) is None] == []
    assert set(newsnb.__all__) <= set(dir(newsnb))
    with pytest.raises(AttributeError, match="no_such_name"):
        newsnb.no_such_name  # noqa: B018


# ---------------------------------------------------------------- newsnb run


def test_last_lines_say_where_figure_and_report_are(run_folder, tmp_path, capsys):
    assert run("run", DATA / "articles", "--out", tmp_path, "--no-notebooks") == 0
    last = capsys.readouterr().err.splitlines()[-2:]
    assert last == [f"figure: {tmp_path / 'figures' / 'timeline.png'}", f"report: {tmp_path / 'report.html'}"]


def test_second_run_over_the_same_input_has_nothing_to_do(run_folder, capsys):
    before = {path: path.stat().st_mtime_ns for path in run_folder.rglob("*") if path.is_file()}
    assert run("run", DATA / "articles", "--out", run_folder, "--no-notebooks") == 0
    assert "nothing has changed" in capsys.readouterr().err
    assert {path: path.stat().st_mtime_ns for path in run_folder.rglob("*") if path.is_file()} == before


def test_file_that_somebody_changed_is_made_again(results, run_folder, capsys):
    (results / "statements.jsonl").write_text("edited")
    assert run("run", DATA / "articles", "--out", results, "--no-notebooks", "--quiet") == 0
    assert (results / "statements.jsonl").read_bytes() == (run_folder / "statements.jsonl").read_bytes()


def test_nothing_readable_exits_1_with_the_reasons(tmp_path, capsys):
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff")
    assert run("run", tmp_path / "*.txt", tmp_path / "missing", "--out", tmp_path / "out") == 1
    printed = capsys.readouterr().err
    assert all(name in printed for name in ("empty.txt", "picture.txt", "missing"))
    assert (tmp_path / "out" / "problems.csv").read_text(encoding="utf-8-sig").count("skipped") == 3


def test_bad_file_among_good_ones_does_not_stop_the_run(tmp_path, run_folder):
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\x00")
    page = DATA / "articles" / "004_0d5ef7ea71b0be6b.txt"
    assert run("run", page, tmp_path / "bad.txt", "--out", tmp_path / "out", "--no-notebooks", "--quiet") == 0
    assert "bad.txt" in (tmp_path / "out" / "problems.csv").read_text(encoding="utf-8-sig")
    assert json.loads((tmp_path / "out" / "run.json").read_text())["counts"]["articles"] == 1


def test_own_codebook_that_names_unknown_actors_still_gives_tables(tmp_path, run_folder):
    """Other research than the Kremlin's: nobody of the perspective speaks, so only the timeline is missing."""
    codebook = (DATA / "codebook.yaml").read_text(encoding="utf-8")
    (tmp_path / "codebook.yaml").write_text(codebook.replace("perspective: [kremlin]", "perspective: [nobody_here]"))
    page = DATA / "articles" / "004_0d5ef7ea71b0be6b.txt"
    arguments = ("--codebook", tmp_path / "codebook.yaml", "--no-notebooks", "--quiet")
    assert run("run", page, "--out", tmp_path / "out", *arguments) == 0
    assert "figures/timeline" in (tmp_path / "out" / "problems.csv").read_text(encoding="utf-8-sig")
    assert (tmp_path / "out" / "statements.jsonl").stat().st_size > 0


USER_ERRORS = {
    "codebook": ("name: x\nissues: 7\n", "codebook.yaml:"),
    "actors": ("actors: [1, 2]\n", "actors.yaml"),
    "events": ("event_id,from,to,label\nx,someday,,X\n", "events.csv"),
    "metadata": ("source_id,published_from\nx.txt,someday\n", "articles.csv"),
}
NAMES = {"codebook": "codebook.yaml", "actors": "actors.yaml", "events": "events.csv", "metadata": "articles.csv"}


@pytest.mark.parametrize("option", USER_ERRORS)
def test_error_in_a_file_of_the_user_names_the_file(option, tmp_path, capsys):
    content, expected = USER_ERRORS[option]
    file = tmp_path / NAMES[option]
    file.write_text(content)
    assert run("run", DATA / "articles", "--out", tmp_path / "out", f"--{option}", file) == 2
    printed = capsys.readouterr().err
    assert expected in printed
    assert "Traceback" not in printed


@pytest.mark.parametrize("option", USER_ERRORS)
def test_file_that_does_not_exist_is_named(option, tmp_path, capsys):
    assert run("run", DATA / "articles", "--out", tmp_path / "out", f"--{option}", "nowhere.x") == 2
    assert f"--{option} nowhere.x: no such file" in capsys.readouterr().err


def test_wrong_models_folder_is_an_error_not_a_fallback(tmp_path, capsys):
    assert run("run", DATA / "articles", "--out", tmp_path / "out", "--models", tmp_path) == 2
    assert "no resources.json there" in capsys.readouterr().err


def test_out_that_is_a_file_is_an_error_before_any_work(tmp_path, capsys):
    (tmp_path / "out").write_text("")
    assert run("run", DATA / "articles", "--out", tmp_path / "out") == 2
    assert "expected a folder" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_out_that_is_read_only_is_an_error(tmp_path, capsys):
    tmp_path.chmod(0o500)
    assert run("run", DATA / "articles", "--out", tmp_path / "out") == 2
    assert "cannot write there" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["run"], ["run", "x"], ["walk"], [], ["run", "x", "--out", "y", "--workers", "0"], ["models"]]
)
def test_wrong_usage_exits_2(arguments):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2


def test_fresh_leaves_kept_parses_alone(cache, tmp_path, run_folder):
    kept = sorted(path.name for path in cache.rglob("*.json"))
    page = DATA / "articles" / "004_0d5ef7ea71b0be6b.txt"
    assert run("run", page, "--out", tmp_path, "--fresh", "--no-notebooks", "--quiet") == 0
    assert sorted(path.name for path in cache.rglob("*.json")) == kept


# ---------------------------------------------------------------- other commands


def test_models_list_shows_the_bundled_ones(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("STANZA_RESOURCES_DIR", str(tmp_path))
    assert run("models", "list") == 0
    printed = capsys.readouterr().out
    assert all(f"{code}  bundled" in printed for code in ("ar", "en", "fa"))
    assert "nothing there yet" in printed
    assert "LAS" in printed.split("en  bundled")[1].splitlines()[0]


def test_models_list_says_what_a_folder_carried_over_by_hand_lacks(capsys, monkeypatch, tmp_path):
    shutil.copytree(BUNDLED / "fa", tmp_path / "fa")
    shutil.copy(BUNDLED / "resources.json", tmp_path)
    (tmp_path / "fa" / "ner" / "news.pt").unlink()
    monkeypatch.setenv("STANZA_RESOURCES_DIR", str(tmp_path))
    assert run("models", "list") == 0
    assert "fa  downloaded  incomplete, without fa/ner/news.pt" in capsys.readouterr().out


def test_download_without_network_says_how_to_carry_models_by_hand(capsys, monkeypatch, tmp_path):
    def no_network(*args, **kwargs):
        raise ConnectionError("Name or service not known")

    monkeypatch.setattr("stanza.download", no_network)
    monkeypatch.setenv("STANZA_RESOURCES_DIR", str(tmp_path))
    assert run("models", "download", "fr") == 2
    printed = capsys.readouterr().err
    assert str(tmp_path) in printed
    assert "--models DIR" in printed


def test_codebook_of_the_project_is_clean(capsys):
    assert run("codebook", "check", DATA / "codebook.yaml") == 0


def test_codebook_with_errors_exits_1_with_lines(tmp_path, capsys):
    file = tmp_path / "codebook.yaml"
    file.write_text("name: x\nissues: 7\n")
    assert run("codebook", "check", file) == 1
    assert f"{file}:2: error" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("form", "files"), [("gexf", ["graph.gexf"]), ("graphml", ["graph.graphml"]), ("csv", ["edges.csv", "nodes.csv"])]
)
def test_export_writes_graph_files(form, files, run_folder, tmp_path):
    assert run("export", run_folder, "--to", form, "--into", tmp_path) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == files


def test_exported_graph_is_the_one_of_the_run(run_folder, tmp_path):
    run("export", run_folder, "--to", "gexf", "--into", tmp_path)
    assert (tmp_path / "graph.gexf").read_bytes() == (run_folder / "graph.gexf").read_bytes()


def test_export_of_a_folder_without_results_says_so(tmp_path, capsys):
    assert run("export", tmp_path, "--to", "gexf") == 2
    assert "expected the folder of a finished" in capsys.readouterr().err


# ---------------------------------------------------------------- coding by hand


def filled(results, path, issue="us_contact", position="1"):
    """Make a coding sheet in which every statement has the same code."""
    assert run("coding", "sheet", results, "--to", path) == 0
    write_sheet(read_sheet(path).assign(issue=issue, position=position), path)
    return path


def test_sheet_holds_every_statement_and_hides_the_machine(results, tmp_path, study):
    run("coding", "sheet", results, "--to", tmp_path / "anna.csv")
    sheet = read_sheet(tmp_path / "anna.csv")
    assert set(sheet["statement_id"]) == set(study.statements["statement_id"])
    assert not any(column.startswith("machine") for column in sheet)


def test_sample_is_the_same_for_the_same_seed(results, tmp_path):
    for name in ("a.csv", "b.csv"):
        run("coding", "sheet", results, "--to", tmp_path / name, "--sample", "7", "--seed", "3")
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert len(read_sheet(tmp_path / "a.csv")) == 7


def test_applied_codes_of_a_person_go_before_the_rules(results, tmp_path, capsys):
    assert run("coding", "apply", results, f"anna={filled(results, tmp_path / 's.csv')}") == 0
    coders = schemas.read_table(results / "positions.parquet", "positions")["coder"]
    assert set(coders) == {"auto", "anna"}
    codes = {(line["issue"], line["position"]) for line in read_records(results / "statements.jsonl")}
    assert codes == {("us_contact", 1)}


def test_row_that_does_not_fit_is_named_and_left_out(results, tmp_path, capsys):
    sheet = filled(results, tmp_path / "ben.csv", issue="weather")
    assert run("coding", "apply", results, sheet) == 0
    assert "unknown issue 'weather'" in capsys.readouterr().out
    assert set(schemas.read_table(results / "positions.parquet", "positions")["coder"]) == {"auto"}


def test_agreement_between_coders_is_printed_for_each_issue(results, tmp_path, capsys):
    sheet = filled(results, tmp_path / "anna.csv")
    rows = read_sheet(sheet)
    write_sheet(pd.concat([rows.iloc[:30], rows.iloc[30:].assign(position="-1")]), sheet)
    assert run("coding", "agree", results, f"anna={sheet}", f"ben={sheet}") == 0
    printed = capsys.readouterr().out
    assert "alpha" in printed
    assert any(line.startswith("us_contact") for line in printed.splitlines())


def test_agreement_of_two_sheets_is_what_a_hand_computes(results, tmp_path):
    """60 statements, each level of -1, 0, 1 twenty times; Behzad differs on six. See test_agreement for the sums."""
    amina = [-1] * 20 + [0] * 20 + [1] * 20
    behzad = [0] * 4 + amina[4:40] + [-1] * 2 + amina[42:]
    run("coding", "sheet", results, "--to", tmp_path / "blank.csv", "--sample", "60")
    blank = read_sheet(tmp_path / "blank.csv")
    for name, codes in (("amina.csv", amina), ("behzad.csv", behzad)):
        write_sheet(blank.assign(issue="us_contact", position=[str(code) for code in codes]), tmp_path / name)
    assert run("coding", "apply", results, tmp_path / "amina.csv", tmp_path / "behzad.csv") == 0
    positions = schemas.read_table(results / "positions.parquet", "positions")
    statements = schemas.read_table(results / "statements.parquet", "statements")
    table = agreement(positions, statements, n_boot=10)
    values = table[table["issue"].eq("us_contact")].set_index("measure")
    assert set(values["n_units"]) == {60}
    assert values.loc["percent agreement", "value"] == pytest.approx(54 / 60)
    assert values.loc["Cohen's kappa", "value"] == pytest.approx((0.9 - 1 / 3) / (1 - 1 / 3))
    pooled = (14400 - 1444 - 1936 - 1444) / (120 * 119)
    assert values.loc["alpha, nominal", "value"] == pytest.approx(1 - 0.1 / pooled)
    far = 2 * (38 * 44 * 2 + 38 * 38 * 4) / (120 * 119)
    assert values.loc["alpha, interval", "value"] == pytest.approx(1 - (24 / 120) / far)


def test_agreement_needs_two_coders(results, capsys):
    assert run("coding", "agree", results) == 2
    assert "there is only auto" in capsys.readouterr().err


def test_sheet_that_is_not_there_is_named(results, capsys):
    assert run("coding", "apply", results, "anna=nowhere.csv") == 2
    assert "nowhere.csv: no such file" in capsys.readouterr().err
