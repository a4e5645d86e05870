"""Which part of a posting a sentence belongs to: `must`, `nice`, `work` or `other`.

A heading opens a section that lasts until the next one; an inline label ("Required:") rules its own
line, a line that leads into a list rules the list; the wording of a sentence ("a plus", "you will")
outweighs them where it is plain.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise

from ahocorasick_rs import BytesAhoCorasick

from rolescope.coders.folding import one_byte_each, one_to_one_lower
from rolescope.coders.judging import aside_at, begins_to_wish, is_tagged, judge, with_one_aside, without_asides
from rolescope.coders.lines import Line, read_lines, split_lines
from rolescope.coders.wording import MUST, NICE, OTHER, heading_sections

_PLAIN = {"’": "'", "‐": "-", "‑": "-", "–": "-", "\u00a0": " ", "\u202f": " "}
_SENTENCE_END = re.compile(
    r"[.!?](?<!e\.g\.)(?<!i\.e\.)(?<! ie\.)(?<!\(ie\.)(?<! eg\.)(?<!\(eg\.)(?<! vs\.)[^\S\n]+(?=[\"“(A-Z0-9])|;[^\S\n]+"
)
_ONE_END_ONE_SPACE = bytes.maketrans(b"!;\t\v\f\r\x1c\x1d\x1e\x1f", b".." + 8 * b" ")
_MAY_END = BytesAhoCorasick([b". ", b".?", b"? ", b"??"])
"""A question mark stands for itself, and for whatever is not ASCII: an odd space, perhaps."""


class Sections:
    """Sections of one posting.

    Parameters
    ----------
    text
        The cleaned text; headings and bullets each on a line of their own.
    """

    def __init__(self, text: str) -> None:
        self.lower = _lower(text)
        self._raw = split_lines(self.lower)
        self._starts = sorted({*_sentence_starts(text), *(line.start for line in self._raw)})
        self._lines: list[Line] = []
        self._line_of: list[Line] = []
        self._judged: list[str] = []
        self._first: list[int] = []
        self._careful: set[int] = set()
        self._with_asides: set[int] = set()
        self._beside: dict[tuple[int, int], str] = {}
        self._wishes: dict[int, int] = {}

    def at(self, start: int) -> str:
        """Section of the sentence that holds the character `start`."""
        if not self._lines:
            settle([self])
        place = bisect_right(self._starts, start) - 1
        return self._at(place, start) if place in self._careful else self._judged[place]

    def lines(self) -> list[Line]:
        """Lines of the text with the sections that headings and labels give them."""
        if not self._lines:
            settle([self])
        return self._lines

    def bounds(self) -> Iterator[tuple[Line, list[int]]]:
        """Each line with the places where its sentences begin, and where the last one ends."""
        for line, (first, after) in zip(self.lines(), pairwise([*self._first, len(self._starts)]), strict=True):
            yield line, [*self._starts[first:after], line.end]

    def headings(self) -> Iterator[str]:
        """What may be a heading in the text."""
        return chain.from_iterable(line.headings for line in self._raw)

    def read(self, headings: Mapping[str, str | None]) -> Iterator[tuple[int, str, str]]:
        """Give lines their sections; number, words and section of each sentence whose wording has yet to be judged."""
        self._lines = read_lines(self._raw, headings)
        lines = iter(self._lines)
        _, stop, section, fixed, _ = line = next(lines)
        self._first.append(0)
        for place, (begin, after) in enumerate(pairwise([*self._starts, len(self.lower) + 1])):
            if begin > stop:
                _, stop, section, fixed, _ = line = next(lines)
                self._first.append(place)
            self._line_of.append(line)
            self._judged.append(section)
            if fixed or begin == stop:
                continue
            sentence = self.lower[begin : after if after < stop else stop]
            has_aside = "(" in sentence
            if section != OTHER and (has_aside or "[" in sentence) and is_tagged(sentence):
                self.take(place, NICE)
            elif has_aside:
                self._careful.add(place)
                self._with_asides.add(place)
                yield place, without_asides(sentence), section
            else:
                yield place, sentence, section

    def take(self, place: int, section: str) -> None:
        """Take what a sentence was judged to be."""
        self._judged[place] = section
        if section == NICE and self._line_of[place].section == MUST:
            self._careful.add(place)

    def _at(self, place: int, start: int) -> str:
        """Section at a character of a sentence with asides, or with a wish that may begin behind it."""
        begin, line = self._starts[place], self._line_of[place]
        judged = self._judged[place]
        if place in self._with_asides and self.lower.rfind("(", begin, start) >= 0:
            sentence = self._sentence(place)
            aside = aside_at(sentence, start - begin)
            if aside is not None:
                key = place, aside[0]
                if key not in self._beside:
                    self._beside[key] = judge([with_one_aside(sentence, *aside)], [line.section])[0]
                judged = self._beside[key]
        if judged == NICE and line.section == MUST:
            if place not in self._wishes:
                self._wishes[place] = begins_to_wish(self._sentence(place))
            return MUST if start - begin < self._wishes[place] else NICE
        return judged

    def _sentence(self, place: int) -> str:
        line = self._line_of[place]
        after = self._starts[place + 1] if place + 1 < len(self._starts) else line.end
        return self.lower[self._starts[place] : min(after, line.end)]


def settle(postings: Sequence[Sections]) -> None:
    """Read and judge many postings at once, which takes a fraction of the time of one after another."""
    headings = heading_sections(chain.from_iterable(posting.headings() for posting in postings))
    open_to = [(posting, *sentence) for posting in postings for sentence in posting.read(headings)]
    judged = judge([sentence for _, _, sentence, _ in open_to], [section for *_, section in open_to])
    for (posting, place, _, _), section in zip(open_to, judged, strict=True):
        posting.take(place, section)


def _sentence_starts(text: str) -> Iterator[int]:
    """Where sentences begin behind the end of another; only where an end may be is it searched for."""
    marks = one_byte_each(text).translate(_ONE_END_ONE_SPACE)
    for _, place, _ in _MAY_END.find_matches_as_indexes(marks, overlapping=True):
        end = _SENTENCE_END.match(text, place)
        if end is not None:
            yield end.end()


def _lower(text: str) -> str:
    """Lower case with straight apostrophes, every character at its place."""
    lower = one_to_one_lower(text)
    if not lower.isascii():
        for odd, plain in _PLAIN.items():
            lower = lower.replace(odd, plain)
    return lower
