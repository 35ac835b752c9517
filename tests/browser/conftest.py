"""One browser for all tests of a module; without one they are skipped, and the reason is told."""

import os
from pathlib import Path

import pytest

from browser import chromium


def pytest_collection_modifyitems(items):
    """Mark everything here; skip it where there is no browser, unless ``NEWSNB_REQUIRE_BROWSER`` is set."""
    here, reason = Path(__file__).parent, chromium.missing()
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)
            if reason and not os.environ.get("NEWSNB_REQUIRE_BROWSER"):
                item.add_marker(pytest.mark.skip(reason=f"no browser test: {reason}"))


@pytest.fixture(scope="module")
def driver(tmp_path_factory):
    with chromium.browser(tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.fixture(scope="session")
def pictures(tmp_path_factory) -> Path:
    """Where pictures go: ``NEWSNB_PICTURES``, to be looked at, else a folder that is thrown away."""
    folder = os.environ.get("NEWSNB_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
    return Path(folder) if folder else tmp_path_factory.mktemp("pictures")


@pytest.fixture
def calm(driver):
    """No error in the console and no request beyond this machine, whatever the test does."""
    driver.get("about:blank")
    chromium.complaints(driver), chromium.requests(driver)
    yield
    assert chromium.complaints(driver) == []
    assert chromium.leaving(chromium.requests(driver)) == []
