"""Sentences of a treebank: reading, changing and writing CoNLL-U."""

import gzip
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path


@dataclass(frozen=True)
class Word:
    """One row of a sentence. ``misc`` holds what the treebank notes beside (gloss, lemma of a joined verb)."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space_after: bool = True
    misc: dict[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Token:
    """A stretch of surface text and the words it stands for, as places in ``Sentence.words``."""

    form: str
    first: int
    last: int
    space_after: bool

    @property
    def is_joined(self) -> bool:
        """Tell whether it stands for several words."""
        return self.last > self.first


@dataclass(frozen=True)
class Sentence:
    """Words in order, the tokens that join several of them, and whether a paragraph begins here."""

    words: tuple[Word, ...]
    joined: tuple[Token, ...] = ()
    begins_paragraph: bool = False

    def tokens(self) -> list[Token]:
        """Surface tokens from left to right."""
        starts = {token.first: token for token in self.joined}
        tokens, place = [], 0
        while place < len(self.words):
            word = self.words[place]
            token = starts.get(place, Token(word.form, place, place, word.space_after))
            tokens.append(token)
            place = token.last + 1
        return tokens

    def text(self) -> str:
        """The surface, without a space at the end."""
        return "".join(token.form + " " * token.space_after for token in self.tokens()).rstrip(" ")

    def with_forms(self, change: Callable[[str], str]) -> "Sentence":
        """Spell every form differently; a form that would vanish stays."""

        def spelled(item):
            return replace(item, form=change(item.form) or item.form)

        words, joined = map(spelled, self.words), map(spelled, self.joined)
        return replace(self, words=tuple(words), joined=tuple(joined))

    def without_last(self) -> "Sentence":
        """Leave out the last word, if nothing hangs on it."""
        last = len(self.words)
        inside = any(token.last == last - 1 for token in self.joined)
        if last < 2 or inside or any(word.head == last for word in self.words):
            return self
        return replace(self, words=self.words[:-1])


def read(file: Path) -> list[Sentence]:
    """Read a CoNLL-U file, gzipped or not; empty nodes are left out."""
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8") as lines:
        return list(parse(lines))


def parse(lines: Iterable[str]) -> Iterator[Sentence]:
    """Make sentences of the lines of a CoNLL-U file."""
    rows, begins = [], False
    for line in (*lines, ""):
        line = line.rstrip("\n")
        if line.startswith("#"):
            begins |= line.startswith(("# newpar", "# newdoc"))
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            yield _sentence(rows, begins)
            rows, begins = [], False


def _sentence(rows: list[list[str]], begins: bool) -> Sentence:
    words = tuple(_word(row) for row in rows if row[0].isdigit())
    spans = [(row, [int(n) - 1 for n in row[0].split("-")]) for row in rows if "-" in row[0]]
    joined = tuple(Token(row[1], first, last, _space_after(row)) for row, (first, last) in spans)
    return Sentence(words, joined, begins)


def _word(row: list[str]) -> Word:
    misc = dict(part.split("=", 1) for part in row[9].split("|") if "=" in part)
    head = int(row[6]) if row[6].isdigit() else 0
    return Word(row[1], row[2], row[3], row[4], row[5], head, row[7], _space_after(row), misc)


def _space_after(row: list[str]) -> bool:
    return "SpaceAfter=No" not in row[9].split("|")


def write(sentences: Iterable[Sentence], file: Path) -> None:
    """Write sentences as CoNLL-U, with running numbers as identifiers; paragraphs stay marked."""
    with file.open("w", encoding="utf-8") as out:
        for number, sentence in enumerate(sentences, start=1):
            begin = "# newpar\n" if sentence.begins_paragraph else ""
            out.write(f"{begin}# sent_id = {number}\n# text = {sentence.text()}\n{rows(sentence)}\n\n")


def rows(sentence: Sentence) -> str:
    """The ten columns of a sentence, one line for each word and joined token."""
    starts = {token.first: token for token in sentence.joined}
    lines = []
    for place, word in enumerate(sentence.words):
        if token := starts.get(place):
            span = f"{token.first + 1}-{token.last + 1}"
            lines.append([span, token.form, *["_"] * 7, _misc(token.space_after)])
        columns = [word.form, word.lemma, word.upos, word.xpos, word.feats, str(word.head), word.deprel, "_"]
        lines.append([str(place + 1), *columns, _misc(word.space_after)])
    return "\n".join("\t".join(line) for line in lines)


def _misc(space_after: bool) -> str:
    return "_" if space_after else "SpaceAfter=No"
