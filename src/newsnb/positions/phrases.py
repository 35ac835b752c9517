"""Phrases as people write them in the codebook and the language files, and finding them in raw text.

A phrase is a few words in order. Case, vowel signs, letter variants and joiners do not matter, and what clings to a
word in its language (Arabic conjunctions and pronouns, Persian plural endings, the English 's) is allowed for.
Four marks: ``call*`` any ending, ``phone/telephone`` either word, ``(any)`` may be absent, ``...`` up to six words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from newsnb.articles.normalise import skeleton

Span = tuple[int, int]

# Between two words of a phrase: no full stop, so a phrase never runs from one sentence into the next.
_BETWEEN = r"[^\w.!?؟\n]{1,3}"
# A word inside a gap; the full stops of "U.S." do not end the sentence.
_ANY_WORD = r"\w+(?:['.]\w+)*(?:(?<=\.\w)\.)?"
_JOINER = "\u200c"
_BRACKETED = re.compile(r"\(([^()\s]+)\)")


class PhraseError(ValueError):
    """A phrase cannot be read; the message says what is wrong with it."""


@dataclass(frozen=True)
class Affixes:
    """What may cling to the words of a language.

    Attributes
    ----------
    article
        The definite article written onto its word (Arabic), which never tells two phrases apart.
    conjunctions
        What may stand before any word, however short.
    before, after
        What may stand before or after a word of three letters or more.
    """

    article: str = ""
    conjunctions: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @classmethod
    def of(cls, speech_acts: dict) -> "Affixes":
        """Read the ``affixes`` of a language file's ``speech_acts`` section."""
        given = speech_acts.get("affixes", {})
        lists = {key: tuple(given.get(key, ())) for key in ("conjunctions", "before", "after")}
        return cls(article=given.get("article", ""), **lists)


@dataclass(frozen=True)
class View:
    """Words of a raw text made ready for matching, with the way back to their offsets."""

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Raw span of the characters ``[start, end)`` of the view."""
        return self.offsets[start], self.offsets[end - 1] + 1


def view(raw: str, spans: Iterable[Span]) -> View:
    """Make a view of some spans of a raw text; a line break keeps their words apart."""
    text, offsets = "", []
    for start, end in spans:
        words, kept = skeleton(raw[start:end])
        text += words + "\n"
        offsets += [start + i for i in kept] + [max(start, end - 1)]
    return View(text, tuple(offsets))


def find(pattern: re.Pattern | None, where: View) -> list[Span]:
    """Places of the view (not of the raw text) where a pattern matches, in order."""
    return [match.span() for match in pattern.finditer(where.text)] if pattern else []


@lru_cache(maxsize=4096)
def compile_phrases(phrases: tuple[str, ...], affixes: Affixes) -> re.Pattern | None:
    """Make one pattern of several phrases; longer ones are tried first. None where there are none.

    Raises
    ------
    PhraseError
        If a phrase is empty or only made of marks.
    """
    if not phrases:
        return None
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<!\w)(?:{'|'.join(_phrase(p, affixes) for p in ordered)})(?!\w)")


def _phrase(phrase: str, affixes: Affixes) -> str:
    tokens = phrase.split()
    if not any(re.search(r"\w", token) for token in tokens):
        raise PhraseError(f"{phrase!r} holds no word; expected words in order, such as 'no (immediate) plan*'")
    pattern, needs_space = "", False
    for token in tokens:
        bracketed = _BRACKETED.fullmatch(token)
        if token == "...":
            pattern += rf"(?:{_BETWEEN}{_ANY_WORD}){{0,6}}?"
        elif bracketed:
            word = _choices(bracketed[1], affixes)
            pattern += f"(?:{_BETWEEN}{word})?" if needs_space else f"(?:{word}{_BETWEEN})?"
        else:
            pattern += (_BETWEEN if needs_space else "") + _choices(token, affixes)
            needs_space = True
    return pattern


def _choices(token: str, affixes: Affixes) -> str:
    return f"(?:{'|'.join(_word(word, affixes) for word in token.split('/') if word)})"


def _word(written: str, affixes: Affixes) -> str:
    bare = written.strip("*")
    feminine = bare.endswith("ة")
    letters, _ = skeleton(bare.replace(_JOINER, "\0"))
    if affixes.article and letters.startswith(affixes.article) and len(letters) > len(affixes.article) + 2:
        letters = letters.removeprefix(affixes.article)
    # A joiner may be typed, left out, or typed as a space.
    core = re.escape(letters).replace(re.escape("\0"), "\0").replace("\0", " ?")
    if feminine:
        core = core[:-1] + "[هت]"
    before = _optional(affixes.conjunctions)
    after = ""
    if len(letters) > 2:
        before += _optional(affixes.before)
        after = _optional(affixes.after)
    start = r"\w*" if written.startswith("*") else before
    return start + core + (r"\w*" if written.endswith("*") else after)


def _optional(parts: tuple[str, ...]) -> str:
    folded = sorted({skeleton(part)[0] for part in parts if part}, key=lambda part: (-len(part), part))
    return f"(?:{'|'.join(map(re.escape, folded))})?" if folded else ""
