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
    are_terms,
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
_MAY_BE_TAG = re.compile(r"[\[(]\s*(?:an? )?(?:big )?(?:nice|bonus|plus|preferred|desirable|optional)")
_FROM_HERE = re.compile(r"\b(?:ideally|preferably|(?:bonus|extra|brownie)(?: points| credit)? (?:if|for|when))\b")


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
    asked = [place for place, section in enumerate(judged) if section in (WORK, NICE)]
    for place, terms in zip(asked, are_terms([sentences[place] for place in asked]), strict=True):
        if terms:
            judged[place] = OTHER
    return judged


def aside_at(sentence: str, at: int) -> tuple[int, int] | None:
    """Span of the innermost parentheses that a place in a sentence stands in."""
    start = sentence.rfind("(", 0, at)
    if start < 0 or sentence.rfind(")", 0, at) > start:
        return None
    end = sentence.find(")", at)
    return None if end < 0 or sentence.find("(", at, end) >= 0 else (start, end + 1)


def without_asides(sentence: str) -> str:
    """The sentence without its parentheses."""
    return _ASIDE.sub(" ", sentence)


def with_one_aside(sentence: str, start: int, end: int) -> str:
    """The sentence without its parentheses, but for those of this span."""
    return without_asides(sentence[:start]) + sentence[start:end] + without_asides(sentence[end:])


def is_tagged(sentence: str) -> bool:
    """Whether a sentence begins or ends with a tag of wishes ("Rust (nice to have)")."""
    return _MAY_BE_TAG.search(sentence) is not None and _TAG.search(sentence) is not None


def begins_to_wish(sentence: str) -> int:
    """Place from which a sentence is a wish ("Zig, ideally Rust"); 0 where all of it is."""
    wish = _FROM_HERE.search(sentence)
    return 0 if wish is None or is_wish(_FROM_HERE.sub(" ", sentence)) else wish.start()
