from __future__ import annotations

from rolescope.report.bars import Bar
from rolescope.report.definition import Clause, working_definition


def bar(value: str, low: float, high: float) -> Bar:
    return Bar(value, value, "some", f"skills-{value}", 10, (low + high) / 2, low, high, None)


def said(clauses: tuple[Clause, ...]) -> str:
    return "".join(clause.text for clause in clauses)


CORE, NEAR, COMMON, RARE = (
    bar("Python", 0.7, 0.8),
    bar("LLMs", 0.45, 0.55),
    bar("SQL", 0.25, 0.35),
    bar("Zig", 0.01, 0.05),
)


def test_each_tier_is_a_sentence_and_rare_skills_are_left_out() -> None:
    assert said(working_definition("baker", [CORE, NEAR, COMMON, RARE], {})) == (
        "In these postings the baker is asked, more often than not, for Python. About half ask for LLMs."
        " Between a fifth and a half ask for SQL."
    )


def test_a_sentence_also_begins_well_where_the_tiers_above_it_are_empty() -> None:
    assert said(working_definition("baker", [NEAR], {})).startswith(
        "About half of these postings for the baker ask for LLMs."
    )
    assert said(working_definition("baker", [COMMON], {})).startswith(
        "Between a fifth and a half of these postings for the baker"
    )


def test_a_tier_that_crosses_into_rare_is_not_claimed() -> None:
    assert "SQL" not in said(working_definition("baker", [CORE, bar("SQL", 0.15, 0.25)], {}))


def test_the_three_firmest_requirements_are_named_with_their_figures() -> None:
    bars = [bar(name, 0.5, 0.6) for name in ("a", "b", "c", "d")]
    rules = {
        (name, "must"): (share, share - 0.05, share + 0.05)
        for name, share in zip("abcd", (0.2, 0.4, 0.3, 0.1), strict=True)
    }
    assert said(working_definition("baker", bars, rules)).endswith(
        " Stated as a requirement most often: b (about 40 %, between 35 and 45 %),"
        " then c (about 30 %, between 25 and 35 %)"
        " and a (about 20 %, between 15 and 25 %)."
    )


def test_every_skill_named_is_linked_to_its_figure() -> None:
    linked = {c.text: (c.anchor, c.figure) for c in working_definition("baker", [CORE, NEAR], {}) if c.anchor}
    assert linked == {"Python": ("skills-Python", "75 %, 70–80 %"), "LLMs": ("skills-LLMs", "50 %, 45–55 %")}


def test_a_long_tier_says_how_many_more_there_are() -> None:
    text = said(working_definition("baker", [bar(f"s{i}", 0.6, 0.7) for i in range(11)], {}))
    assert "s6 and s7 (and 3 more)." in text and "s8" not in text


def test_nothing_estimated_is_said_to_be_so() -> None:
    assert said(working_definition("baker", [], {})) == "No skill could be estimated: the corpus is too small."
