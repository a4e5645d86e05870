"""Gold labels of a run: checked against its postings, kept as the table `gold`, and coded for correcting shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rolescope.codebook.model import Codebook
from rolescope.coders import gold
from rolescope.coders.label_check import check_label
from rolescope.coders.labels import LabelDesign, PostingLabels, read_annotations, that_count
from rolescope.coders.tuned import Refused, correcting, tuned_on
from rolescope.collect.sources import BATCH_ROWS
from rolescope.errors import RolescopeError
from rolescope.estimate.corrected import LEAST_GOLD
from rolescope.ledger import Problem
from rolescope.storage import read_batches, write_table
from rolescope.tables import GOLD

TOO_FEW = "gold labels that are too few to correct a share"
_COLUMNS = ["posting_id", "source_id", "text"]


def make_gold(path: Path, codebook: Codebook, made: Path, coded: Path, tuned: Iterable[Path] = ()) -> list[Problem]:
    """Write table `gold`, and what the gold coder says of the labelled postings.

    Parameters
    ----------
    path
        Labels as JSON Lines.
    codebook
        What the run codes.
    made
        Folder with the postings, which the table goes to.
    coded
        Folder for the tables of the gold coder; made.
    tuned
        Files of labels that the coder was tuned on: these postings correct no share.

    Returns
    -------
    list of Problem
        What of the labels cannot be used, and for what: each with line and remedy.

    Raises
    ------
    RolescopeError
        Where the labels cannot be read, or none is of a posting of the run.
    """
    annotations = read_annotations(path)
    labels = that_count(annotations)
    postings, twice = _labelled(made / "postings.parquet", labels)
    if not postings.num_rows:
        raise RolescopeError("no labelled posting is in the run", str(path), "job_id must be the postings' source_id")
    found = dict(zip(*(postings.column(name).to_pylist() for name in ("source_id", "posting_id")), strict=True))
    designs, refused = correcting(labels, tuned_on(tuned))
    rows = [_row(found[job_id], label, designs.get(job_id)) for job_id, label in labels.items() if job_id in found]
    write_table(made / "gold.parquet", pa.Table.from_pylist(sorted(rows, key=lambda row: row["posting_id"]), GOLD))
    coded.mkdir()
    for name, table in gold.code_batch(postings, codebook, labels)._asdict().items():
        write_table(coded / f"{name}.parquet", table)
    uncounted = {job_id: refusal for job_id, refusal in refused.items() if job_id in found}
    drawn = len(designs.keys() & found.keys())
    return [
        *_unusable(path, labels, postings, twice, codebook),
        *_uncorrecting(path, labels, uncounted),
        *_too_few(path, drawn),
    ]


def empty_gold(made: Path) -> None:
    """The table `gold` of a run without labels."""
    write_table(made / "gold.parquet", GOLD.empty_table())


def _labelled(postings: Path, labels: Mapping[str, PostingLabels]) -> tuple[pa.Table, set[str]]:
    """Labelled postings, and the ids that several postings have: whose label it is, nobody can tell."""
    wanted = pa.array(sorted(labels))
    parts = [
        table.filter(pc.is_in(table.column("source_id"), wanted)).select(_COLUMNS)
        for table in read_batches(postings, BATCH_ROWS * 16)
    ]
    found = pa.concat_tables(parts)
    twice = {job_id for job_id, count in Counter(found.column("source_id").to_pylist()).items() if count > 1}
    return found.filter(pc.invert(pc.is_in(found.column("source_id"), pa.array(sorted(twice), pa.string())))), twice


def _row(posting_id: str, label: PostingLabels, design: LabelDesign | None) -> dict[str, Any]:
    return {
        "posting_id": posting_id,
        "sample_id": design.sample_id if design else None,
        "design": design.design if design else None,
        "stratum": design.stratum if design else None,
        "inclusion_prob": design.inclusion_prob if design else None,
        "annotator": label.annotator,
        "annotator_kind": label.annotator_kind,
        "adjudicated": label.adjudicated,
    }


def _unusable(
    path: Path, labels: Mapping[str, PostingLabels], postings: pa.Table, twice: set[str], codebook: Codebook
) -> Iterator[Problem]:
    """Labels of unknown postings, quotes that are not in the text, values that are not in the codebook."""
    texts = dict(zip(*(postings.column(name).to_pylist() for name in ("source_id", "text")), strict=True))
    for job_id, label in labels.items():
        place = f"{path.name}:{label.line}"
        if job_id in twice:
            what = f"job_id {job_id!r} is in two sources: give each source's postings ids of their own"
            yield Problem("gold label of several postings", place, what, dropped=False, of="file")
            continue
        if job_id not in texts:
            what = f"job_id {job_id!r} is in no source: write the posting's source_id, or take the line out"
            yield Problem("gold label of no posting", place, what, dropped=False, of="file")
            continue
        for refusal in check_label(label, texts[job_id], codebook)[1]:
            what = f"{refusal.variable} {refusal.quote or refusal.value!r}: {refusal.remedy}"
            yield Problem(f"gold: {refusal.reason}", place, what, dropped=False, of="file")


def _uncorrecting(path: Path, labels: Mapping[str, PostingLabels], refused: Mapping[str, Refused]) -> Iterator[Problem]:
    """Labels that serve agreement, and correct no share."""
    for job_id, refusal in sorted(refused.items(), key=lambda item: labels[item[0]].line):
        yield Problem(refusal.reason, f"{path.name}:{labels[job_id].line}", refusal.remedy, dropped=False, of="file")


def _too_few(path: Path, drawn: int) -> Iterator[Problem]:
    """Said where the labels of a design are some, and fewer than a share is corrected by."""
    if 0 < drawn < LEAST_GOLD:
        what = (
            f"{drawn} drawn by a design, at least {LEAST_GOLD} are needed: draw more with `rolescope sample --not-in`"
        )
        yield Problem(TOO_FEW, path.name, what, dropped=False, of="file")
