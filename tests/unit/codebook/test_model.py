from __future__ import annotations

import pytest
from pydantic import ValidationError

from rolescope.codebook.model import Codebook, shipped_codebook
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
