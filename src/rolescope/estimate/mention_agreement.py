"""How well a coder's mentions agree with gold quotes: recall, precision and sections."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from rolescope.coders.grounding import occurrences, overlap
from rolescope.coders.labels import PostingLabels
from rolescope.estimate.bootstrap import Interval, resample, share_interval, sum_by_cluster
from rolescope.estimate.ratio import share

Span = tuple[int, int]
Measure = tuple[str, str, str]
SECTION_ORDER = ("must", "work", "nice", "other")
IOU = 0.5
_NAMED = re.compile(r"[A-Z0-9+#./]")

MATCHES: dict[str, Callable[[Span, Span], bool]] = {
    "IoU ≥ .5": lambda one, other: overlap(one, other) >= IOU,
    "exact span": lambda one, other: one == other,
    "any overlap": lambda one, other: overlap(one, other) > 0,
}


class Predicted(NamedTuple):
    """A mention that the coder found in the text."""

    start: int
    end: int
    value: str
    section: str
    quote: str


class Score(NamedTuple):
    """A figure with its interval; `right` of `of` distinct items."""

    measure: str
    match: str
    kind: str
    interval: Interval
    right: int
    of: int


def is_named(quote: str) -> bool:
    """Whether a quote is a named technology: an upper-case letter, a digit or one of ``+ # . /``."""
    return _NAMED.search(quote) is not None


class MentionAgreement:
    """Agreement of mentions over labelled postings.

    Recall is over the distinct gold quotes of each posting: found when a predicted span matches one of
    the quote's occurrences. Precision is over the distinct (posting, canonical skill) predicted: right
    when one of its spans matches an occurrence of a gold quote. Section accuracy is over the found
    quotes; of several sections must goes before work, work before nice, nice before other.
    """

    def __init__(self) -> None:
        self._counts: list[dict[Measure, list[bool]]] = []
        self._employers: list[str] = []
        self.confusion: dict[tuple[str, str], int] = defaultdict(int)
        self.missed: dict[str, int] = defaultdict(int)
        self.wrong: dict[str, int] = defaultdict(int)

    def add(self, text: str, employer: str, gold: PostingLabels, predicted: Sequence[Predicted]) -> None:
        """Compare one posting."""
        self._employers.append(employer)
        distinct = {label.quote.lower(): label for label in reversed(gold.skills)}
        quotes = [(label, occurrences(text, label.quote)) for label in reversed(distinct.values())]
        every = [span for _, spans in quotes for span in spans]
        by_value: dict[str, list[Predicted]] = defaultdict(list)
        for mention in predicted:
            by_value[mention.value].append(mention)
        counts: dict[Measure, list[bool]] = defaultdict(list)
        for match, matches in MATCHES.items():
            for label, spans in quotes:
                hits = [m for m in predicted if any(matches((m.start, m.end), span) for span in spans)]
                for kind in ("all", _kind(label.quote)):
                    counts["recall", match, kind].append(bool(hits))
                if match != "IoU ≥ .5":
                    continue
                if hits:
                    section = min((m.section for m in hits), key=SECTION_ORDER.index)
                    counts["section accuracy", match, "all"].append(section == label.section)
                    self.confusion[label.section, section] += 1
                else:
                    self.missed[label.quote.lower()] += 1
            for value, mentions in by_value.items():
                right = any(matches((m.start, m.end), span) for m in mentions for span in every)
                for kind in ("all", _kind(mentions[0].quote)):
                    counts["precision", match, kind].append(right)
                if match == "IoU ≥ .5" and not right:
                    self.wrong[value] += 1
        self._counts.append(counts)

    def scores(self, seed: int, level: float = 0.95) -> list[Score]:
        """Every measure with its employer-clustered bootstrap interval."""
        out = []
        for measure, match, kind in sorted(set().union(*self._counts)):
            items = [counts.get((measure, match, kind), []) for counts in self._counts]
            counted = np.array([(sum(found), len(found)) for found in items], dtype=float)
            resampled = resample(sum_by_cluster(counted, self._employers), seed=seed)
            right, of = resampled.total.astype(int).tolist()
            out.append(Score(measure, match, kind, share_interval(share, resampled, level), right, of))
        return out


def _kind(quote: str) -> str:
    return "named technologies" if is_named(quote) else "lower-case practices"
