"""Bars that figures of agreement have to reach: `rolescope eval --fail-under bars.yaml`."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from rolescope.errors import RolescopeError
from rolescope.evaluation.figure import Figure

_REMEDY = "write a measure and its minimum a line, as in role_type.accuracy: 0.83"


class Bar(NamedTuple):
    """A minimum, and the figure that it is for."""

    minimum: float
    figure: Figure

    @property
    def is_met(self) -> bool:
        """Whether the figure reaches the minimum; one that is not defined does not."""
        value = self.figure.interval.value
        return value is not None and value >= self.minimum


def read_bars(path: Path) -> dict[str, float]:
    """Minimum of each measure.

    Parameters
    ----------
    path
        YAML: names of figures, or variables with their measures below them.

    Raises
    ------
    RolescopeError
        Where the file is missing or is no such mapping.
    """
    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RolescopeError(f"cannot be read ({error.strerror})", str(path), _REMEDY) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        problem = " ".join(str(error).split())[:160]
        raise RolescopeError(f"is not valid YAML ({problem})", str(path), _REMEDY) from error
    if not isinstance(said, dict) or not said:
        raise RolescopeError("holds no bars", str(path), _REMEDY)
    return dict(_flat(said, "", path))


def check_bars(minima: Mapping[str, float], figures: Iterable[Figure], place: str) -> list[Bar]:
    """Lay each minimum beside its figure.

    Raises
    ------
    RolescopeError
        Where there is no figure of that name, with the nearest one that there is.
    """
    by_name = {figure.name: figure for figure in figures}
    bars = []
    for name, minimum in minima.items():
        if name not in by_name:
            near = get_close_matches(name, by_name, n=1, cutoff=0.3)
            nearest = f"; did you mean {near[0]!r}?" if near else ""
            remedy = "name a figure of this evaluation; the table agreement lists them"
            raise RolescopeError(f"there is no figure {name!r}{nearest}", place, remedy)
        bars.append(Bar(minimum, by_name[name]))
    return bars


def _flat(said: Mapping[Any, Any], before: str, path: Path) -> Iterator[tuple[str, float]]:
    for key, value in said.items():
        name = f"{before}{_word(key)}"
        if isinstance(value, dict):
            yield from _flat(value, f"{name}.", path)
        elif isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            raise RolescopeError(f"{value!r} is no minimum", f"{path}, {name}", _REMEDY)
        else:
            yield name, float(value)


def _word(key: Any) -> str:
    """A key as it was written: YAML reads ``true`` as a truth value."""
    return str(key).lower() if isinstance(key, bool) else str(key)
