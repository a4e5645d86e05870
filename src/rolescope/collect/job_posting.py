"""A schema.org JobPosting to a record. https://schema.org/JobPosting says what its properties mean."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import urljoin

from rolescope.collect.dates import iso_date
from rolescope.collect.record import Record
from rolescope.collect.salary import posted_pay
from rolescope.collect.values import each, objects, text_of, texts_of

TEXTS = (
    "description",
    "responsibilities",
    "qualifications",
    "skills",
    "experienceRequirements",
    "educationRequirements",
)
"""Properties that are text of the posting, and may be HTML."""

REFERRED = ("hiringOrganization", "jobLocation", "identifier", "baseSalary")
"""Properties that a page may state elsewhere, and refer to."""

_DATES = ("datePosted", "datePublished", "dateCreated")
_LONGEST_NAME = 1_000
_MOST_PLACES = 100
_FORMAL = ("value", "@value", "@id", "name")
_LINK = ("@id", "url", "@value")
_LONGEST_IDENTIFIER = 300
_ESCAPED_TWICE = re.compile(r"&(?:amp;)+lt;/?(?:p|br|div|ul|ol|li|h[1-6]|strong|em|b|span)\b", re.I)
_WORDS = re.compile(r"\w+")
_MARKUP = re.compile(r"(?:<|&lt;)/?[a-z]", re.I)
_FIRST_WORDS = 8
_MOST_ESCAPES = 3


def to_record(posting: dict[str, Any], source: str, origin: str, page: str = "", *, base: str = "") -> Record:
    """Record of one posting, whose fields are empty where it says nothing.

    Parameters
    ----------
    posting
        The object, from JSON-LD or microdata.
    source, origin
        As in `Record`.
    page
        Address of the page, where it holds this posting alone.
    base
        What relative addresses are relative to.
    """
    url = web_address(posting.get("url"), base) or web_address(posting.get("@id"), base) or page
    return Record(
        source=source,
        origin=origin,
        source_id=(text_of(posting.get("identifier"), _FORMAL) or url)[:_LONGEST_IDENTIFIER],
        title=text_of(posting.get("title") or posting.get("name"))[:_LONGEST_NAME],
        company=_employer(posting)[:_LONGEST_NAME],
        text=_text(posting),
        places=tuple(_places(posting)[:_MOST_PLACES]),
        pay=posted_pay(posting.get("baseSalary"), text_of(posting.get("salaryCurrency")))[:_LONGEST_NAME],
        work_mode=", ".join(texts_of(posting.get("jobLocationType")))[:_LONGEST_NAME],
        employment=", ".join(texts_of(posting.get("employmentType")))[:_LONGEST_NAME],
        date_posted=next(filter(None, (iso_date(text_of(posting.get(key))) for key in _DATES)), ""),
        url=url,
    )


def _employer(posting: dict[str, Any]) -> str:
    """Name of the employer; an identifier's name is that of who gave it."""
    named = text_of(posting.get("hiringOrganization"), ("@value", "name", "legalName"))
    return named or next((text for one in objects(posting.get("identifier")) if (text := text_of(one.get("name")))), "")


def _text(posting: dict[str, Any]) -> str:
    """The description, and those other texts of the posting that it does not repeat, each under its property's name."""
    parts = [_unescaped("\n".join(texts_of(posting.get("description"))))]
    for name in TEXTS[1:]:
        more = _unescaped("\n".join(one.strip() for one in each(posting.get(name)) if isinstance(one, str)))
        if more and _beginning(more) not in _words(parts[0]):
            parts += [re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize(), more]
    if any(map(_MARKUP.search, parts)):
        parts = [part if _MARKUP.search(part) else f"<p>{part.replace(chr(10), '<br>')}</p>" for part in parts if part]
    return "\n\n".join(parts).strip()


def _beginning(text: str) -> str:
    return " ".join(_WORDS.findall(text[:_LONGEST_NAME].casefold())[:_FIRST_WORDS])


def _words(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))


def _unescaped(text: str) -> str:
    """Text of HTML that was escaped several times, escaped once; what is escaped once is the business of `clean`."""
    for _ in range(_MOST_ESCAPES):
        if "<" not in text and _ESCAPED_TWICE.search(text):
            text = text.replace("&amp;", "&")
    return text


def _places(posting: dict[str, Any]) -> list[str]:
    """Each place of work; where the posting names none, where applicants may live."""
    places = [place for location in each(posting.get("jobLocation")) for place in _of_location(location)]
    if not places:
        required = each(posting.get("applicantLocationRequirements"))
        places = [place for location in required for place in _of_location(location)]
    return list(dict.fromkeys(map(html.unescape, places)))


def _of_location(location: Any) -> list[str]:
    if not isinstance(location, dict):
        return [text_of(location)] if text_of(location) else []
    addresses = each(location.get("address")) or [location]
    places = [place for address in addresses for place in _of_address(address)]
    return places or texts_of(location.get("name"))


def _of_address(address: Any) -> list[str]:
    """City, region and country, as far as they are given; several cities of one address are several places."""
    if not isinstance(address, dict):
        return [text_of(address)] if text_of(address) else []
    around = [text_of(address.get(key)) for key in ("addressRegion", "addressCountry")]
    cities = texts_of(address.get("addressLocality")) or [""]
    named = [", ".join(_once([*city.split(", "), *around])) for city in cities]
    return [place for place in named if place] or texts_of(address.get("streetAddress"))


def _once(parts: list[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, parts)))


def web_address(value: Any, base: str) -> str:
    """A value as an address of the web, relative to another one if need be; "" where it is none."""
    said = text_of(value, _LINK)
    try:
        whole = urljoin(base, said) if said else ""
    except ValueError:
        return ""
    return whole if whole.lower().startswith(("http://", "https://")) else ""
