"""`rolescope compare`: how shares differ between two runs, two waves or two slices, and what a change is made of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import csv

from rolescope.errors import RolescopeError
from rolescope.estimate.changes import compare_groups, compared_values
from rolescope.estimate.clustered import Base
from rolescope.estimate.comparisons import SHARE, is_the_cut
from rolescope.estimate.corrected_changes import compare_corrected
from rolescope.estimate.decomposition import Decomposition, decompose
from rolescope.estimate.employer_counts import Joint, count_employers, join_counts
from rolescope.estimate.thin import thin_base
from rolescope.estimate.units import FACT, FACTS, Units, open_units
from rolescope.storage import table_path, whole_file, write_table
from rolescope.tables import COMPARISONS

RUN = "run"
_SAME: dict[str, Callable[[dict[str, Any]], object]] = {
    "coder": lambda facts: facts["coder"],
    "codebook": lambda facts: f"{facts['codebook']} (hash {facts['codebook_hash']})",
    "taxonomy": lambda facts: facts["taxonomy_hash"],
    "rolescope": lambda facts: facts["versions"]["rolescope"],
    "models": lambda facts: facts["study"].get("models"),
    "flow": lambda facts: facts["study"].get("flow"),
}
"""What would move shares if it changed, and how it is read in `run.json`."""


@dataclass(frozen=True)
class Group:
    """One side of a comparison: where it is, and of what slice; the whole corpus where `by` is None."""

    folder: Path
    by: str | None = None
    slice: str = ""

    @property
    def name(self) -> str:
        """What it is called in the output."""
        return self.slice if self.by else str(self.folder)


@dataclass(frozen=True)
class Searched:
    """What was searched for, where; without the date."""

    query: str
    site: str
    places: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.query!r} on {self.site}" + (f" in {', '.join(self.places)}" if self.places else "")


@dataclass(frozen=True)
class Comparison:
    """What differs between two groups.

    Parameters
    ----------
    groups
        The two, the earlier first.
    bases
        Families and employers of each.
    searched
        What each was searched with; the same unless other frames were asked for.
    table
        Rows of `tables.COMPARISONS`, the second less the first; observed shares, then corrected ones.
    parts
        Of each variable and value the terms of its change; empty where these groups are no two waves of one frame.
    refused
        Variables that are too thin, with the reason.
    """

    groups: tuple[Group, Group]
    bases: tuple[Base, Base]
    searched: tuple[frozenset[Searched], frozenset[Searched]]
    table: pa.Table
    parts: dict[tuple[str, str], Decomposition]
    refused: dict[str, str]

    @property
    def is_across_frames(self) -> bool:
        """Whether the two were not searched alike."""
        return self.searched[0] != self.searched[1]


def choose_groups(folder: Path, other: Path | None, slices: tuple[str, str, str] | None) -> tuple[Group, Group]:
    """The two groups that a user names: two runs, or two slices of one (what by, and which).

    Raises
    ------
    RolescopeError
        Where neither or both are given, or both groups are one.
    """
    if (other is None) == (slices is None):
        remedy = "give DIR_B, or --waves A B, or --slices BY A B, and only one of these"
        raise RolescopeError("is to be compared with what?", str(folder), remedy)
    by, one, two = slices or (None, "", "")
    before, after = Group(folder, by, one), Group(other or folder, by, two)
    if before == after:
        raise RolescopeError("would be compared with itself", before.name, "give two that differ")
    return before, after


def compare(before: Group, after: Group, *, across_frames: bool = False) -> Comparison:
    """Compare all shares of two groups of families.

    Observed shares are, and corrected ones where both groups are corrected by gold of their own; never synthetic ones.

    Parameters
    ----------
    before, after
        The groups.
    across_frames
        Whether groups that were not searched alike may be compared; their change is then not split.

    Raises
    ------
    RolescopeError
        Where a folder is no run, there is no such slice, or coder, codebook, flow or frame differ.
    """
    said = [_read_facts(group.folder) for group in (before, after)]
    _refuse_other_measures(said, before, after)
    study, book = said[1]["study"], said[1]["codebook_definition"]
    kinds = dict.fromkeys(FACTS, FACT) | {variable["name"]: variable["kind"] for variable in book["variables"]}
    with ExitStack() as stack:
        opened = {
            folder: stack.enter_context(open_units(folder, folder, said[1]["coder"]))
            for folder in {before.folder, after.folder}
        }
        units = (opened[before.folder], opened[after.folder])
        groups = (before, after)
        for one, group in zip(units, groups, strict=True):
            _check_slice(one, group)
        searched = _searched(units[0], before, said[0]), _searched(units[1], after, said[1])
        if searched[0] != searched[1] and not across_frames:
            raise RolescopeError(
                f"was searched with {_words(searched[1])}, and {before.name} with {_words(searched[0])}",
                after.name, "compare what was searched alike, or give --across-frames",
            )  # fmt: skip
        bases = _base(units[0], before), _base(units[1], after)
        splits = searched[0] == searched[1] and before.by in (None, "wave")
        compared = _Compared(units, groups, study["level"], splits)
        tables = [COMPARISONS.empty_table(), *compared.tables(kinds), *compared.corrected(kinds)]
    return Comparison(
        groups, bases, searched, pa.concat_tables(tables), compared.parts,
        compared.refused,
    )  # fmt: skip


class _Compared:
    """Compares variable after variable, and gathers what is not a row of the table."""

    def __init__(self, units: tuple[Units, Units], groups: tuple[Group, Group], level: float, splits: bool) -> None:
        self._units, self._groups, self._level, self._splits = units, groups, level, splits
        self.parts: dict[tuple[str, str], Decomposition] = {}
        self.refused: dict[str, str] = {}

    def tables(self, kinds: dict[str, str]) -> Iterator[pa.Table]:
        """Differences of each variable but what the groups are cut by."""
        for variable, kind in kinds.items():
            if is_the_cut(variable, self._groups[1].by):
                continue
            counts = [
                count_employers(one, variable, kind, group.by, group.slice)
                for one, group in zip(self._units, self._groups, strict=True)
            ]
            thin = [(g.name, why) for g, c in zip(self._groups, counts, strict=True) if (why := thin_base(c.base))]
            if thin:
                self.refused[variable] = "; ".join(f"{name}: {why}" for name, why in thin)
                continue
            joint = join_counts(*counts)
            yield compare_groups(joint, self._stamp(variable), self._level)
            if self._splits:
                self._split(joint, variable)

    def corrected(self, variables: Iterable[str]) -> Iterator[pa.Table]:
        """Differences of the corrected shares that both runs have stored."""
        before, after = self._groups
        slices = tuple((group.by, group.slice) for group in (before, after))
        for variable in variables:
            yield compare_corrected(self._units, slices, self._stamp(variable), self._level)

    def _stamp(self, variable: str) -> dict[str, str]:
        before, after = self._groups
        return {
            "slice_by": after.by or RUN, "slice": after.name, "against": before.name, "coder": self._units[0].coder,
            "variable": variable,
        }  # fmt: skip

    def _split(self, joint: Joint, variable: str) -> None:
        for place in compared_values(joint):
            self.parts[variable, joint.values[place]] = decompose(joint.m, joint.of(int(place)), self._level)


def write_comparison(found: Comparison, path: Path) -> None:
    """Write the table of a comparison as CSV or Parquet, the terms of each change and their limits as further columns.

    Raises
    ------
    RolescopeError
        Where the file's ending is neither.
    """
    if path.suffix not in (".csv", ".parquet"):
        raise RolescopeError(f"cannot write {path.suffix!r}", str(path), "give a file that ends in .csv or .parquet")
    rows = found.table.select(["statistic", "variable", "value"]).to_pylist()
    terms = [found.parts.get((row["variable"], row["value"])) if row["statistic"] == SHARE else None for row in rows]
    table = found.table
    for name in ("within", "between", "entry", "exit"):
        for part, end in (("value", ""), ("low", "_low"), ("high", "_high")):
            column = [None if term is None else getattr(getattr(term, name), part) for term in terms]
            table = table.append_column(name + end, pa.array(column, pa.float64()))
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".parquet":
        write_table(path, table)
    else:
        with whole_file(path) as partial:
            csv.write_csv(table, partial)


def _read_facts(folder: Path) -> dict[str, Any]:
    table_path(folder, "postings")
    try:
        facts: dict[str, Any] = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RolescopeError("there is no run.json that can be read", str(folder), "run the study again") from error
    return facts


def _refuse_other_measures(said: list[dict[str, Any]], before: Group, after: Group) -> None:
    for name, of in _SAME.items():
        one, other = (of(facts) for facts in said)
        if one != other:
            raise RolescopeError(
                f"its {name} is {other}, that of {before.folder} is {one}: shares would differ for that alone",
                str(after.folder), f"run both studies with the same {name}",
            )  # fmt: skip


def _check_slice(units: Units, group: Group) -> None:
    known = [
        name
        for (name,) in units.sql.execute(f"select distinct slice from {units.slices(group.by)} order by 1").fetchall()
    ]
    if group.slice not in known:
        raise RolescopeError(
            f"has no {group.by} {group.slice!r}", str(group.folder), f"there is {', '.join(known[:20])}"
        )  # fmt: skip


def _searched(units: Units, group: Group, facts: dict[str, Any]) -> frozenset[Searched]:
    rows = units.sql.execute(
        f"select distinct frame_id from postings semi join (select posting_id from {units.slices(group.by)} where slice = $name) "
        "using (posting_id)",
        {"name": group.slice},
    ).fetchall()
    here = {frame_id for (frame_id,) in rows}
    return frozenset(
        Searched(frame["query"], frame["site"], tuple(sorted(frame["places"])))
        for frame in facts["frames"]
        if frame["frame_id"] in here
    )


def _words(searched: frozenset[Searched]) -> str:
    return " and ".join(sorted(str(one) for one in searched)) or "nothing"


def _base(units: Units, group: Group) -> Base:
    employers = units.sql.execute(
        f"select employer from {units.slices(group.by)} join families using (family) where slice = $name",
        {"name": group.slice},
    ).fetchnumpy()
    return Base.of(employers["employer"])
