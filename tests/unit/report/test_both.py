from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa

from rolescope.report.behind import PER_FIGURE
from rolescope.report.both import Both, read_both
from rolescope.storage import database, write_table
from rolescope.tables import CODINGS, POSTINGS

PAIR = Both("skills", "Go", "SQL")
NEAR = "We use SQL, Ada and Go here."


def write_run(folder: Path, texts: dict[str, str], **others: Any) -> None:
    """A posting a text, each a family of its own; every Go and SQL in a text is coded."""
    postings = [
        {"posting_id": name, "family_id": name, "title": f"title of {name}", "text": text}
        for name, text in texts.items()
    ]
    codings = [
        {"posting_id": name, "coder": "local", "variable": "skills", "value": value, "field": "text"}
        | {"grounding": "exact", "section": "must", "start_char": start, "end_char": start + len(value)}
        | others
        for name, text in texts.items()
        for value in ("Go", "SQL")
        for start in range(len(text))
        if text.startswith(value, start)
    ]
    write_table(folder / "postings.parquet", pa.Table.from_pylist(postings, schema=POSTINGS))
    write_table(folder / "codings.parquet", pa.Table.from_pylist(codings, schema=CODINGS))


def read(folder: Path, *wanted: Both, seed: int = 1) -> dict[Both, Any]:
    with database(folder) as sql:
        return {
            pair: (behind.postings, [(piece.title, piece.before, piece.quote) for piece in behind.evidence])
            for pair, behind in read_both(sql, "local", wanted, seed).items()
        }


def test_mentions_near_each_other_are_one_quote_and_others_two(tmp_path: Path) -> None:
    far = f"Go is asked for{' and so on' * 20} and SQL too."
    write_run(tmp_path, {"near": NEAR, "far": far, "lines": "Go\nSQL", "one": "Go alone"})
    number, quotes = read(tmp_path, PAIR)[PAIR]
    assert number == PER_FIGURE == 3
    assert [(title, quote) for title, _, quote in quotes] == [
        ("title of far", "Go"), ("title of far", "SQL"), ("title of lines", "Go"), ("title of lines", "SQL"),
        ("title of near", "SQL, Ada and Go"),
    ]  # fmt: skip


def test_of_several_mentions_the_nearest_two_are_quoted(tmp_path: Path) -> None:
    write_run(tmp_path, {"p": "Go it is.\nSQL first.\nThen SQL/Go."})
    assert read(tmp_path, PAIR)[PAIR] == (1, [("title of p", "Then ", "SQL/Go")])


def test_a_pair_that_only_another_section_or_coder_names_has_no_quotes(tmp_path: Path) -> None:
    write_run(tmp_path, {"p": NEAR}, section="other")
    assert read(tmp_path, PAIR) == read(tmp_path) == {}
    write_run(tmp_path, {"p": NEAR}, coder="another")
    assert read(tmp_path, PAIR) == {}


def test_the_postings_are_drawn_by_the_seed(tmp_path: Path) -> None:
    write_run(tmp_path, {f"p{number}": NEAR for number in range(20)})
    first, again, other = (read(tmp_path, PAIR, seed=seed) for seed in (1, 1, 2))
    assert first == again != other
