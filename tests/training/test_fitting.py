"""Each network learns for a moment, can be interrupted, and becomes a file that Stanza loads."""

import itertools
import json
from dataclasses import replace

import pytest
import torch
from training.parsing import conllu, entities, export, jackknife, stages, tasks, training_run, vectors
from training.parsing.evaluate import load, scores
from training.parsing.fitting import Average, Budget, Progress, fit

# udtools, the scorer that Stanza calls, leaves the files it reads for the collector to close.
pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def test_every_network_is_trained_exported_and_loaded_by_an_unmodified_stanza(folders, small):
    for processor in stages.ORDER:
        training_run.run(small(processor), folders, steps=2)
        assert json.loads(folders.record(small(processor)).read_text())["steps"] == 2
    written = export.export(sorted((folders.root / "models").glob("*.pt")), folders.root / "export")
    assert len(written) == len(stages.ORDER)
    document = load("en", folders.root / "export")('Anna left. "No," said Anna.')
    assert document.text[document.sentences[0].tokens[0].start_char] == "A"
    assert all(word.upos and word.deprel for sentence in document.sentences for word in sentence.words)
    names = folders.data / "en.ner.test.json"
    assert 0 <= scores("en", folders.root / "export", folders.data / "en.test.conllu", names).raw["Words"] <= 100


def test_parser_learns_from_tags_of_taggers_that_never_saw_the_sentence(folders, sentences, small):
    # Trees of many shapes, so that no fold has them all.
    chains = [
        conllu.Sentence(tuple(replace(sentences[0].words[0], head=min(place, 1)) for place in range(length)))
        for length in range(1, 8)
    ]
    gold = [*sentences, *chains]
    for name in ("train", "train1"):
        conllu.write(gold, folders.data / f"en.{name}.conllu")
    tagger = small("pos")
    with pytest.raises(FileNotFoundError, match="train en pos before its parser"):
        jackknife.tag(tagger, folders)
    training_run.run(tagger, folders, steps=2)
    jackknife.tag(tagger, folders, steps=2)
    tagged = conllu.read(folders.trees("en", "train"))
    assert [s.text() for s in tagged] == [s.text() for s in gold]
    assert [[w.head for w in s.words] for s in tagged] == [[w.head for w in s.words] for s in gold]
    assert [[w.upos for w in s.words] for s in tagged] != [[w.upos for w in s.words] for s in gold]
    assert not list(folders.data.glob("en.fold?.train?.conllu"))
    assert 0 <= tasks.build(small("depparse"), folders, "cpu").score() <= 1


def test_copy_of_a_sentence_is_in_its_fold(sentences):
    for sentence in sentences:
        respelled = sentence.with_forms(str.upper)
        assert jackknife.fold_of(respelled) == jackknife.fold_of(sentence)


def test_finished_stage_is_not_trained_again(folders, small):
    training_run.run(small("mwt"), folders, steps=1)
    before = folders.model(small("mwt")).stat().st_mtime_ns
    training_run.run(small("mwt"), folders, steps=5)
    assert folders.model(small("mwt")).stat().st_mtime_ns == before


def test_interrupted_stage_goes_on_where_its_last_state_was_written(folders, small):
    stage = small("mwt")
    files = folders.model(stage), folders.state(stage)
    first = fit(tasks.build(stage, folders, "cpu"), Budget(1e6, scores=1, steps=3), *files)
    task = tasks.build(stage, folders, "cpu")
    again = fit(task, Budget(1e6, scores=2, steps=6), *files)
    assert (first.steps, again.steps) == (3, 6)
    assert len(again.scored) == 2
    # The optimiser goes on too: it has counted all steps.
    (state,) = [o.state_dict()["state"] for o in task.optimizers()]
    assert {int(entry["step"]) for entry in state.values()} == {6}


def test_average_lies_between_the_weights_and_the_network_gets_its_own_back():
    network = torch.nn.Linear(1, 1, bias=False)
    weights = [0.0, 1.0, 2.0, 3.0]
    torch.nn.init.constant_(network.weight, weights[0])
    average = Average(network)
    for step, weight in enumerate(weights[1:], start=1):
        torch.nn.init.constant_(network.weight, weight)
        average.add(step)
    with average.used():
        assert weights[0] < network.weight.item() < weights[-1]
    assert network.weight.item() == weights[-1]


@pytest.mark.parametrize("processor", ["tokenize", "pos", "depparse", "ner"])
def test_network_begins_with_a_finished_one(folders, processor, small):
    stage = small(processor)
    training_run.run(stage, folders, steps=2)
    export.export([folders.model(stage)], folders.root / "before")
    begun = tasks.build(stage, replace(folders, before=folders.root / "before"), "cpu")
    shipped = torch.load(folders.root / "before" / "en" / processor / "news.pt", weights_only=True)["model"]
    weights = begun.model().state_dict()
    assert shipped
    assert all(torch.equal(weights[name], weight.to(weights[name])) for name, weight in shipped.items())


def test_listed_names_get_rows_near_those_of_persons(folders, small):
    stage = replace(small("ner"), words=10)
    direction = torch.tensor([8.0, 0, 0, 0])
    words = ["anna", "lind", *(f"w{i}" for i in range(20))]
    vectors.save(words, torch.stack([direction] * 2 + [torch.ones(4)] * 20), folders.root / "vectors" / "en.pt")
    (folders.data / "en.people.txt").write_text("peskov\nbidzina\n", encoding="utf-8")
    task = tasks.build(stage, folders, "cpu")
    known, table = task.trainer.vocab["delta"], task.trainer.model.delta_emb.weight
    near = torch.nn.functional.cosine_similarity(table[[known.unit2id(n) for n in ("peskov", "bidzina")]], direction)
    assert all(near > 0.9)


def test_learning_rate_rises_then_falls_in_a_line():
    budget = Budget(100, warm_up=0.1, last_rate=0.1)
    rates = [budget.rate(used) for used in (0.0, 0.05, 0.1, 0.55, 1.0)]
    assert rates == pytest.approx([0.01, 0.5, 1.0, 0.55, 0.1])


@pytest.mark.parametrize(("processor", "place"), [("pos", "idx"), ("depparse", -3)])
def test_last_batches_are_of_the_treebank_that_is_annotated_like_the_test_set(
    folders, sentences, processor, place, small
):
    for name, part in (("train1", sentences[:1]), ("train2", sentences[1:]), ("train", sentences)):
        conllu.write(part, folders.data / f"en.{name}.conllu")
    task = tasks.build(small(processor), folders, "cpu")

    def seen(batches) -> set[int]:
        taken = itertools.islice(batches, 6)
        return {len(getattr(b, place) if isinstance(place, str) else b[place]) for b in taken}

    assert max(seen(task.batches())) > 1
    task.settle()
    assert seen(task.batches()) == {1}


def test_recogniser_begins_with_names_tagged_by_another_system(folders, small):
    silver = [[("Oslo", "B-LOC"), ("rejoiced", "O")]] * 4
    entities.write(silver, folders.names("en", "silver"))
    task = tasks.build(small("ner"), folders, "cpu")

    def words() -> set[str]:
        return {word for batch in itertools.islice(task.batches(), 6) for sentence in batch[0] for word in sentence}

    assert "rejoiced" in words()
    task.settle()
    assert "rejoiced" not in words()


def test_task_settles_once_towards_the_end(folders, small):
    task = tasks.build(small("mwt"), folders, "cpu")
    at = []
    task.settle = lambda: at.append(task.optimizers()[0].state_dict()["state"][0]["step"].item())
    fit(task, Budget(1e6, steps=10, settled=0.3), folders.model(small("mwt")), folders.state(small("mwt")))
    assert at == [7]


def test_budget_is_spent_by_time_or_by_steps():
    assert Budget(100).used(Progress(seconds=50, steps=999)) == 0.5
    assert Budget(100, steps=10).used(Progress(seconds=50, steps=10)) == 1


@pytest.mark.parametrize(("processor", "table"), [("pos", "word_emb"), ("depparse", "word_emb"), ("ner", "delta_emb")])
def test_vectors_become_the_word_table_and_bring_words_the_treebank_lacks(folders, processor, table, small):
    rows = torch.arange(8.0).reshape(2, 4)
    vectors.save(["minister", "denied"], rows, folders.root / "vectors" / "en.pt")
    task = tasks.build(small(processor), folders, "cpu")
    vocabulary = task.trainer.vocab["delta" if processor == "ner" else "word"]
    weights = getattr(task.model(), table).weight
    assert torch.equal(weights[vocabulary.unit2id("minister")], rows[0])


def test_ready_vectors_are_the_most_frequent_words_and_those_wanted(tmp_path):
    table = {"the": [1.0, 0.0, 9, 9], "of": [0.0, 1.0, 9, 9], "kremlin": [1.0, 1.0, 9, 9]}
    (tmp_path / "v.json").write_text(json.dumps({"vectors": table, "dimensions": 2}))
    words, rows = vectors.ready(tmp_path / "v.json", 1, {"kremlin", "unknown"})
    assert words == ["the", "kremlin"]
    assert rows.tolist() == [[1.0, 0.0], [1.0, 1.0]]


def test_narrower_vectors_keep_distances_that_lie_in_few_directions():
    torch.manual_seed(1)
    flat = torch.randn(50, 3) @ torch.randn(3, 10)
    narrow = vectors.narrowed(flat, 3)
    torch.testing.assert_close(torch.pdist(narrow), torch.pdist(flat), rtol=1e-3, atol=1e-3)


def test_arabic_has_no_joined_tokens_to_expand():
    assert "ar.mwt" not in {stage.name for stage in stages.all_stages()}
    with pytest.raises(KeyError):
        stages.stage("ar", "mwt")


def test_vectors_are_made_of_the_texts_at_hand():
    pytest.importorskip("gensim", reason="of the training extra")
    words, rows = vectors.trained([["peskov", "denied", "it"]] * 30, width=8, most=2, epochs=1)
    assert len(words) == 2
    assert rows.shape == (2, 8)
