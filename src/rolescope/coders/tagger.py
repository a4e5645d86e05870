"""Find the taxonomy's spellings in a text: longest name wins, ambiguous ones by rule.

One Aho-Corasick pass over the folded text (`folding`), on patterns that carry their word boundary
on both sides, so that a match is a whole word and one-letter names do not flood it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from operator import itemgetter
from typing import NamedTuple
from unicodedata import combining

from ahocorasick_rs import BytesAhoCorasick, Implementation

from rolescope.codebook.taxonomy import Alias, Rule, Taxonomy, shipped_taxonomy
from rolescope.coders.beside import Test, begins_with, ends_in
from rolescope.coders.folding import BOUNDARY, FOLDING, fold, one_byte_each

_EDGE = bytes([BOUNDARY])
_EDGES_ALIKE = FOLDING.replace(_EDGE, b" ")
_UNKNOWN = ord("?")
_SPACE = ord(" ")
_WIDE = BytesAhoCorasick([b"  "])
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


_new_match = partial(tuple.__new__, Match)


class _Context(NamedTuple):
    """Compiled rule; `simple` where the very spelling of the alias is enough."""

    simple: bool
    case_exact: bool
    punctuated: bool
    listed: bool
    before: Test | None
    after: Test | None
    not_before: Test | None
    not_after: Test | None


class Tagger:
    """Compiled form of a taxonomy.

    Parameters
    ----------
    taxonomy
        The skills and spellings to look for.
    """

    def __init__(self, taxonomy: Taxonomy) -> None:
        folded = [fold(alias.surface) for alias in taxonomy.aliases]
        self._spellings = [
            (alias, name if b" " in name or _EDGE in name else None, _compile(alias))
            for alias, name in zip(taxonomy.aliases, folded, strict=True)
        ]
        patterns = [b" " + name.replace(_EDGE, b" ") + b" " for name in folded]
        self._automaton = BytesAhoCorasick(patterns, implementation=Implementation.ContiguousNFA)

    def find(self, text: str) -> list[Match]:
        """Matches in the order of the text, none overlapping another.

        Returns
        -------
        list of Match
            `text[start:end]` is the spelling as it stands in the text.
        """
        plain = b"." + one_byte_each(text) + b"."
        alike = plain.translate(_EDGES_ALIKE)
        hits = self._automaton.find_matches_as_indexes(alike, overlapping=True)
        for start, end in _wide_gaps(text, plain):
            hits.extend(self._across(alike, start, end))
        hits.reverse()
        hits.sort(key=_BY_START)
        return self._resolve(text, plain, hits)

    def _across(self, alike: bytes, start: int, end: int) -> list[tuple[int, int, int]]:
        """Hits that hold a run of spaces, taken as one space: odd spacing inside a name is no other name."""
        begin, extra = max(0, start - _REACH), end - start - 1
        window = alike[begin : start + 1] + alike[end : end + _REACH]
        return [
            (index, begin + first, begin + last + extra)
            for index, first, last in self._automaton.find_matches_as_indexes(window, overlapping=True)
            if begin + first < start and begin + last > start + 2
        ]

    def _resolve(self, text: str, plain: bytes, hits: list[tuple[int, int, int]]) -> list[Match]:
        """Choose the longest spelling at each place whose rule holds.

        Hits are (pattern, start, end) in the plain bytes, by start and falling end, one byte of edge
        on each side.
        """
        spellings = self._spellings
        found: list[Match] = []
        doubtful: list[tuple[int, _Context]] = []
        last = 0
        for index, start, end in hits:
            if start < last:
                continue
            alias, name, context = spellings[index]
            if name is not None:
                folded = plain[start + 1 : end - 1].translate(FOLDING)
                if folded != name and b" ".join(folded.split()) != name:
                    continue
            end -= 2
            if (plain[start] == _UNKNOWN or plain[end + 1] == _UNKNOWN) and _inside_word(text, start, end):
                continue
            if context is not None and not (context.simple and text[start:end] == alias.surface):
                if not _possible(text, start, end, alias, context):
                    continue
                if context.listed:
                    doubtful.append((len(found), context))
            found.append(_new_match((start, end, alias)))
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
        ends_in(rule.before) if rule.before else None,
        begins_with(rule.after) if rule.after else None,
        ends_in(rule.not_before) if rule.not_before else None,
        begins_with(rule.not_after) if rule.not_after else None,
    )


def _wide_gaps(text: str, plain: bytes) -> Iterator[tuple[int, int]]:
    """Runs of two and more spaces between words, in the plain bytes."""
    end = 0
    for _, start, _ in _WIDE.find_matches_as_indexes(plain):
        if start < end:
            continue
        end = start + 2
        while plain[end] == _SPACE:
            end += 1
        if (
            text[start - 2 : start - 1].isalnum()
            and text[end - 1 : end].isalnum()
            and text.count(" ", start - 1, end - 1) == end - start
        ):
            yield start, end


def _drop_unlisted(text: str, found: list[Match], doubtful: list[tuple[int, _Context]]) -> list[Match]:
    """Drop matches that need a neighbour in a list, or a wording beside them, and have neither."""
    dropped = [
        position
        for position, context in doubtful
        if not _worded(text, found[position].start, found[position].end, context)
        and not stands_in_list(text, found, position)
    ]
    for position in reversed(dropped):
        del found[position]
    return found


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether a letter that folding could not keep (é) touches the span."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before > "\x7f" and _is_letter(before)) or (after > "\x7f" and _is_letter(after))


def _is_letter(character: str) -> bool:
    """Whether a character belongs to a word of an alphabet: a letter, a digit, a mark that combines; no kanji, kana or hangul."""
    return (character.isalnum() and not "\u2e80" <= character <= "\ud7ff") or combining(character) > 0


def _possible(text: str, start: int, end: int, alias: Alias, context: _Context) -> bool:
    """Whether case, punctuation and the `not_` patterns allow the match; wording too, if it decides."""
    surface = text[start:end]
    if surface != alias.surface:
        if context.case_exact:
            if _plain_spaces(surface) != alias.surface:
                return False
        elif context.punctuated and not _same_punctuation(surface, alias.surface):
            return False
    if context.not_before and context.not_before(text[max(0, start - _REACH) : start].lower()):
        return False
    if context.not_after and context.not_after(text[end : end + _REACH].lower()):
        return False
    decided_here = (context.before or context.after) and not context.listed
    return not decided_here or _worded(text, start, end, context)


def _worded(text: str, start: int, end: int, context: _Context) -> bool:
    """Whether the wording beside the span says that it is the skill."""
    if context.before and context.before(text[max(0, start - _REACH) : start].lower()):
        return True
    return bool(context.after and context.after(text[end : end + _REACH].lower()))


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
