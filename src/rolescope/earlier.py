"""What an earlier run into the same folder made that still holds: its postings, codes of untouched variables."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rolescope.codebook.model import Codebook, Variable
from rolescope.codebook.taxonomy import taxonomy_digest
from rolescope.collect.sources import source_files
from rolescope.fingerprint import code_digest, digest, files_digest
from rolescope.ledger import Ledger
from rolescope.sorting import merge_sorted
from rolescope.storage import read_batches, table_writer
from rolescope.studyfile import Study
from rolescope.tables import PUBLIC, SORTED_BY

CODED = ("codings", "assessments", "rejections")
_ROWS = 65_536


@dataclass(frozen=True)
class Keys:
    """Fingerprints of all that the postings, and the codes of each variable, are made from."""

    postings: str = ""
    codebook: str = ""
    variables: dict[str, str] = field(default_factory=dict)

    def codes(self) -> str:
        """Fingerprint of all that the tables of codes are made from; "" where labels are read anew each time."""
        return digest(self.codebook, json.dumps(self.variables, sort_keys=True)) if self.variables else ""


@dataclass(frozen=True)
class Earlier:
    """A complete run in an output folder; one that is none holds nothing."""

    folder: Path
    keys: Keys = Keys()
    cleaning: dict[str, Any] = field(default_factory=dict)

    def has_postings(self, keys: Keys) -> bool:
        """Whether its postings are those that would be made now."""
        return self.keys.postings == keys.postings

    def untouched(self, keys: Keys) -> set[str]:
        """Variables whose codes are those that would be made now."""
        return {name for name, key in keys.variables.items() if self.keys.variables.get(name) == key}

    def touched(self, codebook: Codebook, keys: Keys) -> Codebook:
        """The codebook with only the variables that must be coded anew."""
        untouched = self.untouched(keys)
        return codebook.model_copy(
            update={"variables": tuple(v for v in codebook.variables if v.name not in untouched)}
        )

    def gives(self, keys: Keys) -> tuple[str, ...]:
        """What of it holds, for a reader."""
        codes = tuple(f"codes of {name}" for name in sorted(self.untouched(keys)))
        return ("postings", *codes) if self.has_postings(keys) else ()

    def ledger(self) -> Ledger:
        """What its collecting and cleaning dropped and repaired."""
        return Ledger.from_json(self.cleaning)


def stage_keys(study: Study, codebook: Codebook, corpus: Path | None, models: str = "") -> Keys:
    """Keys of a run that is to be made; labels of other coders are read anew each time, and have none.

    Parameters
    ----------
    study, codebook, corpus
        What is run.
    models
        Fingerprint of the study's own models.
    """
    inputs = files_digest(source_files(study, corpus))
    code = code_digest("collect", "clean", "tables.py", "sorting.py", "storage.py")
    postings = digest(inputs, study.model_dump_json(include={"frame", "sources"}), code)
    if study.coder != "local":
        return Keys(postings, codebook.id)
    coder = digest(postings, code_digest("coders", "codebook/taxonomy.py"), *codebook.languages)
    variables = {
        v.name: digest(coder, v.model_dump_json(), _names(v), models if v.by == "model" else "")
        for v in codebook.variables
    }
    return Keys(postings, codebook.id, variables)


def estimates_key(study: Study, keys: Keys, gold: Path | None) -> str:
    """Key of the estimates of a run; "" where its codes have none."""
    read = (gold, *map(study.resolve, study.tuned_on)) if gold else ()
    labels = files_digest(path for path in read if path.is_file())
    return keys.codes() and digest(keys.postings, keys.codes(), study.digest(), labels, code_digest("."))


def _names(variable: Variable) -> str:
    """Fingerprint of the taxonomy, for what is coded by it."""
    return taxonomy_digest() if variable.by in ("taxonomy", "model") else ""


def read_earlier(folder: Path) -> Earlier:
    """The run that an output folder holds; run.json is there only while all of its files are."""
    try:
        said = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        keys = Keys(**said["keys"])
        whole = all((folder / f"{name}.parquet").is_file() for name in ("postings", *CODED))
        return Earlier(folder, keys, said["cleaning"]) if whole else Earlier(folder)
    except (OSError, ValueError, KeyError, TypeError):
        return Earlier(folder)


def take_over(folder: Path, made: Path, *names: str) -> None:
    """Let another folder have tables of an earlier run, without a copy where the disk can do so."""
    for name in names:
        source, target = folder / f"{name}.parquet", made / f"{name}.parquet"
        try:
            os.link(source, target)
        except OSError:
            shutil.copyfile(source, target)


def join_codes(folder: Path, fresh: Path, made: Path, untouched: Set[str], codebook: str) -> None:
    """Write the tables of codes from an earlier run's of untouched variables and fresh ones of the others.

    Parameters
    ----------
    folder, fresh, made
        Where the earlier tables are, the fresh ones, and where the joined ones go.
    untouched
        Variables whose earlier codes hold.
    codebook
        Id of the codebook that now stands behind all of them.
    """
    for name in CODED:
        kept = fresh / f"kept-{name}.parquet"
        with table_writer(kept, PUBLIC[name]) as writer:
            for table in _kept(folder / f"{name}.parquet", untouched, codebook):
                writer.write(table)
        paths = [path for path in (kept, fresh / f"{name}.parquet") if path.is_file()]
        with table_writer(made / f"{name}.parquet", PUBLIC[name]) as writer:
            for table in merge_sorted(paths, SORTED_BY[name]):
                writer.write(table)


def _kept(path: Path, untouched: Set[str], codebook: str) -> Iterator[pa.Table]:
    wanted = pa.array(sorted(untouched))
    for table in read_batches(path, _ROWS):
        rows = table.filter(pc.is_in(table.column("variable"), wanted))
        place = rows.schema.get_field_index("codebook")
        yield rows.set_column(place, "codebook", pa.array([codebook] * rows.num_rows, pa.string()))
