from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rolescope.coders.words import read_words


def words_of(texts: list[str]) -> list[tuple[int, bytes]]:
    """Number of the text and the letters of each word, without the barriers."""
    words = read_words(texts)
    spans = zip(words.text.tolist(), words.first.tolist(), words.after.tolist(), strict=True)
    return [(text, words.alike[first:after]) for text, first, after in spans if words.alike[first:after] != b"\xff"]


def test_words_are_folded_and_parted_by_blanks_hyphens_and_signs() -> None:
    assert words_of(["C++ on-call, \u00e9lan", "", "Go!"]) == [
        (0, b"c++"), (0, b"on"), (0, b"call"), (0, b"lan"), (2, b"go"),
    ]  # fmt: skip


def test_a_word_that_stands_twice_has_one_number() -> None:
    words = read_words(["tug ferry", "Tug"])
    letters = words.distinct.to_pylist()
    assert [letters[number] for number in words.number] == [b"tug", b"ferry", b"\xff", b"tug"]
    assert words.number[0] == words.number[3]


def test_letters_of_each_text_are_its_words_with_nothing_between() -> None:
    assert read_words(["On-call, C++", "", "\u00e9 Go!"]).letters_of_each() == [b"oncallc++", b"", b"go"]
    assert read_words([]).letters_of_each() == []


def test_around_a_run_of_spaces_words_are_as_if_it_were_one() -> None:
    narrowed = read_words(["go a  b", "no", "c   d"]).narrowed
    assert narrowed is not None
    words, before, start, end = narrowed
    assert [words.alike[a:b] for a, b in zip(words.first, words.after, strict=True)] == [
        b"\xff", b"go", b"a", b"b", b"\xff", b"c", b"d", b"\xff",
    ]  # fmt: skip
    assert (before.tolist(), (end - start).tolist()) == ([6, 3], [2, 3])


def test_runs_of_spaces_beside_a_sign_are_none_between_words() -> None:
    assert read_words(["a.  b", " ", "a \u00a0b"]).narrowed is None


def test_what_is_cut_off_at_an_end_of_a_window_is_no_word() -> None:
    narrowed = read_words(["x" * 60 + " a  b " + "y" * 60]).narrowed
    assert narrowed is not None
    words = narrowed.words
    letters = [words.alike[a:b] for a, b in zip(words.first, words.after, strict=True)]
    assert letters == [b"\xff" + b"x" * 38, b"a", b"b", b"y" * 38 + b"\xff"]


@given(st.lists(st.text(max_size=12), max_size=5))
def test_every_text_begins_where_it_is_said_to(texts: list[str]) -> None:
    words = read_words(texts)
    for text, begin in zip(texts, words.begins.tolist(), strict=True):
        assert words.plain[begin - 1 : begin] == words.plain[begin + len(text) : begin + len(text) + 1] == b"."
