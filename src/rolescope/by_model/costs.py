"""`rolescope costs`: what the calls of a folder's journal took, by model and day."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from rolescope.errors import RolescopeError
from rolescope.llm.journal import ANSWERED, FAILED, FILE, Journal
from rolescope.llm.place import is_url, read_in, shown

QUANTILES = (0.5, 0.9, 0.99)
"""Of the seconds of calls: the median, and what one in ten and one in a hundred exceeds."""


@dataclass(frozen=True)
class Cost:
    """Calls of one model on one day.

    Parameters
    ----------
    model, day
        Which model, and the day in UTC.
    answered, failed, lost
        Calls that were answered, that failed, that never came back: those count at the most that they can have cost.
    retries
        Calls that asked what an earlier one had asked, and had failed or was lost.
    input_tokens, cached_tokens, output_tokens
        Tokens; cached ones are part of the input.
    money
        US dollars; None where one of the calls has no known price.
    seconds
        `QUANTILES` of the seconds of answered calls outside batches; None where there is none.
    reasons
        Why calls failed, with their number, the most frequent first.
    """

    model: str
    day: str
    answered: int
    failed: int
    lost: int
    retries: int
    input_tokens: int
    cached_tokens: int
    output_tokens: int
    money: Decimal | None
    seconds: tuple[float, ...] | None
    reasons: tuple[tuple[str, int], ...]


def journal_of(folder: Path) -> Path | str:
    """Where the run in a folder kept its answers: as its `run.json` says, else in the folder."""
    try:
        facts = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        return read_in(str(facts.get("journal", FILE)), folder)
    except (OSError, ValueError, AttributeError):
        return folder / FILE


def read_costs(folder: Path, journal: Path | str | None = None) -> list[Cost]:
    """Costs of all calls in a journal, by model and day.

    Parameters
    ----------
    folder
        Output folder of a run.
    journal
        Where its answers are; None where `journal_of` finds them.

    Raises
    ------
    RolescopeError
        Where no model was asked in it.
    """
    place = journal or journal_of(folder)
    if not is_url(place) and not Path(place).is_file():
        remedy = "ask a model with `rolescope run STUDY.yaml --coder llm`, or say with --journal where answers are kept"
        raise RolescopeError("there is no journal", shown(place), remedy)
    groups: dict[tuple[str, str], list[Any]] = defaultdict(list)
    again: dict[tuple[str, str], int] = defaultdict(int)
    seen: set[str] = set()
    with closing(Journal(place)) as opened:
        for call in opened.calls():
            group = call.model, _day(call.at)
            groups[group].append(call)
            again[group] += call.digest in seen
            seen.add(call.digest)
    return [_cost(*group, calls, again[group]) for group, calls in sorted(groups.items())]


def _day(at: dt.datetime) -> str:
    """A moment's day in UTC; SQLite gives no zone, and UTC is what was written."""
    return (at.astimezone(dt.UTC) if at.tzinfo else at).date().isoformat()


def _cost(model: str, day: str, calls: Sequence[Any], retries: int) -> Cost:
    states = [call.state for call in calls]
    answered, failed = states.count(ANSWERED), states.count(FAILED)
    seconds = [call.seconds for call in calls if call.state == ANSWERED and call.batch is None]
    prices = [call.money for call in calls]
    return Cost(
        model=model,
        day=day,
        answered=answered,
        failed=failed,
        lost=len(calls) - answered - failed,
        retries=retries,
        input_tokens=sum(call.input_tokens for call in calls),
        cached_tokens=sum(call.cached_tokens for call in calls),
        output_tokens=sum(call.output_tokens for call in calls),
        money=None if None in prices else sum(map(Decimal, prices), Decimal(0)),
        seconds=tuple(np.quantile(seconds, QUANTILES).tolist()) if seconds else None,
        reasons=tuple(Counter(call.reason for call in calls if call.state == FAILED).most_common()),
    )
