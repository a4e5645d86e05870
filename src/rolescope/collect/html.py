"""Saved pages to records: the schema.org JobPostings of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pyarrow as pa

from rolescope.collect.around import completed
from rolescope.collect.charset import decode_page
from rolescope.collect.columns import one_short_line
from rolescope.collect.job_posting import REFERRED, TEXTS, to_record, web_address
from rolescope.collect.jsonld import objects_of_type, read_block, values_in_code
from rolescope.collect.markup_parts import code, linked_data, plain_data
from rolescope.collect.microdata import items_of_type
from rolescope.collect.page import Page
from rolescope.collect.record import Record
from rolescope.collect.shown import reads_like_a_posting
from rolescope.collect.usable import usable
from rolescope.collect.wrapped import unwrapped
from rolescope.ledger import Problem
from rolescope.tables import PAGES, RAW

TYPE = "JobPosting"
_STAMP = ("frame_id", "wave")
_MOST_POSTINGS = 2_000
_PLAIN = "its JobPosting stands in a script of another type; it was read as JSON-LD"


def records_of(batch: pa.Table) -> tuple[pa.Table, list[Problem]]:
    """The records of a batch; one that holds records already is given as it is.

    Parameters
    ----------
    batch
        Rows of `tables.PAGES` or of `tables.RAW`.

    Returns
    -------
    tuple of pyarrow.Table and list of Problem
        Rows of `tables.RAW`, and what was dropped or repaired.
    """
    if not batch.schema.equals(PAGES):
        return batch, []
    rows: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for row in batch.to_pylist():
        stamp = {name: row.pop(name) for name in _STAMP}
        for found in read_page(Page(**row)):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                rows.append(found._asdict() | stamp)
    return pa.Table.from_pylist(rows, schema=RAW), problems


def read_page(page: Page) -> Iterator[Record | Problem]:
    """Each posting of a page: those of its JSON-LD, else of its microdata, else of scripts of plain JSON.

    A page that has none, or whose JSON-LD cannot be read, is read as it is shown, if it reads like one posting.
    """
    inner = unwrapped(page)
    if isinstance(inner, Problem):
        yield inner
        return
    page = inner
    html, is_whole = decode_page(page.content, page.charset)
    blocks, canonical = linked_data(html)
    values, problems = _values(blocks, page.origin)
    postings = list(objects_of_type(values, TYPE, REFERRED))
    if not postings:
        postings = items_of_type(html, TYPE, frozenset(TEXTS))
        problems = [replace(problem, dropped=not postings) for problem in problems]
    if not postings and (postings := _in_plain_data(html)):
        problems = [replace(problem, dropped=False) for problem in problems]
        problems.append(Problem("posting in a plain script", page.origin, _PLAIN, dropped=False))
    stand_in = None if postings else _stand_in(page, html, is_broken=bool(problems))
    yield from (problem if stand_in is None else replace(problem, dropped=False) for problem in problems)
    if not is_whole and (postings or stand_in):
        yield Problem(
            "broken characters", page.origin, "bytes that are no text were replaced; save it anew", dropped=False
        )
    if stand_in is not None:
        record, taken = stand_in
        if not problems:
            yield Problem("no markup", page.origin, f"read as the page shows it: {', '.join(taken)}", dropped=False)
        yield from _checked(record, taken if problems else [])
    elif not postings and not problems:
        yield _nothing(page.origin)
    if len(postings) > _MOST_POSTINGS:
        remedy = f"{len(postings):,} postings on one page; the first {_MOST_POSTINGS:,} were read; split it"
        yield Problem("too many postings", page.origin, remedy, of="file")
    own = web_address(canonical, page.address) or page.address
    records = _different(postings[:_MOST_POSTINGS], page, own)
    for record in records:
        yield from _checked(*completed(record, html)) if len(records) == 1 else _checked(record, [])


def _in_plain_data(html: str) -> list[dict[str, Any]]:
    """Postings of scripts of type ``application/json``, where frameworks keep what a page is made from, or of code."""
    values, _ = _values([block for block in plain_data(html) if TYPE in block], "")
    in_code = (value for block in code(html) if TYPE in block for value in values_in_code(block))
    return list(objects_of_type(values, TYPE, REFERRED)) or list(objects_of_type(in_code, TYPE, REFERRED))


def _stand_in(page: Page, html: str, *, is_broken: bool) -> tuple[Record, list[str]] | None:
    """What a page shows, and which fields that is; None without title and text, or if it does not read like a posting.

    A page with the JSON-LD of a posting that is broken is taken for one.
    """
    if not is_broken and not reads_like_a_posting(html):
        return None
    record, taken = completed(Record(source=page.source, origin=page.origin), html)
    return (record, taken) if record.title and record.text else None


def _different(postings: list[dict[str, Any]], page: Page, own: str) -> list[Record]:
    """Records of the postings without those that the page repeats."""
    base = page.address or own
    records = list(dict.fromkeys(to_record(one, page.source, page.origin, base=base) for one in postings))
    if len(records) == 1:
        return [to_record(postings[0], page.source, page.origin, own, base=base)]
    return [record._replace(origin=f"{page.origin}#{number}") for number, record in enumerate(records, start=1)]


def _checked(record: Record, taken: list[str]) -> Iterator[Record | Problem]:
    if not record.title:
        yield Problem("no title", record.origin, "its JobPosting has no title; mend the page or take it out")
        return
    if taken:
        remedy = f"its JobPosting has none; taken from the page around it: {', '.join(taken)}"
        yield Problem("missing field", record.origin, remedy, dropped=False)
    yield from usable(record)


def _values(blocks: list[str], origin: str) -> tuple[list[Any], list[Problem]]:
    """Values of the blocks, and what is wrong with those that speak of a posting."""
    values: list[Any] = []
    problems: list[Problem] = []
    for block in blocks:
        try:
            value, is_mended = read_block(block)
        except ValueError as error:
            if TYPE in block:
                remedy = f"its JSON-LD is no JSON ({one_short_line(error)}); save the page again"
                problems.append(Problem("malformed JSON-LD", origin, remedy))
            continue
        values.append(value)
        if is_mended and TYPE in block:
            remedy = "commas, escapes or wrapping of its JSON-LD were mended"
            problems.append(Problem("malformed JSON-LD", origin, remedy, dropped=False))
    return values, problems


def _nothing(origin: str) -> Problem:
    remedy = (
        "the page has no schema.org JobPosting, in JSON-LD or microdata; take it out, or save the posting's own page"
    )
    return Problem("no posting on the page", origin, remedy, of="file")
