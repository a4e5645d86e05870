"""Kill -9 while batches are submitted, waited for and read: none is submitted twice, and the cap is kept."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from rolescope.llm.batch import HALF
from rolescope.llm.budget import Budget
from rolescope.llm.journal import SENT, Journal
from rolescope.llm.model import Model
from rolescope.llm.request import Answer
from tests.fake_provider.cues import Script
from tests.unit.llm.asked import ANTHROPIC, OPENAI, echo, model_at, question
from tests.unit.llm.test_batch import ask

QUESTIONS, SIZE = 300, 30
KILLS = int(os.environ.get("ROLESCOPE_KILLS", "5"))
ROOT = Path(__file__).parents[2]
CHILD = f"""
import sys
from decimal import Decimal
from pathlib import Path
from rolescope.llm.batch import HALF
from rolescope.llm.budget import Budget
from rolescope.llm.journal import Journal
from rolescope.llm.model import Model
from rolescope.llm.providers.choose import batches_of
from tests.unit.llm.asked import question
from tests.unit.llm.test_batch import ask
provider, name, base_url, file, cap = sys.argv[1:]
model = Model(provider, name, base_url)
journal = Journal(Path(file))
before = journal.spent()
journal.close()
budget = Budget(model, money=Decimal(cap), spent_money=before.money, spent_tokens=before.tokens, part=HALF)
batches_of(model)  # imports the client, which takes longer than the time to the kill
print("begun", flush=True)
ask(map(question, range({QUESTIONS})), model, Path(file), budget, size={SIZE})
"""


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-none")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-none")


@pytest.mark.parametrize("wire", [OPENAI, ANTHROPIC])
def test_no_batch_is_submitted_twice(wire: tuple[str, str, str], tmp_path: Path) -> None:
    file, draw, script = tmp_path / "journal.sqlite", random.Random(5), Script(echo, delay=0.15)
    with model_at(script, wire) as model:
        worst, _ = Budget(model, part=HALF).most(question(QUESTIONS - 1))
        assert worst is not None
        cap = worst * QUESTIONS
        lost = 0
        for number in range(KILLS):
            _kill(model, file, cap, draw.uniform(0.02, 0.5) if number else None)
            lost += _under_way(model, file)
            journal = Journal(file)
            assert journal.spent().money <= cap
            journal.close()
        assert lost > 0
        found = ask(map(question, range(QUESTIONS)), model, file, size=SIZE)
    assert {key: reply.text for key, reply in found.items() if isinstance(reply, Answer)} == {
        f"q{n}": echo("", f"word {n}") for n in range(QUESTIONS)
    }
    assert set(script.prompts.values()) == {1}
    assert sum(script.batches) == QUESTIONS
    journal = Journal(file)
    assert not any(call.state == SENT for call in journal.calls())
    assert all(batch.over for batch in journal.batches(str(model)))
    journal.close()


def _under_way(model: Model, file: Path) -> int:
    """Batches that are not over, by the journal."""
    with closing(Journal(file)) as journal:
        return sum(not batch.over for batch in journal.batches(str(model)))


def _kill(model: Model, file: Path, cap: Decimal, after: float | None) -> None:
    """Run for so many seconds from when it begins to ask, or until a batch is under way, then kill."""
    said = [sys.executable, "-c", CHILD, model.provider, model.name, str(model.base_url), str(file), str(cap)]
    child = subprocess.Popen(said, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert child.stdout is not None
    assert child.stdout.readline() == b"begun\n"
    if after is not None:
        time.sleep(after)
    while after is None and not _under_way(model, file) and child.poll() is None:
        time.sleep(0.001)
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
