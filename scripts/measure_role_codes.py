"""Agreement of the local coders of role type and flags with gold, with employer-clustered intervals.

python scripts/measure_role_codes.py --corpus ../shared/field-guide --gold ../shared/gold/january.jsonl
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

from rolescope.clean.employer import employer_id
from rolescope.clean.text import one_line, plain_text
from rolescope.coders import local
from rolescope.coders.classifier import shipped_role_coder
from rolescope.coders.flags import code_flags
from rolescope.coders.sections import Sections
from rolescope.coders.sentences import sentences
from rolescope.coders.tagger import shipped_tagger
from rolescope.collect.field_guide import read_field_guide
from rolescope.collect.record import Record

VARIABLES = ("role_type", "customer_facing", "backend", "frontend", "management", "orientation")
DRAWS = 2000
SEED = 20260205


def code(record: Record, employer: str) -> dict[str, str]:
    """Value of each variable for one posting."""
    title, text = one_line(record.title), plain_text(record.text)
    sections = Sections(text)
    posting = local.Posting(record.source_id, title, text, employer, record.source_id)
    skills = local.skill_mentions(shipped_tagger(), posting, sections)
    decided = shipped_role_coder().decide(title, text, list(sentences(text, sections)), skills, record.source_id)
    flags = code_flags(title, text, sections)
    return {one.variable: one.value for one in decided} | {one.variable: one.value for one in flags}


Values = np.ndarray[Any, np.dtype[np.str_]]


def kappa(said: Values, gold: Values) -> float:
    """Cohen's kappa; 1 where both say one and the same value throughout."""
    values = np.unique(np.concatenate((said, gold)))
    table = np.zeros((len(values), len(values)))
    np.add.at(table, (np.searchsorted(values, said), np.searchsorted(values, gold)), 1)
    table /= table.sum()
    chance = float(table.sum(axis=0) @ table.sum(axis=1))
    return 1.0 if chance == 1 else (float(np.trace(table)) - chance) / (1 - chance)


def accuracy(said: Values, gold: Values) -> float:
    """Share of equal values."""
    return float(np.mean(said == gold))


def main() -> None:
    """Code the gold postings and print the agreement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    given = parser.parse_args()
    lines = given.gold.read_text(encoding="utf-8").splitlines()
    gold = {label["job_id"]: label for label in map(json.loads, filter(None, lines))}
    said: dict[str, dict[str, str]] = {}
    employers: dict[str, str] = {}
    for record in read_field_guide(given.corpus, "field_guide"):
        if isinstance(record, Record) and record.source_id in gold:
            employers[record.source_id] = employer_id(one_line(record.company), record.source_id)
            said[record.source_id] = code(record, employers[record.source_id])
    ids = sorted(said)
    _, clusters = np.unique([employers[name] for name in ids], return_inverse=True)
    members = [np.flatnonzero(clusters == number) for number in range(clusters.max() + 1)]
    rng = np.random.default_rng(SEED)
    draws = [np.concatenate([members[n] for n in rng.integers(len(members), size=len(members))]) for _ in range(DRAWS)]
    print(f"{len(ids)} postings, {len(members)} employers; 95 % intervals, employers drawn again {DRAWS} times")
    for variable in VARIABLES:
        ours = np.array([said[name][variable] for name in ids])
        theirs = np.array([str(gold[name][variable]).replace("True", "true").replace("False", "false") for name in ids])
        parts = []
        for name, statistic in (("accuracy", accuracy), ("kappa", kappa)):
            low, high = np.quantile([statistic(ours[rows], theirs[rows]) for rows in draws], [0.025, 0.975])
            parts.append(f"{name} {statistic(ours, theirs):.3f} [{low:.3f}, {high:.3f}]")
        print(f"{variable:16s} {'  '.join(parts)}")


if __name__ == "__main__":
    main()
