from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from rich.console import Console

from rolescope.progress import reporter


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    now = [100.0]
    monkeypatch.setattr("time.perf_counter", lambda: now[0])
    yield now


def test_elsewhere_than_on_a_terminal_a_finished_stage_is_one_plain_line(clock: list[float]) -> None:
    said = io.StringIO()
    with reporter(Console(file=said, width=200)) as progress:
        progress("code", 0, 1000)
        clock[0] += 4
        progress("code", 1000, 1000)
    assert said.getvalue() == "code: 1,000 of 1,000 postings, 250/s\n"  # 1000 / 4 s


def test_long_work_is_told_of_every_ten_seconds_with_rate_and_time_left(clock: list[float]) -> None:
    said = io.StringIO()
    with reporter(Console(file=said, width=200)) as progress:
        progress("code", 0, 2000)
        for _ in range(4):
            clock[0] += 5
            progress("code", 100, 2000)
    assert said.getvalue().splitlines() == [
        "code: 200 of 2,000 postings, 20/s, 90 s left",  # 200 / 10 s; (2000 - 200) / 20
        "code: 400 of 2,000 postings, 20/s, 80 s left",  # 400 / 20 s; (2000 - 400) / 20
    ]


def test_work_of_unknown_length_has_no_time_left(clock: list[float]) -> None:
    said = io.StringIO()
    with reporter(Console(file=said, width=200)) as progress:
        progress("clean", 0, None)
        clock[0] += 10
        progress("clean", 50, None)
    assert said.getvalue() == "clean: 50 postings, 5/s\n"


def test_the_work_before_the_first_report_counts_in_the_rate(clock: list[float]) -> None:
    said = io.StringIO()
    with reporter(Console(file=said, width=200)) as progress:
        clock[0] += 4
        progress("code", 1000, 1000)
    assert "250/s" in said.getvalue()


def test_on_a_terminal_there_is_a_bar_a_stage() -> None:
    said = io.StringIO()
    with reporter(Console(file=said, width=120, force_terminal=True)) as progress:
        progress("clean", 30, None)
        progress("code", 20, 80)
        progress("code", 20, 80)
    assert "30/?" in said.getvalue()
    assert "40/80" in said.getvalue()
