"""Lines and sentences of many postings with their sections, all at once: what costs one posting many calls costs a hundred no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from rolescope.coders.folding import plain_lower
from rolescope.coders.judging import aside_at, begins_to_wish, is_tagged, judge, with_one_aside, without_asides
from rolescope.coders.lines import Lines, Placed, place_lines, split_lines, telling_lines
from rolescope.coders.marks import LETTER, Marked, mark
from rolescope.coders.sentences import Sentence, Spans, split_sentences, units
from rolescope.coders.sieve import spread
from rolescope.coders.stems import ANY, DOING, OPENING, REQUIREMENT, SENTENCES, TAG, TASK, TERMS, WISH
from rolescope.coders.wording import MUST, NICE, OTHER, WORK, heading_sections
from rolescope.coders.words import Bools, Ints, Words

_ASIDE, _BRACKET, _COLON, _ZERO, _NINE = b"([:09"
_NOWHERE = np.iinfo(np.int64).max
_SECTIONS = (OTHER, MUST, NICE, WORK)
_NUMBER = {section: number for number, section in enumerate(_SECTIONS)}
_DECISIVE = np.array([WISH | TASK | DOING | REQUIREMENT, WISH, WISH | TERMS, WISH | REQUIREMENT | TERMS])
"""Stems that may take a sentence out of each of the sections."""


@dataclass(frozen=True)
class Layout:
    """Texts with their lines and sentences.

    Attributes
    ----------
    texts, lines, spans
        The texts, their lines and their sentences.
    placed
        Sections that headings, labels and leads give to the lines.
    own
        Section of the line of each sentence.
    may
        What wording each sentence may have by its stems.
    judged
        Section of each sentence, by its wording and its line.
    has_asides
        Whether what stands in the parentheses of a sentence may be of another section than the rest.
    divided
        Place behind which not all of a sentence need be of one section.
    """

    texts: Marked
    lines: Lines
    spans: Spans
    placed: Placed
    own: list[str]
    may: Ints
    judged: list[str]
    has_asides: Bools
    divided: Ints
    _asides: dict[int, str] = field(default_factory=dict)
    _wishes: dict[int, int] = field(default_factory=dict)

    def at(self, text: Ints, start: Ints) -> list[str]:
        """Section of the sentence that holds each of many characters.

        Parameters
        ----------
        text, start
            Number of the text that the character is in, and its place there.
        """
        at = self.texts.begins[text] + start
        place = np.searchsorted(self.spans.begin, at, side="right") - 1
        sections = list(map(self.judged.__getitem__, place.tolist()))
        for which in np.flatnonzero(at > self.divided[place]).tolist():
            sections[which] = self.within(int(place[which]), int(at[which]))
        return sections

    def within(self, place: int, at: int) -> str:
        """Section of a character of a sentence with asides, or with a wish that may begin behind it."""
        begin, own, section = int(self.spans.begin[place]), self.own[place], self.judged[place]
        if self.has_asides[place]:
            sentence = self._sentence(place)
            aside = aside_at(sentence, at - begin)
            if aside is not None:
                key = begin + aside[0]
                if key not in self._asides:
                    self._asides[key] = judge(with_one_aside(sentence, *aside), own, int(self.may[place]))
                section = self._asides[key]
        if section == NICE and own == MUST:
            if place not in self._wishes:
                self._wishes[place] = begins_to_wish(self._sentence(place))
            return MUST if at - begin < self._wishes[place] else NICE
        return section

    def _sentence(self, place: int) -> str:
        return plain_lower(self.texts.joined[self.spans.begin[place] : self.spans.end[place]])

    @cached_property
    def bounds(self) -> list[int]:
        """Number of the first sentence of each text, and how many there are."""
        bounds: list[int] = self.texts.bounds(self.spans.begin).tolist()
        return bounds

    @cached_property
    def begins(self) -> list[int]:
        """Where each sentence begins."""
        begins: list[int] = self.spans.begin.tolist()
        return begins

    @cached_property
    def units(self) -> list[list[Sentence]]:
        """Of each text the bullets and sentences that say something."""
        return units(self.texts, self.lines, self.spans, self.placed, self.judged)


def lay_out(texts: Sequence[str], words: Words) -> Layout:
    """Lines, sentences and sections of texts.

    Parameters
    ----------
    texts
        At least one.
    words
        Theirs.
    """
    marked = mark(texts)
    lines = split_lines(marked)
    spans = split_sentences(marked, lines)
    telling = telling_lines(marked, lines)
    placed = place_lines(lines, telling, heading_sections(telling.written()))
    own = [placed.section[line] for line in spans.line.tolist()]
    may = _stems(marked, spans, words)
    return Layout(marked, lines, spans, placed, own, may, *_judged(marked, spans, own, placed.fixed, may))


def _stems(texts: Marked, spans: Spans, words: Words) -> Ints:
    """What wording each sentence may have by the stems of its words; a letter that ASCII lacks may be of any.

    What a sentence must begin with may also stand behind a label, an aside or in a number.
    """
    bits = SENTENCES.of_words(words)
    begin = spans.begin + np.repeat(words.begins - texts.begins, np.diff(texts.bounds(spans.begin)))
    opening = np.searchsorted(words.first, begin)
    letter = np.frombuffer(words.plain, np.uint8)[np.append(words.first, 0)[opening]]
    may = spread(bits, words, begin) & (ANY - OPENING) | np.append(bits, 0)[opening] & OPENING
    may[(letter >= _ZERO) & (letter <= _NINE)] |= REQUIREMENT
    may[_hold(texts, spans, _ASIDE)] |= OPENING
    may[_hold(texts, spans, _COLON)] |= DOING
    may[_hold(texts, spans, LETTER)] = ANY
    return may


def _judged(texts: Marked, spans: Spans, own: Sequence[str], fixed: Bools, may: Ints) -> tuple[list[str], Bools, Ints]:
    """Section of each sentence, whether its asides are to be judged one by one, and from where it may be divided."""
    sections = list(own)
    number = np.array([_NUMBER[section] for section in own])
    is_open = (spans.begin < spans.end) & ~fixed[spans.line]
    aside = _first(texts, spans, _ASIDE)
    may_be_tagged = is_open & ((aside < _NOWHERE) | _hold(texts, spans, _BRACKET)) & (may & TAG > 0)
    tagged = [
        n for n, sentence in _read(texts, spans, may_be_tagged & (number != _NUMBER[OTHER])) if is_tagged(sentence)
    ]
    is_open[tagged] = False
    divided = np.where(is_open, aside, _NOWHERE)
    has_asides = divided < _NOWHERE
    for place, sentence in _read(texts, spans, is_open & (may & _DECISIVE[number] > 0)):
        words = without_asides(sentence) if has_asides[place] else sentence
        sections[place] = judge(words, own[place], int(may[place]))
    for place in tagged:
        sections[place] = NICE
    wishes = [place for place in np.flatnonzero(number == _NUMBER[MUST]).tolist() if sections[place] == NICE]
    divided[wishes] = spans.begin[wishes] - 1
    return sections, has_asides, divided


def _read(texts: Marked, spans: Spans, wanted: Bools) -> Iterator[tuple[int, str]]:
    """Number and words, in plain small letters, of the sentences that are wanted."""
    which = np.flatnonzero(wanted)
    return zip(which.tolist(), texts.lowered(spans.begin[which], spans.end[which]), strict=True)


def _hold(texts: Marked, spans: Spans, mark: int) -> Bools:
    """Which sentences hold a mark."""
    return _first(texts, spans, mark) < _NOWHERE


def _first(texts: Marked, spans: Spans, mark: int) -> Ints:
    """Where a mark stands first in each sentence."""
    first = np.full(len(spans.begin), _NOWHERE)
    at = np.flatnonzero(texts.marks == mark)[::-1]
    first[np.searchsorted(spans.begin, at, side="right") - 1] = at
    return first
