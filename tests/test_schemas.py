"""The declared tables: what they refuse, and that they survive the disk."""

import pandas as pd
import pytest

from helpers import gold_articles, gold_positions, gold_statements
from newsnb import schemas
from newsnb.schemas import TABLES, TableError, data_dictionary, empty, frame, read_table, validate, write_table

GOLD = {"articles": gold_articles, "statements": gold_statements, "positions": gold_positions}


@pytest.mark.parametrize("name", TABLES)
def test_empty_table_has_the_declared_columns_and_types(name):
    table = empty(name)
    assert list(table) == schemas.columns(name)
    assert len(table) == 0
    days = [column for column in table if column.startswith(("published_f", "published_t", "said_f", "said_t"))]
    assert {str(table[column].dtype) for column in days} <= {"datetime64[us]"}


@pytest.mark.parametrize("name", GOLD)
def test_table_comes_back_from_disk_as_it_was(name, tmp_path):
    table = GOLD[name]()
    write_table(table, tmp_path / "t.parquet")
    pd.testing.assert_frame_equal(read_table(tmp_path / "t.parquet", name), table)


def test_same_table_gives_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        write_table(gold_statements(), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_error_names_table_row_column_and_value():
    table = gold_statements()
    table.loc[3, "kind"] = "whispered"
    with pytest.raises(TableError, match="'statements', row 3, column 'kind': 'whispered'"):
        validate(table, "statements")


def test_missing_column_is_named():
    with pytest.raises(TableError, match=r"missing column\(s\) \['actor_id'\]"):
        validate(gold_statements().drop(columns="actor_id"), "statements")


@pytest.mark.parametrize(("column", "value"), [("confidence", 1.5), ("confidence", -0.1), ("actor_id", None)])
def test_values_out_of_range_are_refused(column, value):
    table = gold_statements()
    table.loc[0, column] = value
    with pytest.raises(TableError, match=column):
        validate(table, "statements")


def test_two_statements_of_one_id_are_refused():
    table = gold_statements()
    table.loc[1, "statement_id"] = table.loc[0, "statement_id"]
    with pytest.raises(TableError, match="statement_id"):
        validate(table, "statements")


def test_day_that_is_none_is_refused():
    with pytest.raises(TableError, match="not all are dates"):
        validate(gold_statements().assign(said_from="one fine day"), "statements")


def test_year_9999_fits_in_a_day_column():
    assert validate(gold_statements().assign(said_to="9999-12-31"), "statements")["said_to"].dt.year.eq(9999).all()


def test_record_without_a_value_is_a_missing_value():
    table = frame("problems", [{"source_id": "a.txt", "stage": "read", "severity": "note", "message": "m"}])
    assert table[["article_id", "place", "remedy"]].isna().all(axis=None)


def test_data_dictionary_lists_every_column_once_with_its_meaning():
    listed = data_dictionary()
    assert len(listed) == sum(len(schema.columns) for schema in TABLES.values())
    assert not listed.duplicated(["table", "column"]).any()
    assert listed["meaning"].str.len().gt(5).all()
