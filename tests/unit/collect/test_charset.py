from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.collect.charset import decode_page


@pytest.mark.parametrize(
    ("content", "told", "text"),
    [
        ("Größe".encode(), "iso-8859-1", "Größe"),
        ("\ufeffGröße".encode(), "", "Größe"),
        ("\ufeff<p>Größe".encode("utf-16-le"), "", "<p>Größe"),
        ("<p>Größe".encode("utf-16-be"), "", "<p>Größe"),
        ("\n <p>Größe, größer</p>".encode("utf-16-be"), "", "\n <p>Größe, größer</p>"),
        ("\n <p>Größe, größer</p>".encode("utf-16-le"), "", "\n <p>Größe, größer</p>"),
        ("<p>Größe".encode("utf-32"), "", "<p>Größe"),
        (b"<p>ma\0ps\n\0\n", "", "<p>maps\n\n"),
        ("Größe “ja”".encode("cp1252"), "", "Größe “ja”"),
        ("Größe".encode("latin-1"), "ISO-8859-1", "Größe"),
        (b"<meta charset='shift_jis'>" + "地図".encode("shift_jis"), "", "<meta charset='shift_jis'>地図"),
        ("карта".encode("koi8-r"), "KOI8-R", "карта"),
        ("Größe".encode("cp1252"), "unicode_escape", "Größe"),
        ("Größe".encode("cp1252"), "iso-8859-12", "Größe"),
    ],
)
def test_a_page_is_read_in_its_encoding(content: bytes, told: str, text: str) -> None:
    assert decode_page(content, told) == (text, True)


def test_a_page_that_says_utf_8_and_is_not_has_marks_in_it() -> None:
    assert decode_page(b"<meta charset=utf-8>K\xe4rt") == ("<meta charset=utf-8>K\ufffdrt", False)


@given(st.binary(), st.text())
def test_any_bytes_are_some_text(content: bytes, told: str) -> None:
    text, is_whole = decode_page(content, told)
    assert is_whole is ("\ufffd" not in text)
    text.encode()
