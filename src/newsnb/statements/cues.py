"""Cues: the words that attribute. Read from a language file, found in a sentence."""

from dataclasses import dataclass, field, replace
from functools import cache

from newsnb import lang as languages
from newsnb.articles.normalise import fold
from newsnb.parsing.document import Sentence, Word
from newsnb.phrases import PhraseIndex, TextWord, words_of
from newsnb.statements.conjugations import INFINITIVE_FORM, conjugated

FINITE, PERFECT, PARTICIPLE, MASDAR, NOUN, ADVERBIAL, TAG, CLOSER, NOT_A_CUE = (
    "finite", "perfect", "participle", "masdar", "noun", "according_to", "tag", "closer", "not_cue",
)  # fmt: skip


_LISTS = (
    "complementizers",
    "keep_complementizer",
    "wh_words",
    "infinitive",
    "negations",
    "prepositions",
    "relay_prepositions",
    "place_prepositions",
    "partitives",
    "partitive_prepositions",
    "subordinators",
    "clause_openers",
    "owner_prepositions",
    "topic_words",
    "topic_signs",
    "circumstances",
    "subjunctive_after",
    "comment_nouns",
    "contrast",
    "while_words",
    "text_prepositions",
    "as_words",
    "conjunctions",
    "auxiliaries",
    "verb_particles",
    "adverb_endings",
    "tying_words",
    "object_marks",
    "object_nouns",
    "object_suffixes",
    "perfect_auxiliaries",
    "perfect_between",
    "clitics",
    "determiners",
    "not_complementizer_after",
    "infinitives",
    "adverbs",
    "phrase_ends",
    "relatives",
)


@dataclass(frozen=True)
class Cue:
    """One entry of the lexicon.

    Attributes
    ----------
    lemma, cls
        Dictionary form as listed, and its speech act.
    take
        What may hold the content: see ``lang/en.yaml``.
    form
        ``finite``, ``perfect`` (a participle that needs an auxiliary), ``participle``, ``masdar``,
        ``noun`` (with a that-clause), ``according_to``, ``tag``, ``closer``.
    tense
        ``past`` or ``present``, where the language file gives stems.
    prepositions
        Those that may stand before the content, where ``take`` has ``about`` or ``before``.
    negative
        Whether the written form itself is negated ("تأیید نکرد").
    """

    lemma: str
    cls: str
    take: frozenset[str]
    form: str
    prepositions: tuple[str, ...] = ()
    tense: str = ""
    negative: bool = False


@dataclass(frozen=True)
class CueHit:
    """A cue found in a sentence: characters ``[start, end)``, words ``[first, last)`` of the sentence's word list."""

    cue: Cue
    start: int
    end: int
    first: int
    last: int
    negated: bool = False


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The cue section of a language file, compiled.

    Attributes
    ----------
    index, fixed
        Surface forms (or lemmas, where ``by_lemma``) to cues; fixed phrases alone.
    words
        The other word lists of the section, folded: complementizers, conjunctions, ...
    negated
        What a negation makes of a class; a class that is not listed takes no stand when negated.
    """

    lang: str
    by_lemma: bool
    index: PhraseIndex
    fixed: PhraseIndex
    words: dict[str, frozenset[str]]
    negated: dict[str, str]
    light: dict[str, Cue] = field(default_factory=dict)
    light_verbs: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    only_negated: frozenset[str] = frozenset()

    def knows(self, word: str) -> bool:
        """Tell whether a folded word begins a cue."""
        return word in self.index or word in self.light_verbs

    def has(self, kind: str, word: str) -> bool:
        """Tell whether a folded word is on one of the lists."""
        return word in self.words.get(kind, ())


@cache
def lexicon(lang: str) -> Lexicon:
    """Compile the cues of a language."""
    section = languages.load(lang).cues
    attributing = [*_verbs(section), *_compounds(section), *_phrases(section), *_nouns(section)]
    fixed = [
        *_fixed(section, "according_to", ADVERBIAL, "according_to"),
        *_what_was_said(section),
        *_fixed(section, "tags", TAG, "say"),
        *_fixed(section, "closers", CLOSER, "say"),
        *_fixed(section, "not_cues", NOT_A_CUE, "say"),
    ]  # fmt: skip
    words = {name: frozenset(_folded(word) for word in section.get(name, [])) for name in _LISTS}
    light = {
        _folded(noun): Cue(noun, entry["class"], frozenset(entry["take"]), FINITE, _prepositions(entry))
        for entry in section.get("light_nouns", [])
        for noun in entry["words"]
    }
    return Lexicon(
        lang,
        bool(section.get("lemmas")),
        # Fixed phrases are looked for as written also where verbs are looked for by lemma.
        PhraseIndex([*attributing, *fixed], lang),
        PhraseIndex(fixed, lang),
        words,
        dict(section.get("negated", {})),
        light,
        frozenset(map(_folded, section.get("light_verbs", []))),
        tuple(section.get("endings", ())),
        frozenset(section.get("only_negated", ())),
    )


def _prepositions(entry: dict) -> tuple[str, ...]:
    return tuple(map(_folded, entry.get("prepositions", ())))


def _folded(phrase: str) -> str:
    return " ".join(word.text for word in words_of(phrase))


def _inflected(stem: str, templates: list[str]) -> list[str]:
    """Written forms of a stem; ``"stem ا"`` lists the accusative and the feminine of a participle only."""
    if stem.endswith(" ا"):
        return [stem.replace(" ", ""), stem.removesuffix(" ا") + "ة"]
    head, _, rest = stem.partition(" ")
    return [f"{template.format(head)} {rest}".strip() for template in templates]


def _verbs(section: dict) -> list[tuple[str, Cue]]:
    inflect, entries = section.get("inflect", {}), []
    for item in [*section.get("verbs", []), *section.get("simple", [])]:
        take, prepositions = frozenset(item["take"]), _prepositions(item)
        for word in item.get("words", []):
            entries.append((word, Cue(word, item["class"], take, FINITE, prepositions)))
        for written, lemma, form in conjugated(item, section.get("conjugations", {})):
            # An infinitive only tells that a verb is one of speaking ("refuse de commenter").
            form = NOT_A_CUE if form == INFINITIVE_FORM else form
            entries.append((written, Cue(lemma, item["class"], take, form, prepositions)))
        for part, form in (("past", FINITE), ("present", FINITE), ("participle", PARTICIPLE), ("masdar", MASDAR)):
            for stem in item.get(part, []):
                lemma = item.get("past", [stem])[0]
                cue = Cue(lemma, item["class"], take, form, prepositions, part if form == FINITE else "")
                forms = _inflected(stem, inflect.get(part, ["{}"]))
                if form == FINITE:
                    # "described him" is one word in Arabic.
                    forms += [
                        f"{written}{suffix}" for written in forms[:3] for suffix in section.get("object_suffixes", [])
                    ]
                entries += [(written, cue) for written in forms]
    return entries


def _compounds(section: dict) -> list[tuple[str, Cue]]:
    """Noun and light verb, as Persian makes its verbs: every noun with every form of the verbs it goes with."""
    light, inflect = section.get("light", {}), section.get("inflect", {})
    present = dict(zip(light.get("past", []), light.get("present", []), strict=False))
    entries, prefix = [], section.get("negative_prefix", "")
    for item in section.get("compound", []):
        forms = []
        for verb in item["verb"]:
            forms += _inflected(verb, inflect["past"])
            forms += _inflected(present[verb], inflect["present"]) if verb in present else []
        for word in item["words"]:
            cue = Cue(word, item["class"], frozenset(item["take"]), FINITE, tuple(item.get("prepositions", ())))
            entries += [(f"{word} {form}", cue) for form in forms]
            if prefix and item["class"] in section.get("negated", {}):
                # Other negated cues take no stand: they are not looked for, and so end no content.
                denied = replace(cue, negative=True)
                entries += [(f"{word} {prefix}{form}", denied) for form in forms]
    return entries


def _phrases(section: dict) -> list[tuple[str, Cue]]:
    return [
        (phrase, Cue(phrase, item["class"], frozenset(item["take"]), item.get("form", FINITE), _until(item)))
        for item in section.get("phrases", [])
        for phrase in item["words"]
    ]


def _until(item: dict) -> tuple[str, ...]:
    """Words that close what a two-part cue holds ("خواستار ... شد")."""
    return tuple(map(_folded, item.get("until", ())))


def _nouns(section: dict) -> list[tuple[str, Cue]]:
    return [
        (word, Cue(word, item["class"], frozenset(["clause", *item.get("take", [])]), NOUN))
        for item in section.get("nouns", [])
        for word in item["words"]
    ]


def _fixed(section: dict, key: str, form: str, cls: str) -> list[tuple[str, Cue]]:
    return [(phrase, Cue(phrase, cls, frozenset(), form)) for phrase in section.get(key, [])]


def _what_was_said(section: dict) -> list[tuple[str, Cue]]:
    """``وفقا لما ذكرته``: according to what (somebody) said; every beginning with every form of the verbs."""
    given = section.get("according_to_what", {})
    cue = Cue("", "according_to", frozenset(), ADVERBIAL)
    return [
        (f"{beginning} {template.format(verb)}", replace(cue, lemma=f"{beginning} {verb}"))
        for beginning in given.get("beginnings", ())
        for verb in given.get("verbs", ())
        for template in given.get("forms", ())
    ]


def sentence_words(raw: str, sentence: Sentence) -> list[TextWord]:
    """Words of a sentence as the text has them (clitics written on)."""
    return words_of(raw[sentence.start : sentence.end], sentence.start)


def lemma_words(sentence: Sentence, words: Lexicon) -> list[TextWord]:
    """Words of a sentence in dictionary form, one for each syntactic word."""
    return [TextWord(dictionary_form(word, words), word.start, word.end) for word in sentence.words]


def negates(word: Word, words: Lexicon) -> bool:
    """Tell a word that negates ("n't" is no word by itself where words are folded)."""
    return words.has("negations", fold(word.lemma)) or word.lemma in ("not", "n't")


def dictionary_form(word: Word, words: Lexicon) -> str:
    """Lemma of a word; where the lexicon does not know it, the stem of the written form that it knows, if any."""
    lemma = fold(word.lemma)
    if words.knows(lemma):
        return lemma
    written = fold(word.text)
    for ending in words.endings:
        stem = written.removesuffix(ending)
        if stem != written and len(stem) > 2:
            known = [
                form for form in (stem, stem + "e", stem[:-1] if stem[-1] == stem[-2] else stem) if words.knows(form)
            ]
            if known:
                return known[0]
    return lemma
