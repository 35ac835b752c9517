"""Names that the treebanks do not have: put in the place of names they have, and hidden from the word vectors.

A treebank knows a few thousand names. Text of another year brings others, and in Arabic half of them begin with a
letter that is also a preposition or conjunction (ب ف ك ل و س): a tokenizer that saw few such names cuts them in two.
"""

import json
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from training.parsing.conllu import Sentence

CLITICS = "وفبلكس"
_COMMON = "وبل"  # stand before names so often that a name seen only at its begin may be clitic and name


def whole_names(found: Counter, known: Counter, inside: Counter, least: int = 4) -> list[str]:
    """Names that begin with a clitic letter and are surely not a clitic before a name or word.

    Parameters
    ----------
    found
        Tokens that stand in names.
    known
        All words and how often they were seen, the names among them.
    inside
        Tokens that go on with a name that has begun: no clitic stands there.
    least
        Letters a name must have: short ones are too often something else.
    """
    long_enough = (n for n in found if len(n) >= least and n[0] in CLITICS and n.isalpha())
    # "و + بوتين" (and Putin) is seen beside "بوتين"; "بيسكوف" (Peskov) has no "يسكوف" beside it.
    sure = (n for n in long_enough if n[0] not in _COMMON or inside[n])
    return sorted(n for n in sure if not known[n[1:]] and not known["ال" + n[2:]])


def listed(file: Path) -> list[str]:
    """Read a list of names: any number a line, lines that begin with ``#`` are remarks."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return sorted({name for line in lines if not line.startswith("#") for name in line.split()})


def persons(pairs: Path, known: Counter, in_names: Counter, least: int = 3) -> list[str]:
    """Arabic names of persons from a dictionary of names, without those that are mostly other words.

    Parameters
    ----------
    pairs
        JSON object with the Arabic spelling of each name as value (``dict_FINAL.json`` of the package arabnamer).
    known
        All words of text with names marked, and how often they were seen.
    in_names
        How often they stand in the name of a person.
    least
        Letters a name must have.
    """
    listed = {name for value in json.loads(pairs.read_text(encoding="utf-8")).values() for name in value.split()}
    return sorted(n for n in listed if len(n) >= least and n.isalpha() and 2 * in_names[n] >= known[n])


def swapped(
    sentences: Iterable[Sentence], names: list[str], share: float, draw: random.Random, clitics: bool = False
) -> list[Sentence]:
    """Copies of sentences with other names in the place of proper nouns.

    Parameters
    ----------
    sentences
        Of the treebank.
    names
        To draw from.
    share
        Of the sentences that have a proper noun standing alone.
    draw
        Source of randomness.
    clitics
        Also where a clitic stands before the proper noun (Arabic ``و`` or ``ب`` before a name).
    """
    copies = []
    for sentence in sentences:
        places = [i for i in range(len(sentence.words)) if _replaceable(sentence, i, clitics)]
        if names and places and draw.random() < share:
            copies.append(with_words(sentence, {place: draw.choice(names) for place in places}))
    return copies


def _replaceable(sentence: Sentence, place: int, clitics: bool) -> bool:
    word = sentence.words[place]
    if word.upos != "PROPN" or len(word.form) < 3 or any(t.first <= place <= t.last for t in sentence.joined):
        return False
    before = sentence.words[place - 1] if place else None
    after = sentence.words[place + 1] if place + 1 < len(sentence.words) else None
    if after is not None and not word.space_after and after.upos != "PUNCT":
        return False  # a pronoun or a genitive mark hangs on it
    if before is None or before.space_after or before.upos == "PUNCT":
        return True
    # After "ل" the article has lost its alef: "لل" cannot stand before any name.
    return clitics and not word.form.startswith("ل")


def with_words(sentence: Sentence, others: dict[int, str]) -> Sentence:
    """The sentence with other words in some places."""
    words = [replace(w, form=others[i], lemma=others[i]) if i in others else w for i, w in enumerate(sentence.words)]
    return replace(sentence, words=tuple(words))


class Hiding:
    """Hides words of names from the vectors while the recogniser is trained, so that it learns from their context.

    Parameters
    ----------
    counts
        How often each word (small letters) stands in the training set.
    in_names
        How often it stands in a name.
    rate
        Share of the occurrences that are hidden if a word is mostly a name; rare words are hidden more often.
    """

    UNKNOWN = "\x01"  # in no vocabulary

    def __init__(self, counts: Counter, in_names: Counter, rate: float):
        self._rates = {
            word: max(0.3 / (0.3 + count), rate if 2 * in_names[word] > count else 0) for word, count in counts.items()
        }

    def __call__(self, words: Iterable[str], draw: random.Random) -> list[str]:
        """Replace some of the words of a sentence."""
        return [self.UNKNOWN if draw.random() < self._rates.get(word.lower(), 0) else word for word in words]
