"""The documentation is true: its code blocks run, its links lead somewhere, its references are complete."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import typer.main
import yaml
from pydantic import BaseModel

import rolescope
from rolescope.cli import app
from rolescope.codebook.model import Codebook, Option, Variable
from rolescope.codebook.taxonomy import Category, Rule, Skill
from rolescope.notebook.evidence import SCHEMA
from rolescope.notebook.table import Table
from rolescope.studyfile import Frame, Labels, Source, Study
from rolescope.tables import AFTER_RUN, PUBLIC

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "studies").rglob("*.md")])
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"\]\(([^)\s]+)\)")
TABLES = PUBLIC | AFTER_RUN
RUN, NOT_RUN = ("sh", "python"), ("console", "yaml", "json", "text")
SECONDS = 120


class Block(NamedTuple):
    """A fenced block: its language, its content and the line of the page that it begins on."""

    language: str
    content: str
    line: int


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [Block(m[1], m[2], text.count("\n", 0, m.start()) + 1) for m in FENCE.finditer(text)]


def commands(page: Path) -> Iterator[tuple[int, list[str]]]:
    """Each command of a page with its line: every line of a sh block, and every python block as a whole."""
    for block in blocks(page):
        if block.language == "python":
            yield block.line, [sys.executable, "-c", block.content]
        if block.language == "sh":
            for number, line in enumerate(block.content.splitlines(), start=block.line + 1):
                if line.strip():
                    yield number, ["sh", "-c", line]


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def section(page: str, heading: str) -> str:
    """Text of a page below a heading of the second level."""
    _, found, rest = (ROOT / page).read_text(encoding="utf-8").partition(f"\n## {heading}\n")
    assert found, f"{page} has no section {heading!r}"
    return rest.partition("\n## ")[0]


def rows(markdown: str) -> list[list[str]]:
    """Cells of the rows of all tables, the first without its backticks."""
    lines = [line for line in markdown.splitlines() if line.startswith("| `")]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]


def anchors(page: Path) -> set[str]:
    """Anchors of the headings of a page, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_block_has_a_language_that_says_whether_it_is_run(page: Path) -> None:
    marks = re.findall(r"^```", page.read_text(encoding="utf-8"), re.M)
    assert len(marks) == 2 * len(blocks(page))
    assert {block.language for block in blocks(page)} <= {*RUN, *NOT_RUN}


@pytest.mark.parametrize("page", [page for page in PAGES if any(commands(page))], ids=name)
def test_the_blocks_of_a_page_run_from_top_to_bottom(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "studies", tmp_path / "studies")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for line, command in commands(page):
        done = subprocess.run(
            command,
            cwd=tmp_path,
            env=os.environ | {"PATH": path, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
        assert done.returncode == 0, f"{name(page)}:{line}: {command[-1]}\n{done.stdout}\n{done.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_between_pages_lead_to_files_and_headings(page: Path) -> None:
    for target in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        linked = (page.parent / path).resolve() if path else page
        assert linked.exists(), f"{name(page)}: {target}"
        assert not anchor or anchor in anchors(linked), f"{name(page)}: {target}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_studies_and_categories_that_a_page_shows_can_be_read(page: Path) -> None:
    for block in blocks(page):
        if block.language == "yaml":
            shown = yaml.safe_load(block.content)
            (Study if "study" in shown else Category).model_validate(shown)


@pytest.mark.parametrize("table", TABLES)
def test_the_reference_has_every_column_of_a_table_in_order(table: str) -> None:
    documented = rows(section("docs/reference/tables.md", table))
    assert [row[0] for row in documented] == TABLES[table].names


@pytest.mark.parametrize("table", TABLES)
def test_the_reference_has_the_type_of_every_column(table: str) -> None:
    for column, documented, *_ in rows(section("docs/reference/tables.md", table)):
        type_ = TABLES[table].field(column).type
        nested = re.findall(r"(\w+): string", str(type_))
        assert all(f"`{name}`" in documented for name in nested), f"{column}: {type_}"
        assert nested or documented == str(type_).removesuffix("32[day]"), f"{column}: {type_}"


@pytest.mark.parametrize(("command", "parsed"), typer.main.get_group(app).commands.items())
def test_the_reference_has_every_command_with_its_options(command: str, parsed: typer.core.TyperCommand) -> None:
    documented = section("docs/reference/cli.md", f"rolescope {command}")
    options = {option for parameter in parsed.params for option in parameter.opts if option.startswith("--")}
    assert sorted(option for option in options if f"`{option}" not in documented) == ["--help"] * ("--help" in options)


def test_the_reference_has_every_public_name_of_the_python_api() -> None:
    page = (ROOT / "docs/reference/python.md").read_text(encoding="utf-8")
    for heading, owner in (("rolescope", rolescope), ("Results", rolescope.Results), ("Table", Table)):
        listed = {
            found
            for row in re.findall(r"^\| (`.*?) \|", section("docs/reference/python.md", heading), re.M)
            for found in re.findall(r"`(\w+)", row)
        }
        public = {known for known in getattr(owner, "__all__", dir(owner)) if not known.startswith("_")}
        assert public - listed == set(), heading
    assert all(f"`{column}`" in page for column in SCHEMA.names)


@pytest.mark.parametrize(
    ("page", "model"),
    [
        *(("study-file", model) for model in (Study, Frame, Source, Labels)),
        *(("codebook", model) for model in (Codebook, Variable, Option, Category, Skill, Rule)),
    ],
)
def test_the_reference_has_every_key_of_a_file(page: str, model: type[BaseModel]) -> None:
    documented = {
        key
        for row in re.findall(r"^\| (`.*?) \|", (ROOT / f"docs/reference/{page}.md").read_text(encoding="utf-8"), re.M)
        for key in re.findall(r"`(\w+)`", row)
    }
    keys = {key for key, field in model.model_fields.items() if not field.exclude}
    assert keys - documented == set()
