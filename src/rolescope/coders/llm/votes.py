"""The value of a choice or a flag: what the parts of a posting say of it, each on its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rolescope.codebook.model import Variable
from rolescope.coders.choices import UNKNOWN
from rolescope.coders.label_check import NOT_IN_TEXT
from rolescope.coders.labels import written
from rolescope.coders.llm.evidence import PartQuotes, Quoted, Span
from rolescope.coders.output import Assessment, Mention, Rejection

NO_EVIDENCE = "no quote of it stands in the posting"
_FALSE = "false"


class Vote(NamedTuple):
    """What one part says, with the quotes that stand in it, and those that do not."""

    value: str
    evidence: list[Span]
    refused: list[str]


def read_vote(variable: Variable, quotes: PartQuotes, given: Mapping[str, Any]) -> Vote:
    """What a model says of one part; ``false`` and ``unknown`` have no evidence, whatever it quotes."""
    value = str(written(given["value"]))
    if value in (_FALSE, UNKNOWN):
        return Vote(value, [], [])
    found = [(quote, quotes.find(quote)) for quote in given["quotes"]]
    refused = [quote for quote, span in found if span is None]
    evidence = [span for _, span in found if span is not None]
    if not evidence and not refused and value != resting(variable):
        refused = [""]
    return Vote(value, evidence, refused)


def decide(
    variable: Variable, votes: Sequence[Vote], posting: Quoted
) -> tuple[Assessment, list[Mention], list[Rejection]]:
    """The value with the most quotes that stand; the first part's of equals.

    Where no part has such a quote, it is the value that needs none, unless a part says another: that one is refused,
    and the posting is uncoded.
    """
    name, at_rest = variable.name, resting(variable)
    rejections = [
        Rejection(name, v.value, quote, NOT_IN_TEXT if quote else NO_EVIDENCE) for v in votes for quote in v.refused
    ]
    counts: dict[str, int] = {}
    for vote in votes:
        if vote.value != at_rest:
            counts[vote.value] = counts.get(vote.value, 0) + len(vote.evidence)
    value = max(counts, key=lambda one: counts[one], default=at_rest)
    if value != at_rest and not counts[value]:
        return Assessment(name, "uncoded", reason=NO_EVIDENCE), [], rejections
    spans = [span for vote in votes if vote.value == value for span in vote.evidence]
    mentions = [posting.mention(name, value, None, _section(span, posting), span) for span in spans]
    return Assessment(name, "coded", value), mentions, rejections


def resting(variable: Variable) -> str:
    """The value that a posting has where nothing speaks for another."""
    return _FALSE if variable.kind == "flag" else variable.default or UNKNOWN


def _section(span: Span, posting: Quoted) -> str | None:
    return posting.sections.at(span.start) if span.field == "text" else None
