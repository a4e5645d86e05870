from __future__ import annotations

import csv
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rolescope.errors import RolescopeError
from rolescope.storage import write_table
from rolescope.tables import POSTINGS
from rolescope.terms import COLUMNS, Term, unknown_terms, write_terms

ASKED = "Requirements\n\n- Experience with {}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Tide tables: three families (one twice) of two employers; buoy maps: three families of one; foam only in blurbs."""
    texts = [
        ("f1", "e1", ASKED.format("tide tables, Python")),
        ("f1", "e1", ASKED.format("tide tables, Python")),
        ("f2", "e1", ASKED.format("Tide-Tables and buoy maps")),
        ("f3", "e2", "What you will do\n\n- Print work with knowledge of tide tables"),
        ("f4", "e3", ASKED.format("buoy maps")),
        ("f5", "e3", ASKED.format("buoy maps")),
        ("f6", "e3", "About us\n\nWe are known for OpenFoam."),
        ("f7", "e4", "About us\n\nWe are known for OpenFoam."),
        ("f8", "e5", "About us\n\nWe are known for OpenFoam."),
    ]
    rows = [
        {"posting_id": f"p{i}", "family_id": family, "employer_id": employer, "text": text}
        for i, (family, employer, text) in enumerate(texts)
    ]
    write_table(tmp_path / "postings.parquet", pa.Table.from_pylist(rows, schema=POSTINGS))
    return tmp_path


def test_terms_are_counted_by_family_and_employer_by_hand(folder: Path) -> None:
    buoy, tide = unknown_terms(folder, min_families=3, min_employers=2)
    assert (buoy.term, buoy.families, buoy.employers, buoy.required) == ("buoy maps", 3, 2, 3)
    assert (tide.term, tide.families, tide.employers, tide.required) == ("tide tables", 3, 2, 2)
    # 6 pairs of family and term in what is asked for, 3 in the rest: ((3 + 1) / (6 + 1)) / ((0 + 1) / (3 + 1))
    assert tide.weirdness == pytest.approx(4 / 7 * 4)


def test_limits_decide_what_is_listed(folder: Path) -> None:
    assert unknown_terms(folder, min_families=4) == []
    assert unknown_terms(folder, min_employers=3) == []
    assert len(unknown_terms(folder, most=1)) == 1


def test_quotes_are_of_different_families_and_stand_where_they_say(folder: Path) -> None:
    texts = pq.read_table(folder / "postings.parquet")["text"].to_pylist()
    for term in unknown_terms(folder):
        assert len(term.quotes) == 2
        for quote in term.quotes:
            assert texts[int(quote.posting_id[1:])][quote.start_char : quote.end_char] == quote.quote
    (tide,) = [term for term in unknown_terms(folder) if term.term == "tide tables"]
    assert [quote.posting_id for quote in tide.quotes] == ["p0", "p3"]


def test_processes_change_nothing_and_the_folder_stays_as_it_was(folder: Path) -> None:
    assert unknown_terms(folder, workers=2) == unknown_terms(folder, workers=1)
    assert [path.name for path in folder.iterdir()] == ["postings.parquet"]


def test_terms_are_written_one_a_row(folder: Path, tmp_path: Path) -> None:
    found = unknown_terms(folder)
    path = tmp_path / "new" / "terms.csv"
    write_terms(path, [*found, Term("lonely", 1, 1, 0, 1.0, 1.0, (), ())])
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert [row["term"] for row in rows] == [*(term.term for term in found), "lonely"]
    assert rows[0]["quote_2"] == found[0].quotes[1].quote
    assert rows[-1]["quote_1"] == ""


def test_a_folder_without_a_run_is_an_error_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(RolescopeError, match=r"there is no postings\.parquet.*rolescope run"):
        unknown_terms(tmp_path)
