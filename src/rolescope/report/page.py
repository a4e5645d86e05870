"""Render the view as one self-contained HTML page and as Markdown."""

from __future__ import annotations

import re

from jinja2 import Environment, PackageLoader, StrictUndefined

from rolescope.report.view import View
from rolescope.report.words import ages_said, interval, listing, percent, reposts_said, tier, weights_said

_MARKDOWN_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#])")


def render_html(view: View) -> str:
    """One HTML file without scripts, links to other files or requests to a network."""
    return _environment(autoescape=True).get_template("report.html.j2").render(view=view)


def render_markdown(view: View) -> str:
    """The same as Markdown, with three quotes a skill."""
    return _environment(autoescape=False).get_template("report.md.j2").render(view=view)


def _environment(*, autoescape: bool) -> Environment:
    environment = Environment(
        loader=PackageLoader("rolescope.report"),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "percent": percent,
        "points": lambda share: f"{100 * share:.2f}%",
        "escaped": lambda text: _MARKDOWN_SPECIAL.sub(r"\\\1", text),
        "markdown": lambda text: _MARKDOWN_SPECIAL.sub(r"\\\1", " ".join(str(text).split())),
        "in_tier": lambda bars, name: [bar for bar in bars if tier(bar.low, bar.high) == name],
        "thousands": lambda number: f"{number:,}",
    }
    environment.globals |= {
        "interval": interval,
        "tier": tier,
        "listing": listing,
        "reposts_said": reposts_said,
        "ages_said": ages_said,
        "weights_said": weights_said,
    }
    return environment
