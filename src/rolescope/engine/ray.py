"""The engine for a cluster: Ray tasks, a batch each.

Ray's tasks and not its Data sets: a stage gives several tables and lists of problems for a batch, in order.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pyarrow as pa

from rolescope.engine.engine import Engine, Result
from rolescope.errors import RolescopeError, needs_extra

_NO_TELEMETRY = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_USAGE_STATS_PROMPT_ENABLED": "0"}
_LOOPBACK = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}
"""Has Ray use 127.0.0.1 also where it is not afraid of a firewall; read when Ray is imported."""

_HERE: dict[str, Any] = {"include_dashboard": False, "object_store_memory": 256 * 2**20}
ADDRESS = "RAY_ADDRESS"


class RayEngine(Engine):
    """Spreads batches over the cluster that the environment variable `ADDRESS` names, else over one on this machine.

    Raises
    ------
    RolescopeError
        Where Ray is not installed.
    """

    def __init__(self, workers: int) -> None:
        super().__init__(workers)
        os.environ |= _NO_TELEMETRY if os.environ.get(ADDRESS) else _NO_TELEMETRY | _LOOPBACK
        with needs_extra("Ray", "ray", "--engine ray"):
            import ray
        self._ray = ray
        self._is_mine = False

    def given(self, stage: Callable[[pa.Table], Result]) -> Any:
        """The stage as a task, sent to the cluster once; the cluster is joined, or begun, by the first."""
        if not self._ray.is_initialized():
            self._begin()
        return self._ray.remote(num_cpus=1, max_retries=1)(_applied).options(name="stage"), self._ray.put(stage)

    def submit(self, stage: Any, batch: pa.Table) -> Any:
        """Have a task apply the stage."""
        task, function = stage
        return task.remote(function, batch)

    def result(self, promise: Any) -> Any:
        """Wait for a result; what the stage raised is raised as it is."""
        errors = self._ray.exceptions
        try:
            return self._ray.get(promise)
        except errors.RayTaskError as error:
            raise error.cause from error
        except errors.RayError as error:
            remedy = "often memory ran out: try again with fewer processes (--workers 1)"
            raise RolescopeError("a worker of the Ray cluster died", "", remedy) from error

    def cancel(self, promise: Any) -> None:
        """Take back what no worker has begun."""
        self._ray.cancel(promise)

    def close(self) -> None:
        """Leave the cluster that was joined, or end the one that was begun; what was there before stays."""
        if self._is_mine:
            self._ray.shutdown()

    def _begin(self) -> None:
        self._is_mine = True
        here = {} if os.environ.get(ADDRESS) else {"num_cpus": self._workers, **_HERE}
        self._ray.init(log_to_driver=False, configure_logging=False, **here)


def _applied(stage: Callable[[pa.Table], Any], batch: pa.Table) -> Any:
    return stage(batch)
