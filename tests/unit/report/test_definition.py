from __future__ import annotations

from dataclasses import replace

from rolescope.report.bars import Bar
from rolescope.report.definition import Clause, working_definition
from rolescope.report.sections.stack import Pair


def bar(value: str, low: float, high: float, variable: str = "skills") -> Bar:
    return Bar(value, value, "some", f"{variable}-{value}", 10, (low + high) / 2, low, high, None)


def said(clauses: tuple[Clause, ...]) -> str:
    return "".join(clause.text for clause in clauses)


def asked(*skills: Bar) -> str:
    return said(working_definition("baker", [], skills, [], []))


def asked_of(kinds: list[Bar]) -> str:
    return said(working_definition("baker", kinds, [], [], []))


CORE, NEAR, COMMON, RARE = (
    bar("Python", 0.7, 0.8),
    bar("LLMs", 0.45, 0.55),
    bar("SQL", 0.25, 0.35),
    bar("Zig", 0.01, 0.05),
)


def test_each_tier_is_a_clause_and_rare_skills_are_left_out() -> None:
    assert asked(CORE, NEAR, COMMON, RARE) == (
        "The baker is asked, more often than not, for Python; about half of the postings ask for LLMs;"
        " between a fifth and a half ask for SQL."
    )


def test_a_sentence_also_begins_well_where_the_tiers_above_it_are_empty() -> None:
    assert asked(NEAR) == "About half of the postings ask for LLMs."
    assert asked(COMMON) == "Between a fifth and a half of the postings ask for SQL."


def test_a_tier_that_crosses_into_rare_is_not_claimed() -> None:
    assert "SQL" not in asked(CORE, bar("SQL", 0.15, 0.25))


def test_about_half_is_not_said_of_a_share_that_is_far_from_half() -> None:
    assert "SQL" not in asked(CORE, replace(NEAR, value="SQL", title="SQL", share=0.64, low=0.49, high=0.79))


def test_corrected_shares_decide_on_the_tier() -> None:
    assert asked(replace(CORE, corrected=(0.5, 0.45, 0.55))) == "About half of the postings ask for Python."


def test_the_kinds_of_job_that_are_more_than_rare_come_first_with_their_figures() -> None:
    kinds = [bar("AI-first", 0.6, 0.7, "role_type"), bar("AI support", 0.25, 0.35, "role_type"), bar("ML", 0.01, 0.05)]
    clauses = working_definition("baker", kinds, [], [], [])
    assert said(clauses) == (
        "Of the postings for the baker, about 65 % (between 60 and 70 %) are AI-first"
        " and about 30 % (between 25 and 35 %) are AI support."
    )
    assert [clause.anchor for clause in clauses if clause.anchor] == ["role_type-AI-first", "role_type-AI support"]


def test_a_kind_of_practically_all_postings_has_no_rounded_share() -> None:
    kinds = [replace(bar("AI-first", 0.97, 1.0, "role_type"), share=1.0)]
    assert asked_of(kinds) == "Of the postings for the baker, nearly all (between 97 and 100 %) are AI-first."


def test_the_firmest_requirement_is_named_with_its_figure_and_linked_to_its_row() -> None:
    required = [Pair(name, f"must-{name}", (s, s - 0.05, s + 0.05), None) for name, s in (("a", 0.2), ("b", 0.4))]
    clauses = working_definition("baker", [], [CORE], [], required)
    assert said(clauses).endswith("Python; required most often is b, by about 40 % (between 35 and 45 %).")
    assert clauses[-2].anchor == "must-b"


def test_only_duties_that_most_postings_have_are_named_without_their_capital() -> None:
    duties = [bar("Mixing dough", 0.6, 0.7), bar("AI features", 0.55, 0.6), bar("Sweeping", 0.4, 0.6)]
    assert said(working_definition("baker", [], [], duties, [])) == (
        "The duties that most postings have: mixing dough and AI features."
    )


def test_duties_with_an_and_of_their_own_are_kept_apart() -> None:
    duties = [bar("Mixing, kneading and proving", 0.7, 0.8), bar("Baking", 0.6, 0.7)]
    assert said(working_definition("baker", [], [], duties, [])) == (
        "The duties that most postings have: mixing, kneading and proving; and baking."
    )


def test_skills_are_named_by_their_best_share() -> None:
    corrected = replace(bar("Salt", 0.6, 0.7), corrected=(0.95, 0.9, 0.98))
    assert said(working_definition("baker", [], [bar("Flour", 0.8, 0.9), corrected], [], [])) == (
        "The baker is asked, more often than not, for Salt and Flour."
    )


def test_every_skill_named_is_linked_to_its_figure() -> None:
    clauses = working_definition("baker", [], [CORE, NEAR], [], [])
    linked = {c.text: (c.anchor, c.figure) for c in clauses if c.anchor}
    assert linked == {"Python": ("skills-Python", "75 %, 70–80 %"), "LLMs": ("skills-LLMs", "50 %, 45–55 %")}


def test_a_long_tier_says_how_many_more_there_are() -> None:
    text = asked(*(bar(f"s{i}", 0.6, 0.7) for i in range(11)))
    assert "s6, s7 and 3 more." in text and "s8" not in text


def test_nothing_estimated_is_said_to_be_so() -> None:
    assert asked() == "Nothing could be estimated: too few postings or employers are behind each figure."
