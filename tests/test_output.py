"""What a run leaves on disk, made from the five articles with the real models."""

import filecmp
import json

import pandas as pd
import pytest

from newsnb import schemas
from newsnb.output import OutputError, prepare_folder, staged, write_csv, write_study
from newsnb.records import FIELDS, read_records

TABLES = ("articles", "blocks", "statements", "positions")


def test_every_file_of_the_contract_is_there(run_folder):
    wanted = [f"{name}.parquet" for name in TABLES]
    wanted += ["problems.csv", "statements.jsonl", "graph.gexf", "graph.graphml", "report.html", "run.json"]
    wanted += ["figures/timeline.png", "figures/timeline.svg", "figures/timeline.csv"]
    assert [name for name in wanted if not (run_folder / name).is_file()] == []


def test_every_figure_has_its_table(run_folder):
    drawn = {path.stem for path in (run_folder / "figures").glob("*.png")}
    assert drawn == {path.stem for path in (run_folder / "figures").glob("*.csv")}
    assert drawn == {"timeline", "actor_statement", "affiliation", "congruence", "conflict"}


@pytest.mark.parametrize("name", TABLES)
def test_tables_come_back_as_they_were(name, run_folder, study):
    pd.testing.assert_frame_equal(schemas.read_table(run_folder / f"{name}.parquet", name), getattr(study, name))


def test_second_run_gives_the_same_bytes(run_folder, study, tmp_path):
    write_study(study, tmp_path)
    made_again = [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()]
    assert len(made_again) > 12
    assert [name for name in made_again if not filecmp.cmp(run_folder / name, tmp_path / name, shallow=False)] == []


def test_nothing_of_the_writing_stays_behind(run_folder):
    assert not (run_folder / ".writing").exists()


def test_run_record_says_what_was_read_with_what(run_folder):
    record = json.loads((run_folder / "run.json").read_text(encoding="utf-8"))
    assert len(record["inputs"]) == 5
    assert set(record["research_files"]) == {"codebook", "actors", "events", "metadata"}
    assert {code: model["label"] for code, model in record["models"].items()} == dict.fromkeys(
        ("ar", "en", "fa"), "bundled"
    )
    assert record["versions"]["stanza"].startswith("1.15")
    assert {"corpus", "parsed", "statements", "positions", "write"} <= set(record["seconds"])


# ---------------------------------------------------------------- statements.jsonl


@pytest.fixture(scope="module")
def lines(run_folder):
    return read_records(run_folder / "statements.jsonl")


def test_fields_stand_in_the_order_of_the_contract(lines):
    assert {tuple(line) for line in lines} == {FIELDS}


def test_spans_point_at_the_words_in_the_raw_file(lines, study):
    for line in lines:
        raw = study.corpus.texts[line["source_id"]]
        words = " … ".join(raw[start:end] for start, end in line["content"])
        assert " ".join(words.split()) == line["text"]


def test_one_line_for_each_statement_and_issue(lines, study):
    on_an_issue = study.positions.drop_duplicates(["statement_id", "issue"])
    on_none = ~study.statements["statement_id"].isin(study.positions["statement_id"])
    assert len(lines) == len(on_an_issue) + int(on_none.sum())
    assert sum(line["issue"] is None for line in lines) == int(on_none.sum())


def test_lines_are_sorted_by_source_and_place(lines):
    places = [(line["source_id"], line["content"][0], line["issue"] or "") for line in lines]
    assert places == sorted(places)


def test_days_are_iso_days_or_null(lines):
    days = [line[name] for line in lines for name in ("said_from", "said_to") if line[name] is not None]
    assert days
    assert all(pd.Timestamp(day).strftime("%Y-%m-%d") == day for day in days)


# ---------------------------------------------------------------- spreadsheets


def test_spreadsheet_shows_arabic_and_runs_no_formula(tmp_path):
    table = pd.DataFrame({"text": ["=HYPERLINK(1)", "+1", "@x", "الكرملين"], "n": [1, -2, 3, 4]})  # the Kremlin
    write_csv(table, tmp_path / "t.csv")
    raw = (tmp_path / "t.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.decode("utf-8-sig").splitlines()[1:] == ["'=HYPERLINK(1),1", "'+1,-2", "'@x,3", "الكرملين,4"]


# ---------------------------------------------------------------- the folder


def test_file_in_the_way_is_named(tmp_path):
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError, match="there is a file of that name"):
        prepare_folder(tmp_path / "out")


def test_failed_writing_leaves_earlier_results_alone(tmp_path):
    (tmp_path / "table.csv").write_text("earlier")
    with pytest.raises(RuntimeError), staged(tmp_path) as staging:
        (staging / "table.csv").write_text("half of a la")
        raise RuntimeError
    assert [path.name for path in tmp_path.iterdir()] == ["table.csv"]
    assert (tmp_path / "table.csv").read_text() == "earlier"
