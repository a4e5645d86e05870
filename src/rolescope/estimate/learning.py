"""A learning path: which k skills meet how much of the must-have lists of the most postings.

A must-group is a requirement with its alternatives: skills of section must that stand in one sentence with
"or" between them are one group, met by any of them; every other required skill is a group of its own.
The path is greedy: each step takes the skill that meets the most groups still open, which is within
1 − 1/e of the best set of that size.

References
----------
Nemhauser, Wolsey and Fisher (1978), An analysis of approximations for maximizing submodular set functions.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa

from rolescope.estimate.bootstrap import ratio_intervals
from rolescope.storage import database
from rolescope.tables import LEARNING_PATH

STEPS = 20
THRESHOLDS = (0.5, 0.7, 0.9)
_OR_GAP = re.compile(r"[\s,/()]*(?:(?:and/)?or\b|/)?[\s,/()]*(?:similar\s*)?$", re.I)
_HAS_OR = re.compile(r"\bor\b|/", re.I)
_SENTENCE = re.compile(r"[\n;]|[.!?]\s")
_REACH = 24

Mention = tuple[str, int, int]
Posting = tuple[str, list[frozenset[str]]]


def must_groups(text: str, mentions: Sequence[Mention]) -> list[frozenset[str]]:
    """Groups of alternatives among the required skills of a posting.

    Parameters
    ----------
    text
        The posting's text.
    mentions
        (skill, start, end) of the mentions in section must, by their start.

    Examples
    --------
    >>> text = "Python or Go, and SQL"
    >>> sorted(map(sorted, must_groups(text, [("Python", 0, 6), ("Go", 10, 12), ("SQL", 18, 21)])))
    [['Go', 'Python'], ['SQL']]
    """
    groups: list[set[str]] = []
    joined: list[str] = []
    last_end = -1
    for skill, start, end in mentions:
        gap = text[last_end:start] if last_end >= 0 else ""
        if groups and len(gap) <= _REACH and not _SENTENCE.search(gap) and _OR_GAP.match(gap):
            groups[-1].add(skill)
            joined[-1] += gap
        else:
            groups.append({skill})
            joined.append("")
        last_end = end
    out: list[frozenset[str]] = []
    for members, gaps in zip(groups, joined, strict=True):
        if _HAS_OR.search(gaps):
            out.append(frozenset(members))
        else:
            out.extend(frozenset({member}) for member in members)
    return list(dict.fromkeys(out))


def learning_path(folder: Path, scratch: Path, coder: str, *, seed: int, level: float) -> pa.Table:
    """Greedy path of `STEPS` skills with the share of postings whose must-groups are met at each step.

    Returns
    -------
    pyarrow.Table
        Rows of `tables.LEARNING_PATH`: share of families with required skills of which at least
        50, 70 and 90 % of the groups are met, with employer-clustered bootstrap intervals.
    """
    postings = _read(folder, scratch, coder)
    employers = [employer for employer, _ in postings]
    path = _greedy(groups for _, groups in postings)
    met = np.array([_met(postings, frozenset(path[:step])) for step in range(1, len(path) + 1)])
    rows: list[dict[str, object]] = []
    ones = [1.0] * len(postings)
    for threshold in THRESHOLDS:
        limits = ratio_intervals((met >= threshold).astype(float), ones, employers, seed=seed, level=level)
        rows.extend(
            {
                "step": step, "value": skill, "threshold": threshold, "n": len(postings),
                "share": share, "low": low, "high": high, "level": level,
            }
            for step, (skill, (share, low, high)) in enumerate(zip(path, limits, strict=True), start=1)
        )  # fmt: skip
    return pa.Table.from_pylist(rows, schema=LEARNING_PATH)


def _met(postings: Sequence[Posting], known: frozenset[str]) -> list[float]:
    """Part of each posting's must-groups that the known skills meet."""
    return [sum(bool(group & known) for group in groups) / len(groups) for _, groups in postings]


def _greedy(all_groups: Iterable[list[frozenset[str]]]) -> list[str]:
    """Skills in the order in which they meet the most open groups, each posting weighing one."""
    open_groups: dict[str, Counter[int]] = defaultdict(Counter)
    weights: list[float] = []
    members: list[frozenset[str]] = []
    for groups in all_groups:
        for group in groups:
            for skill in group:
                open_groups[skill][len(members)] += 1
            members.append(group)
            weights.append(1 / len(groups))
    gain = {skill: sum(weights[i] for i in held) for skill, held in open_groups.items()}
    path: list[str] = []
    closed: set[int] = set()
    while gain and len(path) < STEPS:
        best = min(gain, key=lambda skill: (-gain[skill], skill))
        if gain.pop(best) <= 0:
            break
        path.append(best)
        for i in open_groups[best]:
            if i not in closed:
                closed.add(i)
                for skill in members[i] - {best}:
                    if skill in gain:
                        gain[skill] -= weights[i]
    return path


def _read(folder: Path, scratch: Path, coder: str) -> list[Posting]:
    """Employer and must-groups of each family that requires a skill."""
    with database(folder, scratch) as sql:
        rows = sql.execute(
            """
            with first as (
                select family_id, min(posting_id) as posting_id, min(employer_id) as employer
                from postings group by family_id
            )
            select f.employer, p.text,
                list((c.value, c.start_char, c.end_char) order by c.start_char, c.end_char)
            from first f join postings p using (posting_id)
            join codings c on c.posting_id = p.posting_id and c.variable = 'skills' and c.coder = $coder
                and c.section = 'must' and c.field = 'text' and c.start_char is not null
            group by f.employer, f.posting_id, p.text order by f.posting_id
            """,
            {"coder": coder},
        ).fetchall()
    return [(employer, must_groups(text, mentions)) for employer, text, mentions in rows]
