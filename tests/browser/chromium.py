"""A headless Chromium from the system, driven over its own protocol; nothing is downloaded for it."""

import base64
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# JupyterLab says so whenever a kernel is restarted while its debugger is being asked.
JUPYTERLABS_OWN = ("Could not restore the debugger state",)
LOCAL = {"localhost", "127.0.0.1", "::1", None}
_OWN = ("file", "data", "blob", "about", "chrome")  # the last is the browser's own empty page
_OPTIONS = (
    "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--force-color-profile=srgb",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
)  # fmt: skip


def missing() -> str | None:
    """Say what keeps the browser tests from running; None where nothing does."""
    if not any(map(shutil.which, BROWSERS)):
        return "no Chromium on this machine (Debian: apt-get install chromium chromium-driver)"
    if not shutil.which("chromedriver"):
        return "no chromedriver on this machine (Debian: apt-get install chromium-driver)"
    try:
        import selenium  # noqa: F401
    except ImportError:
        return "selenium is not installed (pip install 'newsnb[test]')"
    return None


@contextmanager
def browser(folder: Path, size: tuple[int, int] = (1280, 900)) -> Iterator:
    """Start a browser that writes down every request and every message of its console."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = next(filter(None, map(shutil.which, BROWSERS)))
    for option in (*_OPTIONS, f"--window-size={size[0]},{size[1]}", f"--user-data-dir={folder}"):
        options.add_argument(option)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    driver.set_script_timeout(60)
    try:
        yield driver
    finally:
        driver.quit()


def requests(driver) -> list[str]:
    """List the addresses asked for since the last call."""
    told = (json.loads(entry["message"])["message"] for entry in driver.get_log("performance"))
    return [one["params"]["request"]["url"] for one in told if one["method"] == "Network.requestWillBeSent"]


def leaving(addresses: list[str]) -> list[str]:
    """Keep the addresses that are not on this machine."""
    return [one for one in addresses if urlsplit(one).scheme not in _OWN and urlsplit(one).hostname not in LOCAL]


def complaints(driver) -> list[str]:
    """List the errors of the console since the last call."""
    told = (entry["message"] for entry in driver.get_log("browser") if entry["level"] in ("SEVERE", "ERROR"))
    return [message for message in told if not any(known in message for known in JUPYTERLABS_OWN)]


def picture(driver, path: Path, width: int = 1280, height: int | None = None) -> Path:
    """Take a picture of the whole page at a width, or of its first ``height`` pixels."""
    metrics = {"width": width, "height": height or 900, "deviceScaleFactor": 1, "mobile": width < 600}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    taken = driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": height is None})
    path.write_bytes(base64.b64decode(taken["data"]))
    return path


def theme(driver, name: str) -> None:
    """Prefer ``"light"`` or ``"dark"`` colours."""
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": name}]}
    )
