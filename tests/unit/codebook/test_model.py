from __future__ import annotations

import pytest
from pydantic import ValidationError

from rolescope.codebook.model import Codebook, shipped_codebook
from rolescope.errors import RolescopeError


def test_the_shipped_codebook_has_a_defined_variable_of_skills() -> None:
    codebook = shipped_codebook("ai-engineer")
    assert codebook.id == f"ai-engineer@{codebook.version}"
    assert [(variable.name, variable.kind) for variable in codebook.variables] == [("skills", "mentions")]
    assert len(codebook.variables[0].definition) > 40


@pytest.mark.parametrize("name", ["astronaut", "../definitions/ai-engineer2", ""])
def test_an_unknown_codebook_is_an_error_that_lists_the_known_ones(name: str) -> None:
    with pytest.raises(RolescopeError, match=r"there is no codebook.*ai-engineer"):
        shipped_codebook(name)


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(ValidationError, match="colour"):
        Codebook.model_validate({"codebook": "x", "version": 1, "role": "x", "variables": [], "colour": "red"})
