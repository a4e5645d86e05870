"""The engine that a run asks for, by name."""

from __future__ import annotations

import os
from typing import Literal

from rolescope.engine.engine import Engine
from rolescope.engine.pool import Pool

EngineName = Literal["pool", "ray"]


def default_workers() -> int:
    """Processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def open_engine(name: EngineName = "pool", workers: int | None = None) -> Engine:
    """Engine of a run; a context manager.

    Parameters
    ----------
    name
        ``pool``, processes of this machine; or ``ray``, a Ray cluster.
    workers
        Processes; the cores of this machine by default.

    Raises
    ------
    RolescopeError
        Where Ray is asked for and is not installed.
    """
    if name == "pool":
        return Pool(workers or default_workers())
    from rolescope.engine.ray import RayEngine

    return RayEngine(workers or default_workers())
