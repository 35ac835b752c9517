"""A teacher learns what other people's tools mean, and tags plain text for our networks."""

import random
from collections import Counter

import pytest

pytest.importorskip("training.parsing.conllu", reason="the recipe is part of a checkout, not of an installed newsnb")

from training.parsing import conllu, cutting, entities, noise, stages, tasks, training_run  # noqa: E402
from training.parsing.conllu import Sentence, Word  # noqa: E402
from training.parsing.teaching import alkhalil, arabic, cuts, english, lessons, recognisers, teacher  # noqa: E402

# farahidi leaves its dictionary files, udtools the files it scores, for the collector to close.
pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
# "and-the-news-agency said", "the minister came with-the-train", "his-father and-the-minister"
ARABIC = (
    "و+قالت وكالة ال+أنباء",
    "جاء الوزير ب+القطار",
    "والد+ه و+الوزير",
    "ب+القطار جاء والد+ها",
)


def arabic_sentence(line: str) -> Sentence:
    pieces = [surface.replace("ال+", "ال").split("+") for surface in line.split()]
    return arabic.sentence(["".join(cut) for cut in pieces], pieces)


def words(*tagged: str) -> Sentence:
    """A sentence of ``form/UPOS`` words."""
    return Sentence(
        tuple(Word(*part.rsplit("/", 1)[:1], "_", part.rsplit("/", 1)[1], "_", "_", 0, "_") for part in tagged)
    )


def test_word_of_the_dictionary_may_be_whole_though_it_begins_like_a_clitic():
    assert () in {r.cuts for r in alkhalil.readings("وكالة")}  # agency
    assert {r.cuts for r in alkhalil.readings("وقالت")} == {(1,)}  # and she said


def test_article_that_lost_its_alef_stays_on_its_noun():
    assert {r.cuts for r in alkhalil.readings("للرئيس")} == {(1,)}  # for the president


@pytest.mark.parametrize("word", ["", "و", "بيسكوف", "NATO", "ا" * 40])
def test_what_the_dictionary_does_not_know_has_no_reading(word):
    assert alkhalil.readings(word) == ()


def test_stem_and_clitics_get_their_verdicts():
    in_front, stem = alkhalil.verdicts(["ب", "القطار"])
    assert set(in_front) == {"in front"}
    assert stem[0] == "اسم"  # a noun
    assert alkhalil.verdicts(["بيسكوف"]) == [("unknown",) * 3]


def test_surfaces_are_what_stands_between_spaces():
    assert cuts.surfaces(arabic_sentence("و+قالت وكالة")) == [("وقالت", (1,)), ("وكالة", ())]


def test_marks_and_clitics_stand_close_to_their_words():
    sentence = arabic.sentence(["(", "وقالت", ")", "."], [["("], ["و", "قالت"], [")"], ["."]])
    assert sentence.text() == "(وقالت)."
    assert [word.upos for word in sentence.words] == ["PUNCT", "X", "X", "PUNCT", "PUNCT"]


@pytest.fixture(scope="module")
def cutter(tmp_path_factory) -> cuts.Cutter:
    treebank = [arabic_sentence(line) for line in ARABIC] * 5
    return cuts.learn(treebank, Counter(), tmp_path_factory.mktemp("crf") / "cuts.crf")


def test_clitics_are_cut_off_words_that_were_never_seen(cutter):
    assert cutter.cut(["وبحثت", "الوكالة", "و2005", "."]) == [["و", "بحثت"], ["الوكالة"], ["و", "2005"], ["."]]


def test_every_letter_is_kept(cutter):
    line = ["وقال", "المتحدث", "باسم", "الكرملين", "للصحفيين", "إن", "الرئيس", "لم", "يجر", "اتصالا"]
    assert ["".join(pieces) for pieces in cutter.cut(line)] == line


@pytest.mark.parametrize(
    ("pieces", "tag", "kept"),
    [
        (["ل", "يبرمان"], "B-PER", ["ليبرمان"]),  # Lieberman
        (["ل", "بوش"], "B-PER", ["ل", "بوش"]),  # to Bush, who is seen alone elsewhere
        (["ل", "بوش"], "I-PER", ["لبوش"]),
        (["ل", "لعراق"], "B-LOC", ["ل", "لعراق"]),  # to Iraq
        (["و", "باتريك"], "B-PER", ["و", "باتريك"]),  # and Patrick: left to the teacher
        (["سولا", "نا"], "B-PER", ["سولانا"]),  # Solana
        (["عبد", "ه"], "O", ["عبد", "ه"]),
    ],
)
def test_name_is_not_cut_where_no_clitic_can_be(pieces, tag, kept):
    assert arabic.name_kept(pieces, tag, Counter({"بوش": 9})) == kept


def test_text_of_a_name_set_is_taken_without_vowels_and_with_marks_apart(tmp_path):
    treebank = [arabic_sentence(line) for line in ARABIC]
    (sentence,) = arabic.cut_text([[("(د", "O"), ("ب.", "B-PER"), ("قَالَ", "O"), ("3.5%", "O")]], treebank, tmp_path)
    assert [word.form for word in sentence.words] == ["(", "د", "ب", ".", "قال", "3.5", "%"]


def test_teacher_learns_what_a_verdict_means(tmp_path):
    lesson = [words("a/NOUN", "b/VERB"), words("c/NOUN", "d/VERB"), words("e/NOUN", "f/VERB")]

    def seen(sentence, verdicts):
        forms = [word.form for word in sentence.words]
        return teacher.Example(forms, ["X~_"] * len(forms), [(verdict,) for verdict in verdicts])

    pairs = [(seen(s, ["name", "deed"]), [teacher.label(w) for w in s.words]) for s in lesson]
    found = teacher.learn(pairs * 3, tmp_path / "tags.crf")
    unseen = words("y/X", "z/X", "q/X")
    labels = found.labels(seen(unseen, ["name", "deed", "deed"]))
    assert [word.upos for word in teacher.labelled(unseen, labels).words] == ["NOUN", "VERB", "VERB"]


def test_share_of_the_sentences_is_spelled_otherwise_and_none_is_lost():
    sentences = [words("كتاب‌ها/NOUN") for _ in range(400)]
    changed = noise.respelled(sentences, [(0.25, noise.without_joiners)], random.Random(1))
    assert len(changed) == 400
    assert 60 < sum(s.words[0].form == "کتابها" or "\u200c" not in s.words[0].form for s in changed) < 140


def test_copies_of_a_sentence_are_no_lessons(sentences):
    copy = sentences[0].with_forms(str.upper)
    assert lessons._different_trees([sentences[0], copy, sentences[1]]) == [0, 2]


def test_more_paragraphs_stand_behind_those_of_the_treebank(sentences, tmp_path):
    cutting.write([sentences[:2]], tmp_path / "en.train")
    target = cutting.extended(tmp_path / "en.train", [[words("So/ADV", "what/PRON")]], tmp_path / "en.both")
    text, labels = ((target.with_name(target.name + end)).read_text() for end in (".txt", ".toklabels"))
    assert text.split("\n\n") == [(tmp_path / "en.train.txt").read_text().rstrip("\n"), "So what\n"]
    assert [len(part) for part in labels.split("\n\n")] == [len(part) for part in text.split("\n\n")]
    assert (tmp_path / "en.both-mwt.json").read_text() == (tmp_path / "en.train-mwt.json").read_text()


def test_tokenizer_and_tagger_learn_from_a_teachers_text(folders, sentences):
    conllu.write([words("Nonsense/INTJ", "./PUNCT")] * 7, folders.silver("en"))
    conllu.write([words("Nonsense/INTJ", "./PUNCT")] * 7, folders.cuts("en"))
    tagger = tasks.build(stages.stage("en", "pos", 600), folders, "cpu")
    assert sum(len(dataset) for dataset in tagger._sets) == 2 * len(sentences) + 7
    assert "nonsense" not in tagger.trainer.vocab["word"]
    tagger.settle()
    assert sum(len(dataset) for dataset in tagger._sets) == 2 * len(sentences) + 7
    training_run.run(stages.stage("en", "tokenize", 600), folders, steps=1)
    assert (folders.data / "en.train+cuts.txt").read_text().count("Nonsense") == 7


def test_networks_of_the_first_round_give_way_where_there_is_a_teachers_text(folders):
    for processor in ("tokenize", "pos"):
        training_run.run(stages.stage("en", processor, 600), folders, steps=1)
    folders.silver("en").touch()
    folders.tagged("en", "train").touch()
    lessons.set_aside(folders, "en")
    assert not folders.tagged("en", "train").exists()
    assert folders.record(stages.stage("en", "tokenize")).is_file()
    assert not folders.record(stages.stage("en", "pos")).is_file()
    assert (folders.root / "models" / "en.pos.first").is_file()


def test_recogniser_learns_from_names_that_two_stacked_fields_find(folders, monkeypatch):
    training_run.run(stages.stage("en", "ner", 600), folders, steps=1)
    plain = entities.read_written(folders.names("en", "test"))
    entities.write(plain, folders.names("en", "silver"))

    def told(sentences):
        # Stands for another system: whatever has a capital.
        return [[("X", "name" if form[0].isupper() else "no") for form in forms] for forms in sentences]

    monkeypatch.setattr(english, "spacys", lambda pipeline: told)
    lessons.teach_english_names(folders, "any")
    found = entities.read_written(folders.names("en", "silver"))
    assert [[form for form, _ in sentence] for sentence in found] == [[form for form, _ in s] for s in plain]
    assert [tag for _, tag in found[0]] == ["B-PER", "I-PER", "O", "B-LOC"]
    lessons.set_aside(folders, "en")
    assert (folders.root / "models" / "en.ner.first").is_file()


def test_own_tags_begin_and_go_on(folders):
    stage = stages.stage("en", "ner", 600)
    training_run.run(stage, folders, steps=30)
    (tags,) = recognisers.own_tags(folders.model(stage), [["Anna", "Lind", "left", "Oslo"]])
    assert len(tags) == 4
    assert {tag[0] for tag in tags} <= set("BIO")
