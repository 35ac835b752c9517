"""Arabic training data: PADT and PUD brought to one form, names from ANERcorp.

PADT is to be had only in an old form: fully vocalised, clitics as words without the surface they stood in, relations of
the first Universal Dependencies, and some words not analysed at all. `padt` makes of it what a newspaper prints.
"""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from training.parsing import conllu, cutting, entities, furniture, names, noise, padt
from training.parsing.conllu import Sentence
from training.parsing.prepared import Prepared
from training.parsing.sources import Sources

_WHOLE = Path(__file__).with_name("arabic_names.txt")
_HELD_OUT = 70  # sentences at the end of PADT's dev part: its train part is not to be had
_KEPT_SUBTYPES = {"nsubj:pass", "csubj:pass", "acl:relcl"}


def prepare(sources: Sources) -> Prepared:
    """Read the sets, bring them to one form, add copies in news spelling."""
    draw = random.Random(2)
    pud = [_plain_pud(s) for s in conllu.read(sources.treebank("ar_pud"))]
    named = [list(_cut(entities.read(sources.names(f"ar_anercorp-{part}")))) for part in ("train", "test")]
    raw = {part: conllu.read(sources.treebank(f"ar_padt-{part}")) for part in ("dev", "test")}
    lexicon = padt.Lexicon.of(raw["dev"], pud, named[0])
    base, test = ([padt.surface(s, lexicon) for s in raw[part]] for part in ("dev", "test"))
    train, dev = base[:-_HELD_OUT], base[-_HELD_OUT:]
    held = len(named[0]) // 12
    learned = named[0][:-held]
    listed = _listed(sources.people, learned)
    people = whole_names(learned, named[0], train + pud, listed)
    copies, pud_copies = (_copies(part, people, draw) for part in (train, pud))
    lines = furniture.lines("ar", furniture.whole(learned), 400, draw)
    named_anew = names.swapped(train + pud, people, 1.0, draw, clitics=True)
    paragraphs = cutting.as_drawn(train + pud + copies + pud_copies + named_anew, draw)
    paragraphs += [[furniture.as_sentence(line)] for line in lines]
    return Prepared(
        "ar", [train + copies, pud + pud_copies], dev, test, paragraphs, cutting.as_drawn(dev, draw),
        learned + [furniture.as_tagged(line) for line in lines], named[0][-held:], named[1], listed,
    )  # fmt: skip


def _cut(sentences: list[entities.Tagged]):
    """ANERcorp has few sentence boundaries."""
    for sentence in sentences:
        yield from entities.shorter(sentence)


def whole_names(
    learned: list[entities.Tagged], known: list[entities.Tagged], treebanks: list[Sentence], people: Iterable[str]
) -> list[str]:
    """Names of persons that begin with a letter which is also a clitic: of a name set, and of lists."""
    words, found = _known(known, treebanks), entities.names(learned)["PER"]
    own = names.whole_names(found, words, entities.going_on(learned))
    # A list has names without clitics, at its begin too.
    listed = names.whole_names(Counter(people), words, Counter(people))
    return sorted({*own, *listed, *names.listed(_WHOLE)})


def _listed(pairs: Path | None, learned: list[entities.Tagged]) -> list[str]:
    return names.persons(pairs, entities.words(learned), entities.names(learned)["PER"]) if pairs else []


def _known(named: list[entities.Tagged], sentences: list[Sentence]) -> Counter:
    return entities.words(named) + Counter(word.form for sentence in sentences for word in sentence.words)


def _plain_pud(sentence: Sentence) -> Sentence:
    """PUD without vowels; its features, which are others than PADT's, are left out."""
    words = []
    for word in sentence.words:
        form = noise.without_vowels(word.form)
        lemma = noise.without_vowels(word.lemma) if word.lemma != "_" else form
        deprel = word.deprel if word.deprel in _KEPT_SUBTYPES else word.deprel.split(":")[0]
        words.append(replace(word, form=form, lemma=lemma, xpos="_", feats="_", deprel=deprel))
    return replace(sentence, words=tuple(words))


def _copies(sentences: list[Sentence], people: list[str], draw: random.Random) -> list[Sentence]:
    """Copies in the spellings of news sites, and with names whose first letter looks like a clitic."""
    return [
        *noise.some(sentences, 0.3, noise.other_digits("ascii"), draw),
        *noise.some(sentences, 0.2, noise.bare_alef, draw),
        *noise.some(sentences, 0.15, noise.unpunctuated, draw),
        *noise.some(sentences, 0.15, noise.without_commas, draw),
        *names.swapped(sentences, people, 0.5, draw, clitics=True),
    ]
