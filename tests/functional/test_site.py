"""The documentation as a site: it builds without a warning, leads nowhere wrong, and loads nothing from elsewhere."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOADING = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}


class Loaded(HTMLParser):
    """What a page loads when it is opened."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value for name, value in attrs if name == LOADING.get(tag) and value]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site; a broken link or anchor, or a page that is in no menu, is a warning and ends the build."""
    out = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", out],
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return out


def test_every_page_of_the_documentation_is_there(site: Path) -> None:
    pages = [page.relative_to(ROOT / "docs").with_suffix(".html") for page in (ROOT / "docs").rglob("*.md")]
    made = [Path(page) for page in ("index.html", "architecture.html", "changes.html", "notebooks/tour.html")]
    assert not [page for page in (*pages, *made) if not (site / page).is_file()]


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 15
    for page in pages:
        loaded = Loaded(page).addresses
        assert any(address.endswith("iframe-worker.js") for address in loaded), "search works from disk"
        for address in loaded:
            if not address.startswith("data:"):
                assert "//" not in address, f"{page.name}: {address}"
                path = site if address.startswith("/") else page.parent
                assert page.name == "404.html" or (path / address.partition("?")[0]).exists(), f"{page.name}: {address}"
    for sheet in site.rglob("*.css"):
        assert not re.search(r"(?:@import|url\()\s*['\"]?(?:https?:)?//", sheet.read_text(encoding="utf-8")), sheet


def test_every_formula_of_the_method_is_drawn(site: Path) -> None:
    page = (site / "method.html").read_text(encoding="utf-8")
    drawn = re.findall(r"<math .*?</math>", page, re.S)
    source = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    assert len(drawn) > source.count("$$") / 2
    assert "arithmatex" not in page
    for formula in drawn:
        ElementTree.fromstring(formula)
    half = "<mrow><mi>p</mi><mo>=</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></mrow>"
    assert run_math(r"p = \tfrac12") == f'<math display="inline">{half}</math>'


def test_a_formula_that_cannot_be_drawn_ends_the_build() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        run_math(r"\oint x")


def test_the_notebook_is_a_page_with_its_outputs(site: Path) -> None:
    page = (site / "notebooks" / "tour.html").read_text(encoding="utf-8")
    assert page.count('class="shown"') > 10
    assert "<mark>RAG</mark>" in page
    assert "<svg" in page


def run_math(tex: str) -> str:
    code = (
        f"import sys; sys.path.insert(0, 'scripts'); import site_math; print(site_math.mathml({tex!r}, display=False))"
    )
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_the_search_index_has_every_page(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"].partition("#")[0] for entry in index["docs"]}
    assert {"method.html", "reference/python.html", "notebooks/tour.html"} <= found
