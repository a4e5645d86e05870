"""Pages of the site that are no Markdown below docs/: a hook of `mkdocs build`.

The README is its front page; architecture, changes and the example corpus have pages, and so has the executed
notebook. Links between all of them are those of the repository, turned into those of the site.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path, PurePosixPath
from posixpath import normpath, relpath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    "README.md": "index.md",
    "ARCHITECTURE.md": "architecture.md",
    "CHANGELOG.md": "changes.md",
    "studies/example/README.md": "example-corpus.md",
}
FILES = {"LICENSE": "LICENSE.txt"}
NOTEBOOK = "docs/notebooks/tour.ipynb"
MOVED = PAGES | FILES | {NOTEBOOK: "notebooks/tour.md"}
LINK = re.compile(r"\]\(([^)\s#]+)(#[^)\s]*)?\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages."""
    for source, page in (PAGES | FILES).items():
        files.append(File.generated(config, page, content=(ROOT / source).read_text(encoding="utf-8")))
    cells = json.loads((ROOT / NOTEBOOK).read_text(encoding="utf-8"))["cells"]
    files.append(
        File.generated(config, MOVED[NOTEBOOK], content="\n\n".join(block for c in cells for block in blocks(c)))
    )
    return files


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """Turn the links of a page into those of the site."""
    here = page.file.src_uri
    source = next((at for at, moved in MOVED.items() if moved == here), f"docs/{here}")
    return LINK.sub(lambda link: f"]({target(link[1], source, here)}{link[2] or ''})", markdown)


def target(link: str, source: str, here: str) -> str:
    """Where a link of a file of the repository leads to from a page of the site."""
    if ":" in link:
        return link
    linked = normpath(str(PurePosixPath(source).parent / link))
    moved = MOVED.get(linked) or linked.removeprefix("docs/")
    return relpath(moved, str(PurePosixPath(here).parent))


def blocks(cell: dict[str, Any]) -> Iterator[str]:
    """A cell of the notebook as Markdown: its source, and what was shown below it."""
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        yield source
        return
    yield f"```{'sh' if source.startswith('%%sh') else 'python'}\n{source}\n```"
    for output in cell["outputs"]:
        shown = output.get("data", {})
        drawn = shown.get("text/html") or shown.get("image/svg+xml")
        if drawn:
            yield f'<div class="shown">{"".join("".join(drawn).splitlines())}</div>'
        else:
            text = "".join(output.get("text") or shown["text/plain"])
            yield f'<pre class="shown">{escape(text)}</pre>'
