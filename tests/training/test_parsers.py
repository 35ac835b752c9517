"""Several parsers together give plain text trees, from which one learns."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("training.parsing.conllu", reason="the recipe is part of a checkout, not of an installed newsnb")

from training.parsing import commands, conllu, export, stages, tasks, training_run  # noqa: E402
from training.parsing.teaching import parsers  # noqa: E402

pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def two_parsers(folders, small):
    """Parsers trained for a moment from other seeds."""
    found = []
    for seed in (1, 2):
        other = replace(folders, root=folders.root / f"seed{seed}")
        other.make()
        other.data.rmdir()
        other.data.symlink_to(folders.data)
        training_run.run(small("depparse"), other, steps=3, seed=seed)
        found.append(other.model(small("depparse")))
    return found


def heads(sentences):
    return [[word.head for word in sentence.words] for sentence in sentences]


def test_other_seeds_give_other_parsers(two_parsers, folders):
    first, second = (
        parsers._scores(parsers.Trainer.load(str(f), None), folders.data / "en.dev.conllu") for f in two_parsers
    )
    assert not np.allclose(first[0][0][1:, 1], second[0][0][1:, 1])


def test_one_parser_votes_as_it_parses(two_parsers, folders):
    treebank = folders.data / "en.dev.conllu"
    alone = parsers.parsed(two_parsers[:1], treebank)
    assert heads(parsers.parsed(two_parsers[:1] * 2, treebank)) == heads(alone)
    assert [[w.form for w in s.words] for s in alone] == [[w.form for w in s.words] for s in conllu.read(treebank)]
    assert all(sorted(row).count(0) == 1 for row in heads(alone))


def test_the_surer_parser_wins():
    sentence = conllu.Sentence(tuple(conllu.Word(form, "_", "X", "_", "_", 0, "_") for form in ("Anna", "left")))
    from_root = np.log([[1, 1, 1], [0.1, 0.1, 0.8], [0.8, 0.1, 0.1]])  # "left" is the root, "Anna" hangs on it
    unsure = np.log([[1, 1, 1], [0.4, 0.2, 0.4], [0.3, 0.4, 0.3]])
    labels = np.zeros((3, 3, 2))
    labels[1, 2, 1] = labels[2, 0, 0] = 1
    tree = parsers._with_tree(sentence, from_root + unsure, labels, ["root", "nsubj"])
    assert [(word.head, word.deprel) for word in tree.words] == [(2, "nsubj"), (0, "root")]


def test_parsers_of_other_relations_cannot_vote(two_parsers, folders, monkeypatch):
    relations = iter([["root", "nsubj"], ["root", "obj"]])
    monkeypatch.setattr(parsers, "_relations", lambda trainer: next(relations))
    with pytest.raises(ValueError, match="its relations are not those of"):
        parsers.parsed(two_parsers, folders.data / "en.dev.conllu")


def test_parser_learns_from_the_trees_of_others_until_it_settles(two_parsers, folders, sentences, small):
    conllu.write([sentences[0].with_forms(str.upper)], folders.silver("en"))
    for processor in ("tokenize", "pos", "lemma"):
        training_run.run(small(processor), folders, steps=2)
    models = [folders.model(stages.stage("en", p)) for p in ("tokenize", "pos", "lemma")]
    export.export(models, folders.root / "export")
    at = ["--work", str(folders.root), "--models", str(folders.root / "export")]
    commands.main(["parse", "en", *map(str, two_parsers), *at])
    assert [word.form for word in conllu.read(folders.parsed("en"))[0].words] == ["OFFICIALS", "DENIED", "IT", "."]

    task = tasks.build(small("depparse"), folders, "cpu")

    def words() -> set[str]:
        taken = itertools.islice(task.batches(), 8)
        return {word for batch in taken for sentence in batch[-1] for word in sentence}

    assert "DENIED" in words()
    task.settle()
    assert "DENIED" not in words()
