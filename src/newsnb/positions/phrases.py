"""Phrases as people write them in the codebook and the language files, and finding them in raw text.

A phrase is a few words in order. Case, vowel signs, letter variants and joiners do not matter, and what clings to a
word in its language (Arabic conjunctions and pronouns, Persian plural endings, the English 's) is allowed for.
Four marks: ``call*`` any ending, ``phone/telephone`` either word, ``(any)`` may be absent, ``...`` up to six words.
"""

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from newsnb.articles.normalise import skeleton

Span = tuple[int, int]

# Between two words of a phrase: no full stop, so a phrase never runs from one sentence into the next.
_BETWEEN = r"[^\w.!?؟\n]{1,3}"
# A word inside a gap; the full stops of "U.S." do not end the sentence.
_ANY_WORD = r"\w+(?:['.]\w+)*(?:(?<=\.\w)\.)?"
_JOINER = "\u200c"
_GRAM = 3
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

    @cached_property
    def grams(self) -> frozenset[str]:
        """All that stands in the text in so many letters on end as a phrase is first looked up by."""
        return frozenset(self.text[i : i + _GRAM] for i in range(len(self.text) - _GRAM + 1))


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

    def spans(self, where: View) -> list[Span]:
        """Places in a view, left to right, without overlaps; where two phrases begin together, the longer one."""
        text, near = where.text, self._near(where)
        if not near:
            return []
        searches = [_one(self._ordered[number], self.affixes).search for number in near]
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

    def _near(self, where: View) -> list[int]:
        """Numbers of the phrases of which the view holds letters that they cannot do without."""
        by_gram, rest = self._needed
        listed = [rest, *(by_gram[gram] for gram in self.grams & where.grams)]
        return sorted({number for needed in listed for letters, number in needed if letters in where.text})

    @cached_property
    def _ordered(self) -> list[str]:
        """The phrases, longer ones first."""
        return sorted(set(self.phrases), key=lambda phrase: (-len(phrase), phrase))

    @cached_property
    def grams(self) -> frozenset[str]:
        """Beginnings of letters of which a view must hold one, unless `has_short`."""
        return frozenset(self._needed[0])

    @property
    def has_short(self) -> bool:
        """Whether a phrase is too short to be looked up by the beginning of its letters."""
        return bool(self._needed[1])

    @cached_property
    def _needed(self) -> tuple[dict[str, list[tuple[str, int]]], list[tuple[str, int]]]:
        """Letters a phrase needs (one of several sorts) with its number: by their beginning, and too short ones."""
        by_gram: dict[str, list[tuple[str, int]]] = {}
        rest: list[tuple[str, int]] = []
        for number, phrase in enumerate(self._ordered):
            for letters in _needed_by(phrase, self.affixes):
                group = rest if len(letters) < _GRAM else by_gram.setdefault(letters[:_GRAM], [])
                group.append((letters, number))
        return by_gram, rest


class Patterns:
    """Many patterns, each under a name, of which a view holds but a few."""

    def __init__(self, named: Iterable[tuple[Hashable, Pattern | None]]):
        self._named = [(name, pattern) for name, pattern in named if pattern]
        self._by_gram: dict[str, list[int]] = {}
        self._always: list[int] = []
        for number, (_, pattern) in enumerate(self._named):
            for gram in pattern.grams:
                self._by_gram.setdefault(gram, []).append(number)
            if pattern.has_short:
                self._always.append(number)
        self._grams = frozenset(self._by_gram)

    def find(self, where: View) -> list[tuple[Hashable, Span]]:
        """Places in a view, each with its pattern's name, in the order of the patterns."""
        near = {*self._always, *(number for gram in self._grams & where.grams for number in self._by_gram[gram])}
        named = (self._named[number] for number in sorted(near))
        return [(name, place) for name, pattern in named for place in pattern.spans(where)]


@lru_cache(maxsize=16384)
def _one(phrase: str, affixes: Affixes) -> re.Pattern:
    return re.compile(rf"(?<!\w)(?:{_phrase(phrase, affixes)})(?!\w)")


def find(pattern: Pattern | None, where: View) -> list[Span]:
    """Places of the view (not of the raw text) where a pattern matches, in order."""
    return pattern.spans(where) if pattern else []


@lru_cache(maxsize=4096)
def compile_phrases(phrases: tuple[str, ...], affixes: Affixes) -> Pattern | None:
    """Make one pattern of several phrases. None where there are none.

    Raises
    ------
    PhraseError
        If a phrase, or a part of it between blanks, holds no word.
    """
    for phrase in phrases:
        _check(phrase, affixes)
    return Pattern(phrases, affixes) if phrases else None


def _check(phrase: str, affixes: Affixes) -> None:
    """Refuse what would match nothing everywhere: a phrase of optional words, a mark between blanks ("call / talk")."""
    tokens = [token for token in phrase.split() if token != "..."]
    for token in tokens:
        bracketed = _BRACKETED.fullmatch(token)
        words = _alternatives(bracketed[1] if bracketed else token)
        if not words or not all(re.search(r"\w", _bare(word, affixes)) for word in words):
            raise PhraseError(
                f"{phrase!r}: {token!r} holds no word; marks are written onto words: 'phone/telephone call*'"
            )
    if all(_BRACKETED.fullmatch(token) for token in tokens):
        raise PhraseError(f"{phrase!r} holds no word; expected words in order, such as 'no (immediate) plan*'")


def _needed_by(phrase: str, affixes: Affixes) -> list[str]:
    """Give the longest letters that the phrase cannot do without; several where the word may be one of several."""
    tokens = [token for token in phrase.split() if token != "..." and not _BRACKETED.fullmatch(token)]
    choices = [[_letters(word, affixes) for word in _alternatives(token)] for token in tokens]
    return max(choices, key=lambda words: min(map(len, words)))


def _alternatives(token: str) -> list[str]:
    return [word for word in token.split("/") if word]


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
    return f"(?:{'|'.join(_word(word, affixes) for word in _alternatives(token))})"


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
