"""What the coder makes of short statements: a table a language, one phenomenon a row, with an English gloss."""

import csv
from pathlib import Path

import pytest

from newsnb import lang
from newsnb.positions.codebook import load_codebook
from newsnb.positions.coder import code_positions
from newsnb.statements.actors import load_actors

from .cases import DATA, one_article_each


def read(language: str) -> list[dict]:
    with open(Path(__file__).parent / f"sentences_{language}.tsv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def coded():
    """The codes of all rows of all languages: (issue, position) pairs by language and row."""
    codebook, registry = load_codebook(DATA / "codebook.yaml"), load_actors(DATA / "actors.yaml")
    languages = {code: lang.load(code) for code in lang.available()}
    result = {}
    for code in ("en", "ar", "fa"):
        rows = read(code)
        statements, corpus = one_article_each(rows, code)
        positions = code_positions(statements, corpus, codebook, registry, languages)
        for number, statement_id in enumerate(statements["statement_id"]):
            mine = positions[positions["statement_id"].eq(statement_id)]
            result[code, number] = [
                (issue, None if level is None or level != level else int(level))
                for issue, level in zip(
                    mine["issue"], mine["position"].astype(object).where(mine["position"].notna(), None), strict=True
                )
            ]
    return result


CASES = [
    pytest.param(code, number, row, id=f"{code}-{number:02}-{row['speaker']}-{row['cue_class']}")
    for code in ("en", "ar", "fa")
    for number, row in enumerate(read(code))
]


@pytest.mark.parametrize(("code", "number", "row"), CASES)
def test_sentence(coded, code, number, row):
    expected = [(row["issue"], int(row["position"]) if row["position"] else None)] if row["issue"] else []
    assert coded[code, number] == expected, row.get("gloss") or row["content"]
