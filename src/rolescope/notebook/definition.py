"""The working definition as a text to show."""

from __future__ import annotations

from collections.abc import Iterable

from rolescope.notebook.display import safe
from rolescope.report.definition import Clause
from rolescope.terminal.plain import printable


class Definition(str):
    """The sentences of the definition.

    Parameters
    ----------
    clauses
        Their clauses; those that name a skill know its figure.
    """

    clauses: tuple[Clause, ...]

    def __new__(cls, clauses: Iterable[Clause]) -> Definition:
        """Join the clauses."""
        clauses = tuple(clauses)
        text = super().__new__(cls, printable("".join(clause.text for clause in clauses)))
        text.clauses = clauses
        return text

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return f"<p>{''.join(map(_shown, self.clauses))}</p>"


def _shown(clause: Clause) -> str:
    return f'<b title="{safe(clause.figure)}">{safe(clause.text)}</b>' if clause.anchor else safe(clause.text)
