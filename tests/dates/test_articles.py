"""Publication intervals of whole pages: the five articles, with and without metadata, and pages with traps."""

import json
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from newsnb import schemas
from newsnb.articles import read_articles
from newsnb.dates import article_evidence, date_articles, read_events
from newsnb.statements.actors import load_actors

DATA = Path(__file__).parents[2] / "data"
GOLD = [json.loads(line) for line in (DATA / "gold" / "articles_gold.jsonl").read_text(encoding="utf-8").splitlines()]
LISTING = "002_8e053e6120e04766.txt"


@cache
def knowledge():
    return {"registry": load_actors(DATA / "actors.yaml"), "events": read_events(DATA / "events.csv")}


@cache
def five_articles(with_metadata: bool):
    metadata = DATA / "articles.csv" if with_metadata else None
    return date_articles(read_articles(DATA / "articles", metadata=metadata), **knowledge())


def true_days():
    """Give (source_id, item, day) of every article and item of the gold."""
    for page in GOLD:
        if page["items"]:
            yield from ((page["file"], i, item["best"]) for i, item in enumerate(page["items"], start=1))
        else:
            yield page["file"], 0, page["published"]["date"]


def row_of(corpus, source_id, item):
    articles = corpus.articles
    return articles[(articles["source_id"] == source_id) & (articles["item"] == item)].iloc[0]


@pytest.mark.parametrize("with_metadata", [False, True])
@pytest.mark.parametrize(("source_id", "item", "day"), list(true_days()))
def test_no_interval_excludes_the_truth(with_metadata, source_id, item, day):
    row = row_of(five_articles(with_metadata), source_id, item)
    assert not row["published_from"] > pd.Timestamp(day)
    assert not row["published_to"] < pd.Timestamp(day)


@pytest.mark.parametrize("with_metadata", [False, True])
def test_newest_first_is_kept_on_the_listing_page(with_metadata):
    items = five_articles(with_metadata).articles.query("source_id == @LISTING").sort_values("item")
    assert len(items) == 10
    starts = items["published_from"].fillna(pd.Timestamp("1900-01-01"))
    ends = items["published_to"].fillna(pd.Timestamp("2100-01-01"))
    assert starts.is_monotonic_decreasing
    assert ends.is_monotonic_decreasing


@pytest.mark.parametrize(
    ("source", "expected", "method"),
    [
        ("003", ("2024-11-10", "2024-11-10"), "weekday+week"),
        ("004", ("2024-12-09", "2024-12-09"), "dateline"),
    ],
)
def test_the_text_alone_gives_the_day(source, expected, method):
    articles = five_articles(False).articles
    row = articles[articles["source_id"].str.startswith(source)].iloc[0]
    assert (str(row["published_from"].date()), str(row["published_to"].date())) == expected
    assert row["published_method"] == method


def test_metadata_comes_first_and_nothing_contradicts_it():
    corpus = five_articles(True)
    articles = corpus.articles
    days = articles[(articles["item"] == 0) & articles["published_from"].eq(articles["published_to"])]
    assert list(days["source_id"].str[:3]) == ["000", "001", "003", "004"]
    assert list(days["published_method"]) == ["metadata", "metadata", "weekday+week", "dateline"]
    assert corpus.problems.query("stage == 'date'").empty


def test_evidence_points_into_the_raw_text():
    corpus = five_articles(False)
    evidence = article_evidence(corpus, **knowledge())
    assert evidence["narrowed"].any()
    sources = corpus.articles.set_index("article_id")["source_id"]
    for row in evidence.dropna(subset=["start"]).itertuples():
        raw = corpus.texts[sources[row.article_id]][row.start : row.end]
        assert " ".join(raw.split()) == row.words


def page(tmp_path, *texts, metadata=None):
    """Read and date pages made of paragraphs."""
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    return date_articles(read_articles(tmp_path, metadata=metadata), **knowledge())


BODY = (
    "The spokesman told reporters that nothing concrete had been agreed and that the ministry had no plans for talks "
    "with anyone at this stage.\n"
)


def interval(corpus, number=0):
    row = corpus.articles.iloc[number]
    return tuple(None if pd.isna(row[name]) else str(row[name].date()) for name in ("published_from", "published_to"))


@pytest.mark.parametrize(
    "text",
    [
        f"No talks planned\n\nPublished 11 November 2024\nUpdated 14 November 2024\n\n{BODY}",
        f"No talks planned\n\nMOSCOW, November 11, 2024 (Reuters) - {BODY}",
        f"No talks planned\n\n11 November 2024\n\n{BODY}\nRead more\nConference held on 3 December 2025\n",
        f"No talks planned\n\n{BODY}\nOfficials met today, Monday 11 November 2024, in the capital, it was said.\n",
        f"No talks planned\n\n11 November 2024\n\n{BODY}\nThe treaty will expire on 5 February 2026, he said.\n",
    ],
    ids=["updated stamp", "agency", "related list", "today", "future"],
)
def test_traps(tmp_path, text):
    assert interval(page(tmp_path, text)) == ("2024-11-11", "2024-11-11")


def test_a_jalali_publication_date(tmp_path):
    # No plans for talks / published: 21 Aban 1403, 16:20 / the spokesman said on Monday there was no plan
    text = (
        "برنامه‌ای برای گفتگو نداریم\n\n"
        "تاریخ انتشار: ۲۱ آبان ۱۴۰۳ - ۱۶:۲۰\n\n"
        "سخنگوی وزارت روز دوشنبه گفت که این کشور برنامه‌ای برای گفتگو ندارد و در این باره تصمیمی گرفته نشده است.\n"
    )
    assert interval(page(tmp_path, text)) == ("2024-11-11", "2024-11-11")


def test_the_days_own_date_line_above_the_title_is_not_the_articles(tmp_path):
    # Wednesday 15 January 2025 / no talks / Moscow - 10 November 2024 (Reuters) / the spokesman said today, Sunday
    text = (
        "الأربعاء 15 يناير 2025\n\n"
        "لا محادثات مع واشنطن\n\n"
        "موسكو - 10 نوفمبر 2024 (رويترز)\n"
        "قال المتحدث اليوم الأحد إن موسكو لا تخطط لأي محادثات مع واشنطن في الوقت الراهن وإن الوضع لم يتغير.\n"
    )
    assert interval(page(tmp_path, text)) == ("2024-11-10", "2024-11-10")


def test_a_contradiction_is_a_problem_with_both_pieces(tmp_path):
    metadata = pd.DataFrame(
        {
            "source_id": ["0.txt"],
            "date": ["2025-03-03"],
            "evidence": ["the archive's stamp"],
            "retrieved": ["2025-03-09"],
        }
    )
    corpus = page(tmp_path, f"No talks\n\nPresident-elect Donald Trump was silent. {BODY}", metadata=metadata)
    assert interval(corpus) == ("2025-03-03", "2025-03-03")
    problem = corpus.problems.query("stage == 'date'").iloc[0]
    assert "the archive's stamp" in problem["message"]
    assert "President-elect" in problem["message"]
    assert problem["severity"] == "note"


def test_nothing_is_published_after_it_was_fetched(tmp_path):
    metadata = pd.DataFrame({"source_id": ["0.txt"], "retrieved": ["2025-03-09"]})
    corpus = page(tmp_path, f"No talks\n\n{BODY}", metadata=metadata)
    assert interval(corpus) == (None, "2025-03-09")
    assert corpus.articles.iloc[0]["published_method"] == "retrieved"


def test_without_evidence_the_interval_is_open(tmp_path):
    corpus = page(tmp_path, f"No talks\n\n{BODY}")
    assert interval(corpus) == (None, None)
    assert corpus.articles.iloc[0]["published_method"] == "none"
    assert pd.isna(corpus.articles.iloc[0]["published_evidence"])


def test_who_prints_anothers_headline_came_later(tmp_path):
    first = f"Ministers agree to meet again in spring\n\n11 November 2024\n\n{BODY}"
    second = (
        f"Silence on both sides\n\n{BODY}\nThe report “Ministers agree to meet again in spring” was denied at once.\n"
    )
    corpus = page(tmp_path, first, second)
    assert interval(corpus, 0) == ("2024-11-11", "2024-11-11")
    assert interval(corpus, 1) == ("2024-11-11", None)
    assert corpus.articles.iloc[1]["published_method"] == "citation"
    assert "Ministers agree" in corpus.articles.iloc[1]["published_evidence"]


def test_the_tables_keep_their_declaration():
    corpus = five_articles(False)
    pd.testing.assert_frame_equal(corpus.articles, schemas.validate(corpus.articles, "articles"))
    assert corpus.articles["published_from"].dtype == "datetime64[us]"


def test_an_empty_corpus_stays_empty(tmp_path):
    corpus = read_articles(tmp_path)
    assert date_articles(corpus).articles.empty
    assert article_evidence(corpus).empty


def test_a_language_without_a_file_is_dated_by_what_is_known_of_it():
    from newsnb.dates import find_dates, resolve
    from newsnb.dates.fallback import fallback_language

    texts = {"fr": "le lundi 11 novembre 2024", "de": "am 11. November 2024", "ru": "11 ноября 2024"}
    for code, text in texts.items():
        found = find_dates(text, fallback_language(code))
        assert [resolve(one, date(2025, 1, 1)).start for one in found] == [date(2024, 11, 11)]
