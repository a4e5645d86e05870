"""What the asking of a run took, what it left out, and how to go on: a line each."""

from __future__ import annotations

from collections.abc import Iterator

from rolescope.coders.llm.room import Spending


def spent_said(spent: Spending, left_out: int) -> tuple[str, ...]:
    """Lines for a user.

    Parameters
    ----------
    spent
        What the questions took.
    left_out
        Postings that were not asked about in full.

    Examples
    --------
    >>> spent_said(Spending(asked=2, input_tokens=900, cached_tokens=300, output_tokens=100, money=0.01), 0)
    ('2 questions answered, 1,000 tokens (300 of them cached) for 0.0100 US dollars; 0 answers from the journal',)
    """
    return tuple(_lines(spent, left_out))


def _lines(spent: Spending, left_out: int) -> Iterator[str]:
    tokens = spent.input_tokens + spent.output_tokens
    cost = "at an unknown price" if spent.money is None else f"for {spent.money:,.4f} US dollars"
    failed = f"; {spent.failed:,} have no answer" if spent.failed else ""
    yield (
        f"{spent.asked:,} questions answered, {tokens:,} tokens ({spent.cached_tokens:,} of them cached) {cost}; "
        f"{spent.kept:,} answers from the journal{failed}"
    )
    if spent.missing:
        yield f"{spent.missing:,} questions were not asked for want of budget"
    if spent.given_up:
        yield f"{spent.given_up:,} questions were not asked: the provider gave no answer for a long time"
    if spent.missing or spent.given_up:
        how = "with a larger budget" if spent.missing else "later"
        yield (
            f"{left_out:,} postings are not coded for it; what is missing would take {_expected(spent)}at most "
            f"{_worth(spent.missing_tokens, spent.missing_money)}. Run the same again {how}: only that is asked"
        )


def _expected(spent: Spending) -> str:
    """What is missing would take as much as what was asked, a question for a question."""
    if not spent.asked:
        return ""
    each = (spent.missing + spent.given_up) / spent.asked
    money = None if spent.money is None else spent.money * each
    return f"about {_worth(round((spent.input_tokens + spent.output_tokens) * each), money)}, "


def _worth(tokens: int, money: float | None) -> str:
    return f"{tokens:,} tokens" + ("" if money is None else f" and {money:,.2f} US dollars")
