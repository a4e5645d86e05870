"""A hard cap on what calls may cost, checked before each is sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from rolescope.llm.allowance import Load
from rolescope.llm.model import Model
from rolescope.llm.prices import DEAR, dear_price, price_of, tokens_of
from rolescope.llm.request import Request, Usage
from rolescope.llm.spent import Spent

OUT_OF_BUDGET = "budget"
SetAside = tuple[Decimal | None, int]
"""Most money, None where the price is unknown, and most tokens that a call can take."""


@dataclass(frozen=True)
class Caps:
    """What may be spent at most.

    Parameters
    ----------
    money
        US dollars; None for no cap.
    tokens
        Tokens; None for no cap.
    warning
        What a user has to know of a cap that cannot be kept as it was said; None where it can.
    """

    money: Decimal | None = None
    tokens: int | None = None
    warning: str | None = None


def caps_of(model: Model, money: float | None, tokens: int | None) -> Caps:
    """What may be spent on a model; a cap in money is one in tokens where the price is not known.

    Every token then counts at `dear_price`, so that the money is hardly ever exceeded, and mostly not nearly reached.

    Parameters
    ----------
    model
        Which model is asked.
    money, tokens
        The caps as a user said them.

    Raises
    ------
    RolescopeError
        Where genai-prices is needed and not installed.

    Examples
    --------
    >>> caps_of(Model("openai", "gpt-5-mini"), 5, None)
    Caps(money=Decimal('5'), tokens=None, warning=None)
    """
    cap = None if money is None else Decimal(str(money))
    if cap is None or price_of(model, Usage(1, 1)) is not None:
        return Caps(cap, tokens)
    unkept = f"the price of {model} is not known: the budget of {cap:,.2f} US dollars is kept as a cap of"
    if tokens is not None:
        return Caps(None, tokens, f"{unkept} {tokens:,} tokens, the budget_tokens")
    each = dear_price()
    tokens = max(1, int(cap / each))
    dear = (
        f"as if a million cost {each * 1_000_000:,.2f}, which {DEAR:.0%} of the models with a list price cost at most"
    )
    return Caps(None, tokens, f"{unkept} {tokens:,} tokens, {dear}; choose another with --budget-tokens")


@dataclass
class Budget:
    """What may be spent, and what was: money where the model's price is known, else tokens.

    Parameters
    ----------
    model
        Which model is asked.
    money
        Most US dollars; None for no cap.
    tokens
        Most tokens; what holds where a price is not known.
    spent_money, spent_tokens
        What calls took so far, those under way at the most that they can.
    part
        Part of the list price that calls cost; half in a batch.
    under_way, failed
        Calls for which something is set aside, and calls so far that came to nothing, those that are tried again too.
    missing, missing_money, missing_tokens
        Questions that were not asked, and what they would take at most.
    """

    model: Model
    money: Decimal | None = None
    tokens: int | None = None
    spent_money: Decimal = Decimal(0)
    spent_tokens: int = 0
    part: Decimal = Decimal(1)
    under_way: int = 0
    failed: int = 0
    missing: int = 0
    missing_money: Decimal | None = field(default=Decimal(0))
    missing_tokens: int = 0

    def price(self, usage: Usage) -> Decimal | None:
        """US dollars of a call; None where unknown."""
        listed = price_of(self.model, usage)
        return None if listed is None else listed * self.part

    def most(self, request: Request) -> SetAside:
        """Most money, None where unknown, and most tokens that a question can take."""
        return self._most(self.load(request))

    def load(self, request: Request) -> Load:
        """Most tokens of a question and of its answer."""
        turns = sum(tokens_of(turn.answer) + tokens_of(turn.complaint) for turn in request.earlier)
        asked = tokens_of(request.system) + tokens_of(request.prompt) + turns + tokens_of(str(request.schema))
        return Load(asked, request.max_tokens)

    def allows(self, spent: Spent, set_aside: SetAside) -> bool:
        """Whether a call that may take so much keeps to the cap where so much is spent."""
        money, tokens = set_aside
        over_money = self.money is not None and money is not None and spent.money + money > self.money
        over_tokens = self.tokens is not None and spent.tokens + tokens > self.tokens
        return not (over_money or over_tokens)

    def take(self, load: Load) -> SetAside | None:
        """Set aside the most that a question can take; None where that is more than is left."""
        set_aside = self._most(load)
        if not self.allows(Spent(self.spent_money, self.spent_tokens), set_aside):
            return None
        self.under_way += 1
        self.spent_money += set_aside[0] or 0
        self.spent_tokens += set_aside[1]
        return set_aside

    def learn(self, spent: Spent, set_aside: SetAside) -> None:
        """What the journal's other runs spent meanwhile, so that a call for which this was set aside is not sent."""
        self._put_back(set_aside)
        self.spent_money = max(self.spent_money, spent.money)
        self.spent_tokens = max(self.spent_tokens, spent.tokens)

    def leave_out(self, load: Load) -> None:
        """Count a question that is not asked."""
        money, tokens = self._most(load)
        self.missing += 1
        self.missing_tokens += tokens
        known = self.missing_money is not None and money is not None
        self.missing_money = self.missing_money + money if known else None  # type: ignore[operator]

    def settle(self, set_aside: SetAside, usage: Usage) -> Decimal | None:
        """Put what a call took in the place of what was set aside for it; gives the money, None where unknown."""
        took = self.price(usage)
        self._put_back(set_aside)
        self.spent_money += took or 0
        self.spent_tokens += usage.input_tokens + usage.output_tokens
        return took

    def recall(self, calls: int) -> None:
        """Calls of an earlier process that are under way still; what was spent counts them already."""
        self.under_way += calls

    def give_back(self, set_aside: SetAside) -> None:
        """What was set aside for a call that failed."""
        self.failed += 1
        self._put_back(set_aside)

    def _put_back(self, set_aside: SetAside) -> None:
        self.under_way -= 1
        self.spent_money -= set_aside[0] or 0
        self.spent_tokens -= set_aside[1]

    def _most(self, load: Load) -> SetAside:
        """All of the question is written into the provider's cache at the worst, which costs more where it has a price."""
        return self.price(Usage(load.input, load.output, 0, load.input)), load.input + load.output
