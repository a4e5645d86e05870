"""What a name asks for: a skill by any of its spellings, a value of the codebook, a variable, a fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from rolescope.codebook.taxonomy import alias_key, shipped_taxonomy
from rolescope.errors import RolescopeError

SKILLS = "skills"
_NEAREST = 4


class Asked(NamedTuple):
    """A value of a variable, or all values of it where `value` is None."""

    variable: str
    value: str | None


class Names:
    """The names that a run knows.

    Parameters
    ----------
    values
        Variables and values that can be asked for, by exact spelling.
    """

    def __init__(self, values: Iterable[tuple[str, str]]) -> None:
        self._asked: defaultdict[str, dict[Asked, None]] = defaultdict(dict)
        self._spelt: dict[str, str] = {}
        for variable, value in values:
            asked = Asked(variable, value)
            self._add(variable, Asked(variable, None))
            self._add(f"{variable}.{value}", asked)
            self._add(value, asked)
        if Asked(SKILLS, None) in self._asked[SKILLS]:
            self._add_spellings()

    def of(self, name: str) -> Asked:
        """What a name asks for: in any case, hyphen or space. A variable goes before a value of its name.

        Raises
        ------
        RolescopeError
            Where nothing is called so, with the nearest names; where several things are, with how to tell them apart.

        Examples
        --------
        >>> Names([("role_type", "ai-first"), ("work_mode", "remote")]).of("AI first")
        Asked(variable='role_type', value='ai-first')
        """
        key = alias_key(name.strip())
        found = list(self._asked.get(key, ()))
        exact = [asked for asked in found if name in (asked.value, f"{asked.variable}.{asked.value}")]
        variables = [asked for asked in found if asked.value is None]
        if not found:
            near = [self._spelt[k] for k in get_close_matches(key, self._spelt, n=_NEAREST, cutoff=0.6)]
            remedy = f"did you mean {' or '.join(map(repr, near))}?" if near else "see the values in `.estimates`"
            raise RolescopeError(f"nothing is called {name!r} in this run", "", remedy)
        one = next((choice for choice in (variables, found, exact) if len(choice) == 1), None)
        if one is None:
            ways = " or ".join(repr(f"{asked.variable}.{asked.value}") for asked in found)
            raise RolescopeError(f"{name!r} is the name of several things", "", f"ask for {ways}")
        return one[0]

    def _add(self, name: str, asked: Asked) -> None:
        key = alias_key(name)
        self._spelt.setdefault(key, name)
        self._asked[key][asked] = None

    def _add_spellings(self) -> None:
        """Names and aliases of the taxonomy, where no value of the run has the name itself."""
        for alias in shipped_taxonomy().aliases:
            asked = Asked(SKILLS, alias.skill.name)
            for name in (alias.surface, f"{SKILLS}.{alias.surface}"):
                if not self._asked.get(alias_key(name)):
                    self._add(name, asked)
