"""One job of each board, its record and its facts worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rolescope.clean.facts import Stated, read_facts
from rolescope.clean.text import plain_text
from rolescope.collect.record import Record
from tests.unit.collect.boards.answers import ANSWERS, put, read

URLS = dict.fromkeys(ANSWERS, "") | {
    "greenhouse": "https://job-boards.greenhouse.io/terramaps/jobs/4001",
    "lever": "https://jobs.lever.co/terra-maps/aa-1",
    "ashby": "https://jobs.ashbyhq.com/Terra%20Maps/bb-1",
    "workable": "https://apply.workable.com/j/C1",
    "smartrecruiters": "https://jobs.smartrecruiters.com/terra/744",
    "recruitee": "https://jobs.terra.example/o/map-engineer",
    "teamtailor": "https://career.terra.example/jobs/1",
    "workday": "https://terra.wd5.myworkdayjobs.com/Jobs/job/Porto/Map-Engineer_R-7",
    "jobspy": "https://x.example/1",
}
WANTED: dict[str, tuple[str, str, tuple[str, ...], str, str, str, str]] = {
    "greenhouse": (
        "4001", "Terra Maps", ("Porto, Portugal",), "", "EUR 60,000 - 75,500 per year", "Hybrid", "Full-time",
    ),
    "lever": ("aa-1", "terra-maps", ("Porto", "Faro"), "", "USD 28.5 - 40 per hour", "remote", "Full-time"),
    "ashby": (
        "bb-1", "Terra Maps", ("Porto, Portugal", "Faro, Portugal"), "",
        "EUR 90,000 - 110,000 per year; USD 120,000 - 150,000 per year", "OnSite", "Part-time",
    ),
    "workable": ("C1", "Terra Maps", ("Spain", "Portugal"), "Entry level", "", "remote", "Contract"),
    "smartrecruiters": (
        "744", "Terra Maps", ("St. Louis, MO, US",), "Mid-Senior Level", "", "hybrid", "Part-time",
    ),
    "recruitee": (
        "27", "Terra Maps", ("Faro, Portugal",), "mid level", "EUR 3,500 - 4,000 per month", "on-site",
        "part-time_permanent",
    ),
    "personio": (
        "18", "Terra Maps SE & Co. KG", ("Munich", "Berlin", "Bonn"), "entry-level", "EUR 60,000 - 75,000 per year", "",
        "part-time",
    ),
    "teamtailor": (
        "dd-1", "Terra Maps", ("Madrid, ES", "Stockholm, Sweden, SE"), "", "SEK 45,000 - 52,000 per month", "remote",
        "FULL-time",
    ),
    "workday": (
        "/job/Porto/Map-Engineer_R-7", "Terra Maps", ("Remote - Portugal", "Spain, Madrid"), "", "",
        "Remote - Portugal Spain, Madrid", "Full-time",
    ),
    "jobspy": (
        "in-1", "Terra Maps", ("Porto, 13, PT",), "mid-senior level", "EUR 60,000 - 75,000 per year", "remote",
        "full-time, contract",
    ),
}  # fmt: skip
TEXTS = {
    "greenhouse": "Your work\n\n- Draw maps with C++ & Rust.",
    "lever": "We draw maps.\nYou draw more.\n\nWhat you bring & do\n\n- Rust\n- Python\n\nApply soon.",
    "ashby": "Draw maps with Rust.",
    "workable": "Draw maps with Rust.",
    "smartrecruiters": (
        "Company Description\n\nWe draw.\n\nJob Description\n\n- Draw maps.\n\nQualifications\n\n- Rust"
    ),
    "recruitee": "Draw maps.\n\n- Rust",
    "personio": "Your tasks\n\n- Draw maps.\n\nYour profile\n\n- Rust",
    "teamtailor": "Draw maps with Rust.",
    "workday": "Draw maps with Rust.",
    "jobspy": "**Your work**\n\n- Draw maps with C++.",
}
FACTS: dict[str, tuple[Any, ...]] = {
    "greenhouse": (60_000, 75_500, "EUR", "year", "hybrid", "full-time", ["PT"]),
    "lever": (28.5, 40, "USD", "hour", "remote", "full-time", ["PT", "PT"]),
    "ashby": (90_000, 110_000, "EUR", "year", "onsite", "part-time", ["PT", "PT"]),
    "workable": (None, None, None, None, "remote", "contract", ["ES", "PT"]),
    "smartrecruiters": (None, None, None, None, "hybrid", "part-time", ["US"]),
    "recruitee": (3_500, 4_000, "EUR", "month", "onsite", "part-time", ["PT"]),
    "personio": (60_000, 75_000, "EUR", "year", "unspecified", "part-time", ["DE", "DE", "DE"]),
    "teamtailor": (45_000, 52_000, "SEK", "month", "remote", "full-time", ["ES", "SE"]),
    "workday": (None, None, None, None, "remote", "full-time", ["PT", "ES"]),
    "jobspy": (60_000, 75_000, "EUR", "year", "remote", "full-time", ["PT"]),
}


def only(folder: Path, kind: str) -> Record:
    records, _, _ = read(put(folder, kind, ANSWERS[kind]), kind)
    (record,) = records
    return record


@pytest.mark.parametrize("kind", WANTED)
def test_each_field_is_where_the_board_has_it(tmp_path: Path, kind: str) -> None:
    record = only(tmp_path, kind)
    assert (record.source, record.title, record.date_posted[:10]) == ("src", "Map Engineer", "2026-01-16")
    assert record.url == URLS[kind]
    assert WANTED[kind] == (
        record.source_id,
        record.company,
        record.places,
        record.level,
        record.pay,
        record.work_mode,
        record.employment,
    )


@pytest.mark.parametrize("kind", TEXTS)
def test_headings_and_bullets_of_all_parts_survive(tmp_path: Path, kind: str) -> None:
    assert plain_text(only(tmp_path, kind).text) == TEXTS[kind]


@pytest.mark.parametrize("kind", FACTS)
def test_the_clean_stage_reads_pay_mode_employment_and_countries_right(tmp_path: Path, kind: str) -> None:
    record = only(tmp_path, kind)
    stated = Stated(
        record.title,
        record.company,
        plain_text(record.text),
        places=list(record.places),
        level=record.level,
        pay=record.pay,
        work_mode=record.work_mode,
        employment=record.employment,
    )
    facts = {name: column[0] for name, column in read_facts([stated]).items()}
    said = ("pay_min", "pay_max", "pay_currency", "pay_period", "work_mode", "employment_type")
    countries = [place["country"] for place in facts["places"]]
    assert (*(facts[name] for name in said), countries) == FACTS[kind]


def test_the_size_that_jobspy_has_is_kept(tmp_path: Path) -> None:
    assert only(tmp_path, "jobspy").employer_size == "11 to 50"
