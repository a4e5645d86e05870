from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rolescope.errors import RolescopeError
from rolescope.estimate.units import make_slices, make_units
from rolescope.storage import database
from tests.unit.estimate.tables_by_hand import write_run

BERLIN: dict[str, Any] = {"city": "Berlin", "country": "DE", "metro": "Berlin"}
PARIS: dict[str, Any] = {"city": "Paris", "country": "FR", "metro": None}
POSTINGS: list[dict[str, Any]] = [
    {"employer_id": "a", "family_id": "one", "places": [BERLIN], "work_mode": "remote"},
    {"employer_id": "a", "family_id": "one", "places": [PARIS, BERLIN], "work_mode": "remote"},
    {"employer_id": "b", "family_id": "two", "places": [], "work_mode": None},
]


def slices(folder: Path, slice_by: str | None) -> list[tuple[str, str]]:
    with database(write_run(folder, POSTINGS)) as sql:
        make_units(sql, slice_by, "skills", "local")
        rows = sql.execute("select slice, family_id from units order by 1, 2").fetchall()
    return [(name, family) for name, family in rows]


def test_a_family_counts_once_in_each_city_of_its_members(tmp_path: Path) -> None:
    assert slices(tmp_path, "city") == [("(no resolved place)", "two"), ("Berlin", "one"), ("Paris", "one")]


def test_the_whole_corpus_is_one_slice_of_families(tmp_path: Path) -> None:
    assert slices(tmp_path, None) == [("", "one"), ("", "two")]


def test_what_is_not_stated_is_a_visible_slice(tmp_path: Path) -> None:
    assert slices(tmp_path, "work_mode") == [("(none)", "two"), ("remote", "one")]


def test_an_unknown_slice_is_an_error_that_lists_the_known_ones(tmp_path: Path) -> None:
    with (
        database(write_run(tmp_path, POSTINGS)) as sql,
        pytest.raises(RolescopeError, match=r"cannot slice.*seniority"),
    ):
        make_slices(sql, "weather", "local")
