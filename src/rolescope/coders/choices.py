"""Code choices and flags by the cues of a codebook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rolescope.codebook.model import Variable
from rolescope.coders.cues import Cue, best
from rolescope.coders.output import Mention
from rolescope.coders.sections import Sections
from rolescope.coders.wording import OTHER

UNKNOWN = "unknown"
_MOST_EVIDENCE = 2


class Choice(NamedTuple):
    """Value of a choice or a flag, with the cues that carried it; none where it is a default."""

    value: str
    evidence: list[Mention]


def scale(variable: Variable) -> tuple[str, ...]:
    """Values that a posting can have of a choice or a flag."""
    if variable.kind == "flag":
        return ("true", "false")
    keys = [option.key for option in variable.options]
    return tuple(dict.fromkeys([*keys, variable.default or UNKNOWN]))


def code_choice(variable: Variable, text: str, sections: Sections, cues: Sequence[Cue]) -> Choice:
    """Option that the cues outside the company's blurb speak for.

    A flag without a cue is ``false``; a choice without one is the variable's default, else ``unknown``.
    """
    said = [cue for cue in cues if sections.at(cue.start) != OTHER]
    value = best(said)
    if value is None:
        return Choice("false" if variable.kind == "flag" else variable.default or UNKNOWN, [])
    carried = [cue for cue in said if cue.option == value][:_MOST_EVIDENCE]
    return Choice(
        value,
        [
            Mention(variable.name, value, None, sections.at(c.start), "text", text[c.start : c.end], c.start, c.end)
            for c in carried
        ],
    )
