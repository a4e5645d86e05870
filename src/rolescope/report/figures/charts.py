"""One kind of chart: rows of points with intervals, as a Vega-Lite specification."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import altair as alt

from rolescope.report.figures.choose import Figure

_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_ACCENT, _INK, _SOFT = "#0b6e6e", "#1d2326", "#8a949a"
_LOOKS = {
    "observed": (_ACCENT, "circle"),
    "difference": (_ACCENT, "circle"),
    "lower end": (_ACCENT, "circle"),
    "corrected": (_INK, "diamond"),
    "upper end": (_INK, "diamond"),
    "published": (_SOFT, "square"),
}
"""Colour and shape of each kind of mark, in the order in which the marks of a row stand."""
_WIDTH, _ROW, _MARK, _LINE, _TICKS = 420, 14, 6, 80, 5
"""In pixels: the plot, a row and each of its marks; the letters of a line under the plot; and about how many ticks."""


def chart_spec(figure: Figure) -> dict[str, Any]:
    """The specification of a figure; its rows stand in the order of the figure, not of the alphabet."""
    rows = [mark._asdict() | {"name": line.name} for line in figure.lines for mark in line.marks]
    kinds = [kind for kind in _LOOKS if any(row["kind"] == kind for row in rows)]
    colours, shapes = zip(*(_LOOKS[kind] for kind in kinds), strict=True)
    names = [line.name for line in figure.lines]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("name:N", sort=names, title=None, axis=alt.Axis(labelLimit=280, labelPadding=10, grid=False)),
        yOffset=alt.YOffset("kind:N", sort=kinds),
        color=alt.Color(
            "kind:N",
            scale=alt.Scale(domain=kinds, range=colours),
            legend=alt.Legend(title=None, orient="top") if len(kinds) > 1 else None,
        ),
    )
    limits = base.transform_filter("isValid(datum.low)").mark_rule(strokeWidth=2)
    points = base.mark_point(filled=True, opacity=1, size=55)
    shape = alt.Shape("kind:N", scale=alt.Scale(domain=kinds, range=shapes), legend=None)
    axis = alt.Axis(
        values=list(figure.axis.ticks) or alt.Undefined,
        tickCount=_TICKS,
        labelFlush=False,
        titleAnchor="start",
        titlePadding=8,
        gridColor=alt.condition("datum.value == 0", alt.value(_SOFT), alt.value("#dde2e4")),
    )
    scale = alt.Scale(domain=[figure.axis.start, figure.axis.end])
    value = alt.X("value:Q", title=wrap(figure.caption, _LINE), scale=scale, axis=axis)
    chart = (
        alt.layer(limits.encode(x=alt.X("low:Q"), x2="high:Q"), points.encode(x=value, shape=shape))
        .properties(
            width=_WIDTH,
            height=alt.Step(_ROW + _MARK * len(kinds), **{"for": "position"}),
            title=alt.TitleParams(figure.title, anchor="start", fontSize=16, offset=12),
            background="white",
        )
        .configure(font=_FONT)
        .configure_view(stroke=None)
        .configure_axis(
            domain=False,
            ticks=False,
            gridColor="#dde2e4",
            labelColor="#1d2326",
            labelFontSize=12,
            titleColor="#5a656b",
            titleFontSize=11,
            titleFontWeight="normal",
        )
    )
    spec: dict[str, Any] = chart.to_dict()
    return spec
