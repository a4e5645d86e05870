"""`rolescope taxonomy terms`: what postings ask for and the skill taxonomy does not know."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from rolescope.codebook.nearest import Nearest
from rolescope.codebook.nesting import c_values
from rolescope.codebook.taxonomy import shipped_taxonomy
from rolescope.coders.candidates import CANDIDATES, candidate_batch
from rolescope.collect.sources import BATCH_ROWS
from rolescope.engine.choose import open_engine
from rolescope.stages import Progress
from rolescope.storage import database, read_batches, rows_in, table_path, table_writer, whole_file

MIN_FAMILIES, MIN_EMPLOYERS, MIN_WEIRDNESS = 3, 2, 2.0
QUOTES = 2
COLUMNS = (
    "term", "families", "employers", "required", "weirdness", "c_value", "nearest",
    *(f"{name}_{number}" for number in range(1, QUOTES + 1) for name in ("posting_id", "start_char", "end_char", "quote")),
)  # fmt: skip


@dataclass(frozen=True)
class Quote:
    """Where a term is used: `text[start_char:end_char]` of the posting is `quote`."""

    posting_id: str
    start_char: int
    end_char: int
    quote: str


@dataclass(frozen=True)
class Term:
    """A term that no skill or alias stands for.

    Attributes
    ----------
    term
        Its usual spelling.
    families, employers
        How many name it in requirements, wishes or the description of the work.
    required
        Families that name it as a requirement.
    weirdness
        Its share of what families ask for over its share of the rest of their text, one use added to each.
    c_value
        How far it stands for itself, not for a longer term (`codebook.nesting`).
    nearest
        The skills with the most words in common with it.
    quotes
        Up to `QUOTES`, of different families and employers, requirements first.
    """

    term: str
    families: int
    employers: int
    required: int
    weirdness: float
    c_value: float
    nearest: tuple[str, ...]
    quotes: tuple[Quote, ...]


def unknown_terms(
    folder: Path,
    *,
    most: int = 100,
    min_families: int = MIN_FAMILIES,
    min_employers: int = MIN_EMPLOYERS,
    workers: int = 1,
    progress: Progress | None = None,
) -> list[Term]:
    """Terms of a run that the taxonomy does not know, those of most employers first, then the most specific.

    A family counts once. A term that is not twice as common in what is asked for as in the rest of the
    text is left out: its weirdness (Ahmad, Gillam and Tostevin, "University of Surrey participation in
    TREC8", 1999) is that of no skill. So is a capitalised word that more texts have in small letters.

    Parameters
    ----------
    folder
        Output folder of a run; its texts are read against the taxonomy as it is now.
    most
        How many terms.
    min_families, min_employers
        Terms that fewer name are left out.
    workers
        Processes.
    progress
        Told of postings done.

    Raises
    ------
    RolescopeError
        Where the folder holds no postings.
    """
    postings = table_path(folder, "postings")
    with TemporaryDirectory() as made:
        scratch = Path(made)
        total = rows_in(postings)
        with (
            table_writer(scratch / "candidates.parquet", CANDIDATES) as writer,
            open_engine(workers=workers) as engine,
            closing(engine.map(candidate_batch, read_batches(postings, BATCH_ROWS))) as batches,
        ):
            ordinary: Counter[str] = Counter()
            for rows, found in batches:
                writer.write(found.candidates)
                ordinary.update(found.ordinary)
                if progress:
                    progress("terms", rows, total)
        with database(scratch, also=["candidates"]) as sql:
            sql.from_parquet(str(postings)).create_view("postings")
            return _ranked(sql, ordinary, most, min_families, min_employers)


def write_terms(path: Path, terms: Sequence[Term]) -> None:
    """Write terms as CSV, one row a term with `COLUMNS`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as partial, partial.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for t in terms:
            row = [t.term, t.families, t.employers, t.required, f"{t.weirdness:.2f}", f"{t.c_value:.1f}"]
            quotes = [cell for q in t.quotes for cell in (q.posting_id, q.start_char, q.end_char, q.quote)]
            row += ["; ".join(t.nearest), *quotes]
            writer.writerow(row + [""] * (len(COLUMNS) - len(row)))


def _ranked(
    sql: duckdb.DuckDBPyConnection, ordinary: Counter[str], most: int, min_families: int, min_employers: int
) -> list[Term]:
    rows = sql.execute(_COUNTS, {"families": min_families, "employers": min_employers}).fetchall()
    counted = [row for row in rows if not (row[1].istitle() and ordinary[row[1].lower()] > row[2])]
    standing = c_values({term: families for term, _, families, *_ in counted})
    kept = [row for row in counted if row[0] in standing and row[-1] >= MIN_WEIRDNESS]
    kept.sort(key=lambda row: (-row[3], -row[-1], -standing[row[0]], row[0]))
    quotes = _quotes(sql, [row[0] for row in kept[:most]])
    nearest = Nearest(skill.name for _, skill in shipped_taxonomy().skills())
    return [
        Term(
            surface, families, employers, required, weirdness, standing[key],
            tuple(name for name, _ in nearest.of([surface])), tuple(quotes[key]),
        )
        for key, surface, families, employers, required, weirdness in kept[:most]
    ]  # fmt: skip


def _quotes(sql: duckdb.DuckDBPyConnection, terms: Sequence[str]) -> dict[str, list[Quote]]:
    rows = sql.execute(_QUOTES, {"terms": list(terms), "quotes": QUOTES}).fetchall()
    quotes: dict[str, list[Quote]] = {term: [] for term in terms}
    for term, posting_id, start, end, text in rows:
        quotes[term].append(Quote(posting_id, start, end, text[start:end]))
    return quotes


_COUNTS = """
    with size as (
        select count(*) filter (not is_rest) as asked, count(*) filter (is_rest) as rest
        from (select distinct family_id, term, section = 'other' as is_rest from candidates)
    )
    select term, mode(surface order by surface) as surface, count(distinct family_id) filter (section <> 'other') as families,
        count(distinct employer_id) filter (section <> 'other') as employers,
        count(distinct family_id) filter (section = 'must') as required,
        (families + 1) / any_value(asked + 1) / ((count(distinct family_id) filter (section = 'other') + 1)
            / any_value(rest + 1)) as weirdness
    from candidates, size group by term having families >= $families and employers >= $employers order by term
"""

_QUOTES = """
    with families as (
        from candidates where section <> 'other' and list_contains($terms, term)
        qualify row_number() over (partition by term, family_id order by section <> 'must', posting_id, start_char) = 1
    ), employers as (
        from families
        qualify row_number() over (partition by term, employer_id order by section <> 'must', posting_id) = 1
    ), chosen as (
        select *, row_number() over (partition by term order by section <> 'must', posting_id) as number from employers
    )
    select term, posting_id, quote_start, quote_end, text
    from chosen join postings using (posting_id) where number <= $quotes order by term, number
"""
