"""Verbs given by stem and conjugation, and the compound tenses they make with an auxiliary.

For languages that are read without a parse and whose verbs are too many forms to be listed: the language file names
the conjugations and their endings, and says which auxiliaries a participle needs before it is a verb ("a déclaré").
"""

from collections.abc import Iterator, Sequence

from newsnb.phrases import TextWord

FINITE_FORM, PERFECT_FORM, PARTICIPLE_FORM, INFINITIVE_FORM = "finite", "perfect", "participle", "infinitive"
_FORMS = (FINITE_FORM, PERFECT_FORM, PARTICIPLE_FORM, INFINITIVE_FORM)
_BESIDE = 2  # characters between words with nothing but a space or an apostrophe between them
_REACH = 7  # words between an auxiliary and its participle: "a également, dans un communiqué, ..." is out of reach


def conjugated(verb: dict, conjugations: dict) -> Iterator[tuple[str, str, str]]:
    """Write out a verb entry of a language file.

    Parameters
    ----------
    verb
        An entry of ``cues: verbs``: names of conjugations with the stems that follow them, and ``forms``.
    conjugations
        Name to ``lemma`` and the templates of ``finite``, ``perfect``, ``participle`` and ``infinitive``.

    Yields
    ------
    tuple
        Written form, dictionary form, and which of the four it is; ``forms`` are finite.
    """
    for written in verb.get("forms", ()):
        yield written, written, FINITE_FORM
    for name in sorted(set(verb) & set(conjugations)):
        endings = conjugations[name]
        for stem in verb[name]:
            lemma = endings["lemma"].format(stem)
            for form in _FORMS:
                yield from ((template.format(stem), lemma, form) for template in endings.get(form, ()))


def auxiliary_of(words: Sequence[TextWord], participle: int, lexicon) -> int | None:
    """Find the auxiliary of a participle: adverbs, negations and an inverted pronoun may stand between.

    Returns
    -------
    int or None
        Number of the auxiliary's word; missing where the participle is an adjective or a passive.
    """
    for i in range(participle - 1, max(participle - _REACH, -1), -1):
        word = words[i].text
        if lexicon.has("perfect_auxiliaries", word):
            return i
        adverb = any(word.endswith(ending) for ending in lexicon.words["adverb_endings"])
        if not adverb and not lexicon.has("perfect_between", word):
            return None
    return None


def is_negated(words: Sequence[TextWord], first: int, last: int, lexicon) -> bool:
    """Tell whether a verb, words ``[first, last)`` with its auxiliary, is negated before it or inside it.

    Pronouns may stand between the negation and the verb: "ne l'a pas confirmé".
    """
    before = first - 1
    while before >= 0 and lexicon.has("clitics", words[before].text):
        before -= 1
    # "And not" is one word in Arabic.
    # The "pas" that ends the quotation in front of the verb does not negate it.
    beside = before >= 0 and words[before + 1].start - words[before].end <= _BESIDE
    spelled = {words[before].text, words[before].text.lstrip("وف")} if beside else set()
    outside = any(lexicon.has("negations", word) for word in spelled)
    return outside or any(lexicon.has("negations", word.text) for word in words[first + 1 : max(last - 1, first)])
