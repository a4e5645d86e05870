from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from rolescope.llm.errors import CallError, run_ended, status_line, wait_of
from rolescope.llm.model import Model


def test_a_key_that_a_provider_repeats_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret-0123")
    said = status_line(401, {"error": {"message": "Incorrect API key provided: sk-secret-0123."}})
    assert said == "the provider answered 401: Incorrect API key provided: ...."


@pytest.mark.parametrize(
    ("status", "remedy"),
    [(401, "OPENAI_API_KEY"), (402, "credit"), (403, "may use this model"), (404, "the name of the model")],
)
def test_what_ends_the_run_has_its_remedy(status: int, remedy: str) -> None:
    error = CallError(f"the provider answered {status}", status)
    assert error.ends_the_run
    assert remedy in run_ended(error, Model("openai-compatible", "qwen3")).remedy


def test_only_a_key_or_money_turns_us_away() -> None:
    assert [CallError("", status).turns_us_away for status in (401, 402, 403, 404, 429, 500)] == [True] * 3 + [
        False
    ] * 3


def test_a_wait_until_a_date_is_read_in_seconds() -> None:
    at = datetime.now(UTC) + timedelta(hours=2)
    wait = wait_of({"retry-after": format_datetime(at, usegmt=True)})
    assert wait is not None and 7000 < wait <= 7200


@pytest.mark.parametrize("said", ["Wed, 21 Oct 2015 07:28:00 GMT", "-5"])
def test_a_wait_that_is_over_is_none(said: str) -> None:
    assert wait_of({"retry-after": said}) == 0


@pytest.mark.parametrize("said", ["", "soon", "nan", "inf", "Wed, 41 Oct 2015 07:28:00 GMT"])
def test_a_wait_that_cannot_be_read_is_not_known(said: str) -> None:
    assert wait_of({"retry-after": said}) is None
