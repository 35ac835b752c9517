"""Sheets kept with the results of a run: codes survive a rerun, what no longer fits is told."""

import pytest

from newsnb import schemas
from newsnb.positions.codebook import load_codebook
from newsnb.positions.coding import coding_sheet
from newsnb.positions.effective import effective_positions
from newsnb.positions.kept import keep_sheets, kept_sheets, with_hand_codes

from .cases import DATA, one_article_each

ROWS = [
    {"content": "there was no call with Trump", "speaker": "peskov", "cue_class": "say"},
    {"content": "Putin is ready to meet Trump", "speaker": "peskov", "cue_class": "say"},
]


@pytest.fixture(scope="module")
def run():
    """A run's statements, corpus and codebook, and a sheet in which everything is a confirmed contact."""
    statements, corpus = one_article_each(ROWS, "en")
    sheet = coding_sheet(statements, corpus).assign(issue="us_contact", position="2")
    return statements, corpus, load_codebook(DATA / "codebook.yaml"), sheet


def test_kept_codes_win_over_the_machine_of_every_later_run(run, tmp_path):
    statements, corpus, codebook, sheet = run
    keep_sheets({"anna": sheet}, tmp_path)
    machine = [
        {"statement_id": one, "issue": "us_contact", "position": -2, "coder": "auto", "confidence": 0.5, "evidence": [],
         "rule": "content/deny:words"}
        for one in statements["statement_id"]
    ]  # fmt: skip
    for _ in range(2):
        auto = schemas.frame("positions", machine)
        _, _, positions = with_hand_codes(tmp_path, corpus, statements, auto, codebook)
        assert set(positions["coder"]) == {"auto", "anna"}
        assert list(effective_positions(positions)["position"]) == [2, 2]


def test_code_of_a_statement_that_changed_is_a_problem_and_stays_in_the_sheet(run, tmp_path):
    statements, corpus, codebook, sheet = run
    keep_sheets({"anna": sheet.replace({"statement": {ROWS[0]["content"]: "there was a call"}})}, tmp_path)
    after, _, positions = with_hand_codes(tmp_path, corpus, statements, schemas.empty("positions"), codebook)
    assert len(positions) == 1
    assert list(after.problems["place"]) == ["row 2"]
    assert "us_contact = 2" in after.problems.loc[0, "message"]
    assert len(kept_sheets(tmp_path)["anna"]) == 2


def test_without_sheets_nothing_changes(run, tmp_path):
    statements, corpus, codebook, _ = run
    auto = schemas.empty("positions")
    assert with_hand_codes(tmp_path, corpus, statements, auto, codebook)[2] is auto


@pytest.mark.parametrize("name", ["../anna", "a/b", "", ".anna"])
def test_name_that_is_no_file_name_is_refused(run, tmp_path, name):
    with pytest.raises(ValueError, match="cannot name a file"):
        keep_sheets({name: run[3]}, tmp_path)
