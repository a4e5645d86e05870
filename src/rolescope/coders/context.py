"""What the words around a mention say of it: a customer's name, a refused skill, an employer's own product."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ahocorasick_rs import BytesAhoCorasick, MatchKind

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
_REFUSING = ("no ", "not ", "n't ", "never ", "without ", "rather than", "instead of", "opposed to")
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
_OF_ADDRESSES = ("://", "www.", "@")
_JOINTS = ("/", ".", "-", "@", ":")
_DEGREES = ("degree", "bachelor", "master", "phd", "ph.d", "msc", "bsc", "ms in", "bs in", "doctorate", "diploma")
_DEGREE_BEFORE = re.compile(
    r"\b(?:degrees?|bachelor(?:['’]?s)?|master(?:['’]?s)?|phd|ph\.d\.?|doctorate|diploma|[bm]sc?)(?: degree)?"
    r"(?:(?: or (?:higher|equivalent|advanced))? in|,| \(|/)"
    r"(?:(?! (?:experience|experienced|years|with|knowledge|proficien\w+|or have|i\.e|e\.g)\b|[.;:!?\n]).)*$"
)


class Surroundings:
    """What the words before the mentions of one text say of them.

    Parameters
    ----------
    text
        Of the posting.
    lower
        The same in lower case with straight apostrophes, every character at its place (`Sections.lower`).
    """

    def __init__(self, text: str, lower: str) -> None:
        self._text = text
        self._has_addresses = any(map(text.__contains__, _OF_ADDRESSES))
        folded = lower.encode("ascii", "replace")
        self._degrees = _starts(_DEGREE_WORDS, folded)
        self._refusals = _starts(_REFUSING_WORDS, folded)

    def is_in_address(self, start: int, end: int) -> bool:
        """Whether a name is part of a web or mail address."""
        return self._has_addresses and in_address(self._text, start, end)

    def behind_degrees(self, starts: Sequence[int]) -> set[int]:
        """Which of rising places stand near behind a word for a degree, by their number."""
        return _near_behind(self._degrees, starts, _DEGREE_REACH)

    def behind_refusals(self, starts: Sequence[int]) -> set[int]:
        """Which of rising places stand near behind a word of refusal, by their number."""
        return _near_behind(self._refusals, starts, _REACH)

    def is_field_of_study(self, start: int) -> bool:
        """Whether a name says what a degree is in ("degree in computer science, machine learning or a related field")."""
        if not _is_before(self._degrees, start, _DEGREE_REACH):
            return False
        before = self._text[max(0, start - _DEGREE_REACH) : start].lower()
        return any(map(before.__contains__, _DEGREES)) and _DEGREE_BEFORE.search(before) is not None

    def is_refused(self, start: int, end: int) -> bool:
        """Whether the text says that the skill is not asked for ("no PHP required", "rather than TensorFlow")."""
        return _is_before(self._refusals, start, _REACH) and is_refused(self._text, start, end)


def is_refused(text: str, start: int, end: int) -> bool:
    """Whether a text says that what stands here is not asked for."""
    before = text[max(0, start - _REACH) : start].lower().replace("’", "'")
    if not any(map(before.__contains__, _REFUSING)) or _REFUSED_BEFORE.search(before) is None:
        return False
    return _NOT_REFUSED_AFTER.match(text, end) is None


def _words(words: tuple[str, ...]) -> BytesAhoCorasick:
    return BytesAhoCorasick([word.encode("ascii") for word in words], matchkind=MatchKind.LeftmostLongest)


_DEGREE_WORDS, _REFUSING_WORDS = _words(_DEGREES), _words(_REFUSING)


def _starts(words: BytesAhoCorasick, folded: bytes) -> list[int]:
    return [start for _, start, _ in words.find_matches_as_indexes(folded)]


def _near_behind(words: Sequence[int], places: Sequence[int], reach: int) -> set[int]:
    near: set[int] = set()
    for word in words:
        near.update(range(bisect_right(places, word), bisect_right(places, word + reach)))
    return near


def _is_before(starts: list[int], place: int, reach: int) -> bool:
    """Whether one of the rising `starts` is at most `reach` before a place."""
    nearest = bisect_left(starts, place) - 1
    return nearest >= 0 and starts[nearest] >= place - reach


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
    return any(map(word.__contains__, _OF_ADDRESSES))


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
