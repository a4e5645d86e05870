"""Valid samples of every kind of source, and what makes bad ones of them; all from a seed."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tests.unit.collect.boards.answers import ANSWERS, JOBSPY, PERSONIO
from tests.unit.collect.pages_by_hand import POSTING, answer, html, warc_record

TEXT = "<h3>Requirements</h3><ul><li>Draw maps in Python and Go.</li><li>5+ years with SQL</li></ul><p>$90k - $120k</p>"
ROWS = [
    {"id": str(n), "title": "Map Engineer", "company": "Inkwell", "text": TEXT, "place": "Porto, Portugal"}
    for n in range(4)
]
COLUMNS = {"source_id": "id", "title": "title", "company": "company", "text": "text", "place": "place"}
_FIELD_GUIDE = (
    "job_id: '11'\ntitle: Cartographer\ncompany: Inkwell\ndescription: |-\n  Draw maps in Python.\n  Ink them.\n"
)
_LABELS = "meta:\n  job_id: '11'\n  extracted_at: '2026-02-05T10:00:00'\nposition: {}\n"

WORDS = (
    "\x00", "\x1b[31mred\x1b[0m", "\u202eevil\u202c", "\u2066\u2069\u200b\ufeff", "\ud83d", "\ufffe", "Ã©Â€â€™", "İſﬁ",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "{{7*7}}", "[/bold]", "=1+1",
    "&#99999999999;", "&lt;p&gt;&amp;amp;", "<!--", "<![CDATA[", "]]>", "'\"`\\", "\r\n\x85\u2028", "../../etc/passwd",
    "NaN", "1e999", "-0", "2026-13-45", "0000-00-00", "null", "9" * 5_000,
)  # fmt: skip
LONG = (
    "a" * 40_000, " " * 40_000, "\n" * 40_000, "<b>" * 9_000, "<p>" * 900, "</div>" * 5_000, "&amp;" * 9_000,
    "$1-" * 9_000, "5 years " * 4_000, "Python/" * 6_000, "- \n" * 9_000, "\u202e" * 9_000, "(" * 9_000, "中" * 9_000,
    "Remote, " * 4_000, "http://a" * 4_000, "\ud83d" * 999, "Requirements\n" * 2_000, "Ã" * 9_000, "&lt;" * 9_000,
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1e308, float("nan"), float("inf"), 10**400, "", [], {}, [[[[]]]], {"a": {"b": []}}, ["x", None]
)  # fmt: skip
BYTES = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\xbd", b"\xc3", b"\x80" * 9, b"\r", b"\n\n", b'"', b"'", b",", b"<",
    b">", b"{", b"[", b"}", b"]", b":", b"\\", b"\\ud83d", b"&x;", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"- &a *a\n",
    b"[" * 50_000, b'{"a":' * 50_000, b"<a>" * 50_000, b"9" * 5_000, b"\x1b[2J",
)  # fmt: skip


def mutated(value: Any, draw: random.Random) -> Any:
    """A JSON value with some of its parts dropped, repeated or replaced."""
    if draw.random() < 0.08:
        return draw.choice(VALUES) if draw.random() < 0.5 else draw.choice(WORDS) * draw.choice((1, 1, 300))
    if isinstance(value, dict):
        return {key: mutated(inner, draw) for key, inner in value.items() if draw.random() > 0.04}
    if isinstance(value, list):
        return [mutated(inner, draw) for inner in value for _ in range(draw.choice((1, 1, 1, 0, 2)))]
    if isinstance(value, str) and draw.random() < 0.15:
        at = draw.randrange(len(value) + 1)
        return value[:at] + draw.choice(LONG if draw.random() < 0.1 else WORDS) + value[at:]
    return value


def damaged(content: bytes, draw: random.Random) -> bytes:
    """Bytes with some flipped, cut out, put in, repeated or lost at the end; or in another encoding."""
    for _ in range(draw.randint(1, 3)):
        at = draw.randrange(len(content) + 1)
        kind = draw.randrange(6)
        if kind == 0 and at < len(content):
            content = content[:at] + bytes([content[at] ^ 1 << draw.randrange(8)]) + content[at + 1 :]
        elif kind == 1:
            content = content[:at] + content[at + draw.randrange(60) :]
        elif kind in (2, 3):
            content = content[:at] + draw.choice(BYTES) + content[at:]
        elif kind == 4:
            content = content[:at] + content[at // 2 : at] + content[at:]
        else:
            content = content[:at]
    if draw.random() < 0.1:
        content = content.decode("utf-8", "replace").encode(
            draw.choice(("utf-16", "utf-16-le", "utf-32", "cp037")), "replace"
        )
    return content


def _json_lines(draw: random.Random) -> bytes:
    return "\n".join(json.dumps(mutated(row, draw)) for row in ROWS).encode()


def _csv(draw: random.Random) -> bytes:
    rows = [list(COLUMNS.values()), *([str(value) for value in row.values()] for row in ROWS)]
    cells = [[mutated(cell, draw) for cell in row] for row in rows[1:]]
    return "\n".join(
        ",".join('"' + str(cell).replace('"', '""') + '"' for cell in row) for row in [rows[0], *cells]
    ).encode("utf-8", "replace")


def _parquet(draw: random.Random) -> bytes:
    rows = [
        {key: str(mutated(value, draw)).encode("utf-8", "surrogatepass") for key, value in row.items()} for row in ROWS
    ]
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), file, compression=draw.choice(("none", "zstd")))
    return file.getvalue()


def _page(draw: random.Random) -> bytes:
    block = json.dumps(mutated(POSTING, draw)).replace("</", "<\\/" if draw.random() < 0.5 else "</")
    return html(block, body='<div itemscope itemtype="s:JobPosting"><b itemprop="title">x</b></div>').encode()


def _zip(draw: random.Random) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", draw.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for name in ("a.html", "b/c.html", draw.choice(("../d.html", "e\x1b[31m.htm", "f.zip", "g" * 300 + ".html"))):
            archive.writestr(name, _page(draw) if draw.random() < 0.9 else b"<" * 3_000_000)
    return file.getvalue()


def _warc(draw: random.Random) -> bytes:
    records = [warc_record(answer(_page(draw))) for _ in range(3)]
    return b"".join(gzip.compress(record, mtime=0) for record in records) if draw.random() < 0.5 else b"".join(records)


def _field_guide(draw: random.Random) -> bytes:
    fields = {"job_id": "11", "title": "Cartographer", "company": "Inkwell", "description": "Draw maps.\nInk them."}
    if draw.random() < 0.5:
        return _FIELD_GUIDE.encode()
    return "".join(f"{key}: {json.dumps(mutated(value, draw))}\n" for key, value in fields.items()).encode()


def _board(kind: str) -> Callable[[random.Random], bytes]:
    return lambda draw: json.dumps(mutated(ANSWERS[kind], draw)).encode()


SAMPLES: dict[str, tuple[str, Callable[[random.Random], bytes]]] = {
    "jsonl": ("p.jsonl", _json_lines),
    "csv": ("p.csv", _csv),
    "parquet": ("p.parquet", _parquet),
    "html": ("p.html", _page),
    "html in a folder": ("pages/p.html", _page),
    "html in a zip": ("p.zip", _zip),
    "html in a WARC": ("p.warc", _warc),
    "field_guide": ("fg/job-market/data_raw/11_a.yaml", _field_guide),
    "personio": ("p.xml", lambda draw: PERSONIO.encode()),
    "jobspy": ("p.csv", lambda draw: JOBSPY.encode()),
    **{kind: ("p.json", _board(kind)) for kind in ANSWERS if kind not in ("personio", "jobspy")},
}
"""For each kind of source the file's name, and what gives its content, well-formed but with values of any kind."""


def put_source(folder: Path, kind: str, seed: int) -> dict[str, Any]:
    """Write a bad file of a kind; the source of a study that reads it."""
    draw = random.Random(f"{kind} {seed}")
    name, content_of = SAMPLES[kind]
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    content = content_of(draw)
    path.write_bytes(damaged(content, draw) if draw.random() < 0.6 else content)
    key = kind.split(" ")[0]
    if key == "field_guide":
        labels = folder / "fg/job-market/data_structured/11_a.yaml"
        labels.parent.mkdir(exist_ok=True)
        labels.write_text(_LABELS)
        return {key: str(folder / "fg")}
    columns = {"columns": COLUMNS} if key in ("jsonl", "csv", "parquet") else {}
    return {key: str(path.parent if kind == "html in a folder" else path), **columns}
