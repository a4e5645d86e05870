"""What `rolescope sample` and `rolescope plan` print."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from rolescope.report.words import percent
from rolescope.sampling.draw import Sample
from rolescope.sampling.frame import SamplingFrame
from rolescope.sampling.plan import Plan, PlannedShare
from rolescope.terminal.plain import harmless, new_table

_MOST_SHOWN = 24


def print_sample(console: Console, sample: Sample, out: Path) -> None:
    """The strata of a sample, and where the postings to label are."""
    design = sample.design
    _print_frame(console, sample.frame)
    table = new_table(f"Sample {sample.sample_id}", "stratum", "advertisements", "to label", "probability")
    for name, size, n in zip(design.names, design.size, design.n, strict=True):
        table.add_row(harmless(name), f"{size:,}", str(n), f"{n / size:.3f}")
    console.print(table)
    console.print(f"{len(sample.drawn)} postings to label: {harmless(str(out))}", highlight=False, soft_wrap=True)


def print_plan(console: Console, plan: Plan, minutes: float | None) -> None:
    """Half-widths now and with more labels, labels needed, where they go, and what they cost."""
    asked = f"±{_points(plan.half_width)}"
    _print_frame(console, plan.frame)
    now = new_table(
        f"Half-widths in points with {plan.n} labels (process / corpus)", "share", "expected", "planned",
        "simple random", "gold only", f"planned, {plan.more} labels",
    )  # fmt: skip
    for share in plan.shares:
        widths = (f"{_points(w.process)} / {_points(w.corpus)}" for w in (share.planned, share.random, share.more))
        planned, random, more = widths
        now.add_row(_named(share), percent(share.share), planned, random, _points(share.planned.gold_only), more)
    console.print(now)
    needed = new_table(
        f"Labels for {asked} points (process / corpus)", "share", "planned", "simple random", "gold only"
    )
    for share in plan.shares:
        n = share.needed
        needed.add_row(
            _named(share), f"{_count(n.process)} / {_count(n.corpus)}",
            f"{_count(n.random_process)} / {_count(n.random_corpus)}", _count(n.gold_only),
        )  # fmt: skip
    console.print(needed)
    console.print(
        "planned: drawn as `rolescope sample` draws, for all of these shares at once. gold only: Wilson, process.\n"
        "—: labels of every advertisement do not reach it; what is left is which employers posted.",
        highlight=False,
    )
    if any(not share.measured for share in plan.shares):
        console.print(
            "* guessed: right in .85 where the coder says yes, missed in .05 where it says no; `rolescope eval --gold` "
            "measures it",
            highlight=False,
        )
    _print_strata(console, plan)
    if minutes is not None:
        for labels in sorted({plan.n, plan.enough or plan.n}):
            console.print(f"{labels} labels at {minutes:g} minutes: {labels * minutes / 60:.1f} hours", highlight=False)


def _print_strata(console: Console, plan: Plan) -> None:
    n = plan.n if plan.enough is None else plan.enough
    if plan.enough is not None:
        reached = sum(share.needed.process is not None for share in plan.shares)
        console.print(
            f"{n} labels bring {reached} of {len(plan.shares)} shares to ±{_points(plan.half_width)} points (process)",
            highlight=False,
        )
    table = new_table(f"Where {n} labels go", "the coder says", "advertisements", "labels")
    for stratum in plan.strata[:_MOST_SHOWN]:
        table.add_row(harmless(stratum.name), f"{stratum.size:,}", f"{stratum.labels:.0f}")
    console.print(table)
    if len(plan.strata) > _MOST_SHOWN:
        console.print(f"and {len(plan.strata) - _MOST_SHOWN} further strata", highlight=False)


def _print_frame(console: Console, frame: SamplingFrame) -> None:
    out = "".join(f"; {count} {why}" for count, why in frame.left_out)
    console.print(f"{len(frame):,} advertisements can be drawn{out}", highlight=False)


def _named(share: PlannedShare) -> str:
    return harmless(share.name if share.measured else f"{share.name} *")


def _points(share: float) -> str:
    return f"{100 * share:.1f}"


def _count(labels: int | None) -> str:
    return "—" if labels is None else str(labels)
