"""Accuracy as a gate: scores against hand-coded gold may not fall below their floors, and floors only go up."""

import json
import re
import shutil
import subprocess
import sys

import pytest

import polnear
from accuracy import FLOORS, POLNEAR, ROOT, SETS, fingerprint, measure, measure_together
from newsnb.records import statement_records, write_records
from newsnb.study import Study

SHARED_SCORER = ROOT.parent / "shared" / "gold" / "score.py"
PINNED = json.loads(FLOORS.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def studies(study):
    new = Study(ROOT / "data" / "new_articles")
    return {"articles": study, "new_articles": new, "without_parser": new}


@pytest.fixture(scope="module")
def scores(studies):
    return {name: measure(name, studies[name]) for name in SETS}


@pytest.mark.parametrize("name", SETS)
def test_gold_is_the_one_the_floors_were_measured_on(name):
    assert fingerprint(name) == PINNED[name]["gold_sha256"], "gold changed: python tests/accuracy.py --raise, say why"


@pytest.mark.parametrize("name", SETS)
def test_no_gold_statement_went_missing(name, scores):
    assert scores[name]["gold"].to_dict() == PINNED[name]["gold"]


@pytest.mark.parametrize(
    ("name", "lang", "column"),
    [(name, lang, column) for name in SETS for lang, row in PINNED[name]["floors"].items() for column in row],
)
def test_score_is_not_below_its_floor(name, lang, column, scores):
    measured, floor = scores[name].at[lang, column], PINNED[name]["floors"][lang][column]
    assert measured >= floor, f"{column} of {lang} in {name} fell to {measured:.3f}"


def test_persian_and_arabic_reach_what_is_asked_of_them(studies):
    together = measure_together(studies).loc[["ar", "fa"]]
    assert together["f1"].ge(0.75).all()
    assert together["speaker"].ge(0.90).all()


@pytest.fixture(scope="module")
def polnear_scores():
    folder = polnear.find_corpus()
    if folder is None:
        pytest.skip(f"PolNeAR is not here: set {polnear.VARIABLE} to its folder")
    return polnear.measure_ways(folder)


def test_polnear_is_not_below_its_floors(polnear_scores):
    floors = {(way, name): floor for way, one in PINNED[POLNEAR].items() for name, floor in one.items()}
    assert {key: polnear_scores[key[0]][key[1]] for key in floors if polnear_scores[key[0]][key[1]] < floors[key]} == {}


def test_polnear_is_where_it_was_asked_to_be(polnear_scores):
    assert polnear_scores["newsnb"]["attribution_f1"] >= 0.62
    assert polnear_scores["newsnb"]["content_f1"] >= 0.67
    assert polnear_scores["newsnb, rules alone"]["attribution_f1"] >= 0.48


def test_polnear_that_is_not_there_is_not_found(tmp_path):
    assert polnear.find_corpus(str(tmp_path)) is None


def test_scores_stand_between_those_of_other_systems():
    ours = {"newsnb": {"content_f1": 0.5, "attribution_f1": 0.5, "speaker": 0.9}}
    table = polnear.beside_peers(ours)
    assert table["attribution F1"].is_monotonic_increasing
    assert table.loc["newsnb"].tolist() == [50, 50, 90]


def test_nothing_is_read_from_page_furniture_of_the_articles(scores):
    assert scores["articles"].at["all", "leaks"] == 0


def test_page_in_a_language_without_a_file_is_a_problem_not_a_loss(tmp_path):
    # "The Kremlin denied reports of a conversation between the presidents. The press secretary said so to journalists."
    page = "В Кремле опровергли сообщения о разговоре президентов.\n\nОб этом пресс-секретарь сообщил журналистам.\n"
    (tmp_path / "ru.txt").write_text(page, encoding="utf-8")
    skipped = Study(tmp_path).corpus.problems
    assert skipped[["source_id", "severity"]].to_numpy().tolist() == [["ru.txt", "skipped"]]
    assert "no language file for 'ru'" in skipped["message"].iloc[0]


def test_floors_have_never_been_lowered():
    """Compare with every earlier floors.json that was measured on the same gold."""
    earlier = [json.loads(text) for text in _history("tests/floors.json")]
    for name in SETS:
        for old in (one[name] for one in earlier if one.get(name, {}).get("gold_sha256") == fingerprint(name)):
            for lang, floors in old["floors"].items():
                lowered = {c for c, value in floors.items() if PINNED[name]["floors"][lang].get(c, -1) < value}
                assert not lowered, f"{name}, {lang}: {lowered}"


def _history(path: str) -> list[str]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: no history to compare with")
    commits = _git("log", "--format=%H", "--", path).split()
    return [_git("show", f"{commit}:{path}") for commit in commits]


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.mark.skipif(not SHARED_SCORER.is_file(), reason="the yardstick ../shared/gold/score.py is not here")
def test_scores_are_those_of_the_yardstick(study, scores, tmp_path):
    file = tmp_path / "statements.jsonl"
    write_records(statement_records(study.statements, study.positions, study.articles), file)
    folder, gold = SETS["articles"]
    command = [sys.executable, str(SHARED_SCORER), gold, folder, str(file), "--by-lang"]
    lines = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    ours = scores["articles"].round(3)
    columns = ["precision", "recall", "f1", "speaker", "dated", "series_precision", "series_recall", "series_f1"]
    columns += ["leaks", "gold", "found"]
    for line in lines:
        lang, theirs = line.split()[0], [float(n) for n in re.findall(r"(?<![A-Za-z])\d+(?:\.\d+)?", line)]
        assert theirs == ours.loc[lang, columns].tolist()
