"""The data-engineer codebook: a role of one's own, coded by definitions and cues alone, with nothing trained."""

from __future__ import annotations

from collections import Counter

import pytest

from rolescope.codebook.model import Option, Variable, shipped_codebook
from rolescope.codebook.taxonomy import alias_key, plural
from rolescope.coders.cues import best, cue_finder

CODEBOOK = shipped_codebook("data-engineer")
CHOICES_AND_THEMES = [variable for variable in CODEBOOK.variables if variable.options]
FLAGS = [variable for variable in CODEBOOK.variables if variable.kind == "flag"]
OPTIONS = [
    pytest.param(variable, option, id=f"{variable.name}-{option.key}")
    for variable in CHOICES_AND_THEMES
    for option in variable.options
]


def variable_of(name: str) -> Variable:
    variable = CODEBOOK.variable(name)
    assert variable is not None
    return variable


def speaks_for(variable: Variable, text: str) -> str | None:
    finder = cue_finder(variable)
    return best(finder.find(text))


def test_it_has_the_variables_of_a_data_engineer_and_their_kinds() -> None:
    assert CODEBOOK.id == "data-engineer@1"
    assert {variable.name: variable.kind for variable in CODEBOOK.variables} == {
        "role_type": "choice",
        "orientation": "choice",
        "customer_facing": "flag",
        "management": "flag",
        "streaming": "flag",
        "cloud": "flag",
        "skills": "mentions",
        "responsibilities": "themes",
        "use_cases": "themes",
    }


def test_nothing_in_it_is_trained_or_a_rule_of_rolescope() -> None:
    assert {variable.name for variable in CODEBOOK.variables if variable.by == "taxonomy"} == {"skills"}
    assert all(variable.by in ("cues", "taxonomy") for variable in CODEBOOK.variables)


def test_it_has_four_role_types_and_unknown_as_the_default() -> None:
    role_type = variable_of("role_type")
    keys = [option.key for option in role_type.options]
    assert keys == ["analytics-engineer", "platform", "pipeline", "ml-data", "unknown"]
    assert role_type.default == "unknown"


def test_it_has_twelve_duties_and_eight_uses() -> None:
    assert len(variable_of("responsibilities").options) == 12
    assert len(variable_of("use_cases").options) == 8


@pytest.mark.parametrize("name", ["responsibilities", "use_cases"])
def test_every_theme_is_written_out(name: str) -> None:
    for theme in variable_of(name).options:
        assert theme.title and len(theme.definition) > 40, theme.key
        assert theme.include and theme.exclude and theme.examples and theme.counter_examples, theme.key
        assert len(theme.cues) >= 15, theme.key


@pytest.mark.parametrize("variable", [*CHOICES_AND_THEMES, *FLAGS], ids=lambda variable: variable.name)
def test_every_default_is_an_option_and_no_cue_speaks_for_two(variable: Variable) -> None:
    keys = {option.key for option in variable.options}
    assert variable.default is None or variable.default in keys
    cues = [alias_key(cue) for group in (variable.cues, *(o.cues for o in variable.options)) for cue in group]
    assert [cue for cue, count in Counter(cues).items() if count > 1] == []
    assert all(cue == cue.lower() for cue in cues)
    of = {cue: option.key for option in variable.options for cue in option.cues}
    assert all(of.get(plural(cue) or cue, key) == key for cue, key in of.items())


@pytest.mark.parametrize(("variable", "option"), OPTIONS)
def test_its_examples_speak_for_an_option_and_its_counter_examples_do_not(variable: Variable, option: Option) -> None:
    for example in option.examples:
        assert speaks_for(variable, example) in (option.key, None), example
    for counter_example in option.counter_examples:
        assert speaks_for(variable, counter_example) != option.key, counter_example


@pytest.mark.parametrize("variable", CHOICES_AND_THEMES, ids=lambda variable: variable.name)
def test_most_examples_are_recognised_by_their_cues(variable: Variable) -> None:
    said = [(option.key, example) for option in variable.options for example in option.examples]
    recognised = sum(speaks_for(variable, example) == key for key, example in said)
    assert recognised >= 0.75 * len(said)


@pytest.mark.parametrize("flag", FLAGS, ids=lambda flag: flag.name)
def test_a_counter_example_does_not_raise_a_flag(flag: Variable) -> None:
    assert flag.counter_examples
    for counter_example in flag.counter_examples:
        assert speaks_for(flag, counter_example) is None, counter_example


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("streaming", "Run Kafka and Flink for the signals of a cable car."),
        ("cloud", "Our tables live in BigQuery."),
        ("management", "You will have four direct reports."),
        ("customer_facing", "Two days a week at client sites."),
    ],
)
def test_a_flag_is_raised_by_its_cues(name: str, text: str) -> None:
    assert speaks_for(variable_of(name), text) == "true"
