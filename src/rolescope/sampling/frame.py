"""The frame of a sample: the families of a run that can be labelled, and what the coder says of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

from rolescope.coders.labels import read_annotations
from rolescope.errors import RolescopeError
from rolescope.estimate.expected import WHERE_NO, WHERE_YES, expected_shares, measured_errors
from rolescope.estimate.sample_design import Aim
from rolescope.estimate.strata import NAMED, UNCODED, Partition, said_of_families, strata_of
from rolescope.estimate.units import Units, open_units
from rolescope.evaluation.coded import run_codebook, the_coder
from rolescope.sampling.targets import Target, read_targets
from rolescope.storage import table_path


@dataclass(frozen=True)
class SamplingFrame:
    """Families that can be drawn, each with the posting of it that would be labelled.

    Parameters
    ----------
    posting_ids, source_ids
        That posting: the first of the family whose `source_id` no other posting of the run has.
    employers
        Number of the employer of each family.
    aims
        The shares that the sample is for.
    measured
        Names of the shares whose guess comes from an evaluation of the run; the others' is the default.
    without_id
        Families left out because no label could name a posting of theirs.
    labelled
        Families left out because a posting of theirs is labelled already.
    """

    posting_ids: tuple[str, ...]
    source_ids: tuple[str, ...]
    employers: NDArray[np.int64]
    aims: tuple[Aim, ...]
    measured: frozenset[str]
    without_id: int
    labelled: int

    def __len__(self) -> int:
        return len(self.posting_ids)

    def enough(self, n: int, place: str) -> None:
        """Refuse a sample that is larger than the frame.

        Raises
        ------
        RolescopeError
            Where it is; with how many there are.
        """
        if n > len(self):
            out = [f"{count} {why}" for count, why in self.left_out]
            more = f" ({', '.join(out)})" if out else ""
            remedy = (
                "give postings a source_id of their own" if self.without_id else "all are labelled: estimate from them"
            )
            raise RolescopeError(
                f"{n} are more than the {len(self)} advertisements that can be drawn{more}",
                place,
                f"give {len(self)} or fewer" if len(self) else remedy,
            )

    @property
    def left_out(self) -> list[tuple[int, str]]:
        """How many families are not in the frame, and why."""
        reasons = (
            (self.without_id, "without a source_id of their own left out"),
            (self.labelled, "labelled already left out"),
        )
        return [(count, why) for count, why in reasons if count]


def read_frame(folder: Path, wanted: str | None = None, not_in: Iterable[Path] = ()) -> SamplingFrame:
    """The frame of a run.

    Parameters
    ----------
    folder
        Output folder of a run.
    wanted
        What the sample is for, as ``role_type,skills.RAG``; every choice and flag where nothing is said.
    not_in
        Files of labels whose postings, and the families of these, are left out.

    Raises
    ------
    RolescopeError
        Where the folder is no run, a file is no file of labels, or a target is not there.
    """
    for name in ("postings", "codings", "assessments"):
        table_path(folder, name)
    labelled = sorted({label.job_id for path in not_in for label in read_annotations(path)})
    codebook = run_codebook(folder)
    with open_units(folder, folder, the_coder(folder)) as units:
        named = units.sql.execute(
            "select distinct variable, value from codings where coder = $coder", {"coder": units.coder}
        ).fetchall()
        targets = read_targets(wanted, codebook, {(variable, value) for variable, value in named})
        rows = units.sql.execute(_FRAME, {"labelled": labelled}).fetchall()
        kept = np.array([source_id is not None and not known for _, source_id, _, known in rows], bool)
        aims, measured = _aims(units, targets, kept) if kept.any() else ([], [])
    in_frame = [row for row, keeps in zip(rows, kept, strict=True) if keeps]
    return SamplingFrame(
        posting_ids=tuple(row[0] for row in in_frame),
        source_ids=tuple(row[1] for row in in_frame),
        employers=np.array([row[2] for row in in_frame], dtype=np.int64),
        aims=tuple(aims),
        measured=frozenset(measured),
        without_id=sum(source_id is None for _, source_id, _, _ in rows),
        labelled=sum(source_id is not None and known for _, source_id, _, known in rows),
    )


def _aims(units: Units, targets: Sequence[Target], kept: NDArray[np.bool_]) -> tuple[list[Aim], list[str]]:
    """Aims of the targets, and the names of those whose guess was measured; targets of a choice share its strata."""
    aims, measured = [], []
    partitions: dict[tuple[str, str], Partition] = {}
    for target in targets:
        whole = target.kind in ("choice", "flag")
        key = (target.variable, "" if whole else target.value)
        if key not in partitions:
            said, sure = said_of_families(units, target.variable, target.kind, target.value)
            in_frame = [one for one, keeps in zip(said, kept, strict=True) if keeps]
            partitions[key] = _with_heading(strata_of(in_frame, sure[kept]), ".".join(part for part in key if part))
        partition = partitions[key]
        yes = np.array([says == target.value if whole else says in NAMED for says in partition.says])
        coded = np.array([says != UNCODED for says in partition.says])
        errors = _evaluated(units, target, float(partition.size[yes].sum() / partition.size.sum()))
        if errors:
            measured.append(target.name)
        shares = expected_shares(partition.size, yes, coded, partition.doubt, errors or (1 - WHERE_YES, WHERE_NO))
        aims.append(Aim(target.name, partition, yes, shares))
    return aims, measured


def _with_heading(partition: Partition, heading: str) -> Partition:
    names = tuple(f"{heading}: {name}" for name in partition.names)
    return Partition(names, partition.says, partition.of, partition.doubt)


def _evaluated(units: Units, target: Target, said: float) -> tuple[float, float] | None:
    """The coder's errors by the table `agreement`, where an evaluation against gold has left them there."""
    try:
        given = {"coder": units.coder, "variable": target.variable, "value": target.value}
        rows = units.sql.execute(_MEASURED, given).fetchall()
    except duckdb.CatalogException:
        return None
    found = {measure: (right, of) for measure, right, of in rows}
    if "precision" not in found or "recall" not in found:
        return None
    return measured_errors(said, found["precision"], found["recall"])


_FRAME = """
    with named as (
        select posting_id, source_id, count(*) over (partition by source_id) as of_this_id from postings
    )
    select coalesce(min(posting_id) filter (of_this_id = 1 and source_id <> ''), min(posting_id)),
        arg_min(source_id, posting_id) filter (of_this_id = 1 and source_id <> ''), any_value(employer),
        bool_or(coalesce(list_contains($labelled, source_id), false))
    from members join named using (posting_id) join families using (family) group by family order by family
"""
_MEASURED = """
    select measure, "right", n from agreement
    where comparison = 'gold' and coder = $coder and variable = $variable and value = $value and subset is null
        and measure in ('precision', 'recall') and "right" is not null and n > 0
"""
