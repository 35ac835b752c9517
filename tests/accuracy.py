"""Score the working tree against the hand-coded gold: ``make accuracy``, and the numbers behind ``floors.json``.

``python tests/accuracy.py`` prints one table of all hand-coded pages, and PolNeAR dev beside other systems where that
corpus is there (`polnear`). With ``--raise`` it also writes the README's table and raises the floors
to a step below what was measured; it never lowers one. A step is what one statement more or less moves a score by.
"""

import argparse
import hashlib
import json
from pathlib import Path

import pandas as pd

import polnear
from newsnb.evaluate import evaluate, read_gold, read_texts
from newsnb.records import statement_records
from newsnb.study import Study

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
START, END = "<!-- scores: written by make scores -->\n", "<!-- end of scores -->\n"
FLOORS = Path(__file__).parent / "floors.json"
SETS = {
    "articles": ("data/articles", "data/gold/articles_gold.jsonl"),
    "new_articles": ("data/new_articles", "data/gold/dev_gold.jsonl"),
    "without_parser": ("data/new_articles", "data/gold/dev_gold.jsonl"),
}
LANGUAGES = {"articles": ("ar", "en", "fa"), "new_articles": ("ar", "en", "fa"), "without_parser": ("fr",)}
"""Languages of each set. Those read without a parser are a set of their own, so that its totals stay comparable."""

NAMES = {
    "articles": "five articles",
    "new_articles": "new pages",
    "without_parser": "new page, no parser",
    "together": "articles and new pages",
}
POLNEAR = "polnear_dev"
POLNEAR_STEP = 0.005
"""About what ten of PolNeAR dev's 2,192 attributions move a score by."""

# What one flipped statement is one of: the column that counts them.
FLOORED = {"f1": "gold", "speaker": "gold", "dated": "gold", "series_f1": "series_gold"}


def measure(name: str, study: Study | None = None) -> pd.DataFrame:
    """Score one set of pages, in the languages that have floors."""
    folder, gold_file = SETS[name]
    study = study or Study(ROOT / folder)
    gold = [page for page in read_gold(ROOT / gold_file) if page["lang"] in LANGUAGES[name]]
    scores = evaluate(_records(study), gold, read_texts(gold, ROOT / folder))
    return scores if len(LANGUAGES[name]) > 1 else scores.drop(index="all")


def measure_together(studies: dict[str, Study]) -> pd.DataFrame:
    """Score the five articles and the new pages as one set, in the languages that are parsed."""
    sets = ("articles", "new_articles")
    gold = {name: [p for p in read_gold(ROOT / SETS[name][1]) if p["lang"] in LANGUAGES[name]] for name in sets}
    texts = {file: text for name in sets for file, text in read_texts(gold[name], ROOT / SETS[name][0]).items()}
    return evaluate(
        [r for name in sets for r in _records(studies[name])], [*gold["articles"], *gold["new_articles"]], texts
    )


def _records(study: Study) -> list[dict]:
    return statement_records(study.statements, study.positions, study.articles)


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
            kept = new["floors"].setdefault(lang, {})
            kept[column] = max(value, kept.get(column, 0))
    return new


def raised_polnear(old: dict[str, float], scores: dict[str, float]) -> dict[str, float]:
    """Floors of PolNeAR dev: a step below what was measured, never lower than before."""
    return {
        name: max(round(scores[name] - POLNEAR_STEP, 3), old.get(name, 0))
        for name in ("content_f1", "attribution_f1", "speaker")
    }


def _printed(scores: dict[str, pd.DataFrame]) -> str:
    table = pd.concat({NAMES[name]: one for name, one in scores.items()}, names=["pages", "lang"])
    for column in ("gold", "found", "pages", "series_gold", "leaks"):
        table[column] = table[column].astype(int)
    return table.round(3).to_string()


def readme_table(scores: dict[str, pd.DataFrame]) -> str:
    """Render the scores for the README, per cent."""
    head = "| pages | language | statements | P | R | F1 | speaker | dated | series F1 |\n" + "|---" * 9 + "|\n"
    shown = ["precision", "recall", "f1", "speaker", "dated", "series_f1"]
    rows = [
        f"| {NAMES[name]} | {lang} | {int(row['gold'])} | " + " | ".join(f"{100 * row[c]:.0f}" for c in shown) + " |\n"
        for name, table in scores.items()
        for lang, row in table.iterrows()
    ]
    return head + "".join(rows)


def main() -> None:
    """Print the scores; raise the floors and write the README's table if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--raise", action="store_true", dest="up", help="raise the floors, write the README's table")
    parser.add_argument(
        "--polnear", metavar="DIR", help=f"folder of PolNeAR (default: ${polnear.VARIABLE}, else beside)"
    )
    args = parser.parse_args()
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    studies = {name: Study(ROOT / folder) for name, (folder, _) in SETS.items() if name != "without_parser"}
    studies["without_parser"] = studies["new_articles"]
    scores = {name: measure(name, studies[name]) for name in SETS}
    floors |= {name: raised(floors.get(name, {}), name, table) for name, table in scores.items()}
    print(_printed({**scores, "together": measure_together(studies)}))
    if folder := polnear.find_corpus(args.polnear):
        ours = polnear.measure_ways(folder)
        print(f"\n{polnear.beside_peers(ours).to_string()}")
        old = floors.get(POLNEAR, {})
        floors[POLNEAR] = {way: raised_polnear(old.get(way, {}), found) for way, found in ours.items()}
    else:
        print(f"\nPolNeAR dev: skipped, no {', '.join(polnear.NEEDED)} where --polnear or ${polnear.VARIABLE} point")
    if args.up:
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
        before, rest = README.read_text(encoding="utf-8").split(START)
        README.write_text(before + START + readme_table(scores) + END + rest.split(END)[1], encoding="utf-8")


if __name__ == "__main__":
    main()
