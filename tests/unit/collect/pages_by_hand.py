"""Pages, answers and records of archives, written by hand for the tests."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from typing import Any

from rolescope.collect.html import read_page
from rolescope.collect.page import Page
from rolescope.collect.record import Record
from rolescope.ledger import Problem

POSTING: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "title": "Cartographer",
    "hiringOrganization": {"@type": "Organization", "name": "Ink & Co"},
    "jobLocation": {"@type": "Place", "address": {"addressLocality": "Porto", "addressCountry": "PT"}},
    "datePosted": "2026-02-09",
    "identifier": {"@type": "PropertyValue", "name": "Ink & Co", "value": "17"},
    "description": "<p>Draw maps of the coast.</p>",
}


def html(*blocks: Any, kind: str = "application/ld+json", head: str = "", body: str = "") -> str:
    """A page with blocks of JSON-LD; a text stands in it as it is."""
    scripts = [
        f'<script type="{kind}">{block if isinstance(block, str) else json.dumps(block)}</script>' for block in blocks
    ]
    return f"<!doctype html><html><head>{head}{''.join(scripts)}</head><body>{body}</body></html>"


def page(text: str | bytes, **known: str) -> Page:
    return Page("jobs", "p.html", text if isinstance(text, bytes) else text.encode(), **known)


def read(text: str | bytes, **known: str) -> tuple[list[Record], list[Problem]]:
    """Records and problems of a page."""
    found = list(read_page(page(text, **known)))
    return [one for one in found if isinstance(one, Record)], [one for one in found if isinstance(one, Problem)]


def zipped(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def answer(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    head = "\r\n".join((f"HTTP/1.1 {status}", "Content-Type: text/html; charset=utf-8", *headers))
    return head.encode() + b"\r\n\r\n" + body


def warc_record(
    content: bytes, kind: str = "response", address: str = "https://jobs.example/17", extra: str = ""
) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\n{extra}Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def gzip_members(*records: bytes) -> bytes:
    return b"".join(gzip.compress(record, mtime=0) for record in records)
