from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest

from rolescope.collect.page import Page
from rolescope.collect.warc import read_warc
from rolescope.ledger import Problem
from tests.unit.collect.pages_by_hand import answer, gzip_members, warc_record

PAGE = b"<p>maps"
RECORDS = [
    warc_record(b"software: x", "warcinfo"),
    warc_record(answer(PAGE)),
    warc_record(b"GET / HTTP/1.1\r\n\r\n", "request"),
    warc_record(answer(b"<p>trees")),
]


def seen(folder: Path, content: bytes) -> tuple[list[tuple[str, bytes]], list[tuple[str, str]]]:
    (folder / "p.warc").write_bytes(content)
    found = list(read_warc(folder / "p.warc", "p.warc", "jobs"))
    pages = [(one.origin, one.content) for one in found if isinstance(one, Page)]
    return pages, [(one.place, one.reason) for one in found if isinstance(one, Problem)]


@pytest.mark.parametrize(
    "content",
    [b"".join(RECORDS), gzip_members(*RECORDS), gzip.compress(b"".join(RECORDS))],
    ids=["plain", "members", "one"],
)
def test_records_are_read_from_a_plain_or_gzipped_file(tmp_path: Path, content: bytes) -> None:
    assert seen(tmp_path, content) == ([("p.warc:2", PAGE), ("p.warc:4", b"<p>trees")], [])


@pytest.mark.parametrize("pack", [b"".join, lambda records: gzip_members(*records)], ids=["plain", "members"])
def test_a_cut_file_gives_the_records_before_the_cut(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    whole, before = pack(RECORDS), len(pack(RECORDS[:3]))
    for end in range(before + 20, len(whole) - 30):
        pages, problems = seen(tmp_path, whole[:end])
        assert pages[:1] == [("p.warc:2", PAGE)]
        assert len(pages) == 2 or [reason for _, reason in problems] == ["cut archive"]


@pytest.mark.parametrize(
    ("stored", "content"),
    [
        (answer(b"3\r\n<p>\r\n4;x=y\r\nmaps\r\n0\r\n\r\n", "Transfer-Encoding: chunked"), PAGE),
        (answer(PAGE, "Transfer-Encoding: chunked", "Content-Encoding: br"), PAGE),
        (answer(gzip.compress(PAGE), "Content-Encoding: gzip"), PAGE),
        (answer(gzip_members(PAGE[:3], PAGE[3:]), "Content-Encoding: gzip"), PAGE),
        (answer(gzip.compress(PAGE) + b"\x1f\x8bbroken", "Content-Encoding: gzip"), PAGE),
        (answer(zlib.compress(PAGE), "Content-Encoding: deflate"), PAGE),
        (answer(zlib.compress(PAGE)[2:-4], "Content-Encoding: deflate"), PAGE),
    ],
)
def test_a_body_is_unpacked(tmp_path: Path, stored: bytes, content: bytes) -> None:
    assert seen(tmp_path, warc_record(stored)) == ([("p.warc:1", content)], [])


def test_a_resource_that_does_not_say_its_type_is_a_page_if_it_looks_like_one(tmp_path: Path) -> None:
    records = warc_record(PAGE, "resource") + warc_record(b"maps", "resource")
    assert seen(tmp_path, records) == ([("p.warc:1", PAGE)], [])


@pytest.mark.parametrize(
    ("record", "reasons"),
    [
        (warc_record(answer(PAGE, status="301 Moved")), []),
        (warc_record(answer(PAGE).replace(b"text/html", b"image/png")), []),
        (warc_record(answer(PAGE, status="404 Not Found")), ["error page"]),
        (warc_record(answer(b"\x8b\x03", "Content-Encoding: br")), ["unusual compression"]),
        (warc_record(b"no answer"), ["malformed answer"]),
        (b"no record\r\n", ["malformed archive"]),
        (b"", ["empty archive"]),
        (warc_record(PAGE).replace(b"Content-Length: 7", b"Content-Length: -7"), ["malformed archive"]),
        (gzip.compress(warc_record(b"\0" * 60_000_000, "metadata")), ["malformed archive"]),
        (warc_record(answer(gzip.compress(b"\0" * 60_000_000), "Content-Encoding: gzip")), ["page too large"]),
        (gzip.compress(gzip.compress(warc_record(answer(PAGE)))), ["malformed archive"]),
    ],
)
def test_what_is_no_page_is_passed_over_or_counted(tmp_path: Path, record: bytes, reasons: list[str]) -> None:
    pages, problems = seen(tmp_path, record)
    assert pages == []
    assert [reason for _, reason in problems] == reasons
