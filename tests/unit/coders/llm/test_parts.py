from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rolescope.coders.llm.parts import parts_of

TEXT = "Intro line of the firm.\nRequirements\n- Python\n- SQL\nNice to have\n- Rust\n"


def cut(text: str, most: int) -> list[str]:
    return [text[part.start : part.end] for part in parts_of(text, most)]


def test_a_text_that_fits_is_one_part() -> None:
    assert cut(TEXT, 100) == [TEXT]


def test_a_long_text_is_cut_between_sections() -> None:
    assert cut(TEXT, 55) == ["Intro line of the firm.\nRequirements\n- Python\n- SQL\n", "Nice to have\n- Rust\n"]


def test_a_section_that_is_too_long_is_cut_between_lines_and_a_line_between_words() -> None:
    assert cut("Requirements\n- Python\n- SQL\n", 15) == ["Requirements\n", "- Python\n- SQL\n"]
    assert cut("one two three four", 8) == ["one two ", "three ", "four"]


def test_a_word_that_is_too_long_is_cut_all_the_same() -> None:
    assert cut("x" * 7, 3) == ["xxx", "xxx", "x"]


@given(st.text(alphabet="ab \n-:RequirementsNice to have"), st.integers(1, 40))
def test_parts_are_short_enough_and_together_the_text(text: str, most: int) -> None:
    pieces = cut(text, most)
    assert "".join(pieces) == text
    assert all(len(piece) <= most for piece in pieces)
    assert [(part.number, part.of) for part in parts_of(text, most)] == [
        (n, len(pieces)) for n in range(1, len(pieces) + 1)
    ]
