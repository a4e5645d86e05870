from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.clean.money import CODES
from rolescope.clean.pay import find_pay
from rolescope.collect.boards.fields import READABLE, day_of, employment_of, part, pay_of, period_of, place_of


@given(
    st.sampled_from(sorted(READABLE)),
    st.integers(10_000, 900_000),
    st.integers(0, 500_000),
    st.sampled_from(["year", "month"]),
)
def test_the_clean_stage_reads_back_what_pay_says(currency: str, low: int, more: int, period: str) -> None:
    pay = find_pay("", pay_of(low, low + more, currency, period))
    assert pay is not None
    assert pay[:4] == (low, low + more, currency, period)


def test_the_currencies_are_those_of_the_clean_stage_and_the_peso_that_it_knows_by_its_sign() -> None:
    assert {*CODES, "PHP"} == READABLE


@pytest.mark.parametrize(
    ("least", "most", "currency", "period", "said", "read"),
    [
        (60000, None, "EUR", "year", "from EUR 60,000 per year", (60_000, None)),
        (None, "60000", "EUR", "year", "up to EUR 60,000 per year", (None, 60_000)),
        (22.5, 30.05, "USD", "hour", "USD 22.5 - 30.05 per hour", (22.5, 30.05)),
        (75000, 60000, "EUR", "year", "EUR 60,000 - 75,000 per year", (60_000, 75_000)),
    ],
)
def test_pay_is_written_as_it_is_read(
    least: Any, most: Any, currency: str, period: str, said: str, read: tuple[float | None, float | None]
) -> None:
    written = pay_of(least, most, currency, period)
    pay = find_pay("", written)
    assert pay is not None
    assert (written, pay[:2]) == (said, read)


@pytest.mark.parametrize(
    ("least", "most", "currency", "period"),
    [
        (0, 0, "EUR", "year"),
        (None, None, "EUR", "year"),
        (True, True, "EUR", "year"),
        ("nan", "inf", "EUR", "year"),
        (10**400, -1, "EUR", "year"),
        ({}, [], "EUR", "year"),
        (1, 2, "XAU", "year"),
        (60_000, 70_000, "EUR", ""),
    ],
)
def test_pay_that_cannot_be_read_is_not_said(least: Any, most: Any, currency: str, period: str) -> None:
    assert pay_of(least, most, currency, period) == ""


@pytest.mark.parametrize(
    ("label", "period"),
    [
        ("1 YEAR", "year"),
        ("1 HOUR", "hour"),
        ("2 WEEK", ""),
        ("NONE", ""),
        ("per-year-salary", "year"),
        ("per-month-salary", "month"),
        ("per-week-salary", "week"),
        ("per-day-wage", "day"),
        ("per-hour-wage", "hour"),
        ("yearly", "year"),
        ("Annual Salary:", "year"),
        (None, ""),
        ({}, ""),
    ],
)
def test_periods_of_all_boards(label: Any, period: str) -> None:
    assert period_of(label) == period


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        (["FullTime"], "Full-time"),
        (["fulltime_permanent"], "full-time_permanent"),
        (["parttime"], "part-time"),
        (["Intern"], "Intern"),
        (["intern", "full-time"], "intern, full-time"),
        ([None, {}], ""),
    ],
)
def test_employment_is_in_words(labels: list[Any], said: str) -> None:
    assert employment_of(*labels) == said


@pytest.mark.parametrize("count", ["2 Locations", "Multiple locations", " 3 locations "])
def test_a_count_of_places_is_no_place(count: str) -> None:
    assert place_of(count) == ""


def test_a_place_has_each_part_once() -> None:
    assert place_of(" Berlin ", "Berlin", None, "Germany") == "Berlin, Germany"


@pytest.mark.parametrize(
    ("value", "day"),
    [(1768521600000, "2026-01-16"), (10**30, str(10**30)), (True, ""), (None, ""), ("2026-01-16", "2026-01-16")],
)
def test_milliseconds_are_a_day(value: Any, day: str) -> None:
    assert day_of(value) == day


def test_a_heading_is_text_and_no_markup() -> None:
    assert part("A <b> &amp; c", "<p>d</p>") == "<h3>A &lt;b&gt; &amp; c</h3>\n<p>d</p>"
    assert part("A", " ") == ""
