from __future__ import annotations

import pytest

from rolescope.coders.labels import PostingLabels, SkillLabel
from rolescope.estimate.mention_agreement import MentionAgreement, Predicted, Score, is_named

TEXT = "We use Python and unit testing with PyTorch."
IOU, EXACT, ANY = "IoU ≥ .5", "exact span", "any overlap"


def label(quote: str, section: str = "work") -> SkillLabel:
    return SkillLabel.model_validate({"quote": quote, "section": section})


def predicted(quote: str, value: str | None = None, section: str = "work", text: str = TEXT) -> Predicted:
    start = text.index(quote)
    return Predicted(start, start + len(quote), value or quote, section, quote)


def agreement(*postings: tuple[list[SkillLabel], list[Predicted]], text: str = TEXT) -> MentionAgreement:
    together = MentionAgreement()
    for number, (gold, found) in enumerate(postings):
        together.add(text, f"e{number}", PostingLabels(job_id=str(number), skills=tuple(gold)), found)
    return together


def score(found: MentionAgreement, measure: str, match: str = IOU, kind: str = "all") -> Score:
    (one,) = [s for s in found.scores(seed=1) if (s.measure, s.match, s.kind) == (measure, match, kind)]
    return one


HAND_MADE = agreement(
    (
        [label("Python", "must"), label("unit testing"), label("Kubernetes")],
        [predicted("Python", section="must"), predicted("testing"), predicted("PyTorch")],
    )
)
"""Python is found exactly; "testing" is 7 of the 12 characters of "unit testing" (IoU .58, not exact);
Kubernetes is not in the text, a miss; PyTorch is not in gold, wrong."""


@pytest.mark.parametrize(
    ("measure", "match", "kind", "right", "of"),
    [
        ("recall", IOU, "all", 2, 3),
        ("recall", EXACT, "all", 1, 3),
        ("recall", ANY, "all", 2, 3),
        ("recall", IOU, "named technologies", 1, 2),
        ("recall", IOU, "lower-case practices", 1, 1),
        ("precision", IOU, "all", 2, 3),
        ("precision", EXACT, "all", 1, 3),
        ("precision", ANY, "all", 2, 3),
        ("precision", IOU, "named technologies", 1, 2),
        ("precision", IOU, "lower-case practices", 1, 1),
        ("section accuracy", IOU, "all", 2, 2),
    ],
)
def test_a_posting_counted_by_hand(measure: str, match: str, kind: str, right: int, of: int) -> None:
    found = score(HAND_MADE, measure, match, kind)
    assert (found.right, found.of) == (right, of)
    assert found.interval.value == pytest.approx(right / of)


def test_what_was_missed_and_what_was_wrong_is_counted_by_name() -> None:
    assert (dict(HAND_MADE.missed), dict(HAND_MADE.wrong)) == ({"kubernetes": 1}, {"PyTorch": 1})


@pytest.mark.parametrize(("quote", "found"), [("testing", True), ("unit", False)])
def test_half_of_the_union_is_the_border(quote: str, found: bool) -> None:
    # "testing" 7/12 = .58; "unit" 4/12 = .33
    one = agreement(([label("unit testing")], [predicted(quote)]))
    assert score(one, "recall").right == int(found)
    assert score(one, "recall", ANY).right == 1


def test_a_skill_is_right_when_one_of_its_spans_is() -> None:
    two_spans = [predicted("Python"), predicted("PyTorch", value="Python")]
    one = score(agreement(([label("Python")], two_spans)), "precision")
    assert (one.right, one.of) == (1, 1)


def test_any_occurrence_of_a_quote_counts_whatever_its_case() -> None:
    text = "RAG first, rag later"
    one = agreement(([label("RAG")], [predicted("rag", text=text)]), text=text)
    assert score(one, "recall", EXACT).right == 1


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        (("nice", "work"), "work"),
        (("other", "must"), "must"),
        (("other", "nice"), "nice"),
        (("work", "must"), "must"),
    ],
)
def test_of_several_sections_the_most_demanding_counts(sections: tuple[str, str], expected: str) -> None:
    text = "SQL here and SQL there"
    mentions = [Predicted(0, 3, "SQL", sections[0], "SQL"), Predicted(13, 16, "SQL", sections[1], "SQL")]
    one = agreement(([label("SQL", expected)], mentions), text=text)
    assert dict(one.confusion) == {(expected, expected): 1}
    assert score(one, "section accuracy").interval.value == 1


def test_the_section_of_a_missed_quote_is_not_judged() -> None:
    one = agreement(([label("Python"), label("PyTorch", "must")], [predicted("PyTorch", section="nice")]))
    found = score(one, "section accuracy")
    assert (found.right, found.of) == (0, 1)
    assert dict(one.confusion) == {("must", "nice"): 1}


def test_postings_add_up_also_where_one_has_none_of_a_kind() -> None:
    several = agreement(
        ([], []),
        ([label("Python")], []),
        ([label("unit testing")], [predicted("unit testing")]),
        ([], [predicted("PyTorch")]),
    )
    totals = {(s.measure, s.kind): (s.right, s.of) for s in several.scores(seed=1) if s.match == IOU}
    assert totals == {
        ("recall", "all"): (1, 2),
        ("recall", "named technologies"): (0, 1),
        ("recall", "lower-case practices"): (1, 1),
        ("precision", "all"): (1, 2),
        ("precision", "named technologies"): (0, 1),
        ("precision", "lower-case practices"): (1, 1),
        ("section accuracy", "all"): (1, 1),
    }


def test_recall_is_over_distinct_quotes() -> None:
    twice = agreement(([label("Python", "must"), label("python", "nice")], [predicted("Python", section="must")]))
    assert score(twice, "recall").of == 1


@pytest.mark.parametrize(
    ("quote", "named"),
    [
        ("Python", True),
        ("ci/cd", True),
        ("c++", True),
        ("f#", True),
        ("node.js", True),
        ("web3", True),
        ("unit testing", False),
    ],
)
def test_named_technologies(quote: str, named: bool) -> None:
    assert is_named(quote) is named
