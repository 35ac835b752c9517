"""Phrases as people write them in the codebook and the language files, and finding them in raw text.

A phrase is a few words in order. Case, vowel signs, letter variants and joiners do not matter, and what clings to a
word in its language (Arabic conjunctions and pronouns, Persian plural endings, the English 's) is allowed for.
Four marks: ``call*`` any ending, ``phone/telephone`` either word, ``(any)`` may be absent, ``...`` up to six words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

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


@dataclass(frozen=True)
class Pattern:
    """Phrases that are looked for together.

    Making regular expressions takes far longer than using them, so a phrase gets its own when a text first holds
    letters that it cannot do without.
    """

    phrases: tuple[str, ...]
    affixes: Affixes

    def spans(self, text: str) -> list[Span]:
        """Places in the text of a view, left to right, without overlaps; where two begin together, the longer one."""
        phrases, needed = self._ordered
        near = sorted({number for letters, number in needed if letters in text})
        searches = [_one(phrases[number], self.affixes).search for number in near]
        found: list[Span] = []
        following = [search(text) for search in searches]
        while first := min((match for match in following if match), key=re.Match.start, default=None):
            found.append(first.span())
            end = max(first.end(), first.start() + 1)
            following = [
                search(text, end) if match and match.start() < end else match
                for search, match in zip(searches, following, strict=True)
            ]
        return found

    @cached_property
    def _ordered(self) -> tuple[list[str], list[tuple[str, int]]]:
        """The phrases, longer ones first, and letters of which one at least must be there, with the phrase's number."""
        ordered = sorted(set(self.phrases), key=lambda phrase: (-len(phrase), phrase))
        needed = [(letters, i) for i, phrase in enumerate(ordered) for letters in _needed_by(phrase, self.affixes)]
        return ordered, needed


@lru_cache(maxsize=16384)
def _one(phrase: str, affixes: Affixes) -> re.Pattern:
    return re.compile(rf"(?<!\w)(?:{_phrase(phrase, affixes)})(?!\w)")


def find(pattern: Pattern | None, where: View) -> list[Span]:
    """Places of the view (not of the raw text) where a pattern matches, in order."""
    return pattern.spans(where.text) if pattern else []


@lru_cache(maxsize=4096)
def compile_phrases(phrases: tuple[str, ...], affixes: Affixes) -> Pattern | None:
    """Make one pattern of several phrases. None where there are none.

    Raises
    ------
    PhraseError
        If a phrase is empty or only made of marks.
    """
    for phrase in phrases:
        if not re.search(r"\w", phrase):
            raise PhraseError(f"{phrase!r} holds no word; expected words in order, such as 'no (immediate) plan*'")
    return Pattern(phrases, affixes) if phrases else None


def _needed_by(phrase: str, affixes: Affixes) -> list[str]:
    """Give the longest letters that the phrase cannot do without; several where the word may be one of several."""
    tokens = [token for token in phrase.split() if token != "..." and not _BRACKETED.fullmatch(token)]
    choices = [[_letters(word, affixes) for word in token.split("/") if word] for token in tokens]
    return max(choices, key=lambda words: min(map(len, words), default=0), default=[""]) or [""]


def _letters(written: str, affixes: Affixes) -> str:
    """Give the longest run of letters of a word that stand in every spelling of it."""
    letters = _bare(written, affixes)
    feminine = written.strip("*").endswith("ة")
    return max((letters[:-1] if feminine else letters).split("\0"), key=len)


def _bare(written: str, affixes: Affixes) -> str:
    """Give the letters of a word as a view has them, without article; a null character stands where a joiner may be."""
    letters, _ = skeleton(written.strip("*").replace(_JOINER, "\0"))
    if affixes.article and letters.startswith(affixes.article) and len(letters) > len(affixes.article) + 2:
        letters = letters.removeprefix(affixes.article)
    return letters


def _phrase(phrase: str, affixes: Affixes) -> str:
    pattern, needs_space = "", False
    for token in phrase.split():
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
    letters, feminine = _bare(written, affixes), written.strip("*").endswith("ة")
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
