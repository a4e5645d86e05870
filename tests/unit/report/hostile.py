"""A run of sixty postings whose titles, companies, links and texts try to break out of a page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow as pa

from rolescope.estimate.shares import estimate_shares
from rolescope.estimate.units import open_units
from rolescope.storage import write_table
from rolescope.studyfile import Study
from rolescope.tables import ASSESSMENTS, CODINGS, POSTINGS, PUBLIC

TITLE = "<script>alert(1)</script>"
ROLE_TITLE = "<i>engineer</i> [x](javascript:alert(8))"
COMPANY = '"><img src=x onerror=alert(2)>'
LEAD = "- [click](javascript:alert(3)) `tick` <b onmouseover=alert(4)>{{ 7 * 7 }} "
SKILL = "Py<i>thon"
URLS = (
    "javascript:alert(5)",
    "https://jobs.example/a?b=1&c=%22x",
    " JaVaScRiPt:alert(6)",
    "data:text/html,x",
    "",
)
POSTINGS_IN_ALL = 60
WITH_SKILL = 45

STUDY = Study.model_validate(
    {
        "study": "hostile",
        "question": "What is a </title><script>alert(7)</script>?",
        "frame": {
            "query": "<u>q</u>",
            "site": "a site",
            "places": ["Berlin"],
            "collected": dt.date(2026, 1, 2),
        },
        "sources": [{"jsonl": "x.jsonl", "columns": {"text": "text"}}],
        "slices": ["level", "title"],
    }
)

FACTS: dict[str, Any] = {
    "versions": {"rolescope": "0"},
    "codebook": "book@1",
    "taxonomy_hash": "0",
    "frames": [
        {
            "query": "<u>q</u>",
            "site": "a site",
            "places": ["Berlin"],
            "collected": "2026-01-02",
            "postings": 60,
        }
    ],
    "postings": {
        "came_in": 61,
        "kept": 60,
        "families": 60,
        "reposts": {"reposted": 0, "redundant": 0, "rate": 0.0, "largest": 1},
        "ages": {"n": 0, "n_unknown": 60, "n_future": 0, "quantiles": {"0.5": None, "0.9": None}},
    },
    "input": {
        "dropped": {"empty text": 1},
        "repaired": {},
        "examples": {"empty text": [{"place": "<s>file</s>.jsonl:3"}]},
    },
}


def write_hostile_run(folder: Path) -> None:
    """Write its tables; each posting an employer of its own, the first 45 name the skill."""
    postings: list[dict[str, Any]] = []
    codings: list[dict[str, Any]] = []
    filler = "harbour " * 500
    for number in range(POSTINGS_IN_ALL):
        name = f"p{number:02}"
        text = f"{filler}\n{LEAD}{SKILL} {filler}"
        postings.append(
            {
                "posting_id": name,
                "family_id": name,
                "employer_id": name,
                "title": TITLE,
                "role_title": ROLE_TITLE if number < 50 else "few",
                "company": COMPANY,
                "text": text,
                "url": URLS[number % len(URLS)],
                "level": "<i>few</i>" if number < 5 else "<i>many</i>",
            }
        )
        if number < WITH_SKILL:
            start = text.index(SKILL)
            codings.append(
                {
                    "posting_id": name,
                    "coder": "local",
                    "codebook": "book@1",
                    "variable": "skills",
                    "value": SKILL,
                    "category": "<i>c",
                    "section": ("must", "work", "nice")[number % 3],
                    "field": "text",
                    "quote": SKILL,
                    "start_char": start,
                    "end_char": start + len(SKILL),
                    "grounding": "exact",
                }
            )
    said = [
        {"posting_id": p["posting_id"], "coder": "local", "variable": "skills", "status": "coded"} for p in postings
    ]
    refused = [
        {"posting_id": p["posting_id"], "coder": "llm:<b>", "variable": "skills", "value": SKILL, "quote": SKILL}
        for p in postings[:3]
    ]
    write_table(folder / "rejections.parquet", pa.Table.from_pylist(refused, schema=PUBLIC["rejections"]))
    write_table(folder / "postings.parquet", pa.Table.from_pylist(postings, schema=POSTINGS))
    write_table(folder / "codings.parquet", pa.Table.from_pylist(codings, schema=CODINGS))
    write_table(folder / "assessments.parquet", pa.Table.from_pylist(said, schema=ASSESSMENTS))
    with open_units(folder, folder, "local") as units:
        estimates = estimate_shares(units, {"skills": "mentions"}, "book@1", STUDY.slices, STUDY.level)
    write_table(folder / "estimates.parquet", estimates)
    for name in ("comparisons", "pairs", "pay", "learning_path"):
        write_table(folder / f"{name}.parquet", PUBLIC[name].empty_table())
