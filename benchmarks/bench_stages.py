"""Processor time of cleaning and of coding a posting, in one process: what a loaded machine can still measure."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from functools import partial

import pyarrow as pa

from benchmarks.corpora import recombined
from rolescope.clean.records import clean_records
from rolescope.codebook.model import shipped_codebook
from rolescope.coders.local import code_batch
from rolescope.collect.sources import BATCH_ROWS
from rolescope.engine.pool import GARBAGE
from rolescope.tables import RAW

POSTINGS = 2048
ROUNDS = 3


def bench_stages() -> None:
    rows = [_raw(row) for row in recombined(POSTINGS)]
    raw = [pa.Table.from_pylist(rows[at : at + BATCH_ROWS], schema=RAW) for at in range(0, POSTINGS, BATCH_ROWS)]
    print(f"\n{POSTINGS:,} postings, best of {ROUNDS} rounds, processor time in one process")
    print(f"clean: {_milliseconds(clean_records, raw):.2f} ms a posting")
    cleaned = [clean_records(batch)[0] for batch in raw]
    for codebook in ("skills", "ai-engineer"):
        coder = partial(code_batch, codebook=shipped_codebook(codebook))
        print(f"code, codebook {codebook}: {_milliseconds(coder, cleaned):.2f} ms a posting")


def _raw(row: dict[str, str]) -> dict[str, object]:
    empty: dict[str, object] = {field.name: "" if field.type == pa.string() else None for field in RAW}
    return empty | {
        "source_id": row["id"],
        "title": row["title"],
        "company": row["company"],
        "text": row["description"],
    }


def _milliseconds(stage: Callable[[pa.Table], object], batches: Sequence[pa.Table]) -> float:
    """Milliseconds a posting of the fastest round; the first batch runs once before, for what is loaded once.

    Garbage waits as it does in the processes of a run.
    """
    stage(batches[0])
    before = gc.get_threshold()
    gc.set_threshold(*GARBAGE)
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for batch in batches:
            stage(batch)
        taken.append(time.process_time() - start)
    gc.set_threshold(*before)
    return 1000 * min(taken) / POSTINGS
