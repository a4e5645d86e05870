from __future__ import annotations

from rolescope.by_model.spent import spent_said
from rolescope.coders.llm.spending import Spending


def test_what_is_missing_would_take_as_much_as_what_was_asked_a_question_for_a_question() -> None:
    spent = Spending(
        asked=4, input_tokens=3_600, output_tokens=400, money=0.5, missing=6, missing_tokens=60_000, missing_money=9.0
    )
    assert spent_said(spent, "5 postings are not coded")[1:] == (
        "6 questions were not asked for want of budget",
        "5 postings are not coded for it; what is missing would take about 6,000 tokens and 0.75 US dollars, "
        "at most 60,000 tokens and 9.00 US dollars. Run the same again with a larger budget: only that is asked",
    )  # 4,000 tokens and 0.5 dollars / 4 questions * 6


def test_where_nothing_was_answered_only_the_most_is_told() -> None:
    spent = Spending(failed=20, money=None, given_up=2, missing_tokens=20_000, missing_money=None)
    assert spent_said(spent, "1 postings are not coded") == (
        "0 questions answered, 0 tokens (0 of them cached) at an unknown price; 0 answers from the journal; "
        "20 have no answer",
        "2 questions were not asked: the provider gave no answer for a long time",
        "1 postings are not coded for it; what is missing would take at most 20,000 tokens. "
        "Run the same again later: only that is asked",
    )


def test_what_two_models_took_is_added_and_an_unknown_price_is_no_zero() -> None:
    known, unknown = Spending(asked=1, money=0.25), Spending(asked=2, input_tokens=7, money=None)
    assert known + known == Spending(asked=2, money=0.5)
    assert known + unknown == Spending(asked=3, input_tokens=7, money=None)
