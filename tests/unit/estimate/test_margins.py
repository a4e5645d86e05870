from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rolescope.errors import RolescopeError
from rolescope.estimate.margins import OTHER, Weighting, weigh_families
from rolescope.estimate.units import open_units
from tests.unit.estimate.tables_by_hand import write_run


def posting(country: str | None, size: str | None = None, **more: Any) -> dict[str, Any]:
    return {"employer_id": "e", "employer_size": size, "places": [{"country": None}, {"country": country}], **more}


POSTINGS = [*[posting("DE", "small")] * 6, *[posting("GB", "large")] * 3, posting(None)]


def weighed(folder: Path, margins: dict[str, dict[str, float]], postings: list[dict[str, Any]] = POSTINGS) -> Weighting:
    with open_units(write_run(folder, postings), folder, "local") as units:
        return weigh_families(units, margins, 5)


def test_families_get_the_weights_of_their_margin(tmp_path: Path) -> None:
    found = weighed(tmp_path, {"country": {"DE": 0.5, "GB": 0.4, OTHER: 0.1}})
    assert found.weight.tolist() == pytest.approx([5 / 6] * 6 + [4 / 3] * 3 + [1], abs=1e-6)
    assert found.said["margins"][1] == {"margin": "country", "value": "GB", "before": 0.3, "target": 0.4, "after": 0.4}
    assert found.said["deff"] == pytest.approx(10 * (6 * (5 / 6) ** 2 + 3 * (4 / 3) ** 2 + 1) / 100, abs=1e-6)


def test_a_family_counts_once_by_its_first_posting(tmp_path: Path) -> None:
    postings = [posting("DE", family_id="f"), posting("GB", family_id="f"), posting("GB")]
    found = weighed(tmp_path, {"country": {"DE": 0.6, "GB": 0.4}}, postings)
    assert found.weight.tolist() == pytest.approx([1.2, 0.8])


@pytest.mark.parametrize(
    ("margins", "said"),
    [
        ({"country": {"DE": 0.5, "France": 0.5}}, "margins.country: no posting has 'France' — there is (none), DE, GB"),
        ({"country": {"DE": 0.6, "GB": 0.4}}, r"margins.country: no margin for \(none\), which postings have"),
        ({"employer_size": {"small": 0.4, "large": 0.5, "(none)": 0.05, OTHER: 0.05}}, "stands for nothing"),
        ({"colour": {"red": 1.0}}, "there is no 'colour' to weight by"),
        (
            {"country": {"DE": 0.1, OTHER: 0.9}, "employer_size": {"small": 0.9, OTHER: 0.1}},
            "cannot be met together with weights up to 5",
        ),
    ],
)
def test_margins_that_cannot_be_are_named(tmp_path: Path, margins: dict[str, dict[str, float]], said: str) -> None:
    with pytest.raises(RolescopeError) as error:
        weighed(tmp_path, margins)
    assert said.replace("\\", "") in str(error.value)
