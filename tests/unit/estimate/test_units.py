from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rolescope.errors import RolescopeError
from rolescope.estimate.units import FACT, open_units
from tests.unit.estimate.tables_by_hand import write_run

BERLIN: dict[str, Any] = {"city": "Berlin", "country": "DE", "metro": "Berlin"}
PARIS: dict[str, Any] = {"city": "Paris", "country": "FR", "metro": None}
POSTINGS: list[dict[str, Any]] = [
    {"employer_id": "a", "family_id": "one", "places": [BERLIN], "work_mode": "remote"},
    {"employer_id": "a", "family_id": "one", "places": [PARIS, BERLIN], "work_mode": "remote"},
    {"employer_id": "b", "family_id": "two", "places": [], "work_mode": None},
]


def slices(folder: Path, slice_by: str | None) -> list[tuple[str, str]]:
    with open_units(write_run(folder, POSTINGS), folder, "local") as units:
        found = f"select distinct slice, family_id from {units.slices(slice_by)} join postings using (posting_id)"
        rows = units.sql.execute(f"{found} order by 1, 2").fetchall()
    return [(name, family) for name, family in rows]


def test_a_family_counts_once_in_each_city_of_its_members(tmp_path: Path) -> None:
    assert slices(tmp_path, "city") == [("(no resolved place)", "two"), ("Berlin", "one"), ("Paris", "one")]


def test_the_whole_corpus_is_one_slice_of_families(tmp_path: Path) -> None:
    assert slices(tmp_path, None) == [("", "one"), ("", "two")]


def test_what_is_not_stated_is_a_visible_slice(tmp_path: Path) -> None:
    assert slices(tmp_path, "work_mode") == [("(none)", "two"), ("remote", "one")]


def test_a_family_in_two_waves_counts_in_both_with_its_places(tmp_path: Path) -> None:
    waves = ("2026-02-01", "2026-03-01", "2026-03-01")
    postings = [posting | {"wave": wave} for posting, wave in zip(POSTINGS, waves, strict=True)]
    with open_units(write_run(tmp_path, postings), tmp_path, "local") as units:
        found = f"select slice, family from {units.slices('wave')} order by all"
        assert units.sql.execute(found).fetchall() == [("2026-02-01", 1), ("2026-03-01", 1), ("2026-03-01", 2)]
        assert units.sql.execute(f"select slice from {units.slices('city')} where family = 1 order by 1").fetchall() == [
            ("Berlin",), ("Paris",),
        ]  # fmt: skip


def test_titles_are_sliced_by_the_job_that_they_name(tmp_path: Path) -> None:
    named: list[dict[str, Any]] = [{"role_title": "AI engineer"}, {"role_title": "AI engineer"}, {"role_title": None}]
    postings = [posting | name for posting, name in zip(POSTINGS, named, strict=True)]
    with open_units(write_run(tmp_path, postings), tmp_path, "local") as units:
        found = f"select slice, family from {units.slices('title')} order by all"
        assert units.sql.execute(found).fetchall() == [("(none)", 2), ("AI engineer", 1)]


def test_an_unknown_slice_is_an_error_that_lists_the_known_ones(tmp_path: Path) -> None:
    with (
        open_units(write_run(tmp_path, POSTINGS), tmp_path, "local") as units,
        pytest.raises(RolescopeError, match=r"cannot slice.*seniority"),
    ):
        units.slices("weather")


def test_a_family_has_the_employer_of_all_its_postings_and_its_first_posting(tmp_path: Path) -> None:
    postings = [{"employer_id": "b", "family_id": "one"}, {"employer_id": "a", "family_id": "one"}]
    with open_units(
        write_run(tmp_path, [*postings, {"employer_id": "b", "family_id": "two"}]), tmp_path, "local"
    ) as units:
        assert units.sql.execute("select family, employer, first from families order by family").fetchall() == [
            (1, 1, "p000"), (2, 2, "p002"),
        ]  # fmt: skip


def test_a_family_holds_a_value_in_every_section_in_which_a_posting_names_it(tmp_path: Path) -> None:
    codes = [
        {"posting_id": "p000", "value": "Go", "section": "nice"},
        {"posting_id": "p001", "value": "Go", "section": "work"},
        {"posting_id": "p002", "value": "Ada", "section": "other"},
    ]
    with open_units(write_run(tmp_path, POSTINGS, codes), tmp_path, "local") as units:
        units.hold("skills", "mentions")
        assert units.sql.execute("select value, must, work, nice from held join codes using (code)").fetchall() == [
            ("Go", False, True, True)
        ]


def test_a_family_has_the_facts_that_any_of_its_postings_states(tmp_path: Path) -> None:
    with open_units(write_run(tmp_path, POSTINGS), tmp_path, "local") as units:
        found = {}
        for variable in ("country", "work_mode", "years_min"):
            units.hold(variable, FACT)
            rows = units.sql.execute("select family, value from held join codes using (code) order by 1, 2").fetchall()
            found[variable] = rows
            assert units.sql.execute("select count(*) from coded").fetchone() == (2,)
    assert found == {"country": [(1, "DE"), (1, "FR")], "work_mode": [(1, "remote")], "years_min": []}


@pytest.mark.parametrize(
    ("years", "band"),
    [(0, "0 to 2 years"), (2, "0 to 2 years"), (3, "3 to 4 years"), (5, "5 to 7 years"), (8, "8 years and more")],
)
def test_years_are_banded(tmp_path: Path, years: int, band: str) -> None:
    with open_units(write_run(tmp_path, [{"employer_id": "a", "years_min": years}]), tmp_path, "local") as units:
        units.hold("years_min", FACT)
        assert units.sql.execute("select value from codes").fetchall() == [(band,)]
