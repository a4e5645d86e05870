"""What the words around a mention say of it: refused skills, and an employer's own products."""

from __future__ import annotations

import re

from rolescope.clean.employer import employer_id
from rolescope.codebook.taxonomy import Skill

_REACH = 48
_REFUSED_BEFORE = re.compile(
    r"(?:\b(?:rather than|instead of|without|as opposed to|(?:do|does|did|will)(?: not|n't) (?:use|need|require|do)|"
    r"(?:don't|doesn't|won't) (?:use|need|require|do)|not (?!only|just|limited|merely|simply|all)|never|"
    r"no (?:prior |previous |need for |need to know |knowledge of |experience (?:with|in) )?))"
    r"(?:any |a |an |the |more )?$"
)
_REFUSING = ("no ", "not ", "n't ", "never ", "without ", "rather than", "instead of", "opposed to")
_NOT_REFUSED_AFTER = re.compile(r"[\s-]*(?:less|more than)", re.I)


def is_refused(text: str, start: int, end: int) -> bool:
    """Whether the text says that the skill is not asked for ("no PHP required", "rather than TensorFlow")."""
    before = text[max(0, start - _REACH) : start].lower().replace("’", "'")
    if not any(word in before for word in _REFUSING):
        return False
    return _REFUSED_BEFORE.search(before) is not None and _NOT_REFUSED_AFTER.match(text, end) is None


def is_own_product(skill: Skill, employer: str) -> bool:
    """Whether the skill is a product of the employer itself (Zapier at Zapier)."""
    return employer in _owners(skill)


def _owners(skill: Skill) -> frozenset[str]:
    if skill.name not in _OWNERS:
        names = {skill.name, skill.maker or skill.name}
        _OWNERS[skill.name] = frozenset(employer_id(name, "") for name in names)
    return _OWNERS[skill.name]


_OWNERS: dict[str, frozenset[str]] = {}
