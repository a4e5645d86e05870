from __future__ import annotations

import pytest

from rolescope.coders.candidate_words import shipped_words


def test_every_word_is_lower_case_and_not_empty() -> None:
    lists = [words for name, words in shipped_words() if name != "openers"]
    assert [word for words in lists for word in words if word != word.lower() or not word.strip()] == []


@pytest.mark.parametrize("word", ["modern", "build", "building", "ensuring"])
def test_modifiers_and_verbs_lead(word: str) -> None:
    assert word in shipped_words().leading


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["software", "engineer"], True),
        (["systems"], True),
        (["data", "systems"], True),
        (["harbour", "team"], True),
        (["harbour", "teams"], True),
        (["tide", "tables"], False),
        (["stream", "systems"], False),
    ],
)
def test_what_speaks_of_a_job_or_is_general_is_out_of_place(words: list[str], expected: bool) -> None:
    assert shipped_words().is_out_of_place(words) is expected
