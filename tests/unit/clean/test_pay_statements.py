"""Pay as postings of many countries state it, and the money that postings speak of beside it; all of it invented."""

import pytest

from rolescope.clean.pay import find_pay


@pytest.mark.parametrize(
    ("text", "country", "pay"),
    [
        ("Minimum salary: $120,000\nMaximum salary: $150,000", None, (120_000, 150_000, "USD", "year")),
        (
            "Salary Range Minimum:\nUSD $94,000.00/Yr.\nSalary Range Maximum:\nUSD $120,000.00/Yr.",
            None,
            (94_000, 120_000, "USD", "year"),
        ),
        ("Minimum salary: 60.000 €\nMaximum salary: 75.000 €", None, (60_000, 75_000, "EUR", "year")),
        ("Mindestgehalt: 52.000 EUR\nHöchstgehalt: 64.000 EUR", None, (52_000, 64_000, "EUR", "year")),
        ("Salary from: £45,000\nSalary to: £55,000", None, (45_000, 55_000, "GBP", "year")),
        ("Minimum Pay: $35.00 per hour\nMaximum Pay: $52.50 per hour", None, (35, 52.5, "USD", "hour")),
        (
            "The pay for this job has a minimum of $101,400.00 and a maximum of $172,300.00 a year.",
            None,
            (101_400, 172_300, "USD", "year"),
        ),
        ("Low end: $110,000\nHigh end: $135,000", None, (110_000, 135_000, "USD", "year")),
        ("Salaire minimum : 45 000 €\nSalaire maximum : 55 000 €", None, (45_000, 55_000, "EUR", "year")),
        ("Maximum salary: $150,000\nMinimum salary: $120,000", None, (120_000, 150_000, "USD", "year")),
        ("Salary min: 120000 USD, salary max: 150000 USD", None, (120_000, 150_000, "USD", "year")),
        (
            "The hourly rate is $62.50 - $75.00, which is $130,000 - $156,000 annualised.",
            None,
            (62.5, 75, "USD", "hour"),
        ),
        ("$58/hr ($120,640 annually)", None, (58, 58, "USD", "hour")),
        ("New York: $180,000 - $210,000\nAustin: $150,000 - $175,000", None, (180_000, 210_000, "USD", "year")),
        ("Tier 1: $180K-$210K; Tier 2: $160K-$190K", None, (180_000, 210_000, "USD", "year")),
        ("OTE: £120k (£60k base)", None, (120_000, 120_000, "GBP", "year")),
        ("£60k base / £120k OTE", None, (60_000, 60_000, "GBP", "year")),
        ("OTE $240,000 - $280,000, split 50/50", None, (240_000, 280_000, "USD", "year")),
        ("Gehalt: 65.000 € bis 80.000 € brutto pro Jahr", None, (65_000, 80_000, "EUR", "year")),
        ("Jahresgehalt zwischen 60.000 und 70.000 Euro", None, (60_000, 70_000, "EUR", "year")),
        (
            "Wir bieten ein Bruttomonatsgehalt ab 3.850 EUR (KV), Überzahlung möglich.",
            None,
            (3_850, None, "EUR", "month"),
        ),
        ("EG 13 TV-L, 4.188 – 5.500 € im Monat", None, (4_188, 5_500, "EUR", "month")),
        ("Rémunération : 45-55K€ brut annuel selon expérience", None, (45_000, 55_000, "EUR", "year")),
        ("Salaire : entre 50 000 et 60 000 euros", None, (50_000, 60_000, "EUR", "year")),
        ("Fixe : 48k€ + variable 6k€", None, (48_000, 48_000, "EUR", "year")),
        ("TJM : 650€", None, (650, 650, "EUR", "day")),
        ("Package 55/65k€", None, (55_000, 65_000, "EUR", "year")),
        ("Salario: 40.000€ - 50.000€ brutos anuales", None, (40_000, 50_000, "EUR", "year")),
        ("Banda salarial: 42.000 - 48.000 € b/a", None, (42_000, 48_000, "EUR", "year")),
        ("RAL 35.000 - 42.000 €", None, (35_000, 42_000, "EUR", "year")),
        ("Salaris: €4.200 – €5.800 bruto per maand o.b.v. 40 uur", None, (4_200, 5_800, "EUR", "month")),
        ("Een salaris tussen €3.500 en €4.500 bruto per maand", None, (3_500, 4_500, "EUR", "month")),
        ("Lön: 45 000–55 000 kr/mån", "SE", (45_000, 55_000, "SEK", "month")),
        ("Wynagrodzenie: 18 000 – 24 000 PLN netto + VAT (B2B)", None, (18_000, 24_000, "PLN", None)),
        ("18 000 - 24 000 zł brutto / mies. (UoP)", None, (18_000, 24_000, "PLN", "month")),
        ("B2B: 150-180 PLN/h", None, (150, 180, "PLN", "hour")),
        ("Mzda: 80 000 - 110 000 Kč / měsíc", None, (80_000, 110_000, "CZK", "month")),
        ("Salário: R$ 12.000,00 a R$ 15.000,00 por mês", None, (12_000, 15_000, "BRL", "month")),
        ("Sueldo: $45,000 - $60,000 MXN brutos mensuales", None, (45_000, 60_000, "MXN", "month")),
        ("₹20,00,000 - ₹35,00,000 per annum", None, (2_000_000, 3_500_000, "INR", "year")),
        ("CTC: ₹12 LPA – ₹18 LPA", None, (1_200_000, 1_800_000, "INR", "year")),
        ("Salary: Rs. 80,000 per month", None, (80_000, 80_000, "INR", "month")),
        ("月給 35万円～50万円", None, (350_000, 500_000, "JPY", "month")),
        ("¥8,000,000 – ¥12,000,000 per year", None, (8_000_000, 12_000_000, "JPY", "year")),
        ("S$7,000 - S$10,000 / month", None, (7_000, 10_000, "SGD", "month")),
        ("A$130,000 – A$150,000 plus 11.5% super", None, (130_000, 150_000, "AUD", "year")),
        ("$130k - $150k + super", "AU", (130_000, 150_000, "AUD", "year")),
        ("CA$110,000—CA$140,000 CAD", None, (110_000, 140_000, "CAD", "year")),
        ("$160,000-$200,000 CAD per year", None, (160_000, 200_000, "CAD", "year")),
        ("The base pay range for this role is between $137,200 and $205,800.", None, (137_200, 205_800, "USD", "year")),
        ("Base Salary Range\n$170,000—$210,000 USD", None, (170_000, 210_000, "USD", "year")),
        ("Compensation Range: $185K - $245K", None, (185_000, 245_000, "USD", "year")),
        ("Pay range: 120 000 to 150 000 USD", None, (120_000, 150_000, "USD", "year")),
        ("$ 120.000 - $ 150.000", None, (120_000, 150_000, "USD", "year")),
        ("Up to £650 per day (Inside IR35)", None, (None, 650, "GBP", "day")),
        ("Day rate: £450 - £550", None, (450, 550, "GBP", "day")),
        ("£55,000 to £65,000 dependent on experience, plus 10% bonus", None, (55_000, 65_000, "GBP", "year")),
        ("Salary: c. £70,000", None, (70_000, 70_000, "GBP", "year")),
        ("Grade 8: £48,149 - £56,921 per annum", None, (48_149, 56_921, "GBP", "year")),
        ("£45k-55k p.a. pro rata", None, (45_000, 55_000, "GBP", "year")),
        ("Starting salary from £38,000 rising to £44,000", None, (38_000, 44_000, "GBP", "year")),
        ("A monthly salary of EUR 5,500 to 7,000 gross", None, (5_500, 7_000, "EUR", "month")),
        ("Gross monthly salary: 5.500€ – 7.000€ x 14", None, (5_500, 7_000, "EUR", "month")),
        ("CHF 120'000 - 140'000 (80-100%)", None, (120_000, 140_000, "CHF", "year")),
        ("Jahreslohn: CHF 115’000 bis 135’000", None, (115_000, 135_000, "CHF", "year")),
        ("Annual salary: DKK 600,000 - 720,000 incl. pension", None, (600_000, 720_000, "DKK", "year")),
        ("40-50k GBP", None, (40_000, 50_000, "GBP", "year")),
        ("EUR 70-90k", None, (70_000, 90_000, "EUR", "year")),
        ("€70–90k + VSOP", None, (70_000, 90_000, "EUR", "year")),
        ("$150K-$180K • 0.5% – 1.5% equity", None, (150_000, 180_000, "USD", "year")),
        ("$150K – $180K • Offers Equity • Offers Bonus", None, (150_000, 180_000, "USD", "year")),
        (
            "Total compensation of $300,000 - $400,000 (base $200,000, RSUs $100,000 - $200,000)",
            None,
            (300_000, 400_000, "USD", "year"),
        ),
        ("Salary: $150,000 - $180,000\nSign-on bonus: $20,000 - $30,000", None, (150_000, 180_000, "USD", "year")),
        ("Sign-on bonus: $20,000 - $30,000\nSalary: $150,000 - $180,000", None, (150_000, 180_000, "USD", "year")),
        ("Annual bonus target $20,000 - $40,000. Base: $140,000 - $160,000.", None, (140_000, 160_000, "USD", "year")),
    ],
)
def test_pay_of_many_countries_is_read(text: str, country: str | None, pay: tuple[object, ...]) -> None:
    found = find_pay(text, country=country)
    assert found is not None
    assert found[:4] == pay
    assert text[found.start_char : found.end_char] == found.quote


@pytest.mark.parametrize(
    "text",
    [
        "Minimum deal size: $50,000\nMaximum deal size: $150,000",
        "401(k) with a company match up to $5,000",
        "We match 401k contributions of up to $7,000 per year.",
        "We raised $40M in a Series B led by Heron Capital.",
        "Fresh from a $40,000,000 round, we hire.",
        "A sign-on bonus of $25,000 awaits you.",
        "Sign-on: $15,000",
        "You get equity worth $50,000 - $80,000.",
        "Our shoppers save £500 a year.",
        "Families save up to £12,000 a year with us.",
        "Relocation up to €3,000",
        "Relocation package: €10,000",
        "月薪 25k-40k",
        "Competitive salary plus £5,000 training budget",
        "We manage £10,000 - £50,000 budgets for our clients.",
        "Our customers range from $10,000 to $500,000 in annual revenue.",
        "You own a P&L of $250,000 per year.",
        "Life insurance of up to $500,000",
        "Employee referral: $10,000 per hire",
        "Cash prize of $20,000 for the best hack",
        "We have paid out $1,200,000 to creators.",
        "The average user earns $1,500 per month on our platform.",
        "Drivers earn $25 - $35 per hour with our app.",
        "Tickets cost €50 - €90 per day.",
        "We reimburse up to $5,250 per year for tuition.",
        "Childcare voucher of €400 per month",
    ],
)
def test_money_beside_the_pay_is_no_pay(text: str) -> None:
    assert find_pay(text) is None


def test_a_minimum_and_a_maximum_of_two_lines_are_quoted_together() -> None:
    text = "We draw maps.\nMinimum salary: $120,000\nMaximum salary: $150,000\nApply now."
    found = find_pay(text)
    assert found is not None
    assert found.quote == "$120,000\nMaximum salary: $150,000"
    assert text[found.start_char : found.end_char] == found.quote


@pytest.mark.parametrize(
    "text",
    [
        "Minimum salary: $120,000\nMaximum salary: €150,000",
        "Minimum salary: $120,000 a year\nMaximum salary: $95 an hour",
        "Minimum salary: $120,000\nMaximum salary: $90,000",
        "Minimum salary: $120,000. The town has built maximum security for $150,000.",
    ],
)
def test_amounts_that_are_no_ends_of_one_range_stay_two(text: str) -> None:
    found = find_pay(text)
    assert found is not None
    assert found[:2] == (120_000, 120_000)


def test_whose_crown_it_is_says_the_country() -> None:
    text = "Løn: 45.000 - 55.000 kr. pr. måned"
    assert [(found := find_pay(text, country=country)) and found.currency for country in ("DK", "NO", None)] == [
        "DKK",
        "NOK",
        None,
    ]
