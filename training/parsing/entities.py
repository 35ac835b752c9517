"""Sentences with names: reading the named-entity sets, writing them for Stanza."""

import gzip
import itertools
import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from training.parsing.noise import title_case

Tagged = list[tuple[str, str]]  # (token, BIO tag)
_COMMENTS = ("# newdoc", "# newpar", "# sent_id", "# text")
_TYPES = {"PER": "PER", "PERS": "PER", "ORG": "ORG", "LOC": "LOC", "FAC": "LOC"}


def read(file: Path) -> list[Tagged]:
    """Read a set with one token a line, tag after it (or in the third of several tab-separated columns).

    Types other than person, organisation and place (facilities count as places) become ``O``.
    """
    sentences: list[Tagged] = [[]]
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.strip("\ufeff\r\n ")
            if not line and sentences[-1]:
                sentences.append([])
            elif line and not line.startswith(_COMMENTS):
                sentences[-1].append(_pair(line))
    return [mended(sentence) for sentence in sentences if sentence]


def _pair(line: str) -> tuple[str, str]:
    columns = line.split("\t")
    form, tag = columns[1:3] if len(columns) > 2 else line.rsplit(None, 1) if " " in line else (line, "O")
    place, _, kind = tag.partition("-")
    kind = _TYPES.get(kind.upper())
    # Some tokens of ANERcorp hold a space, which no token of ours can.
    return form.replace(" ", ""), f"{place}-{kind}" if kind else "O"


def mended(sentence: Tagged) -> Tagged:
    """Let every name begin with B."""
    result: Tagged = []
    for form, tag in sentence:
        before = result[-1][1] if result else "O"
        result.append((form, "B" + tag[1:] if tag[0] == "I" and before[2:] != tag[2:] else tag))
    return result


def shorter(sentence: Tagged, longest: int = 80) -> Iterable[Tagged]:
    """Cut what is longer than a sentence should be, never inside a name."""
    while len(sentence) > longest:
        cut = longest - 20
        while cut < len(sentence) and sentence[cut][1][0] == "I":
            cut += 1
        yield sentence[:cut]
        sentence = sentence[cut:]
    if sentence:
        yield sentence


def as_titles(sentences: Iterable[Tagged], share: float, draw: random.Random, longest: int = 14) -> list[Tagged]:
    """Copies with capitals as in English titles, tags unchanged: a capital alone must not make a name."""
    short = [s for s in sentences if len(s) <= longest and draw.random() < share]
    return [[(title_case(form), tag) for form, tag in s] for s in short]


def spelled(sentences: Iterable[Tagged], share: float, change, draw: random.Random) -> list[Tagged]:
    """Copies of a share of the sentences in another spelling, where it differs."""
    chosen = [s for s in sentences if draw.random() < share]
    copies = [[(change(form) or form, tag) for form, tag in s] for s in chosen]
    return [copy for copy, s in zip(copies, chosen, strict=True) if copy != s]


def renamed(sentences: Iterable[Tagged], people: Sequence[str], share: float, draw: random.Random) -> list[Tagged]:
    """All sentences, some persons with other names: each listed name comes once before any comes twice.

    Parameters
    ----------
    sentences
        With tags.
    people
        Single names of persons; each word of a person's name becomes one of them.
    share
        Of the persons that get other names.
    draw
        Source of randomness.
    """
    deck = itertools.chain.from_iterable(draw.sample(people, len(people)) for _ in itertools.count())
    copies: list[Tagged] = []
    for sentence in sentences:
        copies.append([])
        other = False
        for form, tag in sentence:
            if tag == "B-PER":
                other = draw.random() < share
            copies[-1].append((next(deck) if other and tag.endswith("PER") else form, tag))
    return copies


def names(sentences: Iterable[Tagged]) -> dict[str, Counter]:
    """Tokens of names, by type, with how often they stand in one."""
    found: dict[str, Counter] = {kind: Counter() for kind in ("PER", "ORG", "LOC")}
    for sentence in sentences:
        for form, tag in sentence:
            if tag != "O":
                found[tag[2:]][form] += 1
    return found


def words(sentences: Iterable[Tagged]) -> Counter:
    """All tokens, with how often they were seen."""
    return Counter(form for sentence in sentences for form, _ in sentence)


def forms(sentences: Iterable[Tagged]) -> list[list[str]]:
    """Tokens without their tags."""
    return [[form for form, _ in sentence] for sentence in sentences]


def untagged(texts: Iterable[Iterable[str]]) -> list[Tagged]:
    """Tokens as if none of them stood in a name, for a recogniser that is to read them."""
    return [[(form, "O") for form in forms] for forms in texts]


def read_written(file: Path) -> list[Tagged]:
    """Read what `write` wrote."""
    content = json.loads(file.read_text(encoding="utf-8"))
    return [[(token["text"], token["ner"]) for token in sentence] for sentence in content]


def going_on(sentences: Iterable[Tagged]) -> Counter:
    """Tokens that stand in a person's name, not at its begin."""
    return Counter(form for sentence in sentences for form, tag in sentence if tag == "I-PER")


def as_content(sentences: Iterable[Tagged]) -> list[list[dict[str, str]]]:
    """Sentences in the form Stanza's recogniser is trained on."""
    return [[{"text": form, "ner": tag} for form, tag in sentence] for sentence in sentences]


def write(sentences: Iterable[Tagged], file: Path) -> None:
    """Write the form Stanza's recogniser is trained on."""
    file.write_text(json.dumps(as_content(sentences), ensure_ascii=False), encoding="utf-8")
