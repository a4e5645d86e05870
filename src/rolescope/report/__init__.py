"""Report: one self-contained page and the same as Markdown, both from the stored tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rolescope.codebook.model import Codebook
from rolescope.report.page import render_html, render_markdown
from rolescope.report.view import View, read_view
from rolescope.storage import table_path, write_text
from rolescope.studyfile import Study
from rolescope.tables import PUBLIC

__all__ = ["stored_view", "write_pages", "write_report"]


def write_report(folder: Path, study: Study, codebook: Codebook, facts: dict[str, Any]) -> None:
    """Write `report.html` and `report.md` from the tables of a run."""
    write_pages(folder, read_view(folder, study, codebook, facts))


def write_pages(folder: Path, view: View) -> list[Path]:
    """Write a view as `report.html` and `report.md`; returns the files."""
    pages = {folder / "report.html": render_html(view), folder / "report.md": render_markdown(view)}
    for path, text in pages.items():
        write_text(path, text)
    return list(pages)


def stored_view(folder: Path) -> View:
    """The view of a finished run, from its tables and `run.json` alone.

    Raises
    ------
    RolescopeError
        Where the folder holds no run.
    """
    for name in PUBLIC:
        table_path(folder, name)
    facts: dict[str, Any] = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    study = Study.model_validate(facts["study"])
    return read_view(folder, study, Codebook.model_validate(facts["codebook_definition"]), facts)
