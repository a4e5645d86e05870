"""No estimator that corrects a share or measures agreement says NaN: it has an answer, or says why it has none."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.coders.labels import PostingLabels
from rolescope.estimate.accuracy import accuracy
from rolescope.estimate.bootstrap import Interval, interval_of, resample, share_interval
from rolescope.estimate.clustering import cluster_design_effect, intra_correlation
from rolescope.estimate.cohen_kappa import cohen_kappa
from rolescope.estimate.confusion import confusion_tables
from rolescope.estimate.corrections import CORRECTIONS, see
from rolescope.estimate.f1 import f1, macro_f1, precision, recall
from rolescope.estimate.gold_only import wilson
from rolescope.estimate.gold_sample import Gold
from rolescope.estimate.gwet_ac1 import gwet_ac1
from rolescope.estimate.intervals import Floats
from rolescope.estimate.krippendorff_alpha import alpha_of_two, coincidences, krippendorff_alpha
from rolescope.estimate.mention_agreement import MentionAgreement, Predicted
from rolescope.estimate.ratio import Ratio, share
from rolescope.estimate.two_phase import Corrected

GOLD: dict[str, tuple[list[bool], list[bool], list[int]]] = {
    "nothing labelled": ([], [], []),
    "one label": ([True], [True], [0]),
    "all agree on yes": ([True] * 40, [True] * 40, list(range(40))),
    "all agree on no": ([False] * 40, [False] * 40, list(range(40))),
    "all agree, both values": ([True, False] * 20, [True, False] * 20, list(range(40))),
    "all differ": ([True, False] * 20, [False, True] * 20, list(range(40))),
    "one class by gold": ([True] * 40, [True, False] * 20, list(range(40))),
    "one class by the coder": ([True, False] * 20, [True] * 40, list(range(40))),
    "one employer": ([True, False, True, True] * 10, [True, False] * 20, [0] * 40),
}
SIZES = {"both strata": (60.0, 40.0, 0.0), "one stratum": (0.0, 100.0, 0.0), "all uncoded": (0.0, 0.0, 100.0), "none": (0.0, 0.0, 0.0)}  # fmt: skip


def is_answer(found: Corrected) -> bool:
    """Limits between 0 and 1, the share between them."""
    low, one, high = np.ravel(found.low), np.ravel(found.share), np.ravel(found.high)
    assert np.isfinite([low, one, high]).all()
    return bool(((low >= 0) & (low <= one + 1e-9) & (one <= high + 1e-9) & (high <= 1)).all())


@pytest.mark.parametrize("method", CORRECTIONS)
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize(("truth", "said", "employer"), GOLD.values(), ids=GOLD)
@pytest.mark.filterwarnings("error")
def test_corrected_shares(
    method: str, size: tuple[float, ...], truth: list[bool], said: list[bool], employer: list[int]
) -> None:
    n = len(truth)
    columns = (np.array(part, bool).reshape(n, 1) for part in (truth, said))
    numbers = np.arange(n), np.array(employer, np.int64)
    gold = Gold(numbers[0], numbers[1], np.ones(n), np.full(n, size[2] == 0), *columns)
    correction, seen = CORRECTIONS[method], see(gold, np.array([size]), np.array([1.0]), 3.0)
    assert is_answer(correction.process(seen, 0.95))
    assert is_answer(correction.corpus(seen, 0.95))
    if correction.synthetic:
        assert is_answer(correction.synthetic(seen, 0.95))


POSTINGS = st.lists(
    st.tuples(st.booleans(), st.booleans(), st.booleans(), st.integers(0, 3), st.sampled_from([0.2, 1.0, 7.0])),
    max_size=40,
)
"""Labelled postings: whether each has the code, the coder says so, it could code it; employer; weight."""


@pytest.mark.parametrize("method", CORRECTIONS)
@given(postings=POSTINGS, size=st.tuples(*[st.integers(0, 50)] * 3), deff=st.floats(1, 5))
@pytest.mark.filterwarnings("error")
def test_corrected_shares_of_any_gold(
    method: str, postings: list[tuple[bool, bool, bool, int, float]], size: tuple[int, int, int], deff: float
) -> None:
    truth, said, coded, employer, weight = (
        np.array([one[place] for one in postings], kind)
        for place, kind in enumerate((bool, bool, bool, np.int64, float))
    )
    column = (len(postings), 1)
    gold = Gold(
        np.arange(len(postings)), employer, weight, coded, truth.reshape(column), (said & coded).reshape(column)
    )
    correction, seen = CORRECTIONS[method], see(gold, np.array([size], float), np.array([deff]), 3.0)
    if correction.any_probabilities or len(set(weight.tolist())) < 2:
        assert is_answer(correction.process(seen, 0.95))
        assert is_answer(correction.corpus(seen, 0.95))
    if correction.synthetic:
        assert is_answer(correction.synthetic(seen, 0.95))


@pytest.mark.parametrize(("part", "n"), [(0.0, 0), (0.0, 1), (1.0, 1), (0.0, 50), (1.0, 50), (0.5, np.inf)])
@pytest.mark.filterwarnings("error")
def test_gold_alone(part: float, n: float) -> None:
    assert is_answer(wilson(part, n))


@pytest.mark.parametrize("values", [[], [1.0], [1.0, 1.0], [0.0, 1.0]])
@pytest.mark.parametrize("of_one", [True, False], ids=["one employer", "an employer each"])
@pytest.mark.filterwarnings("error")
def test_design_effects(values: list[float], of_one: bool) -> None:
    clusters = np.zeros(len(values), np.int64) if of_one else np.arange(len(values))
    correlation = intra_correlation(np.array(values), clusters)
    assert 0 <= correlation <= 1
    assert cluster_design_effect(clusters, correlation) >= 1


COEFFICIENTS: dict[str, Callable[[Floats], Ratio]] = {
    "accuracy": accuracy,
    "cohen_kappa": cohen_kappa,
    "alpha_of_two": alpha_of_two,
    "gwet_ac1": gwet_ac1,
    "macro_f1": macro_f1,
    "precision": lambda tables: precision(tables, 0),
    "recall": lambda tables: recall(tables, 0),
    "f1": lambda tables: f1(tables, 0),
}


def is_answer_or_reason(found: Interval) -> bool:
    """A finite figure, its limits in order or the reason why there are none; without a figure, the reason."""
    if found.value is None or found.low is None or found.high is None:
        assert found.note
        return found.value is None or bool(np.isfinite(found.value))
    return bool(np.isfinite([found.low, found.value, found.high]).all()) and found.low <= found.high


@pytest.mark.parametrize("statistic", COEFFICIENTS.values(), ids=COEFFICIENTS)
@pytest.mark.parametrize(("truth", "said", "employer"), GOLD.values(), ids=GOLD)
@pytest.mark.filterwarnings("error")
def test_agreement(
    statistic: Callable[[Floats], Ratio], truth: list[bool], said: list[bool], employer: list[int]
) -> None:
    tables = confusion_tables([str(x) for x in truth], [str(x) for x in said], [str(x) for x in employer], ("True", "False"))  # fmt: skip
    resampled = resample(tables, seed=1)
    assert is_answer_or_reason(interval_of(statistic, resampled))
    assert is_answer_or_reason(share_interval(statistic, resampled))


@pytest.mark.parametrize(
    "counts",
    [np.zeros((0, 2)), np.zeros((3, 2)), np.array([[2.0, 0.0]]), np.array([[2.0, 0], [2, 0]]), np.array([[1.0, 0]])],
    ids=["no units", "no values", "one unit", "one value alone", "one coder"],
)
@pytest.mark.filterwarnings("error")
def test_alpha_of_several(counts: Floats) -> None:
    assert is_answer_or_reason(interval_of(krippendorff_alpha, resample(coincidences(counts), seed=1)))


@pytest.mark.parametrize("postings", [0, 1, 3])
@pytest.mark.parametrize("found", [True, False], ids=["all found", "none found"])
@pytest.mark.filterwarnings("error")
def test_mentions(postings: int, found: bool) -> None:
    agreement = MentionAgreement()
    label = PostingLabels.model_validate({"job_id": "a", "skills": [{"quote": "Go", "section": "must"}]})
    for _ in range(postings):
        agreement.add("Go", "one employer", label, [Predicted(0, 2, "Go", "must", "Go")] if found else [])
    scores = agreement.scores(seed=1)
    assert bool(scores) == bool(postings)
    assert all(is_answer_or_reason(score.interval) for score in scores)


@pytest.mark.filterwarnings("error")
def test_a_share_of_nothing() -> None:
    assert is_answer_or_reason(share_interval(share, resample(np.zeros((2, 2)), seed=1)))
