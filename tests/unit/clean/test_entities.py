from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.clean.entities import unescape


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Draw &amp; ink", "Draw & ink"),
        ("caf&#233; caf&#xe9;", "café café"),
        ("&#55357;", "\ufffd"),
        ("&#" + "9" * 5_000 + "; maps", "\ufffd maps"),
        ("AT&T &unknown;", "AT&T &unknown;"),
    ],
)
def test_references_become_characters(raw: str, text: str) -> None:
    assert unescape(raw) == text


@given(st.text(st.sampled_from("&#x0123456789abcdef;lt")))
def test_anything_can_be_read(raw: str) -> None:
    unescape(raw).encode()
