"""Lines and paragraphs of a raw text, with their offsets: what the furniture rules look at.

A line normally is a paragraph. Two kinds of page break one paragraph over several lines: text wrapped at a width, and
headlines that a scraper has cut into one word a line; both are joined here.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from newsnb.articles.normalise import fold
from newsnb.articles.phrases import simplify

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BULLETS = "•●○▪■□◆◇▶►◄→←↓⬅➡*–—-·‣⁃✦✔"
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufe0f"
_CLOSERS = "\"'”’»)]}›“ \u200f\u200e"
_LONGEST_LABEL = 400  # characters; a longer line is text, whatever it begins with
_LONGEST_COUNTED = 3000
_WIDEST_WRAP = 130
_INNER_STOP = re.compile(r"\w{3}[.!?؟][\"”»’)]?\s")


@dataclass(frozen=True)
class Paragraph:
    """A stretch ``[start, end)`` of the raw text, trimmed to its words."""

    start: int
    end: int
    text: str
    n_lines: int = 1

    @cached_property
    def words(self) -> list[str]:
        """Simplified words, for comparison with phrases; of a long paragraph none."""
        return simplify(self.text).split() if len(self.text) <= _LONGEST_LABEL else []

    @cached_property
    def n_words(self) -> int:
        """Count the words as printed; of a very long paragraph those of its beginning."""
        return len(self.text[:_LONGEST_COUNTED].split())

    @cached_property
    def key(self) -> str:
        """What two copies of a line share: its letters and numbers, whatever the spacing."""
        return " ".join(fold(self.text).split()) if len(self.text) <= _LONGEST_LABEL else self.text

    @cached_property
    def has_letters(self) -> bool:
        """Whether anything but digits, marks and emoji stands here."""
        return any(character.isalpha() for character in self.text)

    @cached_property
    def ends_sentence(self) -> bool:
        """Whether it ends like a sentence: a full stop, question or exclamation mark, but not an ellipsis."""
        bare = self.text[-40:].rstrip(_CLOSERS)
        return bare.endswith((".", "!", "?", "؟", "۔", "。")) and not bare.endswith("..")

    @property
    def is_headline(self) -> bool:
        """Whether it could be a headline: some words, no full stop."""
        if not (2 <= self.n_words <= 30 and self.has_letters):
            return False
        return not self._closes_like_text and not _INNER_STOP.search(self.text)

    @property
    def is_prose(self) -> bool:
        """Whether it is running text: a sentence of some length, or very long."""
        return self.n_words >= 30 or (self.n_words >= 6 and self.ends_sentence and not self.is_headline)

    @property
    def is_complete(self) -> bool:
        """Whether it is a whole paragraph of running text, not a cut-off teaser."""
        return self.n_words >= 10 and self.ends_sentence

    @property
    def _closes_like_text(self) -> bool:
        bare = self.text[-40:].rstrip(_CLOSERS)
        return (
            self.n_words > 14
            and self.ends_sentence
            or bare.endswith((".", "،", ",", "؛", ";", "۔"))
            and not (bare.endswith(".."))
        )


def paragraphs(text: str) -> list[Paragraph]:
    """Cut a raw text into paragraphs, in order; blank lines and marks around the words are left out."""
    lines = [line for line in map(_trimmed, _LINE.finditer(text)) if line]
    width = _wrap_width(text, lines)
    joined: list[Paragraph] = []
    for line in lines:
        if width and joined and _continues(text, joined[-1], line, width):
            first = joined.pop()
            line = Paragraph(first.start, line.end, text[first.start : line.end], first.n_lines + 1)
        joined.append(line)
    return joined


def _trimmed(match: re.Match) -> Paragraph | None:
    line, start = match.group(), match.start()
    left = 0
    while left < len(line) and _is_margin(line[left]):
        left += 1
    right = len(line)
    while right > left and (line[right - 1].isspace() or line[right - 1] in _INVISIBLE):
        right -= 1
    return Paragraph(start + left, start + right, line[left:right]) if right > left else None


def _is_margin(character: str) -> bool:
    if character.isspace() or character in _INVISIBLE or character in _BULLETS:
        return True
    return unicodedata.category(character) in ("So", "Sk") and character not in "©®°"


def _wrap_width(text: str, lines: list[Paragraph]) -> int:
    """Find the width a text was wrapped at; 0 if it was not.

    In wrapped text a line ends because the next word would not have fitted. That holds for nearly all lines of a
    wrapped page and for few of any other.
    """
    lengths = sorted(len(line.text) for line in lines)
    if len(lines) < 5 or sum(n for n in lengths if n > _WIDEST_WRAP) > 0.3 * sum(lengths):
        return 0
    short = [n for n in lengths if n <= _WIDEST_WRAP]
    width = short[int(0.97 * (len(short) - 1))]
    if width < 30:
        return 0
    pairs = [(a, b) for a, b in zip(lines, lines[1:], strict=False) if _adjacent(text, a, b)]
    inner = [(a, b) for a, b in pairs if not a.ends_sentence]
    full = sum(len(a.text) for a, b in inner if _is_full(a.text, b.text, width))
    enough = len(inner) >= 4 and full >= 0.75 * sum(len(a.text) for a, b in inner)
    return width if enough else 0


def _is_full(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(None, 1)[0]) > width - 2


def _adjacent(text: str, above: Paragraph, below: Paragraph) -> bool:
    return len(_BREAK.findall(text, above.end, below.start)) == 1


def _continues(text: str, above: Paragraph, below: Paragraph, width: int) -> bool:
    last_line = text[max(above.start, above.end - 2 * width) : above.end].splitlines()[-1].strip()
    return _adjacent(text, above, below) and _is_full(last_line, below.text, width)
