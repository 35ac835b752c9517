"""The grammar of date expressions, as a table: what is found, what it means on a given day, how precisely."""

import csv
from datetime import date
from pathlib import Path

import pytest

from newsnb.dates import Interval, find_dates, resolve
from newsnb.lang import load

TABLE = Path(__file__).with_name("expressions.csv")


def _rows():
    with TABLE.open(encoding="utf-8") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def _day(text):
    return date.fromisoformat(text) if text else None


ROWS = _rows()


def test_the_table_covers_the_languages():
    counts = {lang: sum(row["lang"] == lang for row in ROWS) for lang in ("en", "ar", "fa", "fr")}
    assert sum(counts.values()) >= 150
    assert min(counts.values()) >= 40


@pytest.mark.parametrize("row", ROWS, ids=[f"{i}-{row['lang']}" for i, row in enumerate(ROWS)])
def test_expression(row):
    found = find_dates(row["text"], load(row["lang"]))
    if row["precision"] == "none":
        assert [row["text"][one.start : one.end] for one in found] == []
        return
    assert [row["text"][one.start : one.end] for one in found] == [row["expression"]], row["gloss"]
    meant = resolve(found[0], _day(row["anchor"]))
    assert meant == Interval(_day(row["from"]), _day(row["to"])), row["gloss"]
    assert found[0].precision == row["precision"]
