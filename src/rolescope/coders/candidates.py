"""Phrases of postings that the skill taxonomy does not know, with the section each stands in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

import pyarrow as pa

from rolescope.clean.gazetteer import cities_named, country_named, is_spoken_of, regions_named, spans_countries
from rolescope.codebook.references import label_key
from rolescope.codebook.taxonomy import shipped_taxonomy
from rolescope.coders.phrases import phrases
from rolescope.coders.sections import sections_in
from rolescope.coders.tagger import Tagger, shipped_tagger

CANDIDATES = pa.schema(
    [
        ("term", pa.string()),
        ("surface", pa.string()),
        ("posting_id", pa.string()),
        ("family_id", pa.string()),
        ("employer_id", pa.string()),
        ("section", pa.string()),
        ("start_char", pa.int32()),
        ("end_char", pa.int32()),
        ("quote_start", pa.int32()),
        ("quote_end", pa.int32()),
    ]
)
_COLUMNS = ["posting_id", "family_id", "employer_id", "text"]
_ORDINARY = re.compile(r"(?<![\w.-])[a-z]{2,}(?![\w-])")
_REACH = 80
_LARGE_CITY = 200_000
_SHORTEST_PLURAL = 4


class Candidate(NamedTuple):
    """A phrase of a text: its compared form, its span, its section, and the span of a quote that shows it in use."""

    term: str
    start: int
    end: int
    section: str
    quote_start: int
    quote_end: int


class Found(NamedTuple):
    """Candidates as rows of `CANDIDATES`, and in how many texts each word stands in small letters."""

    candidates: pa.Table
    ordinary: Counter[str]


def candidate_batch(postings: pa.Table) -> Found:
    """Every candidate of a batch of postings that is no spelling of a skill.

    Parameters
    ----------
    postings
        Rows of `tables.POSTINGS`.
    """
    texts = postings["text"].to_pylist()
    ordinary = Counter(word for text in texts for word in set(_ORDINARY.findall(text)))
    rows = [
        (
            c.term,
            text[c.start : c.end],
            posting,
            family,
            employer,
            c.section,
            c.start,
            c.end,
            c.quote_start,
            c.quote_end,
        )
        for posting, family, employer, text in zip(*postings.select(_COLUMNS).to_pydict().values(), strict=True)
        for c in candidates(text, employer, shipped_tagger())
        if c.term not in _spellings() and c.term not in _pieces()
    ]
    columns = zip(*rows, strict=True) if rows else [()] * len(CANDIDATES)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, CANDIDATES, strict=True)]
    return Found(pa.table(arrays, CANDIDATES), ordinary)


def candidates(text: str, employer: str, tagger: Tagger) -> Iterator[Candidate]:
    """Candidates of one text, in its order.

    Parameters
    ----------
    text
        The cleaned text of a posting.
    employer
        Its normalised employer, whose own name is no candidate.
    tagger
        Finds what the taxonomy knows.
    """
    sections = sections_in(text)
    known = [(match.start, match.end) for match in tagger.find(text)]
    starts, ends = [start for start, _ in known], [end for _, end in known]
    for line, bounds in sections.bounds():
        if line.is_heading:
            continue
        for begin, stop in pairwise(bounds):
            inside = known[bisect_right(ends, begin) : bisect_left(starts, stop)]
            for start, end in phrases(text, begin, stop, inside):
                surface = text[start:end]
                if not _names_employer(surface, employer) and not _is_place(surface):
                    yield Candidate(
                        term_key(surface), start, end, sections.at(start), *_quote(text, begin, stop, start, end)
                    )


def term_key(surface: str) -> str:
    """Form under which spellings of a term are one: as labels are compared, the last word in the singular.

    Examples
    --------
    >>> term_key("Vector-Stores"), term_key("data classes"), term_key("RAGAS")
    ('vector store', 'data classe', 'ragas')
    """
    key = label_key(surface)
    if len(key) < _SHORTEST_PLURAL or surface[-1] != "s" or surface[-2:] in ("ss", "us", "is"):
        return key
    return key[:-3] + "y" if key.endswith("ies") else key[:-1]


@cache
def _spellings() -> frozenset[str]:
    return frozenset(term_key(alias.surface) for alias in shipped_taxonomy().aliases)


@cache
def _pieces() -> frozenset[str]:
    """Ordinary words of longer spellings, never capitals: "vector and graph databases" leaves its "vector" alone."""
    words = {word for alias in shipped_taxonomy().aliases for word in alias.surface.split() if " " in alias.surface}
    names = {word.lower() for word in words if not word.islower()}
    return frozenset(term_key(word) for word in words if word.islower() and word not in names)


def _names_employer(surface: str, employer: str) -> bool:
    first, *_ = employer.split(" ")
    words = label_key(surface).replace("'s", "").replace("’s", "").split()
    return surface[0].isupper() and (employer.replace(" ", "") == "".join(words) or first in words)


@lru_cache(maxsize=20_000)
def _is_place(name: str) -> bool:
    """Whether a name in capitals is that of a large city, a country, a group of them or a region."""
    return name[0].isupper() and (
        country_named(name) is not None
        or spans_countries(name)
        or any(city.is_own_name and city.population >= _LARGE_CITY for city in cities_named(name))
        or any(map(is_spoken_of, regions_named(name)))
    )


def _quote(text: str, begin: int, stop: int, start: int, end: int) -> tuple[int, int]:
    """Span of the sentence without outer blanks, cut between words where it is far from the term."""
    first, last = max(begin, start - _REACH), min(stop, end + _REACH)
    if first > begin:
        first = max(text.rfind(" ", begin, first), begin)
    if last < stop:
        last = text.find(" ", last, stop) if text.find(" ", last, stop) >= 0 else stop
    piece = text[first:last]
    return first + len(piece) - len(piece.lstrip()), last - len(piece) + len(piece.rstrip())
