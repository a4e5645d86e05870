from __future__ import annotations

import asyncio
from contextlib import ExitStack, closing
from decimal import Decimal
from pathlib import Path

import pytest

from rolescope.errors import RolescopeError
from rolescope.llm.asking import ask_all
from rolescope.llm.batch import HALF, ask_in_batches
from rolescope.llm.budget import OUT_OF_BUDGET, Budget
from rolescope.llm.journal import Journal
from rolescope.llm.model import Model
from rolescope.llm.pace import Pace
from rolescope.llm.providers.choose import batches_of, provider_of
from rolescope.llm.request import Answer, Failure, Usage
from tests.fake_provider.cues import Script
from tests.unit.llm.asked import OPENAI, echo, model_at, question

ANSWER = Answer("{}", "complete", Usage(30, 12), "m")


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-none")


def at_once(place: Path | str, model: Model, cap: Decimal, runs: int) -> list[list[Answer | Failure]]:
    """Replies to runs that ask questions of their own at the same time, none of which knows of the others."""

    async def run(number: int, journal: Journal) -> list[Answer | Failure]:
        provider = provider_of(model)
        try:
            questions = map(question, range(1_000 + number * 100, 1_006 + number * 100))
            asked = ask_all(questions, provider, journal, Pace(), Budget(model, money=cap))
            return [reply async for _, reply in asked]
        finally:
            await provider.close()

    async def all_runs(journals: list[Journal]) -> list[list[Answer | Failure]]:
        return await asyncio.gather(*(run(number, journal) for number, journal in enumerate(journals)))

    with ExitStack() as stack:
        journals = [stack.enter_context(closing(Journal(place))) for _ in range(runs)]
        return asyncio.run(all_runs(journals))


def keep_to_one_cap(place: Path | str) -> None:
    """Two runs that ask at once, with a cap that four calls under way fill: one run alone would have four."""
    script = Script(echo, delay=0.2)
    with model_at(script, OPENAI) as model, closing(Journal(place)) as journal:
        most, _ = Budget(model).most(question(1_000))
        assert most is not None
        cap = journal.spent().money + 4 * most
        replies = [reply for run in at_once(place, model, cap, 2) for reply in run]
        answered = [reply for reply in replies if isinstance(reply, Answer)]
        assert {reply.reason for reply in replies if isinstance(reply, Failure)} <= {OUT_OF_BUDGET}
        assert len(replies) == 12 and 4 <= len(answered) == len(script.bodies)
        assert 2 <= script.most_under_way <= 4
        assert journal.spent().money <= cap
        assert journal.spent_now()[:2] == journal.spent()[:2]


def test_runs_at_the_same_time_keep_to_one_cap(tmp_path: Path) -> None:
    keep_to_one_cap(tmp_path / "journal.sqlite")


def test_the_row_holds_what_the_calls_took_however_they_ended(tmp_path: Path) -> None:
    with closing(Journal(tmp_path / "journal.sqlite")) as journal:
        calls = [journal.send(f"q{n}", "a:m", Decimal("0.5"), 100) for n in range(3)]
        unpriced = journal.send("q3", "b:n", None, 7)
        journal.commit()
        journal.keep(calls[0], "q0", ANSWER, Decimal("0.125"))
        journal.fail(calls[1], "the provider answered 500")
        journal.keep(unpriced, "q3", ANSWER, None)
        journal.commit()
        journal.send("lost", "a:m", Decimal(9), 900)
        journal.rollback()
        assert journal.spent_now() == (Decimal("0.625"), 184, 0)  # .125 + 0 + .5 under way; 42 + 0 + 100 + 42
        assert journal.spent()[:2] == (Decimal("0.625"), 184)


def test_a_journal_without_the_row_gets_it_from_its_calls(tmp_path: Path) -> None:
    with closing(Journal(tmp_path / "journal.sqlite")) as journal:
        journal.send("q", "a:m", Decimal("0.25"), 100)
        journal.commit()
        journal._writing.exec_driver_sql("drop table spent")
        journal._writing.commit()
    with closing(Journal(tmp_path / "journal.sqlite")) as journal:
        assert journal.spent_now() == (Decimal("0.25"), 100, 0)


def test_a_batch_takes_no_more_than_other_runs_have_left(tmp_path: Path) -> None:
    async def run(model: Model, journal: Journal, budget: Budget) -> list[Answer | Failure]:
        batches = batches_of(model, every=0.01)
        try:
            asked = ask_in_batches(map(question, range(12)), batches, journal, budget, every=0.01, size=6)
            return [reply async for _, reply in asked]
        finally:
            await batches.close()

    script = Script(echo)
    with model_at(script, OPENAI) as model, closing(Journal(tmp_path / "journal.sqlite")) as journal:
        most, tokens = Budget(model, part=HALF).most(question(1_000))
        assert most is not None
        budget = Budget(model, money=10 * most, part=HALF)
        with closing(Journal(tmp_path / "journal.sqlite")) as other:
            other.send("of another run", str(model), 8 * most, tokens)
            other.commit()
        replies = asyncio.run(run(model, journal, budget))
        answered = sum(isinstance(reply, Answer) for reply in replies)
        assert len(replies) == 12 and 2 <= answered == sum(script.batches)
        assert budget.missing == replies.count(Failure(OUT_OF_BUDGET)) == 12 - answered
        assert journal.spent().money <= 10 * most
        assert all(batch.over for batch in journal.batches(str(model)))


def only_one_asks_in_batches(place: Path | str) -> None:
    """A second run that would ask the same model in batches is refused, until the first has ended."""
    with closing(Journal(place)) as first, closing(Journal(place)) as second:
        with first.only_batches_of("openai:a"):
            with pytest.raises(RolescopeError, match="another run asks openai:a in batches, with this journal"):
                second.only_batches_of("openai:a").__enter__()
            with second.only_batches_of("openai:b"):
                pass
        with second.only_batches_of("openai:a"):
            pass


def test_one_run_at_a_time_asks_a_model_in_batches(tmp_path: Path) -> None:
    only_one_asks_in_batches(tmp_path / "journal.sqlite")
    assert not list(tmp_path.glob("*.lock"))
