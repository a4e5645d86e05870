from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from rolescope.errors import RolescopeError
from rolescope.llm import pace as pace_module
from rolescope.llm.breaker import GIVEN_UP, Breaker
from rolescope.llm.budget import OUT_OF_BUDGET, Budget
from rolescope.llm.journal import Journal
from rolescope.llm.limits import Limit
from rolescope.llm.pace import Pace
from rolescope.llm.request import Answer, Failure, Turn
from tests.fake_provider.cues import Cue, Script
from tests.unit.llm.asked import ANTHROPIC, COMPATIBLE, OPENAI, ask, echo, model_at, question, spent

WIRES = [OPENAI, COMPATIBLE, ANTHROPIC]


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-secret")
    monkeypatch.setattr(pace_module, "_FIRST_WAIT", 0.01)


@pytest.mark.parametrize("wire", WIRES)
def test_every_question_has_its_own_answer_with_what_it_took(wire: tuple[str, str, str], tmp_path: Path) -> None:
    script = Script(echo)
    with model_at(script, wire) as model:
        found = ask(map(question, range(60)), model, tmp_path / "journal.sqlite")
    assert {key: reply.text for key, reply in found.items() if isinstance(reply, Answer)} == {
        f"q{n}": f'{{"word": "word {n}"}}' for n in range(60)
    }
    first = found["q0"]
    assert isinstance(first, Answer)
    assert (first.ending, first.usage.cached_tokens, first.usage.output_tokens) == ("complete", 4, 4)
    assert first.usage.input_tokens >= first.usage.cached_tokens
    assert set(script.prompts.values()) == {1}


@pytest.mark.parametrize("wire", WIRES)
def test_what_the_journal_has_is_not_asked_again(wire: tuple[str, str, str], tmp_path: Path) -> None:
    script = Script(echo)
    with model_at(script, wire) as model:
        before = ask(map(question, range(10)), model, tmp_path / "journal.sqlite")
        again = ask(map(question, range(12)), model, tmp_path / "journal.sqlite")
    assert len(script.bodies) == 12
    assert all(again[key] == reply for key, reply in before.items())
    assert {key for key, reply in again.items() if isinstance(reply, Answer) and not reply.kept} == {"q10", "q11"}


@pytest.mark.parametrize("wire", WIRES)
@pytest.mark.parametrize(
    "cue",
    [
        Cue(status=429, headers=(("retry-after", "0.05"),)),
        Cue(status=408),
        Cue(status=409),
        Cue(status=500),
        Cue(status=529),
        Cue(drop=True),
    ],
)
def test_what_may_pass_is_tried_again(wire: tuple[str, str, str], cue: Cue, tmp_path: Path) -> None:
    script = Script(echo).then([cue] * 3)
    with model_at(script, wire) as model:
        reply = ask([question(1)], model, tmp_path / "journal.sqlite")["q1"]
    assert isinstance(reply, Answer)
    assert (reply.text, reply.retries, len(script.bodies)) == ('{"word": "word 1"}', 3, 4)


@pytest.mark.parametrize("wire", [OPENAI, ANTHROPIC])
def test_a_question_that_the_provider_refuses_as_wrong_is_asked_once_and_is_no_cached_failure(
    wire: tuple[str, str, str], tmp_path: Path
) -> None:
    script = Script(echo).then([Cue(status=400)])
    with model_at(script, wire) as model:
        reply = ask([question(1)], model, tmp_path / "journal.sqlite")["q1"]
        assert isinstance(reply, Failure) and "400" in reply.reason
        assert len(script.bodies) == 1
        assert isinstance(ask([question(1)], model, tmp_path / "journal.sqlite")["q1"], Answer)


@pytest.mark.parametrize("wire", WIRES)
@pytest.mark.parametrize("status", [401, 403])
def test_a_wrong_key_ends_the_run_with_one_line_without_the_key(
    wire: tuple[str, str, str], status: int, tmp_path: Path
) -> None:
    script = Script(echo).then([Cue(status=status)] * 100)
    with model_at(script, wire) as model, pytest.raises(RolescopeError, match=str(status)) as raised:
        ask(map(question, range(50)), model, tmp_path / "journal.sqlite")
    assert "secret" not in str(raised.value)
    assert len(script.bodies) < 50


@pytest.mark.parametrize("wire", WIRES)
@pytest.mark.parametrize("ending", ["truncated", "refused", "empty"])
def test_an_answer_that_is_not_whole_says_so(wire: tuple[str, str, str], ending: str, tmp_path: Path) -> None:
    script = Script(echo).then([Cue(ending=ending)])
    with model_at(script, wire) as model:
        reply = ask([question(1)], model, tmp_path / "journal.sqlite")["q1"]
    assert isinstance(reply, Answer) and reply.ending == ending


def test_a_slow_provider_is_given_up_on_after_the_timeout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace_module, "_RETRIES", 1)
    with model_at(Script(echo, delay=1.0), COMPATIBLE) as model:
        reply = ask([question(1)], model, tmp_path / "journal.sqlite", timeout=0.1)["q1"]
    assert reply == Failure("the provider did not answer in time", 1)


def test_a_corrective_turn_has_the_answer_and_what_was_wrong_with_it(tmp_path: Path) -> None:
    script = Script(echo)
    asked = question(1)
    turned = type(asked)(**{**vars(asked), "earlier": (Turn("{", "no JSON"),)})
    with model_at(script, ANTHROPIC) as model:
        ask([turned], model, tmp_path / "journal.sqlite")
    messages = script.bodies[0]["messages"]
    assert isinstance(messages, list)
    assert [(m["role"], m["content"]) for m in messages[1:]] == [("assistant", "{"), ("user", "no JSON")]


@pytest.mark.parametrize("wire", [OPENAI, ANTHROPIC])
def test_the_cap_is_kept_with_what_is_under_way_and_the_rest_is_counted(
    wire: tuple[str, str, str], tmp_path: Path
) -> None:
    script = Script(echo, delay=0.02)
    with model_at(script, wire) as model:
        worst, _ = Budget(model).most(question(1))
        assert worst is not None
        budget = Budget(model, money=worst * 5)
        found = ask(map(question, range(200)), model, tmp_path / "journal.sqlite", budget=budget)
    left_out = [reply for reply in found.values() if isinstance(reply, Failure)]
    assert len(found) == 200 and 0 < len(left_out) == budget.missing < 200
    assert {reply.reason for reply in left_out} == {OUT_OF_BUDGET}
    assert spent(tmp_path / "journal.sqlite") == budget.spent_money <= worst * 5
    assert budget.missing_money is not None and budget.missing_money >= worst * (budget.missing - 1)


def test_a_cap_in_tokens_holds_where_no_price_is_known(tmp_path: Path) -> None:
    with model_at(Script(echo), COMPATIBLE) as model:
        money, tokens = Budget(model).most(question(1))
        budget = Budget(model, money=Decimal(5), tokens=tokens * 3)
        found = ask(map(question, range(50)), model, tmp_path / "journal.sqlite", budget=budget)
    assert money is None
    assert budget.missing_money is None
    assert 0 < Counter(type(reply) for reply in found.values())[Failure] < 50


def test_the_pace_finds_its_way_between_too_much_and_too_little(tmp_path: Path) -> None:
    script = Script(echo, delay=0.01).then([Cue(status=429, headers=(("retry-after", "0.01"),))] * 4)
    pace = Pace(most=40, begin=8)
    with model_at(script, COMPATIBLE) as model:
        found = ask(map(question, range(300)), model, tmp_path / "journal.sqlite", pace=pace)
    assert all(isinstance(reply, Answer) for reply in found.values())
    assert 8 < script.most_under_way <= 40
    assert 4 < pace.room <= 40


def test_no_key_is_in_the_journal(tmp_path: Path) -> None:
    with model_at(Script(echo), OPENAI) as model:
        ask([question(1)], model, tmp_path / "journal.sqlite")
    for path in tmp_path.iterdir():
        assert b"sk-secret" not in path.read_bytes()


def test_a_call_that_never_came_back_counts_at_the_most_that_it_can_cost(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    journal.send("d", "openai:gpt-5-mini", Decimal("0.25"), 1000)
    journal.commit()
    journal.close()
    again = Journal(tmp_path / "journal.sqlite")
    assert again.spent() == (Decimal("0.25"), 1000, 0)
    assert again.answer("d") is None
    again.close()


def test_a_provider_that_never_answers_is_given_up_and_every_question_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace_module, "_RETRIES", 40)
    monkeypatch.setattr(pace_module, "_LONGEST_WAIT", 0.01)
    script = Script(lambda *_: Cue(status=503))
    with model_at(script, OPENAI) as model:
        pace = Pace(breaker=Breaker(rest=0.01))
        found = ask(map(question, range(30)), model, tmp_path / "journal.sqlite", pace=pace)
        asked = len(script.bodies)
        script.reply = echo
        again = ask(map(question, range(30)), model, tmp_path / "journal.sqlite")
    assert {reply.reason for reply in found.values() if isinstance(reply, Failure)} == {GIVEN_UP}
    assert len(found) == 30 and 20 <= asked < 60
    assert all(isinstance(reply, Answer) for reply in again.values())


@pytest.mark.parametrize(
    ("wire", "name"),
    [(OPENAI, "x-ratelimit-{}-requests"), (COMPATIBLE, "x-ratelimit-{}-requests"), (ANTHROPIC, "anthropic-ratelimit-requests-{}")],
)  # fmt: skip
def test_limits_that_the_provider_names_come_with_the_answer(
    wire: tuple[str, str, str], name: str, tmp_path: Path
) -> None:
    headers = ((name.format("limit"), "6000"), (name.format("remaining"), "5"))
    with model_at(Script(echo).then([Cue(headers=headers)]), wire) as model:
        reply = ask([question(1)], model, tmp_path / "journal.sqlite")["q1"]
    assert isinstance(reply, Answer) and reply.limits == {"requests": Limit(6000, 5)}


@pytest.mark.parametrize("wire", WIRES)
def test_what_no_file_can_hold_is_replaced_in_an_answer(wire: tuple[str, str, str], tmp_path: Path) -> None:
    script = Script(lambda *_: '{"word": "a\ud83db\x00c"}')
    with model_at(script, wire) as model:
        reply = ask([question(1)], model, tmp_path / "journal.sqlite")["q1"]
        kept = ask([question(1)], model, tmp_path / "journal.sqlite")["q1"]
    assert isinstance(reply, Answer) and isinstance(kept, Answer)
    assert reply.text == kept.text == '{"word": "a\ufffdb\ufffdc"}'
