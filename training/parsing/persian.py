"""Persian training data: PerDT and Seraji brought to one form, names from ARMAN."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from training.parsing import conllu, cutting, entities, furniture, hosts, names, noise, vectors
from training.parsing.conllu import Sentence, Word
from training.parsing.prepared import Prepared
from training.parsing.sources import Sources

from newsnb.parsing.pieces import readable

_HELD_OUT = 150  # sentences at the end of PerDT's dev part: its train part is to be had as plain text only
_NAMES_HELD_OUT = 400
_HOSTS = 3  # copies of a sentence with joined words, each with other first parts
_LOOKALIKES = 0.5  # of the sentences come once more, with words that only look joined


def prepare(sources: Sources) -> Prepared:
    """Read the sets, bring them to one form, add copies in news spelling."""
    draw = random.Random(3)
    perdt, test = ([_perdt(s) for s in conllu.read(sources.treebank(f"fa_perdt-{p}"))] for p in ("dev", "test"))
    named = _names_of(sources, "train")
    draw.shuffle(named)
    known_names = _proper_nouns(perdt, named)
    parts = [conllu.read(sources.treebank(f"fa_seraji-{part}")) for part in ("dev", "test")]
    seraji = [_like_perdt(s, known_names) for part in parts for s in part]
    train, dev = perdt[:-_HELD_OUT], perdt[-_HELD_OUT:]
    people = [n for n in sorted(entities.names(named[_NAMES_HELD_OUT:])["PER"]) if n.isalpha()]
    copies, seraji_copies = (_copies(part, people, draw) for part in (train, seraji))
    lines = furniture.lines("fa", furniture.whole(named[_NAMES_HELD_OUT:]), 400, draw)
    tagged = _names(named[_NAMES_HELD_OUT:], draw) + [furniture.as_tagged(line) for line in lines]
    paragraphs = [[furniture.as_sentence(line)] for line in lines]
    joined = hosts.exchanged(train + copies, _HOSTS, draw)
    known = Counter(form for sentence in named[_NAMES_HELD_OUT:] for form, _ in sentence)
    known.update(word for sentence in vectors.plain_persian(sources) for word in sentence)
    joined += hosts.inserted(train + seraji, hosts.lookalikes(train, known), _LOOKALIKES, draw)
    paragraphs += cutting.as_drawn(train + seraji + copies + seraji_copies + joined, draw)
    return Prepared(
        "fa", [train + copies, seraji + seraji_copies], dev, test, paragraphs, cutting.as_drawn(dev, draw),
        tagged, named[:_NAMES_HELD_OUT], _names_of(sources, "test"),
    )  # fmt: skip


def _names_of(sources: Sources, part: str) -> list[entities.Tagged]:
    """A part of ARMAN, in which one kaf in five is an Arabic one, spelled as newsnb shows text to the networks."""
    sentences = entities.read(sources.names(f"fa_arman-{part}"))
    return [[(readable(form, "fa"), tag) for form, tag in sentence] for sentence in sentences]


def _copies(sentences: list[Sentence], people: list[str], draw: random.Random) -> list[Sentence]:
    return [
        *noise.some(sentences, 0.4, noise.without_joiners, draw),
        *noise.some(sentences, 0.15, noise.other_digits("ascii"), draw),
        *noise.some(sentences, 0.15, noise.unpunctuated, draw),
        *names.swapped(sentences, people, 0.2, draw),
    ]


def _perdt(sentence: Sentence) -> Sentence:
    return replace(sentence, words=tuple(replace(_plain(w), deprel=_oblique(w.deprel)) for w in sentence.words))


def _plain(word: Word) -> Word:
    """Verbs have two stems as a lemma in older releases; the past one is kept."""
    return replace(word, lemma=word.lemma.split("#")[0] or word.lemma, xpos="_")


def _oblique(relation: str) -> str:
    return "obl" if relation.startswith("obl") else relation


def _proper_nouns(sentences: Iterable[Sentence], named: Iterable[entities.Tagged]) -> set[str]:
    """Words that are names more often than not, in a treebank or in a name set."""
    seen: dict[str, Counter] = defaultdict(Counter)
    for form, tag in (token for sentence in named for token in sentence):
        seen[form][tag[2:] in {"PER", "LOC"}] += 1
    for word in (word for sentence in sentences for word in sentence.words):
        if word.upos in {"PROPN", "NOUN", "ADJ"}:
            seen[word.form][word.upos == "PROPN"] += 1
    return {form for form, counts in seen.items() if counts[True] > counts[False]}


def _like_perdt(sentence: Sentence, names: set[str]) -> Sentence:
    """Seraji tells no proper nouns apart and splits relations otherwise; its features are left out."""
    words = []
    for word in map(_plain, sentence.words):
        upos = "PROPN" if word.upos == "NOUN" and word.form in names else word.upos
        upos = "ADP" if word.form == "را" and upos == "PART" else upos
        words.append(replace(word, upos=upos, feats="_", deprel=_seraji_relation(word.deprel)))
    return replace(sentence, words=tuple(words))


def _seraji_relation(relation: str) -> str:
    if relation == "flat":
        return "flat:name"
    kind = relation.split(":")[0]
    return kind if kind in {"nmod", "acl", "det", "cc", "aux"} else relation


def _names(sentences: list[entities.Tagged], draw: random.Random) -> list[entities.Tagged]:
    """ARMAN has a zero for every number: other numbers instead, and copies without joiners."""
    numbered = [[(_number(draw) if form == "0" else form, tag) for form, tag in s] for s in sentences]
    return numbered + entities.spelled(numbered, 0.35, lambda form: form.replace(noise.JOINER, ""), draw)


def _number(draw: random.Random) -> str:
    return "".join(draw.choice("0123456789") for _ in range(draw.randint(1, 4)))
