"""Short invented news pages through the real stages, from raw text to codes: the right issue and level on statements.

A table a language, in ``pages/``. ``¶`` is a new paragraph; contents stand in double square brackets. ``codes`` are
``issue=position`` for each content in turn, divided by ``|``: several levels that fair coders could give by ``/``, an
issue without a stand ``issue=``, no issue at all nothing. The set tells what a page was written for: rows of ``first``
were mended one by one, later sets were written afterwards and first measured as they came (docs/method.md has the
figures). What the rules still do not get is marked in ``fails``, so that mending it is noticed.
"""

import csv
import re
from pathlib import Path

import pytest

from newsnb.study import Study

from .cases import DATA

HERE = Path(__file__).parent / "pages"
LANGUAGES = ("en", "ar", "fa", "fr")
_MARK = re.compile(r"\[\[|\]\]")
_WORD = re.compile(r"\w+")


def read(language: str) -> list[dict]:
    with open(HERE / f"pages_{language}.tsv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def unmark(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Take the marks out; gives the text and the spans of the contents."""
    raw, last, edges = "", 0, []
    text = text.replace("¶", "\n\n")
    for mark in _MARK.finditer(text):
        raw += text[last : mark.start()]
        last = mark.end()
        edges.append(len(raw))
    return raw + text[last:], list(zip(edges[::2], edges[1::2], strict=True))


def expected(row: dict) -> list[list[tuple[str, set[str]]]]:
    """For each content its issues, each with the levels that are right."""
    return [
        [(code.split("=")[0], set(code.split("=")[1].split("/"))) for code in codes.split()]
        for codes in row["codes"].split("|")
    ]


def words(raw: str, spans) -> set[int]:
    return {m.start() for m in _WORD.finditer(raw) if any(a < m.end() and m.start() < b for a, b in spans)}


def best(raw: str, span: tuple[int, int], statements):
    """The statement that shares most words with a marked content; none where it is less than half."""
    marked = words(raw, [span])
    shares = []
    for row in statements.itertuples():
        own = words(raw, row.content)
        shares.append((len(own & marked) / len(own | marked), row.statement_id))
    share, found = max(shares, default=(0, None))
    return found if share >= 0.5 else None


@pytest.fixture(scope="module")
def studies(cache, tmp_path_factory) -> dict[str, Study]:
    """A study a language; every row is a page."""
    result = {}
    for language in LANGUAGES:
        folder = tmp_path_factory.mktemp(language) / "articles"
        folder.mkdir()
        for number, row in enumerate(read(language)):
            (folder / f"page{number:03}.txt").write_text(unmark(row["text"])[0], encoding="utf-8")
        files = {name: DATA / f"{name}.yaml" for name in ("codebook", "actors")}
        result[language] = Study(folder, **files, events=DATA / "events.csv", cache=cache)
    return result


CASES = [
    pytest.param(
        language,
        number,
        row,
        id=f"{language}-{row['set']}-{number:03}",
        marks=[pytest.mark.xfail(strict=True, raises=AssertionError, reason=row["fails"])] if row["fails"] else [],
    )
    for language in LANGUAGES
    for number, row in enumerate(read(language))
]


@pytest.mark.parametrize(("language", "number", "row"), CASES)
def test_page(studies, language, number, row):
    study, (raw, spans) = studies[language], unmark(row["text"])
    sources = study.articles.set_index("article_id")["source_id"]
    mine = study.statements[[Path(sources[a]).stem == f"page{number:03}" for a in study.statements["article_id"]]]
    for span, codes in zip(spans, expected(row), strict=True):
        found = best(raw, span, mine)
        assert found is not None, f"not found: {raw[slice(*span)]}"
        coded = study.positions[study.positions["statement_id"].eq(found)].astype({"position": object})
        given = {
            issue: "" if level != level or level is None else str(int(level))
            for issue, level in zip(
                coded["issue"], coded["position"].where(coded["position"].notna(), None), strict=True
            )
        }
        assert set(given) == {issue for issue, _ in codes}, raw[slice(*span)]
        assert all(given[issue] in levels for issue, levels in codes), (given, raw[slice(*span)])
