import pytest

from rolescope.clean.money import find_money


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("$160K–180K", (160_000, 180_000, "USD", None)),
        ("$200-$250k", (200_000, 250_000, "USD", None)),
        ("CHF 120'000", (120_000, None, "CHF", None)),
        ("R$ 18.000,50", (18_000.5, None, "BRL", None)),
        ("PLN 25 000 – 32 000 net/month", (25_000, 32_000, "PLN", "month")),
        ("30\u00a0000 zł", (30_000, None, "PLN", None)),
        ("₹25,00,000 - ₹30,00,000", (2_500_000, 3_000_000, "INR", None)),
        ("25–30 LPA", (2_500_000, 3_000_000, "INR", "year")),
        ("INR 25L", (2_500_000, None, "INR", "year")),
        ("$24.52—$28.85 USD", (24.52, 28.85, "USD", None)),
        ("C$120,000-C$130,000", (120_000, 130_000, "CAD", None)),
        ("$120,000 CAD", (120_000, None, "CAD", None)),
        ("60-80k€", (60_000, 80_000, "EUR", None)),
        ("$90,000/year -$180,000/year", (90_000, 180_000, "USD", "year")),
        ("$193,000.00/Yr. - USD $242,000.00/Yr.", (193_000, 242_000, "USD", "year")),
        ("70.000 € brutto/Jahr", (70_000, None, "EUR", "year")),
        ("4 000 - 5 000 € par mois", (4_000, 5_000, "EUR", "month")),
        ("$45/hourHere", (45, None, "USD", "hour")),
    ],
)
def test_an_amount_is_read(text: str, amount: tuple[object, ...]) -> None:
    (money,) = find_money(text, 0, len(text))
    assert money[:4] == amount
    assert text[money.start : money.end] in text


@pytest.mark.parametrize("text", ["$50M", "$5–10M", "€1.7bn", "$220 million", "$300BN", "401(k)", "CHF", "$", ""])
def test_millions_and_no_amounts_are_passed_over(text: str) -> None:
    assert list(find_money(text, 0, len(text))) == []


def test_two_currencies_are_no_range() -> None:
    text = "£70k - €90k"
    (money,) = find_money(text, 0, len(text))
    assert money[:4] == (70_000, None, "GBP", None)


@pytest.mark.parametrize(("country", "currency"), [(None, "USD"), ("CA", "CAD"), ("sg", "SGD"), ("MX", None)])
def test_the_country_says_which_dollar(country: str | None, currency: str | None) -> None:
    (money,) = find_money("$90,000", 0, 7, country)
    assert money.currency == currency
