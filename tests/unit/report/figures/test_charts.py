from __future__ import annotations

from typing import Any

from rolescope.report.figures import picture
from rolescope.report.figures.charts import chart_spec
from rolescope.report.figures.choose import Figure, Line, shares

FIGURE = Figure(
    "skills",
    "Skills <b>",
    "% of 40 postings",
    (
        shares("zebra", (0.5, 0.4, 0.6), (0.45, 0.3, 0.6), 0.7),
        shares("ant & co", (0.2, 0.1, 0.3)),
        Line("missing", ()),
    ),
)


def rows(spec: dict[str, Any]) -> list[dict[str, Any]]:
    (values,) = [layer for layer in (spec.get("data", {}).get("values"), *spec.get("datasets", {}).values()) if layer]
    return list(values)


def test_a_row_stands_for_each_figure_that_is_there() -> None:
    assert [(row["name"], row["kind"], row["value"]) for row in rows(chart_spec(FIGURE))] == [
        ("zebra", "observed", 50),
        ("zebra", "corrected", 45),
        ("zebra", "published", 70),
        ("ant & co", "observed", 20),
    ]


def test_a_picture_says_what_it_shows_in_words() -> None:
    assert "<title>Skills &lt;b&gt;, % of 40 postings</title>" in picture(FIGURE)


def test_the_picture_is_the_same_each_time_and_in_the_order_of_the_figure() -> None:
    first, again = (picture(FIGURE) for _ in range(2))
    assert first == again
    assert first.index("zebra") < first.index("ant &amp; co")
    assert "Skills &lt;b&gt;" in first
