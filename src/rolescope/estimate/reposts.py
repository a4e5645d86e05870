"""How often advertisements are posted more than once, and how old postings are when they are collected.

Both describe the corpus itself and carry no interval. A scrape is a snapshot of open postings: those that
stay open long are over-represented, so ages are ages of open postings and not how long a vacancy lasts.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)


@dataclass(frozen=True)
class Reposts:
    """Postings by family.

    Parameters
    ----------
    postings
        All postings.
    families
        Their families.
    reposted
        Postings in families of two or more.
    largest
        Postings of the largest family.
    """

    postings: int
    families: int
    reposted: int
    largest: int

    @property
    def redundant(self) -> int:
        """Postings beyond the first of each family."""
        return self.postings - self.families

    @property
    def rate(self) -> float | None:
        """Share of postings in families of two or more; None where there is no posting."""
        return self.reposted / self.postings if self.postings else None


def reposts(family_ids: Iterable[str]) -> Reposts:
    """Count reposts.

    Parameters
    ----------
    family_ids
        Family of each posting.

    Examples
    --------
    >>> found = reposts(["a", "a", "b", "c"])
    >>> found.rate, found.redundant, found.largest
    (0.5, 1, 2)
    """
    sizes = Counter(family_ids).values()
    return Reposts(
        postings=sum(sizes),
        families=len(sizes),
        reposted=sum(size for size in sizes if size > 1),
        largest=max(sizes, default=0),
    )


@dataclass(frozen=True)
class PostingAges:
    """Ages of postings on the day they were collected, in days.

    Parameters
    ----------
    n
        Postings whose age is known.
    n_unknown
        Postings without a date of posting or of collection.
    n_future
        Postings that claim to have been posted after they were collected; they are in no quantile.
    quantiles
        Age in days at each of `QUANTILES`, linearly interpolated; None where no age is known.
    """

    n: int
    n_unknown: int
    n_future: int
    quantiles: dict[float, float | None]


def posting_ages(
    collected: Sequence[dt.date | None], posted: Sequence[dt.date | None], at: Sequence[float] = QUANTILES
) -> PostingAges:
    """Quantiles of the age of postings: days from `date_posted` to the day of collection.

    Parameters
    ----------
    collected, posted
        For each posting the day it was collected, and the day it says it was posted.
    at
        Quantiles, from 0 to 1.

    Examples
    --------
    >>> day = dt.date(2026, 2, 5)
    >>> ages = posting_ages([day, day, day], [dt.date(2026, 2, 1), dt.date(2026, 1, 26), None], at=(0.5,))
    >>> ages.quantiles, ages.n_unknown
    ({0.5: 7.0}, 1)
    """
    known = [(seen - since).days for seen, since in zip(collected, posted, strict=True) if seen and since]
    ages = [age for age in known if age >= 0]
    values: list[float | None] = np.quantile(ages, at).tolist() if ages else [None] * len(at)
    return PostingAges(
        n=len(ages),
        n_unknown=len(posted) - len(known),
        n_future=len(known) - len(ages),
        quantiles=dict(zip(at, values, strict=True)),
    )
