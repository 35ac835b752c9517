"""What AlKhalil Morpho Sys 2 says of Arabic words: where clitics may be cut off, and as what the rest may be read.

A dictionary of roots and patterns (Boudchiche and others 2017), GPL, in the Python port ``farahidi``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from training.parsing.names import CLITICS
from training.parsing.noise import without_vowels

LETTERS = re.compile("[\u0621-\u064a]+")
_LONGEST = 18  # letters; longer "words" are run-together text, and take the analyser minutes


@dataclass(frozen=True)
class Reading:
    """One way to read a word.

    Attributes
    ----------
    cuts
        Places of letters before which a clitic ends or begins; the article belongs to its noun.
    pos, kind
        AlKhalil's part of speech and its finer kind, in Arabic.
    weight
        How frequent, out of context.
    """

    cuts: tuple[int, ...]
    pos: str
    kind: str
    weight: float


@lru_cache(None)
def readings(word: str) -> tuple[Reading, ...]:
    """All readings, the most frequent first; none of what is not a word of 2 to 18 letters, or unknown."""
    if not 2 <= len(word) <= _LONGEST or not LETTERS.fullmatch(word):
        return ()
    from farahidi import analyze

    weights: dict[tuple, float] = {}
    for found in analyze(word):
        key = (_cuts(word, found), found.pos, found.type or found.pos)
        weights[key] = max(weights.get(key, 0.0), found.score)
    return tuple(Reading(*key, weight) for key, weight in sorted(weights.items(), key=lambda item: (-item[1], item[0])))


def _cuts(word: str, found) -> tuple[int, ...]:
    places = []
    for letter in "".join(without_vowels(affix.form) for affix in found.proclitics):
        behind = len(places)
        # "لل": the second letter is what is left of the article.
        article = letter == "ا" or (letter == "ل" and behind and word[behind - 1] == "ل")
        if article or letter not in CLITICS:
            break
        places.append(behind + 1)
    if tail := sum(len(without_vowels(affix.form)) for affix in found.enclitics):
        places.append(len(word) - tail)
    return tuple(places)


def verdicts(pieces: Sequence[str]) -> list[tuple[str, ...]]:
    """What is said of the words that one stretch of letters was cut into: three verdicts a word.

    The longest piece is taken for the stem: its possible parts of speech, its possible kinds, its most frequent kind.
    """
    places, end = [], 0
    for piece in pieces[:-1]:
        end += len(piece)
        places.append(end)
    stem = max(range(len(pieces)), key=lambda i: len(pieces[i]))
    found = [r for r in readings("".join(pieces)) if r.cuts == tuple(places)]
    found = found or [r for r in readings(pieces[stem]) if not r.cuts]
    if found:
        said = ("/".join(sorted({r.pos for r in found})), "/".join(sorted({r.kind for r in found})), found[0].kind)
    else:
        said = ("unknown",) * 3
    return [said if i == stem else ("in front" if i < stem else "behind",) * 3 for i in range(len(pieces))]
