"""Copies of training sentences as news sites spell them: without marks, in capitals, with other digits and quotes."""

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from training.parsing.conllu import Sentence

JOINER = "\u200c"  # zero width non-joiner, inside Persian words
_DIGITS = {"ascii": "0123456789", "ar": "٠١٢٣٤٥٦٧٨٩", "fa": "۰۱۲۳۴۵۶۷۸۹"}
_MARKS = "\u064b-\u0652\u0670\u0640"  # short vowels, doubling, superscript alef, stretching
_SMALL = {"a", "an", "and", "as", "at", "but", "by", "for", "in", "nor", "of", "on", "or", "the", "to", "vs", "with"}


def some(sentences: Iterable[Sentence], share: float, change: Callable, draw: random.Random) -> list[Sentence]:
    """Changed copies of about this share of the sentences, those only that the change touches."""
    chosen = [s for s in sentences if draw.random() < share]
    pairs = [(old, change(old)) for old in chosen]
    return [new for old, new in pairs if new != old]


def respelled(
    sentences: Iterable[Sentence], changes: Iterable[tuple[float, Callable]], draw: random.Random
) -> list[Sentence]:
    """The same sentences, shares of them changed: each by one change at most."""
    changes = list(changes)
    shares = [share for share, _ in changes]
    every = [*(change for _, change in changes), lambda sentence: sentence]
    return [draw.choices(every, [*shares, 1 - sum(shares)])[0](sentence) for sentence in sentences]


def curly_quotes(sentence: Sentence) -> Sentence:
    """Typographic quotation marks and apostrophes for straight ones."""
    return _quoted(sentence, "“”")


def single_quotes(sentence: Sentence) -> Sentence:
    """Quotation marks as British papers have them, typographic apostrophes."""
    return _quoted(sentence, "‘’") if any(word.form == '"' for word in sentence.words) else sentence


def _quoted(sentence: Sentence, marks: str) -> Sentence:
    seen = 0

    def spell(form: str) -> str:
        nonlocal seen
        if form != '"':
            return form.replace("'", "’")
        seen += 1
        return marks[(seen + 1) % 2]

    return sentence.with_forms(spell)


def headline(sentence: Sentence, longest: int = 14) -> Sentence:
    """A short sentence as a title: capitals on all but the small words, no full stop."""
    if len(sentence.words) > longest:
        return sentence
    last = sentence.words[-1]
    short = sentence.without_last() if last.form == "." else sentence
    return short.with_forms(title_case)


def title_case(form: str) -> str:
    """A capital in front, except on articles, conjunctions and short prepositions."""
    return form if form.lower() in _SMALL or not form[:1].islower() else form[0].upper() + form[1:]


def unpunctuated(sentence: Sentence) -> Sentence:
    """Leave out a full stop at the end, as titles, captions and hasty prose do."""
    return sentence.without_last() if sentence.words[-1].upos == "PUNCT" else sentence


def without_commas(sentence: Sentence) -> Sentence:
    """Leave out commas on which nothing hangs; the heads are counted anew."""
    hung = {word.head for word in sentence.words}
    kept = [i for i, w in enumerate(sentence.words) if w.form not in {",", "،"} or i + 1 in hung]
    if sentence.joined or len(kept) == len(sentence.words):
        return sentence
    number = {old + 1: new for new, old in enumerate(kept, start=1)} | {0: 0}
    words = [replace(sentence.words[i], head=number[sentence.words[i].head]) for i in kept]
    # A word that stood before a comma now stands before what followed the comma.
    left_out = {i: w.space_after for i, w in enumerate(sentence.words) if i not in set(kept)}
    spaced = [replace(w, space_after=left_out.get(i + 1, w.space_after)) for i, w in zip(kept, words, strict=True)]
    return replace(sentence, words=tuple(spaced))


def without_joiners(sentence: Sentence) -> Sentence:
    """Persian as many sites write it, the parts of a word run together."""
    return sentence.with_forms(lambda form: form.replace(JOINER, ""))


def other_digits(script: str) -> Callable[[Sentence], Sentence]:
    """Digits of another script."""
    table = {ord(d): _DIGITS[script][i] for digits in _DIGITS.values() for i, d in enumerate(digits)}
    return lambda sentence: sentence.with_forms(lambda form: form.translate(table))


def bare_alef(sentence: Sentence) -> Sentence:
    """Arabic without the hamza on or under an alef."""
    return sentence.with_forms(lambda form: re.sub("[أإآ]", "ا", form))


def without_vowels(form: str, keep_tanwin: bool = False) -> str:
    """An Arabic form without short vowels and stretching; what is a vowel sign alone stays."""
    marks = _MARKS.replace("\u064b", "\u064c") if keep_tanwin else _MARKS
    return re.sub(f"[{marks}]", "", form).replace("ٱ", "ا") or form
