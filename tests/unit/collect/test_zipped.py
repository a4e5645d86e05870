from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from rolescope.collect.page import Page
from rolescope.collect.zipped import read_zip
from rolescope.ledger import Problem
from tests.unit.collect.pages_by_hand import zipped

PAGE = b"<p>maps"


def seen(folder: Path, content: bytes) -> tuple[list[str], list[tuple[str, str]]]:
    (folder / "p.zip").write_bytes(content)
    found = list(read_zip(folder / "p.zip", "p.zip", "jobs"))
    pages = [one.origin for one in found if isinstance(one, Page)]
    return pages, [(one.place, one.reason) for one in found if isinstance(one, Problem)]


def test_names_do_no_harm_and_nothing_is_unpacked(tmp_path: Path) -> None:
    pages, problems = seen(tmp_path, zipped({"../../x.html": PAGE, "/etc/y.html": PAGE, "a\x1b[31m.html": PAGE}))
    assert (pages, problems) == (["p.zip:../../x.html", "p.zip:/etc/y.html", "p.zip:a\ufffd[31m.html"], [])
    assert [path.name for path in tmp_path.iterdir()] == ["p.zip"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("in.zip", zipped({"x.html": PAGE}), "archive in an archive"),
        ("big.html", b"x" * 5_000_000, "zip bomb"),
        ("none.html", b"", "empty page"),
        ("readme", b"no markup", "not a page"),
    ],
)
def test_an_entry_that_is_no_page_is_counted_and_the_rest_goes_on(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    pages, problems = seen(tmp_path, zipped({name: content, "x.html": PAGE, "style.css": b"b{}"}))
    assert pages == ["p.zip:x.html"]
    assert problems == [(f"p.zip:{name}", reason)]


def test_all_entries_together_may_not_grow_without_limit(tmp_path: Path) -> None:
    pages, problems = seen(tmp_path, zipped({f"{n}.html": b"x" * 1_000_000 for n in range(300)}))
    assert 0 < len(pages) < 200
    assert problems == [("p.zip", "zip bomb")]


def test_broken_and_unusual_files_are_problems(tmp_path: Path) -> None:
    whole = zipped({"x.html": PAGE}, zipfile.ZIP_STORED)
    assert seen(tmp_path, b"no zip") == ([], [("p.zip", "malformed archive")])
    assert seen(tmp_path, whole[:-10]) == ([], [("p.zip", "malformed archive")])
    assert seen(tmp_path, whole.replace(PAGE, b"<p>MAPS")) == ([], [("p.zip:x.html", "malformed entry")])
    packed = zipped({"x.html": PAGE}, zipfile.ZIP_BZIP2)
    assert seen(tmp_path, packed) == ([], [("p.zip:x.html", "unusual compression")])


def test_an_empty_archive_is_counted(tmp_path: Path) -> None:
    assert seen(tmp_path, zipped({})) == ([], [("p.zip", "empty archive")])
