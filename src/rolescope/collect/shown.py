"""Whether a page without markup for machines reads like one posting."""

from __future__ import annotations

import re

from rolescope.collect.markup_parts import visible

_H1 = re.compile(r"<h1\b", re.I)
_DUTIES = (
    r"responsibilities|what (?:you[’']ll|you will|you) (?:do|be doing|work on)|your (?:role|tasks|mission)|(?:about )?the role"
    r"|duties|aufgaben|tätigkeiten|missions|responsabilidades|funciones|taken|werkzaamheden"
)
_DEMANDS = (
    r"requirements|qualifications|what (?:you[’']ll|you will|you) (?:bring|need)|what we[’'](?:re| are) looking for|who you are"
    r"|about you|your (?:profile|background|skills)|skills|must[- ]haves?|profil|anforderungen|profil recherché|requisitos|functie-?eisen"
)
_HEADINGS = [
    re.compile(rf">\s*+(?:[\w’']{{1,20}} ){{0,2}}(?:{words})\b[^<>]{{0,40}}+<", re.I) for words in (_DUTIES, _DEMANDS)
]


def reads_like_a_posting(html: str) -> bool:
    """Whether it has one first heading, and headings of duties and of what is asked for.

    Landing pages of careers and lists of jobs have neither or several. What else is no posting after all
    (a job that is closed) is left to the coder, which says so.
    """
    page = visible(html)
    return len(_H1.findall(page)) == 1 and all(heading.search(page) for heading in _HEADINGS)
