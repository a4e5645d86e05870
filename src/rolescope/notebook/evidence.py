"""The quotes behind a figure, in their context, for a notebook or a terminal."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa

from rolescope.errors import RolescopeError
from rolescope.estimate.units import open_units
from rolescope.notebook.display import safe
from rolescope.notebook.names import Asked
from rolescope.notebook.table import Table
from rolescope.report.evidence import after, before, safe_url
from rolescope.terminal.plain import printable

SCHEMA = pa.schema(
    [
        (name, pa.string())
        for name in ("slice", "value", "posting_id", "title", "company", "url", "section", "before", "quote", "after")
    ]
)


class Quotes(Table):
    """Quotes with what stands before and after them on their line: a row a posting."""

    def __repr__(self) -> str:
        lines = [printable(self.name)]
        for row in self:
            lines += [
                printable(f"{_source(row)} [{row['value']}, {row['section']}]"),
                printable(f"    {row['before']}»{row['quote']}«{row['after']}"),
            ]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        items = "".join(
            f'<li style="margin:.5em 0"><small>{_linked(row)} · {safe(row["value"])}, {safe(row["section"])}</small><br>'
            f"{safe(row['before'])}<mark>{safe(row['quote'])}</mark>{safe(row['after'])}</li>"
            for row in self
        )
        return f'<p style="font-weight:600">{safe(self.name)}</p><ul>{items}</ul>'


def read_quotes(folder: Path, coder: str, name: str, asked: Asked, *, n: int, by: str | None, seed: int) -> Quotes:
    """Draw up to `n` quotes, one an advertisement, of each slice; the same for the same seed.

    A posting shows its most demanding mention: must, then work, then nice. Which is drawn hangs on seed, value
    and advertisement alone.

    Raises
    ------
    RolescopeError
        Where `n` is no positive number, or nothing is called `by`, with what there is.
    """
    if n < 1:
        raise RolescopeError(f"n is {n}", "", "ask for one quote or more")
    with TemporaryDirectory() as scratch, open_units(folder, Path(scratch), coder) as units:
        found = units.sql.execute(
            _QUOTES.format(slices=units.slices(by)),
            {"variable": asked.variable, "value": asked.value, "coder": coder, "seed": seed, "n": n},
        ).fetchall()
    rows = [
        {
            "slice": place or None, "value": value, "posting_id": posting_id, "title": title, "company": company,
            "url": safe_url(url), "section": section, "before": before(text, start), "quote": text[start:end],
            "after": after(text, end),
        }
        for place, value, posting_id, title, company, url, section, text, start, end in found
    ]  # fmt: skip
    return Quotes(f"{name}: {len(rows)} quote{'s' if len(rows) != 1 else ''}", pa.Table.from_pylist(rows, SCHEMA))


_QUOTES = """
    with mention as (
        select slice, value, family, c.posting_id, coalesce(c.section, 'title') as section, field, start_char, end_char
        from codings c join members using (posting_id) join {slices} using (family)
        where variable = $variable and ($value is null or value = $value) and coder = $coder
            and c.section is distinct from 'other' and grounding <> 'none'
        qualify row_number() over (
            partition by slice, value, family
            order by list_position(['must', 'work', 'nice', 'title'], coalesce(c.section, 'title')), field = 'title',
                c.posting_id, start_char
        ) = 1
    ), drawn as (
        select *, md5(concat_ws('|', $seed, value, family)) as lot from mention
        qualify row_number() over (partition by slice order by lot) <= $n
    )
    select slice, value, posting_id, title, company, url, section, if(field = 'title', title, text), start_char, end_char
    from drawn join postings using (posting_id)
    order by slice, list_position(['must', 'work', 'nice', 'title'], section), lot
"""


def _source(row: dict[str, Any]) -> str:
    group = f"{row['slice']}: " if row["slice"] else ""
    return f"{group}{row['title'] or '(no title)'}, {row['company'] or '(no company)'}"


def _linked(row: dict[str, Any]) -> str:
    said = safe(_source(row))
    return f'<a href="{safe(row["url"])}" rel="noreferrer">{said}</a>' if row["url"] else said
