"""Kill -9 while a model is asked: no answer that reached the disk is asked for again, and the cap is kept."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest

from rolescope.llm.budget import Budget
from rolescope.llm.journal import SENT, Journal
from rolescope.llm.model import Model
from rolescope.llm.request import Answer
from tests.fake_provider.cues import Script
from tests.fake_provider.server import serving
from tests.unit.llm.asked import ask, echo, question

QUESTIONS = 300
KILLS = int(os.environ.get("ROLESCOPE_KILLS", "5"))
ROOT = Path(__file__).parents[2]
CHILD = f"""
import sys
from decimal import Decimal
from pathlib import Path
from rolescope.llm.budget import Budget
from rolescope.llm.journal import Journal
from rolescope.llm.model import Model
from tests.unit.llm.asked import ask, question
base_url, file, cap = sys.argv[1:]
model = Model("openai", "gpt-5-mini", base_url)
journal = Journal(Path(file))
before = journal.spent()
journal.close()
budget = Budget(model, money=Decimal(cap), spent_money=before.money, spent_tokens=before.tokens)
ask(map(question, range({QUESTIONS})), model, Path(file), budget=budget)
"""


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-none")


def _answered(file: Path, model: Model) -> set[str]:
    journal = Journal(file)
    asked = map(question, range(QUESTIONS))
    found = {request.prompt for request in asked if journal.answer(request.digest(str(model), {}))}
    journal.close()
    return found


def test_no_answer_on_disk_is_asked_for_again(tmp_path: Path) -> None:
    file, draw = tmp_path / "journal.sqlite", random.Random(4)
    script = Script(echo, delay=0.05)
    with serving(script) as address:
        model = Model("openai", "gpt-5-mini", f"{address}/v1")
        worst, _ = Budget(model).most(question(QUESTIONS - 1))
        assert worst is not None
        cap = worst * QUESTIONS
        for _ in range(KILLS):
            _kill(f"{address}/v1", file, cap, draw.randrange(1, 1 + QUESTIONS // KILLS))
            answered = _answered(file, model)
            before = {prompt: script.prompts[prompt] for prompt in answered}
            journal = Journal(file)
            assert journal.spent().money <= cap
            journal.close()
            found = ask([q for q in map(question, range(QUESTIONS)) if q.prompt in answered], model, file)
            assert all(isinstance(reply, Answer) and reply.kept for reply in found.values())
            assert {prompt: script.prompts[prompt] for prompt in answered} == before
        found = ask(map(question, range(QUESTIONS)), model, file)
    assert {key: reply.text for key, reply in found.items() if isinstance(reply, Answer)} == {
        f"q{n}": echo("", f"word {n}") for n in range(QUESTIONS)
    }
    journal = Journal(file)
    lost = sum(call.state == SENT for call in journal.calls())
    journal.close()
    assert sum(script.prompts.values()) <= QUESTIONS + lost


def _kill(base_url: str, file: Path, cap: Decimal, after: int) -> None:
    """Run until so many calls more are in the journal, then kill."""
    script_of = [sys.executable, "-c", CHILD, base_url, str(file), str(cap)]
    child = subprocess.Popen(script_of, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    journal_had = _calls(file)
    until = time.monotonic() + 60
    while _calls(file) - journal_had < after and child.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    child.send_signal(signal.SIGKILL)
    child.wait()


def _calls(file: Path) -> int:
    if not file.exists():
        return 0
    journal = Journal(file)
    try:
        return len(list(journal.calls()))
    finally:
        journal.close()
