"""What differs between two groups of families, and what a change is made of."""

from __future__ import annotations

from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from rolescope.comparison import Comparison
from rolescope.estimate.comparisons import RATE, SHARE
from rolescope.estimate.decomposition import Decomposition
from rolescope.report.words import percent
from rolescope.terminal.plain import harmless, new_table

_MOST = 15
_MOST_SPLIT = 10


def print_comparison(console: Console, found: Comparison) -> None:
    """Both groups, the differences that are listed, by variable, and the terms of the largest changes."""
    for mark, group, base, searched in zip("AB", found.groups, found.bases, found.searched, strict=True):
        said = " and ".join(sorted(map(str, searched)))
        name = f"{group.by} {group.name}" if group.by else group.name
        _say(console, f"{mark}: {name}: {base.n:,} advertisements of {base.employers:,} employers; searched {said}")
    if found.is_across_frames:
        _say(console, "A and B were not searched alike: what differs may be the search, and no change is split")
    stored = found.table.to_pylist()
    rows = [row for row in stored if row["statistic"] == SHARE]
    for variable in dict.fromkeys(row["variable"] for row in rows):
        _print_variable(console, variable, [row for row in rows if row["variable"] == variable])
    for variable, why in found.refused.items():
        _say(console, f"{variable}: too thin to compare ({why})")
    if found.parts:
        console.print(_parts(rows, found.parts))
        _say(
            console,
            "change = within employers in both + between them + entry − exit; in points, with the half-width of the interval",
        )
    corrected = [row for row in stored if row["statistic"] != SHARE]
    for variable in dict.fromkeys(row["variable"] for row in corrected):
        _print_corrected(console, variable, [row for row in corrected if row["variable"] == variable])
    level = f"{100 * rows[0]['level']:.0f} %" if rows else ""
    _say(
        console,
        f"B less A. In observed shares the coder's errors are taken to be alike in both; corrected shares are compared "
        f"where both have gold of their own. Intervals of what is listed hold "
        f"{level} adjusted for the choice; q is the false discovery rate among the m values of the variable; what is "
        "detectable is found with probability .8.",
    )


def _print_variable(console: Console, variable: str, rows: list[dict[str, Any]]) -> None:
    listed = sorted((row for row in rows if row["q_value"] <= RATE), key=lambda row: -abs(row["difference"]))
    reach = f"the median detectable difference is {100 * median(row['detectable'] for row in rows):.0f} points"
    if not listed:
        _say(console, f"{variable}: none of m = {len(rows)} values differs at q ≤ {RATE}; {reach}")
        return
    title = f"{variable}: {len(listed)} of m = {len(rows)} values differ at q ≤ {RATE}"
    table = new_table(title, "value", "A", "B", "difference", "interval", "q", "detectable")
    for row in listed[:_MOST]:
        table.add_row(
            harmless(row["value"]), percent(row["share_against"]), percent(row["share"]), _points(row["difference"]),
            f"{_points(row['selected_low'])} to {_points(row['selected_high'])}", f"{row['q_value']:.3f}",
            f"{100 * row['detectable']:.0f}",
        )  # fmt: skip
    console.print(table)
    if len(listed) > _MOST:
        _say(console, f"and {len(listed) - _MOST} more: write them with --to FILE")


def _print_corrected(console: Console, variable: str, rows: list[dict[str, Any]]) -> None:
    gold = f"gold: {rows[0]['n_gold_against']} in A, {rows[0]['n_gold']} in B"
    table = new_table(
        f"{variable}, corrected shares ({gold}; m = {len(rows)})", "value", "A", "B", "difference", "interval", "q", "detectable",
    )  # fmt: skip
    for row in sorted(rows, key=lambda row: (row["q_value"], -abs(row["difference"])))[:_MOST]:
        listed = row["q_value"] <= RATE
        low, high = (row["selected_low"], row["selected_high"]) if listed else (row["low"], row["high"])
        table.add_row(
            harmless(row["value"]), percent(row["share_against"]), percent(row["share"]), _points(row["difference"]),
            f"{_points(low)} to {_points(high)}", f"{row['q_value']:.3f}", f"{100 * row['detectable']:.0f}",
        )  # fmt: skip
    console.print(table)


def _parts(rows: list[dict[str, Any]], parts: dict[tuple[str, str], Decomposition]) -> Table:
    names = ("change", "within", "between", "entry", "exit")
    table = new_table("What the largest changes are made of", "value", "variable", *names)
    for row in sorted(rows, key=lambda row: -abs(row["difference"]))[:_MOST_SPLIT]:
        terms = parts[row["variable"], row["value"]]
        table.add_row(
            harmless(row["value"]), row["variable"],
            *(f"{_points(t.value)} ±{100 * (t.high - t.value):.1f}" for t in terms),
        )  # fmt: skip
    return table


def _points(difference: float) -> str:
    """A difference of shares in points, with its sign.

    Examples
    --------
    >>> _points(0.123), _points(-0.004), _points(-0.0001)
    ('+12.3', '-0.4', '0.0')
    """
    points = round(100 * difference, 1)
    return f"{points:+.1f}" if points else "0.0"


def _say(console: Console, text: str) -> None:
    console.print(harmless(text), highlight=False, soft_wrap=True)
