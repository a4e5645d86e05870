from __future__ import annotations

import pytest

from rolescope.codebook.taxonomy import Alias, Rule, Skill
from rolescope.coders.ambiguity import Ambiguity, ambiguity


def of(surface: str, rule: Rule | None = None) -> Ambiguity:
    return ambiguity(Alias(surface, Skill(name=surface), "some", rule))


@pytest.mark.parametrize(
    ("made", "spelling", "wording"),
    [
        (of("Java"), False, False),
        (of(".NET"), True, False),
        (of("Go", Rule(case="exact", listed=True, before="in ")), True, False),
        (of("Beam", Rule(not_before="laser ")), False, True),
        (of("Beam", Rule(after=" pipelines")), False, True),
    ],
)
def test_what_a_spelling_depends_on(made: Ambiguity, spelling: bool, wording: bool) -> None:
    assert (made.is_spelling, made.is_wording) == (spelling, wording)


@pytest.mark.parametrize(
    ("made", "surface", "spelt"),
    [
        (of("Java"), "JAVA", True),
        (of("CI/CD"), "ci/cd", True),
        (of("CI/CD"), "ci,cd", False),
        (of("Big Go", Rule(case="exact")), "Big\u00a0 Go", True),
        (of("Big Go", Rule(case="exact")), "big Go", False),
    ],
)
def test_case_counts_by_rule_and_marks_always(made: Ambiguity, surface: str, spelt: bool) -> None:
    assert made.is_spelt(surface) is spelt


@pytest.mark.parametrize(
    ("rule", "text", "allowed"),
    [
        (Rule(not_before="laser "), "Laser Beam", False),
        (Rule(not_after=" me"), "Beam me", False),
        (Rule(before="apache "), "Apache Beam", True),
        (Rule(before="apache "), "a Beam", False),
        (Rule(before="apache ", listed=True), "a Beam", True),
        (Rule(after=" jobs"), "Beam jobs", True),
    ],
)
def test_the_words_beside_a_place_allow_it(rule: Rule, text: str, allowed: bool) -> None:
    start = text.index("Beam")
    assert of("Beam", rule).is_allowed(text, start, start + 4) is allowed
