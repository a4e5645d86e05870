"""What a sample is drawn for: shares of values, as named on the command line."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from typing import NamedTuple

from rolescope.codebook.model import Codebook, Variable
from rolescope.coders.choices import scale
from rolescope.coders.label_check import SENTENCE_KEYS
from rolescope.errors import RolescopeError

_MANY = ("mentions", "themes")
_OPTION = "--for"


class Target(NamedTuple):
    """A share of one value of a variable."""

    variable: str
    kind: str
    value: str

    @property
    def name(self) -> str:
        """As ``role_type = ai-first``, and ``backend`` alone for what is true of a posting.

        Examples
        --------
        >>> Target("role_type", "choice", "ai-first").name, Target("backend", "flag", "true").name
        ('role_type = ai-first', 'backend')
        """
        return self.variable if self.kind == "flag" else f"{self.variable} = {self.value}"


def read_targets(wanted: str | None, codebook: Codebook, named: Collection[tuple[str, str]]) -> list[Target]:
    """Targets from a list such as ``role_type,skills.RAG``; every choice and flag where there is none.

    Parameters
    ----------
    wanted
        Names with commas between them: a choice, a flag, or a variable and one value of it with a dot between.
    codebook
        What there is.
    named
        Pairs of a variable and a value that the coder finds in some posting.

    Raises
    ------
    RolescopeError
        Where something is not there, or labels have no place for it.
    """
    names = [name.strip() for name in wanted.split(",")] if wanted else _choices(codebook)
    if not names:
        remedy = "name what to draw it for, as in --for skills.Python"
        raise RolescopeError("the codebook has no choice and no flag", codebook.id, remedy)
    found = [target for name in names for target in _targets(name, codebook, named)]
    return list(dict.fromkeys(found))


def _targets(name: str, codebook: Codebook, named: Collection[tuple[str, str]]) -> list[Target]:
    head, _, value = name.partition(".")
    variable = codebook.variable(head)
    if variable is None:
        known = [one.name for one in codebook.variables]
        raise RolescopeError(f"there is no variable {head!r}", _OPTION, _nearest(head, known))
    if variable.kind in _MANY and variable.name not in ("skills", *SENTENCE_KEYS):
        raise RolescopeError(f"labels have no place for {head!r}", _OPTION, "name another variable")
    if not value:
        if variable.kind in _MANY:
            raise RolescopeError(f"{head!r} has many values", _OPTION, f"name one, as in {_example(head, named)}")
        return [Target(head, variable.kind, one) for one in _of_interest(variable)]
    known = [one for of, one in sorted(named) if of == head] if variable.kind in _MANY else list(scale(variable))
    if value not in known:
        raise RolescopeError(f"no posting has {value!r} of {head!r}", _OPTION, _nearest(value, known))
    return [Target(head, variable.kind, value)]


def _choices(codebook: Codebook) -> list[str]:
    return [variable.name for variable in codebook.variables if variable.kind not in _MANY]


def _of_interest(variable: Variable) -> list[str]:
    """Values to estimate: ``true`` of a flag, of a choice all but its default."""
    if variable.kind == "flag":
        return ["true"]
    return [option.key for option in variable.options if option.key != variable.default] or list(scale(variable))


def _example(variable: str, named: Collection[tuple[str, str]]) -> str:
    return next((f"{of}.{value}" for of, value in sorted(named) if of == variable), f"{variable}.VALUE")


def _nearest(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    return f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known[:12])}" if known else "there is none"
