"""A date as sites write it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?!\d)")
_SECONDS = re.compile(r"(\d{10})(?:\d{3})?")
_FIGURES = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\b")
_DAY_NAMED = re.compile(
    r"(?:[a-zéá]+,? )?(\d{1,2})(?:st|nd|rd|th|er|º)?\.?[ -](?:de )?([a-zäéûç]{3,10})\.?,?[ -](?:de )?(\d{4})\b", re.I
)
_MONTH_FIRST = re.compile(r"(?:[a-z]+,? )?([a-zä]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b", re.I)
_CLOCK_BETWEEN = re.compile(r"[a-z]{3} ([a-z]{3}) (\d{1,2}) [\d:]{8} \S{1,9} (\d{4})\b", re.I)
_MONTHS = [
    "jan ene gen", "feb fev", "mar mrt", "apr avr abr", "may mai mag mei", "jun juin giu", "jul juil lug", "aug aou ago",
    "sep set", "oct okt ott out", "nov", "dec dez dic",
]  # fmt: skip
_LAST_MONTH = 12
_EARLIEST = 1990


def iso_date(said: str) -> str:
    """A date that leaves no doubt in the form YYYY-MM-DD; one in doubt as it is; "" for one that cannot be.

    Read are ISO and compact forms, days and months by name (English, German, French, Spanish, Italian, Dutch, Portuguese), figures whose order is
    clear (``15.01.2026``, ``01/15/2026``), and seconds or milliseconds since 1970. What content systems write
    for no date (``0001-01-01``) is none.

    Examples
    --------
    >>> iso_date("2026-2-9"), iso_date("Mon, 09 Feb 2026 10:00:00 GMT"), iso_date("Feb 9, 2026"), iso_date("02/09/2026")
    ('2026-02-09', '2026-02-09', '2026-02-09', '02/09/2026')
    """
    said = said.strip()[:60]
    if seconds := _SECONDS.fullmatch(said):
        return dt.datetime.fromtimestamp(int(seconds[1]), dt.UTC).date().isoformat()
    if found := _YEAR_FIRST.match(said):
        return _date(int(found[1]), int(found[3]), int(found[4]))
    if found := _DAY_NAMED.match(said):
        return _date(int(found[3]), _month(found[2]), int(found[1])) or said
    if found := _MONTH_FIRST.match(said) or _CLOCK_BETWEEN.match(said):
        return _date(int(found[3]), _month(found[1]), int(found[2])) or said
    if found := _FIGURES.match(said):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if found[2] == "." or first > _LAST_MONTH:
            return _date(year, second, first) or said
        if second > _LAST_MONTH or first == second:
            return _date(year, first, second) or said
    return said


def _month(name: str) -> int:
    plain = "".join(one for one in unicodedata.normalize("NFKD", name.lower()) if one.isalpha())
    return next((at for at, begins in enumerate(_MONTHS, start=1) if plain.startswith(tuple(begins.split()))), 0)


def _date(year: int, month: int, day: int) -> str:
    try:
        return dt.date(year, month, day).isoformat() if year >= _EARLIEST else ""
    except ValueError:
        return ""
