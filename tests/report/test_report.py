"""The report: one file, whole, the same each time, and no text in it can become markup or script."""

import json
import re
from html.parser import HTMLParser

import pytest

from invented_study import study_of
from newsnb.report import write_report

RUN = {"versions": {"newsnb": "0.1.0"}, "parameters": {"models": "bundled"}, "inputs": {"/home/me/a.txt": "0" * 64}}


class Page(HTMLParser):
    """Tags, ids, links and scripts of a page."""

    def __init__(self, html: str):
        super().__init__()
        self.starts, self.scripts = [], []
        self._in_script = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.starts.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")
            self._in_script = True

    def handle_endtag(self, tag):
        self._in_script = self._in_script and tag != "script"

    def handle_data(self, data):
        if self._in_script:
            self.scripts[-1] += data

    def all(self, tag):
        return [attributes for name, attributes in self.starts if name == tag]

    @property
    def data(self):
        return json.loads(self.scripts[0])


@pytest.fixture
def study(tmp_path):
    return study_of(tmp_path, ["there was no call.", "she would not comment.", "they spoke."])


def page_of(study, tmp_path) -> Page:
    write_report(study, tmp_path / "report.html", run=RUN)
    return Page((tmp_path / "report.html").read_text(encoding="utf-8"))


def test_every_point_links_to_its_statement_and_says_what_it_is(study, tmp_path):
    page = page_of(study, tmp_path)
    points = [link for link in page.all("a") if link.get("aria-label", "").startswith(("1:", "2:", "3:"))]
    assert [point["href"] for point in points] == ["#statement-s0", "#statement-s1", "#statement-s2"]
    assert points[0]["aria-label"] == "1: 2024-11-01, Ann Smith, -1 denies (en)"
    ids = {attributes.get("id") for _, attributes in page.starts}
    assert {point["href"][1:] for point in points} <= ids


def test_the_answer_comes_first(study, tmp_path):
    write_report(study, tmp_path / "report.html", run=RUN)
    html = (tmp_path / "report.html").read_text(encoding="utf-8")
    order = [
        html.index(f'<section id="{name}">')
        for name in ("answer", "timeline", "network", "statements", "skipped", "made")
    ]
    assert order == sorted(order)
    assert html.index("-1 denies") < order[1]


def test_the_data_holds_each_statement_and_its_article(study, tmp_path):
    data = page_of(study, tmp_path).data
    assert [statement["no"] for statement in data["statements"]] == [[1], [2], [3]]
    first = data["statements"][0]
    start, kind, text = data["articles"][first["a"]]["blocks"][1]
    assert (kind, text) == ("body", "Smith said there was no call.")
    ((begin, end),) = first["spans"][0]
    assert text[begin - start : end - start] == first["text"]


def test_ids_are_unique(study, tmp_path):
    ids = [attributes["id"] for _, attributes in page_of(study, tmp_path).starts if "id" in attributes]
    repeated = {name for name in ids if ids.count(name) > 1}
    assert not {name for name in repeated if not re.fullmatch(r"(m[0-9a-f]{10}|DejaVu.*|p[0-9a-f]{10})", name)}


def test_nothing_is_asked_from_the_network(study, tmp_path):
    page = page_of(study, tmp_path)
    for tag, attributes in page.starts:
        for name in ("src", "href", "xlink:href"):
            assert attributes.get(name, "#").startswith(("#", "data:")), (tag, attributes)
    assert not re.search(r"@import|url\((?!#)", "".join(page.scripts))


def test_headings_go_down_by_one_and_figures_have_words(study, tmp_path):
    page = page_of(study, tmp_path)
    levels = [int(tag[1]) for tag, _ in page.starts if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in zip(levels, levels[1:], strict=False))
    figures = [attributes for _, attributes in page.starts if attributes.get("class") == "figure"]
    assert len(figures) == 2
    assert all(figure["aria-label"] for figure in figures)


def test_the_same_study_gives_the_same_bytes(study, tmp_path):
    for name in ("one.html", "two.html"):
        write_report(study, tmp_path / name, run=RUN)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_it_tells_neither_folders_nor_seconds(study, tmp_path):
    write_report(study, tmp_path / "report.html", run=RUN | {"seconds": {"parse": 12.34}})
    html = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "a.txt" in html
    assert "/home/me" not in html
    assert "12.34" not in html


@pytest.mark.parametrize(
    "attack",
    [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        '"><img src=x onerror=alert(1)>',
        "]]></svg><svg onload=alert(1)>",
        "\u2028</title><script>alert(1)//",
    ],
)
def test_texts_names_and_files_never_become_markup(tmp_path, attack):
    study = study_of(tmp_path, [attack, f"no {attack}"], title=attack, outlet=attack, source=attack)
    page = page_of(study, tmp_path)
    assert len(page.scripts) == 2
    assert not page.all("img")
    assert len(page.all("svg")) == 2
    assert not {name for _, attributes in page.starts for name in attributes if name.startswith("on")}
    assert page.data["statements"][0]["text"] == attack
    assert page.data["articles"][0]["title"] == attack


def test_lone_surrogates_and_control_characters_do_not_stop_it(tmp_path):
    study = study_of(tmp_path, ["a lone # and a NUL \x00"])
    study.corpus.texts["a.txt"] = study.corpus.texts["a.txt"].replace("#", "\ud800")
    (block,) = [block for block in page_of(study, tmp_path).data["articles"][0]["blocks"] if block[1] == "body"]
    assert block[2] == "Smith said a lone \ufffd and a NUL \ufffd"


def test_a_study_without_statements_still_has_a_report(tmp_path):
    assert write_report(study_of(tmp_path, []), tmp_path / "report.html", run=RUN) == []
    html = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "No statement of the actors" in html
    assert "There is nothing to draw" in html


def test_what_cannot_be_drawn_is_listed_and_the_rest_is_there(study, tmp_path):
    def broken():
        raise KeyError("no actor 'x'")

    study.series = broken
    problems = write_report(study, tmp_path / "report.html", run=RUN)
    html = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert [problem["source_id"] for problem in problems] == ["report.html/series"]
    assert "not shown: no actor" in html
    assert "they spoke." in html
