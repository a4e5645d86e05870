"""Find the taxonomy's spellings in texts: longest name wins, ambiguous ones by rule.

Spellings are looked up as folded words (`word_trie`) in many texts at once, so that a match is a whole word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple
from unicodedata import combining

import numpy as np

from rolescope.codebook.taxonomy import Alias, Rule, Taxonomy, shipped_taxonomy
from rolescope.coders.beside import Test, begins_with, ends_in
from rolescope.coders.folding import FOLDING, fold
from rolescope.coders.word_trie import WordTrie
from rolescope.coders.words import EDGE, Ints, Words, read_words

_UNKNOWN = ord("?")
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
        self._aliases = taxonomy.aliases
        self._names = [None if _is_plain(name) else name for name in folded]
        self._rules = [_compile(alias) for alias in taxonomy.aliases]
        self._is_plain = np.array([name is None for name in self._names], bool)
        self._has_rule = np.array([rule is not None for rule in self._rules], bool)
        self._trie = WordTrie([name.replace(EDGE, b" ") for name in folded])

    def find(self, text: str) -> list[Match]:
        """Matches in the order of the text, none overlapping another.

        Returns
        -------
        list of Match
            `text[start:end]` is the spelling as it stands in the text.
        """
        return next(self.find_all(read_words([text])))

    def find_all(self, words: Words) -> Iterator[list[Match]]:
        """Matches of each of many texts.

        Parameters
        ----------
        words
            Of the texts.
        """
        hits = np.concatenate((self._hits(words), self._across(words)))
        index, start, end = hits[np.lexsort((-hits[:, 0], -hits[:, 2], hits[:, 1]))].T
        plain = np.frombuffer(words.plain, np.uint8)
        is_at_unknown = (plain[start - 1] == _UNKNOWN) | (plain[end] == _UNKNOWN)
        is_doubtful = ~self._is_plain[index] | self._has_rule[index] | is_at_unknown
        bounds = np.searchsorted(start, np.append(words.begins, len(plain))).tolist()
        begin = words.begins[np.searchsorted(words.begins, start, side="right") - 1]
        columns = (index, start - begin, end - begin, is_doubtful)
        rows = list(zip(*(column.tolist() for column in columns), strict=True))
        for text, begin, at, stop in zip(words.texts, words.begins.tolist(), bounds[:-1], bounds[1:], strict=True):
            yield self._resolve(text, words.plain[begin - 1 : begin + len(text) + 1], rows[at:stop])

    def _hits(self, words: Words) -> Ints:
        """Spelling, start and end in `Words.plain`, one row a hit; words of a plain spelling have nothing but spaces between."""
        found = self._trie.find(words)
        kept = ~(self._is_plain[found.spelling] & words.is_parted(found.first, found.last))
        spelling, first, last = (column[kept] for column in found)
        start = words.first[first] - self._trie.lead[spelling]
        return np.stack((spelling, start, words.after[last] + self._trie.trail[spelling]), axis=1)

    def _across(self, words: Words) -> Ints:
        """Hits that hold a run of blanks, taken as one blank: odd spacing inside a name is no other name."""
        if words.narrowed is None:
            return np.zeros((0, 3), np.int64)
        inside, before, start, end = words.narrowed
        hits = self._hits(inside)
        number = np.searchsorted(inside.begins, hits[:, 1], side="right") - 1
        start, end = start[number], end[number]
        hits[:, 1:] += (start + 1 - before[number] - inside.begins[number])[:, None]
        is_across = (hits[:, 1] <= start) & (hits[:, 2] > start + 1)
        hits[:, 2] += end - start - 1
        across: Ints = hits[is_across]
        return across

    def _resolve(self, text: str, plain: bytes, hits: Sequence[tuple[int, int, int, bool]]) -> list[Match]:
        """Choose the longest spelling at each place whose rule holds.

        Hits are (spelling, start, end, whether it is doubtful), by start and falling end. In the plain bytes every
        character stands one place further.
        """
        aliases = self._aliases
        found: list[Match] = []
        unlisted: list[tuple[int, _Context]] = []
        last = 0
        for index, start, end, is_doubtful in hits:
            if start < last:
                continue
            if is_doubtful:
                name, rule = self._names[index], self._rules[index]
                if name is not None and not _is_spelt(plain[start + 1 : end + 1].translate(FOLDING), name):
                    continue
                if (plain[start] == _UNKNOWN or plain[end + 1] == _UNKNOWN) and _inside_word(text, start, end):
                    continue
                if rule is not None and not (rule.simple and text[start:end] == aliases[index].surface):
                    if not _possible(text, start, end, aliases[index], rule):
                        continue
                    if rule.listed:
                        unlisted.append((len(found), rule))
            found.append(_new_match((start, end, aliases[index])))
            last = end
        return _drop_unlisted(text, found, unlisted) if unlisted else found


@lru_cache(maxsize=1)
def shipped_tagger() -> Tagger:
    """The tagger of the shipped taxonomy, compiled once a process."""
    return Tagger(shipped_taxonomy())


def _is_plain(name: bytes) -> bool:
    """Whether a folded name is words with a single space between."""
    return EDGE not in name and b"  " not in name and name == name.strip()


def _is_spelt(folded: bytes, name: bytes) -> bool:
    """Whether a folded piece of a text is this name, whatever the number of its spaces."""
    return folded == name or b" ".join(folded.split()) == name


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
    return (before > "\x7f" and is_letter(before)) or (after > "\x7f" and is_letter(after))


def is_letter(character: str) -> bool:
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
