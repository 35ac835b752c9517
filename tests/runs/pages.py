"""Invented French pages for runs: French is read without a parser, so hundreds of them take seconds."""

import csv
from pathlib import Path

_TABLES = Path(__file__).parents[1] / "lang"


def write_pages(folder: Path, count: int, first: int = 0) -> Path:
    """Write pages ``0000.txt``, ``0001.txt``, ... of five sentences each; no two are alike."""
    said = [row["text"] for row in _rows("sentences_fr.tsv")]
    # "...", Dmitri Peskov declared.
    coded = [f"{row['before']} « {row['content']} », a déclaré Dmitri Peskov." for row in _rows("positions_fr.tsv")]
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        body = [said[(number * 7 + step * 11) % len(said)] for step in range(3)] + [coded[number * 5 % len(coded)]]
        # "The sitting of the council, number N, was held in the town hall."
        body.append(f"La séance du conseil, numéro {number}, s'est tenue à la mairie.")
        (folder / f"{number:04d}.txt").write_text("\n\n".join(body) + "\n", encoding="utf-8")
    return folder


def _rows(table: str) -> list[dict[str, str]]:
    with open(_TABLES / table, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
