"""The coding widget, without a browser: what is chosen is in the sheet at once, and comes back."""

import pytest

from newsnb.positions.codebook import load_codebook
from newsnb.positions.coding import coding_sheet
from newsnb.positions.sheets import read_sheet, write_sheet

from .positions.cases import DATA, one_article_each

pytest.importorskip("ipywidgets")
from newsnb.coding_widget import CodingWidget, statement_html  # noqa: E402

ROWS = [
    {"content": "there was no call with <Trump>", "speaker": "peskov", "cue_class": "say", "before": "He spoke."},
    {"content": "Putin is ready to meet Trump", "speaker": "peskov", "cue_class": "say"},
]


@pytest.fixture
def path(tmp_path):
    statements, corpus = one_article_each(ROWS, "en")
    write_sheet(coding_sheet(statements, corpus), tmp_path / "anna.csv")
    return tmp_path / "anna.csv"


@pytest.fixture
def widget(path):
    return CodingWidget(path, load_codebook(DATA / "codebook.yaml"))


def codes(path):
    return read_sheet(path)[["issue", "position", "note"]].to_numpy().tolist()


def test_every_choice_is_in_the_file_at_once(widget, path):
    widget.issue.value = "us_contact"
    assert codes(path)[0] == ["us_contact", "", ""]
    widget.level.value = "-2"
    widget.note.value = "clear"
    assert codes(path) == [["us_contact", "-2", "clear"], ["", "", ""]]


def test_levels_are_those_of_the_issue(widget):
    widget.issue.value = "us_contact"
    assert [value for _, value in widget.level.options] == ["", "-2", "-1", "0", "1", "2"]
    widget.issue.value = "nato"
    assert [value for _, value in widget.level.options] == [""]


def test_another_issue_takes_the_level_back(widget, path):
    widget.issue.value, widget.level.value = "us_contact", "1"
    widget.issue.value = "none"
    assert codes(path)[0] == ["none", "", ""]


def test_buttons_go_through_the_sheet_and_change_nothing(widget, path):
    before = path.read_bytes()
    for button, number in ((widget.next, 1), (widget.next, 1), (widget.back, 0), (widget.back, 0)):
        button.click()
        assert widget.number == number
    assert path.read_bytes() == before


def test_a_sheet_half_done_opens_at_the_first_open_row(widget, path):
    widget.issue.value, widget.level.value = "us_contact", "-2"
    again = CodingWidget(path, widget.codebook)
    assert again.number == 1
    again.back.click()
    assert (again.issue.value, again.level.value) == ("us_contact", "-2")


def test_statement_is_marked_and_nothing_in_it_is_run(widget):
    assert "<mark>there was no call with &lt;Trump&gt;</mark>" in widget.text.value


def test_arabic_stands_on_the_right():
    row = {
        "lang": "ar",
        "before": "",
        "sentence": "قال بيسكوف شيئا",
        "statement": "شيئا",
        "after": "",
    }  # said something
    html = statement_html(row)
    assert 'dir="rtl"' in html
    assert "<mark>شيئا</mark>" in html


def test_file_that_is_no_sheet_is_refused(tmp_path, widget):
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ValueError, match="statement_id"):
        CodingWidget(tmp_path / "other.csv", widget.codebook)
