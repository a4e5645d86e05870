"""Lines and sentences of many postings with their sections, all at once: what costs one posting many calls costs a hundred no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rolescope.coders.judging import is_tagged, judge, without_asides
from rolescope.coders.lines import Lines, Placed, place_lines, split_lines, telling_lines
from rolescope.coders.marks import LETTER, Bools, Marked, mark
from rolescope.coders.sentences import Sentence, Spans, split_sentences, units
from rolescope.coders.sieve import spread
from rolescope.coders.stems import ANY, DOING, OPENING, REQUIREMENT, SENTENCES, TAG, TASK, WISH
from rolescope.coders.wording import MUST, NICE, OTHER, WORK, heading_sections
from rolescope.coders.words import Ints, Words

_ASIDE, _BRACKET, _COLON, _ZERO, _NINE = b"([:09"
_SECTIONS = (OTHER, MUST, NICE, WORK)
_NUMBER = {section: number for number, section in enumerate(_SECTIONS)}
_DECISIVE = np.array([WISH | TASK | DOING | REQUIREMENT, WISH, WISH, WISH | REQUIREMENT])
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
    sections
        Section of each sentence, by its wording or its line.
    has_asides
        Whether what stands in the parentheses of a sentence may be of another section than the rest.
    """

    texts: Marked
    lines: Lines
    spans: Spans
    placed: Placed
    own: list[str]
    sections: list[str]
    has_asides: Bools

    @cached_property
    def bounds(self) -> list[int]:
        """Number of the first sentence of each text, and how many there are."""
        bounds: list[int] = self.texts.bounds(self.spans.begin).tolist()
        return bounds

    @cached_property
    def starts(self) -> list[int]:
        """Where each sentence begins in its own text."""
        starts: list[int] = (self.spans.begin - np.repeat(self.texts.begins, np.diff(self.bounds))).tolist()
        return starts

    @cached_property
    def is_divided(self) -> list[bool]:
        """Whether not all of a sentence need be of one section: it has asides, or wishes behind a requirement."""
        return [
            has_asides or (section == NICE and own == MUST)
            for has_asides, section, own in zip(self.has_asides.tolist(), self.sections, self.own, strict=True)
        ]

    @cached_property
    def units(self) -> list[list[Sentence]]:
        """Of each text the bullets and sentences that say something."""
        sections = [own if own in (MUST, NICE) else judged for judged, own in zip(self.sections, self.own, strict=True)]
        return units(self.texts, self.lines, self.spans, self.placed.is_heading, sections)


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
    return Layout(
        marked, lines, spans, placed, own, *_judged(marked, spans, own, placed.fixed, _stems(marked, spans, words))
    )


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


def _judged(texts: Marked, spans: Spans, own: Sequence[str], fixed: Bools, may: Ints) -> tuple[list[str], Bools]:
    """Section of each sentence, and whether its asides are to be judged one by one."""
    sections = list(own)
    number = np.array([_NUMBER[section] for section in own])
    is_open = (spans.begin < spans.end) & ~fixed[spans.line]
    has_aside = is_open & _hold(texts, spans, _ASIDE)
    has_bracket = is_open & _hold(texts, spans, _BRACKET)
    for place, sentence in _read(
        texts, spans, (has_aside | has_bracket) & (number != _NUMBER[OTHER]) & (may & TAG > 0)
    ):
        if is_tagged(sentence):
            sections[place] = NICE
            is_open[place] = has_aside[place] = False
    for place, sentence in _read(texts, spans, is_open & (may & _DECISIVE[number] > 0)):
        words = without_asides(sentence) if "(" in sentence else sentence
        sections[place] = judge(words, own[place], int(may[place]))
    return sections, has_aside


def _read(texts: Marked, spans: Spans, wanted: Bools) -> Iterator[tuple[int, str]]:
    """Number and words, in plain small letters, of the sentences that are wanted."""
    which = np.flatnonzero(wanted)
    return zip(which.tolist(), texts.lowered(spans.begin[which], spans.end[which]), strict=True)


def _hold(texts: Marked, spans: Spans, mark: int) -> Bools:
    """Which sentences hold a mark."""
    holds = np.zeros(len(spans.begin), bool)
    holds[np.searchsorted(spans.begin, np.flatnonzero(texts.marks == mark), side="right") - 1] = True
    return holds
