"""Where the Stanza models are: bundled with the package, downloaded by the user, or in a folder the user names.

Nothing is ever downloaded here; ``newsnb models download`` is the only place that does.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

BUNDLED = Path(__file__).parent.parent / "models"
WANTED = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")
NEEDED = ("tokenize", "pos", "lemma", "depparse", "ner")


class ModelError(RuntimeError):
    """Models are missing, incomplete or damaged; the message says what to do."""


@dataclass(frozen=True)
class Models:
    """The models that parse one language.

    Attributes
    ----------
    lang, label
        Language code; ``"bundled"``, ``"downloaded"``, the folder's name, or ``"none"`` for the tokenizer alone.
    folder
        A folder laid out as Stanza's own (``resources.json`` beside one folder a language); ``None`` for the fallback.
    processors
        Those present, in the order they run.
    digest
        Hash of all weights, part of every cache key.
    """

    lang: str
    label: str
    folder: Path | None
    processors: tuple[str, ...]
    digest: str


def downloaded_folder() -> Path:
    """Stanza's own folder: ``$STANZA_RESOURCES_DIR``, else ``~/stanza_resources``."""
    return Path(os.environ.get("STANZA_RESOURCES_DIR") or Path.home() / "stanza_resources")


def find_models(lang: str, choice: str = "bundled") -> Models:
    """Find the models for a language, going down the ladder: the choice, then the bundled ones, then none.

    Parameters
    ----------
    lang
        ISO 639-1 code.
    choice
        ``"bundled"``, ``"downloaded"`` or a folder laid out as Stanza's.

    Raises
    ------
    ModelError
        If a folder named by the user does not exist or has no ``resources.json``: a wrong path must not read as
        "use something else".
    """
    ladder = {"bundled": [], "downloaded": [("downloaded", downloaded_folder())]}.get(choice)
    if ladder is None:
        if not (Path(choice) / "resources.json").is_file():
            raise ModelError(f"--models {choice}: no resources.json there; give a folder laid out as Stanza's")
        ladder = [(Path(choice).name, Path(choice))]
    for label, folder in [*ladder, ("bundled", BUNDLED)]:
        found = _in_folder(lang, label, folder)
        if found:
            return found
    return Models(lang, "none", None, (), "none")


def _in_folder(lang: str, label: str, folder: Path) -> Models | None:
    packages = _packages(folder, lang)
    present = tuple(p for p in WANTED if p in packages)
    if not set(NEEDED) <= set(present):
        return None
    files = [folder / lang / processor / f"{packages[processor]}.pt" for processor in present]
    if not all(file.is_file() for file in files):
        return None
    return Models(lang, label, folder, present, _digest(tuple(files)))


def _packages(folder: Path, lang: str) -> dict[str, str]:
    """Processor to default package name, as ``resources.json`` has it."""
    try:
        resources = json.loads((folder / "resources.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    entry = resources.get(lang)
    return entry.get("packages", {}).get("default", {}) if isinstance(entry, dict) else {}


@cache
def _digest(files: tuple[Path, ...]) -> str:
    total = hashlib.sha256()
    for file in files:
        total.update(file.read_bytes())
    return total.hexdigest()[:16]


def check_hashes(models: Models) -> None:
    """Compare the weights with the MD5 sums in ``resources.json``.

    Raises
    ------
    ModelError
        Naming the file that differs: damaged weights give silent nonsense.
    """
    resources = json.loads((models.folder / "resources.json").read_text(encoding="utf-8"))[models.lang]
    packages = _packages(models.folder, models.lang)
    for processor in models.processors:
        file = models.folder / models.lang / processor / f"{packages[processor]}.pt"
        expected = resources.get(processor, {}).get(packages[processor], {}).get("md5")
        if expected and hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest() != expected:
            raise ModelError(f"{file.name} of {models.lang}/{processor} is damaged (MD5 differs): install newsnb again")
