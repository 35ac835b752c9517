"""The report opened from disk in a browser: by mouse, by keyboard, on a phone, on paper, in the dark."""

import base64
import re

import pandas as pd
import pytest

from browser import chromium
from newsnb.articles import Corpus
from newsnb.report.write import write_report
from newsnb.study import Study

pytestmark = pytest.mark.usefixtures("calm")


@pytest.fixture
def page(driver, run_folder):
    chromium.theme(driver, "light")
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    driver.get((run_folder / "report.html").as_uri())
    return driver


def one(page, selector: str):
    return page.find_element("css selector", selector)


def text(page, selector: str) -> str:
    return one(page, selector).text


def press(page, selector: str) -> None:
    page.execute_script("document.querySelector(arguments[0]).click()", selector)


def rows(page) -> list[list[str]]:
    cells = "return [...document.querySelectorAll('#rows tr')].map(r => [...r.cells].map(c => c.innerText))"
    return page.execute_script(cells)


def choose(page, name: str, value: str) -> float:
    """Set a filter; how long the page took, in milliseconds."""
    change = (
        "const field = document.getElementById(arguments[0]), start = performance.now(); field.value = arguments[1];"
        "field.dispatchEvent(new Event('input')); document.body.offsetHeight; return performance.now() - start"
    )
    return page.execute_script(change, name, value)


def options(page, name: str) -> list[str]:
    return page.execute_script(f"return [...document.querySelectorAll('#{name} option')].map(o => o.value)")[1:]


def test_the_answer_is_the_first_thing_to_be_read(page, pictures):
    assert text(page, "main h2") == "In short"
    top = page.execute_script("return document.querySelector('#answer .gist').getBoundingClientRect().bottom")
    assert top < 700
    chromium.picture(page, pictures / "report.png")
    chromium.theme(page, "dark")
    chromium.picture(page, pictures / "report_dark.png")


def test_a_point_opens_its_sentence_in_its_article(page, study, pictures):
    point = one(page, "#timeline svg a")
    page.execute_script("arguments[0].dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))", point)
    assert page.execute_script("return document.getElementById('box').open")
    number = point.get_attribute("aria-label").split(":")[0]
    row = study.series().loc[int(number)]
    marked = page.execute_script("return [...document.querySelectorAll('#shown mark')].map(m => m.innerText).join()")
    assert row["text"].split()[0] in marked
    assert text(page, "#where") == f"Statement {number}"
    assert one(page, "#shown .nb-text").get_attribute("dir") == "rtl"
    assert {"who", "said", "in", "found by"} <= set(text(page, "#shown dl").splitlines())
    chromium.picture(page, pictures / "report_statement.png", height=900)
    press(page, "#close")
    assert not page.execute_script("return document.getElementById('box').open")


def test_the_keyboard_reaches_a_point_and_comes_back_to_it(page):
    from selenium.webdriver.common.keys import Keys

    one(page, "body").send_keys(Keys.TAB)
    assert page.switch_to.active_element.text == "skip to the answer"
    page.execute_script("document.querySelector('#timeline svg a').focus()")
    page.switch_to.active_element.send_keys(Keys.ENTER)
    assert page.switch_to.active_element.get_attribute("id") == "close"
    page.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert page.execute_script("return document.activeElement.closest('#timeline svg') !== null")


@pytest.mark.parametrize(("name", "column"), [("f-lang", 4), ("f-actor", 1), ("f-issue", 3), ("f-outlet", 5)])
def test_each_filter_keeps_what_it_names(page, name, column):
    everything = len(rows(page))
    for value in options(page, name)[:3]:
        assert choose(page, name, value) < 200
        kept = rows(page)
        assert 0 < len(kept) < everything
        assert text(page, "#count").startswith(f"{len(kept)} of ")
    press(page, "#reset")
    assert len(rows(page)) == everything


def test_dates_and_words_filter_too(page):
    assert choose(page, "f-first", "2025-02-01") < 200
    february = rows(page)
    assert february
    assert all(max(re.findall(r"\d{4}-\d\d-\d\d", row[0])) >= "2025-02-01" for row in february if "20" in row[0])
    choose(page, "f-words", "no such words")
    assert rows(page) == []
    assert text(page, "#count").startswith("0 of ")


def test_a_row_opens_its_sentence(page):
    press(page, "#rows button")
    assert page.execute_script("return document.querySelectorAll('#shown mark').length") > 0


def test_it_fits_a_phone(page, pictures):
    chromium.picture(page, pictures / "report_phone.png", width=390)
    assert page.execute_script("return document.documentElement.scrollWidth") <= 390
    small = page.execute_script(
        "return [...document.querySelectorAll('button, select, input')].filter(e => e.offsetParent"
        " && !e.closest('td') && e.getBoundingClientRect().height < 32).map(e => e.id)"
    )
    assert small == []


def test_it_prints_everything_and_no_controls(page, pictures):
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    hidden = page.execute_script("return ['.filters', 'nav', '#box'].map(s => getComputedStyle("
                                 "document.querySelector(s)).display)")  # fmt: skip
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert hidden == ["none"] * 3
    printed = page.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69})["data"]
    (pictures / "report.pdf").write_bytes(base64.b64decode(printed))
    assert (pictures / "report.pdf").stat().st_size > 50_000


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("part", ["html", "#box"], ids=["page", "statement"])
def test_it_breaks_no_rule_of_accessibility(page, colours, part):
    """Contrast, names of controls, order of headings, languages, tables: the rules of axe."""
    axe = pytest.importorskip("axe_core_python.selenium", reason="axe-core-python is not installed")
    chromium.theme(page, colours)
    if part == "#box":
        press(page, "#rows button")
    found = axe.Axe().run(page, part)["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found] == []


def copied(table, number: int):
    """The rows of a table under other names, as if another outlet had printed the same."""
    names = [name for name in ("article_id", "statement_id", "source_id", "nested_in", "part_of") if name in table]
    return table.assign(**{name: table[name].map(lambda one: f"{one}-{number}", na_action="ignore") for name in names})


@pytest.fixture(scope="module")
def large(study, tmp_path_factory):
    """A report of more than a thousand articles: the five pages 72 times."""
    many = range(72)
    corpus = study.corpus
    texts = {f"{name}-{number}": text for number in many for name, text in corpus.texts.items()}
    tables = [
        pd.concat([copied(table, n) for n in many], ignore_index=True) for table in (corpus.articles, corpus.blocks)
    ]
    found = Study(study.articles_from, codebook=study.codebook_from, actors=study.actors_from, events=study.events_from)
    said, coded = (
        pd.concat([copied(table, n) for n in many], ignore_index=True) for table in (study.statements, study.positions)
    )
    found.take(Corpus(*tables, corpus.problems, texts), said, coded)
    file = tmp_path_factory.mktemp("large") / "report.html"
    write_report(found, file)
    return file


def test_a_thousand_articles_are_small_enough_and_filter_fast_enough(driver, large):
    assert large.stat().st_size < 15_000_000
    driver.get(large.as_uri())
    everything = text(driver, "#count")
    for name in ("f-lang", "f-actor", "f-issue", "f-outlet"):
        assert choose(driver, name, options(driver, name)[0]) < 200
    assert choose(driver, "f-words", "Trump") < 200
    assert choose(driver, "f-first", "2025-02-01") < 200
    press(driver, "#reset")
    assert text(driver, "#count") == everything
