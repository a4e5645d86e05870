import pytest

from rolescope.clean.money import Money, find_money
from rolescope.clean.yen import pay_in_yen


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("年収 600万円〜900万円", "year"),
        ("月給:40万円～60万円", "month"),
        ("年収600万円から900万円", "year"),
        ("時給 3,000円 - 4,000円", "hour"),
        ("給与 600万円〜900万円", None),
    ],
)
def test_the_word_before_says_the_period(text: str, period: str | None) -> None:
    (money,) = find_money(text, 0, len(text))
    assert money.high is not None
    pay = pay_in_yen(text, money)
    assert pay is not None
    assert (pay.currency, pay.period) == ("JPY", period)


def test_an_amount_that_no_word_calls_pay_is_none() -> None:
    text = "予算 100万円〜500万円"
    (money,) = find_money(text, 0, len(text))
    assert money[:3] == (1_000_000, 5_000_000, "JPY")
    assert pay_in_yen(text, money) is None


def test_other_currencies_are_left_alone() -> None:
    money = Money(50, 60, "EUR", "hour", 0, 8)
    assert pay_in_yen("50-60 €/h", money) is money
