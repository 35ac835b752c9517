"""The furniture phrases of all language files, in a form that lines can be compared with.

Every file's phrases are tried on every page: an Arabic page carries English share buttons as often as Arabic ones.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from newsnb import lang
from newsnb.articles.normalise import skeleton

_NUMBER = re.compile(r"\d+(?:[.,:/٫٬]\d+)*")
_COLON = re.compile(r"[:：|]")
_NOT_WORD = re.compile(r"[^\w#:]+|_+")


def simplify(text: str) -> str:
    """Reduce a line to what phrases are compared by: folded words, ``#`` for numbers, ``:`` for a colon or bar.

    Examples
    --------
    >>> simplify("12 Comments — Editor’s pick: World")
    '# comments editor s pick : world'
    """
    # Words written with a zero-width joiner count as two, so that "می‌گوید" and "می گوید" are the same.
    spaced = text.replace("\u200c", " ")
    numbered = _NUMBER.sub(" # ", skeleton(spaced)[0])
    return " ".join(_NOT_WORD.sub(" ", _COLON.sub(" : ", numbered)).split())


@dataclass(frozen=True)
class Phrases:
    """A set of phrases, looked up by their first word."""

    by_first: dict[str, tuple[tuple[str, ...], ...]]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> "Phrases":
        """Prepare phrases as written in a language file."""
        by_first = defaultdict(set)
        for phrase in phrases:
            words = tuple(simplify(phrase).split())
            if words:
                by_first[words[0]].add(words)
        return cls({first: tuple(sorted(group, key=len, reverse=True)) for first, group in by_first.items()})

    def length_at(self, words: list[str], position: int) -> int:
        """Count the words of the longest phrase that stands at a position; 0 if none does."""
        for phrase in self.by_first.get(words[position], ()):
            if tuple(words[position : position + len(phrase)]) == phrase:
                return len(phrase)
        return 0

    def opens(self, words: list[str]) -> int:
        """Count the words of the phrase that the line opens with; 0 if none does."""
        return self.length_at(words, 0) if words else 0

    def is_whole(self, words: list[str]) -> bool:
        """Tell whether the line is one of the phrases and nothing else; colons around it do not matter."""
        core = [word for word in words if word != ":"]
        return bool(core) and self.length_at(core, 0) == len(core)

    def closes(self, words: list[str]) -> int:
        """Count the words of the phrase that the line ends with; 0 if none does."""
        for position in range(max(0, len(words) - 5), len(words)):
            if self.length_at(words, position) == len(words) - position:
                return len(words) - position
        return 0

    def within(self, words: list[str]) -> bool:
        """Tell whether one of the phrases stands anywhere in the line."""
        return any(self.length_at(words, position) for position in range(len(words)))


@cache
def furniture(section: str, use: str) -> Phrases:
    """Phrases of one section and use (``whole``, ``starts``, ...) from every language file."""
    return Phrases.of(
        phrase for code in lang.available() for phrase in lang.load(code).furniture.get(section, {}).get(use, [])
    )


@cache
def change_labels() -> Phrases:
    """What stands before the day of a page's last change, from every language file."""
    return Phrases.of(phrase for code in lang.available() for phrase in lang.load(code).dates.get("updated_labels", []))


@cache
def wordlist(name: str) -> Phrases:
    """Phrases of a plain list of the furniture section (``continues``, ``outlet_words``) from every language file."""
    return Phrases.of(phrase for code in lang.available() for phrase in lang.load(code).furniture.get(name, []))
