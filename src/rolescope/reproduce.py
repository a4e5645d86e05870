"""The published study's figures from its own labels, beside what the postings really say."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from rolescope.codebook.taxonomy import Taxonomy, shipped_taxonomy
from rolescope.coders import imported
from rolescope.coders.tagger import Tagger
from rolescope.collect.field_guide import find_corpus
from rolescope.errors import RolescopeError
from rolescope.evaluation.figure import Chance
from rolescope.evaluation.leakage import Code, Leakage, is_stated, measure_leakage
from rolescope.published import Published, listed_terms, published_figures
from rolescope.stages import Progress
from rolescope.storage import database, read_batches, write_table
from rolescope.study import run
from rolescope.studyfile import Study

_BATCH = 256
_SEED = 20260205


@dataclass(frozen=True)
class Reproduced:
    """A published figure beside what was found.

    `count` and `postings` are entries and postings in the study's own labels; `stated` the postings in
    whose text the label itself stands; `share`, `low` and `high` the canonical skill as the local coder
    finds it; `unsupported` the labelled postings whose text has neither the label nor any spelling of
    the skill.
    """

    published: Published
    count: int
    postings: int
    stated: int | None
    share: float | None
    low: float | None
    high: float | None
    unsupported: int | None

    @property
    def agrees(self) -> bool:
        """Whether both counts are those that the published figure rests on."""
        return (self.count, self.postings) == (self.published.expected_count, self.published.posting_count)


@dataclass(frozen=True)
class Reproduction:
    """Every figure, and what the study's coder says of the terms that its prompt lists."""

    figures: list[Reproduced]
    leakage: Leakage


def reproduce(corpus: Path, *, workers: int | None = None, progress: Progress | None = None) -> Reproduction:
    """Count every published figure in the study's own labels, and in the texts; hold listed terms against others.

    Parameters
    ----------
    corpus
        The field-guide corpus, or a clone of its repository.
    workers, progress
        As for `study.run`.

    Raises
    ------
    RolescopeError
        Where the corpus is not there or lacks the study's files.
    """
    corpus, chance = find_corpus(corpus, Path.cwd()), Chance(_SEED)
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch)
        run(_study(corpus), out, workers=workers, progress=progress)
        labels = imported.study_labels(corpus)
        coded = [imported.code_batch(b, "published", labels) for b in read_batches(out / "postings.parquet", _BATCH)]
        for name in ("codings", "assessments"):
            _append(out / f"labels_{name}.parquet", [getattr(batch, name) for batch in coded])
        with database(out, also=("labels_codings", "labels_assessments")) as sql:
            texts = dict(sql.execute("select posting_id, title || chr(10) || text from postings").fetchall())
            figures = [_compare(sql, figure, texts) for figure in published_figures()]
            return Reproduction(figures, measure_leakage(_codes(sql, texts), listed_terms(), chance))


def _study(corpus: Path) -> Study:
    return Study.model_validate(
        {
            "study": "reproduction",
            "question": "What is an AI engineer?",
            "frame": {"query": "AI Engineer", "site": "a tech job site", "collected": "2026-02-04"},
            "sources": [{"field_guide": corpus}],
        }
    )


def _append(path: Path, tables: list[pa.Table]) -> None:
    write_table(path, pa.concat_tables(tables))


def _codes(sql: duckdb.DuckDBPyConnection, texts: dict[str, str]) -> list[Code]:
    rows = sql.execute(
        """
        select distinct posting_id, employer_id, value from labels_codings join postings using (posting_id)
        where variable = 'skills' order by all
        """
    ).fetchall()
    return [Code(employer, label, is_stated(texts[posting_id], label)) for posting_id, employer, label in rows]


def _compare(sql: duckdb.DuckDBPyConnection, figure: Published, texts: dict[str, str]) -> Reproduced:
    if figure.variable != "skills":
        count = _one(
            sql,
            "select count(*) from labels_assessments where variable = ? and value = ?",
            figure.variable,
            figure.entry,
        )
        return Reproduced(figure, count, count, None, None, None, None, None)
    where = "variable = 'skills' and category = ? and value = ?"
    count = _one(sql, f"select count(*) from labels_codings where {where}", figure.group, figure.entry)
    holders = sql.execute(
        f"select distinct posting_id from labels_codings where {where}", [figure.group, figure.entry]
    ).fetchall()
    tagger = Tagger(_only(figure.canonical))
    bare = [posting_id for (posting_id,) in holders if not _supported(texts[posting_id], figure, tagger)]
    estimate = sql.execute(
        """
        select share, low, high from observed where value = ? and section_rule = 'any but other'
            and slice_by is null and unit = 'posting' and target = 'process'
        """,
        [figure.canonical],
    ).fetchone()
    share, low, high = estimate or (None, None, None)
    stated = sum(is_stated(text, figure.entry) for text in texts.values())
    return Reproduced(figure, count, len(holders), stated, share, low, high, len(bare))


def _supported(text: str, figure: Published, tagger: Tagger) -> bool:
    return is_stated(text, figure.entry) or bool(tagger.find(text))


def _only(canonical: str) -> Taxonomy:
    """The taxonomy of one skill: every spelling of it, whatever longer names hold it."""
    whole = shipped_taxonomy()
    aliases = tuple(alias for alias in whole.aliases if alias.skill.name == canonical)
    if not aliases:
        raise RolescopeError(f"no skill {canonical!r}", "published figures", "mend its `canonical`")
    return Taxonomy(whole.categories, aliases)


def _one(sql: duckdb.DuckDBPyConnection, query: str, *values: str) -> int:
    row = sql.execute(query, list(values)).fetchone()
    return int(row[0]) if row else 0
