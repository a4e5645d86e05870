from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.clean.employer import employer_id


@pytest.mark.parametrize(
    "company",
    [
        "Inkwell",
        "inkwell",
        "INKWELL ",
        "Inkwell Inc",
        "Inkwell, Inc.",
        "Inkwell GmbH",
        "Inkwell Ltd.",
        "Inkwell S.A.",
        "Inkwell B.V.",
        "Inkwell A/S",
        "Inkwell Pty Ltd",
        "Inkwell S.p.A.",
        "Ｉｎｋｗｅｌｌ",
        "Inkwell GmbH & Co. KG",
    ],
)
def test_case_width_punctuation_and_legal_form_do_not_make_another_employer(company: str) -> None:
    assert employer_id(company, "p1") == "inkwell"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Inkwell", "Inkwell Maps"),
        ("C Labs", "C++ Labs"),
        ("Marrow & Pike", "Marrow Pike"),
        ("Ålesund", "Alesund"),
    ],
)
def test_different_names_are_different_employers(one: str, other: str) -> None:
    assert employer_id(one, "p1") != employer_id(other, "p1")


@pytest.mark.parametrize("company", ["Co", "SE", "Limited", "AG"])
def test_a_name_that_is_a_legal_form_is_a_name(company: str) -> None:
    assert employer_id(company, "p1") == company.casefold()


@pytest.mark.parametrize("company", ["", "  ", "-", "…"])
def test_a_posting_without_a_company_is_an_employer_of_its_own(company: str) -> None:
    assert employer_id(company, "p1") == "unknown:p1"
    assert employer_id(company, "p2") == "unknown:p2"


@given(st.text(), st.sampled_from(["", " ", "\t"]))
def test_the_employer_is_never_empty_and_blanks_around_it_do_not_matter(company: str, blank: str) -> None:
    found = employer_id(company, "p")
    assert found
    assert employer_id(blank + company + blank, "p") == found


@pytest.mark.parametrize("company", ["x" + ", " * 5_000 + "x", "x" + " co" * 9_000 + " x"], ids=["commas", "forms"])
def test_a_hostile_name_takes_no_longer_than_a_long_one(company: str) -> None:
    begun = time.process_time()
    assert employer_id(company, "p")
    assert time.process_time() - begun < 1.0
