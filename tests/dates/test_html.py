"""From an HTML page to its interval: the page's own date, the researcher's table, and what the text says."""

import pandas as pd
import pytest

from newsnb.articles import read_articles
from newsnb.dates import date_articles

pytest.importorskip("trafilatura")

PAGE = """<!doctype html><html lang="en"><head><title>Harbour strike enters its second week</title>
<meta property="article:published_time" content="{date}T09:00:00+00:00">
<meta property="og:site_name" content="The Harbour Post"></head><body>
<nav><a href="/">Home</a><a href="/sport">Sport</a></nav>
<article><h1>Harbour strike enters its second week</h1>
<p>{lead} The port authority said that talks with the crane drivers would go on for as long as it takes, and that
the ferries to the islands would run according to the timetable in the meantime.</p>
<p>A spokeswoman added that no ship had been turned away so far, although several captains had asked for a berth in
another port of the region, where the crane drivers have not laid down their work.</p>
<p>The drivers want shorter shifts in the summer and a bonus for work at night, which the authority refuses.</p>
</article><footer>Related: a vote on 12 July 2025</footer></body></html>"""


def dated(tmp_path, date="2024-06-03", lead="", table=None):
    (tmp_path / "page.html").write_text(PAGE.format(date=date, lead=lead), encoding="utf-8")
    metadata = None
    if table:
        metadata = tmp_path / "table.csv"
        metadata.write_text(f"source_id,published_from,published_to\npage.html,{table},{table}\n", encoding="utf-8")
    read = tmp_path / "page.html"
    corpus = date_articles(read_articles(read, metadata=metadata))
    row = corpus.articles.iloc[0]
    days = tuple(None if pd.isna(row[name]) else str(row[name].date()) for name in ("published_from", "published_to"))
    return days, row, corpus.problems


def test_the_pages_own_date(tmp_path):
    days, row, problems = dated(tmp_path)
    assert days == ("2024-06-03", "2024-06-03")
    assert row["published_method"] == "metadata"
    assert "of the page" in row["published_evidence"]
    assert problems.empty


def test_a_text_that_contradicts_the_pages_date_is_told(tmp_path):
    days, _, problems = dated(tmp_path, lead="On Wednesday, 5 June 2024, the dock was closed.")
    assert days == ("2024-06-03", "2024-06-03")
    (message,) = [message for message in problems["message"] if "5 June 2024" in message]
    assert "2024-06-03" in message


def test_the_table_goes_before_the_page_and_the_page_is_told(tmp_path):
    days, row, problems = dated(tmp_path, table="2024-06-04")
    assert days == ("2024-06-04", "2024-06-04")
    assert row["published_method"] == "metadata"
    (message,) = [message for message in problems["message"] if "contradicts" in message]
    assert "2024-06-04" in message and "2024-06-03" in message


def test_a_table_that_agrees_makes_no_problem(tmp_path):
    days, _, problems = dated(tmp_path, table="2024-06-03")
    assert days == ("2024-06-03", "2024-06-03")
    assert problems.empty
