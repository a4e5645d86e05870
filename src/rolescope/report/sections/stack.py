"""The skill stack by category, and what is required against what is nice to have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rolescope.codebook.taxonomy import shipped_taxonomy
from rolescope.report.bars import Bar, Group, Limits

MIN_SHOWN_SHARE = 0.01
MOST_PER_CATEGORY = 30
MUST_AND_NICE = 24
MUST, NICE = "must", "nice"


@dataclass(frozen=True)
class Pair:
    """A skill's share as a requirement and as something nice to have, as coded and corrected."""

    value: str
    anchor: str
    must: Limits
    nice: Limits | None
    must_corrected: Limits | None = None
    nice_corrected: Limits | None = None

    @property
    def best(self) -> Limits:
        """The share that require it: the corrected one where there is one."""
        return self.must_corrected or self.must


def drawn_skills(asked: Sequence[Bar]) -> list[Bar]:
    """Bars that are drawn: the most frequent of each category, from 1 % on."""
    taken: dict[str | None, int] = {}
    shown = []
    for bar in asked:
        if bar.share >= MIN_SHOWN_SHARE and taken.get(bar.category, 0) < MOST_PER_CATEGORY:
            taken[bar.category] = taken.get(bar.category, 0) + 1
            shown.append(bar)
    return shown


def skill_groups(drawn: Sequence[Bar], asked: Sequence[Bar]) -> tuple[Group, ...]:
    """The drawn bars by category, the category with the most mentions first."""
    titles = shipped_taxonomy().titles()
    by_category: dict[str | None, list[Bar]] = {}
    for bar in drawn:
        by_category.setdefault(bar.category, []).append(bar)
    groups = [
        Group(
            titles.get(category or "", category or "Other"),
            tuple(members),
            sum(bar.category == category for bar in asked) - len(members),
        )
        for category, members in by_category.items()
    ]
    return tuple(sorted(groups, key=lambda group: (-sum(bar.share for bar in group.bars), group.title)))


def must_and_nice(
    drawn: Sequence[Bar], rules: Mapping[tuple[str, str], Limits], corrected: Mapping[tuple[str, str], Limits]
) -> tuple[Pair, ...]:
    """The skills that are required most often, and how often each is only nice to have.

    Parameters
    ----------
    drawn
        Skills that the page draws.
    rules, corrected
        Share and limits by skill and section rule, as coded and corrected.
    """
    pairs = [
        Pair(
            bar.value,
            f"{MUST}-{bar.anchor}",
            rules[bar.value, MUST],
            rules.get((bar.value, NICE)),
            corrected.get((bar.value, MUST)),
            corrected.get((bar.value, NICE)),
        )
        for bar in drawn
        if (bar.value, MUST) in rules
    ]
    return tuple(sorted(pairs, key=lambda pair: (-pair.must[0], pair.value))[:MUST_AND_NICE])
