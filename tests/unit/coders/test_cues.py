from __future__ import annotations

from rolescope.codebook.model import Option, Variable
from rolescope.coders.cues import CueFinder, best

CHOICE = Variable(
    name="boat",
    kind="choice",
    definition="Which boat.",
    options=(
        Option(key="ferry", definition="Carries people.", cues=("ferry", "passenger boat")),
        Option(key="tug", definition="Pulls ships.", cues=("tug", "towing")),
        Option(key="unknown", definition="Neither."),
    ),
)


def test_cues_are_whole_words_of_any_case_and_number() -> None:
    found = CueFinder(CHOICE).find("Ferries, a TUG and tugging; passenger-boat")
    assert [(cue.option, cue.start) for cue in found] == [("ferry", 0), ("tug", 11), ("ferry", 28)]


def test_the_option_with_the_most_cues_wins_and_of_equals_the_first_named() -> None:
    finder = CueFinder(CHOICE)
    assert best(finder.find("tug, ferry, towing")) == "tug"
    assert best(finder.find("ferry and tug")) == "ferry"
    assert best(finder.find("rowing")) is None


def test_the_cues_of_a_flag_speak_for_true() -> None:
    flag = Variable(name="night", kind="flag", definition="Works at night.", cues=("night shift",))
    assert [cue.option for cue in CueFinder(flag).find("Night shifts happen")] == ["true"]


def test_cues_in_other_scripts_are_found_in_the_text_as_it_is() -> None:
    boats = (
        Option(key="ferry", definition="Carries people.", cues=("паром", "渡船", "ferry")),
        Option(key="tug", definition="Pulls ships.", cues=("буксир", "船")),
    )
    finder = CueFinder(CHOICE.model_copy(update={"options": boats}))
    found = finder.find("Паром и буксиры; буксир, 新しい渡船と船, ferry İ")
    assert [(cue.option, cue.start) for cue in found] == [
        ("ferry", 0), ("tug", 17), ("ferry", 28), ("tug", 31), ("ferry", 34),
    ]  # fmt: skip
    assert finder.find("???? ?? ......") == []
