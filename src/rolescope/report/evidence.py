"""The sentences behind a figure: a seeded sample of postings a skill, each with its quote in context."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from rolescope.storage import database

PER_SKILL = 20
CONTEXT = 110
SECTIONS = "['must', 'work', 'nice', 'title']"
SECTION = "coalesce(c.section, 'title')"
"""In SQL, of a code `c`: where it stands, and below, what its mentions are ordered by and which of them count."""
DEMANDING = f"list_position({SECTIONS}, {SECTION}), c.field = 'title', p.posting_id, c.start_char, c.end_char"
QUOTED = "c.section is distinct from 'other' and c.grounding <> 'none'"


@dataclass(frozen=True)
class Evidence:
    """A quote in its context; `url` is empty where the posting has no safe link."""

    title: str
    company: str
    url: str
    section: str
    before: str
    quote: str
    after: str


class Words(NamedTuple):
    """Where words stand in a posting: its section (or `title`, `listing`, `place`), and ``text[start:end]``."""

    section: str
    text: str
    start: int
    end: int


def sample_evidence(folder: Path, variable: str, values: Sequence[str], seed: int) -> dict[str, list[Evidence]]:
    """Up to `PER_SKILL` postings for each value of a variable, at most one a family, the same for the same seed.

    A posting shows its most demanding mention (must, then work, then nice).
    """
    with database(folder) as sql:
        sql.execute("create temp table wanted as select unnest($values) as value", {"values": list(values)})
        rows = sql.execute(
            f"""
            with mention as (
                select c.value, p.family_id, p.posting_id, {SECTION} as section, c.field, c.start_char, c.end_char,
                    row_number() over (partition by c.value, p.family_id order by {DEMANDING}) as place
                from codings c join wanted using (value) join postings p using (posting_id)
                where c.variable = $variable and {QUOTED} and p.weight is distinct from 0
            ), chosen as (
                select *,
                    row_number() over (partition by value order by md5(concat_ws('|', $seed, value, family_id))) as turn
                from mention where place = 1
            )
            select value, title, company, url, section, if(field = 'title', title, text), start_char, end_char
            from chosen join postings using (posting_id) where turn <= {PER_SKILL}
            order by value, list_position({SECTIONS}, section), turn
            """,
            {"seed": seed, "variable": variable},
        ).fetchall()
    found: dict[str, list[Evidence]] = defaultdict(list)
    for value, *posting in rows:
        found[value].append(in_context(*posting))
    return found


def in_context(
    title: str | None, company: str | None, url: str | None, section: str, text: str, start: int, end: int
) -> Evidence:
    """The quote ``text[start:end]`` of a posting, with what stands around it on its line."""
    return Evidence(
        title or "(no title)",
        company or "(no company)",
        safe_url(url),
        section,
        before(text, start),
        text[start:end],
        after(text, end),
    )


def safe_url(url: str | None) -> str:
    """The link if it is one of the web, else ``""`` (a posting is untrusted text)."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def before(text: str, start: int) -> str:
    r"""What stands before a quote on its line, from a whole word on.

    Examples
    --------
    >>> before("Requirements\n- You know Python", 24)
    'You know '
    """
    begin = max(0, start - CONTEXT)
    piece = text[begin:start].rsplit("\n", 1)[-1]
    if len(piece) == start - begin and begin > 0:
        return "…" + piece.split(" ", 1)[-1]
    return piece.lstrip(" ").removeprefix("- ")


def after(text: str, end: int) -> str:
    r"""What stands after a quote on its line, up to a whole word.

    Examples
    --------
    >>> after("You know Python.\nApply now", 15)
    '.'
    """
    stop = min(len(text), end + CONTEXT)
    piece = text[end:stop].split("\n", 1)[0]
    if len(piece) == stop - end and stop < len(text):
        return piece.rsplit(" ", 1)[0] + "…"
    return piece
