"""What the coder makes of news sentences in their surroundings: on the project's subject, and on talks of any kind.

A table a language, in ``news/``. In the text the cue stands in braces, the content in double square brackets; ``codes``
are ``issue=position``, several divided by spaces; ``issue=`` is an issue without a stand, nothing at all is no issue.
What the rules do not get is marked in ``fails`` with the reason, so that mending it is noticed.
"""

import csv
import re
from pathlib import Path

import pandas as pd
import pytest

from newsnb import lang, schemas
from newsnb.positions.codebook import load_codebook
from newsnb.positions.coder import code_positions
from newsnb.statements.actors import load_actors

from .cases import DATA, articles_of, statement

HERE = Path(__file__).parent
CODEBOOKS = {"main": DATA / "codebook.yaml", "talks": HERE.parent / "data" / "any_talks" / "codebook.yaml"}
LANGUAGES = ("en", "ar", "fa", "fr")
_MARK = re.compile(r"\{|\}|\[\[|\]\]")


def read(language: str) -> list[dict]:
    with open(HERE / "news" / f"news_{language}.tsv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def unmark(text: str) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
    """Take the marks out; gives the text, the spans of the cue and those of the content."""
    raw, last, opened, spans = "", 0, {}, {"{": [], "[[": []}
    for mark in _MARK.finditer(text):
        raw += text[last : mark.start()]
        last = mark.end()
        if mark[0] in spans:
            opened[mark[0]] = len(raw)
        else:
            kind = "{" if mark[0] == "}" else "[["
            spans[kind].append((opened[kind], len(raw)))
    return raw + text[last:], spans["{"], spans["[["]


def code(language: str, rows: list[dict]) -> list[set[tuple[str, str]]]:
    """The codes of each row: pairs of issue and position."""
    texts, statements = {}, []
    for number, row in enumerate(rows):
        name = f"case{number:03}"
        texts[name], cue, content = unmark(row["text"])
        more = {"lang": language, "cue": [cue[0][0], cue[-1][1]]}
        statements.append(statement(name, texts[name], content, row["speaker"], row["cue_class"], **more))
    positions = code_positions(
        schemas.frame("statements", statements),
        articles_of(texts, language),
        load_codebook(CODEBOOKS[rows[0]["codebook"]]),
        load_actors(DATA / "actors.yaml"),
        {language: lang.load(language)},
    )
    found = {one["statement_id"]: set() for one in statements}
    for row in positions.itertuples():
        found[row.statement_id].add((row.issue, "" if pd.isna(row.position) else str(int(row.position))))
    return list(found.values())


def expected(row: dict) -> set[tuple[str, str]]:
    return {tuple(each.split("=")) for each in row["codes"].split()}


@pytest.fixture(scope="module")
def coded() -> dict[str, set]:
    """Text to the codes found."""
    result = {}
    for language in LANGUAGES:
        for book in CODEBOOKS:
            rows = [row for row in read(language) if row["codebook"] == book]
            result |= {row["text"]: codes for row, codes in zip(rows, code(language, rows), strict=True)}
    return result


CASES = [
    pytest.param(
        row,
        id=f"{language}-{number:02}-{row['speaker']}-{row['codes'].replace(' ', '+') or 'none'}",
        marks=[pytest.mark.xfail(strict=True, reason=row["fails"])] if row["fails"] else [],
    )
    for language in LANGUAGES
    for number, row in enumerate(read(language))
]


@pytest.mark.parametrize("row", CASES)
def test_news(coded, row):
    assert coded[row["text"]] == expected(row), row.get("gloss") or row["text"]
