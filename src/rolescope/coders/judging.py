"""What the wording of a sentence says of its section, and what asides do to that."""

from __future__ import annotations

import re

from rolescope.coders.stems import ANY, DOING, REQUIREMENT, TASK, TERMS, WISH
from rolescope.coders.wording import (
    MUST,
    NICE,
    OTHER,
    WORK,
    asks_experience,
    begins_with_doing,
    is_of_terms,
    is_requirement,
    is_wish,
    speaks_of_work,
)

_ASIDE = re.compile(r"\([^()]*\)")
_TAG = re.compile(
    r"(^\W*)?[\[(]\s*(?:an? )?(?:big )?(?:nice[ -]to[ -]have|bonus(?: points)?|plus|preferred|desirable|optional)\s*[\])]"
    r"(?(1)|(?=\W*$))"
)
_MAY_BE_TAG = re.compile(r"[\[(]\s*(?:an? )?(?:big )?(?:nice|bonus|plus|preferred|desirable|optional)")
_FROM_HERE = re.compile(r"\b(?:ideally|preferably|(?:bonus|extra|brownie)(?: points| credit)? (?:if|for|when))\b")


def judge(sentence: str, section: str, may: int = ANY) -> str:
    """Section of a sentence from its wording and the section it stands in.

    Parameters
    ----------
    sentence, section
        What is judged.
    may
        Which wording it may have by its stems.
    """
    judged = _by_wording(sentence, section, may)
    return OTHER if judged in (WORK, NICE) and may & TERMS and is_of_terms(sentence) else judged


def _by_wording(sentence: str, section: str, may: int) -> str:
    """Section of a sentence that speaks of the job, and not of its pay."""
    if may & WISH and is_wish(sentence):
        return NICE if section != OTHER or asks_experience(sentence) else OTHER
    if section == OTHER and (
        (may & DOING and begins_with_doing(sentence)) or (may & TASK and speaks_of_work(sentence))
    ):
        return WORK
    return MUST if section in (OTHER, WORK) and may & REQUIREMENT and is_requirement(sentence) else section


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
