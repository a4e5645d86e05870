"""rolescope: what is this job, really? A market-driven definition of a role from job postings.

>>> import rolescope as rs
>>> s = rs.open("out/example")  # doctest: +SKIP
>>> s.share("RAG")  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rolescope.errors import RolescopeError
    from rolescope.notebook import Results, open, run

__all__ = ["Results", "RolescopeError", "open", "run"]

_HOME = {"RolescopeError": "rolescope.errors"} | dict.fromkeys(("Results", "open", "run"), "rolescope.notebook")


def __getattr__(name: str) -> Any:
    """Import what is asked for, when it is: `import rolescope` alone loads no library."""
    if name not in _HOME:
        raise AttributeError(f"module 'rolescope' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
