"""Take the pictures of the README: `python scripts/report_pictures.py`, with Chromium installed.

Runs the example study into a temporary folder, opens its report from disk and photographs the top of the
page, and the skill stack with one bar opened, into `docs/images`.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from rolescope.study import run
from rolescope.studyfile import read_study

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs/images"
WIDTH = 1200


def main() -> int:
    """Write both pictures; exit 1 where there is no Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        print("Chromium is not installed", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        run(read_study(ROOT / "studies/example.yaml"), Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": 1000}, color_scheme="light")
        page.goto((Path(folder) / "report.html").as_uri())
        page.screenshot(path=IMAGES / "report.png")
        bar = page.locator("#stack details.bar").first
        bar.locator("summary").click()
        page.set_viewport_size({"width": WIDTH, "height": 800})
        page.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
        page.locator("#stack").evaluate("section => section.scrollIntoView()")
        page.screenshot(path=IMAGES / "quotes.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
