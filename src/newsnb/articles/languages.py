"""Tell the language of a text: only languages with a file are read, their neighbours are recognised and reported."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache

from newsnb import lang
from newsnb.articles.normalise import fold

_SAMPLE = 20_000  # characters are enough for any article and keep a huge file cheap
_FEWEST_LETTERS = 2


@cache
def known() -> dict[str, dict]:
    """List every language that can be told apart, with its script, letters and common words.

    Returns
    -------
    dict
        Code to ``{"scripts": set, "letters": set, "words": set}``: languages with a file, and the neighbours that
        their files name.
    """
    found: dict[str, dict] = {}
    for code in lang.available():
        own = lang.load(code).identify
        for other, facts in {**own.get("neighbours", {}), code: own}.items():
            if other not in found or other == code:
                scripts = facts.get("script", own.get("script", "LATIN"))
                found[other] = {
                    "scripts": frozenset([scripts] if isinstance(scripts, str) else scripts),
                    "letters": frozenset(facts.get("letters") or ()),
                    "words": frozenset(map(fold, facts.get("words") or ())),
                }
    return found


@cache
def _identifier():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(set(known()) & set(identifier.labels)))
    return identifier


def identify(text: str) -> str | None:
    """Tell the language of a text by letters, very common words and letter statistics.

    Parameters
    ----------
    text
        Any length; only the first part of a very long text is looked at. Letters decide short pieces.

    Returns
    -------
    str or None
        ISO 639-1 code (ISO 639-3 where there is none), which may be a language without a file; missing where there
        are too few letters or the script is that of no known language.

    Examples
    --------
    >>> identify("پسکوف گفت"), identify("ٹڈے"), identify("12:30")
    ('fa', 'ur', None)
    """
    sample = text[:_SAMPLE]
    letters = Counter(character for character in sample.lower() if character.isalpha())
    if letters.total() < _FEWEST_LETTERS:
        return None
    script = _script(letters)
    words = Counter(fold(sample).replace("\u200c", " ").split())
    scores = dict(_identifier().rank(sample))
    return max(
        (code for code in sorted(known()) if script in known()[code]["scripts"]),
        key=lambda code: scores.get(code, 0.0) + _evidence(code, letters, words) + _prior(code, letters.total()),
        default=None,
    )


def majority(pieces: Iterable[str]) -> str | None:
    """Tell the language in which most of the letters of several pieces are written; missing if none can be told."""
    counts: Counter[str] = Counter()
    read = 0
    for piece in pieces:
        code = identify(piece) if read < _SAMPLE else None
        read += len(piece)
        if code:
            counts[code] += min(len(piece), _SAMPLE)
    return max(sorted(counts), key=counts.__getitem__, default=None)


def _evidence(code: str, letters: Counter, words: Counter) -> float:
    """Weigh the letters and the common words of a language; both count for more the larger their share."""
    facts = known()[code]
    own_letters = sum(letters[letter] for letter in facts["letters"]) / letters.total()
    own_words = sum(words[word] for word in facts["words"]) / max(1, words.total())
    return 4 * min(own_letters, 0.25) + 3 * min(own_words, 0.5)


def _prior(code: str, n_letters: int) -> float:
    """Prefer languages with a file, where there is little else to go by."""
    return min(0.3, 6 / n_letters) if code in lang.available() else 0.0


def _script(letters: Counter) -> str:
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        scripts[unicodedata.name(letter, "UNKNOWN").split()[0]] += count
    return max(sorted(scripts), key=scripts.__getitem__)
