"""Training text of the tokenizer: plain paragraphs and, for each character, what ends there."""

import json
import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from training.parsing.conllu import Sentence

_CLOSING = ".!?…:;\"'”’»)]"
INSIDE, WORD, SENTENCE, JOINED, JOINED_SENTENCE = "01234"


def write(paragraphs: Iterable[list[Sentence]], stem: Path) -> None:
    """Write ``STEM.txt``, ``STEM.toklabels`` and ``STEM-mwt.json``, the three files Stanza's tokenizer reads."""
    paragraphs = list(paragraphs)
    marked = [labelled(sentences) for sentences in paragraphs]
    for ending, column in ((".txt", 0), (".toklabels", 1)):
        content = "\n\n".join(pair[column] for pair in marked) + "\n"
        stem.with_name(stem.name + ending).write_text(content, encoding="utf-8")
    expansions = Counter(pair for sentences in paragraphs for s in sentences for pair in _expansions(s))
    listed = [[[form, list(parts)], count] for (form, parts), count in expansions.items()]
    stem.with_name(stem.name + "-mwt.json").write_text(json.dumps(listed, ensure_ascii=False), encoding="utf-8")


def extended(stem: Path, paragraphs: Iterable[list[Sentence]], target: Path) -> Path:
    """Write the files of ``stem`` once more under ``target``, with more paragraphs; no token in those may be joined."""
    write(paragraphs, target)
    for ending in (".txt", ".toklabels"):
        old, new = (file.with_name(file.name + ending) for file in (stem, target))
        new.write_text(old.read_text(encoding="utf-8") + "\n" + new.read_text(encoding="utf-8"), encoding="utf-8")
    listed = stem.with_name(stem.name + "-mwt.json").read_text(encoding="utf-8")
    target.with_name(target.name + "-mwt.json").write_text(listed, encoding="utf-8")
    return target


def labelled(sentences: list[Sentence]) -> tuple[str, str]:
    """A paragraph's text and one label a character."""
    text, labels = "", ""
    for sentence in sentences:
        tokens = sentence.tokens()
        for token in tokens:
            ends = token is tokens[-1]
            label = (JOINED_SENTENCE if ends else JOINED) if token.is_joined else (SENTENCE if ends else WORD)
            text += token.form
            labels += INSIDE * (len(token.form) - 1) + label
            if token.space_after or ends:
                text, labels = text + " ", labels + INSIDE
    return text[:-1], labels[:-1]


def _expansions(sentence: Sentence) -> Iterable[tuple[str, tuple[str, ...]]]:
    for token in sentence.joined:
        yield token.form, tuple(word.form.lower() for word in sentence.words[token.first : token.last + 1])


def as_marked(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    """Paragraphs where the treebank says one begins."""
    paragraphs: list[list[Sentence]] = []
    for sentence in sentences:
        if sentence.begins_paragraph or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(sentence)
    return paragraphs


def closed(paragraphs: Iterable[list[Sentence]]) -> list[list[Sentence]]:
    """Begin a paragraph after each sentence without a closing mark.

    Web text runs such sentences together. A tokenizer that has seen it cuts "Minister Anders | Holm said" in news.
    """
    cut: list[list[Sentence]] = []
    for paragraph in paragraphs:
        cut.append([])
        for sentence in paragraph:
            if cut[-1] and not _closes(cut[-1][-1]):
                cut.append([])
            cut[-1].append(sentence)
    return cut


def _closes(sentence: Sentence) -> bool:
    return sentence.words[-1].form[-1] in _CLOSING


def as_drawn(sentences: Iterable[Sentence], draw: random.Random, longest: int = 4) -> list[list[Sentence]]:
    """Paragraphs of one to ``longest`` sentences; after one without closing punctuation (a title) always a new one."""
    paragraphs: list[list[Sentence]] = []
    room = 0
    for sentence in sentences:
        if room == 0:
            paragraphs.append([])
            room = draw.randint(1, longest)
        paragraphs[-1].append(sentence)
        room = room - 1 if sentence.words[-1].upos == "PUNCT" else 0
    return paragraphs
