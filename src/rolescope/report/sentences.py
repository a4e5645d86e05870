"""Sentences of the report that are made of stored figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rolescope.estimate.thin import MAX_WIDTH
from rolescope.report.sections.crossed import TOO_THIN
from rolescope.report.words import between, counted, listing, percent

if TYPE_CHECKING:
    from rolescope.report.sections.crossed import Cell
    from rolescope.report.sections.differences import Slicing
    from rolescope.report.sections.published import Figure, Published
    from rolescope.report.view import View

_UNSURE_NAMED = 8
_CODED_BY = {
    "local": "Coded by the local dictionary coder; skills, kinds of job and duties rest on verbatim quotes.",
    "gold": "Coded from the annotators’ labels.",
    "imported": "Coded from imported labels, which come without quotes.",
    "llm": "Coded by the model {model}; a code counts where its quote stands in the posting.",
    "cascade": "Coded by the local coder, and by the model {model} where that is unsure.",
}


def base_said(view: View) -> str:
    """What the page counts, where it was found, and who coded it."""
    frame = view.study.frame
    places = f" in {listing(frame.places)}" if frame.places else ""
    corrected = (
        f" Where shares are corrected for the coder’s errors ({view.base.n_gold:,} labelled postings), the sentences "
        "above go by the corrected ones."
        if view.base.n_gold
        else ""
    )
    return (
        f"{counted(view.base.n, 'advertisement')} ({counted(view.facts['postings']['kept'], 'posting')}, reposts counted "
        f"once) of {counted(view.base.n_employers, 'employer')}, found for “{frame.query}” on {frame.site}{places}, collected {frame.collected}. "
        f"{_CODED_BY[view.study.coder].format(model=view.study.model)}{corrected}"
    )


def tested_said(slicing: Slicing) -> str:
    """How many comparisons were made of each variable, how many of them are listed, and how many of these are not shown.

    Examples
    --------
    >>> from rolescope.report.sections.differences import Compared, Slicing
    >>> tested = Compared("Skill", 1599, 0), Compared("Duty", 76, 4), Compared("Seniority", 1, 1)
    >>> tested_said(Slicing("City", (), tested, False))
    'Listed: duty 4 of 76 comparisons, seniority 1 of 1. Of other variables none: skill (1,599). 5 are \
in the table alone: groups without a value, or what is absent.'
    >>> tested_said(Slicing("City", (), tested[:1], False))
    'No difference is listed among the comparisons of skill (1,599).'
    """
    listed = [f"{one.variable.lower()} {one.listed:,} of {one.made:,}" for one in slicing.tested if one.listed]
    silent = listing([f"{one.variable.lower()} ({one.made:,})" for one in slicing.tested if not one.listed])
    if not listed:
        return f"No difference is listed among the comparisons of {silent}."
    said = f"Listed: {', '.join([f'{listed[0]} comparisons', *listed[1:]])}."
    if silent:
        said += f" Of other variables none: {silent}."
    if slicing.silent:
        verb = "is" if slicing.silent == 1 else "are"
        said += f" {slicing.silent:,} {verb} in the table alone: groups without a value, or what is absent."
    return said


def uncoded_said(number: int) -> str:
    """How many of the postings could not be coded.

    Examples
    --------
    >>> uncoded_said(0), uncoded_said(1_200)
    ('All of these could be coded.', '1,200 of these could not be coded.')
    """
    return f"{number:,} of these could not be coded." if number else "All of these could be coded."


def thin_said(rows: Iterable[Sequence[Cell]]) -> str:
    """Why cells of a table are no number; nothing where all of them are.

    Examples
    --------
    >>> from rolescope.report.sections.crossed import Cell
    >>> thin_said([[Cell(0.5, 0.4, 0.6), Cell(word="too thin")]])
    '“Too thin”: an interval of more than 30 points, or too few postings in effect.'
    """
    if all(cell.word != TOO_THIN for row in rows for cell in row):
        return ""
    return f"“Too thin”: an interval of more than {100 * MAX_WIDTH:.0f} points, or too few postings in effect."


def unsure_said(skills: Sequence[str]) -> str:
    """The skills of a group whose share is no number, the first of them by name.

    Examples
    --------
    >>> unsure_said(["Python", "AWS"]), unsure_said([*"abcdefghij"])
    ('Python and AWS', 'a, b, c, d, e, f, g, h and 2 more')
    """
    more = len(skills) - _UNSURE_NAMED
    return listing([*skills[:_UNSURE_NAMED], f"{more} more"] if more > 0 else skills)


def published_said(published: Published) -> str:
    """How many of the published figures stand, and which is furthest off."""
    compared = [figure for figure in published.figures if figure.is_comparable]
    off = sorted((figure for figure in compared if figure.apart), key=_distance, reverse=True)
    kind = "corrected" if published.n_gold else "observed"
    if not off:
        return f"All {len(compared)} published figures that can be compared lie within the interval of the {kind} share here."
    furthest = ", ".join(_beside(figure) for figure in off[:3])
    return (
        f"{len(off)} of the {len(compared)} published figures that can be compared "
        f"{'lies' if len(off) == 1 else 'lie'} outside the interval of the {kind} share. "
        f"Furthest off: {furthest}."
    )


def _distance(figure: Figure) -> float:
    best = figure.corrected or figure.observed
    return abs(figure.published - best[0]) if best and figure.published is not None else 0.0


def _beside(figure: Figure) -> str:
    best = figure.corrected or figure.observed
    if best is None or figure.published is None:
        return figure.label
    share, low, high = best
    return (
        f"{figure.label} (published {100 * figure.published:.1f} %, here about {percent(share)}, {between(low, high)})"
    )
