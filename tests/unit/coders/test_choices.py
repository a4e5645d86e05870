from __future__ import annotations

from rolescope.codebook.model import Variable
from rolescope.coders.choices import scale


def test_the_scale_of_a_choice_has_its_default_once() -> None:
    said = {"name": "v", "kind": "choice", "definition": "d", "options": [{"key": "a", "definition": "d"}]}
    assert scale(Variable.model_validate(said)) == ("a", "unknown")
    assert scale(Variable.model_validate(said | {"default": "a"})) == ("a",)


def test_the_scale_of_a_flag_is_true_and_false() -> None:
    assert scale(Variable(name="v", kind="flag", definition="d", cues=("x",))) == ("true", "false")
