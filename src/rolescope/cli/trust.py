"""Commands about how far figures can be trusted, and how they differ."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rolescope.cli.application import (
    EXIT_BELOW,
    app,
    err_console,
    out_console,
    readable_errors,
)
from rolescope.comparison import choose_groups, compare, write_comparison
from rolescope.difference import compare_runs
from rolescope.evaluation.agreement import measure_agreement, write_agreement
from rolescope.evaluation.bars import check_bars, read_bars
from rolescope.evaluation.figure import Chance
from rolescope.evaluation.leakage import measure_leakage, read_codes, read_terms
from rolescope.progress import reporter
from rolescope.sampling.draw import draw_sample, write_sample
from rolescope.sampling.frame import read_frame
from rolescope.sampling.plan import make_plan
from rolescope.terminal.agreement import print_agreement, print_bars
from rolescope.terminal.comparison import print_comparison
from rolescope.terminal.difference import print_difference
from rolescope.terminal.leakage import print_leakage
from rolescope.terminal.plain import harmless
from rolescope.terminal.sampling import print_plan, print_sample


@app.command(name="eval")
def eval_(
    folder: Annotated[Path, typer.Argument(help="Output folder of a run.", metavar="DIR")],
    gold: Annotated[Path | None, typer.Option("--gold", help="Gold labels, JSON Lines.")] = None,
    against: Annotated[Path | None, typer.Option("--against", help="Output folder of another coder's run.")] = None,
    coders: Annotated[
        str | None, typer.Option("--coders", help="Names of the two coders to compare, as in local,imported.")
    ] = None,
    corpus: Annotated[
        Path | None, typer.Option("--corpus", help="The field-guide corpus, if its labels are compared.")
    ] = None,
    fail_under: Annotated[
        Path | None, typer.Option("--fail-under", help="Minimum of each measure, YAML; exit code 2 if one is missed.")
    ] = None,
    listed: Annotated[
        Path | None,
        typer.Option(
            "--listed", help="Terms that the coder's instructions list: does it name them unseen? One a line."
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of the bootstrap and of the split.")] = 20260205,
    half: Annotated[
        int | None, typer.Option(min=0, max=1, help="Only the employers of this half: tune on 0, report 1.")
    ] = None,
    errors: Annotated[
        int, typer.Option(min=0, help="Print so many cases of each variable in which the two differ.")
    ] = 0,
) -> None:
    """Print how well a coder agrees with gold labels, with another coder, and with itself on duplicates.

    Example: `rolescope eval out/example --gold studies/example/labels.jsonl`;
    `rolescope eval out/ai-engineer-2026 --coders local,imported --errors 5`
    """
    with readable_errors():
        minima = read_bars(fail_under) if fail_under else {}
        chance = Chance(seed)
        with reporter(err_console) as progress:
            agreement = measure_agreement(
                folder, chance, gold=gold, half=half, against=against, coders=coders, corpus=corpus, tell=progress
            )
        leakage = measure_leakage(read_codes(folder, agreement.coder), read_terms(listed), chance) if listed else None
        bars = check_bars(minima, agreement.figures, str(fail_under))
        for problem in agreement.gold.problems if agreement.gold else []:
            err_console.print(f"not used: {harmless(problem)}", highlight=False)
        print_agreement(out_console, agreement, errors)
        if leakage:
            print_leakage(out_console, leakage)
        if half is None:
            write_agreement(folder, agreement, chance.level)
        if bars:
            print_bars(out_console, bars)
        if not all(bar.is_met for bar in bars):
            raise typer.Exit(EXIT_BELOW)


@app.command()
def sample(
    folder: Annotated[Path, typer.Argument(help="Output folder of a run.", metavar="DIR")],
    out: Annotated[Path, typer.Option("--out", help="File for the postings to label, JSON Lines.")],
    n: Annotated[int, typer.Option("--n", min=1, help="How many postings to label.")] = 150,
    targets: Annotated[
        str | None, typer.Option("--for", help="What for, as in role_type,skills.RAG; every choice and flag else.")
    ] = None,
    not_in: Annotated[
        list[Path] | None, typer.Option("--not-in", help="Labels whose postings are left out; may be repeated.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of the draw.")] = 20260205,
) -> None:
    """Draw which postings to label, each with its probability of being drawn.

    Example: `rolescope sample out/example --n 50 --for role_type,skills.RAG --out tolabel.jsonl`
    """
    with readable_errors():
        drawn = draw_sample(read_frame(folder, targets, not_in or ()), n, seed)
        write_sample(folder, drawn, out)
        print_sample(out_console, drawn, out)


@app.command()
def plan(
    folder: Annotated[Path, typer.Argument(help="Output folder of a run.", metavar="DIR")],
    half_width: Annotated[
        float, typer.Option("--half-width", min=0.1, max=50, help="Half-width to reach, in points.")
    ] = 3.0,
    n: Annotated[int, typer.Option("--n", min=1, help="Labels that half-widths are told for.")] = 150,
    targets: Annotated[
        str | None, typer.Option("--for", help="What for, as in role_type,skills.RAG; every choice and flag else.")
    ] = None,
    minutes: Annotated[float | None, typer.Option("--minutes-a-label", min=0, help="To tell the hours.")] = None,
) -> None:
    """Print how many labels corrected shares need, where, and what more would buy.

    Example: `rolescope plan out/example --half-width 5 --n 50`
    """
    with readable_errors():
        print_plan(out_console, make_plan(read_frame(folder, targets), n, half_width / 100), minutes)


@app.command()
def diff(
    before: Annotated[Path, typer.Argument(help="Output folder of a run.", metavar="DIR_A")],
    after: Annotated[Path, typer.Argument(help="Output folder of another.", metavar="DIR_B")],
) -> None:
    """Print which codes and which figures moved between two runs, with the quotes.

    Example: `rolescope diff out/before out/after`
    """
    with readable_errors():
        print_difference(out_console, compare_runs(before, after))


@app.command(name="compare")
def compare_(
    folder: Annotated[Path, typer.Argument(help="Output folder of a run, the earlier.", metavar="DIR_A")],
    other: Annotated[Path | None, typer.Argument(help="Output folder of a later run.", metavar="[DIR_B]")] = None,
    waves: Annotated[
        tuple[str, str] | None, typer.Option("--waves", help="Two collection dates of one run.", metavar="A B")
    ] = None,
    slices: Annotated[
        tuple[str, str, str] | None,
        typer.Option("--slices", help="What to slice by, and two slices of one run.", metavar="BY A B"),
    ] = None,
    across_frames: Annotated[
        bool, typer.Option("--across-frames", help="Compare what was not searched alike, too.")
    ] = False,
    to: Annotated[Path | None, typer.Option("--to", help="Write all differences, .csv or .parquet.")] = None,
) -> None:
    """Print how shares differ between two runs, waves or slices, and what a change between waves is made of.

    Example: `rolescope compare out/example --slices seniority mid senior`
    """
    with readable_errors():
        before, after = choose_groups(folder, other, ("wave", *waves) if waves else slices)
        found = compare(before, after, across_frames=across_frames)
        print_comparison(out_console, found)
        if to is not None:
            write_comparison(found, to)
