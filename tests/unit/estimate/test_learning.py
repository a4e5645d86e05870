from __future__ import annotations

from pathlib import Path

from rolescope.estimate.learning import learning_path
from rolescope.estimate.units import open_units
from tests.unit.estimate.tables_by_hand import musts, write_run


def test_the_path_takes_what_meets_most_and_counts_the_postings_met(tmp_path: Path) -> None:
    # 30 postings ask for Python alone, 10 for Python and SQL, 5 for Rust alone: Python, SQL (10 halves), Rust (5).
    texts = ["Python"] * 30 + ["Python and SQL"] * 10 + ["Rust"] * 5
    postings = [{"employer_id": f"e{n}", "text": text} for n, text in enumerate(texts)]
    codes = [
        code
        for n, text in enumerate(texts)
        for code in musts(n, text, *[s for s in ("Python", "SQL", "Rust") if s in text])
    ]
    with open_units(write_run(tmp_path, postings, codes), tmp_path, "local") as units:
        path = learning_path(units, 0.95).to_pylist()
    half = [(row["value"], round(row["share"], 4)) for row in path if row["threshold"] == 0.5]
    most = [(row["value"], round(row["share"], 4)) for row in path if row["threshold"] == 0.9]
    assert half[0] == ("Python", round(40 / 45, 4))
    assert most[0] == ("Python", round(30 / 45, 4))
    assert [value for value, _ in most] in (["Python", "Rust", "SQL"], ["Python", "SQL", "Rust"])
    assert most[2][1] == 1.0
    assert all(row["low"] <= row["share"] <= row["high"] for row in path)


def test_a_path_is_measured_on_employers_that_had_no_say_in_it(tmp_path: Path) -> None:
    # Employers are dealt into folds by their number, 1 to 10 here: the fold of 5 and 10 alone asks for Zig.
    texts = ["Zig" if n in (4, 9) else "Ada" for n in range(10)] * 2
    postings = [{"employer_id": f"e{n % 10}", "text": text} for n, text in enumerate(texts)]
    codes = [code for n, text in enumerate(texts) for code in musts(n, text, text)]
    with open_units(write_run(tmp_path, postings, codes), tmp_path, "local") as units:
        path = learning_path(units, 0.95).to_pylist()
    served = [(row["value"], row["share"]) for row in path if row["threshold"] == 0.5]
    assert served == [("Ada", 0.8), ("Zig", 0.8)]


def test_without_requirements_there_is_no_path(tmp_path: Path) -> None:
    with open_units(write_run(tmp_path, [{"employer_id": "a", "text": "-"}]), tmp_path, "local") as units:
        assert learning_path(units, 0.95).num_rows == 0
