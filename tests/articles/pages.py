"""Invented pages whose lines carry the kind they should be given.

A page file has one line a line of the page: the kind, a tab, the words. Empty lines are empty lines of the page, ``%``
begins a comment, ``+`` continues the paragraph above. A ``+`` after the kind (``dateline+``, ``timestamp+``) means that
text follows on the same line, ``title-`` that the site's name follows the headline.
"""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("pages")
_SPLIT = {
    "dateline+": ("dateline", "body"),
    "timestamp+": ("timestamp", "body"),
    "title-": ("title", "navigation"),
}


@dataclass(frozen=True)
class Expected:
    """One paragraph of a page and the kinds of the blocks it should be cut into."""

    start: int
    end: int
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class MarkedPage:
    """The text of a page and what is expected of its paragraphs."""

    text: str
    lines: tuple[Expected, ...]


def names() -> list[str]:
    return sorted(path.name for path in FOLDER.glob("*.page"))


def load(path: Path | str) -> MarkedPage:
    text, expected = "", []
    for line in (FOLDER / path).read_text(encoding="utf-8").splitlines():
        if line.startswith("%"):
            continue
        kind, _, words = line.partition("\t")
        start, text = len(text), text + words + "\n"
        if kind == "+":
            expected[-1] = Expected(expected[-1].start, len(text) - 1, expected[-1].kinds)
        elif words:
            kinds = _SPLIT.get(kind, (kind,))
            expected.append(Expected(start, len(text) - 1, kinds))
    return MarkedPage(text, tuple(expected))
