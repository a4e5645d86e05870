import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rolescope.clean.pay import find_pay

PAY_LIKE = st.text(st.sampled_from("$€£₹ 0123456789.,'-–kKMLPAUSDEUR/yearhouralto()\n\u00a0")) | st.text(
    st.characters()
)


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("The salary is $160K–180K.", (160_000, 180_000, "USD", "year", "$160K–180K")),
        ("Pay: $211,500 - $306,600 annually", (211_500, 306_600, "USD", "year", "$211,500 - $306,600 annually")),
        ("€65.000 - 80.000 p.a.", (65_000, 80_000, "EUR", "year", "€65.000 - 80.000 p.a.")),
        ("Rate: £500/day", (500, 500, "GBP", "day", "£500/day")),
        ("USD 70/hr", (70, 70, "USD", "hour", "USD 70/hr")),
        ("Lohn: ab CHF 110'000", (110_000, None, "CHF", "year", "CHF 110'000")),
        ("CHF 110'000.- to CHF 130'000.-", (110_000, 130_000, "CHF", "year", "CHF 110'000.- to CHF 130'000.-")),
        ("Løn: DKK 55.000 pr. måned", (55_000, 55_000, "DKK", "month", "DKK 55.000 pr. måned")),
        ("Lön: 55 000 - 65 000 SEK/månad", (55_000, 65_000, "SEK", "month", "55 000 - 65 000 SEK/månad")),
        ("Salary NOK 750 000 - 900 000", (750_000, 900_000, "NOK", "year", "NOK 750 000 - 900 000")),
        ("€ 4.500 - € 6.500 bruto per maand", (4_500, 6_500, "EUR", "month", "€ 4.500 - € 6.500 bruto per maand")),
        ("ab 3.500 € brutto im Monat", (3_500, None, "EUR", "month", "3.500 € brutto im Monat")),
        ("bis zu 85.000 € Jahresgehalt", (None, 85_000, "EUR", "year", "85.000 €")),
        ("Gehaltsspanne: 60-75 Tsd. Euro", (60_000, 75_000, "EUR", "year", "60-75 Tsd. Euro")),
        ("60-75 T€", (60_000, 75_000, "EUR", "year", "60-75 T€")),
        ("TJM : 500-600 €", (500, 600, "EUR", "day", "500-600 €")),
        ("MXN 60,000 - 80,000 mensuales", (60_000, 80_000, "MXN", "month", "MXN 60,000 - 80,000 mensuales")),
        ("£550 p/d outside IR35", (550, 550, "GBP", "day", "£550 p/d")),
        ("$3,500/mo", (3_500, 3_500, "USD", "month", "$3,500/mo")),
        ("₹18L - ₹30L CTC", (1_800_000, 3_000_000, "INR", "year", "₹18L - ₹30L")),
        ("AUD $150k + super", (150_000, 150_000, "AUD", "year", "AUD $150k")),
        ("Compensation: 140-180K", (140_000, 180_000, None, None, "140-180K")),
        ("CTC 25–30 LPA", (2_500_000, 3_000_000, "INR", "year", "25–30 LPA")),
        ("CTC: 25 - 30 lakhs", (2_500_000, 3_000_000, "INR", "year", "25 - 30 lakhs")),
        ("年収:600〜900万円", (6_000_000, 9_000_000, "JPY", "year", "600〜900万円")),
        ("年収600万円以上", (6_000_000, None, "JPY", "year", "600万円")),
        ("Min $120,000, max $150,000", (120_000, 150_000, "USD", "year", "$120,000, max $150,000")),
        ("Min: $120,000 Max: $150,000", (120_000, 150_000, "USD", "year", "$120,000 Max: $150,000")),
        ("Salary: CHF 120'000", (120_000, 120_000, "CHF", "year", "CHF 120'000")),
        ("PLN 25 000 – 32 000 net/month", (25_000, 32_000, "PLN", "month", "PLN 25 000 – 32 000 net/month")),
        ("Salário: R$ 18.000", (18_000, 18_000, "BRL", None, "R$ 18.000")),
        ("AED 25,000 - 30,000", (25_000, 30_000, "AED", None, "AED 25,000 - 30,000")),
        ("SGD 8,000 - 12,000 monthly", (8_000, 12_000, "SGD", "month", "SGD 8,000 - 12,000 monthly")),
        ("between 90k and 110k EUR", (90_000, 110_000, "EUR", "year", "90k and 110k EUR")),
        ("up to £90k base salary", (None, 90_000, "GBP", "year", "£90k")),
        ("from €60.000 brutto/Jahr", (60_000, None, "EUR", "year", "€60.000 brutto/Jahr")),
        ("Hourly pay range: $30 - $40", (30, 40, "USD", "hour", "$30 - $40")),
        ("Three days per week. Pay is $200-$250k", (200_000, 250_000, "USD", "year", "$200-$250k")),
        ("Salary range: 120k-180k", (120_000, 180_000, None, None, "120k-180k")),
        ("Base $150,000 to $180,000 + bonus + equity", (150_000, 180_000, "USD", "year", "$150,000 to $180,000")),
    ],
)
def test_pay_is_read_with_its_quote(text: str, pay: tuple[object, ...]) -> None:
    found = find_pay(text)
    assert found is not None
    assert found[:5] == pay
    assert text[found.start_char : found.end_char] == found.quote


@pytest.mark.parametrize(
    "text",
    [
        "We raised $50M from Pike Ventures.",
        "Backed by $1,000,000 - $2,000,000 of seed money we draw maps; funding of $40,000 - $50,000 came later",
        "401(k) match up to $5,000 per year",
        "Annual revenue of $10,000 - $50,000 per shop",
        "A sign-on bonus of $10,000 - $20,000",
        "A learning budget of $1,000 - $2,000 per year",
        "$2,000 monthly stipend",
        "Benefits\n$150/month for wellness",
        "Our salary tool serves 100-200k users",
        "trusted by 150,000 - 200,000 users, processing €2,000,000 a day",
        "We gross 20-30 million a year",
        "Equity: $30,000 - $50,000",
        "Cover of $50,000, max $100,000",
        "Compensation software for 25-30 lakh workers",
        "予算 100万円〜500万円",
        "You close $100,000 - $500,000 deals",
        "Our customers save $200,000 per year",
        "Salary: 120,000",
        "Salary 2025 - 2026",
        "10,000 - 50,000 users",
        "Competitive salary.\nA $500 home office stipend",
        "Plans cost $10–20 per month",
        "",
    ],
)
def test_other_money_is_no_pay(text: str) -> None:
    assert find_pay(text) is None


def test_tiers_and_currencies_are_never_mixed() -> None:
    text = "Zone A: $120,000 - $150,000\nZone B: $100,000 - $130,000\nLondon: £80,000 - £95,000"
    found = find_pay(text)
    assert found is not None
    assert found[:3] == (120_000, 150_000, "USD")
    levels = find_pay("Pay: $120,000 (entry) to $180,000 (senior)")
    assert levels is not None
    assert levels[:2] == (120_000, 120_000)


def test_a_range_goes_before_a_single_amount() -> None:
    found = find_pay("Salary from $100,000. The salary range is $110,000 - $140,000.")
    assert found is not None
    assert found[:2] == (110_000, 140_000)


def test_the_listing_speaks_where_the_text_does_not() -> None:
    found = find_pay("We draw maps.", "150K-300K Annually", "GB")
    assert found == (150_000, 300_000, "GBP", "year", "150K-300K Annually", None, None, "listing")
    unknown = find_pay("We draw maps.", "30-70 Hourly")
    assert unknown is not None
    assert unknown[:4] == (30, 70, None, "hour")
    assert find_pay("", "3-5 Annually") is None
    lakhs = find_pay("", "25-30 Lakhs", "US")
    assert lakhs is not None
    assert lakhs[:4] == (2_500_000, 3_000_000, "INR", "year")
    text = find_pay("Salary: $90,000 - $95,000", "150K-300K Annually")
    assert text is not None
    assert text.source == "employer text"


def test_the_country_says_which_dollar() -> None:
    found = find_pay("Salary: $90,000 - $95,000", country="CA")
    assert found is not None
    assert found.currency == "CAD"


@given(PAY_LIKE, st.none() | PAY_LIKE)
@example("İ $90,000 - $95,000", None)
def test_any_text_gives_its_own_words(text: str, listing: str | None) -> None:
    found = find_pay(text, listing)
    if found is not None and found.source == "employer text":
        assert text[found.start_char : found.end_char] == found.quote
    if found is not None and found.min is not None and found.max is not None:
        assert found.min <= found.max


@pytest.mark.parametrize("hostile", ["$", "9 000 ", "$1,000 - ", "1,", "€1-", "salary 1,000 - ", "USD1 "])
def test_a_hundred_thousand_hostile_characters_take_no_second(hostile: str) -> None:
    begin = time.process_time()
    find_pay((hostile * 100_000)[:100_000])
    assert time.process_time() - begin < 2
