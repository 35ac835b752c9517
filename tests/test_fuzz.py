"""What holds for every text whatever: nothing is lost, spans lie in the text, statements are never furniture.

``make fuzz`` runs 10,000 examples; here it is a few.
"""

import json
import os
from datetime import date

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings

from conftest import DATA
from newsnb import parsing, schemas
from newsnb.articles import read_articles
from newsnb.dates import date_articles, find_dates
from newsnb.dates.calendars import year_of
from newsnb.lang import load
from newsnb.parsing.models import Models
from newsnb.study import Study
from raw_articles import records

EXAMPLES = int(os.environ.get("NEWSNB_FUZZ", 25))
UNHURRIED = {"deadline": None, "suppress_health_check": list(HealthCheck)}
# A few examples must be the same on every machine, many should differ from one night to the next.
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]  # shrinking what takes seconds takes hours
FEW = settings(max_examples=EXAMPLES, derandomize="NEWSNB_FUZZ" not in os.environ, phases=PHASES, **UNHURRIED)
PARSED = settings(FEW, max_examples=max(3, EXAMPLES // 20))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz")


@pytest.fixture(scope="module")
def without_models():
    """Read with the tokenizer alone: a hundred times as fast, and every rule that needs no parse is tried."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parsing, "find_models", lambda code, choice: Models(code, "none", None, (), "none"))
        yield


@pytest.fixture(scope="module")
def known():
    """What the researcher knows, read once for all examples."""
    return Study(DATA / "articles")


def study_of(record: dict, folder, known: Study) -> Study:
    path = folder / "r.jsonl"
    path.write_text(json.dumps(record), encoding="utf-8")
    study = Study(path)
    study.actors, study.codebook, study.events = known.actors, known.codebook, known.events
    return study


def check(study: Study) -> None:
    corpus = study.corpus
    assert len(corpus.articles) or len(corpus.problems)  # never lost without a word
    for source_id, text in corpus.texts.items():
        check_blocks(corpus, source_id, text)
    check_days(corpus.articles, "published")
    check_days(study.statements, "said")
    for row in study.statements.itertuples():
        check_statement(row, corpus)
    check_codes(study)


def check_blocks(corpus, source_id: str, text: str) -> None:
    """Kept blocks and furniture together are the text, each character once."""
    ids = corpus.articles.loc[corpus.articles["source_id"].eq(source_id), "article_id"]
    blocks = corpus.blocks[corpus.blocks["article_id"].isin(ids)].sort_values("start")
    assert blocks["start"].iloc[0] == 0
    assert blocks["end"].iloc[-1] == len(text)
    assert (blocks["start"].to_numpy()[1:] == blocks["end"].to_numpy()[:-1]).all()
    assert (blocks["start"] < blocks["end"]).all()


def check_days(table: pd.DataFrame, what: str) -> None:
    both = table.dropna(subset=[f"{what}_from", f"{what}_to"])
    assert (both[f"{what}_from"] <= both[f"{what}_to"]).all()


def check_statement(row, corpus) -> None:
    text = corpus.text_of(row.article_id)
    spans = [*row.content, *(span for span in (row.cue, row.source) if isinstance(span, list))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert " ".join(" … ".join(text[start:end] for start, end in row.content).split()) == row.text
    blocks = corpus.blocks[corpus.blocks["article_id"].eq(row.article_id)]
    furniture = blocks[~blocks["kept"]]
    for start, end in spans:
        touched = furniture[(furniture["start"] < end) & (furniture["end"] > start)]
        assert not any(text[a:b].strip() for a, b in zip(touched["start"], touched["end"], strict=True))


def check_codes(study: Study) -> None:
    levels = {issue.id: {level.value for level in issue.scale} for issue in study.codebook.issues}
    lengths = {name: len(study.corpus.text_of(name)) for name in study.articles["article_id"]}
    article = study.statements.set_index("statement_id")["article_id"]
    for code in study.positions.itertuples():
        assert pd.isna(code.position) or code.position in levels[code.issue]
        assert all(0 <= start < end <= lengths[article[code.statement_id]] for start, end in code.evidence)


# What 10,000 examples found: a day of a Jalali month without a year, beside a year that no calendar has.
MONTH_AND_NO_YEAR = {
    "id": "r",
    "lang": "fa",
    "text": "1445/11/23 حوت بیستم 1756/12/10 9999-12-31 ۱۷.۰۱.۱۵ ٢٠/٠٨/٢٠٧٥ ۱۳۶۴/۰۹/۰۴\x85تاریخ:: مورخ امروز ١٣٣٨/١١/٠٥"
    "\n\n۹۹۹۹-۱۲-۳۱\x85",
}  # "the twentieth of Hut", "date: of today"


@pytest.mark.parametrize("day", [date.min, date(622, 1, 1), date.max])
@pytest.mark.parametrize("calendar", ["gregorian", "jalali", "hijri"])
def test_every_day_has_a_year_in_every_calendar(calendar, day):
    assert abs(year_of(calendar, day) - day.year) < 700


@FEW
@example(record=MONTH_AND_NO_YEAR)
@given(records())
def test_reading_dating_and_attribution_hold_for_any_text(without_models, folder, known, record):
    check(study_of(record, folder, known))


@PARSED
@given(records())
def test_they_hold_with_the_bundled_models_too(folder, known, record):
    check(study_of(record, folder, known))


@PARSED
@given(records())
def test_the_same_text_gives_the_same_tables(without_models, folder, known, record):
    one, other = study_of(record, folder, known), study_of(record, folder, known)
    for table in ("articles", "blocks", "problems", "statements", "positions"):
        pd.testing.assert_frame_equal(getattr(one, table), getattr(other, table))
        schemas.validate(getattr(one, table), table)


@FEW
@given(records())
def test_dates_are_found_inside_the_text_and_apart(record):
    language = load(record.get("lang", "en"))
    found = find_dates(record["text"], language)
    edges = [edge for one in found for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    assert all(0 <= one.start < one.end <= len(record["text"]) for one in found)


@PARSED
@given(records())
def test_reading_alone_leaves_dates_open_and_dating_changes_nothing_else(folder, record):
    (folder / "r.jsonl").write_text(json.dumps(record), encoding="utf-8")
    read = read_articles(folder / "r.jsonl")
    dated = date_articles(read)
    same = [name for name in read.articles if not name.startswith("published")]
    pd.testing.assert_frame_equal(read.articles[same], dated.articles[same])
    pd.testing.assert_frame_equal(read.blocks, dated.blocks)
