"""What a page marks as its place or its day: by a label, as "Location:", or by the class of an element or icon."""

from __future__ import annotations

import html
import re
from itertools import islice

from rolescope.collect.dates import iso_date

_LABELLED_PLACE = re.compile(
    r"(?:[>|•·]\s*+|\n[ \t]{0,40}+)(?:(?:job|work|office|primary) )?(?:locations?|standort|arbeitsort|einsatzort|ubicación|lieu|standplaats)\s*+"
    r"(?:(?:</\w{1,10}>\s*+)?+:|</(?:dt|th)\s*+>)\s*+(?:<(?!select|option|input|button)[^<>]{0,300}+>\s*+){0,6}+"
    r"([^<>|•·\n]{2,60}+)(?=[<|•·\n])",
    re.I,
)
_LABELLED_DAY = re.compile(
    r"\b(?:(?:date )?posted(?: on| date)?|posting date|job posting|date published|published(?: on)?|veröffentlicht(?: am)?|publiée? le"
    r"|date de publication|publicad[oa](?: el)?|fecha de publicación|geplaatst op|pubblicat[oa] il)\s*+"
    r"(?:</\w{1,10}>\s*+)?+:?\s*+(?:<[^<>]{0,300}+>\s*+){0,6}+([^<>|•·\n]{6,40})",
    re.I,
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_ELEMENT = re.compile(r"<(?!select|option|input|button|label|meta|link)([a-z][\w-]{0,20}+)\s([^<>]{1,800}+)>", re.I)
_SIGNS = ("location", "map-pin", "map-marker")
_OF_A_PLACE = re.compile(
    r"""\b(?:class|id|data-[\w-]{1,30})\s*=\s*["']?[^"'<>]{0,300}?(?<![a-z])(?:job|geo)*[-_]*(?:locations?|map-(?:pin|marker))(?![a-z])""",
    re.I,
)
_OF_A_CHOICE = re.compile("filter|search|select|input|menu|modal|autocomplete", re.I)
_TAG = re.compile(r"<[^<>]*+>")
_LABEL = re.compile(
    r"(?:(?:job|work|office) )?(?:locations?|standort|ort|lieu|ubicación|(?:hiring )?remotely in):?", re.I
)
_NO_PLACE = re.compile(
    r"\d+\+? |(?:all|any|see|view|search|find|choose|select|show|multiple|various|apply|share|full|part)\b|[\W\d_]*$",
    re.I,
)
_MOST_SIGNS, _MOST_LABELS = 20, 20
_NEAR = 400
_LONGEST, _MOST_WORDS = 60, 8


def marked_place(page: str) -> str:
    """The place that a page labels so, else the one in or beside the first element whose class says "location".

    Parameters
    ----------
    page
        HTML without scripts, menus and forms.

    Examples
    --------
    >>> marked_place("<p><b>Location:</b> Porto</p>"), marked_place('<i class="fa-location-dot"></i><b>Porto, PT</b>')
    ('Porto', 'Porto, PT')
    """
    found = _LABELLED_PLACE.search(page)
    place = _line(found[1]) if found else ""
    if place:
        return place if len(place.split()) <= _MOST_WORDS else ""
    signs = (one for one in _ELEMENT.finditer(page) if any(said in one[2].lower() for said in _SIGNS))
    for sign in islice(signs, _MOST_SIGNS):
        if _OF_A_PLACE.search(sign[2]) and not _OF_A_CHOICE.search(sign[2]):
            return _first_place(_in_or_beside(page, sign))
    return ""


def labelled_day(page: str) -> str:
    """The first day that a page labels as that of the posting, where it leaves no doubt; else "".

    Examples
    --------
    >>> labelled_day("<dt>Posted on</dt><dd>Feb 9, 2026</dd>"), labelled_day("Posted 3 days ago")
    ('2026-02-09', '')
    """
    days = (iso_date(_line(found[1])) for found in islice(_LABELLED_DAY.finditer(page), _MOST_LABELS))
    return next((day for day in days if _ISO.fullmatch(day)), "")


def _in_or_beside(page: str, sign: re.Match[str]) -> str:
    """What an element holds; of an icon, which holds nothing, what follows it."""
    after = page[sign.end() : sign.end() + _NEAR]
    inside, closed, _ = after.partition(f"</{sign[1]}")
    return inside if closed and _TAG.sub("", inside).strip() else after if _is_icon(sign[1]) else ""


def _is_icon(name: str) -> bool:
    return name.lower() in ("i", "svg", "img", "span")


def _first_place(markup: str) -> str:
    """The first line that is no label, if it can be a place."""
    lines = (line for line in map(_line, _TAG.sub("\n", markup).split("\n")) if line and not _LABEL.fullmatch(line))
    place = next(lines, "")
    is_short = len(place) <= _LONGEST and len(place.split()) <= _MOST_WORDS
    return place if is_short and not _NO_PLACE.match(place) else ""


def _line(markup: str) -> str:
    return " ".join(html.unescape(markup).split())
