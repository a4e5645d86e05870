"""Kind of employment: full-time, part-time, contract, internship, temporary."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from rolescope.clean.cues import Cues
from rolescope.clean.lowering import lowered

Kind = Literal["full-time", "part-time", "contract", "internship", "temporary"]


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
    student works part-time. Sites label nearly everything full-time, so that a text's "6-month contract" or
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
    for word, readings in _READINGS.items():
        for at in places.get(word, ()):
            for kind, pattern in readings:
                match = pattern.search(low, max(0, at - _BEFORE), at + len(word) + _AFTER)
                if match is not None and match.start("what") <= at < match.end("what"):
                    start, end = match.span("what")
                    return Employment(kind, text[start:end], start, end, "employer text")
    listed = _from_label(lowered(work_type or "").replace("_", " ").replace("-", " "))
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
_JOB = r"(?:role|position|job|opportunity|engagement|assignment|vacancy|basis|hire|contractor?)\b"
_LABEL = (
    r"(?:employment|contract|job|position|work|role|time|assignment)?(?: ?(?:type|status|basis|category))?\b[*]{0,2}\s{0,2}"
    r"(?:[:|]|(?<=type)|(?<=type ))[* \n]{0,4}(?:[\w-]+[ ,/|]{1,3}){0,2}"
)
_LINE = r"(?:\A|\n|[|•] ?)[ *-]{0,4}"
_LINE_END = r"[*]{0,2} ?(?=\n|[|,);/.]|\Z| -)"
_MONTHS = r"(?:[0-9]{1,2}|three|six|nine|twelve)(?: ?(?:-|to) ?[0-9]{1,2})?[ -]months?"
_LABEL_OTHERWISE = (
    r"\b(?:type de contrat|contrat|(?:anstellungs|besch.ftigungs|vertrags|stellen|job)(?:art|typ|verh.ltnis|umfang)|arbeitszeit|"
    r"tipo de contrat[oa]|tipo di contratto|(?:contract|employment|job|position|work) type|contract|employment)\b[*]{0,2} ?: ?[* \n]{0,4}"
    r"(?:[\w-]+[ ,/|]{1,3}){0,2}"
)
_TERMS = (
    r"festanstellung|(?:un)?befristet\w*|vollzeit|teilzeit|cdi|cdd|full[- ]time|part[- ]time|temps (?:plein|partiel)"
)
_SEX = r"(?= ?\((?:[mfwdhx] ?/ ?){1,3}[mfwdhx*]\))"
_Reading = tuple[Kind, re.Pattern[str]]


def _reading(kind: Kind, what: str, after: str = "", before: str = "") -> _Reading:
    return kind, re.compile(rf"{before}\b(?P<what>{what})\b{after}")


def _of_the_job(kind: Kind, what: str, before: str = "") -> tuple[_Reading, ...]:
    """Three ways to say it of the job: "a X role", a label "Type: X", a line of its own."""
    return (
        _reading(kind, what, rf"[, ]{{1,2}}(?:[\w-]+ ){{0,2}}{_JOB}", before),
        _reading(kind, what, "", _LABEL),
        _reading(kind, what, _LINE_END, _LINE),
    )


def _labelled(kind: Kind, what: str) -> _Reading:
    """A field behind its label."""
    return _reading(kind, what, rf"(?:{_LINE_END}| (?:oder|ou)\b)", _LABEL_OTHERWISE)


def _in_a_field(kind: Kind, what: str) -> tuple[_Reading, ...]:
    """Two ways to say it in a field: behind its label, or as a line of its own ("Festanstellung, Vollzeit")."""
    alone = rf"[*]{{0,2}} ?(?=\n|\Z|[|/(]|[,;] ?(?:{_TERMS}|remote|hybrid))"
    return _labelled(kind, what), _reading(kind, what, alone, rf"{_LINE}(?:(?:{_TERMS})[ ,/|]{{1,3}})?")


_NOT_LATER = r"(?<!\w)(?<!to a )(?<!to )(?<!into a )(?<!for a )"
_READINGS: dict[str, tuple[_Reading, ...]] = {
    "internship": (
        _reading(
            "internship", "internship", r"(?! (?:or|and|experience))",
            r"\b(?:this|our|the|your|an?)(?: (?!prior|previous)[\w-]+,?){0,3} ",
        ),
        _reading("internship", "internship", r" (?:is|duration|starts|lasts|program)\b"),
    ),
    "fixed": (
        _reading(
            "temporary", r"fixed[ -]term", r" (?:contract|role|position|basis|appointment|employment)", r"(?<!their )"
        ),
    ),
    "ftc": (_reading("temporary", rf"{_MONTHS} ftc"), *_in_a_field("temporary", "ftc")),
    "cdd": _in_a_field("temporary", "cdd(?: ?[(-]? ?(?:de )?[0-9]{1,2} mois)?"),
    "temporary": _of_the_job("temporary", "temporary"),
    "contract": (
        _reading("contract", rf"{_MONTHS},? contract"),
        _reading("contract", "contract (?:length|duration)", r"(?= ?[:|])"),
        _reading("contract", "contract", rf" ?[(,] ?(?:{_MONTHS}|w2|c2c|corp|1099)", _LINE + r"(?:[\w ]{1,20}[:,] ?)?"),
        _reading(
            "contract", "contract(?:or)?",
            r"(?:[ -]to[ -]hire| (?:role|position|opportunity|basis|assignment|engagement))\b",
        ),
        _reading("contract", "(?:independent )?contractor", _LINE_END, r"\b(?:type|as an?)[: ]{1,2}"),
    ),
    "freelance": (_reading("contract", "freelancer?", r" (?:agreement|basis|role|position|contract)"),),
    "b2b": (
        _labelled("contract", "b2b"),
        _reading("contract", "b2b contract", _LINE_END, _LINE),
        _reading("contract", "b2b contract", "", r"\b(?:on|under|via|through) (?:an? )?"),
    ),
    "werkstudent": (
        _reading("part-time", "werkstudent(?:in|[*:/]in)?", _SEX),
        *_in_a_field("part-time", "werkstudent(?:in|[*:/]in)?"),
    ),
    "teilzeit": _in_a_field("part-time", r"(?<!voll- oder )(?<!vollzeit oder )(?<!vollzeit/)(?<!vollzeit / )teilzeit"),
    "vollzeit": _in_a_field("full-time", "vollzeit"),
    "festanstellung": _in_a_field("full-time", "festanstellung"),
    "unbefristet": _in_a_field("full-time", "unbefristet(?:e[rs]?)?"),
    "cdi": _in_a_field("full-time", "cdi"),
    "part-time": _of_the_job("part-time", "part-time"),
    "part time": _of_the_job("part-time", "part time"),
    "full-time": _of_the_job("full-time", "full-time", _NOT_LATER),
    "full time": _of_the_job("full-time", "full time", _NOT_LATER),
}  # fmt: skip
_WORDS = Cues(_READINGS)
_LABELS: tuple[tuple[str, Kind], ...] = (
    ("full time", "full-time"), ("part time", "part-time"), ("contract", "contract"), ("freelance", "contract"),
    ("intern", "internship"), ("temp", "temporary"), ("fixed term", "temporary"), ("vollzeit", "full-time"),
    ("teilzeit", "part-time"), ("werkstudent", "part-time"), ("working student", "part-time"),
    ("praktik", "internship"), ("freiberuf", "contract"), ("b2b", "contract"), ("cdd", "temporary"),
    ("ftc", "temporary"), ("temps plein", "full-time"), ("temps partiel", "part-time"),
)  # fmt: skip
_LASTING = ("permanent", "festanstellung", "unbefristet", "cdi", "indefinid", "indeterminato")
