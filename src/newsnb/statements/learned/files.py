"""Where the learned tagger's weights are, one file a language that has one."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsnb.statements.learned.tagger import Model

FOLDER = Path(__file__).parents[2] / "models" / "attribution"
CHOICES = ("auto", "rules")
"""``auto``: the rules and, where a language has one, the learned tagger; ``rules``: the rules alone."""


class TaggerError(RuntimeError):
    """The weights are damaged, or the choice is none; the message says what to do."""


def tagger_for(lang: str, choice: str = "auto") -> "Model | None":
    """Load the tagger of a language; ``None`` for the rules alone.

    Raises
    ------
    TaggerError
        If ``choice`` is not in `CHOICES`, or the file's SHA-256 is not the one recorded beside it.
    """
    return _loaded(lang) if tagger_digest(lang, choice) else None


def tagger_digest(lang: str, choice: str = "auto") -> str:
    """Give the hash of the weights that would be used, for cache keys; empty for the rules alone."""
    if choice not in CHOICES:
        raise TaggerError(f"attribution {choice!r}: expected {' or '.join(CHOICES)}")
    return "" if choice == "rules" else _recorded().get(f"{lang}.pt", "")


@cache
def _recorded() -> dict[str, str]:
    file = FOLDER / "sha256.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


@cache
def _loaded(lang: str) -> "Model":
    from newsnb.statements.learned.tagger import load_tagger

    file = FOLDER / f"{lang}.pt"
    if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != _recorded()[file.name]:
        raise TaggerError(
            f"models/attribution/{file.name} is missing or damaged (SHA-256 differs): install newsnb again"
        )
    return load_tagger(file)
