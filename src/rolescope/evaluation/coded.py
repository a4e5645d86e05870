"""What a run says of the postings that are labelled."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from rolescope.codebook.model import Codebook
from rolescope.errors import RolescopeError
from rolescope.storage import database, table_path


class Evidence(NamedTuple):
    """A code with its quote."""

    field: str | None
    start: int
    end: int
    value: str
    section: str | None
    quote: str | None


@dataclass(frozen=True)
class CodedPosting:
    """A posting, its facts and what one coder says of it: values of choices and flags, evidence by variable."""

    posting_id: str
    source_id: str
    employer: str
    title: str
    text: str
    work_mode: str | None
    years_min: int | None
    pay_quote: str | None
    pay_source: str | None
    values: dict[str, str] = field(default_factory=dict)
    uncoded: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, list[Evidence]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True)
class CodedRun:
    """Labelled postings of a run as one coder codes them, by `source_id`; `ambiguous` ids are of several sources."""

    folder: Path
    coder: str
    codebook: Codebook
    postings: dict[str, CodedPosting]
    ambiguous: list[str]


def run_codebook(folder: Path) -> Codebook:
    """The codebook that a run was coded by.

    Raises
    ------
    RolescopeError
        Where the folder has no `run.json` that tells.
    """
    path = folder / "run.json"
    try:
        facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return Codebook.model_validate(facts["codebook_definition"])
    except (OSError, ValueError, KeyError) as error:
        remedy = "make it with `rolescope run STUDY.yaml --out DIR`"
        raise RolescopeError("there is no run.json with a codebook", str(path), remedy) from error


def coders_of(folder: Path) -> list[str]:
    """Coders whose codes a run holds, by name."""
    table_path(folder, "assessments")
    with database(folder) as sql:
        return [name for (name,) in sql.execute("select distinct coder from assessments order by 1").fetchall()]


def the_coder(folder: Path) -> str:
    """The coder of a run; of several the first by name, ``none`` where nothing was coded."""
    return next(iter(coders_of(folder)), "none")


def read_coded(folder: Path, coder: str, source_ids: Iterable[str]) -> CodedRun:
    """Read what a coder of a run says of some postings.

    Raises
    ------
    RolescopeError
        Where the folder is no run.
    """
    for name in ("codings", "assessments", "postings"):
        table_path(folder, name)
    with database(folder) as sql:
        sql.execute("create temp table ids as select unnest($ids) as source_id", {"ids": sorted(source_ids)})
        sql.execute(
            """
            create temp table wanted as
            select posting_id, source_id, count(*) over (partition by source_id) as sources
            from postings join ids using (source_id)
            """
        )
        ambiguous = sql.execute("select distinct source_id from wanted where sources > 1 order by 1").fetchall()
        postings = _read_postings(sql, coder)
    by_source = {posting.source_id: posting for posting in postings}
    return CodedRun(folder, coder, run_codebook(folder), by_source, [source_id for (source_id,) in ambiguous])


def _read_postings(sql: duckdb.DuckDBPyConnection, coder: str) -> list[CodedPosting]:
    rows = sql.execute(
        """
        select p.posting_id, p.source_id, p.employer_id, p.title, p.text, p.work_mode, p.years_min, p.pay_quote,
            p.pay_source
        from postings p join wanted w using (posting_id) where w.sources = 1 order by p.source_id
        """
    ).fetchall()
    postings = {row[0]: CodedPosting(*row) for row in rows}
    said = sql.execute(
        """
        select posting_id, variable, status, value, reason from assessments join wanted using (posting_id)
        where coder = $coder and sources = 1 order by all
        """,
        {"coder": coder},
    ).fetchall()
    for posting_id, variable, status, value, reason in said:
        if status != "coded":
            postings[posting_id].uncoded[variable] = reason or status
        elif value is not None:
            postings[posting_id].values[variable] = value
    codes = sql.execute(
        """
        select posting_id, variable, field, start_char, end_char, c.value, section, quote
        from codings c join wanted using (posting_id)
        where coder = $coder and sources = 1 order by posting_id, variable, start_char, end_char, c.value
        """,
        {"coder": coder},
    ).fetchall()
    for posting_id, variable, *evidence in codes:
        postings[posting_id].evidence[variable].append(Evidence(*evidence))
    return list(postings.values())
