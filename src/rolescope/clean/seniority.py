"""Seniority of a posting, from its title or else from the job site's own level."""

from __future__ import annotations

import re
from typing import Literal

Seniority = Literal["intern", "junior", "mid", "senior", "lead", "manager"]


def find_seniority(title: str, level: str | None = None) -> Seniority | None:
    """Find the seniority a title names, or else the site's level; the text is never read.

    Of several words the highest counts ("Senior Staff Engineer" is lead, "Lead Intern" is intern: an
    internship is one whatever else it is). A product or account manager manages no people: such titles
    name no level, nor does "chief of staff" or "sales lead".

    Examples
    --------
    >>> find_seniority("Senior Staff Engineer", "Mid level")
    'lead'
    >>> find_seniority("AI Engineer", "Senior level")
    'senior'
    """
    bare = _NO_LEVEL.sub(" ", title)
    return _first(_TITLE, bare) or _first(_LEVEL, level or "")


def _first(rules: tuple[tuple[Seniority, re.Pattern[str]], ...], words: str) -> Seniority | None:
    return next((seniority for seniority, pattern in rules if pattern.search(words)), None)


_NO_LEVEL = re.compile(
    r"(?i)\b(?:(?:product|project|program(?:me)?|account|customer success|success|engagement|community|partner(?:ship)?s?|"
    r"case|delivery|marketing|content|office|relationship|solutions?|brand|growth|campaign|data|portfolio|"
    r"technical program|territory|sales|relations|knowledge|release|change|risk|implementation|onboarding)[ -]managers?|"
    r"chief of staff|office of the \w+|members? of (?:the )?technical staff|technical staff|mts|sales leads?|lead gen\w*|"
    r"head ?(?:hunter|less|set)s?|management consult\w+|leadership|scrum master)\b"
)
_TITLE: tuple[tuple[Seniority, re.Pattern[str]], ...] = (
    ("intern", re.compile(r"(?i)\b(?:intern|internship|trainee|apprentice\w*|working student|werkstudent\w*|praktik\w+|"
                          r"stagiaire|stage|co-op|student)\b")),
    ("manager", re.compile(r"(?i)\b(?:managers?|manager,|head|director|vp|svp|avp|evp|vice[ -]president|chief|c[teipd]o|caio|"
                           r"founding partner)\b")),
    ("lead", re.compile(r"(?i)\b(?:lead|leader|staff|principal|distinguished|fellow|tech ?lead|leiter(?:in)?)\b|"
                        r"\b(?:architect|engineer|scientist|developer) (?:V|VI)\b")),
    ("senior", re.compile(r"(?i)\b(?:senior|sr|snr|expert)\b|\b(?-i:III|IV|L5)\b")),
    ("junior", re.compile(r"(?i)\b(?:junior|jr|graduate|entry|new grad|grad|early[ -]career|associate|berufseinsteiger\w*)\b"
                          r"|\b(?-i:I|L3)\b(?=\W*$)| 1\b(?=\W*$)")),
    ("mid", re.compile(r"(?i)\b(?:mid|mid[- ]?level|intermediate|medior)\b|\b(?-i:II|L4)\b| 2\b(?=\W*$)")),
)  # fmt: skip
_LEVEL: tuple[tuple[Seniority, re.Pattern[str]], ...] = (
    ("intern", re.compile(r"(?i)\bintern")),
    ("lead", re.compile(r"(?i)\b(?:expert|leader|lead|staff|principal)\b")),
    ("manager", re.compile(r"(?i)\b(?:manager|management|director|executive|vp|head)\b")),
    ("senior", re.compile(r"(?i)\b(?:mid[- ]?senior|senior|sr)\b")),
    ("junior", re.compile(r"(?i)\b(?:junior|entry|associate|graduate)\b")),
    ("mid", re.compile(r"(?i)\b(?:mid|middle|intermediate)\b")),
)
