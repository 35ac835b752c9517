"""Several networks together give plain text trees or names, from which one learns."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
import torch
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE

pytest.importorskip("training.parsing.conllu", reason="the recipe is part of a checkout, not of an installed newsnb")

from training.parsing import commands, conllu, entities, export, stages, tasks, training_run  # noqa: E402
from training.parsing.tasks import imitation  # noqa: E402
from training.parsing.teaching import name_votes, recognisers, tree_votes  # noqa: E402

pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def trained(stage, folders, seed, steps):
    """A network trained on the small sets, each seed in a folder of its own."""
    other = replace(folders, root=folders.root / f"seed{seed}")
    other.make()
    other.data.rmdir()
    other.data.symlink_to(folders.data)
    training_run.run(stage, other, steps=steps, seed=seed)
    return other.model(stage)


@pytest.fixture
def two_parsers(folders, small):
    """Parsers trained for a moment from other seeds."""
    return [trained(small("depparse"), folders, seed, steps=3) for seed in (1, 2)]


def heads(sentences):
    return [[word.head for word in sentence.words] for sentence in sentences]


def test_other_seeds_give_other_parsers(two_parsers, folders):
    first, second = (
        tree_votes._scores(tree_votes.Trainer.load(str(f), None), folders.data / "en.dev.conllu") for f in two_parsers
    )
    assert not np.allclose(first[0][0][1:, 1], second[0][0][1:, 1])


def test_one_parser_votes_as_it_parses(two_parsers, folders):
    treebank = folders.data / "en.dev.conllu"
    alone = tree_votes.parsed(two_parsers[:1], treebank)
    assert heads(tree_votes.parsed(two_parsers[:1] * 2, treebank)) == heads(alone)
    assert [[w.form for w in s.words] for s in alone] == [[w.form for w in s.words] for s in conllu.read(treebank)]
    assert all(sorted(row).count(0) == 1 for row in heads(alone))


def test_the_surer_parser_wins():
    sentence = conllu.Sentence(tuple(conllu.Word(form, "_", "X", "_", "_", 0, "_") for form in ("Anna", "left")))
    from_root = np.log([[1, 1, 1], [0.1, 0.1, 0.8], [0.8, 0.1, 0.1]])  # "left" is the root, "Anna" hangs on it
    unsure = np.log([[1, 1, 1], [0.4, 0.2, 0.4], [0.3, 0.4, 0.3]])
    labels = np.zeros((3, 3, 2))
    labels[1, 2, 1] = labels[2, 0, 0] = 1
    tree = tree_votes._with_tree(sentence, from_root + unsure, labels, ["root", "nsubj"])
    assert [(word.head, word.deprel) for word in tree.words] == [(2, "nsubj"), (0, "root")]


def test_parsers_of_other_relations_cannot_vote(two_parsers, folders, monkeypatch):
    relations = iter([["root", "nsubj"], ["root", "obj"]])
    monkeypatch.setattr(tree_votes, "_relations", lambda trainer: next(relations))
    with pytest.raises(ValueError, match="its relations are not those of"):
        tree_votes.parsed(two_parsers, folders.data / "en.dev.conllu")


def test_parser_learns_from_the_trees_of_others_until_it_settles(two_parsers, folders, sentences, small):
    conllu.write([sentences[0].with_forms(str.upper)], folders.silver("en"))
    for processor in ("tokenize", "pos", "lemma"):
        training_run.run(small(processor), folders, steps=2)
    models = [folders.model(stages.stage("en", p)) for p in ("tokenize", "pos", "lemma")]
    export.export(models, folders.root / "export")
    at = ["--work", str(folders.root), "--models", str(folders.root / "export")]
    commands.main(["vote", "en", "depparse", *map(str, two_parsers), *at])
    assert [word.form for word in conllu.read(folders.parsed("en"))[0].words] == ["OFFICIALS", "DENIED", "IT", "."]

    task = tasks.build(small("depparse"), folders, "cpu")

    def words() -> set[str]:
        taken = itertools.islice(task.batches(), 8)
        return {word for batch in taken for sentence in batch[-1] for word in sentence}

    assert "DENIED" in words()
    task.settle()
    assert "DENIED" not in words()


@pytest.fixture
def two_recognisers(folders, small):
    """Recognisers trained until they know the name set, from other seeds."""
    return [trained(small("ner"), folders, seed, steps=150) for seed in (1, 2)]


def named(models, texts):
    return name_votes.vote(models, texts).named()


def test_one_recogniser_votes_as_it_tags(two_recognisers, folders):
    texts = entities.forms(entities.read_written(folders.names("en", "test")))[:2]
    alone = named(two_recognisers[:1], texts)
    assert entities.forms(alone) == texts
    assert [[tag for _, tag in sentence] for sentence in alone] == recognisers.own_tags(two_recognisers[0], texts)
    assert named(two_recognisers[:1] * 2, texts) == alone
    assert ("Anna", "B-PER") in alone[0]


def with_tags_turned_round(model, file):
    """The same recogniser, its tags counted from the last to the first."""
    content = torch.load(model, weights_only=True)
    tags = content["vocab"]["tag"]
    count = len(tags["_id2unit"][0])
    order = [*range(VOCAB_PREFIX_SIZE), *reversed(range(VOCAB_PREFIX_SIZE, count))]
    tags["_id2unit"][0] = [tags["_id2unit"][0][place] for place in order]
    tags["_unit2id"][0] = {tag: place for place, tag in enumerate(tags["_id2unit"][0])}
    weights = content["model"]
    for name in ("tag_clfs.0.weight", "tag_clfs.0.bias"):
        weights[name] = weights[name][order]
    weights["crits.0._transitions"] = weights["crits.0._transitions"][order][:, order]
    torch.save(content, file)
    return file


def test_tags_may_stand_in_another_order(two_recognisers, folders):
    texts = entities.forms(entities.read_written(folders.names("en", "test")))[:2]
    first, second = two_recognisers
    turned = with_tags_turned_round(second, folders.root / "turned.pt")
    assert named([turned], texts) == named([second], texts)
    assert named([first, turned], texts) == named([first, second], texts)


def test_recognisers_of_other_tags_cannot_vote(two_recognisers, monkeypatch):
    tags = iter([["O", "B-PER"], ["O", "B-PER"], ["O", "B-ORG"]])
    monkeypatch.setattr(name_votes, "tags_of", lambda trainer: next(tags))
    with pytest.raises(ValueError, match="its tags are not those of"):
        named(two_recognisers, [["Anna"]])


def test_names_of_several_recognisers_take_the_place_of_another_systems(two_recognisers, folders):
    entities.write([[("Anna", "O"), ("left", "B-ORG")]], folders.names("en", "silver"))
    commands.main(["vote", "en", "ner", *map(str, two_recognisers), "--work", str(folders.root)])
    assert entities.read_written(folders.names("en", "silver")) == [[("Anna", "B-PER"), ("left", "O")]]


def test_without_names_of_another_system_the_taught_text_is_read(two_recognisers, folders, sentences):
    conllu.write(sentences[1:2], folders.silver("en"))
    commands.main(["vote", "en", "ner", *map(str, two_recognisers), "--work", str(folders.root)])
    (found,) = entities.forms(entities.read_written(folders.names("en", "silver")))
    assert found == ["Anna", "didn't", "say", "so", "."]
    assert folders.name_scores("en").is_file()


def test_scores_of_others_are_imitated(two_recognisers, folders, small):
    votes = name_votes.vote(two_recognisers, entities.forms(entities.read_written(folders.names("en", "train"))))
    votes.save(folders.name_scores("en"))
    learner = tasks.build(small("ner"), folders, "cpu")

    def distance() -> float:
        batch = next(learner.batches())
        learner.trainer.model.eval()
        with torch.no_grad():
            learned, scores, _, _ = imitation.scored(learner.trainer.model, batch)
            return float(learner._imitation.loss(0 * learned, scores, batch[-1]))

    before = distance()
    for batch in itertools.islice(learner.batches(), 60):
        learner.update(batch)
    assert distance() < before / 2


def test_of_sentences_nobody_scored_nothing_is_imitated(tmp_path):
    name_votes.Votes(["O", "S-PER"], [("Anna",)], [np.array([[1, 3]], np.float16)], np.zeros((2, 2))).save(
        tmp_path / "s"
    )
    known = imitation.Imitation(tmp_path / "s", ["S-PER", "O"])  # in another order: 3, 1; level: 1, -1
    scores = torch.zeros(1, 1, 4 + 2)
    assert float(known.loss(torch.tensor(10.0), scores, [["Anna"]])) == pytest.approx(0.3 * 10 + 1)
    assert float(known.loss(torch.tensor(10.0), scores, [["Otto"]])) == pytest.approx(0.3 * 10)
    with pytest.raises(ValueError, match="vote anew"):
        imitation.Imitation(tmp_path / "s", ["O", "S-LOC"])


def test_recogniser_learns_from_the_development_part_on_request(folders, small):
    entities.write([[("Otto", "B-PER"), ("spoke", "O")]], folders.names("en", "dev"))

    def words(folders) -> set[str]:
        batches = itertools.islice(tasks.build(small("ner"), folders, "cpu").batches(), 4)
        return {word for batch in batches for sentence in batch[-1] for word in sentence}

    assert "Otto" not in words(folders)
    assert "Otto" in words(replace(folders, with_dev=True))
