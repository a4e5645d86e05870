"""What the words around a mention say of it: a customer's name, a refused skill, an employer's own product."""

from __future__ import annotations

import re

from rolescope.clean.employer import employer_id
from rolescope.codebook.taxonomy import Skill
from rolescope.coders.signs import Signs

REACH = 48
"""Characters before a name in which it may be refused, or known."""
_SENTENCE_REACH = 220
DEGREE_REACH = 160
"""Characters before a field of study in which the degree is named."""

_REFUSED_BEFORE = re.compile(
    r"\b(?:rather than|instead of|without|as opposed to|(?:do|does|did|will)(?: not|n't) (?:use|need|require|do)|"
    r"(?:don't|doesn't|won't) (?:use|need|require|do)|not(?! (?:only|just|limited|merely|simply|all))|never|no)"
    r"(?: (?:prior|previous|any|a|an|the|more|need (?:for|to know)|knowledge of|experience (?:with|in|of)))*"
    r"(?: [\w.+#/-]+,)*(?: [\w.+#/-]+,? (?:or|nor|and))? ?$"
)
_REFUSING = ("no ", "not ", "n't ", "never ", "without ", "rather than", "instead of", "opposed to")
_NOT_REFUSED_AFTER = re.compile(r"[\s-]*(?:less|more than)", re.I)

_PARTIES = re.compile(
    r"\b(?:customers?|clients|companies|brands|enterprises|investors?|backed|funded|trusted|used by|"
    r"partner(?:s|ed|ships?)?|"
    r"alumni|former(?:ly)?|ex-|founders?|founded|angels?|engineers from|people from|leaders (?:at|from)|team from|"
    r"joined|acquired|competitors?|from industry|the likes of)\b"
)

_KNOWN_BEFORE = re.compile(
    r"\b(?:knows?|us(?:e|es|ed|ing)|improv(?:e|es|ing)|extend(?:s|ing)?|teach(?:ing)?|master(?:y of)?|"
    r"(?:experienced?|familiar|familiarity|proficien\w+|fluen\w+|skilled|hands-on|comfortable|working|expertise|expert) "
    r"(?:with|in|on|using)|knowledge of|understanding of|(?:build|built|building|develop\w*) (?:with|on|in))"
    r" (?:the |our )?$"
)

ADDRESS_REACH = 2_048
"""Characters of an address before a name in it."""
JOINTS = ("/", ".", "-", "@", ":")
"""Signs beside a name in an address."""
_OF_ADDRESSES = ("://", "www.", "@")
_DEGREES = ("degree", "bachelor", "master", "phd", "ph.d", "msc", "bsc", "ms in", "bs in", "doctorate", "diploma")
_DEGREE_BEFORE = re.compile(
    r"\b(?:degrees?|bachelor(?:['’]?s)?|master(?:['’]?s)?|phd|ph\.d\.?|doctorate|diploma|[bm]sc?)(?: degree)?"
    r"(?:(?: or (?:higher|equivalent|advanced))? in|,| \(|/)"
    r"(?:(?! (?:experience|experienced|years|with|knowledge|proficien\w+|or have|i\.e|e\.g)\b|[.;:!?\n]).)*$"
)


ADDRESS_SIGNS, DEGREE_SIGNS, REFUSAL_SIGNS = Signs(_OF_ADDRESSES), Signs(_DEGREES), Signs((*_REFUSING, "n?t "))
"""What each test below cannot do without; in ASCII a curly apostrophe is a question mark."""


def is_field_of_study(text: str, start: int) -> bool:
    """Whether a name says what a degree is in ("degree in computer science, machine learning or a related field")."""
    before = text[max(0, start - DEGREE_REACH) : start].lower()
    clause = max(0, _begins(before, ".;:!?\n") - len("ph.d."))
    return _DEGREE_BEFORE.search(before, clause) is not None and any(map(before.__contains__, _DEGREES))


def is_refused(text: str, start: int, end: int) -> bool:
    """Whether the text says that the skill is not asked for ("no PHP required", "rather than TensorFlow")."""
    before = text[max(0, start - REACH) : start].lower().replace("’", "'")
    if not any(map(before.__contains__, _REFUSING)) or _REFUSED_BEFORE.search(before) is None:
        return False
    return _NOT_REFUSED_AFTER.match(text, end) is None


def names_a_party(text: str, start: int) -> bool:
    """Whether a name in the company's blurb is a customer, a partner or an investor."""
    before = text[max(0, start - _SENTENCE_REACH) : start].lower()
    return _PARTIES.search(before, _begins(before, ".!?\n")) is not None


def _begins(before: str, ends: str) -> int:
    """Where the sentence begins that a text breaks off in; a line break at its very end has ended nothing yet."""
    return max(map(before.removesuffix("\n").rfind, ends)) + 1


def in_address(text: str, start: int, end: int) -> bool:
    """Whether a name is part of a web or mail address."""
    if text[start - 1 : start] not in JOINTS and text[end : end + 1] not in JOINTS:
        return False
    before = text[max(0, start - ADDRESS_REACH) : start]
    word = (before[before.rfind(" ") + 1 :] + text[start:end]).rsplit("\n", 1)[-1]
    return any(map(word.__contains__, _OF_ADDRESSES))


def is_own_product(skill: Skill, employer: str) -> bool:
    """Whether the skill is a product of the employer itself (Zapier at Zapier, Claude at Anthropic)."""
    return employer in owners(skill)


def names_the_employer(text: str, start: int, end: int, employer: str) -> bool:
    """Whether a product's name is that of the company here ("At Zapier, we"), and not something one knows or uses."""
    name = text[start:end].lower()
    if employer != name and not employer.startswith(name + " "):
        return False
    return _KNOWN_BEFORE.search(text[max(0, start - REACH) : start].lower()) is None


def owners(skill: Skill) -> frozenset[str]:
    """Employers whose product a skill is."""
    return frozenset(employer_id(name, "") for name in {skill.name, skill.maker or skill.name})
