from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from dataclasses import replace
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
from rolescope.llm.providers.batches import BatchLimits
from rolescope.llm.providers.choose import batches_of
from rolescope.llm.providers.responses import ResponsesProvider
from rolescope.llm.request import Answer, Failure, Request
from tests.fake_provider.cues import Cue, Script
from tests.unit.llm.asked import ANTHROPIC, COMPATIBLE, OPENAI, echo, model_at, question, spent

WIRES = [OPENAI, COMPATIBLE, ANTHROPIC]
Wire = tuple[str, str, str]


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-secret")
    monkeypatch.setattr(pace_module, "_FIRST_WAIT", 0.01)


def ask(
    requests: Iterable[Request],
    model: Model,
    file: Path | str,
    budget: Budget | None = None,
    size: int = 4,
    limits: BatchLimits | None = None,
) -> dict[str, Answer | Failure]:
    """Ask all in batches; what came back by key."""

    async def run() -> dict[str, Answer | Failure]:
        batches, journal = batches_of(model, every=0.01), Journal(file)
        batches.limits = limits or batches.limits
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
    assert spent(tmp_path / "journal.sqlite") == sum((price for price in prices if price), Decimal(0)) / 2
    assert (wire == COMPATIBLE) == (prices == [None] * 10)


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
def test_a_batch_that_is_listed_late_is_found(wire: Wire, tmp_path: Path) -> None:
    script = Script(echo, unlisted=1)
    script.submissions.append(Cue(drop=True))
    with model_at(script, wire) as model:
        found = ask(map(question, range(3)), model, tmp_path / "journal.sqlite")
    assert all(isinstance(reply, Answer) for reply in found.values())
    assert script.batches == [3]


@pytest.mark.parametrize("wire", WIRES)
def test_a_batch_taken_just_before_a_kill_is_found_by_the_next_process(wire: Wire, tmp_path: Path) -> None:
    """The journal knows that it was about to be submitted; its name was never written."""
    script, token, asked = Script(echo), "0123456789abcdef", [question(n) for n in range(3)]
    with model_at(script, wire) as model:
        batches = batches_of(model, every=0.01)
        digests = {request.digest(str(model), batches.parameters): request for request in asked}
        journal = Journal(tmp_path / "journal.sqlite")
        journal.intend(token, str(model))
        for digest in digests:
            journal.send(digest, str(model), None, 10, batch=token)
        journal.commit()
        journal.close()

        async def submit() -> None:
            await batches.submit(token, {f"{token}-{digest}": one for digest, one in digests.items()})
            await batches.close()

        asyncio.run(submit())
        found = ask(asked, model, tmp_path / "journal.sqlite")
    assert all(isinstance(reply, Answer) and reply.kept for reply in found.values())
    assert script.batches == [3]


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


@pytest.mark.parametrize("wire", [OPENAI, ANTHROPIC])
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


def test_a_server_without_batches_ends_the_run_with_the_remedy(tmp_path: Path) -> None:
    script = Script(echo)
    script.submissions.append(Cue(status=404))
    with model_at(script, COMPATIBLE) as model, pytest.raises(RolescopeError, match="takes no --batch"):
        ask([question(0)], model, tmp_path / "journal.sqlite")


@pytest.mark.parametrize("wire", WIRES)
def test_no_batch_is_larger_than_the_provider_takes(wire: Wire, tmp_path: Path) -> None:
    with model_at(Script(echo), wire) as model:
        batches = batches_of(model)
        one = batches.size("x" * 49, question(1))
        asyncio.run(batches.close())
    script = Script(echo)
    with model_at(script, wire) as model:
        found = ask(
            map(question, range(8)), model, tmp_path / "a.sqlite", size=100, limits=BatchLimits(100, 3 * one + one // 2)
        )
        ask(map(question, range(8)), model, tmp_path / "b.sqlite", size=100, limits=BatchLimits(5, 10**9))
        ask(map(question, range(2)), model, tmp_path / "c.sqlite", size=100, limits=BatchLimits(5, 1))
    assert all(isinstance(reply, Answer) for reply in found.values())
    assert [sorted(script.batches[:3]), sorted(script.batches[3:5]), script.batches[5:]] == [[2, 3, 3], [3, 5], [1, 1]]


def test_the_size_of_a_batch_is_that_of_its_file() -> None:
    asked = replace(question(1), prompt="İstanbul 🤖")
    with model_at(Script(echo), OPENAI) as model:
        batches = batches_of(model)
        size = batches.size("name", asked)
        asyncio.run(batches.close())
    body = ResponsesProvider(model).body(asked)
    line = {"custom_id": "name", "method": "POST", "url": "/v1/responses", "body": body}
    assert size == len(json.dumps(line, ensure_ascii=False).encode()) + 1


def test_a_batch_that_is_too_much_at_once_goes_in_halves(tmp_path: Path) -> None:
    script = Script(echo)
    script.refused.extend(["token_limit_exceeded"] * 2)
    with model_at(script, OPENAI) as model:
        found = ask(map(question, range(4)), model, tmp_path / "journal.sqlite")
    assert all(isinstance(reply, Answer) for reply in found.values())
    assert script.batches == [4, 2, 1, 1, 2]


def test_a_batch_that_is_too_much_beside_another_waits_for_its_end(tmp_path: Path) -> None:
    script = Script(echo, delay=1.0)
    script.refused.extend(["", "token_limit_exceeded"])
    with model_at(script, OPENAI) as model:
        found = ask(map(question, range(8)), model, tmp_path / "journal.sqlite")
    assert all(isinstance(reply, Answer) for reply in found.values())
    assert script.batches == [4, 4, 4]


def test_a_batch_whose_file_is_wrong_is_not_submitted_again(tmp_path: Path) -> None:
    script = Script(echo)
    script.refused.append("invalid_json_line")
    with model_at(script, OPENAI) as model:
        found = ask(map(question, range(2)), model, tmp_path / "journal.sqlite")
    assert set(found.values()) == {Failure("the provider refused the batch: Refused.")}
    assert script.batches == [2]


@pytest.mark.parametrize("wire", WIRES)
def test_answers_whose_download_broke_off_are_read_again_and_not_paid_for_again(wire: Wire, tmp_path: Path) -> None:
    script = Script(echo)
    script.downloads.extend([Cue(drop=True)] * 2)
    with model_at(script, wire) as model:
        found = ask(map(question, range(3)), model, tmp_path / "journal.sqlite")
    assert all(isinstance(reply, Answer) for reply in found.values())
    assert script.batches == [3]


@pytest.mark.parametrize("wire", WIRES)
def test_characters_that_end_a_line_elsewhere_end_none_of_a_file(wire: Wire, tmp_path: Path) -> None:
    said = "a\u2028b\u0085c\x0bd"
    with model_at(Script(lambda *_: said), wire) as model:
        reply = ask([question(0)], model, tmp_path / "journal.sqlite")["q0"]
    assert isinstance(reply, Answer)
    assert reply.text == said


@pytest.mark.parametrize("wire", WIRES)
def test_what_is_asked_twice_is_sent_and_paid_for_once(wire: Wire, tmp_path: Path) -> None:
    script = Script(echo)
    asked = [question(0), replace(question(0), key="again"), question(1)]
    with model_at(script, wire) as model:
        found = ask(asked, model, tmp_path / "journal.sqlite")
    assert set(found) == {"q0", "again", "q1"}
    assert found["again"] == found["q0"]
    assert [isinstance(reply, Answer) and reply.kept for reply in found.values()].count(True) == 1
    assert script.batches == [2]
