"""Finding listed phrases in a text, word by word: names, offices, cues. Linear in the text, whatever the list's length.

Words are compared on their skeleton (see `newsnb.articles.normalise`): spelling variants of Arabic and Persian, vowel
signs, ZWNJ and case do not matter, and every hit keeps its place in the raw text.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from newsnb.articles.normalise import skeleton

_REMEMBERED = 50_000  # words of which an index remembers what they begin
_WORD = re.compile(r"\w+")
# Arabic writes "and", "so", "by", "for", "like" and the future particle onto the next word.
_PROCLITICS = {"ar": ("و", "ف", "ب", "ل", "ك", "س")}


class TextWord(NamedTuple):
    """A word of a text: its skeleton and its place, ``[start, end)``, in the text it was read from.

    ``places`` are the offsets of its letters where they do not follow each other (vowel signs, tatweel between them).
    """

    text: str
    start: int
    end: int
    places: tuple[int, ...] = ()

    def place(self, letter: int) -> int:
        """Offset of a letter of the skeleton."""
        return self.places[letter] if self.places else self.start + letter


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: words ``[first, last)``, characters ``[start, end)``, and what the list says of it."""

    first: int
    last: int
    start: int
    end: int
    entries: tuple[Any, ...]


def words_of(text: str, shift: int = 0) -> list[TextWord]:
    """Split a text into words; ``shift`` is added to the offsets."""
    view, back = skeleton(text)
    if len(view) == len(text):  # nothing is silent: every letter is where it was
        return [TextWord(m.group(), m.start() + shift, m.end() + shift) for m in _WORD.finditer(view)]
    return [_word(match, back, shift) for match in _WORD.finditer(view)]


def _word(match: re.Match, back, shift: int) -> TextWord:
    start, end = back[match.start()] + shift, back[match.end() - 1] + 1 + shift
    if end - start == len(match.group()):
        return TextWord(match.group(), start, end)
    return TextWord(match.group(), start, end, tuple(back[i] + shift for i in range(*match.span())))


def variants(phrase: str) -> list[tuple[str, ...]]:
    """List the word sequences a phrase may be written as: its ZWNJ dropped, or a space in its place."""
    return list(dict.fromkeys(tuple(w.text for w in words_of(p)) for p in (phrase, phrase.replace("\u200c", " "))))


class PhraseIndex:
    """A list of phrases, each with an entry (anything), that can be looked for in a text."""

    def __init__(self, phrases: list[tuple[str, Any]], lang: str):
        self._proclitics = _PROCLITICS.get(lang, ())
        entries_of = defaultdict(list)
        for phrase, entry in phrases:
            for sequence in filter(None, variants(phrase)):
                entries_of[sequence].append(entry)
        # First word, then second word (empty where there is none), to phrases, the longest first.
        self._index: dict[str, dict[str, list]] = {}
        for sequence, entries in sorted(entries_of.items(), key=lambda item: -len(item[0])):
            seconds = self._index.setdefault(sequence[0], {})
            seconds.setdefault("".join(sequence[1:2]), []).append((sequence, entries))
        self._begins: dict[str, list[tuple[dict, int]]] = {}

    def __contains__(self, word: str) -> bool:
        """Whether a phrase begins with this word."""
        return word in self._index

    def entries(self) -> Iterator:
        """Give the entries of all phrases; one with several phrases comes several times."""
        phrases = (phrase for seconds in self._index.values() for same in seconds.values() for phrase in same)
        return (entry for _, entries in phrases for entry in entries)

    def scan(self, words: list[TextWord], allow=lambda entry, start: True) -> list[Hit]:
        """Find the listed phrases, left to right without overlaps; the longest wins.

        Parameters
        ----------
        words
            Words of the text.
        allow
            Called with an entry and the offset at which it would start; a refused entry does not count.
        """
        hits, behind = [], 0
        for i, word in enumerate(words):
            begun = self._begins.get(word.text)
            if begun is None:
                begun = self._learn(word.text)
            if begun and i >= behind and (hit := self._at(words, i, begun, allow)):
                hits.append(hit)
                behind = hit.last
        return hits

    def _learn(self, word: str) -> list[tuple[dict, int]]:
        """Give the phrases that a word begins, by second word, and how many characters are written onto it.

        Remembered from text to text, for few words are new.
        """
        if len(self._begins) >= _REMEMBERED:
            self._begins.clear()
        self._begins[word] = [
            (self._index[first], skipped)
            for first, skipped in _without_proclitics(word, self._proclitics)
            if first in self._index
        ]
        return self._begins[word]

    def _at(self, words, i, begun, allow) -> Hit | None:
        second = words[i + 1].text if i + 1 < len(words) else ""
        for seconds, skipped in begun:
            for sequence, entries in (*seconds.get(second, ()), *seconds.get("", ())):
                if not _follows(words, i, sequence):
                    continue
                start = words[i].place(skipped)
                if kept := tuple(entry for entry in entries if allow(entry, start)):
                    last = i + len(sequence)
                    return Hit(i, last, start, words[last - 1].end, kept)
        return None


def _follows(words, i, sequence) -> bool:
    """Tell whether the words from ``i`` are the sequence and stand side by side, no sentence end between them."""
    if i + len(sequence) > len(words):
        return False
    for k in range(1, len(sequence)):
        if words[i + k].text != sequence[k] or not _side_by_side(words[i + k - 1], words[i + k]):
            return False
    return True


def _side_by_side(before: TextWord, after: TextWord) -> bool:
    """One character apart; two only after an initial ("J. D. Vance"), not after a sentence or a comma."""
    gap = after.start - before.end
    return gap <= 1 or (gap == 2 and len(before.text) <= 2)


def _without_proclitics(word: str, proclitics: tuple[str, ...]):
    """Yield the word, then the word without one and two of what is written onto it, with the characters skipped."""
    yield word, 0
    if not proclitics:
        return
    yield from _after_article(word, 0)
    if word[:1] in proclitics and len(word) > 3:
        yield word[1:], 1
        yield from _after_article(word[1:], 1)
        if word[0] in "وف" and word[1] in proclitics and len(word) > 4:
            yield word[2:], 2


def _after_article(word: str, skipped: int):
    """Yield the spelling with the article after "for", which loses its alef there: لل stands for ل + ال."""
    if word.startswith("لل") and len(word) > 4:
        yield "ال" + word[2:], skipped
