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
    from rolescope.notebook.results import Results, open
    from rolescope.notebook.running import run

__all__ = ["Results", "RolescopeError", "open", "run"]

_HOME = {
    "Results": "rolescope.notebook.results",
    "RolescopeError": "rolescope.errors",
    "open": "rolescope.notebook.results",
    "run": "rolescope.notebook.running",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for, when it is: `import rolescope` alone loads no library."""
    if name not in _HOME:
        raise AttributeError(f"module 'rolescope' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
