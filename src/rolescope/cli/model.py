"""Commands about foundation models: prompts compared, and what was spent."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rolescope.by_model.costs import read_costs
from rolescope.by_model.prompt_eval import compare_prompts, run_study
from rolescope.by_model.stage import budget_warnings
from rolescope.cli.application import app, err_console, note, out_console, prompt, readable_errors
from rolescope.evaluation.figure import Chance
from rolescope.llm.place import from_here
from rolescope.progress import reporter
from rolescope.terminal.model import print_costs, print_prompts


@prompt.command(name="eval")
def eval_(
    folder: Annotated[Path, typer.Argument(help="Output folder of a run.", metavar="DIR")],
    variants: Annotated[
        tuple[Path, Path], typer.Option("--variants", help="Two files of wordings; the second against the first.")
    ],
    gold: Annotated[Path, typer.Option("--gold", help="Gold labels, JSON Lines.")],
    model: Annotated[str | None, typer.Option("--model", help="What to ask, as in openai:gpt-5-mini.")] = None,
    base_url: Annotated[
        str | None, typer.Option("--base-url", help="Where an openai-compatible model answers.")
    ] = None,
    budget: Annotated[float | None, typer.Option("--budget", help="Most US dollars to spend in this folder.")] = None,
    budget_tokens: Annotated[
        int | None, typer.Option("--budget-tokens", help="Most tokens to spend in this folder.")
    ] = None,
    journal: Annotated[
        str | None, typer.Option("--journal", help="Where answers are kept, if not where the run kept them.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of the bootstrap.")] = 20260205,
) -> None:
    """Code the labelled postings of a run with two prompts, and compare them with paired intervals.

    Example: `rolescope prompt eval out/example --variants a.yaml b.yaml --gold studies/example/labels.jsonl`
    """
    with readable_errors():
        study = run_study(folder).changed(
            "the command line", coder="llm", model=model, base_url=base_url,
            budget=budget, budget_tokens=budget_tokens, journal=from_here(journal),
        )  # fmt: skip
        for warning in budget_warnings(study):
            note(f"warning: {warning}")
        with reporter(err_console) as progress:
            found = compare_prompts(folder, variants, gold, study, Chance(seed, study.level), progress)
        print_prompts(out_console, found)


@app.command()
def costs(
    folder: Annotated[Path, typer.Argument(help="Output folder of a run.", metavar="DIR")],
    journal: Annotated[
        str | None, typer.Option("--journal", help="Where answers are kept, if not where the run kept them.")
    ] = None,
) -> None:
    """Print what models took in a folder: calls, tokens, money and seconds, by model and day.

    Example: `rolescope costs out/example`
    """
    with readable_errors():
        print_costs(out_console, read_costs(folder, from_here(journal)))
