from __future__ import annotations

import pytest
from statsmodels.stats.proportion import proportion_confint

from rolescope.estimate.gold_only import wilson


@pytest.mark.parametrize(("yes", "n"), [(0, 10), (3, 10), (50, 100), (200, 200)])
def test_wilson_is_that_of_statsmodels(yes: int, n: int) -> None:
    found = wilson(yes / n, n, 0.9)
    assert (found.low, found.high) == pytest.approx(proportion_confint(yes, n, alpha=0.1, method="wilson"), abs=1e-9)


def test_no_labels_allow_any_share_and_labels_of_all_allow_one() -> None:
    assert [float(x) for x in wilson(0.3, 0)] == [0.5, 0.0, 1.0]
    assert [float(x) for x in wilson(0.3, float("inf"))] == pytest.approx([0.3, 0.3, 0.3])
