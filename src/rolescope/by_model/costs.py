"""`rolescope costs`: what the calls of a folder's journal took, by model and day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from rolescope.errors import RolescopeError
from rolescope.llm.journal import ANSWERED, FAILED, FILE, Journal


@dataclass(frozen=True)
class Cost:
    """Calls of one model on one day.

    Parameters
    ----------
    model, day
        Which model, and the day in UTC.
    answered, failed, lost
        Calls that were answered, that failed, that never came back: those count at the most that they can have cost.
    input_tokens, cached_tokens, output_tokens
        Tokens; cached ones are part of the input.
    money
        US dollars; None where one of the calls has no known price.
    median, slow
        Median and 95th percentile of the seconds of answered calls outside batches; None where there is none.
    """

    model: str
    day: str
    answered: int
    failed: int
    lost: int
    input_tokens: int
    cached_tokens: int
    output_tokens: int
    money: Decimal | None
    median: float | None
    slow: float | None


def read_costs(folder: Path) -> list[Cost]:
    """Costs of a folder, by model and day.

    Raises
    ------
    RolescopeError
        Where no model was asked in it.
    """
    if not (folder / FILE).is_file():
        remedy = "ask a model with `rolescope run STUDY.yaml --coder llm`"
        raise RolescopeError(f"there is no {FILE}", str(folder), remedy)
    groups: dict[tuple[str, str], list[Any]] = defaultdict(list)
    with closing(Journal(folder / FILE)) as journal:
        for call in journal.calls():
            groups[call.model, call.at.date().isoformat()].append(call)
    return [_cost(model, day, calls) for (model, day), calls in sorted(groups.items())]


def _cost(model: str, day: str, calls: Sequence[Any]) -> Cost:
    states = [call.state for call in calls]
    answered, failed = states.count(ANSWERED), states.count(FAILED)
    seconds = [call.seconds for call in calls if call.state == ANSWERED and call.batch is None]
    median, slow = np.quantile(seconds, [0.5, 0.95]).tolist() if seconds else (None, None)
    prices = [call.money for call in calls]
    money = None if None in prices else sum((Decimal(price) for price in prices), Decimal(0))
    return Cost(
        model=model,
        day=day,
        answered=answered,
        failed=failed,
        lost=len(calls) - answered - failed,
        input_tokens=sum(call.input_tokens for call in calls),
        cached_tokens=sum(call.cached_tokens for call in calls),
        output_tokens=sum(call.output_tokens for call in calls),
        money=money,
        median=median,
        slow=slow,
    )
