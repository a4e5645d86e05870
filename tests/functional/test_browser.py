"""The report of the example study in a real browser: from disk, without network, at three widths."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

from rolescope.codebook.model import shipped_codebook
from rolescope.report import write_report
from rolescope.study import run
from rolescope.studyfile import read_study

from ..unit.report.hostile import FACTS, write_hostile_run
from ..unit.report.hostile import STUDY as HOSTILE

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


CONTRAST = """
() => {
    const channels = colour => colour.match(/[\\d.]+/g).map(Number);
    const light = colour => {
        const [r, g, b] = channels(colour).slice(0, 3).map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = element => {
        for (let at = element; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if ((channels(colour)[3] ?? 1) > 0) return colour;
        }
        return "rgb(255, 255, 255)";
    };
    const weak = [];
    for (const element of document.querySelectorAll("body *")) {
        const words = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        if (!words || !element.checkVisibility()) continue;
        const [dark, bright] = [getComputedStyle(element).color, behind(element)].map(light).sort((a, b) => a - b);
        const ratio = (bright + 0.05) / (dark + 0.05);
        if (ratio < 4.5) weak.push([element.tagName, element.className, element.textContent.slice(0, 40), ratio]);
    }
    return weak;
}
"""
"""Elements whose words stand out less than WCAG AA asks of small text."""


def test_a_bar_opens_the_postings_behind_it_with_the_quote_marked(page: Page) -> None:
    bar = page.locator("#stack details.bar").first
    assert not bar.locator("blockquote").first.is_visible()
    bar.locator("summary").click()
    assert bar.locator("blockquote").first.is_visible()
    name = bar.locator(".name").inner_text()
    marks = [mark.lower() for mark in bar.locator("mark").all_inner_texts()]
    assert any(name.lower()[:3] in mark for mark in marks)
    assert bar.locator(".of").inner_text().startswith(f"Showing {len(marks)} of ")


def test_every_bar_has_a_marked_quote_for_each_posting_that_it_shows(page: Page) -> None:
    counts = page.evaluate(
        """[...document.querySelectorAll("details.bar")].map(bar => [
            bar.querySelectorAll("blockquote").length, bar.querySelectorAll("blockquote mark").length, bar.querySelector(".evidence").id])"""
    )
    assert len(counts) > 50
    assert [name for quotes, marks, name in counts if quotes != marks] == []
    without = {name.rsplit("-", 1)[0] for quotes, _, name in counts if not quotes}
    # an orientation that is the rule, and not a cue, has no quote
    assert without <= {"orientation", "role_type"}


def test_bars_open_by_keyboard(page: Page) -> None:
    bar = page.locator("#stack details.bar").first
    bar.locator("summary").focus()
    page.keyboard.press("Enter")
    assert bar.locator("blockquote").first.is_visible()


def test_each_clause_of_the_definition_leads_to_its_figure(page: Page) -> None:
    links = page.locator(".definition a").all()
    assert len(links) >= 4
    for link in links:
        target = page.locator(link.get_attribute("href") or "")
        assert target.count() == 1
        bar = page.locator("details.bar").filter(has=target)
        name = (bar.locator(".name") if bar.count() else target.locator("th")).first.inner_text()
        assert name.lower() in link.inner_text().lower()


def test_a_link_to_a_figure_opens_the_postings_behind_it(page: Page) -> None:
    for link in (page.locator(".definition a").first, page.locator("#must th a").last, page.locator(".plain a").first):
        behind = page.locator(link.get_attribute("href") or "")
        assert not behind.is_visible()
        link.focus()
        page.keyboard.press("Enter")
        assert behind.is_visible()
        assert behind.locator(".of").last.is_visible()


@pytest.mark.parametrize("table", [".crossed", ".apart", ".paid", "#together", ".plain"])
def test_a_figure_of_a_group_opens_its_own_postings_by_keyboard(page: Page, table: str) -> None:
    figure = page.locator(f"{table} button").first
    behind = page.locator(f"#{figure.get_attribute('popovertarget')}")
    assert not behind.is_visible()
    figure.focus()
    page.keyboard.press("Enter")
    assert behind.is_visible()
    marks = behind.locator("mark").count()
    assert marks == behind.locator("blockquote").count()
    said = re.search(r"Showing (\d+) posting", behind.locator(".of").inner_text())
    # a posting has a quote, or two where it names the skills of a pair far from each other
    assert said and 1 <= int(said[1]) <= marks <= int(said[1]) * (2 if table == "#together" else 1)
    page.keyboard.press("Tab")
    assert behind.locator(":focus").count() == 1
    page.keyboard.press("Escape")
    assert not behind.is_visible()


def test_every_figure_that_opens_postings_has_them_once(page: Page) -> None:
    targets = page.evaluate("[...document.querySelectorAll('button')].map(button => button.popoverTargetElement?.id)")
    there = page.evaluate("[...document.querySelectorAll('[popover]')].map(behind => behind.id)")
    assert len(there) > 100 and len(set(there)) == len(there)
    assert set(targets) == set(there)


def test_the_page_says_its_language_and_moves_only_where_that_is_wanted(browser: Browser, report: str) -> None:
    for wanted, scrolls in (("reduce", "auto"), ("no-preference", "smooth")):
        opened = browser.new_page(reduced_motion=wanted)  # type: ignore[arg-type]
        opened.goto(report)
        assert opened.evaluate("document.documentElement.lang") == "en"
        assert opened.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == scrolls
        opened.close()


def test_every_picture_says_its_figures_and_every_column_its_name(page: Page) -> None:
    pictures = page.evaluate("[...document.querySelectorAll('.track')].map(track => [track.role, track.ariaLabel])")
    assert len(pictures) > 100
    assert [one for one in pictures if one[0] != "img" or not re.search(r"\d", one[1] or "")] == []
    assert page.evaluate("[...document.querySelectorAll('th')].filter(name => !name.textContent.trim()).length") == 0


def test_the_contents_lead_to_every_section(page: Page) -> None:
    listed = [link.get_attribute("href") for link in page.locator("nav a").all()]
    assert listed == [f"#{section.get_attribute('id')}" for section in page.locator("main > section").all()]


def test_headings_go_down_one_level_at_a_time(page: Page) -> None:
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(heading => +heading.tagName[1])")
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_page_asks_nothing_of_a_network_runs_no_script_and_has_no_error(browser: Browser, report: str) -> None:
    opened = browser.new_page()
    asked: list[str] = []
    told: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: told.append(message.text))
    opened.on("pageerror", lambda error: told.append(str(error)))
    opened.goto(report)
    assert asked == [report]
    assert told == []
    assert opened.locator("script").count() == 0
    opened.close()


def test_scripts_in_postings_do_nothing(browser: Browser, tmp_path: Path) -> None:
    write_hostile_run(tmp_path)
    write_report(tmp_path, HOSTILE, shipped_codebook("ai-engineer"), FACTS)
    opened = browser.new_page()
    happened: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        happened.append(dialog.message)
        dialog.dismiss()

    opened.on("dialog", dismiss)
    opened.on("request", lambda request: happened.append(request.url))
    opened.goto((tmp_path / "report.html").as_uri())
    for bar in opened.locator("details.bar summary").all():
        bar.click()
        bar.hover()
    assert happened == [(tmp_path / "report.html").as_uri()]
    assert opened.locator("mark").count() > 0
    opened.close()


@pytest.mark.parametrize("width", [390, 800, 1200])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_runs_over_the_edge_and_all_words_stand_out(
    browser: Browser, report: str, width: int, theme: Literal["light", "dark"]
) -> None:
    opened = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
    opened.goto(report)
    opened.evaluate("document.querySelectorAll('#stack details').forEach((bar, at) => { bar.open = at < 5 })")
    opened.evaluate("document.querySelector('[popover]').showPopover()")
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    assert opened.evaluate(CONTRAST) == []
    opened.close()


def test_print_hides_what_only_a_screen_can_use(page: Page) -> None:
    assert page.locator("nav").is_visible()
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert page.locator("#stack details.bar .name").first.is_visible()


def test_print_keeps_folded_lists_folded_with_their_count_and_has_no_pictures(page: Page) -> None:
    folded = page.locator("#stack details.rest").first
    page.emulate_media(media="print")
    assert not folded.locator(".bar").first.is_visible()
    assert re.match(r"\d+ more, ", folded.locator("summary").first.inner_text())
    pdf = page.pdf(prefer_css_page_size=True)
    assert b"/Type /Page" in pdf and b"/Subtype /Image" not in pdf
