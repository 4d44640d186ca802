"""The browser that tests and pictures use."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "no browser was found: install Chromium or name one in BELONG_BROWSER"


def find_browser() -> str | None:
    """`BELONG_BROWSER`, else a Chromium of the system, else the one that Playwright keeps."""
    if given := os.environ.get("BELONG_BROWSER"):
        return given if Path(given).exists() else None
    for name in NAMES:
        if found := shutil.which(name):
            return found
    with sync_playwright() as playwright:
        kept = playwright.chromium.executable_path
    return kept if Path(kept).exists() else None
