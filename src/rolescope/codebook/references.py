"""Reference taxonomies as their publishers give them out: ESCO concepts and O*NET technologies, read from files."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rolescope.codebook.taxonomy import alias_key
from rolescope.errors import RolescopeError

ISCO_GROUP = "/isco/C"
MIN_BELONGING = 0.5
FEWEST_TO_JUDGE = 20
_ESCO_DOWNLOAD = "download the ESCO classification (CSV, English) and give its folder with --esco"
_ONET_DOWNLOAD = "download the O*NET database (text files) and give its folder with --onet"


class Concept(NamedTuple):
    """An ESCO skill: its address, its preferred label and its alternative ones."""

    uri: str
    label: str
    alternatives: tuple[str, ...]


class Occupation(NamedTuple):
    """An ESCO occupation with its ISCO-08 unit group, or an O*NET-SOC occupation (`isco` is empty)."""

    code: str
    title: str
    isco: str


class Technology(NamedTuple):
    """An O*NET technology over all occupations that name it.

    `in_demand` holds where O*NET says so for at least one occupation; `occupations` is how many name it.
    """

    example: str
    commodity: str
    hot: bool
    in_demand: bool
    occupations: int


class EscoSkills(NamedTuple):
    """ESCO skills; `belonging` is the part of them whose alternative labels share a word with the label."""

    concepts: tuple[Concept, ...]
    belonging: float | None

    @property
    def alternatives_hold(self) -> bool:
        """Whether the alternative labels stand beside the concepts that they belong to."""
        return self.belonging is None or self.belonging >= MIN_BELONGING


def label_key(label: str) -> str:
    """Spelling under which labels are compared: lower case, a hyphen is a space, one space between words.

    >>> label_key("Fine-tuning  of Models ")
    'fine tuning of models'
    """
    return " ".join(alias_key(label).split())


def read_esco_skills(folder: Path) -> EscoSkills:
    """Skills of an ESCO folder (``*skills_en.csv``).

    Raises
    ------
    RolescopeError
        Where the file or a column is not there.
    """
    path = _only(folder, "*skills_en.csv", _ESCO_DOWNLOAD)
    columns = (("conceptUri",), ("preferredLabel",), ("altLabels",))
    concepts = tuple(
        Concept(uri, label, tuple(said for line in alternatives.splitlines() if (said := line.strip())))
        for uri, label, alternatives in _rows(path, ",", columns, _ESCO_DOWNLOAD)
    )
    return EscoSkills(concepts, _belonging(concepts))


def read_esco_occupations(folder: Path) -> tuple[Occupation, ...]:
    """Occupations of an ESCO folder (``*occupations_en.csv``); ISCO groups among them are left out.

    Raises
    ------
    RolescopeError
        Where the file or a column is not there.
    """
    path = _only(folder, "*occupations_en.csv", _ESCO_DOWNLOAD)
    columns = (("conceptUri", "uri"), ("preferredLabel", "title"), ("iscoGroup", "isco_code"))
    rows = _rows(path, ",", columns, _ESCO_DOWNLOAD)
    return tuple(Occupation(uri, title, isco) for uri, title, isco in rows if ISCO_GROUP not in uri)


def read_onet_occupations(folder: Path) -> tuple[Occupation, ...]:
    """Occupations of an O*NET folder (``Occupation Data.txt``, or the same as ``onet-occupation-data.tsv``).

    Raises
    ------
    RolescopeError
        Where the file or a column is not there.
    """
    path = _only(folder, "*[Oo]ccupation[ -][Dd]ata.t*", _ONET_DOWNLOAD)
    rows = _rows(path, "\t", (("O*NET-SOC Code",), ("Title",)), _ONET_DOWNLOAD)
    return tuple(Occupation(code, title, "") for code, title in rows)


def read_onet_technologies(folder: Path) -> tuple[Technology, ...]:
    """Technologies of an O*NET folder (``Technology Skills.txt``, or ``onet-technology-skills.tsv``), by example.

    Raises
    ------
    RolescopeError
        Where the file or a column is not there.
    """
    path = _only(folder, "*[Tt]echnology[ -][Ss]kills.t*", _ONET_DOWNLOAD)
    columns = (("O*NET-SOC Code",), ("Example",), ("Commodity Title",), ("Hot Technology",), ("In Demand",))
    found: defaultdict[str, list[list[str]]] = defaultdict(list)
    for row in _rows(path, "\t", columns, _ONET_DOWNLOAD):
        found[row[1]].append(row)
    return tuple(_technology(example, rows) for example, rows in sorted(found.items()))


def _technology(example: str, rows: list[list[str]]) -> Technology:
    codes, _, commodities, hot, in_demand = zip(*rows, strict=True)
    return Technology(example, "; ".join(sorted(set(commodities))), "Y" in hot, "Y" in in_demand, len(set(codes)))


def _belonging(concepts: Sequence[Concept]) -> float | None:
    judged = [concept for concept in concepts if concept.alternatives]
    if len(judged) < FEWEST_TO_JUDGE:
        return None
    return sum(bool(_stems(c.label) & _stems(" ".join(c.alternatives))) for c in judged) / len(judged)


def _stems(text: str) -> set[str]:
    return {word[:4] for word in re.findall(r"\w{3,}", text.lower())}


def _only(folder: Path, pattern: str, remedy: str) -> Path:
    if not folder.is_dir():
        raise RolescopeError("there is no such folder", str(folder), remedy)
    found = sorted(folder.glob(pattern))
    if not found:
        raise RolescopeError(f"there is no file {pattern}", str(folder), remedy)
    if len(found) > 1:
        names = ", ".join(path.name for path in found)
        raise RolescopeError(f"more than one file could be meant ({names})", str(folder), "leave one of them there")
    return found[0]


def _rows(path: Path, delimiter: str, columns: Sequence[tuple[str, ...]], remedy: str) -> Iterator[list[str]]:
    """Cells of each row, blanks outside trimmed, in the order of the columns; each column by any of its names."""
    is_plain = delimiter == "\t"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(
                file, delimiter=delimiter, quoting=csv.QUOTE_NONE if is_plain else csv.QUOTE_MINIMAL
            )
            header = reader.fieldnames or ()
            names = [next((name for name in known if name in header), None) for known in columns]
            if None in names:
                missing = columns[names.index(None)][0]
                raise RolescopeError(f"there is no column {missing!r}", str(path), remedy)
            for row in reader:
                yield [(row[name] or "").strip() for name in names if name is not None]
    except (UnicodeDecodeError, csv.Error) as error:
        raise RolescopeError(f"cannot be read as a UTF-8 table ({error})", str(path), remedy) from error
