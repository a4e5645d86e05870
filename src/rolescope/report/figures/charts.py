"""One kind of chart: rows of points with intervals, as a Vega-Lite specification."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import altair as alt

from rolescope.report.figures.choose import Figure, Line

_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_COLOURS = {"observed": "#0b6e6e", "corrected": "#1d2326", "published": "#8a949a"}
_SHAPES = {"observed": "circle", "corrected": "diamond", "published": "square"}
_WIDTH, _ROW, _MARK, _LINE = 420, 14, 6, 80
"""In pixels: the plot, a row and each of its marks; and the letters of a line under the plot."""


def chart_spec(figure: Figure) -> dict[str, Any]:
    """The specification of a figure; its rows stand in the order of the figure, not of the alphabet."""
    rows = [row for line in figure.lines for row in _rows(line)]
    kinds = [kind for kind in _COLOURS if any(row["kind"] == kind for row in rows)]
    names = [line.name for line in figure.lines]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("name:N", sort=names, title=None, axis=alt.Axis(labelLimit=280, labelPadding=10, grid=False)),
        yOffset=alt.YOffset("kind:N", sort=kinds),
        color=alt.Color(
            "kind:N",
            scale=alt.Scale(domain=kinds, range=[_COLOURS[kind] for kind in kinds]),
            legend=alt.Legend(title=None, orient="top") if len(kinds) > 1 else None,
        ),
    )
    limits = base.transform_filter("isValid(datum.low)").mark_rule(strokeWidth=2)
    points = base.mark_point(filled=True, opacity=1, size=55)
    shape = alt.Shape("kind:N", scale=alt.Scale(domain=kinds, range=[_SHAPES[kind] for kind in kinds]), legend=None)
    axis = alt.Axis(values=[0, 25, 50, 75, 100], labelFlush=False, titleAnchor="start", titlePadding=8)
    share = alt.X("share:Q", title=wrap(figure.caption, _LINE), scale=alt.Scale(domain=[0, 100]), axis=axis)
    chart = (
        alt.layer(limits.encode(x=alt.X("low:Q"), x2="high:Q"), points.encode(x=share, shape=shape))
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


def _rows(line: Line) -> list[dict[str, Any]]:
    found = [
        {"name": line.name, "kind": kind, "share": 100 * limits[0], "low": 100 * limits[1], "high": 100 * limits[2]}
        for kind, limits in (("observed", line.observed), ("corrected", line.corrected))
        if limits
    ]
    if line.published is not None:
        found.append({"name": line.name, "kind": "published", "share": 100 * line.published})
    return found
