from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rolescope.errors import RolescopeError
from rolescope.evaluation.figure import Chance
from rolescope.evaluation.gold import Evaluation, evaluate, half_of
from tests.unit.evaluation.run_by_hand import code, make_run, named, posting, right_of, write_gold

TEXT = "Python, SQL and yak shaving"
SKILLS = [{"quote": "Python", "section": "must"}, {"quote": "yak shaving", "section": "work"}]
CHANCE = Chance(1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three postings of the same text; s3 has no codes, s1 has one in its title too."""
    codes = {
        "s1": [code(TEXT, "skills", "Python"), code(TEXT, "skills", "SQL", field="title")],
        "s2": [code(TEXT, "skills", "Python", section="nice"), code(TEXT, "skills", "SQL")],
        "s3": [],
    }
    kinds = {"s1": "green", "s2": "black", "s3": "green"}
    return make_run(
        tmp_path / "run",
        [posting(key, values={"kind": kinds[key], "iced": "true"}, codes=said) for key, said in codes.items()],
    )


def label(source_id: str, **said: Any) -> dict[str, Any]:
    return {"job_id": source_id, "annotator_kind": "model"} | said


def against(folder: Path, *labels: dict[str, Any], chance: Chance = CHANCE, half: int | None = None) -> Evaluation:
    return evaluate(folder, "local", write_gold(folder.parent, *labels), chance, half=half)


def test_skills_are_compared_by_hand(folder: Path) -> None:
    result = against(folder, *(label(key, skills=SKILLS) for key in ("s1", "s2", "s3")))
    # gold: 2 quotes in each of 3 postings; Python is found in s1 and s2; a code of the title is no answer
    assert right_of(result.figures, "skills.recall") == (2, 6)
    # predicted in texts: s1 Python; s2 Python, SQL (wrong)
    assert right_of(result.figures, "skills.precision") == (2, 3)
    assert right_of(result.figures, "skills.section_accuracy") == (1, 2)
    assert right_of(result.figures, "skills.postings.recall") == (2, 6)
    assert (result.postings, result.employers, result.coder, result.annotators) == (3, 3, "local", "model")
    assert result.problems == []


def test_choices_are_compared_by_hand(folder: Path) -> None:
    golds = {"s1": "green", "s2": "green", "s3": "black"}
    result = against(folder, *(label(key, kind=gold, iced=key != "s3") for key, gold in golds.items()))
    assert right_of(result.figures, "kind.accuracy") == (1, 3)
    assert right_of(result.figures, "kind.green.recall") == (1, 2)
    assert right_of(result.figures, "iced.true.precision") == (2, 3)
    # p_o = 1/3, p_e = (2·2 + 1·1) / 9
    kappa = named(result.figures)["kind.cohen_kappa"].interval.value
    assert kappa == pytest.approx((1 / 3 - 5 / 9) / (1 - 5 / 9))
    (kind,) = [part for part in result.parts if part.variable == "kind"]
    assert kind.confusion is not None
    assert kind.confusion.values == ("green", "black", "herbal")
    assert kind.confusion.counts.tolist() == [[1, 1, 0], [1, 0, 0], [0, 0, 0]]
    assert [(miss.source_id, miss.reference, miss.said) for miss in kind.misses] == [
        ("s2", "green", "black"), ("s3", "black", "green"),
    ]  # fmt: skip


def test_clear_and_borderline_cases_have_figures_of_their_own(folder: Path) -> None:
    result = against(
        folder, label("s1", kind="green", kind_sure="clear"), label("s2", kind="black", kind_sure="clear"),
        label("s3", kind="black", kind_sure="borderline"),
    )  # fmt: skip
    assert right_of(result.figures, "kind.accuracy") == (2, 3)
    assert right_of(result.figures, "kind.clear.accuracy") == (2, 2)
    assert right_of(result.figures, "kind.borderline.accuracy") == (0, 1)


def test_what_the_labels_lack_has_no_figure(folder: Path) -> None:
    result = against(folder, label("s1", kind="green"), label("s2", kind="green"))
    assert {part.variable for part in result.parts} == {"kind"}
    assert {figure.topic.variable for figure in result.figures} == {"kind"}


def test_postings_that_the_coder_could_not_code_are_counted_not_compared(tmp_path: Path) -> None:
    folder = make_run(tmp_path / "run", [posting("s1", values={"kind": "green"}), posting("s2", uncoded=["skills"])])
    result = against(folder, *(label(key, kind="green", skills=SKILLS) for key in ("s1", "s2")))
    assert right_of(result.figures, "kind.accuracy") == (1, 1)
    assert {part.variable: part.n_uncoded for part in result.parts} == {"kind": 1, "skills": 1}


def test_labels_of_postings_that_the_run_lacks_are_named_with_their_line(folder: Path) -> None:
    result = against(folder, label("s9", kind="green"), label("s1", kind="green"), label("s8", kind="green"))
    assert result.postings == 1
    first, second = result.problems
    assert "gold.jsonl:1: job_id 's9' is no posting of the run" in first
    assert "gold.jsonl:3: job_id 's8'" in second


def test_what_is_not_in_the_text_or_the_codebook_is_named_and_not_used(folder: Path) -> None:
    wrong = [*SKILLS, {"quote": "Kafka", "section": "must"}]
    result = against(folder, label("s2", skills=SKILLS, kind="blak"), label("s1", skills=wrong, kind="green"))
    assert right_of(result.figures, "skills.recall") == (2, 4)
    assert right_of(result.figures, "kind.accuracy") == (1, 1)
    first, second = result.problems
    assert "gold.jsonl:1: kind 'blak': not in the codebook — did you mean 'black'?" in first
    assert "gold.jsonl:2: skills 'Kafka': no such quote in the text" in second


def test_a_label_of_two_postings_is_named_and_not_used(tmp_path: Path) -> None:
    twice = posting("s1", values={"kind": "green"})
    other = posting("s1", values={"kind": "green"}, posting_id="q-s1")
    folder = make_run(tmp_path / "run", [twice, other, posting("s2", values={"kind": "green"})])
    result = against(folder, label("s1", kind="green"), label("s2", kind="green"))
    assert result.postings == 1
    assert "job_id 's1' is a posting of two sources" in result.problems[0]


def test_of_two_annotators_one_counts_and_both_are_compared(folder: Path) -> None:
    result = against(
        folder, label("s1", kind="black", annotator="Zoe"), label("s1", kind="green", annotator="Bo"),
        label("s2", kind="black", annotator="Bo"), label("s2", kind="black", annotator="Zoe"),
    )  # fmt: skip
    assert right_of(result.figures, "kind.accuracy") == (2, 2)
    assert result.several == 2
    agreement = named(result.figures)["annotators.kind.agreement"]
    assert (agreement.interval.value, agreement.n) == (0.5, 2)


def test_a_label_that_does_not_count_is_checked_too(folder: Path) -> None:
    result = against(folder, label("s1", kind="green", annotator="Bo"), label("s1", kind="blue", annotator="Zoe"))
    (problem,) = result.problems
    assert "gold.jsonl:2: kind 'blue': not in the codebook" in problem
    assert "annotators.kind.agreement" not in named(result.figures)


def test_gold_of_other_postings_is_an_error_with_the_remedy(folder: Path) -> None:
    with pytest.raises(RolescopeError, match=r"gold\.jsonl: no labelled posting is in the run.*source_id"):
        against(folder, label("s8"))


def test_a_folder_without_a_run_is_an_error_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(RolescopeError, match=r"there is no codings\.parquet.*rolescope run"):
        evaluate(tmp_path, "local", write_gold(tmp_path, label("s1")), CHANCE)


def test_the_two_halves_split_the_employers_between_them(folder: Path) -> None:
    seed = next(s for s in range(100) if {half_of(f"e-s{i}", s) for i in (1, 2, 3)} == {0, 1})
    labels = [label(key, skills=SKILLS) for key in ("s1", "s2", "s3")]
    halves = [against(folder, *labels, chance=Chance(seed), half=half) for half in (0, 1)]
    assert sum(half.postings for half in halves) == 3
    assert sum(right_of(half.figures, "skills.recall")[1] for half in halves) == 6
    assert [half.problems for half in halves] == [[], []]


def test_a_half_without_an_employer_is_an_error_with_the_remedy(folder: Path) -> None:
    empty = 1 - half_of("e-s1", CHANCE.seed)
    with pytest.raises(RolescopeError, match=rf"no labelled posting is of half {empty} — take another --seed"):
        against(folder, label("s1", kind="green"), half=empty)


def test_a_half_depends_on_employer_and_seed_and_is_about_a_half() -> None:
    halves = [half_of(f"employer {i}", 1) for i in range(1000)]
    assert set(halves) == {0, 1}
    assert 430 < sum(halves) < 570
    assert halves == [half_of(f"employer {i}", 1) for i in range(1000)]
    assert halves != [half_of(f"employer {i}", 2) for i in range(1000)]
