"""Where the data sets lie, and under which licence; the list itself is ``sources.yaml``."""

from dataclasses import dataclass
from pathlib import Path

import yaml

LISTED = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


class SourceError(RuntimeError):
    """A data set is not where it was said to be; the message says which and where to get it."""


@dataclass(frozen=True)
class Sources:
    """Folders of the data.

    Attributes
    ----------
    treebanks, ner
        Folders with the files named in ``sources.yaml``.
    vectors
        JSON file of ready English word vectors; ``None`` to train without.
    people
        JSON file of Arabic names of persons; ``None`` to train without.
    """

    treebanks_folder: Path
    ner_folder: Path
    vectors: Path | None = None
    people: Path | None = None

    def treebank(self, key: str) -> Path:
        """Path of a treebank's file."""
        return _existing(self.treebanks_folder, LISTED["treebanks"][key])

    def names(self, key: str) -> Path:
        """Path of a set of sentences with names."""
        return _existing(self.ner_folder, LISTED["ner"][key])


def _existing(folder: Path, entry: dict[str, str]) -> Path:
    file = folder / entry["file"]
    if not file.is_file():
        raise SourceError(f"{file} is not there: {entry['name']} ({entry['licence']}), see {entry['url']}")
    return file


def licences() -> str:
    """One line for each data set: name, licence, what to mind, address."""
    kinds = [entry for kind in LISTED.values() for entry in kind.values()]
    rows = {(e["name"], e["licence"], e.get("url", "")): e.get("note", "") for e in reversed(kinds)}
    return "\n".join(
        f"{name}: {licence}" + (f" ({note})" if note else "") + (f", {url}" if url else "")
        for (name, licence, url), note in sorted(rows.items())
    )
