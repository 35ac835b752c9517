"""A page being labelled: its paragraphs, and what each is by the first rule that knew it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from newsnb.articles.normalise import fold
from newsnb.articles.paragraphs import Paragraph
from newsnb.articles.phrases import simplify


@dataclass(frozen=True)
class Label:
    """What a paragraph is (``kind`` as in the blocks table), and the rule that says so."""

    kind: str
    reason: str


Labels = dict[int, Label]
BODY = Label("body", "text")
TITLE = Label("title", "headline")


@dataclass(frozen=True)
class Page:
    """The paragraphs of one raw text; ``given_title`` is the title that the record itself names."""

    paragraphs: tuple[Paragraph, ...]
    given_title: str | None = None

    @cached_property
    def given_key(self) -> str:
        """The given title as lines are compared."""
        return " ".join(fold(self.given_title or "").split())

    def __len__(self) -> int:
        return len(self.paragraphs)

    def __getitem__(self, index: int) -> Paragraph:
        return self.paragraphs[index]

    def open(self, labels: Labels) -> list[int]:
        """List the paragraphs that no rule has named yet."""
        return [i for i in range(len(self)) if i not in labels]

    def prose(self, labels: Labels) -> list[int]:
        """List the unnamed paragraphs that are running text."""
        return [i for i in self.open(labels) if self[i].is_prose]


def runs(indices: list[int]) -> Iterator[list[int]]:
    """Group ascending numbers into runs without a gap."""
    run: list[int] = []
    for index in indices:
        if run and index != run[-1] + 1:
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def likeness(short: Paragraph, long: Paragraph) -> float:
    """Tell how much of a headline's wording stands in a text, 0 to 1, by groups of four letters.

    Groups of letters rather than words, because Arabic writes particles onto words and Persian splits them.
    """
    wanted = _letter_groups(short.text)
    return len(wanted & _letter_groups(long.text)) / len(wanted) if wanted else 0.0


def _letter_groups(text: str) -> set[str]:
    words = (word for word in simplify(text[:4000]).split() if len(word) > 2)
    return {word[i : i + 4] for word in words for i in range(max(1, len(word) - 3))}
