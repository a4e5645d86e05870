from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from rolescope.codebook.model import shipped_codebook
from rolescope.coders.llm.schema import answer_model, answer_schema
from tests.unit.coders.llm.by_hand import CODEBOOK, said

FORM = answer_model(CODEBOOK)


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value)


@pytest.mark.parametrize("codebook", [CODEBOOK, shipped_codebook("ai-engineer"), shipped_codebook("data-engineer")])
def test_the_schema_is_of_the_strict_subset(codebook: Any) -> None:
    schema = answer_schema(answer_model(codebook))
    assert schema["type"] == "object"
    assert list(schema["properties"]) == [variable.name for variable in codebook.variables]
    for one in objects(schema):
        assert one["additionalProperties"] is False
        assert sorted(one["required"]) == sorted(one["properties"])
    assert not {"default", "const", "title", "minLength", "pattern"} & set(keywords(schema))


def keywords(schema: Any) -> Iterator[str]:
    for one in schema.values() if isinstance(schema, dict) else []:
        yield from one if isinstance(one, dict) and "type" in one else ()
        yield from keywords(one)


def test_values_are_those_of_the_codebook() -> None:
    assert answer_schema(FORM)["$defs"]["Value0"]["properties"]["value"]["enum"] == ["land", "sea", "sky"]
    assert answer_schema(FORM)["$defs"]["Sentence3"]["properties"]["theme"]["enum"] == ["drawing", "none"]


def test_quotes_come_before_what_rests_on_them() -> None:
    assert list(answer_schema(FORM)["$defs"]["Value0"]["properties"]) == ["quotes", "value"]


def test_an_answer_is_read_under_the_names_of_the_variables() -> None:
    given = said(copy={"quotes": ["copies maps"], "value": True})
    assert FORM.model_validate(given).model_dump(by_alias=True) == given


@pytest.mark.parametrize(
    "given",
    [
        {},
        said(kind={"quotes": [], "value": "moon"}),
        said(copy={"quotes": [], "value": "true"}),
        said(skills=[{"quote": "SQL"}]),
        said(skills="SQL"),
        said(more=1),
        said(responsibilities=[{"quote": "draw"}]),
    ],
)
def test_an_answer_of_another_form_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        FORM.model_validate(given)
