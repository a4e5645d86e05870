"""Which board an answer is of, and where its jobs are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from rolescope.collect.boards import (
    ashby,
    greenhouse,
    lever,
    personio,
    recruitee,
    smartrecruiters,
    teamtailor,
    workable,
    workday,
)
from rolescope.collect.boards.fields import Json, object_of, text_of
from rolescope.collect.record import Record


class Board(NamedTuple):
    """What is known of the answers of a board.

    Parameters
    ----------
    jobs
        Key of the list of jobs; "" where the answer is the list itself.
    marks
        Keys that jobs of this board have and those of no other one.
    call
        The call whose answer has the texts.
    record
        A job as a record, without source and origin.
    company, total
        Keys that lead to the employer's name and to the number of jobs, where the answer says them.
    suffix
        How its files end in a folder.
    """

    jobs: str
    marks: frozenset[str]
    call: str
    record: Callable[[Json], Record]
    company: str = ""
    total: tuple[str, ...] = ()
    suffix: str = ".json"


BOARDS = {
    "greenhouse": Board(
        "jobs",
        frozenset(("absolute_url", "internal_job_id")),
        "/v1/boards/{token}/jobs?content=true",
        greenhouse.record,
        total=("meta", "total"),
    ),
    "lever": Board("", frozenset(("hostedUrl", "categories")), "/v0/postings/{site}?mode=json", lever.record),
    "ashby": Board(
        "jobs",
        frozenset(("jobUrl", "descriptionHtml", "publishedAt")),
        "/posting-api/job-board/{name}?includeCompensation=true",
        ashby.record,
    ),
    "workable": Board(
        "jobs",
        frozenset(("shortcode", "telecommuting")),
        "/api/accounts/{slug}?details=true",
        workable.record,
        company="name",
    ),
    "smartrecruiters": Board(
        "content",
        frozenset(("releasedDate", "jobAd", "typeOfEmployment")),
        "/v1/companies/{id}/postings/{posting}",
        smartrecruiters.record,
        total=("totalFound",),
    ),
    "recruitee": Board("offers", frozenset(("careers_url", "employment_type_code")), "/api/offers/", recruitee.record),
    "personio": Board("position", frozenset(("jobDescriptions", "subcompany")), "/xml", personio.record, suffix=".xml"),
    "teamtailor": Board(
        "items", frozenset(("_jobposting", "content_html")), "/jobs.json", teamtailor.record, company="title"
    ),
    "workday": Board(
        "jobPostings",
        frozenset(("jobPostingInfo", "externalPath", "bulletFields")),
        "/wday/cxs/{tenant}/{site}/job/{path}",
        workday.record,
        total=("total",),
    ),
}


def jobs_of(answer: Any, board: Board) -> list[Any] | None:
    """Jobs of an answer: those of its list, of a list of jobs, or the one that it is; None of another shape."""
    if isinstance(answer, list):
        return answer
    if not isinstance(answer, dict):
        return None
    if board.jobs in answer:
        jobs = answer[board.jobs]
        return jobs if isinstance(jobs, list) else None
    return [answer] if _is_of(answer, board) else None


def is_answer(answer: Any, board: Board) -> bool:
    """Whether an answer can be the board's: it has its list, and a job with its marks unless it has none."""
    jobs = jobs_of(answer, board)
    return jobs is not None and (not jobs or any(_is_of(job, board) for job in jobs))


def looks_like(answer: Any) -> str:
    """Board whose answer this looks like, by the marks of its jobs; "" where it is like none."""
    for name, board in BOARDS.items():
        if any(_is_of(job, board) for job in jobs_of(answer, board) or ()):
            return name
    return ""


def company_in(answer: Any, board: Board) -> str:
    """Employer that an answer names for all of its jobs."""
    return text_of(object_of(answer).get(board.company)) if board.company and isinstance(answer, dict) else ""


def total_in(answer: Any, board: Board) -> int | None:
    """Number of jobs that the board says it has."""
    value = answer
    for key in board.total:
        value = value.get(key) if isinstance(value, dict) else None
    return value if board.total and isinstance(value, int) and not isinstance(value, bool) else None


def _is_of(job: Any, board: Board) -> bool:
    return isinstance(job, dict) and not board.marks.isdisjoint(job)
