"""What a run says when asking ends before all is answered: what is kept, what is missing, how to go on."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rolescope.cli.application import EXIT_ERROR, EXIT_INTERRUPTED
from rolescope.llm import breaker
from rolescope.llm.breaker import GIVEN_UP
from rolescope.llm.journal import FILE
from tests.fake_provider.cues import Cue, Script
from tests.fake_provider.server import serving
from tests.functional.test_llm_coder import careful, command, reasons, rolescope, write_study

POSTINGS = 60


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return write_study(tmp_path, POSTINGS)


def answers_kept(told: str, study: Path) -> int:
    """How many answers a message says are kept, and where."""
    journal = re.escape(str(study.parent / "out" / FILE))
    found = re.search(rf"(\d+) of {POSTINGS} questions are answered, and the answers kept in {journal}:", told)
    assert found, told
    return int(found[1])


def test_a_key_that_is_refused_meanwhile_says_what_is_kept_and_how_to_go_on(study: Path) -> None:
    def until_revoked(system: str, prompt: str) -> str | Cue:
        return careful(system, prompt) if len(script.bodies) <= 30 else Cue(status=401)

    script = Script(until_revoked)
    with serving(script) as url:
        refused = rolescope(command(study, url))
        assert refused.exit_code == EXIT_ERROR
        told = " ".join(refused.stderr.split())
        assert "see that the environment variable OPENAI_API_KEY holds a key that is right" in told
        kept = answers_kept(told, study)
        assert "only the rest is asked, which would take about" in told
        assert not (study.parent / "out" / "run.json").exists()
        script.reply, sent = careful, len(script.bodies)
        assert rolescope(command(study, url)).exit_code == 0
    assert 0 < len(script.bodies) - sent <= POSTINGS - kept
    assert reasons(study) == [None] * POSTINGS


def test_a_provider_that_is_given_up_leaves_the_rest_with_what_it_would_take(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(breaker, "_RESTS", 1)
    monkeypatch.setattr(breaker, "_OPENS_AFTER", 3)
    monkeypatch.setattr("rolescope.llm.pace._FIRST_WAIT", 0.01)

    def until_down(system: str, prompt: str) -> str | Cue:
        if len(script.bodies) <= 20:
            return careful(system, prompt)
        return Cue(status=503, headers=(("retry-after", "3600"),))

    script = Script(until_down)
    with serving(script) as url:
        result = rolescope(command(study, url))
        assert result.exit_code == 0, result.output
        told = " ".join(result.stderr.split())
        left_out = reasons(study).count(GIVEN_UP)
        assert 0 < left_out < POSTINGS
        assert f"{left_out} questions were not asked: the provider gave no answer for a long time" in told
        assert f"{left_out} postings are not coded for it; what is missing would take about" in told
        assert "Run the same again later: only that is asked" in told
        script.reply = careful
        assert rolescope(command(study, url)).exit_code == 0
    assert reasons(study) == [None] * POSTINGS


def test_ctrl_c_leaves_nothing_broken_and_says_how_to_go_on(study: Path) -> None:
    script = Script(careful, delay=0.1)
    with serving(script) as url:
        arguments = [sys.executable, "-m", "rolescope", *command(study, url)]
        process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        try:
            deadline = time.monotonic() + 60
            while len(script.bodies) < POSTINGS // 2 and process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.002)
            assert process.poll() is None, "the run ended before it could be interrupted"
            os.kill(process.pid, signal.SIGINT)
            _, said = process.communicate(timeout=60)
        finally:
            process.kill()
        assert process.returncode == EXIT_INTERRUPTED, said
        lines = [line for line in said.splitlines() if not line.startswith(("clean: ", "ask: "))]
        assert len(lines) == 1 and lines[0].startswith("interrupted"), said
        kept = answers_kept(lines[0], study)
        assert [path.name for path in (study.parent / "out").iterdir() if path.suffix == ".parquet"] == []
        sent = len(script.bodies)
        assert rolescope(command(study, url)).exit_code == 0
    assert 0 < len(script.bodies) - sent <= POSTINGS - kept
    assert reasons(study) == [None] * POSTINGS


def test_ctrl_c_while_a_batch_is_under_way_says_so_and_it_is_read_later(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rolescope.llm.submissions._LOOKS", 1)  # the second look is half a minute later
    script = Script(careful, delay=2.0)
    with serving(script) as url:
        asked = command(study, url, "--batch", "--model", "openai:gpt-5-mini")
        arguments, environ = [sys.executable, "-m", "rolescope", *asked], {**os.environ, "OPENAI_API_KEY": "sk-none"}
        process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environ)
        try:
            deadline = time.monotonic() + 60
            while not script.batches and process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.002)
            os.kill(process.pid, signal.SIGINT)
            _, said = process.communicate(timeout=60)
        finally:
            process.kill()
        assert process.returncode == EXIT_INTERRUPTED, said
        assert "batches that the provider goes on with, and that are read then: 1" in said
        script.delay = 0.0
        assert rolescope(asked, OPENAI_API_KEY="sk-none").exit_code == 0
    assert script.batches == [POSTINGS]
    assert reasons(study) == [None] * POSTINGS
