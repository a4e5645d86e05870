from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from rolescope.parts import make_parts, parts_in

TABLES = [pa.table({"n": [n] * n}) for n in (2, 1, 3, 1, 1)]


def batches() -> Iterator[pa.Table]:
    yield from TABLES


class Stage:
    """Gives the rows of each batch as a text; ends where it is told to, as a killed process does."""

    def __init__(self, most: int = 9) -> None:
        self.seen: list[int] = []
        self._most = most

    def __call__(self, stream: Iterator[pa.Table]) -> Generator[tuple[int, str]]:
        for batch in stream:
            if len(self.seen) == self._most:
                raise KeyboardInterrupt
            self.seen.append(batch.num_rows)
            yield batch.num_rows, str(batch.num_rows)


def save(part: Path, results: list[str]) -> None:
    (part / "rows").write_text("+".join(results))


def said(folder: Path) -> dict[str, str]:
    return {part.name: (part / "rows").read_text() for part in parts_in(folder)}


WHOLE = {"00000002": "2+1", "00000003": "3", "00000005": "1+1"}  # a part ends with its third row, or the last one


def test_a_part_is_called_by_the_batches_before_its_end(tmp_path: Path) -> None:
    told: list[int] = []
    assert make_parts(tmp_path, batches(), Stage(), save, 3, told.append) == 0
    assert said(tmp_path) == WHOLE
    assert told == [2, 1, 3, 1, 1]


@pytest.mark.parametrize(("most", "left"), [(0, []), (1, []), (2, [2]), (3, [2, 3]), (4, [2, 3])])
def test_batches_of_parts_that_are_there_are_passed_over(tmp_path: Path, most: int, left: list[int]) -> None:
    with pytest.raises(KeyboardInterrupt):
        make_parts(tmp_path, batches(), Stage(most), save, 3, lambda rows: None)
    assert [int(path.name) for path in sorted(tmp_path.iterdir())] == left
    again, told = Stage(), list[int]()
    assert make_parts(tmp_path, batches(), again, save, 3, told.append) == len(left)
    assert said(tmp_path) == WHOLE
    assert again.seen == [2, 1, 3, 1, 1][max(left, default=0) :]
    assert told == [2, 1, 3, 1, 1]


def test_a_part_that_was_not_whole_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "00000002.partial").mkdir()
    (tmp_path / "00000002.partial" / "half").write_text("x")
    make_parts(tmp_path, batches(), Stage(), save, 3, lambda rows: None)
    assert [path.name for path in (tmp_path / "00000002").iterdir()] == ["rows"]


def test_nothing_is_no_part(tmp_path: Path) -> None:
    assert make_parts(tmp_path, iter(()), Stage(), save, 3, lambda rows: None) == 0
    assert parts_in(tmp_path) == []
