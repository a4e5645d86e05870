from __future__ import annotations

import asyncio
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from rolescope.errors import RolescopeError
from rolescope.llm import pace as pace_module
from rolescope.llm.batch import HALF, ask_in_batches
from rolescope.llm.budget import OUT_OF_BUDGET, Budget
from rolescope.llm.journal import Journal
from rolescope.llm.model import Model
from rolescope.llm.prices import price_of
from rolescope.llm.providers.choose import batches_of
from rolescope.llm.request import Answer, Failure, Request
from tests.fake_provider.cues import Cue, Script
from tests.unit.llm.asked import ANTHROPIC, COMPATIBLE, OPENAI, echo, model_at, question, spent

WIRES = [OPENAI, ANTHROPIC]
Wire = tuple[str, str, str]


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-secret")
    monkeypatch.setattr(pace_module, "_FIRST_WAIT", 0.01)


def ask(
    requests: Iterable[Request], model: Model, file: Path | str, budget: Budget | None = None, size: int = 4
) -> dict[str, Answer | Failure]:
    """Ask all in batches; what came back by key."""

    async def run() -> dict[str, Answer | Failure]:
        batches, journal = batches_of(model, every=0.01), Journal(file)
        try:
            asked = ask_in_batches(
                requests, batches, journal, budget or Budget(model, part=HALF), every=0.01, size=size
            )
            return {request.key: reply async for request, reply in asked}
        finally:
            await batches.close()
            journal.close()

    return asyncio.run(run())


@pytest.mark.parametrize("wire", WIRES)
def test_every_question_has_its_own_answer_at_half_the_price(wire: Wire, tmp_path: Path) -> None:
    script = Script(echo, delay=0.02)
    with model_at(script, wire) as model:
        found = ask(map(question, range(10)), model, tmp_path / "journal.sqlite")
    assert {key: reply.text for key, reply in found.items() if isinstance(reply, Answer)} == {
        f"q{n}": f'{{"word": "word {n}"}}' for n in range(10)
    }
    assert sorted(script.batches) == [2, 4, 4]
    prices = [price_of(model, reply.usage) for reply in found.values() if isinstance(reply, Answer)]
    assert spent(tmp_path / "journal.sqlite") == sum((price for price in prices if price), Decimal(0)) / 2 > 0


@pytest.mark.parametrize("wire", WIRES)
def test_what_the_journal_has_is_in_no_batch(wire: Wire, tmp_path: Path) -> None:
    script = Script(echo)
    with model_at(script, wire) as model:
        ask(map(question, range(4)), model, tmp_path / "journal.sqlite")
        again = ask(map(question, range(5)), model, tmp_path / "journal.sqlite")
    assert script.batches == [4, 1]
    assert [key for key, reply in again.items() if isinstance(reply, Answer) and not reply.kept] == ["q4"]


@pytest.mark.parametrize("wire", WIRES)
@pytest.mark.parametrize("cue", [Cue(expired=True), Cue(status=500)])
def test_only_what_failed_or_expired_is_submitted_again(wire: Wire, cue: Cue, tmp_path: Path) -> None:
    script = Script(echo).then([cue])
    with model_at(script, wire) as model:
        found = ask(map(question, range(4)), model, tmp_path / "journal.sqlite")
    assert all(isinstance(reply, Answer) for reply in found.values())
    assert (script.batches, script.prompts["word 0"], script.prompts["word 1"]) == ([4, 1], 2, 1)


@pytest.mark.parametrize("wire", WIRES)
def test_a_question_that_is_wrong_is_not_submitted_again(wire: Wire, tmp_path: Path) -> None:
    script = Script(echo).then([Cue(status=400)])
    with model_at(script, wire) as model:
        found = ask(map(question, range(2)), model, tmp_path / "journal.sqlite")
    assert isinstance(found["q0"], Failure)
    assert "cue 400" in found["q0"].reason
    assert (isinstance(found["q1"], Answer), script.batches) == (True, [2])


@pytest.mark.parametrize("wire", WIRES)
@pytest.mark.parametrize("ending", ["truncated", "refused", "empty"])
def test_an_answer_says_how_it_ended(wire: Wire, ending: str, tmp_path: Path) -> None:
    with model_at(Script(echo).then([Cue(ending=ending)]), wire) as model:
        reply = ask([question(0)], model, tmp_path / "journal.sqlite")["q0"]
    assert isinstance(reply, Answer)
    assert reply.ending == ending


@pytest.mark.parametrize("wire", WIRES)
def test_a_batch_whose_name_never_arrived_is_found_and_not_submitted_again(wire: Wire, tmp_path: Path) -> None:
    script = Script(echo, delay=0.05)
    script.submissions.append(Cue(drop=True))
    with model_at(script, wire) as model:
        found = ask(map(question, range(3)), model, tmp_path / "journal.sqlite")
    assert (len(found), script.batches) == (3, [3])
    assert all(isinstance(reply, Answer) for reply in found.values())


@pytest.mark.parametrize("wire", WIRES)
def test_a_batch_that_was_never_taken_is_submitted_again(wire: Wire, tmp_path: Path) -> None:
    script = Script(echo)
    script.submissions.append(Cue(status=503))
    with model_at(script, wire) as model:
        found = ask(map(question, range(3)), model, tmp_path / "journal.sqlite")
    assert all(isinstance(reply, Answer) for reply in found.values())
    assert script.batches == [3]


@pytest.mark.parametrize("wire", WIRES)
def test_a_wrong_key_ends_the_run_in_one_line_without_the_key(wire: Wire, tmp_path: Path) -> None:
    script = Script(echo)
    script.submissions.append(Cue(status=401))
    with model_at(script, wire) as model, pytest.raises(RolescopeError) as raised:
        ask([question(0)], model, tmp_path / "journal.sqlite")
    assert "401" in str(raised.value)
    assert "secret" not in str(raised.value)
    assert spent(tmp_path / "journal.sqlite") == 0


@pytest.mark.parametrize("wire", WIRES)
def test_the_cap_holds_and_what_is_missing_is_counted(wire: Wire, tmp_path: Path) -> None:
    script = Script(echo)
    with model_at(script, wire) as model:
        worst, _ = Budget(model, part=HALF).most(question(0))
        assert worst is not None
        budget = Budget(model, money=worst * Decimal("2.5"), part=HALF)
        found = ask(map(question, range(40)), model, tmp_path / "journal.sqlite", budget)
    left_out = [reply for reply in found.values() if reply == Failure(OUT_OF_BUDGET)]
    assert 0 < len(left_out) == budget.missing < 38
    assert spent(tmp_path / "journal.sqlite") == budget.spent_money <= worst * Decimal("2.5")
    assert sum(script.batches) == 40 - len(left_out)


def test_a_server_without_batches_says_so() -> None:
    provider, name, _ = COMPATIBLE
    with pytest.raises(RolescopeError, match="no batches"):
        batches_of(Model(provider, name, "http://localhost/v1"))
