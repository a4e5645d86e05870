"""Leakage: whether a coder says what its instructions list though the posting does not.

A coder with a prompt or a list of examples names listed terms that are not in the text. A code is unsupported
where its label stands nowhere in title and text, whole words, in any case; a code with a quote is supported by it.
Unsupported codes among listed terms are held against those among others. A label of several words may say in
other words what the text says ("LLM integration"), so that labels of one word, which are names, are the fair
comparison; both are given. Intervals are those of a bootstrap of employers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from rolescope.coders.grounding import occurrences
from rolescope.errors import RolescopeError
from rolescope.estimate.bootstrap import Interval, interval_of, resample, share_interval, sum_by_cluster
from rolescope.estimate.intervals import Floats
from rolescope.estimate.ratio import Ratio, difference, share
from rolescope.evaluation.figure import Chance
from rolescope.storage import database, table_path

ONE_WORD, ALL = "labels of one word", "all labels"
_CODES = """
    select employer_id, value, title || chr(10) || text, bool_or(quote is not null)
    from codings join postings using (posting_id)
    where coder = $coder and variable = 'skills' group by all order by all
"""


class Code(NamedTuple):
    """A label that a coder gave a posting of this employer, and whether the posting supports it."""

    employer: str
    label: str
    is_supported: bool


class Term(NamedTuple):
    """A listed term: how many postings were coded with it, and in how many of them it does not stand."""

    term: str
    unsupported: int
    postings: int


@dataclass(frozen=True)
class Contrast:
    """Unsupported codes of listed terms against those of others.

    Parameters
    ----------
    labels
        Which labels are compared.
    listed, others
        Shares that are unsupported.
    difference
        The first less the second.
    counts
        Unsupported and all of the listed, unsupported and all of the others.
    """

    labels: str
    listed: Interval
    others: Interval
    difference: Interval
    counts: tuple[int, int, int, int]


@dataclass(frozen=True)
class Leakage:
    """Both comparisons, and the listed terms that occur, most unsupported codes first."""

    contrasts: tuple[Contrast, ...]
    terms: tuple[Term, ...]


def is_stated(text: str, label: str) -> bool:
    """Whether a label stands in a text, whole words, in any case.

    Examples
    --------
    >>> is_stated("We run docker and Go.", "Docker"), is_stated("Good with dockers", "Go")
    (True, False)
    """
    return bool(occurrences(text, label))


def read_terms(path: Path) -> list[str]:
    """Terms that a coder's instructions list: one a line.

    Raises
    ------
    RolescopeError
        Where the file cannot be read or lists nothing.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RolescopeError("cannot be read as UTF-8", str(path), "give a text file with one term a line") from error
    terms = [line.strip() for line in lines if line.strip()]
    if not terms:
        raise RolescopeError("lists no terms", str(path), "write one term a line, as the coder's instructions have it")
    return terms


def read_codes(folder: Path, coder: str) -> list[Code]:
    """Skill codes of a coder of a run, each once a posting.

    Raises
    ------
    RolescopeError
        Where the folder is no run, or the coder gave no skill.
    """
    for name in ("codings", "postings"):
        table_path(folder, name)
    with database(folder) as sql:
        rows = sql.execute(_CODES, {"coder": coder}).fetchall()
    if not rows:
        raise RolescopeError(f"holds no skills of {coder!r}", str(folder), "name another coder with --coders")
    return [Code(employer, label, quoted or is_stated(text, label)) for employer, label, text, quoted in rows]


def measure_leakage(codes: Sequence[Code], terms: Iterable[str], chance: Chance) -> Leakage:
    """Compare listed terms with others.

    Parameters
    ----------
    codes
        What a coder said.
    terms
        What its instructions list; a label is listed if it is one of them, in any case.
    chance
        How intervals are made.
    """
    listed = {term.lower() for term in terms}
    contrasts = (
        _contrast(ONE_WORD, [code for code in codes if len(code.label.split()) == 1], listed, chance),
        _contrast(ALL, codes, listed, chance),
    )
    postings, unsupported = (
        Counter(code.label.lower() for code in some if code.label.lower() in listed)
        for some in (codes, [code for code in codes if not code.is_supported])
    )
    spelt = {code.label.lower(): code.label for code in reversed(codes)}
    found = [Term(spelt[term], unsupported[term], count) for term, count in postings.items()]
    return Leakage(contrasts, tuple(sorted(found, key=lambda term: (-term.unsupported, -term.postings, term.term))))


def _contrast(labels: str, codes: Sequence[Code], listed: Collection[str], chance: Chance) -> Contrast:
    counts = np.zeros((len(codes), 4))
    for row, code in enumerate(codes):
        place = 0 if code.label.lower() in listed else 2
        counts[row, place : place + 2] = not code.is_supported, 1
    resampled = resample(sum_by_cluster(counts, [code.employer for code in codes]), seed=chance.seed)
    a, b, c, d = (int(count) for count in resampled.total)
    return Contrast(
        labels,
        share_interval(partial(_share_at, place=0), resampled, chance.level),
        share_interval(partial(_share_at, place=2), resampled, chance.level),
        interval_of(difference, resampled, chance.level),
        (a, b, c, d),
    )


def _share_at(counts: Floats, place: int) -> Ratio:
    return share(counts[..., place : place + 2])
