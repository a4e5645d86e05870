"""The working definition: three sentences made of stored estimates, each clause linked to its figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from rolescope.report.bars import Bar
from rolescope.report.sections.stack import Pair
from rolescope.report.words import CORE, between, interval, percent, separators, tier

_MOST = 8
_FEW = 4
_RARE = 0.05
_ABOUT = 0.1
_NEARLY_ALL = 0.995


class Clause(NamedTuple):
    """A piece of a sentence; `anchor` is the figure that it rests on, if it rests on one."""

    text: str
    anchor: str = ""
    figure: str = ""


def working_definition(
    role: str,
    kinds: Sequence[Bar],
    skills: Sequence[Bar],
    duties: Sequence[Bar],
    required: Sequence[Pair],
) -> tuple[Clause, ...]:
    """Sentences that say what kinds of job there are, what is asked for, and what is done.

    Where shares are corrected, tiers and figures are those of the corrected ones.

    Parameters
    ----------
    role
        Name of the role.
    kinds
        Options of the choice that says what kind of job a posting is, by falling share.
    skills
        Skills by falling share.
    duties
        Themes of duties by falling share.
    required
        Skills by the share of postings that require them.
    """
    sentences = (_kinds(role, kinds), _asked(role, skills, required), _done(duties))
    clauses: list[Clause] = []
    for sentence in sentences:
        if sentence:
            clauses += [Clause(" ")] if clauses else []
            clauses += sentence
    return tuple(clauses) or (
        Clause("Nothing could be estimated: too few postings or employers are behind each figure."),
    )


def _kinds(role: str, kinds: Sequence[Bar]) -> list[Clause]:
    """What the postings are, of the kinds that are more than rare."""
    shown = [bar for bar in kinds if bar.best[0] >= _RARE][:_FEW]
    if not shown:
        return []
    clauses = [Clause(f"Of the postings for the {role}, ")]
    for number, bar in enumerate(shown):
        share, low, high = bar.best
        if number:
            clauses.append(Clause(" and " if number == len(shown) - 1 else ", "))
        said = f"{_about(share)} ({between(low, high)}) are {bar.title}"
        clauses.append(Clause(said, bar.anchor, _figure(bar)))
    return [*clauses, Clause(".")]


def _about(share: float) -> str:
    return "nearly all" if share >= _NEARLY_ALL else f"about {percent(share)}"


def _asked(role: str, skills: Sequence[Bar], required: Sequence[Pair]) -> list[Clause]:
    """The skills of each tier that is not secondary, and the one that is required most often."""
    tiers = _tiers(skills)
    leads = {
        "core": f"The {role} is asked, more often than not, for ",
        "core or common": "about half of the postings ask for ",
        "common": "between a fifth and a half ask for ",
    }
    clauses: list[Clause] = []
    for name, lead in leads.items():
        if members := tiers.get(name):
            if clauses:
                clauses.append(Clause("; " + lead))
            else:
                full = lead if name == "core or common" else lead.replace("a half ask", "a half of the postings ask")
                clauses.append(Clause(full[0].upper() + full[1:]))
            clauses += _names(members, _MOST)
    if required:
        pair = max(required, key=lambda pair: pair.best[0])
        share, low, high = pair.best
        clauses.append(Clause("; required most often is " if clauses else "Required most often is "))
        clauses.append(Clause(f"{pair.value}, by about {percent(share)} ({between(low, high)})", pair.anchor))
    return [*clauses, Clause(".")] if clauses else []


def _done(duties: Sequence[Bar]) -> list[Clause]:
    """The duties that at least half of the postings have."""
    core = _tiers(duties).get("core")
    if not core:
        return []
    named = [replace(bar, title=_in_a_sentence(bar.title)) for bar in core]
    return [Clause("The duties that most postings have: "), *_names(named, _FEW), Clause(".")]


def _tiers(bars: Sequence[Bar]) -> dict[str, list[Bar]]:
    """Bars by tier, the largest first, without those that cross the border of core so widely that "about half" would mislead."""
    tiers: dict[str, list[Bar]] = {}
    for bar in sorted(bars, key=lambda bar: -bar.best[0]):
        share, low, high = bar.best
        name = tier(low, high)
        if name != "core or common" or abs(share - CORE) <= _ABOUT:
            tiers.setdefault(name, []).append(bar)
    return tiers


def _names(bars: Sequence[Bar], most: int) -> list[Clause]:
    apart, last = separators([bar.title for bar in bars[:most]])
    shown = list(bars[:most])
    more = len(bars) - len(shown)
    clauses: list[Clause] = []
    for number, bar in enumerate(shown):
        if number:
            clauses.append(Clause(last if number == len(shown) - 1 and not more else apart))
        clauses.append(Clause(bar.title, bar.anchor, _figure(bar)))
    return [*clauses, Clause(f"{last}{more} more")] if more else clauses


def _in_a_sentence(title: str) -> str:
    """A title without its capital, unless it begins with an abbreviation."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def _figure(bar: Bar) -> str:
    share, low, high = bar.best
    return f"{percent(share)}, {interval(low, high)}"
