from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from rolescope.notebook.evidence import SCHEMA, Quotes
from rolescope.report.evidence import CONTEXT, after, before


@given(st.text(alphabet="ab \n-é", max_size=400), st.integers(0, 400), st.integers(0, 400))
def test_the_context_is_of_the_line_around_the_quote_and_no_longer_than_asked(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    left, right = before(text, start).removeprefix("…"), after(text, end).removesuffix("…")
    assert text[:start].endswith(left)
    assert text[end:].startswith(right)
    assert "\n" not in left + right
    assert max(len(left), len(right)) <= CONTEXT


def test_a_long_line_is_cut_at_a_word() -> None:
    text = "word " * 100 + "RAG" + " more" * 100
    assert before(text, 500).startswith("…word ")
    assert after(text, 503).endswith(" more…")


def test_a_hostile_posting_is_text_on_a_page_and_in_a_terminal() -> None:
    hostile = "<script>alert(1)</script>\x1b[31m\u202e"
    row = dict.fromkeys(SCHEMA.names, hostile) | {"url": ""}
    quotes = Quotes("RAG", pa.Table.from_pylist([row], SCHEMA))
    assert "<script" not in quotes._repr_html_()
    assert "&lt;script&gt;" in quotes._repr_html_()
    for shown in (repr(quotes), quotes._repr_html_()):
        assert not {"\x1b", "\u202e"} & set(shown)
