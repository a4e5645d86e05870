"""Forty invented employers, counted by hand.

e00 to e19 have one family each, e20 to e39 two: 60 families. Python: the families of e00 to e09 (10), one
family of each of e20 to e29 (10) and both of e30 to e39 (20): 40 families. As a requirement: those of e00
to e09 and of e20 to e29, 20. Rust is nice to have in e00 to e09, and also work in e00 to e04.
Fax stands in blurbs alone.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from scipy import stats

from rolescope.errors import RolescopeError
from rolescope.estimate.shares import NO_CORPUS_INTERVAL, estimate_shares
from rolescope.estimate.units import open_units
from rolescope.storage import write_table
from rolescope.tables import ASSESSMENTS, CODINGS, ESTIMATES, POSTINGS

Rows = list[dict[str, Any]]


def posting(name: str, employer: str, level: str, family: str | None = None) -> dict[str, Any]:
    return {
        "posting_id": name,
        "employer_id": employer,
        "company": employer,
        "family_id": family or name,
        "level": level,
    }


def coding(name: str, value: str, section: str | None, coder: str = "local") -> dict[str, Any]:
    return {
        "posting_id": name,
        "coder": coder,
        "variable": "skills",
        "value": value,
        "category": "some",
        "section": section,
    }


def hand_made() -> tuple[Rows, Rows]:
    postings: Rows = []
    codings: Rows = []
    for number in range(40):
        employer = f"e{number:02}"
        for family in range(1 if number < 20 else 2):
            name = f"{employer}-{family}"
            postings.append(posting(name, employer, "junior" if number < 5 else "senior"))
            if number < 10 or number >= 30 or (20 <= number < 30 and family == 0):
                codings.append(coding(name, "Python", "work" if number >= 30 else "must"))
            if number < 10:
                codings.append(coding(name, "Rust", "nice"))
            if number < 5:
                codings.append(coding(name, "Rust", "work"))
            codings.append(coding(name, "Fax", "other"))
    return postings, codings


def estimated(
    folder: Path, postings: Rows, codings: Rows, slices: tuple[str, ...] = (), uncoded: tuple[str, ...] = ()
) -> pa.Table:
    said = [
        {"posting_id": p["posting_id"], "coder": "local", "variable": "skills",
         "status": "uncoded" if p["posting_id"] in uncoded else "coded"}
        for p in postings
    ]  # fmt: skip
    write_table(folder / "postings.parquet", pa.Table.from_pylist(postings, schema=POSTINGS))
    write_table(folder / "codings.parquet", pa.Table.from_pylist(codings, schema=CODINGS))
    write_table(folder / "assessments.parquet", pa.Table.from_pylist(said, schema=ASSESSMENTS))
    with open_units(folder, folder, "local") as units:
        return estimate_shares(units, {"skills": "mentions"}, "book@1", slices, 0.95)


Look = Callable[..., dict[str, Any]]


def look_up(table: pa.Table) -> Look:
    rows: Rows = table.to_pylist()

    def look(
        value: str | None, rule: str | None = "any but other", unit: str = "posting", **more: Any
    ) -> dict[str, Any]:
        wanted = {
            "value": value,
            "section_rule": rule,
            "unit": unit,
            "target": "process",
            "slice_by": None,
            "slice": None,
        } | more
        (row,) = [row for row in rows if all(row[key] == says for key, says in wanted.items())]
        return row

    return look


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory) -> Look:
    return look_up(estimated(tmp_path_factory.mktemp("run"), *hand_made(), slices=("level",)))


@pytest.mark.parametrize(
    ("value", "rule", "count"),
    [
        ("Python", "any but other", 40),
        ("Python", "must", 20),
        ("Rust", "any but other", 10),
        ("Rust", "nice", 5),
    ],
)
def test_shares_of_postings_by_section_rule(look: Look, value: str, rule: str, count: int) -> None:
    row = look(value, rule)
    assert (row["n"], row["n_employers"], row["n_uncoded"], row["count"]) == (60, 40, 0, count)
    assert (row["status"], row["share"]) == ("published", pytest.approx(count / 60))
    assert row["low"] < row["share"] < row["high"]


def test_the_interval_of_a_share_of_postings(look: Look) -> None:
    row = look("Python")
    # deff below 1 counts as 1 (see test_clustered); n_effective = 60 (t[59] / t[39])^2; Jeffreys at 2/3 of it
    size = 60 * (stats.t.ppf(0.975, 59) / stats.t.ppf(0.975, 39)) ** 2
    a, b = 2 / 3 * size + 0.5, size / 3 + 0.5
    assert (row["deff"], row["n_effective"]) == (1.0, pytest.approx(size))
    assert (row["low"], row["high"]) == pytest.approx((stats.beta.ppf(0.025, a, b), stats.beta.ppf(0.975, a, b)))


@pytest.mark.parametrize(
    ("value", "rule", "share"),
    [
        ("Python", "any but other", (10 * 1 + 10 * 0.5 + 10 * 1) / 40),
        ("Python", "must", (10 * 1 + 10 * 0.5) / 40),
        ("Rust", "any but other", 10 / 40),
        ("Rust", "nice", 5 / 40),
    ],
)
def test_shares_of_employers_are_means_of_their_own_shares(look: Look, value: str, rule: str, share: float) -> None:
    row = look(value, rule, unit="employer")
    assert (row["status"], row["share"], row["n_employers"]) == ("published", pytest.approx(share), 40)


def test_the_corpus_share_has_no_interval_and_says_why(look: Look) -> None:
    row = look("Python", target="corpus")
    assert (row["count"], row["share"], row["note"]) == (40, pytest.approx(2 / 3), NO_CORPUS_INTERVAL)
    assert [row[name] for name in ("low", "high", "n_effective")] == [None] * 3


def test_what_stands_in_other_sections_alone_is_no_demand(tmp_path: Path) -> None:
    values = set(estimated(tmp_path, *hand_made()).column("value").to_pylist())
    assert values == {"Python", "Rust"}


def test_a_slice_of_few_employers_is_refused_with_the_reason(look: Look) -> None:
    row = look(None, None, slice_by="level", slice="junior")
    assert (row["status"], row["share"], row["n"], row["note"]) == (
        "too thin",
        None,
        5,
        "5 employers, at least 10 are needed",
    )


def test_a_slice_is_estimated_on_its_own_postings(look: Look) -> None:
    row = look("Python", slice_by="level", slice="senior")
    # without e00 to e04: 35 of 55
    assert (row["n"], row["count"], row["share"]) == (55, 35, pytest.approx(35 / 55))


def test_a_share_that_is_too_wide_is_refused_but_not_hidden(tmp_path: Path) -> None:
    # 14 employers of 3 families that all agree with themselves: half of 42, but 14 clusters
    postings = [posting(f"e{e}-{f}", f"e{e}", "all") for e in range(14) for f in range(3)]
    codings = [coding(p["posting_id"], "Python", "must") for p in postings[:21]]
    row = look_up(estimated(tmp_path, postings, codings))("Python")
    assert (row["status"], row["share"], row["low"], row["high"]) == ("too thin", None, None, None)
    assert row["note"] and row["n_effective"] < 30


def test_a_family_counts_once_and_has_what_any_of_its_postings_has(tmp_path: Path) -> None:
    postings, codings = hand_made()
    repost = posting("repost", "e30", "junior", family="e30-0")
    table = estimated(
        tmp_path,
        [*postings, repost],
        [*codings, coding("repost", "Zig", "must"), coding("repost", "Python", "must")],
    )
    look = look_up(table)
    assert (look("Python")["n"], look("Python")["count"]) == (60, 40)
    assert (look("Python", "must")["count"], look("Zig")["count"]) == (21, 1)


def test_a_family_counts_once_in_each_slice_in_which_it_appears(tmp_path: Path) -> None:
    postings, codings = hand_made()
    repost = posting("repost", "e39", "junior", family="e39-0")
    rows = estimated(tmp_path, [*postings, repost], codings, slices=("level",)).to_pylist()
    assert {(row["slice"], row["n"]) for row in rows} == {(None, 60), ("junior", 6), ("senior", 55)}


def test_shares_are_over_coded_families_and_the_others_are_counted(tmp_path: Path) -> None:
    look = look_up(estimated(tmp_path, *hand_made(), uncoded=("e00-0", "e10-0", "e20-1")))
    row = look("Python")
    # e00-0 has Python, e10-0 and e20-1 have not: 39 of 57
    assert (row["n"], row["n_uncoded"], row["count"], row["share"]) == (57, 3, 39, pytest.approx(39 / 57))


def test_another_coders_codes_are_never_mixed_in(tmp_path: Path) -> None:
    postings, codings = hand_made()
    theirs = [coding(p["posting_id"], "Python", None, coder="imported") for p in postings]
    assert look_up(estimated(tmp_path, postings, codings + theirs))("Python")["count"] == 40


def test_the_whole_corpus_is_refused_too_where_it_has_few_employers(tmp_path: Path) -> None:
    postings = [posting(f"e{e}-{f}", f"e{e}", "all") for e in range(9) for f in range(40)]
    codings = [coding(p["posting_id"], "Python", "must") for p in postings[::2]]
    rows = estimated(tmp_path, postings, codings).to_pylist()
    assert {row["status"] for row in rows if row["target"] == "process"} == {"too thin"}


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    postings, codings = hand_made()
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    forward = estimated(tmp_path / "a", postings, codings, slices=("level",))
    backward = estimated(tmp_path / "b", postings[::-1], codings[::-1], slices=("level",))
    assert forward.to_pylist() == backward.to_pylist()


def test_the_table_is_public_sorted_and_its_ids_are_unique(tmp_path: Path) -> None:
    table = estimated(tmp_path, *hand_made(), slices=("level", "company"))
    ids = table.column("estimate_id").to_pylist()
    assert table.schema == ESTIMATES
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("column", ["colour", "1; drop table postings", "text"])
def test_an_unknown_slice_is_an_error_that_names_the_known_ones(tmp_path: Path, column: str) -> None:
    with pytest.raises(RolescopeError, match=r"cannot slice by.*level"):
        estimated(tmp_path, *hand_made(), slices=(column,))


def test_no_postings_give_no_estimates(tmp_path: Path) -> None:
    assert estimated(tmp_path, [], []).num_rows == 0
