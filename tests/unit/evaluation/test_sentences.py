from __future__ import annotations

from typing import Any

from rolescope.codebook.model import Variable
from rolescope.coders.labels import PostingLabels
from rolescope.evaluation.coded import CodedPosting, Evidence
from rolescope.evaluation.figure import Chance
from rolescope.evaluation.sentences import sentence_part
from tests.unit.evaluation.run_by_hand import BOOK, named, right_of

TEXT = "Brew the tea well. Pour it slowly. Wash up."
VARIABLE = BOOK.variable("responsibilities")


def compare(tasks: list[Any], codes: list[tuple[str, str]], uncoded: bool = False) -> Any:
    evidence = [
        Evidence("text", TEXT.index(quote), TEXT.index(quote) + len(quote), theme, "work", quote)
        for quote, theme in codes
    ]
    posting = CodedPosting("p", "s", "e", "", TEXT, None, None, None, None, evidence={"responsibilities": evidence})
    if uncoded:
        posting.uncoded["responsibilities"] = "too short"
    assert isinstance(VARIABLE, Variable)
    return sentence_part(
        VARIABLE, [(PostingLabels.model_validate({"job_id": "s", "core_tasks": tasks}), posting)], Chance(1)
    )


def test_a_gold_sentence_is_found_where_one_of_the_coder_overlaps_it() -> None:
    part = compare(
        ["Brew the tea", "Pour it slowly.", "Wash up."], [("Brew the tea well.", "brew"), ("slowly", "pour")]
    )
    assert right_of(part.figures, "responsibilities.recall") == (2, 3)
    assert [(miss.reference_quote, miss.said) for miss in part.misses] == [("Wash up.", "none")]
    assert part.confusion is None


def test_themes_are_compared_where_the_annotator_gives_one_on_the_sentence_that_overlaps_most() -> None:
    tasks = [
        {"quote": "Brew the tea well.", "theme": "brew"},
        {"quote": "Pour it slowly.", "theme": "pour"},
        "Wash up.",
    ]
    codes = [("Brew the tea well. Pour it", "brew"), ("it slowly.", "none"), ("Wash up.", "none")]
    part = compare(tasks, codes)
    assert right_of(part.figures, "responsibilities.recall") == (3, 3)
    assert right_of(part.figures, "responsibilities.themes.accuracy") == (1, 2)
    assert right_of(part.figures, "responsibilities.themes.brew.recall") == (1, 1)
    assert part.confusion.values == ("pour", "brew", "none")
    assert part.confusion.counts.tolist() == [[0, 0, 1], [0, 1, 0], [0, 0, 0]]


def test_a_posting_that_the_coder_could_not_code_is_counted_apart() -> None:
    part = compare(["Wash up."], [], uncoded=True)
    assert (part.figures, part.n_uncoded) == ([], 1)


def test_no_gold_sentence_is_no_figure_but_says_so() -> None:
    assert named(compare([], []).figures)["responsibilities.recall"].interval.note == "nothing to compare"
