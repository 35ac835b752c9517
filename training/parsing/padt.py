"""PADT as a newspaper prints it: without vowels, clitics joined to their words, today's relations.

The steps, in order: words the treebank left unanalysed are cut by counts of what is known; forms lose their vowels and
take the spelling they have before a pronoun or after a preposition; words that stood together are marked so; tags and
relations are renamed.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from training.parsing.conllu import Sentence, Word
from training.parsing.noise import without_vowels

_PREFIX_TAGS = {"و": ("CCONJ", "C", "cc"), "ف": ("CCONJ", "C", "cc"), "س": ("AUX", "F", "aux")}
_SUFFIXES = ("هما", "ها", "هم", "هن", "نا", "كم", "ه")
_LETTERS = re.compile("[\u0621-\u064a]{2,}")
_CLOSING, _OPENING = set(".،؛:؟!)»%,"), set("(«")
_KEPT_FEATURES = {
    "Case", "Definite", "Gender", "Number", "Person", "Aspect", "Mood", "Voice", "PronType", "Polarity",
}  # fmt: skip
_RENAMED_VALUES = (("Definite=Red", "Definite=Cons"), ("Negative=Neg", "Polarity=Neg"))
_RELATIONS = {
    "dobj": "obj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "mwe": "fixed",
    "name": "flat", "foreign": "flat:foreign", "neg": "advmod", "advmod:emph": "advmod",
}  # fmt: skip


@dataclass(frozen=True)
class Lexicon:
    """What is known of Arabic words: how often each was seen, as what, and which are names."""

    counts: Counter
    tags: dict[str, Counter]
    names: frozenset[str]

    @classmethod
    def of(cls, treebank: list[Sentence], other: list[Sentence], named: list) -> "Lexicon":
        """Count the analysed words of two treebanks and the tokens of a name set."""
        counts, tags, kinds = Counter(), defaultdict(Counter), defaultdict(Counter)
        for word in (word for sentence in (*treebank, *other) for word in sentence.words):
            if word.xpos[:1] not in {"U", "X", "Y"}:
                form = without_vowels(word.form)
                counts[form] += 1
                tags[form]["CCONJ" if word.upos == "CONJ" else word.upos] += 1
        for form, tag in (token for sentence in named for token in sentence):
            counts[form] += 1
            kinds[form][tag[2:] in {"PER", "LOC"}] += 1
        return cls(counts, dict(tags), frozenset(form for form, seen in kinds.items() if seen[True] > seen[False]))

    def tag(self, form: str, has_suffix: bool) -> str:
        """The likeliest part of speech; an unknown bare word is most often a foreign name."""
        if form in self.names:
            return "PROPN"
        if seen := self.tags.get(form):
            return seen.most_common(1)[0][0]
        return "NOUN" if form.startswith("ال") or has_suffix else "PROPN"


def surface(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """Bring a sentence of PADT to the form of the other treebanks."""
    words = analysed(sentence.words, lexicon)
    joined = _joined_to_next(words)
    forms = _spelled(words, joined)
    pairs = zip(words, forms, joined, strict=True)
    renamed = [_renamed(word, form, not glued, words) for word, form, glued in pairs]
    return replace(sentence, words=tuple(_coordination(renamed)))


def analysed(words: tuple[Word, ...], lexicon: Lexicon) -> list[Word]:
    """Cut clitics off the words that the treebank left whole (first letter of their tag ``U``)."""
    pieces, places = [], {0: 0}
    for old, word in enumerate(words, start=1):
        cut = _pieces(word, lexicon)
        stem = next(i for i, piece in enumerate(cut) if piece.head != -1)
        places[old] = len(pieces) + stem + 1
        pieces += [(piece, old) for piece in cut]
    return [replace(piece, head=places[old] if piece.head == -1 else places[piece.head]) for piece, old in pieces]


def _pieces(word: Word, lexicon: Lexicon) -> list[Word]:
    """A word cut up; clitics have the head -1, which means the stem."""
    form = without_vowels(word.form)
    if word.xpos[:1] != "U" or not _LETTERS.fullmatch(form):
        return [word]
    prefixes, stem, suffix = split(form, lexicon)
    before = [_clitic(letter) for letter in prefixes]
    upos = lexicon.tag(stem, bool(suffix))
    middle = replace(word, form=stem, lemma=stem, upos=upos, xpos="N---------", feats="_", misc={})
    after = [Word(suffix, "هو", "PRON", "SP---3MS2-", "_", -1, "nmod")] if suffix else []
    return [*before, middle, *after]


def _clitic(letter: str) -> Word:
    upos, kind, deprel = _PREFIX_TAGS.get(letter, ("ADP", "P", "case"))
    return Word(letter, letter, upos, kind + "-" * 9, "_", -1, deprel)


def split(form: str, lexicon: Lexicon) -> tuple[list[str], str, str]:
    """Cut clitic letters in front and a pronoun at the end, where what is left is better known than the whole.

    Returns
    -------
    tuple
        Letters in front, stem, pronoun (empty if none).
    """
    counts, prefixes, stem = lexicon.counts, [], form
    while len(prefixes) < 2 and (letter := _first_clitic(stem, counts, bool(prefixes))):
        prefixes.append(letter)
        stem = stem[1:]
    if stem.startswith("ال") or stem in lexicon.names:
        return prefixes, stem, ""
    for suffix in _SUFFIXES:
        base = stem.removesuffix(suffix)
        if base != stem and len(base) >= 3 and max(counts[b] for b in (base, _unbound(base))) > counts[stem]:
            return prefixes, base, suffix
    return prefixes, stem, ""


def _first_clitic(stem: str, counts: Counter, inside: bool) -> str:
    letter, rest = stem[0], stem[1:]
    article = len(rest) > 3 and rest.startswith("ال") and letter in "وفبك"
    # "لل..." is "ل" before an article whose alef is not written.
    joined_article = len(rest) > 3 and letter == rest[0] == "ل" and (counts["ا" + rest] or inside)
    if (article or joined_article) and counts[stem] < 8:
        return letter
    known = len(stem) >= 4 and letter in "وفبلكس" and counts[rest] > counts[stem]
    if known and (letter in "وفبل" or counts[rest] > 3):
        return letter
    double = len(stem) >= 5 and letter in "وف" and stem[1] in "بلسك" and counts[stem[2:]] > counts[stem]
    return letter if double else ""


def _unbound(base: str) -> str:
    """The spelling of a noun that a pronoun no longer follows."""
    for bound, free in (("ت", "ة"), ("ا", "ى"), ("ئ", "ء"), ("ؤ", "ء")):
        if base.endswith(bound):
            return base[:-1] + free
    return base


def _is_pronoun_suffix(word: Word) -> bool:
    return word.xpos.startswith("SP") and word.xpos[-2] in "24"


def _is_clitic(word: Word) -> bool:
    return len(without_vowels(word.form)) == 1 and word.xpos[:1] in {"C", "P", "F"}


def _joined_to_next(words: list[Word]) -> list[bool]:
    """Tell for every word whether the next one follows without a space."""
    joined, inside_quotes = [False] * (len(words) + 1), False
    for place, word in enumerate(words):
        to_next = _is_clitic(word)
        to_last = _is_pronoun_suffix(word)
        if word.upos in {"PUNCT", "SYM"}:
            to_next |= word.form in _OPENING or word.form == "/" or (word.form == '"' and not inside_quotes)
            to_last |= word.form in _CLOSING or word.form == "/" or (word.form == '"' and inside_quotes)
            inside_quotes ^= word.form == '"'
        joined[place] |= to_next
        joined[place - 1] |= to_last and place > 0
    joined[len(words) - 1] = False
    return joined[: len(words)]


def _spelled(words: list[Word], joined: list[bool]) -> list[str]:
    """Forms without vowels, as they are written beside their neighbours."""
    forms = [without_vowels(word.form) for word in words]
    for place, word in enumerate(words):
        after_li = place > 0 and joined[place - 1] and forms[place - 1] == "ل" and _is_clitic(words[place - 1])
        if after_li and forms[place].startswith("ال") and len(forms[place]) > 3:
            forms[place] = forms[place][2 if forms[place].startswith("الل") else 1 :]
        if place + 1 < len(words) and _is_pronoun_suffix(words[place + 1]):
            forms[place] = _before_pronoun(forms[place], word.upos)
    return forms


def _before_pronoun(form: str, upos: str) -> str:
    if form.endswith("ة"):
        return form[:-1] + "ت"
    if form.endswith("ى"):
        return form[:-1] + ("ي" if form in {"على", "إلى", "لدى"} else "ا")
    return form[:-1] if form.endswith("وا") and upos == "VERB" else form


def _renamed(word: Word, form: str, space_after: bool, words: list[Word]) -> Word:
    return Word(
        form,
        without_vowels(word.lemma),
        _tag(word),
        "_",
        _features(word.feats),
        word.head,
        _relation(word, words),
        space_after,
    )


def _tag(word: Word) -> str:
    if word.upos == "CONJ":
        return "SCONJ" if word.deprel == "mark" else "CCONJ"
    # A gloss with a capital is a name, except of people by origin ("American"), whose lemma ends in -iyy.
    named = word.misc.get("Gloss", "")[:1].isupper() and not word.lemma.endswith("ِيّ")
    return "PROPN" if word.upos == "NOUN" and named else word.upos


def _features(feats: str) -> str:
    for old, new in _RENAMED_VALUES:
        feats = feats.replace(old, new)
    return "|".join(sorted(f for f in feats.split("|") if f.split("=")[0] in _KEPT_FEATURES)) or "_"


def _relation(word: Word, words: list[Word]) -> str:
    relation = _RELATIONS.get(word.deprel, word.deprel)
    head = words[word.head - 1].upos if word.head else ""
    return "obl" if relation == "nmod" and head in {"VERB", "ADJ", "ADV"} else relation


def _coordination(words: list[Word]) -> list[Word]:
    """A conjunction hangs on the part that follows it, no longer on the first one."""
    moved = []
    for place, word in enumerate(words, start=1):
        parts = [i for i, w in enumerate(words, start=1) if i > place and w.deprel == "conj" and w.head == word.head]
        moved.append(replace(word, head=parts[0]) if word.deprel == "cc" and word.head < place and parts else word)
    return moved
