"""What stands around a date expression: its sentence, quotation marks, and words that tell how it is meant."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from newsnb.dates.lexicon import lexicon
from newsnb.lang import Language
from newsnb.phrases import TextWord, words_of

_SENTENCE_END = re.compile(r"[.!?؟۔](?=\s|$)|\n")
_NEAR = 14  # characters between "until" and the date it limits
_FAR = 600  # and between "will" and the date it puts ahead
_LONGEST_QUOTE = 2000


@dataclass(frozen=True)
class Mark:
    """A word that tells how a date is meant: ``kind`` is the list of the language file it stands in."""

    kind: str
    start: int
    end: int


class Context:
    """A stretch of text with its words, sentences, quotations and marks; all offsets count from its beginning.

    Each is looked for when first asked for: most stretches name no date.
    """

    def __init__(self, text: str, language: Language):
        self.text = text
        self.language = language

    @cached_property
    def words(self) -> list[TextWord]:
        """The words of the text."""
        return words_of(self.text)

    @cached_property
    def _ends(self) -> list[int]:
        return [0, *(m.end() for m in _SENTENCE_END.finditer(self.text)), len(self.text) + 1]

    @cached_property
    def _marks(self) -> list[Mark]:
        return _marks(self.words, self.language)

    @cached_property
    def _starts(self) -> list[int]:
        return [mark.start for mark in self._marks]

    @cached_property
    def _quotes(self) -> list[tuple[int, int]]:
        return _quotes(self.text, self.language.quotes)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Give the span of the sentence that holds a span."""
        first = self._ends[bisect_right(self._ends, start) - 1]
        last = self._ends[min(bisect_left(self._ends, end), len(self._ends) - 1)]
        return first, min(last, len(self.text))

    def marks(self, kind: str, start: int, end: int) -> list[Mark]:
        """List the marks of a kind that start in ``[start, end)``."""
        found = self._marks[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [mark for mark in found if mark.kind == kind]

    def is_quoted(self, start: int) -> bool:
        """Tell whether a place lies inside quotation marks: a "today" there is the speaker's, not the writer's."""
        # Quotations of different marks may nest, hence the few before.
        i = bisect_right(self._quotes, (start, 0))
        return any(first < start < last for first, last in self._quotes[max(i - 8, 0) : i])

    def is_future(self, start: int, end: int) -> bool:
        """Tell whether something at a span may still lie ahead of the writer."""
        first, last = self.sentence(start, end)
        marks = self.marks("future_marks", max(first, start - _FAR), min(last, end + 30))
        return self.is_limit(start) or bool(marks)

    def is_ahead(self, start: int) -> bool:
        """Tell whether an event named at a place lies ahead: "before" or a future verb stands close in front of it."""
        return self.is_limit(start) or bool(self.marks("future_marks", start - 2 * _NEAR, start))

    def is_limit(self, start: int) -> bool:
        """Tell whether "until", "before" or the like stands directly in front of a place."""
        return any(0 <= start - mark.end <= _NEAR for mark in self.marks("limit_marks", start - 40, start))

    def is_updated(self, start: int) -> bool:
        """Tell whether "updated" stands directly in front of a date: then the text is not younger than that."""
        labels = self.marks("updated_labels", start - 40, start)
        return any(0 <= start - mark.end <= _NEAR for mark in labels)

    def is_retrospective(self, start: int, end: int) -> bool:
        """Tell whether the words speak from a later time: "the then president-elect"."""
        return bool(self.marks("retrospective", max(start - 12, 0), end + 8))


def _marks(words: list[TextWord], language: Language) -> list[Mark]:
    hits = lexicon(language).marks.scan(words)
    found = [Mark(kind, hit.start, hit.end) for hit in hits for kind in hit.entries]
    prefixes = lexicon(language).future_prefixes
    if prefixes:
        found += [
            Mark("future_marks", word.start, word.end)
            for word in words
            if len(word.text) > 4 and word.text.removeprefix("و").startswith(prefixes)
        ]
    suffixes = lexicon(language).future_suffixes
    if suffixes:
        found += [
            Mark("future_marks", word.start, word.end)
            for word in words
            if len(word.text) > 5 and word.text.endswith(suffixes)
        ]
    return sorted(found, key=lambda mark: mark.start)


def _quotes(text: str, pairs: tuple[tuple[str, str], ...]) -> list[tuple[int, int]]:
    """List the quoted stretches; a mark that is never closed quotes nothing."""
    found = []
    for opening, closing in pairs:
        start = text.find(opening)
        while start >= 0:
            end = text.find(closing, start + len(opening), start + _LONGEST_QUOTE)
            if end < 0:
                start = text.find(opening, start + len(opening))
                continue
            found.append((start, end))
            start = text.find(opening, end + len(closing))
    return sorted(found)
