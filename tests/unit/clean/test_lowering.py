from hypothesis import given
from hypothesis import strategies as st

from rolescope.clean.lowering import lowered, places_of, plain


def test_lookalikes_become_ascii_at_their_place() -> None:
    assert plain("İ’–—•\u00a0é👩") == "?'--- ??"
    assert lowered("Maps – ÅB") == "maps - ?b"


@given(st.text(st.characters()))
def test_every_code_point_keeps_its_place(text: str) -> None:
    low = lowered(text)
    assert low.isascii()
    assert len(low) == len(plain(text)) == len(text)


def test_a_word_is_found_from_left_to_right() -> None:
    assert list(places_of("ab", "ab cab abab")) == [0, 4, 7, 9]
    assert list(places_of("x", "")) == []
