"""The journal in PostgreSQL: as in a file, and for many workers."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from rolescope.llm.journal import Journal
from rolescope.llm.request import Answer, Usage
from tests.fake_provider.cues import Script
from tests.postgres import postgres
from tests.unit.llm import test_batch as batched
from tests.unit.llm import test_spent as together
from tests.unit.llm.asked import OPENAI, ask, echo, model_at, question


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with postgres() as address:
        yield address


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-none")


def test_what_it_has_is_not_asked_again_online_or_in_batches(url: str) -> None:
    script = Script(echo)
    with model_at(script, OPENAI) as model:
        ask(map(question, range(10)), model, url)
        batched.ask(map(question, range(15)), model, url)
        again = ask(map(question, range(15)), model, url)
    assert set(script.prompts.values()) == {1}
    assert len(script.prompts) == 15
    assert all(isinstance(reply, Answer) and reply.kept for reply in again.values())
    assert sorted(script.batches) == [1, 4]


def test_workers_write_at_once_and_of_two_answers_the_first_stays(url: str) -> None:
    with closing(Journal(url)) as journal:
        before = len(list(journal.calls()))

    def work(worker: int) -> None:
        with closing(Journal(url)) as journal:
            for n in range(20):
                call = journal.send(f"shared {n}", "a:b", None, 100)
                journal.keep(call, f"shared {n}", Answer(f"of {worker}", "complete", Usage(1, 1), "b"), None)
                journal.commit()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    with closing(Journal(url)) as journal:
        assert len(list(journal.calls())) - before == 80
        first = [journal.answer(f"shared {n}") for n in range(20)]
        with closing(Journal(url)) as late:
            call = late.send("shared 0", "a:b", None, 100)
            late.keep(call, "shared 0", Answer("too late", "complete", Usage(1, 1), "b"), None)
            late.commit()
        assert [journal.answer(f"shared {n}") for n in range(20)] == first
        assert None not in first


def test_runs_at_the_same_time_keep_to_one_cap(url: str) -> None:
    together.keep_to_one_cap(url)


def test_one_run_at_a_time_asks_a_model_in_batches(url: str) -> None:
    together.only_one_asks_in_batches(url)


def test_a_fresh_database_that_many_open_at_once_is_made_once() -> None:
    with postgres() as fresh, ThreadPoolExecutor(8) as pool:
        journals = list(pool.map(lambda _: Journal(fresh), range(8)))
        assert [list(journal.calls()) for journal in journals] == [[]] * 8
        for journal in journals:
            journal.close()
