"""Names: reading the sets, bringing them onto our tokens, putting new ones into treebank sentences."""

import gzip
import random
from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from training.parsing import arabic, entities, furniture, names, projection, silver
from training.parsing.conllu import Sentence, Word

SAID = Word("قال", "قال", "VERB", "_", "_", 0, "root")  # said
AND = Word("و", "و", "CCONJ", "_", "_", 3, "cc", space_after=False)  # and
NAME = Word("أحمد", "أحمد", "PROPN", "_", "_", 1, "nsubj")  # Ahmad


def write(path, text: str):
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.write(text)
    return path


def test_two_columns_and_many_columns_are_read_alike(tmp_path):
    two = write(tmp_path / "a.gz", "Anna B-PERS\nLind I-PERS\n# O\n\nOslo I-LOC\n")
    many = write(
        tmp_path / "b.gz", "# sent_id = 1\n1\tAnna\tB-PER\t-\t-\n2\tLind\tI-PER\t-\t-\n3\t#\tO\n\n1\tOslo\tB-LOC\n"
    )
    expected = [[("Anna", "B-PER"), ("Lind", "I-PER"), ("#", "O")], [("Oslo", "B-LOC")]]
    assert entities.read(two) == entities.read(many) == expected


def test_types_that_are_not_asked_for_are_no_names(tmp_path):
    file = write(tmp_path / "a.gz", "Bill B-event\nBridge B-fac\n")
    assert entities.read(file) == [[("Bill", "O"), ("Bridge", "B-LOC")]]


def test_long_stretches_are_cut_outside_names():
    sentence = [("x", "O")] * 8 + [("a", "B-PER"), ("b", "I-PER"), ("c", "I-PER")] + [("x", "O")] * 20
    parts = list(entities.shorter(sentence, longest=29))
    assert sum(parts, []) == sentence
    assert all(part[0][1][0] != "I" for part in parts)


def test_title_of_the_name_set_keeps_its_tags():
    titled = entities.as_titles([[("officials", "O"), ("in", "O"), ("Oslo", "B-LOC")]], 1, random.Random(1))
    assert titled == [[("Officials", "O"), ("in", "O"), ("Oslo", "B-LOC")]]


def test_name_that_begins_like_a_clitic_is_whole_if_the_rest_is_unknown():
    found = Counter({"بيسكوف": 3, "وبوتين": 2, "بوتين": 9, "سارة": 4})  # Peskov, and-Putin, Putin, Sara
    inside = Counter({"بيسكوف": 3, "بوتين": 8})
    assert names.whole_names(found, found, inside) == ["بوتين", "بيسكوف", "سارة"]


def test_name_that_only_ever_begins_one_may_hold_a_clitic():
    found = Counter({"وشادية": 1, "وينفري": 1})  # and-Shadia (she is named nowhere else), Winfrey
    assert names.whole_names(found, found, inside=Counter({"وينفري": 1})) == ["وينفري"]


def test_tokens_that_go_on_with_a_name():
    assert entities.going_on([[("Anna", "B-PER"), ("Lind", "I-PER"), ("UN", "I-ORG")]]) == Counter({"Lind": 1})


def test_other_name_takes_the_place_of_a_proper_noun():
    (copy,) = names.swapped([Sentence((SAID, NAME))], ["بيسكوف"], 1, random.Random(1))
    assert copy.text() == "قال بيسكوف"  # said Peskov
    assert copy.words[1].lemma == "بيسكوف"


def test_name_after_a_clitic_changes_only_where_that_is_asked_for():
    after_clitic = Sentence((SAID, AND, NAME))
    assert names.swapped([after_clitic], ["بيسكوف"], 1, random.Random(1)) == []
    (copy,) = names.swapped([after_clitic], ["بيسكوف"], 1, random.Random(1), clitics=True)
    assert copy.text() == "قال وبيسكوف"  # said, and Peskov
    assert [t.form for t in copy.tokens()] == ["قال", "و", "بيسكوف"]


def test_name_that_carries_a_pronoun_stays():
    carrying = Word("لبنان", "لبنان", "PROPN", "_", "_", 1, "nsubj", space_after=False)  # Lebanon
    pronoun = Word("هم", "هو", "PRON", "_", "_", 2, "nmod")  # their
    assert names.swapped([Sentence((SAID, carrying, pronoun))], ["بيسكوف"], 1, random.Random(1)) == []


def test_words_of_names_are_hidden_more_often_than_others():
    hide = names.Hiding(Counter({"anna": 100, "said": 100}), Counter({"anna": 90}), rate=0.4)
    draw = random.Random(1)
    hidden = [hide(["Anna", "said"], draw) for _ in range(500)]
    assert 150 < sum(pair[0] == names.Hiding.UNKNOWN for pair in hidden) < 250
    assert sum(pair[1] == names.Hiding.UNKNOWN for pair in hidden) < 10


def test_clitic_before_a_name_is_no_part_of_it():
    sentence = [("قال", "O"), ("وبوتين", "B-PER"), ("أمس", "O")]  # said, and-Putin, yesterday

    def cut(texts):
        return [[(0, 3), (4, 5), (5, 10), (11, 14)]]

    assert projection.projected([sentence], cut) == [
        [("قال", "O"), ("و", "O"), ("بوتين", "B-PER"), ("أمس", "O")],
    ]


def test_name_goes_on_over_a_clitic_inside_it_and_ends_before_a_pronoun():
    sentence = [("أبو", "B-PER"), ("بكر", "I-PER"), ("ولبنانهم", "B-LOC")]  # Abu Bakr, and-their-Lebanon

    def cut(texts):
        return [[(0, 3), (4, 5), (5, 7), (8, 9), (9, 14), (14, 16)]]

    tags = [tag for _, tag in projection.projected([sentence], cut)[0]]
    assert tags == ["B-PER", "I-PER", "I-PER", "O", "B-LOC", "O"]


def test_lines_around_articles_have_names_only_where_the_pattern_says():
    lines = furniture.lines("en", {"PER": [["Anna", "Lind"]], "LOC": [["Oslo"]]}, 300, random.Random(1))
    forms = {form for line in lines for form, tag in line if tag != "O"}
    assert forms == {"Anna", "Lind", "Oslo"}
    assert any(furniture.as_sentence(line).text() == "By Anna Lind" for line in lines)


def test_clitic_of_a_pattern_is_a_token_of_its_own():
    lines = furniture.lines("ar", {"PER": [["سمير"]], "LOC": [["بيروت"]]}, 300, random.Random(1))
    (byline, *_) = [line for line in lines if line[0][0] == "ب+"]
    assert furniture.as_sentence(byline).text() == "بقلم سمير"  # by the pen of Samir
    assert [form for form, _ in furniture.as_tagged(byline)] == ["ب", "قلم", "سمير"]


def test_whole_names_of_a_set():
    tagged = [[("Anna", "B-PER"), ("Lind", "I-PER"), ("Oslo", "B-LOC"), ("Bergen", "B-LOC"), ("UN", "B-ORG")]]
    assert furniture.whole(tagged) == {"PER": [["Anna", "Lind"]], "LOC": [["Bergen"], ["Oslo"]]}


def test_listed_names_begin_with_a_letter_that_is_also_a_clitic():
    listed = names.listed(Path(arabic.__file__).with_name("arabic_names.txt"))
    assert len(listed) > 300
    assert all(name[0] in names.CLITICS and name.isalpha() for name in listed)


def test_articles_and_genitives_are_left_out_of_names_of_another_system():
    assert silver.narrowed(["the", "united", "nations", "'s"]) == (1, 3)
    assert silver.narrowed(["the"]) == (1, 1)


def test_plain_news_is_read_in_paragraphs(tmp_path):
    with gzip.open(tmp_path / "news.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write('{"text": "Anna left.\\n\\nShe came back."}\n{"text": "Rain."}\n')
    assert list(silver.paragraphs(tmp_path / "news.jsonl.gz")) == ["Anna left.", "She came back.", "Rain."]


def test_listed_persons_are_those_that_are_not_mostly_other_words(tmp_path):
    pairs = tmp_path / "names.json"
    pairs.write_text('{"karim": "كريم", "layla saleh": "ليلى صالح", "li": "لي", "o": "د. أ"}', encoding="utf-8")
    known, in_names = Counter({"كريم": 4, "صالح": 5}), Counter({"كريم": 2, "صالح": 1})
    assert names.persons(pairs, known, in_names) == ["كريم", "ليلى"]


def test_every_listed_name_stands_for_a_person_before_one_comes_again():
    lines = [[("Anna", "B-PER"), ("Lind", "I-PER"), ("left", "O"), ("Oslo", "B-LOC")], [("rain", "O")]] * 2
    copies = entities.renamed(lines, ["Kim", "Lee", "Noor", "Omar"], 1, random.Random(1))
    assert [[tag for _, tag in copy] for copy in copies] == [[tag for _, tag in line] for line in lines]
    people = sorted(form for copy in copies for form, tag in copy if tag.endswith("PER"))
    assert people == ["Kim", "Lee", "Noor", "Omar"]
    assert [copy[2:] for copy in copies] == [line[2:] for line in lines]


@settings(max_examples=20, deadline=None)
@given(st.floats(0, 1), st.integers(0, 99))
def test_a_person_gets_another_name_whole_or_not_at_all(share, seed):
    lines = [[("Anna", "B-PER"), ("Lind", "I-PER"), ("Berg", "B-PER")]] * 9
    for copy in entities.renamed(lines, ["Kim", "Lee"], share, random.Random(seed)):
        assert (copy[0][0] == "Anna") == (copy[1][0] == "Lind")
