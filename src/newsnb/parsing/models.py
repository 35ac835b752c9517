"""Where the Stanza models are: bundled with the package, downloaded by the user, or in a folder the user names.

Nothing is ever downloaded here; ``newsnb models download`` is the only place that does.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from functools import cache, lru_cache
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
    instead
        Why these and not those asked for, in words; empty when they are the ones.
    """

    lang: str
    label: str
    folder: Path | None
    processors: tuple[str, ...]
    digest: str
    instead: str = ""


@dataclass(frozen=True)
class _Listed:
    """What ``resources.json`` says of one model: its path below the folder, if it has weights, and their MD5."""

    processor: str
    path: Path | None
    md5: str | None


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
    steps = []
    for label, folder in [*ladder, ("bundled", BUNDLED)]:
        listed = _listed(folder, lang)
        lacking = lacks(folder, lang, listed)
        if not lacking:
            present = tuple(p for p in WANTED if p in {one.processor for one in listed})
            files = tuple(folder / one.path for one in listed if one.path)
            return Models(lang, label, folder, present, _digest(files), "; ".join(steps))
        steps.append(f"{label}: {lacking}")
    return Models(lang, "none", None, (), "none", "; ".join(steps))


def lacks(folder: Path, lang: str, listed: list[_Listed] | None = None) -> str:
    """Say what a folder lacks to parse a language; empty if nothing.

    A folder carried over by hand is easily incomplete: Stanza's larger networks read others (``forward_charlm``,
    ``pretrain``) that lie in folders of their own.
    """
    listed = _listed(folder, lang) if listed is None else listed
    if not listed:
        return "not there"
    missing = [one.path.as_posix() for one in listed if one.path and not (folder / one.path).is_file()]
    processors = sorted(set(NEEDED) - {one.processor for one in listed})
    return "incomplete, without " + ", ".join([*processors, *missing]) if processors or missing else ""


def _listed(folder: Path, lang: str) -> list[_Listed]:
    """Files of a language's default package and of what these depend on, as ``resources.json`` has them."""
    entry = _entry(folder, lang)
    packages = entry.get("packages", {}).get("default", {})
    wanted = [(processor, packages[processor]) for processor in WANTED if processor in packages]
    needed = [
        (other["model"], other["package"])
        for processor, package in wanted
        for other in entry.get(processor, {}).get(package, {}).get("dependencies") or []
    ]
    return [
        # "identity" (the word is its own lemma) has no weights.
        _Listed(
            kind,
            None if package == "identity" else Path(lang, kind, f"{package}.pt"),
            entry.get(kind, {}).get(package, {}).get("md5"),
        )
        for kind, package in dict.fromkeys([*wanted, *needed])
    ]


def _entry(folder: Path, lang: str) -> dict:
    file = folder / "resources.json"
    try:
        entry = _resources(file, file.stat().st_mtime_ns).get(lang)
    except (OSError, ValueError, AttributeError):
        return {}
    return entry if isinstance(entry, dict) else {}


@lru_cache(maxsize=4)
def _resources(file: Path, changed: int) -> dict:
    """Read once as long as it does not change: Stanza's own list is large, and every article asks."""
    return json.loads(file.read_text(encoding="utf-8"))


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
    remedy = "install newsnb again" if models.label == "bundled" else "copy or download it again"
    for one in (one for one in _listed(models.folder, models.lang) if one.path):
        content = (models.folder / one.path).read_bytes()
        if one.md5 and hashlib.md5(content, usedforsecurity=False).hexdigest() != one.md5:
            raise ModelError(f"{one.path.name} of {one.path.parent.as_posix()} is damaged (MD5 differs): {remedy}")
