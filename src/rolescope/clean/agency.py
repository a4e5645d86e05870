"""Whether a posting is a recruiting or staffing agency's, for an employer it does not name."""

from __future__ import annotations

import re

from rolescope.clean.cues import Cues
from rolescope.clean.lowering import lowered


def is_agency(company: str, text: str) -> bool:
    """Whether a staffing or recruiting firm advertises, by its name or by what it says of "our client".

    A consultancy that works for clients is none: "our client" must be the one who hires.

    Examples
    --------
    >>> is_agency("Pike Staffing", "")
    True
    >>> is_agency("Marrow", "Our client, a bank, is looking for an engineer.")
    True
    >>> is_agency("Marrow", "You will help our clients build models.")
    False
    """
    if _NAME.search(company):
        return True
    low = lowered(text)
    return any(
        _SAID[word].search(low, max(0, at - _BEFORE), at + _AFTER) is not None
        for word, places in _WORDS.places(low).items()
        for at in places
    )


_BEFORE = 80
_AFTER = 220
_NAME = re.compile(
    r"(?i)\b(?:staffing|recruit(?:ing|ment|ers?)|talent (?:solutions|acquisition|partners|group)|headhunt\w*|"
    r"executive search|search partners|personnel|personalvermittlung|zeitarbeit|robert half|randstad|adecco|"
    r"manpower(?:group)?|michael page|page ?group|hays|insight global|teksystems|kforce|apex systems|harnham|"
    r"motion recruitment|cybercoders|jobot|jobgether|hire(?:d|feed|ology)|understanding recruitment|oxford knight)\b"
)
_CLIENT = re.compile(
    r"\bour client(?:'s team)?\b(?:,[^.\n]{0,120},|[^.\n,]{0,60}?)? (?:is|are|has an? (?:opening|opportunity|need)|"
    r"seeks?|needs?|wants?|requires?|offers?)\b(?! (?:at the (?:heart|center|centre)|facing|first|centric|focused|our))|"
    r"\b(?:on behalf of|for|with|join|one of) our (?:confidential )?clients?,? "
    r"(?:an?|who|to (?:hire|find|recruit)|in their search)\b|"
    r"\bposition with one of our (?:closest )?clients\b"
)
_SAID = {
    "our client": _CLIENT,
    "confidential client": _CLIENT,
    "closest client": _CLIENT,
    "staffing ": re.compile(r"\b(?:we are|is) (?:an?|the) (?:[\w-]+ ){0,4}staffing (?:firm|agency|company|business)\b"),
    " recruit": re.compile(
        r"\b(?:we are|is) (?:an?|the) (?:[\w-]+ ){0,4}recruit(?:ing|ment) (?:firm|agency|consultancy)\b"
    ),
}
_WORDS = Cues(_SAID)
