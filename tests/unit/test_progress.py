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


def test_the_time_left_is_by_the_rate_of_late(clock: list[float]) -> None:
    said = io.StringIO()
    with reporter(Console(file=said, width=200)) as progress:
        progress("ask", 900, 2_000)  # what is kept from before comes at once
        for _ in range(8):
            clock[0] += 10
            progress("ask", 5, 2_000, "1,000 tokens")
    assert said.getvalue().splitlines()[-1] == (
        "ask: 940 of 2,000 questions, 0.5/s, 35 min left; 1,000 tokens"
    )  # 30 of the last six lines / 60 s; (2000 - 940) / 0.5


def test_nothing_new_is_told_now_and_then_and_no_end_twice(clock: list[float]) -> None:
    said = io.StringIO()
    with reporter(Console(file=said, width=200)) as progress:
        clock[0] += 5
        progress("ask", 2, 4, "0 calls failed")
        clock[0] += 5
        progress("ask", 0, 4, "7 calls failed")
        progress("ask", 2, 4, "7 calls failed")
        progress("ask", 0, 4, "7 calls failed")
    assert said.getvalue().splitlines() == [
        "ask: 2 of 4 questions, 0.2/s, 10 s left; 7 calls failed",
        "ask: 4 of 4 questions, 0.4/s; 7 calls failed",
    ]


def test_where_nothing_changes_a_line_comes_every_ten_minutes(clock: list[float]) -> None:
    said = io.StringIO()
    with reporter(Console(file=said, width=200)) as progress:
        progress("ask", 0, 4, "1 batches under way")
        for _ in range(200):
            clock[0] += 10
            progress("ask", 0, 4, "1 batches under way")
        progress("ask", 0, 4, "2 batches under way")
        clock[0] += 10
        progress("ask", 0, 4, "2 batches under way")
    assert len(said.getvalue().splitlines()) == 5  # after 10, 610, 1210 and 1810 s of 2000, and the change


def test_on_a_narrow_terminal_nothing_is_cut_off() -> None:
    note = "1,234,567 tokens, 12.34 of about 56.78 US dollars, 3 calls failed"
    said = io.StringIO()
    with reporter(Console(file=said, width=80, force_terminal=True, color_system=None)) as progress:
        progress("clean", 12_000, None)
        progress("ask", 123, 12_000, note)
    drawn = said.getvalue()
    assert "…" not in drawn
    assert f"  {note}" in drawn
    assert "123/12000" in drawn and "questions, " in drawn


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
