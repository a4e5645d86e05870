from __future__ import annotations

import io
import json
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from rich.console import Console

from rolescope.by_model.costs import Cost, read_costs
from rolescope.errors import RolescopeError
from rolescope.llm.journal import FILE, Journal
from rolescope.llm.request import Answer, Usage
from rolescope.terminal.model import print_costs


def answer(seconds: float) -> Answer:
    return Answer("{}", "complete", Usage(100, 20, 40), "m", seconds)


def filled(place: Path) -> None:
    """Ten answered calls of 1 to 10 seconds, one of them after a failure; one in a batch, one lost; another model."""
    with closing(Journal(place)) as journal:
        journal.fail(journal.send("q0", "a:m", Decimal(9), 900), "the provider answered 500")
        for n in range(10):
            journal.keep(journal.send(f"q{n}", "a:m", Decimal(9), 900), f"q{n}", answer(n + 1), Decimal("0.25"))
        batched = journal.send("batched", "a:m", Decimal(9), 900, batch="token")
        journal.keep(batched, "batched", answer(0.0), Decimal("0.125"))
        journal.send("lost", "a:m", Decimal(2), 500)
        journal.keep(journal.send("other", "b:n", None, 900), "other", answer(1.0), None)
        journal.commit()


def test_calls_are_counted_by_model_with_retries_percentiles_and_reasons(tmp_path: Path) -> None:
    filled(tmp_path / FILE)
    first, second = read_costs(tmp_path)
    assert first == Cost(
        "a:m", first.day, answered=11, failed=1, lost=1, retries=1,
        input_tokens=11 * 100 + 500, cached_tokens=11 * 40, output_tokens=11 * 20, money=Decimal("4.625"),
        seconds=(5.5, pytest.approx(9.1), pytest.approx(9.91)),  # type: ignore[arg-type]
        reasons=(("the provider answered 500", 1),),
    )  # fmt: skip
    # money: 10 * 0.25 + 0.125 + 2 of the lost one; seconds 1 to 10, linear between order statistics
    assert (second.model, second.money, second.retries) == ("b:n", None, 0)


def test_they_are_read_at_width_80(tmp_path: Path) -> None:
    filled(tmp_path / FILE)
    written = io.StringIO()
    print_costs(Console(width=80, file=written), read_costs(tmp_path))
    said = written.getvalue()
    assert "retries" in said and "p50" in said and "p90" in said and "p99" in said
    assert "a:m 20" in said and ": 1 failed: the provider answered 500" in said
    assert all(len(line) <= 80 for line in said.splitlines())


def test_a_journal_elsewhere_is_found_by_run_json_or_named(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    filled(tmp_path / "answers.sqlite")
    with pytest.raises(RolescopeError, match="there is no journal"):
        read_costs(out)
    assert len(read_costs(out, str(tmp_path / "answers.sqlite"))) == 2
    (out / "run.json").write_text(json.dumps({"journal": "../answers.sqlite"}))
    assert len(read_costs(out)) == 2
