"""A researcher's table is read strictly: a date on the wrong article would not be noticed later."""

import datetime as dt

import pandas as pd
import pytest

from newsnb.articles import MetadataError, read_metadata
from newsnb.articles.facts import by_source, combine, facts_about, unused
from newsnb.articles.formats import Source
from newsnb.articles.metadata import COLUMNS, empty_metadata, parse_interval


def table(tmp_path, content):
    path = tmp_path / "articles.csv"
    path.write_text(content, encoding="utf-8")
    return path


def test_columns_and_types_are_always_the_same(tmp_path):
    read = read_metadata(table(tmp_path, "source_id,date\na.txt,2023-05-14\n"))
    assert tuple(read.columns) == COLUMNS
    assert read.dtypes.equals(empty_metadata().dtypes)


def test_a_day_a_month_and_an_interval_are_intervals(tmp_path):
    read = read_metadata(table(tmp_path, "file,date\na,2023-05-14\nb,2023-02\nc,2023-05-14/2023-05-16\nd,\n"))
    assert list(read["published_from"].dt.strftime("%m-%d").fillna("")) == ["05-14", "02-01", "05-14", ""]
    assert list(read["published_to"].dt.strftime("%m-%d").fillna("")) == ["05-14", "02-28", "05-16", ""]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("name,date\na,2023-05-14\n", "no column 'source_id'"),
        ("source_id,color\na,red\n", "unknown column(s) ['color']"),
        ("source_id,date\na,2023-05-14\nb,14.5.2023\n", "row 3, column 'date': '14.5.2023' is not a date"),
        ("source_id,item\na,first\n", "row 2, column 'item': 'first' is not a whole number"),
        ("source_id,date\n,2023-05-14\n", "row 2, column 'source_id': empty"),
        ("source_id,outlet\na,X\na,Y\n", "several rows for 'a'"),
        ("source_id,published_from,published_to\na,2023-05-14,2023-05-01\n", "is after published_to"),
        ("", "cannot be read"),
    ],
)
def test_errors_name_the_row_and_the_column(tmp_path, content, words):
    with pytest.raises(MetadataError) as error:
        read_metadata(table(tmp_path, content))
    assert words in str(error.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(MetadataError, match=r"nowhere\.csv"):
        read_metadata(tmp_path / "nowhere.csv")


@pytest.mark.parametrize("text", ["yesterday", "2023-13-01", "2023-02-30", "2023-05-14/2023-05-01", "5/14/2023", ""])
def test_what_is_no_iso_date_is_none(text):
    assert parse_interval(text) is None


def test_a_time_of_day_is_cut_from_a_date():
    assert parse_interval("2023-05-14T23:59:00+03:00") == (dt.date(2023, 5, 14), dt.date(2023, 5, 14))
    assert parse_interval(pd.Timestamp("2023-05-14 10:00")) == (dt.date(2023, 5, 14), dt.date(2023, 5, 14))


def test_the_researcher_outweighs_the_record(tmp_path):
    given = read_metadata(table(tmp_path, "source_id,outlet,date\na,Gazette,2023-05-14\n"))
    known, problems = combine(given, [Source("a", "x", outlet="Other", title="Dams", date="2020-01-01")])
    facts = facts_about(by_source(known), "a", 0)
    assert (facts["outlet"], facts["title"], facts["origin"]) == ("Gazette", "Dams", "user")
    assert facts["published_from"] == pd.Timestamp("2023-05-14")
    assert ["contradicts" in problem.message for problem in problems] == [True]


@pytest.mark.parametrize(
    ("day", "told"), [("2024-11-10", 0), ("2024-11", 0), ("2024-11-12", 1), ("2024-12", 1), ("long ago", 1)]
)
def test_a_record_that_contradicts_the_researcher_is_noted(tmp_path, day, told):
    given = read_metadata(table(tmp_path, "source_id,date\na,2024-11-10\n"))
    known, problems = combine(given, [Source("a", "text", date=day)])
    assert list(known["published_from"]) == [pd.Timestamp("2024-11-10")]
    assert len(problems) == told
    if day == "2024-11-12":
        assert "(2024-11-10) contradicts the date 2024-11-12 of the record" in problems[0].message


def test_the_records_date_fills_a_row_without_one(tmp_path):
    given = read_metadata(table(tmp_path, "source_id,outlet,note\na,Gazette,from the masthead\n"))
    known, _ = combine(given, [Source("a", "x", date="2020-01-01", origin="html")])
    facts = facts_about(by_source(known), "a", 0)
    assert (facts["outlet"], facts["origin"]) == ("Gazette", "html")
    assert "2020-01-01" in facts["evidence"]


def test_a_row_for_an_item_outweighs_the_row_for_its_source(tmp_path):
    given = read_metadata(table(tmp_path, "source_id,item,outlet,lang\na,,Gazette,en\na,2,Herald,\n"))
    known = by_source(given)
    assert facts_about(known, "a", 2) | {"item": 2} == {
        "source_id": "a",
        "item": 2,
        "outlet": "Herald",
        "lang": "en",
        "origin": "user",
    }
    assert facts_about(known, "a", 1)["outlet"] == "Gazette"


def test_an_unreadable_date_of_a_record_is_noted_and_left_out():
    known, (problem,) = combine(empty_metadata(), [Source("a", "x", date="last week")])
    assert known.empty
    assert (problem.severity, "last week" in problem.message) == ("note", True)


def test_a_row_that_names_no_source_is_noted(tmp_path):
    given = read_metadata(table(tmp_path, "source_id,outlet\nmisspelt.txt,Gazette\n"))
    assert [problem.source_id for problem in unused(given, {"a"})] == ["misspelt.txt"]
