"""Articles, statements and tables as HTML: marked, in the right direction, and never markup from a text."""

import re
from html.parser import HTMLParser

import pandas as pd
import pytest
from markupsafe import escape

from invented_study import study_of
from newsnb.display import article_html, statement_html, table_html

ATTACKS = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</style></script><svg onload=alert(1)>",
    "{{ 7 * 7 }} {% raw %}",
    "' onmouseover='alert(1)",
]  # fmt: skip


class Tags(HTMLParser):
    """Collect tags and attributes of a page."""

    def __init__(self, html: str):
        super().__init__()
        self.tags, self.attributes = set(), set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.fixture
def study(tmp_path):
    return study_of(tmp_path, ["there was no call.", "she would not comment.", "they spoke."])


def test_an_article_shows_source_cue_and_content(study):
    html = article_html(study.corpus, study.statements, "a1").html
    html = re.sub(' style="[^"]*"', "", html)
    assert '<span class="nb-source" title="source">Smith</span> <span class="nb-cue" title="cue">said</span>' in html
    assert '<sup>1</sup><span class="nb-content" title="content">there was no call.</span>' in html


def test_furniture_is_greyed_and_named(study):
    html = article_html(study.corpus, study.statements, "a1").html
    html = re.sub(' style="[^"]*"', "", html)
    kind = '<span class="nb-kind">related</span>'
    assert f'<p class="nb-furniture" title="invented">{kind} Read more: other news</p>' in html


def test_the_plain_form_says_what_there_is(study):
    shown = article_html(study.corpus, study.statements, "a1")
    assert repr(shown) == (
        "a1 (en, Daily News, published 2024-11-01 to 2024-11-02): 4 paragraphs, 1 of furniture, 3 statements"
    )
    assert shown._repr_html_() == article_html(study.corpus, study.statements, "a1").html


@pytest.mark.parametrize(("lang", "way"), [("ar", "rtl"), ("fa", "rtl"), ("en", "ltr"), ("xx", "auto")])
def test_text_runs_in_the_direction_of_its_language(tmp_path, lang, way):
    study = study_of(tmp_path, ["لا"], lang=lang)  # "no"
    assert f'<div class="nb-text" dir="{way}">' in article_html(study.corpus, study.statements, "a1").html
    assert f'<blockquote dir="{way}" lang="{lang}" style=' in statement_html(study.corpus, study.statements, "s0").html


@pytest.mark.parametrize(("lang", "side"), [("ar", "right"), ("en", "left")])
def test_a_notebook_not_trusted_yet_shows_sides_and_colours_too(tmp_path, lang, side):
    """JupyterLab takes the style sheet out of it, but leaves what stands at the words."""
    study = study_of(tmp_path, ["لا"], lang=lang)  # "no"
    html = re.sub("<style>.*?</style>", "", article_html(study.corpus, study.statements, "a1").html, flags=re.DOTALL)
    assert f'<p class="nb-body" style="text-align:{side}">' in html
    assert html.count("background-color:rgba(0,158,115,.17)") == 2  # the content, and the legend


def test_a_statement_tells_who_when_why_and_its_code(study):
    shown = statement_html(study.corpus, study.statements, "s0", positions=study.positions, codebook=study.codebook)
    assert repr(shown) == "s0, speaker for office, 2024-11-01: “there was no call.” [call: -1 denies]"
    for told in ("verb/name", "Daily News", "(date: <bdi>there was no call.</bdi>)", "-1 denies", "auto, words"):
        assert told in shown.html


def test_an_unknown_id_is_refused_with_examples(study):
    with pytest.raises(KeyError, match="no article_id 'b'.*a1"):
        article_html(study.corpus, study.statements, "b")
    with pytest.raises(KeyError, match="no statement_id"):
        statement_html(study.corpus, study.statements, "nope")


@pytest.mark.parametrize("attack", ATTACKS)
def test_texts_never_become_markup(tmp_path, attack):
    study = study_of(tmp_path, [attack], title=attack, outlet=attack, source=attack)
    shown = [
        article_html(study.corpus, study.statements, "a1", positions=study.positions),
        statement_html(study.corpus, study.statements, "s0", positions=study.positions, codebook=study.codebook),
        table_html(study.statements),
    ]
    for one in shown:
        found = Tags(one.html)
        assert not found.tags & {"script", "img", "svg"}
        assert not {name for name in found.attributes if name.startswith("on")} - {"oninput"}
        assert str(escape(attack)) in one.html


def test_what_html_cannot_hold_is_replaced(tmp_path):
    study = study_of(tmp_path, ["a lone # surrogate and a NUL \x00"])
    study.corpus.texts["a.txt"] = study.corpus.texts["a.txt"].replace("#", "\ud800")
    html = article_html(study.corpus, study.statements, "a1").html
    html.encode("utf-8")
    assert "\x00" not in html


def test_a_table_keeps_directions_and_numbers(study):
    table = pd.DataFrame({"outlet": ["العربية"], "n": [1234], "share": [0.25], "day": [pd.Timestamp("2024-11-01")]})
    html = table_html(table).html
    assert '<td dir="auto" class="nb-short">العربية</td>' in html  # "Al Arabiya"
    assert '<td dir="auto" class="nb-number">1234</td>' in html
    assert ">0.25<" in html
    assert ">2024-11-01<" in html


def test_long_tables_are_cut_and_say_so():
    html = table_html(pd.DataFrame({"n": range(2500)})).html
    assert "and 500 rows more" in html


def test_a_table_gives_the_same_html_and_text_each_time(study):
    one, other = table_html(study.statements), table_html(study.statements.copy())
    assert (one.html, repr(one)) == (other.html, repr(other))


def test_height_cannot_carry_a_style():
    with pytest.raises(ValueError, match="expected a length"):
        table_html(pd.DataFrame({"n": [1]}), height="1em;background:url(x)")
