"""What a page says around its JobPosting, for the fields that this leaves empty.

Read only where a field is missing, and in places that the standards of the web have for it: headings, the
title, Open Graph, `time`, `main`. What is found is counted, so that nobody takes it for the posting's own word.
"""

from __future__ import annotations

import re
from html import unescape
from itertools import islice

from selectolax.lexbor import LexborHTMLParser

from rolescope.collect.dates import iso_date
from rolescope.collect.job_sites import is_job_site
from rolescope.collect.marked import labelled_day, marked_place
from rolescope.collect.markup_parts import attributes, visible
from rolescope.collect.record import Record

_META = re.compile(r"<(?:meta|time)(?=\s)([^<>]{1,2000})>", re.I)
_MOST_TAGS = 300
_H1 = re.compile(r"<h1\b[^<>]*+>", re.I)
_END_OF_H1 = re.compile(r"</h1\b", re.I)
_LONGEST_HEADING = 2_000
_TITLE = re.compile(r"<title\b[^<>]*+>([^<]{1,2000}+)", re.I)
_PUBLISHED = re.compile(r'"date(?:Posted|Published)"\s*:\s*"([^"]{1,60})"')
_CONTENT = [
    (re.compile(rf"<{name}\b[^<>]*+>", re.I), re.compile(rf"</{name}\b", re.I)) for name in ("main", "article", "body")
]
_FURNITURE = re.compile(r"<(nav|header|footer|form|aside|button|select)\b", re.I)
_OTHER_JOBS = re.compile(
    r"<h[2-6]\b[^<>]{0,300}+>\s*+(?:<[^<>]{0,300}+>\s*+){0,4}+(?:(?:similar|related|other|more|recommended) (?:jobs|positions|roles|openings)"
    r"|(?:ähnliche|weitere) (?:jobs|stellen)|offres similaires|(?:ofertas|empleos) similares)",
    re.I,
)
_TAG = re.compile(r"<[^<>]*+>")
_SEPARATOR = re.compile(r"\s+(?:[|·•—–-]|at|@|bei)\s+")
_BEFORE_THE_TITLE = re.compile(r"(.{1,100}?)\s+(?:is hiring|hiring|sucht|recrute)\s+")
_NO_EMPLOYER = frozenset(["job", "jobs", "career", "careers", "remote"])
_DAYS = ("article:published_time", "date", "dateposted", "date_posted", "publish_date", "dc.date")
_PLACE = ("og:locality", "og:region", "og:country-name")
_REMOTE = "TELECOMMUTE"
_LEAST_TEXT = 80
_SHORT_TEXT = 300
_NAMES = {"title": "title", "company": "employer", "text": "text", "places": "place", "date_posted": "date"}


def completed(record: Record, html: str) -> tuple[Record, list[str]]:
    """The record with its empty fields taken from the page around it, and the names of those that were found.

    Parameters
    ----------
    record
        Of the only posting on the page.
    html
        The page.

    Notes
    -----
    A title is the only first heading, ``og:title``, or the page's title up to its first separator. An employer is
    what stands after the posting's title in the page's title ("Title - Employer | Site"), or before it ("Employer
    hiring Title"), else ``og:site_name``; a job site is none.
    A day is ``article:published_time``, the first ``time``, a `datePublished` of the page, or what is labelled so
    ("Posted on"). A place is that of Open Graph, else what is marked so ("Location: Berlin", an icon of a place); a
    posting that is remote and names no place has the place "Remote". A text is `main`, `article` or `body` without
    menus, forms and similar jobs, else ``og:description``; markup that shows nothing is none.
    """
    if not _shows_text(record.text):
        record = record._replace(text="")
    if record.title and record.company and record.text and record.places and record.date_posted:
        return record, []
    page = visible(html)
    said, times = _stated(page)
    title = record.title or _title(page, said)
    full = record._replace(
        title=title,
        company=record.company or _employer(page, said, title, record.places),
        text=record.text or _text(page) or said.get("og:description", "") or said.get("description", ""),
        places=record.places or _places(record, page, said),
        date_posted=record.date_posted or _day(html, page, said, times),
    )
    return full, [name for field, name in _NAMES.items() if getattr(full, field) != getattr(record, field)]


def _stated(page: str) -> tuple[dict[str, str], list[str]]:
    """Contents of `meta` by name, and the days of `time`."""
    said: dict[str, str] = {}
    times: list[str] = []
    for tag in islice(_META.finditer(page), _MOST_TAGS):
        known = attributes(tag[1])
        name = (known.get("property") or known.get("name") or known.get("itemprop") or "").strip().lower()
        if name and known.get("content"):
            said.setdefault(name, (known["content"] or "").strip())
        elif known.get("datetime"):
            times.append(known["datetime"] or "")
    return said, times


def _title(page: str, said: dict[str, str]) -> str:
    headings = [_heading(page, found.end()) for found in islice(_H1.finditer(page), 2)]
    if len(headings) == 1 and headings[0]:
        return headings[0]
    return said.get("og:title") or _SEPARATOR.split(_page_title(page))[0]


def _heading(page: str, start: int) -> str:
    end = _END_OF_H1.search(page, start, start + _LONGEST_HEADING)
    return _shown(page[start : end.start()]) if end else ""


def _employer(page: str, said: dict[str, str], title: str, places: tuple[str, ...]) -> str:
    whole, own = _page_title(page), _shown(title)
    passed = _NO_EMPLOYER | {part.strip().lower() for place in places for part in place.split(",")}
    before, named, after = _around(whole, own)
    first = _BEFORE_THE_TITLE.fullmatch(before)
    for part in [*_SEPARATOR.split(after)[1:], *([first[1]] if first else [])] if named else []:
        if part and part.partition(",")[0].lower() not in passed and not is_job_site(part):
            return part
    site = said.get("og:site_name", "")
    return "" if is_job_site(site) else site


def _around(whole: str, part: str) -> tuple[str, str, str]:
    """What stands before the part, the part, what stands after it; the part is "" where it is not there."""
    found = re.search(re.escape(part), whole, re.I) if part else None
    return (whole[: found.start()], found[0], whole[found.end() :]) if found else ("", "", "")


def _page_title(page: str) -> str:
    found = _TITLE.search(page)
    return _shown(found[1]) if found else ""


def _places(record: Record, page: str, said: dict[str, str]) -> tuple[str, ...]:
    named = ", ".join(said[name] for name in _PLACE if name in said) or marked_place(_own(page))
    return (named,) if named else ("Remote",) * (_REMOTE in record.work_mode.upper())


def _day(html: str, page: str, said: dict[str, str], times: list[str]) -> str:
    found = _PUBLISHED.search(html)
    stated = [*(said[name] for name in _DAYS if name in said), *times[:1], *([found[1]] if found else [])]
    return next(filter(None, map(iso_date, stated)), "") or labelled_day(_own(page))


def _text(page: str) -> str:
    for begin, end in _CONTENT:
        if start := begin.search(page):
            stops = [found.start() for found in end.finditer(page, start.end())]
            content = _own(page[start.end() : stops[-1] if stops else len(page)])
            if len(" ".join(_TAG.sub(" ", content).split())) >= _LEAST_TEXT:
                return content.strip()
    return ""


def _shows_text(text: str) -> bool:
    return len(text) > _SHORT_TEXT or bool(unescape(_TAG.sub(" ", text)).strip())


def _own(content: str) -> str:
    """The content without menus, forms and the like, up to a heading of similar jobs."""
    own = _without_furniture(content)
    others = _OTHER_JOBS.search(own)
    return own[: others.start()] if others else own


def _without_furniture(content: str) -> str:
    """The content without menus, forms and the like; one that never ends is left in it."""
    pieces: list[str] = []
    at = 0
    endless: set[str] = set()
    for found in _FURNITURE.finditer(content):
        name = found[1].lower()
        if found.start() < at or name in endless:
            continue
        end = re.compile(rf"</{name}\s*>", re.I).search(content, found.end())
        if end:
            pieces.append(content[at : found.start()])
            at = end.end()
        else:
            endless.add(name)
    return " ".join([*pieces, content[at:]])


def _shown(markup: str) -> str:
    """What a browser shows of a short piece of markup, on one line."""
    body = LexborHTMLParser(f"<body>{markup}").body
    return " ".join(body.text(separator=" ").split()) if body else ""
