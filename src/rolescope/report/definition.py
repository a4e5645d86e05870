"""The working definition: sentences made of stored estimates, each clause linked to its figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rolescope.report.words import between, interval, percent, tier

if TYPE_CHECKING:
    from rolescope.report.bars import Bar

_MOST = 8


class Clause(NamedTuple):
    """A piece of a sentence; `anchor` is the figure that it rests on, if it rests on one."""

    text: str
    anchor: str = ""
    figure: str = ""


def working_definition(
    role: str, bars: Sequence[Bar], rules: Mapping[tuple[str, str], tuple[float, float, float]]
) -> tuple[Clause, ...]:
    """Sentences that say what the role asks for.

    Parameters
    ----------
    role
        Name of the role.
    bars
        Skills by falling share.
    rules
        Share and limits by skill and section rule.
    """
    tiers: dict[str, list[Bar]] = {}
    for bar in bars:
        tiers.setdefault(tier(bar.low, bar.high), []).append(bar)
    clauses: list[Clause] = []
    core = tiers.get("core", [])
    near = tiers.get("core or common", [])
    common = tiers.get("common", [])
    if core:
        clauses.append(Clause(f"In these postings the {role} is asked, more often than not, for "))
        clauses += [*_names(core), Clause(".")]
    if near:
        clauses.append(
            Clause(" About half ask for " if core else f"About half of these postings for the {role} ask for ")
        )
        clauses += [*_names(near), Clause(".")]
    if common:
        lead = (
            " Between a fifth and a half ask for "
            if clauses
            else f"Between a fifth and a half of these postings for the {role} ask for "
        )
        clauses += [Clause(lead), *_names(common), Clause(".")]
    firm = sorted(
        ((rules[b.value, "must"], b) for b in bars if (b.value, "must") in rules),
        key=lambda pair: -pair[0][0],
    )
    if firm:
        clauses.append(
            Clause(" Stated as a requirement most often: " if clauses else "Stated as a requirement most often: ")
        )
        for number, ((share, low, high), bar) in enumerate(firm[:3]):
            glue = "" if number == 0 else ", then " if number == 1 else " and "
            clauses.append(Clause(glue))
            clauses.append(Clause(f"{bar.value} (about {percent(share)}, {between(low, high)})", bar.anchor))
        clauses.append(Clause("."))
    return tuple(clauses) or (Clause("No skill could be estimated: the corpus is too small."),)


def _names(bars: Sequence[Bar]) -> list[Clause]:
    shown = list(bars[:_MOST])
    clauses: list[Clause] = []
    for number, bar in enumerate(shown):
        if number:
            clauses.append(Clause(" and " if number == len(shown) - 1 else ", "))
        clauses.append(Clause(bar.value, bar.anchor, f"{percent(bar.share)}, {interval(bar.low, bar.high)}"))
    if len(bars) > _MOST:
        clauses.append(Clause(f" (and {len(bars) - _MOST} more)"))
    return clauses
