from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rolescope.errors import RolescopeError
from rolescope.evaluation.agreement import measure_agreement
from rolescope.evaluation.coders import Comparison, compare_coders
from rolescope.evaluation.figure import Chance
from rolescope.evaluation.sides import choose_sides
from rolescope.storage import write_table
from tests.unit.evaluation.run_by_hand import code, make_run, named, posting, right_of

TEXT = "Green tea, Python and Postgres"


@pytest.fixture
def runs(tmp_path: Path) -> tuple[Path, Path]:
    """Two coders of two postings; the second writes skills its own way and has no quotes."""
    first = make_run(
        tmp_path / "a",
        [
            posting("s1", TEXT, values={"kind": "green"}, codes=[
                code(TEXT, "kind", "Green tea", "green"), code(TEXT, "skills", "Postgres", "PostgreSQL"),
                code(TEXT, "skills", "Python", section="other"),
            ]),
            posting("s2", TEXT, values={"kind": "black"}, codes=[code(TEXT, "skills", "Python")]),
            posting("only here", TEXT, values={"kind": "black"}),
        ],
    )  # fmt: skip
    no_quote = {"variable": "skills", "grounding": "none"}
    second = make_run(
        tmp_path / "b",
        [
            posting("s1", TEXT, values={"kind": "black"}, codes=[no_quote | {"value": "Postgres"}]),
            posting("s2", TEXT, values={"kind": "black"}, codes=[no_quote | {"value": "Docker"}]),
        ],
        coder="imported",
    )
    return first, second


def compare(first: Path, second: Path | None, coders: str | None = None) -> Comparison:
    return compare_coders(*choose_sides(first, second, coders, nobody), Chance(1))


def nobody(folder: Path, coder: str) -> None:
    """No coder codes a run again."""


def test_two_runs_are_compared_by_hand(runs: tuple[Path, Path]) -> None:
    found = compare(*runs)
    figures = [figure for part in found.parts for figure in part.figures]
    assert (found.postings, found.employers, found.first.coder, found.second.coder) == (2, 2, "local", "imported")
    assert right_of(figures, "coders.kind.accuracy") == (1, 2)
    # PostgreSQL in both spellings; Python is in section other of s1; s2: Python against Docker
    assert right_of(figures, "coders.skills.precision") == (1, 2)
    assert right_of(figures, "coders.skills.recall") == (1, 2)
    assert "coders.iced.accuracy" not in named(figures)


def test_where_they_differ_both_sides_are_shown_with_their_quotes(runs: tuple[Path, Path]) -> None:
    parts = {part.variable: part for part in compare(*runs).parts}
    assert [tuple(miss) for miss in parts["kind"].misses] == [("s1", "green", "black", "Green tea", "(no quote)")]
    assert {tuple(miss) for miss in parts["skills"].misses} == {
        ("s2", "Python", "none", "Python", ""), ("s2", "none", "Docker", "", "(no quote)"),
    }  # fmt: skip
    assert (parts["skills"].missed, parts["skills"].wrong) == ({"Python": 1}, {"Docker": 1})


def test_two_coders_of_one_run_are_chosen_by_name(runs: tuple[Path, Path], tmp_path: Path) -> None:
    both = make_run(tmp_path / "both", [posting("s1", TEXT), posting("s2", TEXT)])
    for table in ("codings", "assessments"):
        parts = [pq.read_table(run / f"{table}.parquet") for run in runs]
        write_table(both / f"{table}.parquet", pa.concat_tables(parts))
    found = compare(both, None, "imported, local")
    assert measure_agreement(both, Chance(1), coders="local,imported").coder == "local"
    assert (found.first.coder, found.second.coder, found.postings) == ("imported", "local", 2)
    with pytest.raises(RolescopeError, match=r"holds codes of imported, local — say which two with --coders"):
        compare(both, runs[0])


@pytest.mark.parametrize(
    ("coders", "said"),
    [
        ("local,imported", r"holds no codes of 'imported', only of local — run the other coder .*--against"),
        ("local,local", r"'local' would be compared with itself — give another run with --against"),
        ("local", r"'local' is not two coders — give two names"),
        ("local,", r"is not two coders"),
    ],
)
def test_coders_that_are_not_there_are_named_with_the_remedy(runs: tuple[Path, Path], coders: str, said: str) -> None:
    with pytest.raises(RolescopeError, match=said):
        compare(runs[0], None, coders)


def test_a_coder_that_the_run_does_not_hold_codes_it_again(runs: tuple[Path, Path], tmp_path: Path) -> None:
    asked: list[tuple[Path, str]] = []

    def again(folder: Path, coder: str) -> Path:
        asked.append((folder, coder))
        return runs[1]

    sides = choose_sides(runs[0], None, "local,imported", again)
    found = compare_coders(*sides, Chance(1))
    assert asked == [(runs[0], "imported")]
    assert (found.postings, str(found.second)) == (2, f"imported ({runs[0]}, coded for this comparison)")
    assert {part.variable for part in found.parts} == {part.variable for part in compare(*runs).parts}


def test_runs_of_other_postings_are_an_error_with_the_remedy(runs: tuple[Path, Path], tmp_path: Path) -> None:
    other = make_run(tmp_path / "c", [posting("s9", values={"kind": "green"})])
    with pytest.raises(RolescopeError, match=r"no posting is coded in .* too — compare runs of studies"):
        compare(runs[0], other)
