from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rolescope.estimate.expected import expected_shares, measured_errors
from rolescope.estimate.strata import said_of_families, strata_of
from rolescope.estimate.units import open_units
from tests.unit.estimate.tables_by_hand import musts, write_run


def test_families_are_told_apart_by_the_most_demanding_section(tmp_path: Path) -> None:
    postings = [{"employer_id": "a"} for _ in range(4)]
    codes = [
        *musts(0, "SQL", "SQL"), musts(0, "SQL", "SQL")[0] | {"section": "nice"},
        musts(1, "SQL", "SQL")[0] | {"section": "nice", "confidence": 0.8},
        musts(2, "SQL", "SQL")[0] | {"section": "other"}, *musts(3, "Go", "Go"),
    ]  # fmt: skip
    with open_units(write_run(tmp_path, postings, codes), tmp_path, "local") as units:
        said, sure = said_of_families(units, "skills", "mentions", "SQL")
        nobody, _ = said_of_families(units, "role_type", "choice", "")
    assert said == ["named in must", "named in nice", "named in other sections", "not named"]
    assert sure[1] == 0.8 and np.isnan(sure[[0, 2, 3]]).all()
    assert nobody == ["uncoded"] * 4


def test_confidence_cuts_what_was_said_at_its_bands_but_not_what_was_not() -> None:
    found = strata_of(["a", "a", "a", "uncoded"], np.array([0.7, 0.9, 0.69, 0.3]))
    assert found.names == ("a, fairly sure", "a, sure", "a, unsure", "uncoded")
    assert found.of.tolist() == [0, 1, 2, 3]
    assert found.doubt == pytest.approx([0.3, 0.1, 0.31, 0.7])


def test_the_guess_where_nothing_was_coded_is_one_half() -> None:
    size, no = np.array([9.0]), np.array([False])
    assert expected_shares(size, no, no, np.array([np.nan]), (0.15, 0.05)).tolist() == [0.5]


@pytest.mark.parametrize(("said", "e0"), [(1.0, 0.05), (0.0, 0.0)])
def test_errors_where_the_coder_always_or_never_says_yes(said: float, e0: float) -> None:
    assert measured_errors(said, (9, 9), (9, 9)) == pytest.approx((0.05, e0))
