"""Find the taxonomy's spellings in texts: longest name wins, ambiguous ones by rule.

Spellings are looked up as folded words (`word_trie`) in many texts at once, so that a match is a whole word.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple
from unicodedata import combining

import numpy as np

from rolescope.codebook.taxonomy import Alias, Taxonomy, shipped_taxonomy
from rolescope.coders.ambiguity import ambiguity
from rolescope.coders.finds import Finds
from rolescope.coders.folding import fold
from rolescope.coders.overlaps import choose
from rolescope.coders.surfaces import Surfaces
from rolescope.coders.word_trie import WordTrie
from rolescope.coders.words import EDGE, Bools, Ints, Narrowed, Words, read_words

Spans = tuple[Ints, Ints, Ints]

_UNKNOWN = ord("?")
_LONGEST = 2**16
"""Characters from which one spelling counts as no longer than another."""


class Match(NamedTuple):
    """A spelling found: half-open character span and the alias it is."""

    start: int
    end: int
    alias: Alias


_new_match = partial(tuple.__new__, Match)


class Tagger:
    """Compiled form of a taxonomy.

    Parameters
    ----------
    taxonomy
        The skills and spellings to look for.

    Attributes
    ----------
    aliases
        Those spellings.
    """

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.aliases = taxonomy.aliases
        self._names = [fold(alias.surface) for alias in self.aliases]
        self._rules = [ambiguity(alias) for alias in self.aliases]
        self._trie = WordTrie([name.replace(EDGE, b" ") for name in self._names])
        self._surfaces = Surfaces([alias.surface for alias in self.aliases])
        self._is_plain = np.array(list(map(_is_plain, self._names)), bool)
        self._is_exact = np.array([rule.case_exact for rule in self._rules], bool) & self._surfaces.is_comparable
        self._is_spelling = np.array([rule.is_spelling for rule in self._rules], bool) | ~self._is_plain
        self._is_wording = np.array([rule.is_wording for rule in self._rules], bool)
        self._is_listed = np.array([rule.listed for rule in self._rules], bool)

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
        finds = self.finds(words)
        aliases = map(self.aliases.__getitem__, finds.alias.tolist())
        matches = list(map(_new_match, zip(finds.start.tolist(), finds.end.tolist(), aliases, strict=True)))
        return (matches[begin:end] for begin, end in pairwise(finds.bounds))

    def finds(self, words: Words) -> Finds:
        """The same by column."""
        alias, start, end = self._hits(words)
        text = np.searchsorted(words.begins, start, side="right") - 1
        begin = words.begins[text]
        hits = Finds(words.texts, text, alias, start - begin, end - begin)
        spelt = self._spelt(words, hits)
        chosen = choose(start[spelt], end[spelt], lambda places: self._allowed(hits, spelt[places]))
        return self._listed(hits.at(spelt[chosen]))

    def _hits(self, words: Words) -> Spans:
        """Where a spelling stands in `Words.plain`, runs of blanks taken as one too: odd spacing inside a name is no other name.

        By start, of one start by falling end, and of one span by falling number of the spelling: the longest goes first.
        All three as one number, most of which rise already, are sorted in a twentieth of the time of `numpy.lexsort`.
        """
        alias, start, end = self._stand(words)
        if words.narrowed is not None:
            across = self._across(words.narrowed)
            alias, start, end = map(np.concatenate, zip((alias, start, end), across, strict=True))
        lacking = _LONGEST - np.minimum(end - start, _LONGEST)
        order = np.argsort((start * (_LONGEST + 1) + lacking) * len(self.aliases) - alias, kind="stable")
        return alias[order], start[order], end[order]

    def _stand(self, words: Words) -> Spans:
        """Spelling, start and end of each hit; words of a plain spelling have nothing but spaces between."""
        found = self._trie.find(words)
        kept = ~(self._is_plain[found.spelling] & words.is_parted(found.first, found.last))
        alias, first, last = (column[kept] for column in found)
        return alias, words.first[first] - self._trie.lead[alias], words.after[last] + self._trie.trail[alias]

    def _across(self, narrowed: Narrowed) -> Spans:
        """Hits that hold a run of blanks, taken as one blank."""
        inside, before, begin, stop = narrowed
        alias, start, end = self._stand(inside)
        number = np.searchsorted(inside.begins, start, side="right") - 1
        begin, stop = begin[number], stop[number]
        moved = begin + 1 - before[number] - inside.begins[number]
        start, end = start + moved, end + moved
        is_across = (start <= begin) & (end > begin + 1)
        return alias[is_across], start[is_across], (end + stop - begin - 1)[is_across]

    def _spelt(self, words: Words, hits: Finds) -> Ints:
        """Places of the hits that are spelt as their aliases, and are no part of a longer word."""
        begin = words.begins[hits.text]
        start, end = begin + hits.start, begin + hits.end
        plain = np.frombuffer(words.plain, np.uint8)
        doubtful = (plain[start - 1] == _UNKNOWN) | (plain[end] == _UNKNOWN)
        odd = np.flatnonzero(self._is_spelling[hits.alias])
        odd = odd[~self._surfaces.stand(words, hits.alias[odd], start[odd], end[odd])]
        doubtful[odd] = True
        spelt = np.ones(len(doubtful), bool)
        spelt[odd] = ~self._is_exact[hits.alias[odd]]
        places = np.flatnonzero(doubtful & spelt)
        spelt[places] = [self._is_spelt(*row) for row in hits.rows(places)]
        return np.flatnonzero(spelt)

    def _is_spelt(self, alias: int, text: str, start: int, end: int) -> bool:
        folded, name = fold(text[start:end]), self._names[alias]
        if folded != name and b" ".join(folded.split()) != name:
            return False
        return self._rules[alias].is_spelt(text[start:end]) and not _inside_word(text, start, end)

    def _allowed(self, hits: Finds, places: Ints) -> Bools:
        """Whether the wording beside some hits allows them."""
        allowed = ~self._is_wording[hits.alias[places]]
        rows = hits.rows(places[~allowed])
        allowed[~allowed] = [self._rules[alias].is_allowed(text, start, end) for alias, text, start, end in rows]
        return allowed

    def _listed(self, finds: Finds) -> Finds:
        """Finds but for those that need a neighbour in a list, or a wording beside them, and have neither."""
        listed = np.flatnonzero(self._is_listed[finds.alias])
        is_backed = np.ones(len(finds.alias), bool)
        is_backed[listed] = [
            self._rules[alias].is_worded(text, start, end) or finds.stands_in_list(place)
            for place, (alias, text, start, end) in zip(listed.tolist(), finds.rows(listed), strict=True)
        ]
        return finds.at(is_backed)


@lru_cache(maxsize=1)
def shipped_tagger() -> Tagger:
    """The tagger of the shipped taxonomy, compiled once a process."""
    return Tagger(shipped_taxonomy())


def _is_plain(name: bytes) -> bool:
    """Whether a folded name is words with a single space between."""
    return EDGE not in name and b"  " not in name and name == name.strip()


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether a letter that folding could not keep (é) touches the span."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before > "\x7f" and is_letter(before)) or (after > "\x7f" and is_letter(after))


def is_letter(character: str) -> bool:
    """Whether a character belongs to a word of an alphabet: a letter, a digit, a mark that combines; no kanji, kana or hangul."""
    return (character.isalnum() and not "\u2e80" <= character <= "\ud7ff") or combining(character) > 0
