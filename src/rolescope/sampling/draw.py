"""`rolescope sample`: which postings to label, with the probability of each of being drawn.

The file has a line a posting, to be filled in and read back by `coders.labels`; `sample` is what makes its labels able
to correct a share.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rolescope.codebook.model import Codebook
from rolescope.coders.label_check import SENTENCE_KEYS
from rolescope.coders.labels import NOT_YET
from rolescope.errors import RolescopeError
from rolescope.estimate.drawing import draw
from rolescope.estimate.sample_design import SampleDesign, design_sample
from rolescope.evaluation.coded import run_codebook
from rolescope.sampling.frame import SamplingFrame
from rolescope.storage import database, write_text

DESIGN = "stratified"
_FACTS = ("work_mode", "years_min", "salary")


@dataclass(frozen=True)
class Sample:
    """A sample that was drawn.

    Parameters
    ----------
    sample_id
        Its name, made of the frame, the targets, the number of labels and the seed.
    design
        Strata and labels.
    frame
        What it was drawn from.
    drawn
        Positions in the frame, in the order of the file.
    """

    sample_id: str
    design: SampleDesign
    frame: SamplingFrame
    drawn: tuple[int, ...]


def draw_sample(frame: SamplingFrame, n: int, seed: int) -> Sample:
    """Draw `n` families.

    Raises
    ------
    RolescopeError
        Where there are fewer.
    """
    frame.enough(n, "--n")
    design = design_sample(frame.aims, n)
    named = "\x1f".join([*frame.posting_ids, *(aim.name for aim in frame.aims), str(n), str(seed)])
    sample_id = hashlib.blake2b(named.encode(), digest_size=6).hexdigest()
    drawn = draw(frame.posting_ids, design.of, design.n, seed)
    return Sample(sample_id, design, frame, tuple(int(place) for place in drawn))


def write_sample(folder: Path, sample: Sample, out: Path) -> None:
    """Write the postings drawn from the run in `folder`, with every label that its codebook has still to be given.

    Raises
    ------
    RolescopeError
        Where the file is there already: somebody's labels may be in it.
    """
    if out.exists():
        raise RolescopeError("is there already, and may hold labels", str(out), "give --out another name")
    to_label = _to_label(run_codebook(folder))
    chosen = [sample.frame.posting_ids[place] for place in sample.drawn]
    with database(folder) as sql:
        rows = sql.execute(
            "select posting_id, title, company, text from postings where list_contains($chosen, posting_id)",
            {"chosen": chosen},
        ).fetchall()
    texts = {posting_id: (title, company, text) for posting_id, title, company, text in rows}
    lines = []
    for place, posting_id in zip(sample.drawn, chosen, strict=True):
        title, company, text = texts[posting_id]
        line = {
            "job_id": sample.frame.source_ids[place], "posting_id": posting_id, "title": title, "company": company,
            **to_label, "sample": _design_of(sample, place), "text": text,
        }  # fmt: skip
        lines.append(json.dumps(line, ensure_ascii=False) + "\n")
    out.parent.mkdir(parents=True, exist_ok=True)
    write_text(out, "".join(lines))


def _to_label(codebook: Codebook) -> dict[str, Any]:
    """The labels of a posting, none given yet."""
    names = {variable.name: variable.kind for variable in codebook.variables}
    keys = [name for name, kind in names.items() if kind in ("choice", "flag")]
    keys += _FACTS
    keys += ["skills"] if names.get("skills") == "mentions" else []
    keys += [key for variable, key in SENTENCE_KEYS.items() if variable in names]
    return {"annotator": "", "annotator_kind": NOT_YET} | dict.fromkeys(keys, NOT_YET)


def _design_of(sample: Sample, place: int) -> dict[str, Any]:
    design, frame = sample.design, sample.frame
    stratum = int(design.of[place])
    size, n = int(design.size[stratum]), int(design.n[stratum])
    return {
        "sample_id": sample.sample_id, "design": DESIGN, "targets": [aim.name for aim in frame.aims],
        "frame": "; ".join([f"{len(frame)} advertisements", *(f"{count} {why}" for count, why in frame.left_out)]),
        "stratum": design.names[stratum], "population": size, "n": n, "inclusion_prob": n / size,
    }  # fmt: skip
