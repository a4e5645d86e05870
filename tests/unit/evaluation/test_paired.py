from __future__ import annotations

import pytest

from rolescope.codebook.model import shipped_codebook
from rolescope.coders.labels import PostingLabels
from rolescope.evaluation.coded import CodedPosting, Evidence
from rolescope.evaluation.figure import Chance
from rolescope.evaluation.paired import compare_paired

CODEBOOK = shipped_codebook("ai-engineer")


def coded(number: int, backend: str | None, *skills: str) -> CodedPosting:
    evidence = [Evidence("text", 0, 1, skill, "must", skill) for skill in skills]
    values = {"backend": backend} if backend else {}
    return CodedPosting(
        str(number), str(number), f"e{number}", "", "", None, None, None, None, values, {}, {"skills": evidence}
    )


def label(number: int, backend: bool, *skills: str) -> PostingLabels:
    marked = [{"quote": skill, "section": "must"} for skill in skills]
    return PostingLabels.model_validate({"job_id": str(number), "backend": backend, "skills": marked})


def test_both_are_measured_on_the_same_postings_and_so_is_their_difference() -> None:
    labels = [label(n, n % 2 == 0, "Python", "SQL") for n in range(20)]
    first = {str(n): coded(n, "true", "Python") for n in range(20)}
    second = {str(n): coded(n, "true" if n % 2 == 0 or n > 15 else "false", "Python", "SQL") for n in range(20)}
    backend, skills = compare_paired(labels, first, second, CODEBOOK, Chance(1))
    assert (backend.variable, backend.measure, backend.n) == ("backend", "accuracy", 20)
    assert (backend.first.value, backend.second.value) == (0.5, 0.9)
    assert backend.difference.value == pytest.approx(0.4)
    low, high = backend.difference.low, backend.difference.high
    assert low is not None and high is not None and 0 < low < 0.4 < high
    assert (skills.variable, skills.measure, skills.n) == ("skills", "f1", 20)
    assert skills.first.value == pytest.approx(2 / 3)
    assert skills.second.value == 1
    assert skills.difference.value == pytest.approx(1 / 3)


def test_what_one_of_them_could_not_code_is_left_out_of_both() -> None:
    labels = [label(n, True) for n in range(4)]
    first = {str(n): coded(n, "true") for n in range(4)}
    second = {str(n): coded(n, "true" if n else None) for n in range(4)}
    (backend, *_) = compare_paired(labels, first, second, CODEBOOK, Chance(1))
    assert backend.n == 3
    assert backend.difference.value == 0


def test_two_that_say_the_same_have_no_difference_and_no_interval() -> None:
    labels = [label(n, True, "SQL") for n in range(4)]
    same = {str(n): coded(n, "true", "SQL") for n in range(4)}
    for pair in compare_paired(labels, same, same, CODEBOOK, Chance(1)):
        assert (pair.difference.value, pair.difference.low) == (0, None)


def test_nothing_labelled_is_nothing_compared() -> None:
    assert compare_paired([], {}, {}, CODEBOOK, Chance(1)) == []
