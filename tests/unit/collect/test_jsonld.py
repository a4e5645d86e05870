from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.collect.jsonld import is_of_type, objects_of_type, read_block

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@pytest.mark.parametrize(
    ("block", "value"),
    [
        ('{"a": [1, 2,], }', {"a": [1, 2]}),
        ('{"a": ",}", }', {"a": ",}"}),
        ('{"a": "\\", ]", }', {"a": '", ]'}),
        ('/*<![CDATA[*/ {"a": 1} /*]]>*/', {"a": 1}),
        ('<!-- [{"a": 1}] -->', [{"a": 1}]),
        ("{&quot;a&quot;: &quot;x &amp;amp; y&quot;}", {"a": "x &amp; y"}),
        (r'{"a": "it\'s \d"}', {"a": r"it\'s \d"}),
        ('{"a": 1};', {"a": 1}),
        ('{"a": 1}\n{"b": 2},', [{"a": 1}, {"b": 2}]),
        ('{"a": undefined, "b": "undefined"}', {"a": None, "b": "undefined"}),
        ("{&#34;a&#34;: 1}", {"a": 1}),
        ('{"a": "say "no"", "b": "x"}', {"a": 'say "no"', "b": "x"}),
        ('{"a": "<p class="x" id="y, z">Ink</p>", "b": ["c"]}', {"a": '<p class="x" id="y, z">Ink</p>', "b": ["c"]}),
    ],
)
def test_what_is_safe_is_mended(block: str, value: Any) -> None:
    assert read_block(block) == (value, True)


def test_control_characters_in_strings_stay() -> None:
    assert read_block('{"a": "x\n\ty\x0b"}') == ({"a": "x\n\ty\x0b"}, False)


@pytest.mark.parametrize(
    "block",
    [
        "",
        "{",
        '{"a": "b',
        '{"a": "b" "c": 1}',
        "[" * 100_000,
        '{"a": 1};' + "[" * 100_000 + "]",
        "9" * 5_000,
        "&#" + "9" * 5_000 + ";",
    ],
)
def test_what_is_not_safe_is_refused(block: str) -> None:
    with pytest.raises(ValueError):
        read_block(block)


@given(JSON)
def test_json_comes_as_it_is(value: Any) -> None:
    assert read_block(json.dumps(value)) == (value, False)


@given(JSON.filter(lambda value: isinstance(value, (dict, list)) and bool(value)))
def test_a_comma_before_the_last_bracket_changes_nothing(value: Any) -> None:
    whole = json.dumps(value)
    assert read_block(f"{whole[:-1]} , {whole[-1]}") == (value, True)


def test_a_reference_is_followed_in_the_properties_that_may_have_one() -> None:
    employer = {"@id": "#e", "@type": "Organization", "name": "Ink & Co"}
    posting = {
        "@type": "JobPosting",
        "hiringOrganization": {"@id": "#e"},
        "text": {"@id": "#e"},
        "more": [{"@id": "#x"}],
    }
    (found,) = objects_of_type([{"@graph": [posting, employer]}], "JobPosting", ["hiringOrganization", "more"])
    assert found == posting | {"hiringOrganization": employer}


def test_objects_come_in_the_order_of_the_page() -> None:
    blocks = [
        [{"@type": "A", "n": 1}, {"x": {"@type": "A", "n": 2}}],
        {"@type": "A", "n": 3, "y": {"@type": "A", "n": 4}},
    ]
    assert [one["n"] for one in objects_of_type(blocks, "A")] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("said", "expected"),
    [("JobPosting", True), (" http://schema.org/JobPosting", True), ("NoJobPosting", False), (None, False), (7, False)],
)
def test_the_type_is_the_last_part_of_its_name(said: Any, expected: bool) -> None:
    assert is_of_type(said, "JobPosting") is expected
