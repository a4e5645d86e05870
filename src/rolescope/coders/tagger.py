"""Find the taxonomy's spellings in a text: longest name wins, ambiguous ones by rule.

One Aho-Corasick pass over the folded text (`folding`), on patterns that carry their word boundary
on both sides, so that a match is a whole word and one-letter names do not flood it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple
from unicodedata import combining

from ahocorasick_rs import BytesAhoCorasick, Implementation

from rolescope.codebook.taxonomy import Alias, Rule, Taxonomy, shipped_taxonomy
from rolescope.coders.folding import BOUNDARY, fold

_EDGE = bytes([BOUNDARY])
_EDGES_ALIKE = bytes(32 if code == BOUNDARY else code for code in range(256))
_BY_START = itemgetter(1)
_REACH = 40
_MARKS = "./&'@!:"
_LIST_GAP = re.compile(r"[\s,/()&|;+•*:-]*(?:(?:and/or|and|or|as well as|e\.g\.,?|like)[\s,/(]*)?", re.I)
_MAX_GAP = 12


class Match(NamedTuple):
    """A spelling found: half-open character span and the alias it is."""

    start: int
    end: int
    alias: Alias


@dataclass(frozen=True)
class _Context:
    """Compiled rule; `simple` where the very spelling of the alias is enough."""

    simple: bool
    case_exact: bool
    punctuated: bool
    listed: bool
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    not_after: re.Pattern[str] | None


class Tagger:
    """Compiled form of a taxonomy.

    Parameters
    ----------
    taxonomy
        The skills and spellings to look for.
    """

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._aliases = taxonomy.aliases
        folded = [fold(alias.surface) for alias in taxonomy.aliases]
        self._inner = [
            name if len(name) > len(name.replace(b" ", b"").replace(_EDGE, b"")) else None for name in folded
        ]
        self._contexts = [_compile(alias) for alias in taxonomy.aliases]
        patterns = [b" " + name.translate(_EDGES_ALIKE) + b" " for name in folded]
        self._automaton = BytesAhoCorasick(patterns, implementation=Implementation.ContiguousNFA)

    def find(self, text: str) -> list[Match]:
        """Matches in the order of the text, none overlapping another.

        Returns
        -------
        list of Match
            `text[start:end]` is the spelling as it stands in the text.
        """
        folded = _EDGE + fold(text) + _EDGE
        alike = folded.translate(_EDGES_ALIKE)
        hits = self._automaton.find_matches_as_indexes(alike, overlapping=True)
        for start, end in _wide_gaps(text):
            hits.extend(self._across(alike, start + 1, end + 1))
        hits.reverse()
        hits.sort(key=_BY_START)
        return self._resolve(text, folded, hits)

    def _across(self, alike: bytes, start: int, end: int) -> list[tuple[int, int, int]]:
        """Hits that hold a run of spaces, taken as one space: odd spacing inside a name is no other name."""
        begin, extra = max(0, start - _REACH), end - start - 1
        window = alike[begin : start + 1] + alike[end : end + _REACH]
        return [
            (index, begin + first, begin + last + extra)
            for index, first, last in self._automaton.find_matches_as_indexes(window, overlapping=True)
            if begin + first < start and begin + last > start + 2
        ]

    def _resolve(self, text: str, folded: bytes, hits: list[tuple[int, int, int]]) -> list[Match]:
        """Choose the longest spelling at each place whose rule holds.

        Hits are (pattern, start, end) in the folded text, by start and falling end, one byte of edge
        on each side.
        """
        aliases, contexts, inner = self._aliases, self._contexts, self._inner
        is_ascii = text.isascii()
        found: list[Match] = []
        doubtful: list[tuple[int, _Context]] = []
        last = 0
        for index, start, end in hits:
            if start < last:
                continue
            if inner[index] is not None and not _is_one_name(folded[start + 1 : end - 1], inner[index]):
                continue
            end -= 2
            if not is_ascii and _inside_word(text, start, end):
                continue
            context = contexts[index]
            if context is not None and not (context.simple and text[start:end] == aliases[index].surface):
                if not _possible(text, start, end, aliases[index], context):
                    continue
                if context.listed:
                    doubtful.append((len(found), context))
            found.append(Match(start, end, aliases[index]))
            last = end
        return _drop_unlisted(text, found, doubtful) if doubtful else found


@lru_cache(maxsize=1)
def shipped_tagger() -> Tagger:
    """The tagger of the shipped taxonomy, compiled once a process."""
    return Tagger(shipped_taxonomy())


def _compile(alias: Alias) -> _Context | None:
    rule = alias.rule or Rule()
    punctuated = any(mark in alias.surface for mark in _MARKS)
    if alias.rule is None and not punctuated:
        return None
    patterns = (rule.before, rule.after, rule.not_before, rule.not_after)
    return _Context(
        not rule.listed and not any(patterns),
        rule.case == "exact",
        punctuated,
        rule.listed,
        re.compile(f"(?:{rule.before})$") if rule.before else None,
        re.compile(rule.after) if rule.after else None,
        re.compile(f"(?:{rule.not_before})$") if rule.not_before else None,
        re.compile(rule.not_after) if rule.not_after else None,
    )


def _wide_gaps(text: str) -> Iterator[tuple[int, int]]:
    """Runs of two and more spaces between words."""
    start = text.find("  ")
    while start >= 0:
        end = start + 2
        while text[end : end + 1] == " ":
            end += 1
        if text[start - 1 : start].isalnum() and text[end : end + 1].isalnum():
            yield start, end
        start = text.find("  ", end)


def _is_one_name(folded: bytes, alias: bytes | None) -> bool:
    """Whether only spaces and hyphens stand where the alias has them (not a comma, not a full stop)."""
    return folded == alias or b" ".join(folded.split()) == alias


def _drop_unlisted(text: str, found: list[Match], doubtful: list[tuple[int, _Context]]) -> list[Match]:
    """Drop matches that need a neighbour in a list, or a wording beside them, and have neither."""
    dropped = set()
    for position, context in doubtful:
        start, end, _ = found[position]
        if not _worded(text, start, end, context) and not stands_in_list(text, found, position):
            dropped.add(position)
    return [match for position, match in enumerate(found) if position not in dropped]


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether a letter that folding could not keep (é) touches the span."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before > "\x7f" and _is_letter(before)) or (after > "\x7f" and _is_letter(after))


def _is_letter(character: str) -> bool:
    """Whether a character belongs to a word: a letter, a digit, or a mark that combines with one."""
    return character.isalnum() or combining(character) > 0


def _possible(text: str, start: int, end: int, alias: Alias, context: _Context) -> bool:
    """Whether case, punctuation and the `not_` patterns allow the match; wording too, if it decides."""
    surface = text[start:end]
    if surface != alias.surface:
        if context.case_exact:
            if _plain_spaces(surface) != alias.surface:
                return False
        elif context.punctuated and not _same_punctuation(surface, alias.surface):
            return False
    if context.not_before and context.not_before.search(text[max(0, start - _REACH) : start].lower()):
        return False
    if context.not_after and context.not_after.match(text[end : end + _REACH].lower()):
        return False
    decided_here = (context.before or context.after) and not context.listed
    return not decided_here or _worded(text, start, end, context)


def _worded(text: str, start: int, end: int, context: _Context) -> bool:
    """Whether the wording beside the span says that it is the skill."""
    if context.before and context.before.search(text[max(0, start - _REACH) : start].lower()):
        return True
    return bool(context.after and context.after.match(text[end : end + _REACH].lower()))


def _plain_spaces(surface: str) -> str:
    return " ".join(surface.split())


def _same_punctuation(surface: str, alias: str) -> bool:
    """Whether dots, slashes and the like are those of the alias (``.NET`` is not ``(NET``)."""
    return [c for c in surface if c in _MARKS] == [c for c in alias if c in _MARKS]


def stands_in_list(text: str, matches: Sequence[Match], position: int) -> bool:
    """Whether a match has another beside it with only list punctuation, "and" or "or" between."""
    start, end, _ = matches[position]
    before = position > 0 and _is_list_gap(text, matches[position - 1].end, start)
    return before or (position + 1 < len(matches) and _is_list_gap(text, end, matches[position + 1].start))


def _is_list_gap(text: str, start: int, end: int) -> bool:
    return end - start <= _MAX_GAP and _LIST_GAP.fullmatch(text, start, end) is not None
