from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from rolescope.codebook.model import Codebook, load_codebook, shipped_codebook
from rolescope.errors import RolescopeError


def test_the_shipped_codebook_defines_each_of_its_variables() -> None:
    codebook = shipped_codebook("ai-engineer")
    assert codebook.id == f"ai-engineer@{codebook.version}"
    kinds = {variable.name: variable.kind for variable in codebook.variables}
    assert kinds["skills"] == "mentions"
    assert kinds["role_type"] == "choice"
    assert kinds["responsibilities"] == kinds["use_cases"] == "themes"
    assert all(len(variable.definition) > 20 for variable in codebook.variables)


@pytest.mark.parametrize("name", ["astronaut", "../definitions/ai-engineer2", ""])
def test_an_unknown_codebook_is_an_error_that_lists_the_known_ones(name: str) -> None:
    with pytest.raises(RolescopeError, match=r"there is no codebook.*ai-engineer"):
        shipped_codebook(name)


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(ValidationError, match="colour"):
        Codebook.model_validate({"codebook": "x", "version": 1, "role": "x", "variables": [], "colour": "red"})


OPTION = {"key": "a", "definition": "d"}
CHOICE = {"name": "c", "kind": "choice", "definition": "d", "options": [OPTION]}


@pytest.mark.parametrize(
    ("variables", "line"),
    [
        (
            [{**CHOICE, "kind": "chioce"}],
            r"variables\.c\.kind: there is no kind 'chioce' — a variable's kind is one of",
        ),
        ([{**CHOICE, "options": [{"key": "a"}]}], r"variables\.c\.options\.a\.definition: 'definition' is missing"),
        ([{**CHOICE, "options": [OPTION, OPTION]}], r"variable 'c' has two options called 'a'; rename one"),
        ([{**CHOICE, "defintion": "d"}], r"variables\.c\.defintion: unknown key.*did you mean 'definition'"),
        (
            [{**CHOICE, "options": [{**OPTION, "name": "A"}]}],
            r"options\.A\.name: unknown key 'name'(; did you mean '(?!name')\w+'\?)? —",
        ),
        ([CHOICE, CHOICE], r"two variables are called 'c'; rename one"),
        ([{**CHOICE, "options": []}], r"variable 'c' has the kind 'choice' and no options"),
        ([{**CHOICE, "options": [OPTION, {"key": "A", "definition": "e"}]}], r"two options called 'a'"),
        ([{**CHOICE, "options": [{**OPTION, "title": "T"}, {**OPTION, "key": "b", "title": "t"}]}], r"called 't'"),
        ([{**CHOICE, "options": [{**OPTION, "definition": " "}]}], r"options\.a\.definition: there is no definition"),
        ([{**CHOICE, "options": [{**OPTION, "definition": None}]}], r"options\.a\.definition: there is no definition"),
        ([{**CHOICE, "definition": ""}], r"variables\.c\.definition: there is no definition"),
        ([{**CHOICE, "options": [{**OPTION, "key": 5}]}], r"options\.5\.key: 5 is no text — write it in quotes"),
        ([{**CHOICE, "options": "duties"}], r"variables\.c\.options: there is no list.*responsibilities, use_cases"),
    ],
)
def test_a_codebook_that_is_wrong_is_told_where_and_what_to_do(
    tmp_path: Path, variables: list[dict[str, object]], line: str
) -> None:
    said = {"codebook": "mine", "version": 1, "role": "r", "variables": variables}
    (tmp_path / "mine.yaml").write_text(yaml.safe_dump(said), encoding="utf-8")
    with pytest.raises(RolescopeError, match=line) as raised:
        load_codebook("mine.yaml", tmp_path)
    assert str(tmp_path / "mine.yaml") in str(raised.value)


@pytest.mark.parametrize("text", ["", "- a list", "a sentence"])
def test_a_file_of_something_else_is_no_codebook(tmp_path: Path, text: str) -> None:
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RolescopeError, match=r"mine\.yaml.*is no codebook — write `codebook:`"):
        load_codebook("mine.yaml", tmp_path)
