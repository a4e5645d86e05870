from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.llm.errors import wait_of
from rolescope.llm.limits import Limit, limits_of, seconds_until

NOW = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)


def test_headers_of_both_providers() -> None:
    openai = {
        "x-ratelimit-limit-requests": "60", "x-ratelimit-remaining-requests": "59", "x-ratelimit-reset-requests": "1s",
        "x-ratelimit-limit-tokens": "150000", "x-ratelimit-remaining-tokens": "149984", "x-ratelimit-reset-tokens": "6m0s",
    }  # fmt: skip
    assert limits_of(openai) == {"requests": Limit(60, 59, 1), "tokens": Limit(150_000, 149_984, 360)}
    anthropic = {
        f"anthropic-ratelimit-{kind}-{part}": said
        for kind in ("requests", "input-tokens", "output-tokens")
        for part, said in (("limit", "4000"), ("remaining", "10"), ("reset", "2026-11-01T12:00:30Z"))
    }
    assert limits_of(anthropic, NOW) == dict.fromkeys(("requests", "input", "output"), Limit(4000, 10, 30))


@given(st.dictionaries(st.sampled_from(["d", "h", "m", "s", "ms"]), st.integers(0, 999), min_size=1))
def test_a_duration_is_the_sum_of_its_parts(parts: dict[str, int]) -> None:
    seconds = {"d": 86_400, "h": 3_600, "m": 60, "s": 1, "ms": 0.001}
    said = "".join(f"{number}{unit}" for unit, number in parts.items())
    assert seconds_until(said) == pytest.approx(sum(number * seconds[unit] for unit, number in parts.items()))


@given(st.integers(-100_000, 100_000))
def test_a_time_is_as_far_off_as_it_is_and_never_before_now(seconds: int) -> None:
    at = NOW + timedelta(seconds=seconds)
    assert seconds_until(at.isoformat(), NOW) == max(0, seconds)


@given(st.text(max_size=30))
def test_no_header_breaks_the_reading(said: str) -> None:
    names = ("limit", "remaining", "reset")
    for limit in limits_of({f"x-ratelimit-{name}-tokens": said for name in names}).values():
        assert 0 <= limit.remaining <= limit.limit
    waits = (seconds_until(said), wait_of({"retry-after": said}), wait_of({"retry-after-ms": said}))
    assert all(wait is None or 0 <= wait < float("inf") for wait in waits)


@pytest.mark.parametrize("said", ["inf", "nan", "1e999"])
def test_a_wait_without_end_is_no_wait(said: str) -> None:
    assert wait_of({"retry-after": said}) is None
