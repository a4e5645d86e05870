"""What the words around a mention say of it: a customer's name, a refused skill, an employer's own product."""

from __future__ import annotations

import re

from rolescope.clean.employer import employer_id
from rolescope.codebook.taxonomy import Skill

_REACH = 48
_SENTENCE_REACH = 220
_DEGREE_REACH = 160

_REFUSED_BEFORE = re.compile(
    r"\b(?:rather than|instead of|without|as opposed to|(?:do|does|did|will)(?: not|n't) (?:use|need|require|do)|"
    r"(?:don't|doesn't|won't) (?:use|need|require|do)|not(?! (?:only|just|limited|merely|simply|all))|never|no)"
    r"(?: (?:prior|previous|any|a|an|the|more|need (?:for|to know)|knowledge of|experience (?:with|in|of)))*"
    r"(?: [\w.+#/-]+,)*(?: [\w.+#/-]+,? (?:or|nor|and))? ?$"
)
_REFUSING = re.compile(r"n(?:o |ot |'t |ever )|without |rather than|instead of|opposed to")
_NOT_REFUSED_AFTER = re.compile(r"[\s-]*(?:less|more than)", re.I)

_PARTIES = re.compile(
    r"\b(?:customers?|clients|companies|brands|enterprises|investors?|backed|funded|trusted|used by|"
    r"partner(?:s|ed|ships?)?|"
    r"alumni|former(?:ly)?|ex-|founders?|founded|angels?|engineers from|people from|leaders (?:at|from)|team from|"
    r"joined|acquired|competitors?|from industry|the likes of)\b[^.!?\n]*$"
)

_KNOWN_BEFORE = re.compile(
    r"\b(?:knows?|us(?:e|es|ed|ing)|improv(?:e|es|ing)|extend(?:s|ing)?|teach(?:ing)?|master(?:y of)?|"
    r"(?:experienced?|familiar|familiarity|proficien\w+|fluen\w+|skilled|hands-on|comfortable|working|expertise|expert) "
    r"(?:with|in|on|using)|knowledge of|understanding of|(?:build|built|building|develop\w*) (?:with|on|in))"
    r" (?:the |our )?$"
)

_LONGEST_ADDRESS = 2_048
_JOINTS = ("/", ".", "-", "@", ":")
_DEGREES = ("degree", "bachelor", "master", "phd", "ph.d", "msc", "bsc", "ms in", "bs in", "doctorate", "diploma")
_DEGREE_BEFORE = re.compile(
    r"\b(?:degrees?|bachelor(?:['’]?s)?|master(?:['’]?s)?|phd|ph\.d\.?|doctorate|diploma|[bm]sc?)(?: degree)?"
    r"(?:(?: or (?:higher|equivalent|advanced))? in|,| \(|/)"
    r"(?:(?! (?:experience|experienced|years|with|knowledge|proficien\w+|or have|i\.e|e\.g)\b|[.;:!?\n]).)*$"
)


def names_a_party(text: str, start: int, skill: Skill) -> bool:
    """Whether a name in the company's blurb is a customer, a partner or an investor."""
    return (
        skill.maker is not None and _PARTIES.search(text[max(0, start - _SENTENCE_REACH) : start].lower()) is not None
    )


def in_address(text: str, start: int, end: int) -> bool:
    """Whether a name is part of a web or mail address."""
    if text[start - 1 : start] not in _JOINTS and text[end : end + 1] not in _JOINTS:
        return False
    before = text[max(0, start - _LONGEST_ADDRESS) : start]
    word = (before[before.rfind(" ") + 1 :] + text[start:end]).rsplit("\n", 1)[-1]
    return "://" in word or "www." in word or "@" in word


def is_field_of_study(text: str, start: int) -> bool:
    """Whether a name says what a degree is in ("degree in computer science, machine learning or a related field")."""
    before = text[max(0, start - _DEGREE_REACH) : start].lower()
    return any(map(before.__contains__, _DEGREES)) and _DEGREE_BEFORE.search(before) is not None


def is_refused(text: str, start: int, end: int) -> bool:
    """Whether the text says that the skill is not asked for ("no PHP required", "rather than TensorFlow")."""
    before = text[max(0, start - _REACH) : start].lower().replace("’", "'")
    if _REFUSING.search(before) is None:
        return False
    return _REFUSED_BEFORE.search(before) is not None and _NOT_REFUSED_AFTER.match(text, end) is None


def is_own_product(skill: Skill, employer: str) -> bool:
    """Whether the skill is a product of the employer itself (Zapier at Zapier, Claude at Anthropic)."""
    return employer in _owners(skill)


def names_the_employer(text: str, start: int, end: int, employer: str) -> bool:
    """Whether a product's name is that of the company here ("At Zapier, we"), and not something one knows or uses."""
    name = text[start:end].lower()
    if employer != name and not employer.startswith(name + " "):
        return False
    return _KNOWN_BEFORE.search(text[max(0, start - _REACH) : start].lower()) is None


def _owners(skill: Skill) -> frozenset[str]:
    if skill.name not in _OWNERS:
        names = {skill.name, skill.maker or skill.name}
        _OWNERS[skill.name] = frozenset(employer_id(name, "") for name in names)
    return _OWNERS[skill.name]


_OWNERS: dict[str, frozenset[str]] = {}
