from __future__ import annotations

from rolescope.report.behind import Crossing
from rolescope.report.figures.choose import Axis, Mark, differing, paid, shares
from rolescope.report.sections.crossed import Cell
from rolescope.report.sections.differences import Difference, Group, Slicing
from rolescope.report.sections.pay import Amount, Pay, Posted


def test_a_row_of_shares_has_a_mark_for_each_that_is_there_in_percent() -> None:
    every = (Mark("observed", 50, 25, 75), Mark("corrected", 25, 12.5, 50), Mark("published", 75))
    assert shares("a", (0.5, 0.25, 0.75), (0.25, 0.125, 0.5), 0.75).marks == every
    assert shares("a", None, None, 0.75).marks == every[2:]
    assert shares("a", None).marks == ()


def test_differences_stand_by_group_around_zero() -> None:
    key = Crossing("metro", "New York", "skills", "SQL")
    sql = Difference(key, "Skill", "SQL", 0.5, 0.25, 0.25, -0.125, 0.5, 0.01)
    groups = (Group("New York", 40, 60, (sql,), 0), Group("Berlin", 60, 40, (sql, sql), 3))
    figure = differing(Slicing("Metropolitan area", groups, (), False), "95 % intervals")
    assert figure.name == "differences-metropolitan-area"
    assert [line.name for line in figure.lines] == ["New York: SQL", "Berlin: SQL", "Berlin: SQL"]
    assert figure.lines[0].marks == (Mark("difference", 25, -12.5, 50),)
    assert figure.axis == Axis(-50, 50, (-50, -25, 0, 25, 50))


def test_pay_has_a_figure_of_who_states_it_and_one_for_each_currency_and_period() -> None:
    stating = Cell(0.5, 0.25, 0.75)
    low, high = Amount(60.0, 50.0, 70.0, 9), Amount(90.0, 80.0, 100.0, 8)
    rows = (
        Posted("", "", 40, stating, "USD", "year", low, high),
        Posted("", "", 40, stating, "EUR", "a/b", None, low),
        Posted("country", "Spain", 30, stating, "EUR", "a/b", low, None),
        Posted("country", "Chad", 5, Cell(word="too thin")),
    )
    first, dollars, euros = paid(Pay(rows, 0), "95 % intervals")
    assert [line.name for line in first.lines] == ["All postings", "Country: Spain"]
    assert first.lines[0].marks == (Mark("observed", 50, 25, 75),)
    assert (dollars.name, dollars.axis) == ("pay-usd-year", Axis(0, 100))
    assert [line.marks for line in dollars.lines] == [(Mark("lower end", 60, 50, 70), Mark("upper end", 90, 80, 100))]
    assert (euros.name, euros.axis) == ("pay-eur-a-b", Axis(0, 70))
    assert [line.marks for line in euros.lines] == [(Mark("upper end", 60, 50, 70),), (Mark("lower end", 60, 50, 70),)]
