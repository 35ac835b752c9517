"""What attribution finds in invented sentences: a table a language, one phenomenon a row, with an English gloss."""

from pathlib import Path

import pytest
from tests.statements.sentence_tables import LANGUAGES, corpus_of, differences, expected_of, read, text_of

from newsnb.parsing import parse
from newsnb.statements import extract_statements, load_actors

ACTORS = Path(__file__).parents[2] / "data" / "actors.yaml"
ROWS = {language: read(language) for language in LANGUAGES}
CASES = [
    pytest.param(
        language,
        row,
        id=row["id"],
        marks=[pytest.mark.xfail(strict=True, raises=AssertionError, reason=row["status"])] if row["status"] else [],
    )
    for language in LANGUAGES
    for row in ROWS[language]
]


@pytest.fixture(scope="session")
def found(cache) -> dict[str, list[dict]]:
    """The statements of every row, by its id; each language is parsed once, with the bundled models."""
    registry, statements = load_actors(ACTORS), {}
    for language in LANGUAGES:
        corpus = corpus_of(ROWS[language], language)
        table = extract_statements(parse(corpus, cache_folder=cache), corpus, registry)
        table = table.astype(object).where(table.notna(), None)
        for row in ROWS[language]:
            statements[row["id"]] = table[table["article_id"].eq(row["id"])].to_dict("records")
    return statements


@pytest.mark.parametrize(("language", "row"), CASES)
def test_sentence(found, language, row):
    assert differences(row, found[row["id"]]) == [], row.get("gloss") or row["text"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_hold_one_phenomenon_a_row(language):
    rows = ROWS[language]
    assert len(rows) >= 85
    for column in ("id", "phenomenon", "text"):
        assert len({row[column] for row in rows}) == len(rows)
    assert all(row["gloss"] for row in rows if "gloss" in row)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_reader_finds_stands_in_the_text(language):
    for row in ROWS[language]:
        for e in expected_of(row):
            assert e.cue == "-" or any(word in text_of(row) for word in e.cue.split()), row["id"]
            assert e.speaker == "~" or all(word.strip(",") in text_of(row) for word in e.speaker.split()), row["id"]
