"""The report of the example study in a real browser: from disk, without network, at three widths."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from rolescope.study import run
from rolescope.studyfile import read_study

pytestmark = pytest.mark.browser
STUDY = Path(__file__).resolve().parents[2] / "studies/example.yaml"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("ROLESCOPE_REQUIRE_ALL"):
            pytest.fail("Chromium is not installed, and this run requires it")
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("report")
    run(read_study(STUDY), out, workers=1)
    return (out / "report.html").as_uri()


@pytest.fixture
def page(browser: Browser, report: str) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1200, "height": 900})
    opened.goto(report)
    yield opened
    opened.close()


def test_a_bar_opens_the_postings_behind_it_with_the_quote_marked(page: Page) -> None:
    bar = page.locator("#stack details.bar").first
    assert not bar.locator("blockquote").first.is_visible()
    bar.locator("summary").click()
    assert bar.locator("blockquote").first.is_visible()
    name = bar.locator(".name").inner_text()
    marks = [mark.lower() for mark in bar.locator("mark").all_inner_texts()]
    assert any(name.lower()[:3] in mark for mark in marks)
    assert bar.locator(".of").inner_text().startswith(f"Showing {len(marks)} of ")


def test_a_name_in_the_definition_leads_to_its_figure(page: Page) -> None:
    link = page.locator(".definition a").first
    target = link.get_attribute("href") or ""
    link.click()
    assert page.locator(target).locator(".name").inner_text() == link.inner_text()


def test_the_page_asks_nothing_of_a_network_and_runs_no_script(browser: Browser, report: str) -> None:
    opened = browser.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(report)
    assert asked == [report]
    assert opened.locator("script").count() == 0
    opened.close()


@pytest.mark.parametrize("width", [390, 800, 1200])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_runs_over_the_edge_of_the_page(browser: Browser, report: str, width: int, theme: str) -> None:
    opened = browser.new_page(viewport={"width": width, "height": 900})
    opened.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    opened.goto(report)
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    colours = opened.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert colours[0] != colours[1]
    opened.close()
