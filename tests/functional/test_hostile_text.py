"""Texts made to keep a pattern busy: time never grows with the square of their length.

Processor time is measured, not the clock's, and only what takes more of it than noise does is looked at.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from rolescope.clean.postings import clean_batch
from rolescope.codebook.model import Codebook, load_codebook
from rolescope.coders.local import code_batch
from rolescope.collect.jsonld import read_block
from rolescope.tables import RAW

LENGTH = 20_000
MOST_SECONDS = 0.5
WORTH_A_LOOK = 0.05  # seconds
MOST_TIMES = 8  # of a quarter of the text: 4 if time grows with the length, 16 if with its square
RECORD: dict[str, Any] = {
    "source": "s", "source_id": "1", "frame_id": "f", "wave": "2026-02-01", "url": "", "origin": "o", "title": "AI Engineer",
    "company": "Inkwell", "places": ["Porto"],
}  # fmt: skip
HEAD = "Requirements:\n- Python and Go are needed here by all.\n"
UNITS = (
    "a", " ", "\n", "\t", "1", ".", ",", "-", "/", "(", "<", "&", "$", "é", "中", "\u00a0", "a b ", "a\n", "\n \n", "\n- ",
    "- \n", "- ", "• ", "*", "**a** ", "# ", "---\n", "===\n", "|", "1,", "1.", "1-", "1\u2013", "$1", "$1-", "1 000 ",
    "$100,000 - ", "$100,000 - $120,000 per year ", "100k-", "USD ", "401k ", "5 years ", "5+ years of ", "over 5 ",
    "5 or more ", "between 5 and ", "and/or ", "for just over ", "experience ", "1990-", "30 days ", "Berlin, ",
    "San Francisco, CA; ", "New York, NY / ", "Remote or ", "hybrid ", "full-time, ", "Work from home ", "Python, ", "Python/",
    "C++", "C, R, Go, ", "AI/ML ", "LLM, ", "no ", "not ", "degree in ", "rather than ", "experience with ", "e.g. ", "Mr. ",
    "http://a", "http://a.b/", "a@b.c ", "www.", "<b>", "<p>", "<div>", "</p>", "<a ", "<!--", "<![CDATA[", "<script>", "&lt;",
    "&lt;p&gt;", "&amp;", "&#", "&#1", "Requirements\n", "Requirements:\n", "Nice to have:\n- ", "You will build. ",
    "- Build things with Python\n", "Senior ", "Team Lead of ", "Ã", "Ã©", "\u200b", "\u202e", "😀", "İ", "ﬁ", "\\", '"', '\\"',
)  # fmt: skip


@pytest.fixture(autouse=True)
def no_collection_of_garbage() -> Iterator[None]:
    """It walks the whole taxonomy whenever it likes."""
    gc.disable()
    yield
    gc.enable()
    gc.collect()


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook("ai-engineer", Path())


def seconds(text: str, codebook: Codebook, **fields: Any) -> tuple[float, float]:
    """Processor time of cleaning and of coding one posting."""
    raw = pa.Table.from_pylist([RECORD | {"text": text} | fields], schema=RAW)
    begin = time.process_time()
    postings, _ = clean_batch(raw)
    between = time.process_time()
    code_batch(postings, codebook)
    return between - begin, time.process_time() - between


@pytest.mark.parametrize("unit", UNITS)
def test_no_text_takes_time_by_the_square_of_its_length(unit: str, codebook: Codebook) -> None:
    def of_length(length: int) -> tuple[float, float]:
        return seconds(HEAD + unit * (length // len(unit)), codebook)

    if max(of_length(LENGTH)) < WORTH_A_LOOK:
        return
    for n, stage in enumerate(("clean", "code")):
        long, short = (min(of_length(length)[n] for _ in range(2)) for length in (4 * LENGTH, LENGTH))
        assert long < 4 * WORTH_A_LOOK or long < MOST_TIMES * short, (
            f"{stage}: {long:.2f} s, {short:.2f} s for a quarter"
        )


@pytest.mark.parametrize("field", ["title", "company", "level", "pay", "work_mode", "employment", "url", "source_id"])
def test_no_field_is_worse_for_being_long(field: str, codebook: Codebook) -> None:
    for unit in ("a", " ", "(", "$1-", "Senior, ", "Remote / ", "Engineer - ", "&amp;", "Ã"):
        assert max(seconds(HEAD, codebook, **{field: unit * (1_000_000 // len(unit))})) < 2 * MOST_SECONDS, unit


def test_no_place_is_worse_for_being_long(codebook: Codebook) -> None:
    for unit, count in product(("a", ", ", "Porto / ", "Porto, Portugal; ", "("), (1, 300)):
        places = [unit * (100_000 // count // len(unit))] * count
        assert max(seconds(HEAD, codebook, places=places)) < 4 * MOST_SECONDS, unit


@pytest.mark.parametrize(
    "unit", ['"', "\\", '\\"', ",", ", ", ",]", "{", "[", '{"a":', '"a",', "&quot;", "<![CDATA[", "]]>"]
)
def test_no_json_of_a_page_takes_time_by_the_square_of_its_length(unit: str) -> None:
    begin = time.process_time()
    for end in ("", "}", "]", '"'):
        try:
            read_block("{" + unit * (400_000 // len(unit)) + end)
        except ValueError:
            continue
    assert time.process_time() - begin < 4 * MOST_SECONDS
