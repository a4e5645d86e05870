"""What the asking of a run took, what it left out, and how to go on: a line each."""

from __future__ import annotations

from rolescope.coders.llm.spending import Spending, worth


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
    cost = "at an unknown price" if spent.money is None else f"for {spent.money:,.4f} US dollars"
    failed = f"; {spent.failed:,} have no answer" if spent.failed else ""
    lines = [
        f"{spent.asked:,} questions answered, {spent.tokens:,} tokens ({spent.cached_tokens:,} of them cached) {cost}; "
        f"{spent.kept:,} answers from the journal{failed}"
    ]
    if spent.missing:
        lines.append(f"{spent.missing:,} questions were not asked for want of budget")
    if spent.given_up:
        lines.append(f"{spent.given_up:,} questions were not asked: the provider gave no answer for a long time")
    if missing := spent.missing + spent.given_up:
        how = "with a larger budget" if spent.missing else "later"
        rest = spent.expected(missing)
        about = f"about {worth(*rest)}, " if rest else ""
        lines.append(
            f"{left_out:,} postings are not coded for it; what is missing would take {about}at most "
            f"{worth(spent.missing_tokens, spent.missing_money)}. Run the same again {how}: only that is asked"
        )
    return tuple(lines)
