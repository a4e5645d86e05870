from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.evaluation.figure import Chance
from rolescope.evaluation.retest import mean_jaccard, retest_figures
from tests.unit.evaluation.run_by_hand import BOOK, code, make_run, named, posting

ONE, OTHER = "Python and SQL", "Python or SQL or so"


def member(name: str, family: str, text: str, kind: str, *skills: str, employer: str = "x") -> dict[str, object]:
    codes = [code(text, "skills", skill) for skill in skills]
    return posting(name, text, employer=employer, family_id=family, values={"kind": kind}, codes=codes)


def test_families_are_compared_by_hand_and_those_whose_texts_differ_apart(tmp_path: Path) -> None:
    run = make_run(
        tmp_path / "run",
        [
            member("a1", "a", ONE, "green", "Python", "SQL"),
            member("a2", "a", ONE, "green", "Python", "SQL"),
            member("b1", "b", ONE, "green", "Python", "SQL", employer="y"),
            member("b2", "b", OTHER, "black", "Python", employer="y"),
            member("alone", "c", ONE, "herbal"),
        ],
    )
    figures = named(retest_figures(run, "local", BOOK, Chance(1)))
    kind, skills = figures["families.kind.agreement"], figures["families.skills.jaccard"]
    assert (kind.interval.value, kind.n) == (0.5, 2)
    assert (skills.interval.value, skills.n, skills.n_employers) == (0.75, 2, 2)
    differ = figures["families.skills.texts differ.jaccard"]
    assert (differ.interval.value, differ.n, differ.interval.note) == (0.5, 1, "one employer: no interval")
    assert "families.iced.agreement" not in figures


def test_without_families_there_is_nothing_to_compare(tmp_path: Path) -> None:
    run = make_run(tmp_path / "run", [posting("a", values={"kind": "green"}), posting("b")])
    assert retest_figures(run, "local", BOOK, Chance(1)) == []


def test_two_empty_sets_are_the_same() -> None:
    assert mean_jaccard([frozenset(), frozenset()]) == 1.0
    assert mean_jaccard([frozenset(), frozenset("a")]) == 0.0


@given(st.lists(st.frozensets(st.sampled_from("abc")), min_size=2, max_size=8))
def test_the_mean_is_over_all_pairs(sets: list[frozenset[str]]) -> None:
    pairs = [len(a & b) / len(a | b) if a | b else 1.0 for a, b in combinations(sets, 2)]
    assert mean_jaccard(sets) == pytest.approx(sum(pairs) / len(pairs))
