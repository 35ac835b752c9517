"""A treebank and a name set of a few sentences, on which every network of the recipe can be trained for a moment."""

from dataclasses import replace

import pytest

pytest.importorskip("training.parsing.conllu", reason="the recipe is part of a checkout, not of an installed newsnb")

from training.parsing import conllu, entities, stages  # noqa: E402
from training.parsing.folders import Folders  # noqa: E402
from training.parsing.prepared import Prepared  # noqa: E402

TREEBANK = """\
# newpar
1	Officials	official	NOUN	NNS	Number=Plur	2	nsubj	_	_
2	denied	deny	VERB	VBD	Tense=Past	0	root	_	_
3	it	it	PRON	PRP	Person=3	2	obj	_	SpaceAfter=No
4	.	.	PUNCT	.	_	2	punct	_	_

1	Anna	Anna	PROPN	NNP	Number=Sing	4	nsubj	_	_
2-3	didn't	_	_	_	_	_	_	_	_
2	did	do	AUX	VBD	Tense=Past	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	say	say	VERB	VB	VerbForm=Inf	0	root	_	_
5	so	so	ADV	RB	_	4	advmod	_	SpaceAfter=No
6	.	.	PUNCT	.	_	4	punct	_	_

# newpar
1	"	"	PUNCT	``	_	2	punct	_	SpaceAfter=No
2	No	no	INTJ	UH	_	5	ccomp	_	SpaceAfter=No
3	,	,	PUNCT	,	_	2	punct	_	SpaceAfter=No
4	"	"	PUNCT	''	_	2	punct	_	_
5	said	say	VERB	VBD	Tense=Past	0	root	_	_
6	Anna	Anna	PROPN	NNP	Number=Sing	5	nsubj	_	SpaceAfter=No
7	.	.	PUNCT	.	_	5	punct	_	_

"""
NAMED = [
    [("Anna", "B-PER"), ("Lind", "I-PER"), ("left", "O"), ("Oslo", "B-LOC")],
    [("The", "O"), ("Senate", "B-ORG"), ("met", "O")],
]

SMALL = {
    "tokenize": {"hidden_dim": 4, "emb_dim": 4, "max_seqlen": 60},
    "mwt": {"hidden_dim": 4, "emb_dim": 4},
    "lemma": {"hidden_dim": 4, "emb_dim": 4, "pos_dim": 4},
    "pos": {"hidden_dim": 4, "char_hidden_dim": 4, "char_emb_dim": 4, "word_emb_dim": 4, "deep_biaff_hidden_dim": 4},
    "depparse": {"hidden_dim": 4, "char_hidden_dim": 4, "char_emb_dim": 4, "word_emb_dim": 4},
    "ner": {"hidden_dim": 4, "char_hidden_dim": 4, "char_emb_dim": 4, "word_emb_dim": 4},
}


@pytest.fixture
def sentences():
    return list(conllu.parse(TREEBANK.splitlines()))


@pytest.fixture
def folders(tmp_path, sentences):
    """Prepared files of a language "en" with six sentences."""
    folders = Folders(tmp_path)
    folders.make()
    paragraphs = [sentences[:2], sentences[2:]] * 2
    named = [list(sentence) for sentence in NAMED] * 3
    prepared = Prepared("en", [sentences * 2], sentences, sentences, paragraphs, paragraphs, named, named, named)
    prepared.save(folders.data)
    assert entities.read_written(folders.data / "en.ner.test.json") == named
    return folders


@pytest.fixture
def small():
    """Look up a stage of "en", with a network so small that it is trained in a moment."""

    def stage(processor: str) -> stages.Stage:
        found = stages.stage("en", processor, seconds=1e6)
        return replace(found, options=found.options | SMALL[processor])

    return stage
