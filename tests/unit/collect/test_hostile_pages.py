"""Generated bad input: no crash, no hang, and nothing lost without a word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rolescope.collect.html import read_page
from rolescope.collect.page import Page
from rolescope.collect.saved import read_saved
from tests.unit.collect.pages_by_hand import POSTING, answer, gzip_members, html, page, warc_record, zipped

WHOLE = html(POSTING, body='<div itemscope itemtype="s:JobPosting"><b itemprop="title">x</b></div>').encode()
ZIP = zipped({"a.html": WHOLE, "b.html": WHOLE})
WARC = warc_record(answer(WHOLE)) * 2
SEEDS = {"p.html": WHOLE, "p.zip": ZIP, "p.warc": WARC, "q.warc.gz": gzip_members(WARC, WARC)}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*POSTING, "@id", "@graph", "name", "value", "baseSalary"]), inner, max_size=4
        )
    ),
    max_leaves=10,
)


@st.composite
def damaged(draw: st.DrawFn, seed: bytes) -> bytes:
    """The seed with stretches replaced or cut."""
    content = seed
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 40)))
        content = content[:start] + draw(st.binary(max_size=12)) + content[end:]
    return content[: draw(st.integers(0, len(content)))] if draw(st.booleans()) else content


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_gives_pages_or_problems(tmp_path: Path, name: str, data: st.DataObject) -> None:
    (tmp_path / name).write_bytes(data.draw(damaged(SEEDS[name])))
    found = list(read_saved(tmp_path / name, "jobs"))
    assert found or name != "p.html"
    for one in found:
        if isinstance(one, Page):
            assert list(read_page(one))


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from([*POSTING, "baseSalary", "skills", "url"]), JSON), st.booleans())
def test_any_object_that_calls_itself_a_posting_is_a_record_or_a_problem(values: dict[str, object], cut: bool) -> None:
    block = json.dumps(values | {"@type": "JobPosting"})
    assert list(read_page(page(html(block[:-1] if cut else block))))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("<>/\"'=&;!- \nscriptmeakbd@{}[],:\\"), max_size=300))
def test_any_markup_is_counted(markup: str) -> None:
    assert list(read_page(page(markup)))
