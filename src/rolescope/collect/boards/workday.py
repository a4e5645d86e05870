"""Workday: `GET /wday/cxs/{tenant}/{site}/job/...`, the answer as a record.

The list (`/jobs`) has title, path and "3 Locations" alone; text and places are in the `jobPostingInfo` of each job's own
answer. Requisition numbers are one employer's own: the id is the path, which holds title, place and number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rolescope.collect.boards.fields import (
    Json,
    employment_of,
    first_text,
    object_of,
    place_of,
    places_of,
    text_of,
    texts_of,
)
from rolescope.collect.record import Record

_MODE = re.compile(r"\b(?:remote|hybrid)\b", re.I)


def record(job: Json) -> Record:
    """Record of one job of the list, or of one job's own answer."""
    said = object_of(job.get("jobPostingInfo")) or job
    url = text_of(said.get("externalUrl"))
    places = places_of(_places(said))
    located = " ".join(places)
    return Record(
        source="",
        origin="",
        source_id=first_text(
            said.get("externalPath"), "".join(url.partition("/job/")[1:]), said.get("jobReqId"), said.get("id")
        ),
        title=text_of(said.get("title")),
        company=text_of(object_of(job.get("hiringOrganization")).get("name")),
        text=text_of(said.get("jobDescription")),
        places=places,
        work_mode=first_text(said.get("remoteType"), located if _MODE.search(located) else ""),
        employment=employment_of(said.get("timeType")),
        date_posted=text_of(said.get("startDate")),
        url=url,
    )


def _places(said: Json) -> Iterator[str]:
    yield place_of(first_text(said.get("location"), said.get("locationsText")))
    yield from map(place_of, texts_of(said.get("additionalLocations")))
