"""Score the working tree against the hand-coded gold: ``make accuracy``, and the numbers behind ``floors.json``.

``python tests/accuracy.py`` prints the tables. With ``--raise`` it also raises the floors to a step below what was
measured; it never lowers one. A step is what one statement more or less moves a score by.
"""

import argparse
import hashlib
import json
from pathlib import Path

import pandas as pd

from newsnb.evaluate import evaluate, read_gold, read_texts
from newsnb.records import statement_records
from newsnb.study import Study

ROOT = Path(__file__).parent.parent
FLOORS = Path(__file__).parent / "floors.json"
SETS = {
    "articles": ("data/articles", "data/gold/articles_gold.jsonl"),
    "new_articles": ("data/new_articles", "data/gold/dev_gold.jsonl"),
}
# What one flipped statement is one of: the column that counts them.
FLOORED = {"f1": "gold", "speaker": "gold", "dated": "gold", "series_f1": "series_gold"}


def measure(name: str, study: Study | None = None) -> pd.DataFrame:
    """Score one set of pages. Pages in a language without a language file are left out: they are not read at all."""
    folder, gold_file = SETS[name]
    study = study or Study(ROOT / folder)
    gold = [page for page in read_gold(ROOT / gold_file) if page["lang"] in set(study.articles["lang"])]
    records = statement_records(study.statements, study.positions, study.articles)
    return evaluate(records, gold, read_texts(gold, ROOT / folder))


def fingerprint(name: str) -> str:
    """Hash of the gold: a floor only means something for the gold it was measured on."""
    return hashlib.sha256((ROOT / SETS[name][1]).read_bytes()).hexdigest()


def step_below(scores: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Floors for a table of scores: one statement below each."""
    return {
        lang: {
            name: round(max(row[name] - 1.001 / row[counted], 0), 3)
            for name, counted in FLOORED.items()
            if row[counted] > 0
        }
        for lang, row in scores.iterrows()
    }


def raised(old: dict, name: str, scores: pd.DataFrame) -> dict:
    """The floors of a set, raised where the scores allow it; new where the gold has changed."""
    new = {"gold_sha256": fingerprint(name), "gold": scores["gold"].astype(int).to_dict(), "floors": step_below(scores)}
    if old.get("gold_sha256") != new["gold_sha256"]:
        return new
    for lang, floors in old["floors"].items():
        for column, value in floors.items():
            new["floors"][lang][column] = max(value, new["floors"][lang][column])
    return new


def main() -> None:
    """Print the scores; raise the floors if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--raise", action="store_true", dest="up", help="raise the floors in tests/floors.json")
    args = parser.parse_args()
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    for name in SETS:
        scores = measure(name)
        print(f"\n{name}\n{scores.round(3).to_string()}")
        floors[name] = raised(floors.get(name, {}), name, scores)
    if args.up:
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
