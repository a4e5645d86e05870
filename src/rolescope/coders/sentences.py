"""Where the sentences of postings begin and end; the sentences and bullets that say something: the units of duties and use cases."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from rolescope.coders.lines import Lines, Placed
from rolescope.coders.marks import IS_BLANK, QUOTE, SPACE, Marked
from rolescope.coders.wording import MUST, NICE
from rolescope.coders.words import Bools, Ints

MIN_WORDS = 4
_ABBREVIATIONS = np.frombuffer(b"e.g.i.e. ie.(ie. eg.(eg. vs.", np.uint32)
_LETTERS = np.arange(4)
_OPENING = np.zeros(256, bool)
_OPENING[[*b'"(ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', QUOTE]] = True


class Sentence(NamedTuple):
    """A bullet or a sentence: span without bullet sign and outer blanks, and its section."""

    start: int
    end: int
    section: str
    is_bullet: bool


_new_sentence = partial(tuple.__new__, Sentence)


class Spans(NamedTuple):
    """Sentences of lines, headings and bullets too; each from `begin`, its words up to `stop`, the next from `end`.

    `line` is the number of the line, `leads` whether the sentence is the first of it.
    """

    begin: Ints
    stop: Ints
    end: Ints
    line: Ints
    leads: Bools


def split_sentences(texts: Marked, lines: Lines) -> Spans:
    """Sentences of texts in their order; none goes over the end of a line."""
    stop, after = _ends(texts)
    begin = np.concatenate((lines.start, after))
    order = np.argsort(begin, kind="stable")
    leads = order < len(lines.start)
    line = np.cumsum(leads) - 1
    begin = begin[order]
    stops_before = np.concatenate((np.roll(lines.last, 1), stop))[order]
    stop = np.maximum(np.append(stops_before[1:], lines.last[-1]), begin)
    return Spans(begin, stop, np.minimum(np.append(begin[1:], len(texts.marks)), lines.end[line]), line, leads)


def _ends(texts: Marked) -> tuple[Ints, Ints]:
    """Where sentences within a line have ended, and where the next ones begin."""
    marks = texts.marks
    mark = np.flatnonzero((marks == ord(".")) | (marks == ord(";")) | (marks == ord("!")) | (marks == ord("?")))
    mark = mark[IS_BLANK[marks[mark + 1]]]
    after = texts.past_blanks(mark + 2)
    written = marks.take(mark[:, None] + (_LETTERS - 3), mode="clip").view(np.uint32).ravel()
    begins = _OPENING[marks[after]] & ~np.isin(written, _ABBREVIATIONS)
    kept = begins | (marks[mark] == ord(";"))
    return mark[kept] + 1, after[kept]


def units(texts: Marked, lines: Lines, spans: Spans, placed: Placed, judged: Sequence[str]) -> list[list[Sentence]]:
    """Of each text its bullets, whole, and its prose by sentence; headings and fragments of under `MIN_WORDS` words are left out.

    What stands under requirements or wishes has the section of its line: no wording makes it a duty.

    Parameters
    ----------
    texts, lines, spans, placed
        Texts, their lines and their sentences, and the sections of the lines.
    judged
        Section of each sentence by its wording.
    """
    bullet, inside = _bullets(texts, lines)
    is_bullet = bullet[spans.line]
    begin = np.where(is_bullet, inside[spans.line], spans.begin)
    end = np.where(is_bullet, lines.last[spans.line], spans.stop)
    spaces = np.concatenate(([0], np.cumsum(texts.marks == SPACE, dtype=np.int32)))
    kept = (spans.leads | ~is_bullet) & ~placed.is_heading[spans.line] & (spaces[end] - spaces[begin] >= MIN_WORDS - 1)
    which = np.flatnonzero(kept)
    start, end = texts.past_blanks(begin[which]), end[which]
    bounds = texts.bounds(start)
    begins = np.repeat(texts.begins, np.diff(bounds))
    owns = map(placed.section.__getitem__, spans.line[which].tolist())
    said = map(judged.__getitem__, which.tolist())
    sections = [own if own in (MUST, NICE) else section for own, section in zip(owns, said, strict=True)]
    columns = (start - begins).tolist(), (end - begins).tolist(), sections, is_bullet[which].tolist()
    rows = list(map(_new_sentence, zip(*columns, strict=True)))
    return [rows[first:after] for first, after in pairwise(bounds.tolist())]


def _bullets(texts: Marked, lines: Lines) -> tuple[Bools, Ints]:
    """Whether each line is a bullet, and where what it says begins."""
    sign = lines.start.copy()
    for which in np.flatnonzero(texts.marks[sign] == SPACE).tolist():
        line = texts.data[lines.start[which] : lines.end[which]]
        sign[which] += len(line) - len(line.lstrip(b" "))
    is_dash = texts.marks[sign] == ord("-")
    return is_dash & (texts.marks[np.where(is_dash, sign + 1, sign)] == SPACE), sign + 2
