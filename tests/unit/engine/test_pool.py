from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from operator import attrgetter, itemgetter
from pathlib import Path

import psutil
import pyarrow as pa
import pytest

from rolescope.engine.choose import default_workers
from rolescope.engine.pool import Pool
from rolescope.errors import RolescopeError

ROWS = attrgetter("num_rows")  # a stage that a process pool can be handed


def batches(*sizes: int) -> Iterator[pa.Table]:
    for size in sizes:
        yield pa.table({"n": range(size)})


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("sizes", [(), (3,), (3, 0), (5, 1, 4, 2, 3, 9, 7, 8)])
def test_results_come_in_the_order_of_the_batches_whatever_the_workers(workers: int, sizes: tuple[int, ...]) -> None:
    with Pool(workers) as engine:
        assert list(engine.map(ROWS, batches(*sizes))) == [(size, size) for size in sizes]


def test_stages_share_the_processes() -> None:
    with Pool(1) as alone, Pool(2) as engine:
        here = {pid for _, pid in alone.map(_whose, batches(*[1] * 5))}
        first, second = ({pid for _, pid in engine.map(_whose, batches(*[1] * 9))} for _ in range(2))
    assert here == {os.getpid()}
    assert os.getpid() not in first | second
    assert len(first | second) <= 2


def test_a_few_batches_are_not_worth_a_pool() -> None:
    seen: list[int] = []  # a pool could not append to it
    with Pool(2) as engine:
        list(engine.map(lambda table: seen.append(table.num_rows), batches(4, 5)))
    assert seen == [4, 5]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_of_the_stage_reaches_the_caller(workers: int) -> None:
    with Pool(workers) as engine, pytest.raises(KeyError):
        list(engine.map(itemgetter("no such column"), batches(*[1] * 5)))


@pytest.mark.parametrize(("workers", "most"), [(1, 4), (2, 10)])
def test_no_more_batches_are_taken_than_are_under_way(workers: int, most: int) -> None:
    taken = 0

    def endless() -> Iterator[pa.Table]:
        nonlocal taken
        while True:
            taken += 1
            yield pa.table({"n": [1]})

    with Pool(workers) as engine:
        stream = engine.map(ROWS, endless())
        assert next(stream) == (1, 1)
        assert taken <= most
        stream.close()


def test_there_is_a_worker() -> None:
    assert default_workers() >= 1


def _whose(table: pa.Table) -> int:
    return os.getpid()


def _die(table: pa.Table) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_worker_that_dies_is_one_clear_line() -> None:
    with Pool(2) as engine, pytest.raises(RolescopeError, match=r"a worker process died.*--workers 1"):
        list(engine.map(_die, batches(*[1] * 5)))


ORPHANS = """
import time
import pyarrow as pa
from rolescope.engine.pool import Pool
from tests.unit.engine.test_pool import tell_and_wait
if __name__ == "__main__":
    with Pool(2) as pool:
        list(pool.map(tell_and_wait, [pa.table({"n": [1]})] * 4))
"""


def tell_and_wait(table: pa.Table) -> None:
    print(os.getpid(), flush=True)
    time.sleep(600)


def test_processes_end_with_the_one_that_began_them_even_if_it_is_killed(tmp_path: Path) -> None:
    (tmp_path / "orphans.py").write_text(ORPHANS)
    root = Path(__file__).resolve().parents[3]
    paths = os.pathsep.join([str(root), *filter(None, [os.environ.get("PYTHONPATH")])])
    parent = subprocess.Popen(
        [sys.executable, str(tmp_path / "orphans.py")],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": paths},
    )
    with parent:
        assert parent.stdout is not None
        children = [psutil.Process(int(parent.stdout.readline())) for _ in range(2)]
        parent.kill()
    gone, alive = psutil.wait_procs(children, timeout=30)
    assert len(gone) + sum(child.status() == psutil.STATUS_ZOMBIE for child in alive) == 2
