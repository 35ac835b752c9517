"""Joined words get other first parts, so that the tokenizer learns the endings."""

import random
from collections import Counter
from dataclasses import replace

from training.parsing import conllu, hosts

BOOKS = """\
1	کتاب	کتاب	NOUN	_	_	3	obj	_	_
2	خوبی	خوب	ADJ	_	_	1	amod	_	_
3	خرید	خریدن	VERB	_	_	0	root	_	_

1-2	قلمش	_	_	_	_	_	_	_	_
1	قلم	قلم	NOUN	_	_	3	obj	_	_
2	ش	او	PRON	_	_	1	nmod	_	_
3	شکست	شکستن	VERB	_	_	0	root	_	_

"""  # he bought a good book; his pen broke


def sentences() -> list[conllu.Sentence]:
    return list(conllu.parse(BOOKS.splitlines()))


def test_another_noun_stands_before_the_same_ending():
    (copy,) = hosts.exchanged(sentences(), 1, random.Random(1))
    assert copy.text() == "کتابش شکست"
    assert [word.form for word in copy.words] == ["کتاب", "ش", "شکست"]
    assert [word.head for word in copy.words] == [word.head for word in sentences()[1].words]


def test_copies_are_as_many_as_asked_for_and_only_of_sentences_with_joined_words():
    assert len(hosts.exchanged(sentences(), 3, random.Random(1))) == 3


def test_first_part_with_a_joiner_keeps_it():
    alone, joined = sentences()
    house = replace(joined.words[0], form="خانه\u200c")  # "house", before "ash": his house
    token = replace(joined.joined[0], form="خانه\u200cاش")
    joined = replace(joined, words=(house, replace(joined.words[1], form="اش"), joined.words[2]), joined=(token,))
    shop = replace(alone, words=(replace(alone.words[0], form="مغازه"), *alone.words[1:]))  # shop: another vowel letter
    school = replace(alone, words=(replace(alone.words[0], form="کارخانه"), *alone.words[1:]))  # factory
    (copy,) = hosts.exchanged([shop, school, joined], 1, random.Random(1))
    assert copy.text() == "کارخانه\u200cاش شکست"


def test_noun_of_a_kind_that_never_stands_alone_stays():
    alone, joined = sentences()
    verb = replace(joined.words[0], upos="VERB")
    assert hosts.exchanged([alone, replace(joined, words=(verb, *joined.words[1:]))], 2, random.Random(1)) == []


def test_word_that_only_looks_joined_is_found_by_its_rare_first_part():
    known = Counter({"ارتش": 9, "کتاب": 9, "کتابش": 6, "بالش": 2})  # army; book; his book; pillow, too seldom seen
    assert hosts.lookalikes(sentences(), known) == {"ارتش": 9}


def test_word_in_letters_the_treebank_lacks_is_none():
    assert hosts.lookalikes(sentences(), Counter({"پژوهش": 9})) == {}


def test_words_that_look_joined_stand_where_a_noun_stood():
    (copy,) = hosts.inserted(sentences()[:1], Counter({"ارتش": 9}), 1.0, random.Random(1))
    assert copy.text() == "ارتش خوبی خرید"
    assert copy.joined == ()
