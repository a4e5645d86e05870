from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.codebook.taxonomy import Skill
from rolescope.coders.context import (
    in_address,
    is_field_of_study,
    is_own_product,
    is_refused,
    names_a_party,
    names_the_employer,
)


def span(text: str, name: str) -> tuple[int, int]:
    start = text.index(name)
    return start, start + len(name)


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


@pytest.mark.parametrize(
    "text",
    [
        "At Brinepost, we sort letters",
        "About Brinepost",
        "Brinepost is a company of forty",
        "Join Brinepost's sorting team",
        "the values we hold within Brinepost",
    ],
)
def test_a_name_is_the_company_where_it_does_or_is_something(text: str) -> None:
    assert names_the_employer(text, *span(text, "Brinepost"), "brinepost")


@pytest.mark.parametrize(
    "text",
    ["You know Brinepost by heart", "experience with Brinepost", "three years of using Brinepost", "Improve Brinepost"],
)
def test_a_name_is_the_product_where_it_is_known_or_used(text: str) -> None:
    assert not names_the_employer(text, *span(text, "Brinepost"), "brinepost")


@pytest.mark.parametrize(
    ("name", "employer", "company"),
    [("Brinepost", "brinepost labs", True), ("Brine", "brinepost", False), ("Otter", "brinepost", False)],
)
def test_only_the_companys_own_name_is_the_company(name: str, employer: str, company: bool) -> None:
    text = f"At {name}, we sort letters"
    assert names_the_employer(text, *span(text, name), employer) is company


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("see https://example.org/python-jobs today", "python", True),
        ("see www.python.example today", "python", True),
        ("write to jobs@python.example", "python", True),
        ("We like Python.", "Python", False),
        ("Java/Python", "Python", False),
        ("https://example.org\nPython.", "Python", False),
    ],
)
def test_a_name_in_an_address_is_told_apart(text: str, name: str, address: bool) -> None:
    assert in_address(text, *span(text, name)) is address


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Degree in computer science, ML or a related field", True),
        ("A master\u2019s degree in ML", True),
        ("PhD in physics or ML", True),
        ("MSc in ML", True),
        ("Well read; Ph.D. in ML", True),
        ("Bachelor's or Master's in statistics, ML, or similar", True),
        ("A degree, or experience with ML", False),
        ("Degree in physics. Knowledge of ML", False),
        ("PhD in physics with knowledge of ML", False),
        ("to a high degree ML", False),
        ("ML engineering", False),
    ],
)
def test_what_a_degree_is_in_is_a_field_of_study(text: str, field: bool) -> None:
    assert is_field_of_study(text, text.index("ML")) is field


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Our customers include Brinepost", True),
        ("Trusted by brands.\nFounded by engineers from Brinepost", True),
        ("Our customers\nBrinepost", True),
        ("Our customers. Brinepost", False),
        ("Our customers.\nBrinepost", False),
        ("Our customers.Brinepost", False),
        ("Uncompanies Brinepost", False),
    ],
)
def test_a_customer_is_told_by_the_sentence_before_its_name(text: str, party: bool) -> None:
    assert names_a_party(text, text.index("Brinepost")) is party
