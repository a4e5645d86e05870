from __future__ import annotations

import warnings
from itertools import permutations
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rolescope.clean.assemble import assemble, write_cleaned
from rolescope.clean.postings import clean_batch
from rolescope.ledger import Ledger
from rolescope.tables import POSTINGS, RAW

RECORD: dict[str, Any] = {
    "source": "s",
    "source_id": "7",
    "frame_id": "f",
    "wave": "w",
    "url": "u",
    "origin": "o",
    "title": "Map maker",
    "company": "Inkwell",
    "text": "Draw maps.",
    "places": ["Porto"],
    "level": "",
    "date_posted": "2026-02-03",
}


def kept(folder: Path, *records: dict[str, Any]) -> tuple[list[dict[str, Any]], Ledger, bytes]:
    folder.mkdir(exist_ok=True)
    raw = pa.Table.from_pylist([RECORD | record for record in records], schema=RAW)
    ledger = Ledger()
    out = folder / "postings.parquet"
    run = folder / "run.parquet"
    write_cleaned(run, 1, [clean_batch(raw)[0]])
    count = assemble([run], folder, out, ledger)
    table = pq.read_table(out)
    assert table.schema == POSTINGS
    rows: list[dict[str, Any]] = table.to_pylist()
    assert len(rows) == count
    content = out.read_bytes()
    out.unlink()
    return rows, ledger, content


def test_postings_of_different_ids_are_all_kept_and_sorted(tmp_path: Path) -> None:
    rows, ledger, _ = kept(tmp_path, *({"source_id": str(n)} for n in range(50)))
    ids = [row["posting_id"] for row in rows]
    assert len(ids) == 50
    assert ids == sorted(ids)
    assert not ledger


def test_a_record_that_is_repeated_is_kept_once_and_counted(tmp_path: Path) -> None:
    rows, ledger, _ = kept(tmp_path, {}, {}, {})
    assert len(rows) == 1
    assert dict(ledger.dropped) == {"repeated record": 2}
    assert ledger.examples["repeated record"][0].place == "s, id 7"


def test_of_one_id_with_other_content_the_newest_stays_and_it_is_counted(tmp_path: Path) -> None:
    old, new, undated = (
        {"text": "Old."},
        {"text": "New.", "date_posted": "2026-02-09"},
        {"text": "Z.", "date_posted": ""},
    )
    rows, ledger, _ = kept(tmp_path, old, new, undated)
    assert [row["text"] for row in rows] == ["New."]
    assert dict(ledger.dropped) == {"duplicate id with other content": 2}


def test_the_same_id_in_another_source_is_another_posting(tmp_path: Path) -> None:
    rows, ledger, _ = kept(tmp_path, {"source": "s"}, {"source": "t"})
    assert len(rows) == 2
    assert not ledger


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Other."},
        {"url": "elsewhere"},
        {"places": ["Faro"]},
        {"level": "Senior"},
        {"frame_id": "g", "wave": "x"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_which_one_stays_does_not_hang_on_the_order_of_the_input(tmp_path: Path, change: dict[str, Any]) -> None:
    records = [{}, change, {"source_id": "8"}]
    tables = {kept(tmp_path / str(n), *order)[2] for n, order in enumerate(permutations(records))}
    assert len(tables) == 1


def test_no_warning_of_a_library_reaches_the_user(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(kept(tmp_path, {})[0]) == 1


def test_no_postings_make_an_empty_table(tmp_path: Path) -> None:
    assert kept(tmp_path)[0] == []
