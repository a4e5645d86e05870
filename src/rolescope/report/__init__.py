"""Report: one self-contained page and the same as Markdown, both from the stored tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rolescope.codebook.model import Codebook
from rolescope.report.page import render_html, render_markdown
from rolescope.report.view import read_view
from rolescope.storage import write_text
from rolescope.studyfile import Study

__all__ = ["write_report"]


def write_report(folder: Path, study: Study, codebook: Codebook, facts: dict[str, Any]) -> None:
    """Write `report.html` and `report.md` from the tables of a run."""
    view = read_view(folder, study, codebook, facts)
    write_text(folder / "report.html", render_html(view))
    write_text(folder / "report.md", render_markdown(view))
