from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from rolescope.codebook.model import shipped_codebook
from rolescope.report.sections.differences import Compared, Slicing, read_differences
from rolescope.storage import database, write_table
from rolescope.tables import COMPARISONS

BOOK = shipped_codebook("ai-engineer")
LISTED = {"variable": "skills", "slice_by": "country", "slice": "DE", "n": 40, "n_against": 60, "q_value": 0.01, "m": 7}


def listed(value: str, difference: float, **other: object) -> dict[str, object]:
    limits = {"selected_low": difference - 0.1, "selected_high": difference + 0.1}
    return (
        LISTED
        | {"value": value, "share": 0.5, "share_against": 0.5 - difference, "difference": difference}
        | limits
        | other
    )


def read(folder: Path, rows: list[dict[str, object]], by: str = "country", most: int = 8) -> tuple[Slicing, ...]:
    write_table(folder / "comparisons.parquet", pa.Table.from_pylist(rows, schema=COMPARISONS))
    with database(folder) as sql:
        return read_differences(sql, BOOK, [by], most)


def test_only_what_is_listed_is_shown_the_largest_first_and_all_is_counted(tmp_path: Path) -> None:
    rows = [
        listed("Python", 0.1),
        listed("Rust", -0.3),
        listed("SQL", 0.2, q_value=0.06),
        listed("mentoring", 0.2, variable="responsibilities", m=3),
    ]
    (slicing,) = read(tmp_path, rows)
    (group,) = slicing.groups
    assert (group.name, group.n, group.n_against, group.more) == ("Germany", 40, 60, 0)
    assert [row.title for row in group.rows] == ["Rust", "Mentoring and people", "Python"]
    assert (group.rows[0].low, group.rows[0].high) == pytest.approx((-0.4, -0.2))
    assert slicing.tested == (Compared("Skill", 7, 2), Compared("Duty", 3, 1))
    assert slicing.scale == pytest.approx(0.4)


def test_what_is_not_drawn_is_counted(tmp_path: Path) -> None:
    (slicing,) = read(tmp_path, [listed(f"s{n}", 0.1 + n / 100) for n in range(5)], most=2)
    assert ([row.title for row in slicing.groups[0].rows], slicing.groups[0].more) == (["s4", "s3"], 3)


@pytest.mark.parametrize(
    "row",
    [
        {"variable": "backend", "value": "false"},
        {"variable": "responsibilities", "value": "none"},
        {"variable": "metro", "value": "Berlin"},
        {"slice": "(no resolved place)"},
        {"slice": "unspecified"},
        {"variable": "work_mode", "value": "unspecified"},
    ],
)
def test_mirror_images_and_groups_of_nothing_are_not_shown(tmp_path: Path, row: dict[str, str]) -> None:
    (slicing,) = read(tmp_path, [listed("x", 0.2) | row])
    assert slicing.groups == ()
    assert [tested.listed for tested in slicing.tested] == [1]


def test_a_flag_and_a_kind_of_job_have_their_names(tmp_path: Path) -> None:
    row = listed("true", 0.2, variable="backend", slice_by="role_type", slice="ai-first")
    ((group,),) = (slicing.groups for slicing in read(tmp_path, [row], by="role_type"))
    assert (group.name, group.rows[0].title) == ("AI-first", "Back end")


def test_a_slicing_that_was_not_compared_is_not_shown(tmp_path: Path) -> None:
    assert read(tmp_path, [listed("x", 0.2)], by="seniority") == ()


@pytest.mark.parametrize(("by", "coded"), [("country", False), ("role_type", True)])
def test_groups_that_are_coded_from_the_text_are_told_apart(tmp_path: Path, by: str, coded: bool) -> None:
    (slicing,) = read(tmp_path, [listed("Python", 0.1, slice_by=by, slice="ai-first")], by=by)
    assert slicing.is_coded is coded
