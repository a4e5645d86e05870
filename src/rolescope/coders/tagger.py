"""Find the taxonomy's spellings in a text: longest name wins, ambiguous ones by rule.

One Aho-Corasick pass over the folded text (`folding`), on patterns that carry their word boundary
on both sides, so that a match is a whole word and one-letter names do not flood it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from ahocorasick_rs import BytesAhoCorasick, Implementation

from rolescope.codebook.taxonomy import Alias, Rule, Taxonomy, shipped_taxonomy
from rolescope.coders.folding import BOUNDARY, fold

_EDGE = bytes([BOUNDARY])
_EDGES = (b" ", _EDGE)
_SPACE = 32
_REACH = 40
_LIST_GAP = re.compile(r"[\s,/()&|;+•*:-]*(?:(?:and/or|and|or|as well as|e\.g\.,?|like)[\s,/(]*)?", re.I)
_MAX_GAP = 12


class Match(NamedTuple):
    """A spelling found: half-open character span and the alias it is."""

    start: int
    end: int
    alias: Alias


@dataclass(frozen=True)
class _Context:
    case_exact: bool
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
        patterns: list[bytes] = []
        self._aliases: list[Alias] = []
        self._contexts: list[_Context | None] = []
        for alias in taxonomy.aliases:
            folded = fold(alias.surface)
            context = _compile(alias)
            for left in _EDGES:
                for right in _EDGES:
                    patterns.append(left + folded + right)
                    self._aliases.append(alias)
                    self._contexts.append(context)
        self._automaton = BytesAhoCorasick(patterns, implementation=Implementation.DFA)

    def find(self, text: str) -> list[Match]:
        """Matches in the order of the text, none overlapping another.

        Returns
        -------
        list of Match
            `text[start:end]` is the spelling as it stands in the text.
        """
        folded = _EDGE + fold(text) + _EDGE
        if "  " not in text:
            hits = self._automaton.find_matches_as_indexes(folded, overlapping=True)
            return self._resolve(text, [(start, 2 - end, index) for index, start, end in hits]) if hits else []
        squeezed, kept = _squeeze(folded)
        hits = self._automaton.find_matches_as_indexes(squeezed, overlapping=True)
        return self._resolve(text, [(kept[start + 1] - 1, -kept[end - 2], index) for index, start, end in hits])

    def _resolve(self, text: str, hits: list[tuple[int, int, int]]) -> list[Match]:
        """Choose the longest spelling at each place whose rule holds; ends come negated, to sort by."""
        hits.sort()
        is_ascii = text.isascii()
        found: list[tuple[int, int, int]] = []
        doubtful = False
        last = 0
        for start, minus_end, index in hits:
            if start < last:
                continue
            end = -minus_end
            if not is_ascii and _inside_word(text, start, end):
                continue
            context = self._contexts[index]
            if context is not None:
                if not _possible(text, start, end, self._aliases[index], context):
                    continue
                doubtful = doubtful or context.listed
            found.append((start, end, index))
            last = end
        if doubtful:
            found = self._drop_unlisted(text, found)
        return [Match(start, end, self._aliases[index]) for start, end, index in found]

    def _drop_unlisted(self, text: str, found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        """Drop matches that need a neighbour in a list, or a wording beside them, and have neither."""
        kept = []
        for position, (start, end, index) in enumerate(found):
            context = self._contexts[index]
            if context is None or not context.listed or _worded(text, start, end, context):
                kept.append((start, end, index))
                continue
            before = position > 0 and _is_list_gap(text, found[position - 1][1], start)
            after = position + 1 < len(found) and _is_list_gap(text, end, found[position + 1][0])
            if before or after:
                kept.append((start, end, index))
        return kept


@lru_cache(maxsize=1)
def shipped_tagger() -> Tagger:
    """The tagger of the shipped taxonomy, compiled once a process."""
    return Tagger(shipped_taxonomy())


def _squeeze(folded: bytes) -> tuple[bytes, list[int]]:
    """Runs of spaces as one, and the place of each byte that stays: odd spacing inside a name is no other name."""
    codes = np.frombuffer(folded, np.uint8)
    stays = np.ones(len(codes), bool)
    stays[1:] = (codes[1:] != _SPACE) | (codes[:-1] != _SPACE)
    return codes[stays].tobytes(), np.flatnonzero(stays).tolist()


def _compile(alias: Alias) -> _Context | None:
    rule = alias.rule or Rule()
    if alias.rule is None and alias.surface.replace(" ", "").replace("-", "").replace("+", "").replace("#", "").isalnum():
        return None
    return _Context(
        rule.case == "exact",
        rule.listed,
        re.compile(f"(?:{rule.before})$") if rule.before else None,
        re.compile(rule.after) if rule.after else None,
        re.compile(f"(?:{rule.not_before})$") if rule.not_before else None,
        re.compile(rule.not_after) if rule.not_after else None,
    )


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether a letter that folding could not keep (é) touches the span."""
    return (start > 0 and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum())


def _possible(text: str, start: int, end: int, alias: Alias, context: _Context) -> bool:
    """Whether case, punctuation and the `not_` patterns allow the match; wording too, if it decides."""
    surface = text[start:end]
    if context.case_exact:
        if surface != alias.surface and surface.replace("\u00a0", " ") != alias.surface:
            return False
    elif not alias.surface.isalnum() and not _same_punctuation(surface, alias.surface):
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


def _same_punctuation(surface: str, alias: str) -> bool:
    """Whether dots, slashes and the like are those of the alias (``.NET`` is not ``(NET``)."""
    return [c for c in surface if c in "./&'@!:"] == [c for c in alias if c in "./&'@!:"]


def _is_list_gap(text: str, start: int, end: int) -> bool:
    return end - start <= _MAX_GAP and _LIST_GAP.fullmatch(text, start, end) is not None
