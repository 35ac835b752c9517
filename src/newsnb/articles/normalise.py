"""Views of a text for matching. The raw text is never replaced: every view keeps the way back to it.

`fold` changes characters one for one, so offsets stay. `skeleton` also drops characters that carry no letter (tatweel,
vowel signs, zero-width marks) and returns the offsets of those it kept.
"""

import unicodedata
from functools import cache

# One letter, several code points: NFKC does not equate these (Arabic and Persian yeh, kaf, heh, alef with hamza).
_SAME_LETTER = {
    "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي",
    "ک": "ك",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",
    "ؤ": "و",
    "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه",
    "’": "'", "‘": "'", "ʼ": "'", "`": "'",
    "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ",
}  # fmt: skip


def _fold_character(character: str) -> str:
    if character in _SAME_LETTER:
        return _SAME_LETTER[character]
    if character.isdigit() and unicodedata.decimal(character, None) is not None:
        return str(unicodedata.decimal(character))
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character


class _Folded(dict):
    """Code point to folded character, filled as characters are met: what `str.translate` looks up."""

    def __missing__(self, code: int) -> str:
        self[code] = _fold_character(chr(code))
        return self[code]


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Map letters that readers take for the same to one code point, lower case, ASCII digits.

    The result has the length of the text, so a span found in it is a span of the text.

    Examples
    --------
    >>> fold("ی") == fold("ي"), fold("۱۴۰۳"), fold("Kremlin’s")
    (True, '1403', "kremlin's")
    """
    return text.lower().replace("`", "'") if text.isascii() else text.translate(_FOLDED)


@cache
def is_silent(character: str) -> bool:
    """Tell whether a character carries no letter: tatweel, vowel signs, zero-width and direction marks."""
    return character == "ـ" or unicodedata.category(character) in ("Mn", "Cf")


def skeleton(text: str) -> tuple[str, list[int]]:
    """Fold a text and drop its silent characters.

    Returns
    -------
    tuple
        The view, and for each of its characters the offset in ``text`` it came from.

    Examples
    --------
    >>> skeleton("می\u200cگوید")
    ('ميگويد', [0, 1, 3, 4, 5, 6])
    """
    folded = fold(text)
    if text.isascii():
        return folded, list(range(len(text)))
    silent = {character for character in set(text) if is_silent(character)}
    if not silent:
        return folded, list(range(len(text)))
    kept = [i for i, character in enumerate(text) if character not in silent]
    return "".join(folded[i] for i in kept), kept
