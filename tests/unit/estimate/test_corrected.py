"""A hundred families of an employer each; the coder finds Go in 40, of which 30 have it, and misses it in 6 of 60."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from rolescope.errors import RolescopeError
from rolescope.estimate.comparisons import compare_slices
from rolescope.estimate.corrected import STATISTIC, estimate_corrected
from rolescope.estimate.corrections import CORRECTIONS
from rolescope.estimate.gold_sample import open_gold
from rolescope.estimate.two_phase import Strata, corrected_corpus, corrected_process
from rolescope.estimate.units import open_units
from rolescope.storage import write_table
from rolescope.tables import ASSESSMENTS, CODINGS, GOLD
from tests.unit.estimate.tables_by_hand import write_run

SAID = range(40)
TRUE = [*range(30), *range(94, 100)]
Rows = dict[tuple[str, str | None, str], dict[str, Any]]


def corrected(
    folder: Path,
    labelled: list[int],
    probability: float | tuple[float, ...] | None = 0.5,
    slices: tuple[str, ...] = (),
    families: int = 100,
    copies: int = 1,
    correction: str = "mover",
    others: tuple[str, ...] = (),
) -> Rows:
    """Corrected shares of Go by status of the slice: by (target, slice, status)."""
    postings = [
        {
            "employer_id": f"e{n}",
            "family_id": f"f{n // 100}-{n % families}",
            "seniority": "senior" if n % 10 < 7 else "junior",
        }
        for n in range(100 * copies)
    ]
    codes = [{"posting_id": f"p{n:03}", "value": "Go"} for n in range(100 * copies) if n % 100 in SAID]
    codes += [{"posting_id": f"p{n:03}", "value": "Go", "coder": other} for other in others for n in range(100)]
    write_run(folder, postings, codes)
    drawn = cycle(probability if isinstance(probability, tuple) else (probability,))
    gold = [{"posting_id": f"p{n:03}", "inclusion_prob": p} for n, p in zip(labelled, drawn, strict=False)]
    write_table(folder / "gold.parquet", pa.Table.from_pylist(gold, schema=GOLD))
    coded = folder / "gold"
    coded.mkdir()
    truth = [
        {"posting_id": f"p{n:03}", "variable": "skills", "value": "Go", "section": "work"}
        for n in labelled
        if n % 100 in TRUE
    ]
    said = [{"posting_id": f"p{n:03}", "variable": "skills", "status": "coded"} for n in labelled]
    write_table(coded / "codings.parquet", pa.Table.from_pylist(truth, schema=CODINGS))
    write_table(coded / "assessments.parquet", pa.Table.from_pylist(said, schema=ASSESSMENTS))
    with open_units(folder, folder, "local") as units:
        open_gold(units, folder / "gold.parquet", coded)
        method = CORRECTIONS[correction]
        rows = estimate_corrected(units, {"skills": "mentions"}, "book@1", slices, 0.95, method).to_pylist()
    assert {row["statistic"] for row in rows} <= {STATISTIC}
    return {(row["target"], row["slice"], row["status"]): row for row in rows if row["section_rule"] == "any but other"}


def test_a_share_is_corrected_by_the_strata_of_what_the_coder_said(tmp_path: Path) -> None:
    labelled = [*range(20, 40), *range(70, 100)]  # 10 of 20 true where the coder says yes, 6 of 30 where it says no
    found = corrected(tmp_path, labelled)
    strata = Strata(*np.array([[60.0, 40], [30, 20], [6 / 30, 10 / 20]]))
    process = found["process", None, "published"]
    assert process["share"] == pytest.approx(0.6 * 0.2 + 0.4 * 0.5)
    expected = corrected_process(strata, 100 / 99, 1.0)
    assert (process["low"], process["high"]) == pytest.approx((expected.low, expected.high), abs=2e-3)
    assert (process["n_gold"], process["note"]) == (50, None)
    corpus, within = found["corpus", None, "published"], corrected_corpus(strata)
    assert (corpus["low"], corpus["high"]) == pytest.approx((within.low, within.high))


def test_labels_without_a_design_correct_nothing(tmp_path: Path) -> None:
    assert corrected(tmp_path, list(range(50)), probability=None) == {}


def test_few_labels_correct_nothing(tmp_path: Path) -> None:
    assert corrected(tmp_path, list(range(29))) == {}


def test_a_posting_of_a_large_family_stands_for_a_part_of_it(tmp_path: Path) -> None:
    # two postings a family: 50 families, the coder finds Go in f0 to f39; each label stands for 1 / (π · 2)
    found = corrected(tmp_path, list(range(50)), families=50)
    row = found["process", None, "published"]
    assert row["n"] == 50
    assert row["share"] == pytest.approx(0.8 * 30 / 40 + 0.2 * 0)


def test_a_slice_with_its_own_gold_is_corrected_by_it_and_another_is_synthetic(tmp_path: Path) -> None:
    # thrice 50 of 70 senior, twice 10 of 30 junior
    labelled = [n for n in range(300) if n % 10 < 5 or (n % 10 == 9 and n < 200)]
    found = corrected(tmp_path, labelled, slices=("seniority",), copies=3)
    senior = found["process", "senior", "published"]
    # the coder says yes of 28, no of 42; gold: 15 of 20 and 1 of 30
    assert (senior["n_gold"], senior["share"]) == (150, pytest.approx(0.4 * 15 / 20 + 0.6 * 1 / 30))
    synthetic = found["process", "junior", "synthetic"]
    assert "error rates of the whole corpus; that they hold here has p = " in synthetic["note"]
    # yes of 12, no of 18; gold of all: 3 * 15 + 2 * 3 of 68 where it says yes, 3 * 1 + 2 * 1 of 102 where no
    assert (synthetic["n_gold"], synthetic["share"]) == (170, pytest.approx(0.4 * 51 / 68 + 0.6 * 5 / 102))
    assert ("corpus", "junior", "synthetic") not in found


def test_where_the_coder_says_yes_and_nobody_looked_any_share_is_allowed(tmp_path: Path) -> None:
    found = corrected(tmp_path, list(range(40, 100)))
    (row,) = [row for (target, _, _), row in found.items() if target == "process"]
    assert row["status"] == "too thin"
    assert row["share"] is None


def test_the_method_is_the_studys_and_is_named(tmp_path: Path) -> None:
    labelled = [*range(20, 40), *range(70, 100)]
    for name, share in (("mover", 0.32), ("ppi", 0.32), ("gold-only", 16 / 50)):
        (tmp_path / name).mkdir()
        found = corrected(tmp_path / name, labelled, correction=name)
        for target in ("process", "corpus"):
            row = found[target, None, "published"]
            assert row["method"] == CORRECTIONS[name].name
            assert row["share"] == pytest.approx(share, abs=0.01)
            assert 0 <= row["low"] < row["share"] < row["high"] <= 1


def test_a_method_that_cannot_borrow_error_rates_refuses_a_slice_with_few_labels(tmp_path: Path) -> None:
    labelled = [n for n in range(300) if n % 10 < 5 or (n % 10 == 9 and n < 200)]
    for name in ("ppi", "gold-only"):
        (tmp_path / name).mkdir()
        found = corrected(tmp_path / name, labelled, slices=("seniority",), copies=3, correction=name)
        assert ("process", "senior", "published") in found
        refused = found["process", "junior", "too thin"]
        assert refused["share"] is None
        assert refused["note"].startswith("20 labelled postings here, at least 30 are needed")


def test_ppi_refuses_labels_drawn_with_unequal_probabilities(tmp_path: Path) -> None:
    labelled = [*range(20, 40), *range(70, 100)]
    with pytest.raises(RolescopeError, match=r"equal probabilities, not with 0.25 to 0.5 .*`correction: mover`"):
        corrected(tmp_path, labelled, probability=(0.25, 0.5), correction="ppi")


def test_comparisons_know_nothing_of_synthetic_shares(tmp_path: Path) -> None:
    labelled = [n for n in range(300) if n % 10 < 5 or (n % 10 == 9 and n < 200)]
    assert ("process", "junior", "synthetic") in corrected(tmp_path, labelled, slices=("seniority",), copies=3)
    with open_units(tmp_path, tmp_path, "local") as units:
        before = compare_slices(units, {"skills": "mentions"}, ("seniority",), 0.95)
        open_gold(units, tmp_path / "gold.parquet", tmp_path / "gold")
        assert compare_slices(units, {"skills": "mentions"}, ("seniority",), 0.95).equals(before)
    junior = next(row for row in before.to_pylist() if row["slice"] == "junior")
    assert junior["share"] == pytest.approx(0.4)  # what the coder says, not what is corrected


def test_another_coders_codes_are_never_mixed_in(tmp_path: Path) -> None:
    labelled = [*range(20, 40), *range(70, 100)]
    for name in ("alone", "beside"):
        (tmp_path / name).mkdir()
    alone = corrected(tmp_path / "alone", labelled)
    beside = corrected(tmp_path / "beside", labelled, others=("imported",))
    assert alone == beside
