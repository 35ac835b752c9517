"""Running Stanza's networks directly gives what Stanza's own pipeline gives, whatever else is in the batch."""

from types import SimpleNamespace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root
from stanza.models.common.crf import viterbi_decode
from stanza.models.common.doc import Document

from newsnb.parsing import direct, pipelines
from newsnb.parsing.direct.names import best_paths
from newsnb.parsing.direct.packing import batches
from newsnb.parsing.direct.tags import Tagger
from newsnb.parsing.direct.tokens import _marked_ends
from newsnb.parsing.direct.trees import best_tree
from newsnb.parsing.models import find_models

TEXTS = {
    "en": [
        "Ms. Okafor said on Tuesday that she'd sign the deal.",
        "  “We can't  wait,” he added; details are at www.example.org/news.html?!",
        "TALKS STALL\n\nThe minister, who didn't attend, called it 'a farce'.",
        "Why?!",
        "“Does anybody know what the platform of the party is?” Graham asked. “Neither do I.”",
    ],
    "ar": [
        "قال المتحدث باسم الوزارة إن المحادثات ستبدأ غدا.",  # The ministry's spokesman said talks will begin tomorrow.
        "ونفى بيسكوف ذلك، مضيفا أن بلاده لم تتلق دعوة.",  # Peskov denied it, adding that his country got no invitation.
    ],
    "fa": [
        "سخنگوی دولت گفت که مذاکرات فردا آغاز می‌شود.",  # The government's spokesman said the talks begin tomorrow.
        "او افزود: «کتابش را خواندم».",  # He added: "I read his book."
    ],
}


@pytest.fixture(scope="module", params=sorted(TEXTS))
def language(request):
    models = find_models(request.param)
    return request.param, pipelines._pipeline(models), pipelines._direct(models)


def test_the_bundled_networks_are_run_directly(language):
    assert language[2] is not None


def test_words_are_those_of_stanzas_pipeline(language):
    code, pipeline, directly = language
    # One by one: in company, Stanza's tokenizer also reads the padding behind the shorter texts.
    documents = [pipeline.bulk_process([Document([], text=text)])[0] for text in TEXTS[code]]
    expected = [[pipelines._words(sentence) for sentence in document.sentences] for document in documents]
    assert directly(TEXTS[code]) == expected


def test_no_sentence_ends_within_a_line_behind_a_letter():
    letters, labels = "Anders Holm left. A day", np.array([0] * 5 + [2] + [0] * 4 + [4] + [0] * 5 + [2] + [0] * 6)
    assert np.flatnonzero(_marked_ends(letters, labels) == 2).tolist() == [letters.index(".")]
    assert labels[5] == 1  # ends a token as before
    assert labels[10] == 3  # of several words


def test_a_text_is_parsed_alike_alone_and_among_others(language):
    code, _, directly = language
    assert [directly([text])[0] for text in TEXTS[code]] == directly(TEXTS[code])


def test_a_text_is_parsed_alike_when_its_words_are_known_already(language):
    code, pipeline, _ = language
    fresh = direct.build(pipeline.processors)
    assert fresh(TEXTS[code]) == fresh(TEXTS[code])


def test_empty_and_blank_texts_have_no_sentences(language):
    assert language[2](["", "   ", "\n\n"]) == [[], [], []]
    assert language[2]([]) == []


def test_offsets_point_at_the_words(language):
    code, _, directly = language
    for text, sentences in zip(TEXTS[code], directly(TEXTS[code]), strict=True):
        tokens = {(word.start, word.end): word for sentence in sentences for word in sentence}
        assert "".join(text[a:b] for a, b in sorted(tokens)).replace(" ", "") == "".join(text.split())


def test_networks_built_otherwise_are_left_to_stanza(language):
    processor = language[1].processors["pos"]
    args = {**processor.trainer.args, "charlm": True}
    trainer = SimpleNamespace(model=processor.trainer.model, args=args)
    assert Tagger.fits(processor)
    assert not Tagger.fits(SimpleNamespace(trainer=trainer, vocab=processor.vocab))


@settings(deadline=None)  # the machine may be busy
@given(st.integers(2, 14), st.integers(0, 10_000), st.sampled_from([1, 10]))
def test_the_tree_is_the_best_with_one_root(size, seed, spread):
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32) * spread
    np.fill_diagonal(scores, -np.inf)
    assert best_tree(scores.copy()).tolist() == chuliu_edmonds_one_root(scores)[1:].tolist()


@settings(deadline=None)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.integers(0, 10_000))
def test_paths_of_a_batch_are_those_of_each_sequence(lengths, seed):
    random = np.random.default_rng(seed)
    scores = random.normal(size=(sum(lengths), 5)).astype(np.float32)
    transitions = random.normal(size=(5, 5)).astype(np.float32)
    found = np.empty(sum(lengths), dtype=int)
    for batch in batches(lengths, 1000):
        found[batch.items] = best_paths(scores[batch.items], batch, transitions)
    ends = np.cumsum(lengths)
    expected = [viterbi_decode(scores[b - a : b], transitions)[0] for a, b in zip(lengths, ends, strict=True)]
    assert found.tolist() == [int(tag) for path in expected for tag in path]


@settings(deadline=None)
@given(st.lists(st.integers(0, 30), max_size=20), st.integers(1, 40))
def test_batches_hold_every_element_once_and_no_more_than_allowed(lengths, most):
    found = list(batches(lengths, most))
    assert sorted(place for batch in found for place in batch.items.tolist()) == list(range(sum(lengths)))
    for batch in found:
        assert len(batch.items) <= most or len(batch.lengths) == 1
        assert batch.lengths.tolist() == sorted(batch.lengths.tolist(), reverse=True)
        rows = torch.arange(len(batch.items))[:, None]
        assert batch.unpack(batch.pack(rows)).equal(rows)
