from __future__ import annotations

import gzip
from pathlib import Path

from rolescope.collect.page import MAX_BYTES, Page
from rolescope.collect.saved import read_saved, saved_files
from rolescope.ledger import Problem
from tests.unit.collect.pages_by_hand import POSTING, answer, gzip_members, html, warc_record, zipped

PAGE = html(POSTING).encode()


def seen(path: Path) -> tuple[list[str], dict[str, str]]:
    """Origins of the pages, and reasons of the problems by their place."""
    found = list(read_saved(path, "jobs"))
    pages = [one.origin for one in found if isinstance(one, Page)]
    return pages, {one.place: one.reason for one in found if isinstance(one, Problem)}


def test_a_folder_is_read_with_its_folders_and_archives(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/1.html", "a.HTM", "bare", "page_files.css", ".hidden.html"):
        (tmp_path / name).write_bytes(PAGE)
    (tmp_path / "c.zip").write_bytes(zipped({"x.html": PAGE}))
    (tmp_path / "c.html.gz").write_bytes(gzip.compress(PAGE))
    (tmp_path / "c.mhtml").write_bytes(PAGE)
    (tmp_path / "d.warc.gz").write_bytes(gzip_members(warc_record(answer(PAGE))))
    (tmp_path / "e.html").write_bytes(b"")
    (tmp_path / "f.html").write_bytes(b"x" * (MAX_BYTES + 1))
    (tmp_path / "g.rar").write_bytes(b"Rar!")
    pages, problems = seen(tmp_path)
    assert pages == [".hidden.html", "a.HTM", "b/1.html", "bare", "c.html.gz", "c.mhtml", "c.zip:x.html", "d.warc.gz:1"]
    assert problems == {"e.html": "empty page", "f.html": "page too large", "g.rar": "not a page"}
    assert tmp_path / "page_files.css" not in saved_files(tmp_path)


def test_one_page_may_have_any_name(tmp_path: Path) -> None:
    (tmp_path / "page.saved").write_bytes(PAGE)
    assert seen(tmp_path / "page.saved") == (["page.saved"], {})
    assert saved_files(tmp_path / "page.saved") == [tmp_path / "page.saved"]
