"""`rolescope eval`: the codes of a run against gold labels."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from rolescope.coders.labels import read_labels
from rolescope.errors import RolescopeError
from rolescope.estimate.mention_agreement import MentionAgreement, Predicted, Score
from rolescope.storage import database, table_path


@dataclass(frozen=True)
class Evaluation:
    """Agreement of a run with gold."""

    scores: list[Score]
    agreement: MentionAgreement
    postings: int
    employers: int
    not_found: list[str]
    annotators: str
    coder: str


def evaluate(folder: Path, gold_file: Path, *, seed: int, level: float = 0.95, half: int | None = None) -> Evaluation:
    """Compare the skills of a run with gold labels.

    Parameters
    ----------
    folder
        Output folder of a run.
    gold_file
        Labels as JSON Lines; `job_id` is the posting's `source_id`.
    seed
        Seed of the bootstrap, and of the split where `half` is given.
    level
        Confidence level.
    half
        0 or 1: only the employers of that half, for tuning on one and testing on the other.

    Raises
    ------
    RolescopeError
        Where the folder or the file is not there, or no labelled posting is in the run.
    """
    gold = read_labels(gold_file)
    table_path(folder, "codings")
    agreement = MentionAgreement()
    found: set[str] = set()
    employers: set[str] = set()
    with database(folder) as sql:
        sql.execute("create temp table wanted as select unnest($ids) as source_id", {"ids": sorted(gold)})
        postings = sql.execute(
            """
            select p.source_id, p.text, p.employer_id,
                list(struct_pack(s := c.start_char, e := c.end_char, v := c.value, n := c.section, q := c.quote)
                    order by c.start_char, c.end_char, c.value) filter (c.value is not null),
                any_value(c.coder)
            from postings p join wanted using (source_id)
            left join codings c on c.posting_id = p.posting_id and c.variable = 'skills' and c.field = 'text'
            group by p.posting_id, p.source_id, p.text, p.employer_id order by p.source_id
            """
        ).fetchall()
    coder = next((row[4] for row in postings if row[4]), "none")
    for source_id, text, employer, mentions, _ in postings:
        if half is not None and half_of(employer, seed) != half:
            continue
        found.add(source_id)
        employers.add(employer)
        predicted = [Predicted(m["s"], m["e"], m["v"], m["n"], m["q"]) for m in mentions or ()]
        agreement.add(text, employer, gold[source_id], predicted)
    if not found:
        raise RolescopeError(
            "no labelled posting is in the run", str(gold_file), "job_id must be the postings' source_id"
        )
    missing = [] if half is not None else sorted(set(gold) - found)
    kinds = sorted({label.annotator_kind for label in gold.values()})
    return Evaluation(
        agreement.scores(seed, level), agreement, len(found), len(employers), missing, ", ".join(kinds), coder
    )  # fmt: skip


def half_of(employer: str, seed: int) -> int:
    """Which half, 0 or 1, an employer falls into; fixed by the seed."""
    return hashlib.blake2b(f"{seed}:{employer}".encode(), digest_size=8).digest()[0] % 2
