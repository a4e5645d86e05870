"""Kind of employment: full-time, part-time, contract, internship, temporary."""

from __future__ import annotations

from typing import Literal, NamedTuple

from rolescope.clean.cues import Cues
from rolescope.clean.employment_cues import READINGS, Kind
from rolescope.clean.lowering import lowered


class Employment(NamedTuple):
    """An employment type and where the posting says it; no quote where only the listing does."""

    kind: Kind
    quote: str | None
    start_char: int | None
    end_char: int | None
    source: Literal["employer text", "listing"]


def find_employment_type(text: str, work_type: str | None = None) -> Employment | None:
    """Find the employment type: what the text says of the job, or else the site's label.

    An open-ended contract (CDI, "Festanstellung") counts as full-time where no hours are said; a working
    student works part-time; who is in training ("Ausbildung") counts with internships. Sites label nearly everything full-time, so that a text's "6-month contract" or
    "internship" is believed first. Contracts with customers, part-time students among the colleagues and benefits of
    full-time employees are no employment type.

    Parameters
    ----------
    text
        The posting's text.
    work_type
        The site's label ("FULL_TIME", "Contractor"); of several ("FULL_TIME, CONTRACTOR") the first.

    Returns
    -------
    Employment or None
        From text with ``text[start_char:end_char] == quote``.

    Examples
    --------
    >>> find_employment_type("This is a 6-month contract role.", "FULL_TIME")[:2]
    ('contract', '6-month contract')
    >>> find_employment_type("We draw maps.", "FULL_TIME").kind
    'full-time'
    """
    low = lowered(text)
    places = _WORDS.places(low)
    for word, readings in READINGS.items():
        for at in places.get(word, ()):
            for kind, pattern in readings:
                match = pattern.search(low, max(0, at - _BEFORE), at + len(word) + _AFTER)
                if match is not None and match.start("what") <= at < match.end("what"):
                    start, end = match.span("what")
                    return Employment(kind, text[start:end], start, end, "employer text")
    listed = _from_label(lowered(work_type).replace("_", " ").replace("-", " ")) if work_type else None
    return Employment(listed, None, None, None, "listing") if listed else None


def _from_label(label: str) -> Kind | None:
    """The first kind that a site's label names; the hours where it says first that the contract lasts."""
    found: list[tuple[int, Kind]] = sorted((at, kind) for word, kind in _LABELS if (at := label.find(word)) >= 0)
    lasting = min((at for word in _LASTING if (at := label.find(word)) >= 0), default=None)
    if lasting is None or (found and found[0][0] < lasting):
        return found[0][1] if found else None
    return next((kind for _, kind in found if kind in ("full-time", "part-time")), "full-time")


_BEFORE = 60
_AFTER = 50
_WORDS = Cues(READINGS)
_LABELS: tuple[tuple[str, Kind], ...] = (
    ("full time", "full-time"), ("part time", "part-time"), ("contract", "contract"), ("freelance", "contract"),
    ("intern", "internship"), ("temp", "temporary"), ("fixed term", "temporary"), ("vollzeit", "full-time"),
    ("teilzeit", "part-time"), ("werkstudent", "part-time"), ("working student", "part-time"),
    ("praktik", "internship"), ("ausbildung", "internship"), ("est?gio", "internship"), ("becari", "internship"),
    ("pr?cticas", "internship"), ("tirocinio", "internship"), ("stage", "internship"), ("apprentice", "internship"), ("freiberuf", "contract"), ("b2b", "contract"), ("cdd", "temporary"),
    ("ftc", "temporary"), ("temps plein", "full-time"), ("temps partiel", "part-time"),
)  # fmt: skip
_LASTING = ("permanent", "festanstellung", "unbefristet", "cdi", "indefinid", "indeterminato")
