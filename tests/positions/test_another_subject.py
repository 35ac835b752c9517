"""A central bank on inflation, climate talks in English and Arabic: other subjects, no change of code."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from newsnb import lang, schemas
from newsnb.articles import Corpus
from newsnb.cli import main
from newsnb.positions.codebook import load_codebook
from newsnb.positions.coder import code_positions
from newsnb.records import read_records
from newsnb.statements.actors import load_actors

from .cases import statement

BANK = Path(__file__).parents[1] / "data" / "central_bank"
CLIMATE = BANK.parent / "climate"

# article, speaker, cue class, cue, content
STATEMENTS = [
    ("01_march", "holm", "say", "said", "the Bank of Norland would keep the policy rate where it is until the summer"),
    ("01_march", "holm", "add", "added", "inflation was still too high to relax"),
    ("02_april", "daily_ledger", "report", "reported", "the Bank of Norland had bought krona on Friday"),
    ("02_april", "holm", "deny", "denied", "the bank had stepped into the currency market"),
    ("02_april", "holm", "say", "told", "That story is pure invention,"),
    ("03_may", "ekberg", "say", "said", "inflation had peaked and would return to target next year"),
    ("03_may", "ekberg", "say", "said", "it was too early to talk about interest rates"),
    ("04_june", "finance_ministry", "urge", "urged", "the central bank to cut interest rates before the autumn"),
    ("04_june", "holm", "refuse", "refused", "to comment on the interest rate before the board meets"),
    ("05_august", "holm", "announce", "announced", "the bank would raise its policy rate by a quarter point"),
    ("05_august", "holm", "warn", "warned", "inflation is accelerating again"),
    (
        "06_october",
        "ekberg",
        "say",
        "said",
        "the Bank of Norland was ready to intervene on the foreign exchange market",
    ),
    ("06_october", "ekberg", "say", "He could", "neither confirm nor deny that it had sold currency last week"),
]

EXPECTED = [
    [("rates", 0)],
    [("inflation_outlook", -1)],
    [("intervention", 1)],
    [("intervention", -1)],
    [("intervention", -1)],
    [("inflation_outlook", 1)],
    [("rates", 0)],
    [("rates", -1)],
    [("rates", 0)],
    [("rates", 1)],
    [("inflation_outlook", -1)],
    [("intervention", 1)],
    [("intervention", 0)],
]


@pytest.fixture(scope="module")
def coded() -> list[list[tuple]]:
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted((BANK / "articles").glob("*.txt"))}
    articles, blocks, statements = [], [], []
    for name, raw in texts.items():
        title_end = raw.index("\n")
        articles.append({"article_id": name, "source_id": name, "item": 0, "lang": "en", "title": raw[:title_end],
                         "published_method": "none", "n_chars": len(raw), "n_body_chars": len(raw)})  # fmt: skip
        for start, end, kind in ((0, title_end, "title"), (title_end, len(raw), "body")):
            blocks.append({"article_id": name, "start": start, "end": end, "kind": kind, "kept": True, "reason": ""})
    for article, speaker, cue_class, cue, content in STATEMENTS:
        raw = texts[f"{article}.txt"]
        start = raw.index(content)
        before = raw.rfind(cue, 0, start)
        at = before if before >= 0 and start - before < 60 else raw.index(cue, start)
        span = [(start, start + len(content))]
        row = statement(f"{article}.txt", raw, span, speaker, cue_class, cue=[at, at + len(cue)])
        statements.append(row)
    corpus = Corpus(
        schemas.frame("articles", articles), schemas.frame("blocks", blocks), schemas.empty("problems"), texts
    )
    positions = code_positions(
        schemas.frame("statements", statements),
        corpus,
        load_codebook(BANK / "codebook.yaml"),
        load_actors(BANK / "actors.yaml"),
        {"en": lang.load("en")},
    )
    return [
        [
            (row["issue"], None if pd.isna(row["position"]) else int(row["position"]))
            for row in positions[positions["statement_id"].eq(s["statement_id"])].to_dict("records")
        ]
        for s in statements
    ]


@pytest.mark.parametrize("number", range(len(STATEMENTS)), ids=lambda n: f"{STATEMENTS[n][0]}-{STATEMENTS[n][4][:30]}")
def test_statement(coded, number):
    assert coded[number] == EXPECTED[number]


def run_all(data: Path, out: Path, *options: str) -> set[tuple]:
    """Take a folder of articles from the pages to the codes, as the command line does."""
    given = ["--codebook", str(data / "codebook.yaml"), "--actors", str(data / "actors.yaml"), *options]
    assert main(["run", str(data / "articles"), "--out", str(out), *given, "--no-notebooks", "--quiet"]) == 0
    records = read_records(out / "statements.jsonl")
    return {(Path(r["source_id"]).stem, r["actor_id"], r["issue"], r["position"]) for r in records}


def test_the_whole_way_from_pages_to_codes(tmp_path):
    found = run_all(BANK, tmp_path)
    wanted = {
        (article, speaker, *codes)
        for (article, speaker, *_), given_codes in zip(STATEMENTS, EXPECTED, strict=True)
        for codes in given_codes
    }
    assert wanted <= found
    assert (tmp_path / "figures" / "timeline.png").is_file()
    assert (tmp_path / "report.html").is_file()


class Alike:
    """A model to which all sentences mean the same."""

    def encode(self, sentences):
        return np.ones((len(sentences), 2))


def test_climate_talks_in_two_languages_with_a_model_for_what_the_rules_leave_open(tmp_path, monkeypatch):
    monkeypatch.setattr("newsnb.positions.semantic.load_encoder", lambda folder: Alike())
    found = run_all(CLIMATE, tmp_path, "--semantic", str(tmp_path))
    assert found >= {
        ("1_en", "orlo", "coal_exit", -1),
        ("1_en", "orlo", "fund", -1),
        ("1_en", "orlo", "fund", 0),
        ("2_ar", "mansouri", "coal_exit", 1),
        ("2_ar", "mansouri", "fund", 1),
        ("2_ar", "orlo", "fund", -1),
        ("3_en", "mansouri", "fund", 1),
        ("4_ar", "orlo", "fund", 1),
        ("4_ar", "orlo", "coal_exit", 0),  # "too early to talk of giving up coal", although that is a phrase of 1
    }
    positions = schemas.read_table(tmp_path / "positions.parquet", "positions")
    silent = positions[positions["rule"].str.contains("semantic")]  # "will close the last coal plants"
    assert silent["position"].tolist() == [1]
    assert silent["rule"].str.contains("example at line").all()
