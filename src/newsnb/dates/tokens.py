"""From a text to runs of date words: every word and number that can be part of a date, with its class letter."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from newsnb.articles.normalise import skeleton
from newsnb.dates.lexicon import Entry, Lexicon

# Alternatives start with different characters or differ at a fixed length, so the scan is linear.
_PIECE = re.compile(
    r"(?P<iso>\d{4}([-/.])\d{1,2}\2\d{1,2}"
    r"(?:[t ]?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,6})?(?:z|[+-]\d{2}:?\d{2})?)?(?!\d))"
    r"|(?P<dmy>\d{1,2}([-/.])\d{1,2}\4(?:\d{4}|\d{2})(?!\d))"
    r"|(?P<clock>\d{1,2}[:٫]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?)"
    r"|(?P<amount>[$€£¥₽]\s?\d[\d.,٬٫]*|\d+(?:[.,٬٫/]\d+)+|\d+\s?[%٪])"
    r"|(?P<number>\d+)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)?)"
)
_DIGIT = re.compile(r"\d")
_PLAIN = re.compile(r"[^\W_]+")
_GAP = re.compile(r"\s?[,،\-/()]?[^\S\n]?")
_LONGEST_RUN = 40


@dataclass(frozen=True)
class Token:
    """A piece of a date: class letter, value, offsets in the raw text, and its first word folded."""

    letter: str
    value: object
    start: int
    end: int
    word: str = ""


class Piece(NamedTuple):
    """A word or number of the folded text, with its place there."""

    kind: str
    text: str
    start: int
    end: int


def runs(text: str, words: Lexicon) -> list[tuple[Token, ...]]:
    """Cut a text into runs of neighbouring date tokens.

    Parameters
    ----------
    text
        Raw text; the tokens' offsets point into it.
    words
        Look-up table of the text's language.

    Returns
    -------
    list of tuple of Token
        Tokens of a run have nothing between them but a space, a comma, a dash or a bracket.
    """
    view, places = skeleton(text)
    if not _may_tell(view, words):
        return []
    places = [*places, len(text)]
    pieces = [Piece(m.lastgroup, m.group(), m.start(), m.end()) for m in _PIECE.finditer(view)]
    found: list[list[Token]] = []
    i, last_end = 0, -1
    while i < len(pieces):
        if pieces[i].kind == "word" and not words.may_begin(pieces[i].text):
            i += 1
            continue
        letter, value, used = _classify(pieces, i, words, text, places, view)
        if letter:
            first, last = pieces[i], pieces[i + used - 1]
            token = Token(letter, value, places[first.start], places[last.end], first.text)
            near = found and last_end >= 0 and _is_gap(view, last_end, first.start, found[-1][-1], words.ordinal_dot)
            if near and len(found[-1]) < _LONGEST_RUN:
                found[-1].append(token)
            else:
                found.append([token])
            last_end = last.end
        i += used
    return [tuple(run) for run in found]


def _may_tell(view: str, words: Lexicon) -> bool:
    """Tell, at a glance, whether a text can hold a date: most sentences have no word that one needs, and no digits."""
    if _DIGIT.search(view):
        return True
    found = set(_PLAIN.findall(view))
    return not words.telling.isdisjoint(found) or any(
        word[len(prefix) :] in words.telling for prefix in words.prefixes for word in found if word.startswith(prefix)
    )


def _is_gap(view: str, start: int, end: int, before: Token, ordinal_dot: bool) -> bool:
    if end - start > 3:
        return False
    between = view[start:end]
    dotted = before.letter in "KV" or (before.letter == "n" and ordinal_dot)
    if dotted and between.startswith("."):  # "Nov. 9", "Sat. morning"
        between = between[1:]
    return _GAP.fullmatch(between) is not None and "\n" not in between


def _classify(pieces: list[Piece], i: int, words: Lexicon, text: str, places: list[int], view: str):
    """Give (letter, value, number of pieces used); the letter is empty for what is no part of a date."""
    piece = pieces[i]
    if piece.kind == "number":
        named, used = _look_up(pieces, i, piece.text, words, view)  # "7 October attacks" is a name
        return ("", None, used) if named else _number(pieces, i, words, view)
    if piece.kind in ("iso", "dmy"):
        return ("I", piece.text, 1)
    if piece.kind == "clock":
        return ("C", None, 1)
    if piece.kind == "amount":
        return ("", None, 1)
    if piece.text in words.prefixes and i + 1 < len(pieces) and pieces[i + 1].kind == "number":
        return ("&", None, 1)
    if piece.text in words.number_prefixes and i + 1 < len(pieces) and pieces[i + 1].start == piece.end:
        return ("x", None, 1) if pieces[i + 1].kind == "number" else ("", None, 1)
    entry, used = _look_up(pieces, i, piece.text, words, view)
    for prefix in words.prefixes if entry is None else ():
        if piece.text.startswith(prefix) and len(piece.text) > len(prefix) + 1:
            entry, used = _look_up(pieces, i, piece.text[len(prefix) :], words, view)
            if entry:
                break
    if entry is None:
        return ("", None, 1)
    if words.cased and entry.letter in "MKkWV" and not text[places[piece.start]].isupper():
        return ("", None, 1)
    return (entry.letter, entry.value, used)


def _look_up(pieces: list[Piece], i: int, first: str, words: Lexicon, view: str) -> tuple[Entry | None, int]:
    candidates = words.entries.get(first)
    if candidates is None and first.endswith("'s"):
        candidates = words.entries.get(first[:-2])
    for entry in candidates or ():
        if _stands_at(entry, pieces, i, view):
            return entry, len(entry.words)
    return None, 1


def _stands_at(entry: Entry, pieces: list[Piece], i: int, view: str) -> bool:
    """Tell whether the words of an entry behind its first follow a piece."""
    if i + len(entry.words) > len(pieces):
        return False
    for k in range(1, len(entry.words)):
        if pieces[i + k].text != entry.words[k] or not _is_joint(view, pieces[i + k - 1], pieces[i + k]):
            return False
    return True


def _is_joint(view: str, one: Piece, other: Piece) -> bool:
    """Tell whether two words can be of one phrase: no comma stands between them."""
    between = view[one.end : other.start]
    return len(between) <= 2 and "," not in between and "،" not in between


def _number(pieces: list[Piece], i: int, words: Lexicon, view: str):
    """Tell day numbers (n), ordinals (o), four-digit years (Y: 1800-2199, J: 1300-1499) from other numbers."""
    piece, value = pieces[i], int(pieces[i].text[:9])
    following = pieces[i + 1] if i + 1 < len(pieces) else None
    joined = following is not None and following.kind == "word" and following.start == piece.end
    if joined and following.text in words.ordinal_suffixes and 1 <= value <= 31:
        return ("o", value, 2)
    decade = _decade(piece, following, words, view)
    if decade:
        return ("N", decade, 2)
    touching = piece.start > 0 and (view[piece.start - 1].isalnum() or view[piece.start - 1] in "$€£#&")
    before = pieces[i - 1].text if touching and i and pieces[i - 1].kind == "word" else None
    if before in words.prefixes or before in words.number_prefixes:
        touching = False  # Arabic "and", "on" and "the" are written together with the number
    if touching or (joined and following.text not in words.entries):
        return ("#", None, 1)
    if len(piece.text) == 4 and 1800 <= value < 2200:
        return ("Y", value, 1)
    if len(piece.text) == 4 and 1300 <= value < 1500:
        return ("J", value, 1)
    return ("n", value, 1) if len(piece.text) <= 2 and 0 < value <= 99 else ("#", value, 1)


def _decade(piece: Piece, following: Piece | None, words: Lexicon, view: str) -> int | None:
    """Give the first year of "the 1990s", "the '90s"; "in his 90s" has no apostrophe."""
    value = int(piece.text[:9])
    if following is None or following.text not in words.decade_suffixes or value % 10:
        return None
    if view[piece.end : following.start] not in ("", "'"):
        return None
    if len(piece.text) == 4 and 1800 <= value < 2200:
        return value
    short = len(piece.text) == 2 and piece.start > 0 and view[piece.start - 1] == "'"
    return (2000 if value < 30 else 1900) + value if short else None
