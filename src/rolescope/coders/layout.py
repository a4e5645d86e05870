"""Lines and sentences of many postings with their sections, all at once: what costs one posting many calls costs a hundred no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rolescope.coders.folding import plain_lowers
from rolescope.coders.judging import is_tagged, judge, without_asides
from rolescope.coders.lines import Lines, Told, read_lines, split_lines, telling_lines
from rolescope.coders.marks import LETTER, Bools, Marked, mark
from rolescope.coders.sentences import Sentence, Spans, split_sentences, units
from rolescope.coders.stems import ANY, DOING, REQUIREMENT, STEMS, TAG, TASK, WISH
from rolescope.coders.wording import MUST, NICE, OTHER, WORK, heading_sections
from rolescope.coders.words import Ints, Words

_ASIDE, _BRACKET = ord("("), ord("[")
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
    told
        Sections that headings, labels and leads give to the lines.
    sections
        Section of each sentence, by its wording or its line.
    has_asides
        Whether what stands in the parentheses of a sentence may be of another section than the rest.
    """

    texts: Marked
    lines: Lines
    spans: Spans
    told: list[Told]
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
            for has_asides, section, own in zip(self.has_asides.tolist(), self.sections, self.own_sections, strict=True)
        ]

    @cached_property
    def units(self) -> list[list[Sentence]]:
        """Of each text the bullets and sentences that say something."""
        is_heading = np.array([line.is_heading for line in self.told])
        sections = [
            own if own in (MUST, NICE) else judged
            for judged, own in zip(self.sections, self.own_sections, strict=True)
        ]
        return units(self.texts, self.lines, self.spans, is_heading, sections)

    @cached_property
    def own_sections(self) -> list[str]:
        """Section of the line of each sentence."""
        return [self.told[line].section for line in self.spans.line.tolist()]


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
    may = _stems(marked, spans, words)
    telling = telling_lines(marked, lines)
    of_line = np.bitwise_or.reduceat(may, np.flatnonzero(spans.leads)).tolist()
    parts = {part: of_line[number] for number, line in telling.items() for part in line.parts()}
    told = read_lines(lines, telling, heading_sections(parts))
    return Layout(marked, lines, spans, told, *_judged(marked, spans, told, may))


def _stems(texts: Marked, spans: Spans, words: Words) -> Ints:
    """What each sentence may be by the stems of its words; a letter that ASCII lacks may be of any."""
    bits = STEMS.bits(words)[words.number]
    begin = spans.begin + np.repeat(words.begins - texts.begins, np.diff(texts.bounds(spans.begin)))
    telling = np.flatnonzero(bits)
    may = np.zeros(len(begin), np.int64)
    np.bitwise_or.at(may, np.searchsorted(begin, words.first[telling], side="right") - 1, bits[telling])
    opening = np.append(bits, 0)[np.searchsorted(words.first, begin)] | ANY - REQUIREMENT
    may &= np.where(_hold(texts, spans, _ASIDE), ANY, opening)
    may[_hold(texts, spans, LETTER)] = ANY
    return may


def _judged(texts: Marked, spans: Spans, told: Sequence[Told], may: Ints) -> tuple[list[str], Bools]:
    """Section of each sentence, and whether its asides are to be judged one by one."""
    sections = [told[line].section for line in spans.line.tolist()]
    number = np.array([_NUMBER[section] for section in sections])
    is_open = (spans.begin < spans.end) & ~np.array([line.fixed for line in told])[spans.line]
    has_aside = is_open & _hold(texts, spans, _ASIDE)
    may_be_tagged = (has_aside | (is_open & _hold(texts, spans, _BRACKET))) & (number != _NUMBER[OTHER]) & (may & TAG > 0)
    for place, sentence in _written(texts, spans, may_be_tagged):
        if is_tagged(sentence):
            sections[place] = NICE
            is_open[place] = has_aside[place] = False
    for place, sentence in _written(texts, spans, is_open & (may & _DECISIVE[number] > 0)):
        words = without_asides(sentence) if has_aside[place] else sentence
        sections[place] = judge(words, sections[place], int(may[place]))
    return sections, has_aside


def _written(texts: Marked, spans: Spans, wanted: Bools) -> Iterator[tuple[int, str]]:
    """Number and words, in plain small letters, of the sentences that are wanted."""
    which = np.flatnonzero(wanted)
    ends = zip(spans.begin[which].tolist(), spans.end[which].tolist(), strict=True)
    return zip(which.tolist(), plain_lowers([texts.joined[begin:end] for begin, end in ends]), strict=True)


def _hold(texts: Marked, spans: Spans, mark: int) -> Bools:
    """Which sentences hold a mark."""
    holds = np.zeros(len(spans.begin), bool)
    holds[np.searchsorted(spans.begin, np.flatnonzero(texts.marks == mark), side="right") - 1] = True
    return holds
