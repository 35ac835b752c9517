"""Parses on disk, one JSON file each, named by the hash of what went into them. No pickles.

A file is written under another name first and then moved, so a killed run never leaves half a parse behind.
"""

import hashlib
import json
import os
from dataclasses import fields
from operator import attrgetter
from pathlib import Path

from newsnb.parsing.document import ParsedArticle, Sentence, Word

FORMAT = 3
"""Raised whenever the parse of the same text with the same models would come out differently."""


def default_folder() -> Path:
    """``$NEWSNB_CACHE``, else ``newsnb`` in the user's cache folder."""
    if folder := os.environ.get("NEWSNB_CACHE"):
        return Path(folder)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    return Path(base) / "newsnb"


def key(pieces: list[tuple[int, int, str, str]], lang: str, digest: str, read_as: dict[str, str]) -> str:
    """Hash of the pieces of text, the language, the models, the tags that are read as others, and the format."""
    parts = json.dumps([FORMAT, lang, digest, sorted(read_as.items()), pieces], ensure_ascii=True)
    return hashlib.sha256(parts.encode("ascii")).hexdigest()[:32]


def load(folder: Path | None, name: str, article_id: str) -> ParsedArticle | None:
    """Read a parse back; ``None`` where there is none, or where the file is damaged."""
    if folder is None:
        return None
    try:
        content = json.loads((folder / name[:2] / f"{name}.json").read_text(encoding="utf-8"))
        sentences = tuple(
            Sentence(tuple(Word(*word) for word in words), *rest) for words, *rest in content["sentences"]
        )
        return ParsedArticle(article_id, content["lang"], sentences, content["models"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def save(folder: Path | None, name: str, parsed: ParsedArticle) -> bool:
    """Write a parse; tells whether that was possible (a read-only cache slows newsnb down, it does not stop it)."""
    if folder is None:
        return False
    content = {
        "lang": parsed.lang,
        "models": parsed.models,
        "sentences": [_plain(s) for s in parsed.sentences],
    }
    target = folder / name[:2] / f"{name}.json"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_suffix(f".{os.getpid()}")
        partial.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        partial.replace(target)
    except (OSError, UnicodeError):
        return False
    return True


_PARTS = attrgetter(*(field.name for field in fields(Word)))


def _plain(sentence: Sentence) -> tuple:
    """Give a sentence as tuples in the order of its fields (`dataclasses.astuple` would copy every string, slowly)."""
    words = [_PARTS(word) for word in sentence.words]
    return words, sentence.start, sentence.end, sentence.paragraph, sentence.kind
