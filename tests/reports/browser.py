"""A browser without a window, to look at pages as their readers do."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium_axe_python.axe import Axe

Theme = Literal["light", "dark"]

CHROMIUM, DRIVER = "/usr/bin/chromium", "/usr/bin/chromedriver"
# As root there is no sandbox to be had; the rest keeps it from calling home.
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--hide-scrollbars",
)  # fmt: skip
_RULES = (
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice",
)  # fmt: skip


class Browser:
    """Shows pages of this machine's files."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        # Selenium has no types for what is used here.
        self._driver: Any = driver

    def show(self, page: Path, width: int, theme: Theme) -> None:
        """Load a page `width` pixels wide."""
        self._command(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=900, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        self._command(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": theme}],
        )
        self._driver.get_log("performance")
        self._driver.get(page.as_uri())

    def asked_for(self) -> list[str]:
        """The addresses that the page asked for, itself among them; not what it carries inside."""
        events = [json.loads(entry["message"])["message"] for entry in self._log("performance")]
        urls = [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]
        return [url for url in urls if not url.startswith("data:")]

    def complaints(self) -> list[str]:
        """What the console says, such as something refused by the page's own policy."""
        return [str(entry["message"]) for entry in self._log("browser")]

    def violations(self) -> list[tuple[str, list[str]]]:
        """What axe-core finds wrong, by WCAG 2.2 A and AA and best practice, with where."""
        axe: Any = Axe(self._driver)
        axe.inject()
        found = axe.run(options={"runOnly": {"type": "tag", "values": list(_RULES)}})
        return [
            (fault["id"], [str(node["target"]) for node in fault["nodes"]])
            for fault in found["violations"]
        ]

    def run(self, script: str) -> Any:
        """The value of a script's last return."""
        return self._driver.execute_script(script)

    def _command(self, name: str, **parameters: object) -> Any:
        return self._driver.execute_cdp_cmd(name, parameters)

    def _log(self, kind: str) -> list[Any]:
        return list(self._driver.get_log(kind))


@contextmanager
def running() -> Iterator[Browser]:
    """A browser of the test run's own; skips the test where there is none to be had."""
    if not (shutil.which(CHROMIUM) and shutil.which(DRIVER)):
        if os.environ.get("CI"):
            pytest.fail("chromium and chromedriver are missing: install them for these tests")
        pytest.skip("no chromium with its chromedriver is installed")
    with tempfile.TemporaryDirectory() as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = CHROMIUM
        for flag in (*_FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
        driver = webdriver.Chrome(options, Service(DRIVER))
        try:
            yield Browser(driver)
        finally:
            driver.quit()
