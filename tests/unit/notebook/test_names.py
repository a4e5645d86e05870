from __future__ import annotations

import pytest

from rolescope.errors import RolescopeError
from rolescope.notebook.names import Asked, Names

NAMES = Names(
    [
        ("skills", "RAG"),
        ("skills", "management"),
        ("role_type", "ai-first"),
        ("role_type", "unknown"),
        ("orientation", "unknown"),
        ("management", "true"),
    ]
)


@pytest.mark.parametrize("name", ["RAG", "rag", " rag ", "skills.RAG", "retrieval-augmented generation"])
def test_a_skill_answers_to_every_spelling(name: str) -> None:
    assert NAMES.of(name) == Asked("skills", "RAG")


def test_a_skill_that_no_posting_names_is_known_by_the_taxonomy() -> None:
    assert NAMES.of("k8s") == Asked("skills", "Kubernetes")


def test_a_variable_stands_for_all_its_values_and_goes_before_a_value_of_its_name() -> None:
    assert NAMES.of("role_type") == Asked("role_type", None)
    assert NAMES.of("management") == Asked("management", None)
    assert NAMES.of("skills.management") == Asked("skills", "management")


def test_a_run_without_skills_knows_no_spelling() -> None:
    with pytest.raises(RolescopeError, match="nothing is called"):
        Names([("role_type", "ai-first")]).of("k8s")


def test_two_values_that_differ_in_case_alone_are_told_apart_by_it() -> None:
    names = Names([("labels", "PostgreSQL"), ("labels", "postgresql")])
    assert names.of("postgresql") == Asked("labels", "postgresql")
    with pytest.raises(RolescopeError, match="several"):
        names.of("POSTGRESQL")


def test_a_name_of_several_things_is_an_error_with_the_ways_out() -> None:
    with pytest.raises(RolescopeError, match=r"'role_type\.unknown' or 'orientation\.unknown'"):
        NAMES.of("unknown")


def test_an_unknown_name_is_an_error_with_the_nearest() -> None:
    with pytest.raises(RolescopeError, match=r"'ai-frist'.*did you mean 'ai-first'"):
        NAMES.of("ai-frist")
    with pytest.raises(RolescopeError, match=r"see the values"):
        NAMES.of("\x1b[31m no such thing anywhere")
