"""The figures of the report as files: SVG and PNG, drawn from the same view without a network."""

from __future__ import annotations

from pathlib import Path

import vl_convert

from rolescope.report.figures.charts import chart_spec
from rolescope.report.figures.choose import figures_of
from rolescope.report.view import View
from rolescope.storage import whole_file

FIGURES = "figures"
_PIXELS = 2


def write_figures(folder: Path, view: View) -> list[Path]:
    """Write each figure as SVG and PNG into `figures` of a run's folder; returns the files.

    Nothing is read but the view, and no base URL is allowed, so that nothing can be fetched.
    """
    target = folder / FIGURES
    target.mkdir(exist_ok=True)
    written = []
    for figure in figures_of(view):
        svg = vl_convert.vegalite_to_svg(chart_spec(figure), allowed_base_urls=[])
        for name, content in (("svg", svg.encode()), ("png", vl_convert.svg_to_png(svg, scale=_PIXELS))):
            path = target / f"{figure.name}.{name}"
            with whole_file(path) as partial:
                partial.write_bytes(content)
            written.append(path)
    return written
