"""What the questions of a run took, and what more of them would take."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Spending:
    """What the questions of a run took; money is in US dollars, None where a price is not known.

    Parameters
    ----------
    asked, kept, failed
        Questions that were answered now, that the journal had answered, that have no answer although they were sent.
    input_tokens, cached_tokens, output_tokens
        Tokens of what was sent and came back now; cached ones are part of the input.
    money
        What that cost.
    missing, given_up
        Questions not asked for want of budget, and since the provider gave no answer for a long time.
    missing_money, missing_tokens
        What all that were not asked would take at most.
    """

    asked: int = 0
    kept: int = 0
    failed: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    money: float | None = 0.0
    missing: int = 0
    given_up: int = 0
    missing_money: float | None = 0.0
    missing_tokens: int = 0

    @property
    def tokens(self) -> int:
        """Tokens of what came back now, questions and answers."""
        return self.input_tokens + self.output_tokens

    def expected(self, questions: int) -> tuple[int, float | None] | None:
        """Tokens and money that more questions would take, each as much as one so far; None before the first.

        Examples
        --------
        >>> Spending(asked=4, input_tokens=3_600, output_tokens=400, money=0.5).expected(6)
        (6000, 0.75)
        """
        if not self.asked:
            return None
        each = questions / self.asked
        return round(self.tokens * each), None if self.money is None else self.money * each

    def __add__(self, other: Spending) -> Spending:
        """What both took; unknown money makes the sum unknown."""
        ours, theirs = asdict(self), asdict(other)
        return Spending(**{name: _sum(took, theirs[name]) for name, took in ours.items()})


def worth(tokens: int, money: float | None) -> str:
    """Tokens, and money where it is known, as a user reads them."""
    return f"{tokens:,} tokens" + ("" if money is None else f" and {money:,.2f} US dollars")


def _sum(one: Any, other: Any) -> Any:
    return None if one is None or other is None else one + other
