"""`run.json`: versions, hashes, frames, what came in and what was dropped, seconds and memory."""

from __future__ import annotations

import json
import platform
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rolescope.by_model.codes import ByModel
from rolescope.codebook.model import Codebook
from rolescope.codebook.taxonomy import taxonomy_digest
from rolescope.collect.sources import frame_id
from rolescope.earlier import Keys
from rolescope.estimate.reposts import count_ages, count_reposts
from rolescope.fingerprint import digest
from rolescope.ledger import Ledger
from rolescope.storage import database, write_text
from rolescope.studyfile import Study

_LIBRARIES = ("ahocorasick-rs", "duckdb", "ftfy", "numpy", "pyarrow", "scipy", "selectolax")


class Manifest:
    """Collects the facts of a run.

    Parameters
    ----------
    study, codebook
        What is run.
    """

    def __init__(self, study: Study, codebook: Codebook) -> None:
        frames = {frame_id(f): f for f in [study.frame, *(s.frame for s in study.sources if s.frame)]}
        self._facts: dict[str, Any] = {
            "study": study.model_dump(mode="json"),
            "study_hash": study.digest(),
            "codebook": codebook.id,
            "codebook_definition": codebook.model_dump(mode="json"),
            "codebook_hash": digest(codebook.model_dump_json()),
            "taxonomy_hash": taxonomy_digest(),
            "versions": {"rolescope": version("rolescope"), "python": platform.python_version()}
            | {name: version(name) for name in _LIBRARIES},
            "frames": [{"frame_id": key} | frame.model_dump(mode="json") for key, frame in frames.items()],
            "coder": study.coder,
            "stages": {},
        }

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage and note the peak memory of this process and its children when it ends."""
        start = time.perf_counter()
        yield
        self._facts["stages"][name] = {
            "seconds": round(time.perf_counter() - start, 3),
            "peak_megabytes": _peak_megabytes(),
        }

    def keep(self, keys: Keys, cleaning: Ledger) -> None:
        """Note what a later run needs to know in order to take over tables of this one."""
        self._facts["keys"] = asdict(keys)
        self._facts["cleaning"] = cleaning.as_json()

    def keep_weights(self, weights: dict[str, Any]) -> None:
        """Note which postings count, and how much."""
        self._facts["weights"] = weights

    def count(self, out: Path, ledger: Ledger) -> None:
        """Note what came in, what was dropped, and what each table holds."""
        with database(out) as sql:
            rows = sql.execute(
                """
                select count(*), count(distinct family_id), count(distinct employer_id),
                    min(date_posted), max(date_posted)
                from postings
                """
            ).fetchone()
            assert rows is not None
            statuses = sql.execute(
                "select variable, status, reason, count(*) from assessments group by all order by all"
            ).fetchall()
            mentions = sql.execute("select variable, count(*) from codings group by all order by all").fetchall()
            frames = dict(sql.execute("select frame_id, count(*) from postings group by all").fetchall())
            copies, ages = count_reposts(sql), count_ages(sql)
            rejected = sql.execute("select reason, count(*) from rejections group by all order by all").fetchall()
        for frame in self._facts["frames"]:
            frame["postings"] = frames.get(frame["frame_id"], 0)
        self._facts["postings"] = {
            "came_in": rows[0] + ledger.postings_dropped,
            "kept": rows[0],
            "families": rows[1],
            "employers": rows[2],
            "first_posted": None if rows[3] is None else rows[3].isoformat(),
            "last_posted": None if rows[4] is None else rows[4].isoformat(),
            "reposts": {name: getattr(copies, name) for name in ("reposted", "redundant", "rate", "largest")},
            "ages": asdict(ages) | {"quantiles": {str(at): days for at, days in ages.quantiles.items()}},
        }
        self._facts["input"] = ledger.as_json()
        self._facts["coding"] = [{"variable": v, "status": s, "reason": r, "postings": n} for v, s, r, n in statuses]
        self._facts["mentions"] = dict(mentions)
        self._facts["rejections"] = dict(rejected)
        self._facts["money"] = None
        self._facts["tokens"] = None

    def keep_model(self, by_model: ByModel, journal: str) -> None:
        """Note which model coded by which prompt, what it took, and where its answers are."""
        questions, spent = by_model.questions, by_model.spending
        self._facts["coder"] = by_model.coder
        self._facts["prompt"] = {"wording": questions.wording.id, "hash": questions.hash, "system": questions.system}
        self._facts["money"] = spent.money
        self._facts["tokens"] = {
            "input": spent.input_tokens, "cached": spent.cached_tokens, "output": spent.output_tokens,
        }  # fmt: skip
        self._facts["questions"] = {"asked": spent.asked, "kept": spent.kept, "failed": spent.failed}
        self._facts["journal"] = journal
        self._facts["missing"] = {
            "postings": by_model.left_out, "questions": spent.missing + spent.given_up,
            "money": spent.missing_money, "tokens": spent.missing_tokens,
        }  # fmt: skip

    def facts(self) -> dict[str, Any]:
        """What is known so far."""
        return self._facts

    def write(self, path: Path) -> None:
        """Write `run.json`."""
        write_text(path, json.dumps(self._facts, indent=2, ensure_ascii=False) + "\n")


def _peak_megabytes() -> float:
    """Peak resident memory of this process plus that of its largest child, from the operating system."""
    unit = 2**20 if sys.platform == "darwin" else 2**10
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return round((own + child) / unit, 1)
