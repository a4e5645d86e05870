from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.collect.dates import iso_date


@pytest.mark.parametrize(
    "said",
    [
        "2026-02-09T10:00:00+01:00",
        "2026-02-09T00:00:00.000+0000",
        "2026/2/9",
        "20260209",
        "1770595200",
        "1770595200000",
        "Mon, 09 Feb 2026 10:00:00 GMT",
        "Mon Feb 09 2026 00:00:00 GMT+0000 (UTC)",
        "Mon Feb 09 00:00:00 UTC 2026",
        "9 février 2026",
        "lunes, 9 de febrero de 2026",
        "9 febbraio 2026",
        "Feb 9, 2026",
        "February 9th, 2026",
        "9 February 2026",
        "09-Feb-2026",
        "9. Februar 2026",
        "09.02.2026",
    ],
)
def test_a_day_that_leaves_no_doubt(said: str) -> None:
    assert iso_date(said) == "2026-02-09"


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("13/02/2026", "2026-02-13"),
        ("02/13/2026", "2026-02-13"),
        ("03/03/2026", "2026-03-03"),
        ("02/09/2026", "02/09/2026"),
        ("31 Feb 2026", "31 Feb 2026"),
        ("9 Brumaire 2026", "9 Brumaire 2026"),
        ("2026-02", "2026-02"),
        ("today", "today"),
        ("2026-13-45", ""),
        ("0001-01-01T00:00:00", ""),
        ("", ""),
    ],
)
def test_what_is_in_doubt_stays_and_what_cannot_be_is_none(said: str, date: str) -> None:
    assert iso_date(said) == date


@given(st.dates(min_value=dt.date(1990, 1, 1)))
def test_a_day_by_its_name_is_itself(day: dt.date) -> None:
    assert iso_date(day.strftime("%d %B %Y")) == iso_date(day.strftime("%a, %b %d, %Y")) == day.isoformat()


@pytest.mark.parametrize(
    ("said", "month"),
    [("1er juin 2026", 6), ("3 juil. 2026", 7), ("2 août 2026", 8), ("4 mrt 2026", 3), ("5 out 2026", 10)],
)
def test_months_of_other_languages(said: str, month: int) -> None:
    assert iso_date(said)[:7] == f"2026-{month:02}"
