"""What the wording of a sentence says of its section, and what asides do to that."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rolescope.coders.wording import (
    MUST,
    NICE,
    OTHER,
    WORK,
    are_tasks,
    are_wishes,
    asks_experience,
    is_requirement,
    is_wish,
)

_ASIDE = re.compile(r"\([^()]*\)")
_TAG = re.compile(
    r"(^\W*)?[\[(]\s*(?:an? )?(?:big )?(?:nice[ -]to[ -]have|bonus(?: points)?|plus|preferred|desirable|optional)\s*[\])]"
    r"(?(1)|(?=\W*$))"
)
_FROM_HERE = re.compile(r"\b(?:ideally|preferably)\b")


def judge(sentences: Sequence[str], sections: Sequence[str]) -> list[str]:
    """Section of each sentence from its wording and the section it stands in."""
    judged = list(sections)
    unplaced = []
    for place, (wish, section) in enumerate(zip(are_wishes(sentences), sections, strict=True)):
        if wish:
            judged[place] = NICE if section != OTHER or asks_experience(sentences[place]) else OTHER
        elif section == OTHER:
            unplaced.append(place)
        elif section == WORK and is_requirement(sentences[place]):
            judged[place] = MUST
    for place, task in zip(unplaced, are_tasks([sentences[place] for place in unplaced]), strict=True):
        if task:
            judged[place] = WORK
        elif is_requirement(sentences[place]):
            judged[place] = MUST
    return judged


def aside_at(sentence: str, at: int) -> re.Match[str] | None:
    """The parentheses that a place in a sentence stands in."""
    return next((found for found in _ASIDE.finditer(sentence) if found.start() < at < found.end()), None)


def without_other_asides(sentence: str, aside: re.Match[str] | None) -> str:
    """The sentence without its parentheses, but for the one that is asked about."""
    if aside is None:
        return _ASIDE.sub(" ", sentence)
    before, after = sentence[: aside.start()], sentence[aside.end() :]
    return _ASIDE.sub(" ", before) + aside.group() + _ASIDE.sub(" ", after)


def is_tagged(sentence: str) -> bool:
    """Whether a sentence begins or ends with a tag of wishes ("Rust (nice to have)")."""
    return ("(" in sentence or "[" in sentence) and _TAG.search(sentence) is not None


def only_later(sentence: str, at: int) -> bool:
    """Whether the sentence becomes a wish ("ideally") only after this place."""
    wish = _FROM_HERE.search(sentence)
    return wish is not None and wish.start() > at and not is_wish(_FROM_HERE.sub(" ", sentence))
