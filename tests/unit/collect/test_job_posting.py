from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.clean.text import plain_text
from rolescope.collect.job_posting import to_record, web_address
from rolescope.collect.record import Record
from tests.unit.collect.pages_by_hand import POSTING


def record(**changes: Any) -> Record:
    return to_record(POSTING | changes, "jobs", "p.html")


@pytest.mark.parametrize(
    ("said", "company"),
    [
        ("Ink", "Ink"),
        ([{"name": "Ink"}, {"name": "Other"}], "Ink"),
        ({"name": ["Ink"]}, "Ink"),
        ({"name": {"@value": "Ink"}}, "Ink"),
        ({"legalName": "Ink Ltd"}, "Ink Ltd"),
        (None, "Ink & Co"),
        ({}, "Ink & Co"),
    ],
)
def test_the_employer_in_all_its_forms(said: Any, company: str) -> None:
    assert record(hiringOrganization=said).company == company


@pytest.mark.parametrize(
    ("said", "source_id"),
    [("17", "17"), (17, "17"), ({"value": 17}, "17"), ([{"name": "Ink", "value": "17"}], "17"), ({"name": "17"}, "17")],
)
def test_the_identifier_in_all_its_forms(said: Any, source_id: str) -> None:
    assert record(identifier=said).source_id == source_id


def test_without_an_identifier_the_address_is_one() -> None:
    found = record(identifier=None, url="https://jobs.example/17")
    assert found.source_id == found.url == "https://jobs.example/17"


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ("Porto", ("Porto",)),
        ({"address": "Porto, PT"}, ("Porto, PT",)),
        ({"addressLocality": "Porto"}, ("Porto",)),
        ({"address": {"addressLocality": "Porto", "addressCountry": {"name": "Portugal"}}}, ("Porto, Portugal",)),
        ({"address": {"addressLocality": ["Porto", "Faro"], "addressCountry": ["PT"]}}, ("Porto, PT", "Faro, PT")),
        ({"address": [{"addressLocality": "Porto"}, {"addressLocality": "Faro"}]}, ("Porto", "Faro")),
        ([{"address": {"addressRegion": "Norte"}}, {"name": "Faro"}, {}, None], ("Norte", "Faro")),
        ({"address": {"streetAddress": "1 Quay, Porto"}}, ("1 Quay, Porto",)),
        ([{"address": {"addressLocality": "Porto"}}] * 2, ("Porto",)),
        ([], ("Spain", "Portugal")),
    ],
)
def test_places_in_all_their_forms(said: Any, places: tuple[str, ...]) -> None:
    allowed = [{"@type": "Country", "name": "Spain"}, "Portugal"]
    assert record(jobLocation=said, applicantLocationRequirements=allowed).places == places


def test_lists_of_labels_are_one_line() -> None:
    found = record(employmentType=["FULL_TIME", "CONTRACTOR"], jobLocationType=["TELECOMMUTE"])
    assert (found.employment, found.work_mode) == ("FULL_TIME, CONTRACTOR", "TELECOMMUTE")


@pytest.mark.parametrize(
    "said",
    [
        "<p>Draw</p><p>maps</p>",
        "&lt;p&gt;Draw&lt;/p&gt;&lt;p&gt;maps&lt;/p&gt;",
        "&amp;lt;p&amp;gt;Draw&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;maps&amp;lt;/p&amp;gt;",
        "&amp;amp;lt;p&amp;amp;gt;Draw&amp;amp;lt;/p&amp;amp;gt;&amp;amp;lt;p&amp;amp;gt;maps&amp;amp;lt;/p&amp;amp;gt;",
        ["<p>Draw</p>", "<p>maps</p>"],
        {"@value": "<p>Draw</p><p>maps</p>"},
    ],
    ids=["plain", "escaped", "twice", "three times", "list", "object"],
)
def test_the_description_in_all_its_forms(said: Any) -> None:
    assert plain_text(record(description=said).text) == "Draw\n\nmaps"


def test_a_text_that_shows_escaped_markup_keeps_it() -> None:
    assert record(description="<p>Write &amp;lt;p&amp;gt; tags.</p>").text == "<p>Write &amp;lt;p&amp;gt; tags.</p>"


def test_what_the_description_does_not_say_is_added_under_its_name() -> None:
    said = {
        "description": "Draw maps.\nCount trees.",
        "qualifications": "A steady hand.",
        "responsibilities": "Draw maps.",
    }
    assert record(**said).text == "Draw maps.\nCount trees.\n\nQualifications\n\nA steady hand."
    markup = record(description="Draw maps.\nCount trees.", experienceRequirements="<ul><li>Two years</li></ul>").text
    assert plain_text(markup) == "Draw maps.\nCount trees.\n\nExperience requirements\n\n- Two years"
    assert plain_text(record(description=None, skills="Ink").text) == "Skills\n\nInk"


@pytest.mark.parametrize(
    ("said", "base", "address"),
    [
        ("/17", "https://jobs.example/a/b", "https://jobs.example/17"),
        ({"@id": "https://jobs.example/17"}, "", "https://jobs.example/17"),
        ("javascript:alert(1)", "https://jobs.example", ""),
        ("#top", "", ""),
        (["HTTPS://jobs.example"], "", "HTTPS://jobs.example"),
        ("http://[", "http://jobs.example", ""),
    ],
)
def test_an_address_is_of_the_web(said: Any, base: str, address: str) -> None:
    assert web_address(said, base) == address


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "value", "@value", "address", "minValue", "currency"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from([*POSTING, "baseSalary", "url", "skills", "employmentType", "jobLocationType"]), VALUES
    )
)
def test_any_values_give_a_record_of_texts(posting: dict[str, Any]) -> None:
    found = to_record(posting, "jobs", "p.html")
    assert all(isinstance(value, str) for field, value in found._asdict().items() if field != "places")
    assert all(isinstance(place, str) and place for place in found.places)
