"""The figures of the report as files: SVG and PNG, drawn from the same view without a network."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

import vl_convert

from rolescope.report.figures.charts import chart_spec
from rolescope.report.figures.choose import Figure, figures_of
from rolescope.report.view import View
from rolescope.storage import whole_file

FIGURES = "figures"
_PIXELS = 2


def write_figures(folder: Path, view: View) -> list[Path]:
    """Write each figure as SVG and PNG into `figures` of a run's folder; returns the files.

    Nothing is read but the view.
    """
    target = folder / FIGURES
    target.mkdir(exist_ok=True)
    written = []
    for figure in figures_of(view):
        svg = picture(figure)
        for name, content in (("svg", svg.encode()), ("png", vl_convert.svg_to_png(svg, scale=_PIXELS))):
            path = target / f"{figure.name}.{name}"
            with whole_file(path) as partial:
                partial.write_bytes(content)
            written.append(path)
    return written


def picture(figure: Figure) -> str:
    """A figure as SVG with a title in words, for who does not see it.

    No base URL is allowed, so that nothing can be fetched.
    """
    head, body = vl_convert.vegalite_to_svg(chart_spec(figure), allowed_base_urls=[]).split(">", 1)
    return f'{head} role="img"><title>{escape(f"{figure.title}, {figure.caption}")}</title>{body}'
