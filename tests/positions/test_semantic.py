"""Coding by similarity to the codebook's examples: only where the rules are silent, marked, abstaining in the open."""

import numpy as np
import pandas as pd
import pytest

from newsnb import schemas
from newsnb.positions.codebook import load_codebook
from newsnb.positions.semantic import code_silent, load_encoder

from .cases import DATA, one_article_each


class Words:
    """A tiny model: a sentence is the words in it that the model knows, hashed to nothing but their own places."""

    known = ("untrue", "nobody", "date", "moment", "confirm", "deny", "ready", "sign", "hour", "wednesday")

    def encode(self, sentences):
        return np.array([[float(word in sentence.lower()) for word in self.known] for sentence in sentences])


ROWS = [
    {"content": "nobody, and it is untrue", "speaker": "peskov", "cue_class": "say"},
    {"content": "an hour, a date", "speaker": "peskov", "cue_class": "say"},
    {"content": "the weather was fine", "speaker": "peskov", "cue_class": "say"},
    {"content": "ready, a sign", "speaker": "peskov", "cue_class": "say"},
]


@pytest.fixture(scope="module")
def coded():
    statements, _ = one_article_each(ROWS, "en")
    rows = [
        {"statement_id": one, "issue": "us_contact", "position": 2 if number == 3 else None, "coder": "auto",
         "confidence": 0.7, "evidence": [], "rule": "sentence/no stand" if number < 3 else "sentence/confirm:cue"}
        for number, one in enumerate(statements["statement_id"])
    ]  # fmt: skip
    return code_silent(schemas.frame("positions", rows), statements, load_codebook(DATA / "codebook.yaml"), Words())


def test_nearest_example_gives_the_level_and_is_named(coded):
    assert coded.loc[0, "position"] == -2
    assert coded.loc[0, "rule"].startswith("sentence/semantic:example at line ")
    assert 0 < coded.loc[0, "confidence"] <= 0.7


@pytest.mark.parametrize("row", [1, 2], ids=["two levels as near", "nothing near"])
def test_it_abstains_and_says_so(coded, row):
    assert pd.isna(coded.loc[row, "position"])
    assert coded.loc[row, "rule"] == "sentence/semantic:abstains"


def test_rules_are_never_overruled(coded):
    assert (coded.loc[3, "position"], coded.loc[3, "rule"]) == (2, "sentence/confirm:cue")


def test_model_must_lie_on_this_machine(tmp_path):
    with pytest.raises(ValueError, match="no such folder"):
        load_encoder(tmp_path / "nowhere")
