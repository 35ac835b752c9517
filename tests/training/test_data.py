"""Treebank sentences are read, spelled otherwise and cut into training text for the tokenizer."""

import gzip
import json
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.parsing import conllu, cutting, noise, persian
from training.parsing.sources import Sources

ARABIC = """\
1	قال	قال	VERB	_	_	0	root	_	_
2	،	،	PUNCT	_	_	1	punct	_	_
3	أحمد	أحمد	PROPN	_	_	1	nsubj	_	SpaceAfter=No
4	.	.	PUNCT	_	_	1	punct	_	_

"""


def one(text: str) -> conllu.Sentence:
    (sentence,) = conllu.parse(text.splitlines())
    return sentence


def test_surface_has_the_spaces_the_treebank_notes(sentences):
    assert [s.text() for s in sentences] == ["Officials denied it.", "Anna didn't say so.", '"No," said Anna.']


def test_what_is_written_is_read_again(sentences, tmp_path):
    conllu.write(sentences, tmp_path / "s.conllu")
    assert conllu.read(tmp_path / "s.conllu") == sentences


def test_word_on_which_another_hangs_is_not_left_out(sentences):
    assert sentences[0].without_last().text() == "Officials denied it"
    hanging = replace(sentences[0], words=(*sentences[0].words[:3], replace(sentences[0].words[3], form="!")))
    hanging = replace(hanging, words=(replace(hanging.words[0], head=4), *hanging.words[1:]))
    assert hanging.without_last() == hanging


def test_title_has_capitals_and_no_full_stop(sentences):
    assert noise.headline(sentences[0]).text() == "Officials Denied It"
    assert [noise.title_case(w) for w in ("of", "denies", "NATO", "5th")] == ["of", "Denies", "NATO", "5th"]


def test_long_sentence_is_no_title(sentences):
    assert noise.headline(sentences[0], longest=3) == sentences[0]


def test_quotation_marks_open_and_close(sentences):
    assert noise.curly_quotes(sentences[2]).text() == "“No,” said Anna."


def test_commas_go_and_heads_are_counted_anew():
    changed = noise.without_commas(one(ARABIC))
    assert [w.form for w in changed.words] == ["قال", "أحمد", "."]  # said, Ahmad, full stop
    assert [w.head for w in changed.words] == [0, 1, 1]


def test_word_before_a_comma_left_out_is_followed_by_a_space(sentences):
    assert noise.without_commas(sentences[2]).text() == '"No" said Anna.'
    glued = one(ARABIC.replace("root\t_\t_", "root\t_\tSpaceAfter=No"))
    assert glued.text().startswith("قال،")
    assert noise.without_commas(glued).text() == "قال أحمد."


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (noise.without_joiners, "می‌کند", "میکند"),  # "does", with and without the joiner
        (noise.bare_alef, "أحمد", "احمد"),  # Ahmad
        (noise.other_digits("ascii"), "٢٠٢٤", "2024"),
        (noise.other_digits("fa"), "2024", "۲۰۲۴"),
    ],
)
def test_spellings_of_news_sites(change, before, after):
    word = one(ARABIC).words[0]
    assert change(conllu.Sentence((replace(word, form=before),))).words[0].form == after


def test_short_vowels_go_but_a_vowel_sign_alone_stays():
    assert noise.without_vowels("كِتَابٌ") == "كتاب"  # book
    assert noise.without_vowels("ٌ") == "ٌ"
    assert noise.without_vowels("جدًّا", keep_tanwin=True) == "جدًا"  # very


def test_copies_are_of_sentences_that_change(sentences):
    draw = random.Random(1)
    assert noise.some(sentences, 1, noise.without_joiners, draw) == []
    assert [s.text() for s in noise.some(sentences, 1, noise.curly_quotes, draw)] == [
        "Anna didn’t say so.",
        "“No,” said Anna.",
    ]


def test_labels_say_where_tokens_and_sentences_end(sentences):
    text, labels = cutting.labelled(sentences[:2])
    assert text == "Officials denied it. Anna didn't say so."
    marks = {place: label for place, label in enumerate(labels) if label != "0"}
    assert [text[p] for p in marks] == ["s", "d", "t", ".", "a", "t", "y", "o", "."]
    assert "".join(marks.values()) == "111213112"


def test_tokens_that_stand_for_several_words_are_listed(sentences, tmp_path):
    cutting.write([sentences], tmp_path / "en.train")
    assert json.loads((tmp_path / "en.train-mwt.json").read_text()) == [[["didn't", ["did", "n't"]], 1]]
    text, labels = ((tmp_path / f"en.train.{e}").read_text() for e in ("txt", "toklabels"))
    assert [len(t) for t in text.split("\n\n")] == [len(t) for t in labels.split("\n\n")]


def test_paragraphs_as_the_treebank_marks_them(sentences):
    assert [len(p) for p in cutting.as_marked(sentences)] == [2, 1]


@given(st.integers(0, 50), st.integers(1, 12))
def test_drawn_paragraphs_keep_all_sentences_in_order(seed, count):
    made = [one(ARABIC)] * count
    paragraphs = cutting.as_drawn(made, random.Random(seed))
    assert sum(paragraphs, []) == made
    assert all(1 <= len(p) <= 4 for p in paragraphs)


def test_nothing_follows_a_title_in_its_paragraph():
    title = one(ARABIC).without_last()
    assert all(len(p) == 1 for p in cutting.as_drawn([title] * 5, random.Random(1)))


def test_paragraph_ends_where_a_sentence_has_no_closing_mark(sentences):
    title = sentences[0].without_last()
    assert cutting.closed([[title, *sentences]]) == [[title], list(sentences)]


def test_british_quotation_marks():
    (spoken,) = conllu.parse(
        ['1\t"\t"\tPUNCT\t_\t_\t2\tpunct\t_\tSpaceAfter=No', "2\tNo\tno\tINTJ\t_\t_\t0\troot\t_\tSpaceAfter=No",
         '3\t"\t"\tPUNCT\t_\t_\t2\tpunct\t_\t_']
    )  # fmt: skip
    assert noise.single_quotes(spoken).text() == "‘No’"


def test_persian_names_are_spelled_as_the_networks_see_text_at_work(tmp_path):
    with gzip.open(tmp_path / "fa_arman-train_fold1.txt.gz", "wt", encoding="utf-8") as file:
        file.write("كرملين B-org\nمي‌گويد O\n")
    assert persian._names_of(Sources(tmp_path, tmp_path), "train") == [[("کرملین", "B-ORG"), ("می‌گوید", "O")]]
