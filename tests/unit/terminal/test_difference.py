from __future__ import annotations

from io import StringIO

from rich.console import Console

from rolescope.difference import CodeChange, Difference, FigureChange, SectionChange
from rolescope.terminal.difference import print_difference


def printed(difference: Difference) -> str:
    told = StringIO()
    print_difference(Console(file=told, width=60, color_system=None), difference)
    return told.getvalue()


def test_each_value_that_moved_has_its_quotes_below_it() -> None:
    long = "Bake " * 30
    code = CodeChange("skills", "[b]RAG[/b]", 2, 1, ("RAG", "retrieval\n  augmented"), (long,))
    lines = printed(Difference((code,), (), (), ())).splitlines()
    assert lines == [
        "skills, [b]RAG[/b]: 2 quotes gained, 1 lost",
        "  + RAG",
        "  + retrieval augmented",
        "  - " + "Bake " * 17 + "Bake …",
        "1 values and 0 shares moved",
    ]


def test_sections_choices_and_shares_are_said_too() -> None:
    section = SectionChange("must", None, 4, ("Python",))
    figure = FigureChange("role_type", "ai-first", None, 0.25, None)
    told = printed(Difference((), (section,), (("role_type", None, "ai-first", 3),), (figure,)))
    assert "section must to none: 4 quotes, such as\n  Python\n" in told
    assert "role_type: none to ai-first in 3 postings" in told
    assert [line.split() for line in told.splitlines() if line.startswith(" ai-first")] == [
        ["ai-first", "role_type", "25", "%", "none"]
    ]


def test_of_runs_that_say_the_same_nothing_moved() -> None:
    assert printed(Difference((), (), (), ())) == "0 values and 0 shares moved\n"
