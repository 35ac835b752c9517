"""Joined words whose first part is exchanged: "his book" also as "his hat", where both are one token.

Persian writes pronouns and forms of "to be" at the end of any noun. A treebank shows the tokenizer a few hundred such
tokens; with other nouns before the same endings it learns the endings instead of the words. So that it does not cut
"ارتش" (army), which only looks like "his ارت", it is shown such words too.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from training.parsing.conllu import Sentence, Token, Word
from training.parsing.names import with_words

_VOWELS = "اوهیآ"
_HOSTS = ("NOUN", "ADJ")


def exchanged(sentences: list[Sentence], copies: int, draw: random.Random) -> list[Sentence]:
    """Copies of the sentences that hold a joined noun or adjective, each time with another one.

    Parameters
    ----------
    sentences
        Of the treebank; the nouns and adjectives that stand alone in them are what is drawn from.
    copies
        How many of each sentence.
    draw
        Source of randomness.
    """
    drawn_from = _alone(sentences)
    found = []
    for sentence in sentences:
        places = [t for t in sentence.joined if _exchangeable(sentence, t, drawn_from)]
        found += [_with_others(sentence, places, drawn_from, draw) for _ in range(copies if places else 0)]
    return found


def lookalikes(sentences: list[Sentence], known: Counter, least: int = 5) -> Counter:
    """Words that end like a joined token and are none: what would be their first part is rare, or no word at all.

    Parameters
    ----------
    sentences
        Of the treebank; their joined tokens tell the endings.
    known
        Words of plain text and how often they were seen.
    least
        How often a word must be seen.
    """
    letters = {letter for s in sentences for word in s.words for letter in word.form}
    ends = {t.form[len(s.words[t.first].form) :] for s in sentences for t in s.joined if t.last == t.first + 1}
    found = Counter()
    for word, count in sorted(known.items()):
        stems = [word[: -len(end)] for end in ends if end and word.endswith(end)]
        if count >= least and letters >= set(word) and stems and all(2 * known[stem] < count for stem in stems):
            found[word] = count
    return found


def inserted(sentences: Iterable[Sentence], words: Counter, share: float, draw: random.Random) -> list[Sentence]:
    """Copies of a share of the sentences with such words in the place of nouns that stand alone, frequent ones more."""
    forms, weights = list(words), [count**0.5 for count in words.values()]
    copies = []
    for sentence in sentences:
        places = [i for i in _alone_in(sentence) if sentence.words[i].upos == "NOUN"]
        if words and places and draw.random() < share:
            copies.append(with_words(sentence, {place: draw.choices(forms, weights)[0] for place in places}))
    return copies


def _alone(sentences: Iterable[Sentence]) -> dict[tuple[str, str], list[str]]:
    """Words that stand alone, by part of speech and by how they end: the ending of the second part depends on it."""
    forms = defaultdict(set)
    for sentence in sentences:
        for word in (sentence.words[place] for place in _alone_in(sentence)):
            forms[_kind(word)].add(word.form)
    return {kind: sorted(found) for kind, found in forms.items()}


def _alone_in(sentence: Sentence) -> list[int]:
    inside = {place for token in sentence.joined for place in range(token.first, token.last + 1)}
    return [
        place
        for place, word in enumerate(sentence.words)
        if place not in inside and word.space_after and word.upos in _HOSTS and word.form[-1:].isalpha()
    ]


def _kind(word: Word) -> tuple[str, str]:
    form = word.form.rstrip("\u200c")
    return word.upos, form[-2:] if form[-1:] in _VOWELS else ""


def _exchangeable(sentence: Sentence, token: Token, drawn_from: dict[tuple[str, str], list[str]]) -> bool:
    host = sentence.words[token.first]
    return host.upos in _HOSTS and token.form.startswith(host.form) and _kind(host) in drawn_from


def _with_others(
    sentence: Sentence, places: list[Token], drawn_from: dict[tuple[str, str], list[str]], draw: random.Random
) -> Sentence:
    words, joined = list(sentence.words), list(sentence.joined)
    for token in places:
        host = words[token.first]
        other = draw.choice(drawn_from[_kind(host)]) + host.form[len(host.form.rstrip("\u200c")) :]
        words[token.first] = replace(host, form=other)
        joined[joined.index(token)] = replace(token, form=other + token.form[len(host.form) :])
    return replace(sentence, words=tuple(words), joined=tuple(joined))
