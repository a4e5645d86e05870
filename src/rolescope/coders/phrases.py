"""The phrases of a sentence that may name a thing to know: items of what is asked for, and names.

An item follows a wording such as "knowledge of", or stands in a list; a name is a run of words with
capitals, digits or signs. Nothing here knows of sections or postings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from rolescope.coders.candidate_words import shipped_words

MAX_WORDS = 3
_MIN_LETTERS = 2
_LONGEST = 80
_SHORT = _FEW = 3
_TITLE_CASE = 0.6
_WORD = re.compile(r"\.?[^\W_][\w+#]*(?:(?:[.'’&-]|(?<=\b[A-Z])/(?=[A-Z]\b)|(?<=\b[A-Z]{2})/(?=[A-Z]{2}\b))[\w+#]+)*")
_LIST_WORDS = frozenset({"and", "or", "and/or", "&"})
_LIST_GAP = re.compile(r"\s*[,/&+|]\s*|\s*\(\s*|\s*\)\s*")

_ADJECTIVE = re.compile(
    r"-(?:\w+ed|\w+ing|driven|native|first|only|forward|centric|focused|ready|wide|specific|free|friendly|like)$"
)
_CLAUSE = re.compile(r"['’](?:ll|re|ve|d|m)$|[a-z]{2}ly$")

Span = tuple[int, int]


class Word(NamedTuple):
    """A word of a text, and whether a known skill covers it."""

    start: int
    end: int
    text: str
    known: bool

    @property
    def lower(self) -> str:
        """The word as the lists have it."""
        return self.text.lower()


class Segment(NamedTuple):
    """Words between two separators; `led` where a wording leads into it, `listed` where a list sign stands before."""

    words: tuple[Word, ...]
    led: bool
    listed: bool


def phrases(text: str, start: int, end: int, known: Sequence[Span]) -> Iterator[Span]:
    """Spans of the phrases of one sentence that may be skills, none overlapping another.

    Parameters
    ----------
    text
        The text of the posting.
    start, end
        Bounds of the sentence, half-open.
    known
        Spans of known skills, in order.
    """
    words = _words(text, start, end, known)
    if shipped_words().degrees.intersection(word.lower for word in words):
        return
    plain = not _is_title_case(text, words)
    found = [item for item in _items(list(_segments(text, words)), plain) if item]
    taken = {word for item in found for word in item}
    found += [run for run in _names(text, words) if plain and taken.isdisjoint(run)]
    yield from sorted((phrase[0].start, phrase[-1].end) for phrase in found)


def _words(text: str, start: int, end: int, known: Sequence[Span]) -> list[Word]:
    covering = iter(known)
    span = next(covering, None)
    words = []
    for found in _WORD.finditer(text, start, end):
        while span is not None and span[1] <= found.start():
            span = next(covering, None)
        is_known = span is not None and span[0] < found.end()
        words.append(Word(found.start(), found.end(), found.group(), is_known))
    return words


def _segments(text: str, words: Sequence[Word]) -> Iterator[Segment]:
    """Words cut at punctuation, at "and" and "or", and behind each wording that leads into a list."""
    openers = set(_opened(text, words))
    segment: list[Word] = []
    led = listed = False
    previous: Word | None = None
    for word in words:
        gap = text[previous.end : word.start] if previous else ""
        is_opened = previous is not None and previous.end in openers
        if previous and (gap.strip() or is_opened):
            yield Segment(tuple(segment), led, listed)
            segment, led, listed = [], is_opened, bool(_LIST_GAP.fullmatch(gap))
        if word.lower in _LIST_WORDS:
            if segment:
                yield Segment(tuple(segment), led, listed)
                segment, led = [], False
            listed = True
        else:
            segment.append(word)
        previous = word
    yield Segment(tuple(segment), led, listed)


def _opened(text: str, words: Sequence[Word]) -> Iterator[int]:
    """Ends of the wordings that lead into a list."""
    if words:
        for found in _openers().finditer(text, words[0].start, words[-1].end):
            yield found.end()


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, shipped_words().openers))})(?!\w)", re.I)


def _items(segments: Sequence[Segment], plain: bool) -> Iterator[tuple[Word, ...]]:
    """Items that a wording leads into, with the list behind it; in plain lines also longer items of other lists."""
    asked = False
    for number, segment in enumerate(segments):
        asked = segment.led or (asked and segment.listed)
        after = segments[number + 1] if number + 1 < len(segments) else None
        listed = plain and (segment.listed or (after is not None and after.listed))
        if segment.words and (asked or listed):
            item = _noun_phrase(segment.words)
            if len(item) > 1 or asked or (len(segment.words) == 1 and item and _is_name(item)):
                yield item


def _noun_phrase(words: Sequence[Word]) -> tuple[Word, ...]:
    """Words without what says how well, up to the first that ends a phrase; empty where no short phrase is left."""
    lists = shipped_words()
    begin = 0
    while begin < len(words) and not words[begin].known and words[begin].lower in lists.leading:
        begin += 1
    stop = begin
    while stop < len(words) and not _ends_phrase(words[stop]):
        stop += 1
    item = tuple(words[begin:stop])
    if not 0 < len(item) <= MAX_WORDS:
        return ()
    if any(word.known for word in item) and not (_is_name(item) and not item[-1].known):
        return ()
    return item if _says_something(item) else ()


def _ends_phrase(word: Word) -> bool:
    return word.lower in shipped_words().breaks or _CLAUSE.search(word.lower) is not None


def _names(text: str, words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """Runs of words that are written as names, the first word of a sentence only where it can be no other."""
    run: list[Word] = []
    for number, word in enumerate(words):
        gap = text[words[number - 1].end : word.start] if number else ""
        if gap != " ":
            yield from _whole(run)
            run = []
        begins = number == 0 or any(sign in gap for sign in ":.!?–—-•")
        if word.known or _is_strong(word.text) or (word.text[:1].isupper() and not begins):
            run.append(word)
        else:
            yield from _whole(run)
            run = []
    yield from _whole(run)


def _whole(run: list[Word]) -> Iterator[tuple[Word, ...]]:
    """The run, where it is a name of its own."""
    if not 0 < len(run) <= MAX_WORDS or run[-1].known or not _is_name(run) or not _says_something(run):
        return
    if not any(word.lower in shipped_words().no_names or _ends_phrase(word) for word in run):
        yield tuple(run)


def _is_name(words: Sequence[Word]) -> bool:
    return all(word.text[:1].isupper() or _is_strong(word.text) for word in words)


def _is_strong(word: str) -> bool:
    """Whether a word can be no ordinary one: capitals inside it, or letters with digits or signs."""
    letters = sum(char.isalpha() for char in word)
    marked = any(char.isdigit() or char in "+#" for char in word) or "." in word[1:-1]
    return letters > 0 and (any(char.isupper() for char in word[1:]) or (marked and word[0].isalpha()))


def _is_title_case(text: str, words: Sequence[Word]) -> bool:
    """Whether nearly every longer word has a capital, so that capitals say nothing; a list of names is no such line."""
    beside = {word for two in pairwise(words) if text[two[0].end : two[1].start] == " " for word in two}
    long = [word.text for word in beside if len(word.text) > _SHORT and not word.known]
    return len(long) > _FEW and sum(word[0].isupper() for word in long) > _TITLE_CASE * len(long)


def _says_something(words: Sequence[Word]) -> bool:
    lower = [word.lower for word in words]
    letters = sum(char.isalpha() for word in lower for char in word)
    is_adjective = len(words) == 1 and "-" in lower[0] and _ADJECTIVE.search(lower[0]) is not None
    return (
        letters >= _MIN_LETTERS
        and words[-1].end - words[0].start <= _LONGEST
        and not lower[0][0].isdigit()
        and not is_adjective
        and not shipped_words().is_out_of_place(lower)
    )
