"""``newsnb explain``: why a statement is one, in plain words."""

import ast
from pathlib import Path

import pandas as pd
import pytest

import newsnb.statements
from newsnb.cli import main
from newsnb.statements.rule_words import CONTENT_RULES, SPEAKER_RULES, in_words

STATEMENTS = Path(newsnb.statements.__file__).parent


@pytest.fixture(scope="module")
def statements(run_folder):
    return pd.read_parquet(run_folder / "statements.parquet")


def explained(capsys, folder, statement_id: str) -> str:
    assert main(["explain", str(folder), statement_id]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("lang", ["ar", "en", "fa"])
def test_what_is_shown_stands_in_the_file(lang, statements, run_folder, capsys):
    row = statements[statements["lang"].eq(lang) & statements["source"].notna()].iloc[0]
    told = explained(capsys, run_folder, row["statement_id"])
    first_words = " ".join(row["text"].split()[:3])
    for words in ("Sentence", "Parse (", "Words", "Why these", "When", "Codes", row["rule"], first_words):
        assert words in told
    assert f"confidence {row['confidence']:.2f}" in told


def test_explanation_of_a_headline_says_so(statements, run_folder, capsys):
    row = statements[statements["rule"].str.startswith("headline")].iloc[0]
    assert ", headline," in explained(capsys, run_folder, row["statement_id"]).splitlines()[0]


def test_a_misspelt_id_names_the_nearest(statements, run_folder, capsys):
    known = statements["statement_id"].iloc[0]
    wrong = known[:-1] + ("x" if known[-1] != "x" else "y")
    assert main(["explain", str(run_folder), wrong]) == 2
    assert f"the nearest is {known}" in capsys.readouterr().err


def test_a_folder_without_results_is_told(tmp_path, capsys):
    assert main(["explain", str(tmp_path), "s0"]) == 2
    assert "expected the folder of a finished `newsnb run --out`" in capsys.readouterr().err


def test_every_rule_is_put_into_words():
    named = _rules_in_code()
    assert "bare clause" in named
    assert named <= set(CONTENT_RULES) | set(SPEAKER_RULES)


def test_an_unlisted_rule_is_given_by_its_name():
    assert in_words("headline some rule/another rule") == ("some rule", "another rule")


def _rules_in_code() -> set[str]:
    """Rule names as the code writes them: the word before the confidence, a number, in a content or a source."""
    found = set()
    for file in [*STATEMENTS.glob("*.py"), *STATEMENTS.glob("contents/*.py"), *STATEMENTS.glob("speakers/*.py")]:
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("Source", "Content", "make_content"):
                strings = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                found |= set(strings[-1:]) - {"direct", "indirect", "mixed"}  # the kind, where the rule is no constant
    return found
