from __future__ import annotations

import gzip
import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.collect.page import Page
from rolescope.collect.wrapped import unwrapped
from rolescope.ledger import Problem
from tests.unit.collect.pages_by_hand import POSTING, html, page, read, zipped

HTML = "<p>Größe</p>"


def mhtml(content: str, encoding: str = "utf-8") -> bytes:
    head = (
        "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--B--"\r\n\r\n----B--\r\n'
        f"Content-Type: text/html; charset={encoding}\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        "Content-Location: https://jobs.example/17\r\n\r\n"
    )
    return head.encode() + quopri.encodestring(content.encode(encoding)) + b"\r\n----B----\r\n"


def test_a_page_saved_as_one_file_is_read() -> None:
    found = unwrapped(page(mhtml(HTML, "latin-1")))
    assert isinstance(found, Page)
    assert (found.content.strip(), found.charset, found.address) == (
        HTML.encode("latin-1"),
        "latin-1",
        "https://jobs.example/17",
    )
    (record,), problems = read(mhtml(html(POSTING)))
    assert (record.title, record.url, problems) == ("Cartographer", "https://jobs.example/17", [])


def test_a_gzipped_page_is_read() -> None:
    assert unwrapped(page(gzip.compress(HTML.encode()))) == page(HTML)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (zipped({"a.html": b"<p>maps"}), "not a page"),
        (gzip.compress(zipped({"a.html": b"<p>maps"})), "not a page"),
        (b"%PDF-1.7 maps", "not a page"),
        (gzip.compress(b"\0" * 60_000_000), "page too large"),
        (gzip.compress(b"<p>maps")[:8], "empty page"),
    ],
)
def test_a_file_of_another_kind_is_a_problem(content: bytes, reason: str) -> None:
    found = unwrapped(page(content))
    assert isinstance(found, Problem)
    assert found.reason == reason


def test_parts_within_parts_within_parts_are_a_page_as_it_is() -> None:
    nested = "".join(f'Content-Type: multipart/related; boundary="{n}"\r\n\r\n--{n}\r\n' for n in range(3_000)).encode()
    assert unwrapped(page(nested)) == page(nested)


@given(st.binary(), st.sampled_from([b"", b"\x1f\x8b", mhtml(HTML)[:150], mhtml(HTML)]))
def test_any_bytes_are_a_page_or_a_problem(content: bytes, begin: bytes) -> None:
    assert unwrapped(page(begin + content))
