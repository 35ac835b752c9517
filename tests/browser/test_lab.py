"""JupyterLab opened by a newcomer: notebook 00, Restart & Run All, figures and right-to-left text to be seen."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from browser import chromium
from conftest import DATA

pytestmark = pytest.mark.usefixtures("calm")
NOTEBOOKS = DATA.parent / "notebooks"
LAB = (
    "--no-browser", "--ServerApp.ip=127.0.0.1", "--ServerApp.port=0", "--IdentityProvider.token=", "--allow-root",
    "--LabApp.expose_app_in_browser=True", "--LabApp.news_url=None", "--LabApp.extension_manager=readonly",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
)  # fmt: skip
FINISHED = """
const panel = window.jupyterapp.shell.currentWidget, kernel = panel?.sessionContext?.session?.kernel;
if (!kernel || kernel.status !== 'idle') return false;
const cells = panel.content.widgets.filter(c => c.model.type === 'code');
return cells.length > 0 && cells.every(c => c.model.executionCount !== null || !c.model.sharedModel.source.trim());
"""
RIGHT_TO_LEFT = """
return [...document.querySelectorAll('.newsnb td[dir=auto]')].filter(cell => /[\\u0600-\\u06ff]/.test(cell.innerText)
    && getComputedStyle(cell).direction === 'rtl' && cell.getBoundingClientRect().width > 100).length;
"""


@pytest.fixture(scope="module")
def lab(study, tmp_path_factory, cache):
    """JupyterLab over a copy of the notebooks; the parses that the tests have made already are used."""
    assert len(study.parsed.articles)
    root = tmp_path_factory.mktemp("lab")
    shutil.copytree(NOTEBOOKS, root / "notebooks", ignore=shutil.ignore_patterns(".*"))
    (root / "data").symlink_to(DATA, target_is_directory=True)
    _answer_the_question_about_news(root / "settings")
    own = {name: str(root / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
    log = root / "lab.log"
    with log.open("w") as written:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyter", "lab", *LAB, f"--LabApp.workspaces_dir={root / 'workspaces'}",
             f"--LabApp.user_settings_dir={root / 'settings'}", str(root / "notebooks")],
            stdout=written, stderr=subprocess.STDOUT, env=os.environ | own,
        )  # fmt: skip
    try:
        yield _address(log, server)
    finally:
        server.terminate()
        server.wait(20)


def _answer_the_question_about_news(settings: Path) -> None:
    """JupyterLab asks every newcomer whether it may fetch news: no."""
    asked = settings / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
    asked.parent.mkdir(parents=True)
    asked.write_text('{"fetchNews": "false", "checkForUpdates": false}')


def _address(log: Path, server: subprocess.Popen) -> str:
    for _ in range(1200):  # five minutes: in a fresh environment JupyterLab is compiled first
        found = re.search(r"http://(?:127\.0\.0\.1|localhost):\d+/", log.read_text())
        if found:
            break
        assert server.poll() is None, log.read_text()[-2000:]
        time.sleep(0.25)
    assert found, log.read_text()[-2000:]
    for attempt in range(120):  # the address is written before anybody listens
        try:
            with urllib.request.urlopen(f"{found[0]}api") as answer:
                assert answer.status == 200
            return found[0]
        except OSError:
            assert attempt < 119, log.read_text()[-2000:]
            time.sleep(0.5)


def wait(driver, script: str, seconds: int = 60, *arguments):
    """Wait until a script gives something true, and give it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := driver.execute_script(script, *arguments):
            return answer
        time.sleep(0.2)
    raise AssertionError(f"after {seconds} s still not: {script.strip()[:200]}")


def open_notebook(driver, lab: str, name: str) -> None:
    driver.get(f"{lab}lab/tree/{name}?reset")
    wait(driver, "return window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'")


def restart_and_run_all(driver) -> None:
    # Without the outputs that the notebook came with: what is seen afterwards is of this run.
    driver.execute_script("window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    driver.execute_script("window.jupyterapp.commands.execute('runmenu:restart-and-run-all')")
    wait(driver, "return document.querySelector('.jp-Dialog .jp-mod-accept') !== null", 20)
    driver.execute_script("document.querySelector('.jp-Dialog .jp-mod-accept').click()")
    wait(driver, FINISHED, 300)  # on a busy machine the kernel alone takes a minute


def outputs(driver) -> list[dict]:
    return driver.execute_script(
        "return window.jupyterapp.shell.currentWidget.content.widgets.filter(c => c.model.type === 'code')"
        ".flatMap(c => c.model.outputs.toJSON())"
    )


def show(driver, selector: str) -> dict:
    """Scroll down to the first thing of a kind; its size."""
    look = """
        const found = [...document.querySelectorAll(arguments[0])].find(e => e.getClientRects().length);
        if (!found) { document.querySelector('.jp-WindowedPanel-outer').scrollTop += 400; return null; }
        found.scrollIntoView({block: 'center'});
        const {width, height} = found.getBoundingClientRect();
        return width && {width, height};"""
    return wait(driver, look, 30, selector)


def test_notebook_00_restarts_and_runs_all(driver, lab, pictures):
    open_notebook(driver, lab, "00_overview.ipynb")
    restart_and_run_all(driver)
    made = outputs(driver)
    assert [output for output in made if output["output_type"] == "error"] == []
    assert [output for output in made if output["output_type"] == "stream"] == []
    driver.execute_script("document.querySelector('.jp-WindowedPanel-outer').scrollTop = 0")
    figure = show(driver, ".jp-OutputArea-output img")
    assert figure["width"] > 400
    assert figure["height"] > 200
    chromium.picture(driver, pictures / "lab_00_figure.png", width=1400, height=1000)
    show(driver, ".newsnb td[dir=auto]")
    rtl = driver.execute_script(RIGHT_TO_LEFT)
    assert rtl > 3
    chromium.picture(driver, pictures / "lab_00_table.png", width=1400, height=1000)


SHOW_ARTICLES = """
const app = window.jupyterapp, theme = arguments[0], done = arguments[1];
app.commands.execute('apputils:change-theme', {theme}).then(() => setTimeout(() => done(true), 600));
"""
ARTICLES = """
return [...document.querySelectorAll('article.newsnb')].filter(a => a.lang === arguments[0]).map(a => {
    a.scrollIntoView({block: 'start'});
    const text = a.querySelector('.nb-text'), mark = a.querySelector('.nb-text .nb-content');
    const ink = getComputedStyle(text), shade = getComputedStyle(mark);
    const side = getComputedStyle(text.querySelector('p')).textAlign;
    return {direction: ink.direction, side, colour: ink.color, marked: shade.backgroundColor, width: text.clientWidth};
})[0];
"""


def test_articles_are_shown_from_right_to_left_in_light_and_dark(driver, lab, pictures):
    open_notebook(driver, lab, "02_extract_statements.ipynb")
    restart_and_run_all(driver)
    assert [output for output in outputs(driver) if output["output_type"] == "error"] == []
    for code in ("ar", "fa"):
        look_at_articles(driver, pictures, code)


def look_at_articles(driver, pictures, code: str) -> None:
    """Show the article of a language in both themes and compare what is seen."""
    seen = []
    for theme in ("JupyterLab Light", "JupyterLab Dark"):
        driver.execute_async_script(SHOW_ARTICLES, theme)
        driver.execute_script("document.querySelector('.jp-WindowedPanel-outer').scrollTop = 0")
        show(driver, f"article.newsnb[lang={code}]")
        seen.append(driver.execute_script(ARTICLES, code))
        chromium.picture(driver, pictures / f"lab_02_{code}_{theme.split()[-1].lower()}.png", width=1400, height=1000)
    light, dark = seen
    assert light["direction"] == dark["direction"] == "rtl"
    assert light["side"] in ("start", "right")  # Jupyter's own style puts every paragraph to the left
    assert light["colour"] != dark["colour"]
    assert light["marked"] != dark["marked"]
    assert light["width"] > 400
