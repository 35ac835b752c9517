"""PADT's vocalised words become what a newspaper prints."""

from collections import Counter
from dataclasses import replace

import pytest
from training.parsing import conllu, padt

SENTENCE = """\
1	زَارَ	زَار	VERB	VP-A-3MS--	Aspect=Perf	0	root	_	Gloss=visit
2	وَ	وَ	CONJ	C---------	_	1	cc	_	Gloss=and
3	بَكَى	بَكَى	VERB	VP-A-3MS--	Negative=Neg|VerbForm=Fin	1	conj	_	Gloss=weep
4	لِ	لِ	ADP	P---------	_	5	case	_	Gloss=for
5	اَلمَدِينَةِ	مَدِينَة	NOUN	N------S2D	Case=Gen|Definite=Def	3	nmod	_	Gloss=city
6	بَغدَادَ	بَغدَاد	NOUN	N------S2I	Case=Gen	5	name	_	Gloss=Baghdad
7	رِسَالَةُ	رِسَالَة	NOUN	N------S1R	Definite=Red	1	dobj	_	Gloss=letter
8	هُ	هُوَ	PRON	SP---3MS2-	_	7	nmod	_	Gloss=he
9	.	.	PUNCT	G---------	_	1	punct	_	_

"""


@pytest.fixture
def lexicon():
    counts = Counter({"بوتين": 20, "المدينة": 9, "كتاب": 12, "وزير": 30, "زير": 1})  # Putin, the city, book, minister
    return padt.Lexicon(counts, {"كتاب": Counter(NOUN=12)}, frozenset({"بوتين"}))


def surface(lexicon):
    (sentence,) = conllu.parse(SENTENCE.splitlines())
    return padt.surface(sentence, lexicon)


def test_clitics_and_pronouns_stand_close_and_the_spelling_follows(lexicon):
    # He visited and wept for the city Baghdad, his letter.
    assert surface(lexicon).text() == "زار وبكى للمدينة بغداد رسالته."


def test_relations_and_tags_are_todays(lexicon):
    words = surface(lexicon).words
    assert [w.deprel for w in words] == ["root", "cc", "conj", "case", "obl", "flat", "obj", "nmod", "punct"]
    assert [w.upos for w in words[1:3]] == ["CCONJ", "VERB"]
    assert words[5].upos == "PROPN"  # its gloss has a capital
    assert words[2].feats == "Polarity=Neg"
    assert words[6].feats == "Definite=Cons"


def test_conjunction_hangs_on_what_follows(lexicon):
    assert surface(lexicon).words[1].head == 3


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("وبوتين", (["و"], "بوتين", "")),  # and Putin
        ("للمدينة", (["ل"], "لمدينة", "")),  # for the city
        ("كتابهم", ([], "كتاب", "هم")),  # their book
        ("وزير", ([], "وزير", "")),  # minister: begins with a clitic letter, but is known
        ("بيسكوف", ([], "بيسكوف", "")),  # Peskov: nothing is known of what would be left
    ],
)
def test_unanalysed_words_are_cut_where_the_rest_is_better_known(lexicon, form, expected):
    assert padt.split(form, lexicon) == expected


def test_heads_point_to_the_stem_of_a_word_that_was_cut(lexicon):
    (sentence,) = conllu.parse(SENTENCE.splitlines())
    left_whole = replace(sentence.words[4], form="وبوتين", xpos="U---------", deprel="nsubj", head=1)  # and Putin
    words = padt.analysed((*sentence.words[:4], left_whole, replace(sentence.words[5], head=5)), lexicon)
    assert [w.form for w in words[4:6]] == ["و", "بوتين"]
    assert (words[4].head, words[4].deprel) == (6, "cc")
    assert words[6].head == 6  # what hung on the whole word
    assert words[3].head == 6  # what hung on it from before
