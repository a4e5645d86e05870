"""A raw record, as every collector gives it."""

from __future__ import annotations

from typing import NamedTuple


class Record(NamedTuple):
    """One job advertisement in its source's own words; `origin` is its file and place there."""

    source: str
    origin: str
    source_id: str = ""
    title: str = ""
    company: str = ""
    text: str = ""
    places: tuple[str, ...] = ()
    level: str = ""
    pay: str = ""
    work_mode: str = ""
    employment: str = ""
    employer_size: str = ""
    date_posted: str = ""
    url: str = ""
