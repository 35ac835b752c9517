"""What the learned tagger sees of a paragraph: words and six small numbers for each."""

import re
import zlib
from dataclasses import dataclass

from newsnb.statements.quotes import Quotation

_WORD = re.compile(r"\w+(?:[.’'\-]\w+)*|''|``|[^\w\s]")
_PARTS = re.compile(r"(?<=\w)(?=n[’']t$|[’'](?:s|re|ve|ll|d|m)$)", re.IGNORECASE)
ENDINGS = 1500
_MARKS = {
    ",": 1,
    ".": 2,
    ":": 3,
    ";": 4,
    "?": 5,
    "!": 5,
    "-": 6,
    "–": 6,
    "—": 7,
    "(": 8,
    ")": 8,
    "'": 9,
    "‘": 9,
    "’": 9,
}
_QUOTES = frozenset('"“”„«»') | {"''", "``"}
SHAPES = 20


@dataclass(frozen=True)
class Vocabulary:
    """Words with a vector, and words frequent in the training texts that have one of their own."""

    vectors: dict[str, int]
    frequent: dict[str, int]


@dataclass(frozen=True)
class Piece:
    """A word of a paragraph: ``[start, end)`` in the raw text."""

    text: str
    start: int
    end: int


def pieces_of(raw: str, start: int, end: int) -> list[Piece]:
    """Split a paragraph into words and marks; "didn't" gives two, as does "Smith's"."""
    found = []
    for match in _WORD.finditer(raw, start, end):
        cuts = [0, *(m.start() for m in _PARTS.finditer(match.group())), len(match.group())]
        for a, b in zip(cuts, cuts[1:], strict=False):
            found.append(Piece(match.group()[a:b], match.start() + a, match.start() + b))
    return found


def features_of(
    pieces: list[Piece], quotations: list[Quotation], vocabulary: Vocabulary, title: bool
) -> list[list[int]]:
    """Give for each word: vector, frequent word, ending, shape, quotation state, kind of paragraph (all from 1)."""
    states = _states(pieces, quotations)
    return [
        [
            vocabulary.vectors.get(plain(piece.text), 1),
            vocabulary.frequent.get(plain(piece.text), 1),
            1 + zlib.crc32(plain(piece.text)[-3:].encode()) % (ENDINGS - 1),
            _shape(piece.text, number, pieces),
            state,
            1 if title else 2,
        ]
        for number, (piece, state) in enumerate(zip(pieces, states, strict=True))
    ]


def plain(text: str) -> str:
    """Give a word as the vocabularies list it."""
    return text.lower().replace("’", "'")


def _shape(text: str, number: int, pieces: list[Piece]) -> int:
    if text in _QUOTES:
        return 10
    if not text[0].isalnum() and len(text) == 1:
        return _MARKS.get(text, 11)
    if text[0].isdigit():
        return 12
    if text.isupper():
        return 13 if len(text) > 1 else 14
    if text[0].isupper():
        opens = number == 0 or pieces[number - 1].text in (".", "?", "!", ":") or pieces[number - 1].text in _QUOTES
        return 15 if opens else 16
    return 17 if text.islower() else 18


def _states(pieces: list[Piece], quotations: list[Quotation]) -> list[int]:
    """Outside 1, opening mark 2, inside 3, closing mark 4, inside a short quotation 5."""
    states, waiting = [], list(reversed(quotations))
    for piece in pieces:
        while waiting and waiting[-1].end <= piece.start:
            waiting.pop()
        states.append(_state(piece, waiting[-1]) if waiting else 1)
    return states


def _state(piece: Piece, quotation: Quotation) -> int:
    if piece.end <= quotation.start:
        return 1
    if piece.start < quotation.inner_start:
        return 2
    if piece.start >= quotation.inner_end:
        return 4
    return 3 if quotation.inner_end - quotation.inner_start > 30 else 5
