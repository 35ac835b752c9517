"""A corpus written part by part says what one written whole says."""

from contextlib import closing

import pandas as pd
import pytest
from tests.runs.pages import write_pages
from tests.runs.test_folder import Update

from newsnb import schemas
from newsnb.articles.reading import given_facts
from newsnb.records import read_records, statement_records
from newsnb.runs import large
from newsnb.runs.folder import open_store
from newsnb.study import Study


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    """Twelve pages, whole and in parts of five: study, folder of the parts, sums, store."""
    folder = tmp_path_factory.mktemp("large")
    pages = write_pages(folder / "pages", 12)
    Update(folder / "out", pages)
    study = Study(pages, cache=folder / "out" / "parses")
    (folder / "parts").mkdir()
    with closing(open_store(folder / "out")) as store, pytest.MonkeyPatch.context() as patch:
        patch.setattr(large, "PART", 5)
        sums = large.write_parts(store, Study(pages), given_facts(None), folder / "parts")
        yield study, folder / "parts", sums, store


@pytest.mark.parametrize("name", ["articles", "blocks", "statements"])
def test_parts_together_are_the_table(parts, name):
    study, folder, sums, _ = parts
    assert len(list((folder / f"{name}.parquet").iterdir())) == 3
    pd.testing.assert_frame_equal(schemas.read_table(folder / f"{name}.parquet", name), getattr(study, name))
    assert sums.counts[name] == len(getattr(study, name))


def test_lines_are_those_of_a_small_run(parts):
    study, folder, _, _ = parts
    assert read_records(folder / "statements.jsonl") == statement_records(
        study.statements, study.positions, study.articles
    )


def test_series_is_the_one_of_the_whole(parts):
    study, _, sums, store = parts
    shown = Study(study.articles_from)
    large.take_shown(shown, sums, store)
    assert len(study.series())
    pd.testing.assert_frame_equal(shown.series(), study.series())


def test_all_is_written_though_the_report_has_room_for_few(parts, monkeypatch):
    study, folder, _, store = parts
    monkeypatch.setattr(large, "MOST_SHOWN", 1)
    out = folder.parent / "written"
    sums, problems = large.write_large(store, Study(study.articles_from), given_facts(None), out)
    assert sums.counts["statements"] == len(study.statements)
    assert "too much for one page" in problems[-1]["message"]
    report = (out / "report.html").read_text(encoding="utf-8")
    told = study.series()["statement_id"]
    assert len(told) > 1
    assert all(f"statement-{one}" in report for one in told)
