"""What went wrong with the input, counted by reason, with the place and the remedy of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

_EXAMPLES = 20


@dataclass(frozen=True)
class Problem:
    """One thing wrong with the input.

    Parameters
    ----------
    reason
        Kind of problem, the same words for every problem of the kind.
    place
        File, and line, row or key.
    remedy
        What the user can do.
    dropped
        Whether it was left out; False where it was repaired or is harmless, and was kept.
    of
        What it is about: one posting, or a file (or the rest of one) of which nobody knows how many
        postings it holds.
    """

    reason: str
    place: str
    remedy: str
    dropped: bool = True
    of: Literal["posting", "file"] = "posting"


@dataclass(frozen=True)
class Answer:
    """One saved answer that was read: of which board, how many jobs it held, when it was collected (its frame's date)."""

    board: str
    file: str
    jobs: int
    collected: str = ""


class Ledger:
    """Counts problems and keeps the first few of each reason, dropped and repaired, as examples; lists saved answers."""

    def __init__(self) -> None:
        self.dropped: Counter[str] = Counter()
        self.repaired: Counter[str] = Counter()
        self.examples: dict[str, list[Problem]] = defaultdict(list)
        self.postings_dropped = 0
        self.answers: list[Answer] = []

    def add(self, problem: Problem) -> None:
        """Count one problem."""
        counts = self.dropped if problem.dropped else self.repaired
        counts[problem.reason] += 1
        self.postings_dropped += problem.dropped and problem.of == "posting"
        if counts[problem.reason] <= _EXAMPLES:
            self.examples[problem.reason].append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Count several problems."""
        for problem in problems:
            self.add(problem)

    def __bool__(self) -> bool:
        return bool(self.dropped or self.repaired)

    def lines(self) -> list[str]:
        """One line a reason: how many, the first place and the remedy."""
        out = []
        for verb, counts in (("dropped", self.dropped), ("repaired", self.repaired)):
            for reason, count in sorted(counts.items()):
                first = next(p for p in self.examples[reason] if p.dropped == (verb == "dropped"))
                more = "" if count == 1 else f" and {count - 1} more"
                out.append(f"{verb} {count}: {reason}: {first.place}{more} — {first.remedy}")
        return out

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Ledger:
        """The ledger that `as_json` gave."""
        ledger = cls()
        ledger.dropped.update(said["dropped"])
        ledger.repaired.update(said["repaired"])
        for reason, problems in said["examples"].items():
            ledger.examples[reason] = [Problem(**problem) for problem in problems]
        ledger.postings_dropped = said["postings_dropped"]
        ledger.answers = [Answer(**answer) for answer in said["answers"]]
        return ledger

    def as_json(self) -> dict[str, Any]:
        """For `run.json`."""
        return {
            "dropped": dict(sorted(self.dropped.items())),
            "repaired": dict(sorted(self.repaired.items())),
            "postings_dropped": self.postings_dropped,
            "answers": [asdict(answer) for answer in self.answers],
            "examples": {
                reason: sorted((asdict(p) for p in problems), key=lambda p: p["place"])
                for reason, problems in sorted(self.examples.items())
            },
        }
