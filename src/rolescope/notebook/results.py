"""What a run found: its tables, its figures by name, the quotes behind them."""

from __future__ import annotations

import json
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any, overload

from rolescope.codebook.model import Codebook
from rolescope.errors import RolescopeError
from rolescope.notebook.definition import Definition
from rolescope.notebook.display import html_table, plain_table, safe
from rolescope.notebook.evidence import Quotes, read_quotes
from rolescope.notebook.names import Names
from rolescope.notebook.shares import Shares, read_shares
from rolescope.notebook.table import Table
from rolescope.report.view import read_view
from rolescope.storage import database, table_path
from rolescope.studyfile import Study
from rolescope.tables import AFTER_RUN, PUBLIC

_TABLES = ("table", "rows", "columns")


class Stored:
    """A public table as an attribute of a run of the same name."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, results: None, owner: type) -> Stored: ...

    @overload
    def __get__(self, results: Results, owner: type) -> Table: ...

    def __get__(self, results: Results | None, owner: type) -> Stored | Table:
        return self if results is None else results.table(self._name)


class Results:
    """A finished run.

    Parameters
    ----------
    folder
        Output folder of the run.

    Raises
    ------
    RolescopeError
        Where the folder holds no run.
    """

    postings = Stored()
    codings = Stored()
    assessments = Stored()
    rejections = Stored()
    gold = Stored()
    estimates = Stored()
    comparisons = Stored()
    pairs = Stored()
    pay = Stored()
    learning_path = Stored()
    agreement = Stored()

    def __init__(self, folder: Path) -> None:
        table_path(folder, "estimates")
        manifest = folder / "run.json"
        if not manifest.is_file():
            raise RolescopeError("there is no run.json", str(folder), "run the study again: `rolescope run`")
        self.folder = folder
        self.facts: dict[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))
        self.study = Study.model_validate(self.facts["study"])
        self.codebook = Codebook.model_validate(self.facts["codebook_definition"])
        self.coder: str = self.facts.get("coder", self.study.coder)

    def table(self, name: str) -> Table:
        """A public table by its name.

        Raises
        ------
        RolescopeError
            Where the run has no such table, with the remedy.
        """
        if name in AFTER_RUN and not (self.folder / f"{name}.parquet").is_file():
            raise RolescopeError(f"there is no {name}.parquet", str(self.folder), "make it with `rolescope eval DIR`")
        return Table(name, table_path(self.folder, name))

    def sql(self, query: str) -> Table:
        """The answer to a query in DuckDB's SQL, in which each table of the run is a view.

        Raises
        ------
        duckdb.Error
            Where the query is wrong, in DuckDB's words.
        """
        with database(self.folder) as connection:
            return Table("query", connection.sql(query).to_arrow_table())

    @cached_property
    def definition(self) -> Definition:
        """The working definition, in the sentences of the report."""
        return Definition(read_view(self.folder, self.study, self.codebook, self.facts).definition)

    def share(
        self,
        name: str,
        by: str | None = None,
        *,
        section: str | None = None,
        unit: str = "posting",
        target: str = "process",
        statistic: str = "share",
    ) -> Shares:
        """The stored share of a skill, a value or a fact, or of all values of a variable.

        Parameters
        ----------
        name
            A skill by its name or any spelling that the taxonomy knows (``"k8s"``), a value (``"ai-first"``), both
            as ``variable.value`` where a name is ambiguous, or a variable (``"role_type"``) for all its values.
        by
            What to slice by: one of the slices of the study.
        section
            Of skills ``"any but other"`` (if nothing is said), ``"must"`` or ``"nice"``.
        unit
            ``"posting"``, or ``"employer"``, in which each employer weighs the same.
        target
            ``"process"``: the employers that could have posted; ``"corpus"``: these postings.
        statistic
            ``"share"``, as the coder has it, or ``"corrected share"``, by gold labels.

        Raises
        ------
        RolescopeError
            Where the run knows no such name, with the nearest; where it has no such slicing or rule.
        """
        asked = self._names.of(name)
        with database(self.folder) as connection:
            return read_shares(
                connection, name, asked, by, section=section, unit=unit, target=target, statistic=statistic
            )

    def evidence(self, name: str, n: int = 20, *, by: str | None = None, seed: int | None = None) -> Quotes:
        """Quotes behind a share, in their context: up to `n` advertisements, of each slice where `by` is given.

        Parameters
        ----------
        name
            As for `share`.
        n
            How many advertisements at most, one quote each.
        by
            What to slice by: anything that a study can slice by.
        seed
            Another seed draws other quotes; that of the study by default.

        Raises
        ------
        RolescopeError
            Where the run knows no such name or slicing.
        """
        seed = self.study.seed if seed is None else seed
        asked = self._names.of(name)
        return read_quotes(self.folder, self.coder, name, asked, n=n, by=by, seed=seed)

    @cached_property
    def _names(self) -> Names:
        with database(self.folder) as connection:
            stored = connection.execute(
                "select distinct variable, value from estimates where value is not null order by all"
            ).fetchall()
        options = [(v.name, option.key) for v in self.codebook.variables for option in v.options]
        return Names([*stored, *options])

    def _overview(self) -> list[dict[str, Any]]:
        there = [name for name in (*PUBLIC, *AFTER_RUN) if (self.folder / f"{name}.parquet").is_file()]
        tables = [self.table(name) for name in there]
        return [{"table": t.name, "rows": f"{len(t):,}", "columns": str(len(t.columns))} for t in tables]

    def _said(self) -> str:
        kept = self.facts["postings"]
        dropped = sum(self.facts["input"]["dropped"].values())
        return (
            f"{kept['families']:,} advertisements ({kept['kept']:,} postings) of {kept['employers']:,} employers; "
            f"{dropped:,} records dropped; coder {self.coder}, codebook {self.codebook.id}"
        )

    def __repr__(self) -> str:
        return plain_table(f"{self.study.question}\n{self._said()}", _TABLES, self._overview())

    def _repr_html_(self) -> str:
        return f"<p><b>{safe(self.study.question)}</b></p>" + html_table(self._said(), _TABLES, self._overview())


def open(folder: str | PathLike[str]) -> Results:
    """Open a run that exists, by its output folder.

    Raises
    ------
    RolescopeError
        Where the folder holds no run.
    """
    return Results(Path(folder))
