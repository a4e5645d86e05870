"""Render the view as one self-contained HTML page and as Markdown."""

from __future__ import annotations

import math
import re

from jinja2 import Environment, PackageLoader, StrictUndefined

from rolescope.report.sentences import base_said, published_said, tested_said, thin_said, uncoded_said, unsure_said
from rolescope.report.view import View
from rolescope.report.words import (
    ages_said,
    amount,
    between,
    counted,
    interval,
    percent,
    points,
    reposts_said,
    spoken,
    tier,
    unbroken,
    weights_said,
)

_MARKDOWN_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#])")


def render_html(view: View) -> str:
    """One HTML file without scripts, links to other files or requests to a network."""
    page = _environment(autoescape=True).get_template("html/page.html.j2")
    return page.render(view=view, contents=contents_of(view))


def render_markdown(view: View) -> str:
    """The same as Markdown, with three quotes a category."""
    page = _environment(autoescape=False).get_template("markdown/page.md.j2")
    return page.render(view=view, contents=contents_of(view))


def contents_of(view: View) -> list[tuple[str, str]]:
    """Anchor and title of each section that has something to show, in the order of the page."""
    sections: list[tuple[str, str, object]] = [
        ("kinds", "Kinds of job under one title", view.kinds),
        ("stack", "The skill stack", view.groups),
        ("must", "Must and nice", view.pairs),
        ("duties", "What the person does", view.duties),
        ("uses", "What it is for", view.use_cases),
        ("differences", "What differs", view.differences),
        ("titles", "Titles and what they hide", view.titles),
        ("pay", "Posted pay", view.pay),
        ("stated", "What postings state", view.stated),
        ("together", "Skills that go together", view.together),
        ("path", "A learning path", view.path),
        ("published", "Published against found", view.published),
        ("slices", "Group by group", view.slices),
        ("method", "Method and frame", True),
        ("limits", "Limits", True),
        ("dropped", "What was dropped", True),
    ]
    return [(anchor, title) for anchor, title, shown in sections if shown]


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
        "in_tier": lambda bars, name: [bar for bar in bars if tier(*bar.best[1:]) == name],
        "thousands": lambda number: f"{number:,}",
        "unbroken": unbroken,
    }
    environment.globals |= {
        "interval": interval,
        "between": between,
        "tier": tier,
        "ways": points,
        "on_axis": lambda difference, scale: f"{50 + 50 * difference / scale:.2f}%",
        "in_ratio": lambda lift, most: math.log(max(lift, 1)) / math.log(most),
        "money": amount,
        "spoken": spoken,
        "counted": counted,
        "base_said": base_said,
        "tested_said": tested_said,
        "published_said": published_said,
        "reposts_said": reposts_said,
        "ages_said": ages_said,
        "thin_said": thin_said,
        "uncoded_said": uncoded_said,
        "unsure_said": unsure_said,
        "weights_said": weights_said,
    }
    return environment
