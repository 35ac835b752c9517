"""Score English attribution on PolNeAR, beside what other systems reach on the same articles by the same scorer.

The corpus states no licence and is not part of newsnb. It is looked for in the folder given, in that of the environment
variable ``NEWSNB_POLNEAR``, or in ``shared/polnear`` beside the repository: ``gold_dev.jsonl.gz``, and ``score.py``
with ``from_newsnb.py``, which turns ``statements.jsonl`` into its input.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd

from newsnb.records import statement_records, write_records
from newsnb.study import Study

VARIABLE = "NEWSNB_POLNEAR"
BESIDE = Path(__file__).parents[2] / "shared" / "polnear"
NEEDED = ("gold_dev.jsonl.gz", "score.py", "from_newsnb.py")

PEERS = {
    "quotation marks, nearest verb and name": (34.9, 27.5, 78),
    "textacy 0.13, by paragraph": (28.0, 25.6, 93),
    "GenderGapTracker": (50.5, 43.7, 88),
    "BBC Citron, shipped models": (47.6, 42.4, 90),
    "BBC Citron retrained on PolNeAR": (56.9, 52.6, 92),
    "another annotator": (79.8, 75.4, 96),
}
"""System to content@0.5 F1 and attribution F1 on dev, and speakers right of those matched (on test), per cent."""


def find_corpus(given: str | None = None) -> Path | None:
    """Give the folder of the corpus; ``None`` where it is not complete."""
    folder = Path(given or os.environ.get(VARIABLE) or BESIDE)
    return folder if all((folder / name).is_file() for name in NEEDED) else None


def measure(folder: Path, **options) -> dict[str, float]:
    """Run newsnb over the dev articles and score it with the corpus's scorer.

    Returns
    -------
    dict
        In [0, 1]: ``content_f1``, ``attribution_f1`` with its ``attribution_precision`` and ``attribution_recall``,
        and ``speaker``.
    """
    study = Study(folder / "gold_dev.jsonl.gz", **options)
    with tempfile.TemporaryDirectory() as made:
        out = Path(made)
        write_records(statement_records(study.statements, study.positions, study.articles), out / "statements.jsonl")
        predicted = _python(folder / "from_newsnb.py", out / "statements.jsonl")
        (out / "predicted.jsonl").write_text(predicted, encoding="utf-8")
        _python(
            folder / "score.py", folder / "gold_dev.jsonl.gz", out / "predicted.jsonl", "--json", out / "scores.json"
        )
        scores = json.loads((out / "scores.json").read_text(encoding="utf-8"))["all"]
    precision, recall, f1 = scores["attribution(AF1)"]
    return {
        "content_f1": round(scores["content@0.5"][2], 4),
        "attribution_precision": round(precision, 4),
        "attribution_recall": round(recall, 4),
        "attribution_f1": round(f1, 4),
        "speaker": round(scores["speaker-acc"][0], 4),
    }


def measure_ways(folder: Path) -> dict[str, dict[str, float]]:
    """Measure the default, rules with the learned tagger, and the rules alone."""
    return {"newsnb": measure(folder), "newsnb, rules alone": measure(folder, attribution="rules")}


def _python(script: Path, *arguments) -> str:
    command = [sys.executable, str(script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout


def beside_peers(ours: dict[str, dict[str, float]]) -> pd.DataFrame:
    """Put our scores, by the name of the way they were reached, between those of the others, weakest first.

    Columns, per cent: ``content F1``, ``attribution F1``, ``speaker``.
    """
    columns = ["content F1", "attribution F1", "speaker"]
    rows = dict(PEERS) | {
        name: tuple(100 * s[column] for column in ("content_f1", "attribution_f1", "speaker"))
        for name, s in ours.items()
    }
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns).round(1)
    return table.sort_values("attribution F1", kind="stable").rename_axis("PolNeAR dev")
