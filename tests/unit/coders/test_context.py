from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.codebook.taxonomy import Skill
from rolescope.coders.context import is_own_product, is_refused


def refused(text: str, skill: str) -> bool:
    start = text.index(skill)
    return is_refused(text, start, start + len(skill))


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("no PHP required", "PHP"),
        ("PyTorch rather than TensorFlow", "TensorFlow"),
        ("Go instead of Java", "Java"),
        ("We do not use Kubernetes here.", "Kubernetes"),
        ("We don\u2019t use Kubernetes here.", "Kubernetes"),
        ("You don't need any Docker.", "Docker"),
        ("without a single line of, without COBOL", "COBOL"),
        ("No prior experience with Rust is needed", "Rust"),
        ("Research, not Excel", "Excel"),
        ("as opposed to the LangChain way", "LangChain"),
    ],
)
def test_refused(text: str, skill: str) -> None:
    assert refused(text, skill)


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("PyTorch rather than TensorFlow", "PyTorch"),
        ("not only Python but also SQL", "Python"),
        ("not just Python", "Python"),
        ("We use Python", "Python"),
        ("Python is not a hobby", "Python"),
        ("no nonsense. Python and SQL", "Python"),
        ("a notable Java shop", "Java"),
        ("piano Java bar", "Java"),
        ("no Python-less day", "Python"),
    ],
)
def test_not_refused(text: str, skill: str) -> None:
    assert not refused(text, skill)


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("no PHP or Java required", "Java"),
        ("We do not use Scala, Java or PHP.", "PHP"),
        ("rather than TensorFlow or JAX", "JAX"),
    ],
)
def test_a_refusal_holds_for_every_member_of_its_list(text: str, skill: str) -> None:
    assert refused(text, skill)


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_any_text_has_an_answer(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    assert is_refused(text, start, end) in (True, False)


@pytest.mark.parametrize(
    ("skill", "employer", "own"),
    [
        (Skill(name="Zapier"), "zapier", True),
        (Skill(name="Claude Test", maker="Anthropic, PBC"), "anthropic", True),
        (Skill(name="Claude Test", maker="Anthropic, PBC"), "openai", False),
        (Skill(name="Zapier"), "n8n", False),
        (Skill(name="Orphan"), "", False),
    ],
)
def test_a_product_is_the_employers_own_by_name_or_maker(skill: Skill, employer: str, own: bool) -> None:
    assert is_own_product(skill, employer) is own
