"""Coding by hand: out to a sheet, back from it, and whose code counts."""

import pandas as pd
import pytest

from newsnb import schemas
from newsnb.positions.codebook import load_codebook
from newsnb.positions.coding import apply_coding, coding_sheet
from newsnb.positions.effective import effective_positions
from newsnb.positions.sheets import read_sheet, write_sheet

from .cases import DATA, one_article_each

ROWS = [
    {"speaker": "peskov", "cue_class": "say", "before": "A paper reported a call.", "content": "=This is untrue"},
    # "Putin is ready for a meeting with Trump"
    {"speaker": "peskov", "cue_class": "say", "content": "پوتین برای دیدار با ترامپ آمادگی دارد"},
    {"speaker": "putin", "cue_class": "say", "content": "no talks with Kyiv"},
]


@pytest.fixture
def case():
    statements, corpus = one_article_each(ROWS, "en")
    machine = [
        {"statement_id": statement_id, "issue": "us_contact", "position": 1, "coder": "auto", "confidence": 0.8,
         "evidence": [[0, 5]], "rule": "content/ready:words"}
        for statement_id in statements["statement_id"]
    ]  # fmt: skip
    return statements, corpus, schemas.frame("positions", machine)


def filled(case, codes: dict[int, tuple]) -> pd.DataFrame:
    """A sheet with issue and position in some rows, as read back from a file."""
    sheet = coding_sheet(*case[:2]).astype(object).fillna("")
    for row, (issue, position) in codes.items():
        sheet.loc[row, ["issue", "position"]] = [issue, position]
    return sheet


def test_sheet_shows_the_context_and_hides_the_machine(case):
    sheet = coding_sheet(*case)
    assert list(sheet.columns[-3:]) == ["issue", "position", "note"]
    assert not [name for name in sheet if name.startswith("machine")]
    assert sheet.loc[0, ["before", "statement"]].tolist() == ["A paper reported a call.", "=This is untrue"]


def test_sheet_shows_the_machine_when_asked(case):
    sheet = coding_sheet(*case, show_machine=True)
    assert sheet["machine_position"].tolist() == [1, 1, 1]
    with pytest.raises(ValueError, match="needs the machine's positions"):
        coding_sheet(*case[:2], show_machine=True)


def test_a_csv_sheet_comes_back_as_it_was_and_holds_no_formula(case, tmp_path):
    sheet = filled(case, {0: ("us_contact", "-2")})
    write_sheet(sheet, tmp_path / "sheet.csv")
    written = (tmp_path / "sheet.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    assert b"'=This is untrue" in written
    pd.testing.assert_frame_equal(read_sheet(tmp_path / "sheet.csv"), sheet.astype(str), check_dtype=False)


def test_a_sheet_saved_with_semicolons_is_read(case, tmp_path):
    filled(case, {0: ("us_contact", "-2")}).to_csv(tmp_path / "s.csv", sep=";", index=False, encoding="utf-8-sig")
    assert read_sheet(tmp_path / "s.csv").loc[0, "issue"] == "us_contact"


def test_an_xlsx_sheet_comes_back(case, tmp_path):
    pytest.importorskip("openpyxl")
    sheet = filled(case, {0: ("us_contact", "-2")})
    write_sheet(sheet, tmp_path / "sheet.xlsx")
    assert read_sheet(tmp_path / "sheet.xlsx").loc[0, "position"] == "-2"


def test_other_file_names_are_refused(case, tmp_path):
    with pytest.raises(ValueError, match=r"sheet.ods.*\.csv or \.xlsx"):
        write_sheet(coding_sheet(*case[:2]), tmp_path / "sheet.ods")


def test_every_coders_codes_are_kept(case):
    sheets = {"amina": filled(case, {0: ("us_contact", "-2")}), "behzad": filled(case, {0: ("us_contact", "-1")})}
    positions, problems = apply_coding(sheets, case[0], case[2])
    assert problems.empty
    assert positions.groupby("coder").size().to_dict() == {"amina": 1, "auto": 3, "behzad": 1}


def test_applying_twice_changes_nothing(case):
    sheets = {"amina": filled(case, {0: ("us_contact", "-2")})}
    once, _ = apply_coding(sheets, case[0], case[2])
    twice, _ = apply_coding(sheets, case[0], once)
    pd.testing.assert_frame_equal(once, twice)


@pytest.mark.parametrize(
    ("issue", "position", "message"),
    [
        ("us_contacts", "1", "unknown issue 'us_contacts'; expected one of us_contact, ukraine_talks"),
        ("us_contact", "7", "'7' is not on the scale of us_contact; expected -2, -1, 0, 1, 2"),
        ("us_contact", "yes", "'yes' is not a whole number"),
        ("nato", "1", "expected no position, for it has no scale"),
        ("", "1", "'1' has no issue"),
    ],
)
def test_a_fault_is_told_with_its_row(case, issue, position, message):
    sheets = {"amina": filled(case, {1: (issue, position)})}
    positions, problems = apply_coding(sheets, case[0], case[2], load_codebook(DATA / "codebook.yaml"))
    assert set(positions["coder"]) == {"auto"}
    assert problems.loc[0, "place"] == "row 3"
    assert message in problems.loc[0, "message"]


def test_a_doubled_row_is_told(case):
    sheet = filled(case, {0: ("us_contact", "-2")})
    positions, problems = apply_coding({"amina": pd.concat([sheet, sheet.iloc[:1]])}, case[0], case[2])
    assert positions["coder"].eq("amina").sum() == 1
    assert "coded in row 2 already" in problems.loc[0, "message"]


def test_a_sheet_without_its_columns_is_told(case):
    sheet = filled(case, {0: ("us_contact", "-2")}).drop(columns="issue")
    assert "issue are missing" in apply_coding({"amina": sheet}, case[0], case[2])[1].loc[0, "message"]


def test_a_code_follows_its_words_to_a_new_id(case):
    sheet = filled(case, {0: ("us_contact", "-2")})
    sheet.loc[0, "statement_id"] = "an-older-id"
    positions, problems = apply_coding({"amina": sheet}, case[0], case[2])
    assert positions.loc[positions["coder"].eq("amina"), "statement_id"].tolist() == [case[0].loc[0, "statement_id"]]
    assert problems["severity"].tolist() == ["note"]


def test_a_code_whose_statement_changed_is_reported_with_what_it_says(case):
    sheet = filled(case, {0: ("us_contact", "-2")})
    sheet.loc[0, "statement"] = "This is untrue, he said"
    positions, problems = apply_coding({"amina": sheet}, case[0], case[2])
    assert set(positions["coder"]) == {"auto"}
    assert "changed or is gone; the row codes us_contact = -2" in problems.loc[0, "message"]


def test_the_machine_is_no_coder(case):
    with pytest.raises(ValueError, match="'auto'"):
        apply_coding({"auto": filled(case, {})}, case[0], case[2])


def effective(case, **codes) -> list[tuple]:
    sheets = {coder: filled(case, {0: code}) for coder, code in codes.items()}
    result = effective_positions(apply_coding(sheets, case[0], case[2])[0])
    first = result[result["statement_id"].eq(case[0].loc[0, "statement_id"])]
    return list(zip(first["issue"], first["position"], first["coder"], strict=True))


def test_a_person_wins_over_the_machine(case):
    assert effective(case, amina=("us_contact", "-2")) == [("us_contact", -2, "amina")]


def test_the_adjudicator_wins_over_all(case):
    codes = {"amina": ("us_contact", "-2"), "behzad": ("us_contact", "-2"), "adjudicated": ("us_contact", "0")}
    assert effective(case, **codes) == [("us_contact", 0, "adjudicated")]


def test_the_majority_of_people_decides(case):
    codes = {"amina": ("us_contact", "-2"), "behzad": ("us_contact", "-2"), "chloe": ("us_contact", "1")}
    assert effective(case, **codes) == [("us_contact", -2, "amina+behzad")]


def test_two_who_disagree_leave_the_position_open(case):
    [(issue, position, coder)] = effective(case, amina=("us_contact", "-2"), behzad=("us_contact", "1"))
    assert (issue, pd.isna(position), coder) == ("us_contact", True, "amina+behzad")


def test_no_issue_takes_the_machines_code_away(case):
    assert effective(case, amina=("none", "")) == []


def test_statements_nobody_coded_keep_the_machines_code_and_its_evidence(case):
    result = effective_positions(apply_coding({"amina": filled(case, {0: ("us_contact", "-2")})}, case[0], case[2])[0])
    assert result["coder"].tolist() == ["amina", "auto", "auto"]
    assert result["evidence"].tolist() == [[[0, 5]]] * 3
