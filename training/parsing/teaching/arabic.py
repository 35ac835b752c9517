"""Arabic news with cuts and tags: ANERcorp's text, cut and tagged by teachers that know AlKhalil's dictionary."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from training.parsing.conllu import Sentence, Word
from training.parsing.entities import Tagged
from training.parsing.names import CLITICS
from training.parsing.noise import without_vowels
from training.parsing.teaching import alkhalil, cuts, teacher

_CLOSING, _OPENING = set(".،؛:؟!)»]%"), set("(«[")
# Numbers with their separators, letters with full stops between ("ق.م."), or single marks.
_PARTS = re.compile(r"\d+(?:[.,/:]\d+)*|[^\W\d_]+(?:\.[^\W\d_]+)+\.?|[^\W_]+|.")


def cut_text(named: Iterable[Tagged], treebanks: Iterable[Sentence], folder: Path) -> list[Sentence]:
    """Sentences of plain text with clitics cut off, as a `cuts.Cutter` learned from the treebanks.

    Parameters
    ----------
    named
        Sentences of a name set; their names are left whole.
    treebanks
        Sentences to learn the cuts from.
    folder
        Where the CRF is kept.
    """
    texts = [_plain(sentence) for sentence in named]
    plain = [[form for form, _ in text] for text in texts]
    treebanks = list(treebanks)
    counts = cuts.seen([*plain, *([form for form, _ in cuts.surfaces(s)] for s in treebanks)])
    cutter = cuts.learn(treebanks, counts, folder / "ar.cuts.crf")
    found = []
    for text, forms in zip(texts, plain, strict=True):
        pieces = zip(cutter.cut(forms), text, strict=True)
        found.append(sentence(forms, [name_kept(cut, tag, counts) for cut, (_, tag) in pieces]))
    return found


def _plain(tagged: Tagged) -> Tagged:
    """The words without vowels, marks apart, with the tags of names."""
    return [(part, tag) for form, tag in tagged for part in _PARTS.findall(without_vowels(form))]


def name_kept(pieces: list[str], tag: str, counts: Counter) -> list[str]:
    """Undo cuts inside the name of a person or place.

    A preposition stands before a name only where the rest has an article or is seen alone elsewhere ("ليبرمان",
    Lieberman, is whole), before a later part of a person's name nothing does, and no pronoun follows a name. "و" (and)
    is left to the teacher.
    """
    if len(pieces) < 2 or tag[2:] not in {"PER", "LOC"}:
        return pieces
    front = 0
    while front < len(pieces) - 1 and pieces[front] in CLITICS:
        front += 1
    rest = "".join(pieces[front:])
    # "لل...": what is left of the article behind "ل".
    article = rest.startswith("ال") or (pieces[front - 1] == "ل" and rest[0] == "ل")
    may_be_cut = article or counts[rest] or pieces[front - 1] == "و"
    return [*pieces[:front], rest] if front and may_be_cut and tag != "I-PER" else ["".join(pieces)]


def sentence(forms: list[str], pieces: list[list[str]]) -> Sentence:
    """A sentence of cut words; marks stand close to the words they belong to."""
    words = []
    for form, cut, following in zip(forms, pieces, [*forms[1:], "."], strict=True):
        close = following in _CLOSING or form in _OPENING
        spaces = [False] * (len(cut) - 1) + [not close]
        upos = "PUNCT" if not any(letter.isalnum() for letter in form) else "X"
        words += [Word(piece, "_", upos, "_", "_", 0, "_", space) for piece, space in zip(cut, spaces, strict=True)]
    return Sentence(tuple(words))


def example(sentence: Sentence, first: Sentence) -> teacher.Example:
    """A sentence as the teacher of tags sees it.

    Parameters
    ----------
    sentence
        Its words.
    first
        The same words with the tags of our first tagger.
    """
    verdicts: list[tuple[str, ...]] = []
    for stretch in _stretches(sentence):
        verdicts += alkhalil.verdicts(stretch) if alkhalil.LETTERS.fullmatch(stretch[0]) else [("sign",) * 3]
    return teacher.Example([w.form for w in sentence.words], [teacher.label(w) for w in first.words], verdicts)


def _stretches(sentence: Sentence) -> Iterable[list[str]]:
    """Words of letters that stand together without a space; all other words alone."""
    together: list[str] = []
    for word in sentence.words:
        if not alkhalil.LETTERS.fullmatch(word.form):
            if together:
                yield together
            yield [word.form]
            together = []
            continue
        together.append(word.form)
        if word.space_after:
            yield together
            together = []
    if together:
        yield together
