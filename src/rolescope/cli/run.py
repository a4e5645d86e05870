"""Commands that make and show a run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rolescope.by_model.dry_run import dry_run
from rolescope.by_model.stage import budget_warnings
from rolescope.cli.application import (
    EXIT_STRICT,
    app,
    err_console,
    note,
    out_console,
    readable_errors,
    say,
)
from rolescope.engine.choose import EngineName
from rolescope.export import FORMATS, export_tables
from rolescope.llm.place import from_here
from rolescope.llm.records import recorded
from rolescope.progress import reporter
from rolescope.report import stored_view, write_pages
from rolescope.study import run as run_study
from rolescope.studyfile import read_study
from rolescope.terminal.model import print_dry_run
from rolescope.terminal.run import print_findings, print_run


@app.command()
def run(
    study: Annotated[Path, typer.Argument(help="The study file.")],
    out: Annotated[Path, typer.Option("--out", help="Folder for tables, report and run.json.")] = Path("out"),
    corpus: Annotated[
        Path | None, typer.Option("--corpus", help="The field-guide corpus, if the study uses it.")
    ] = None,
    gold: Annotated[
        Path | None,
        typer.Option("--gold", help="Gold labels of postings drawn by a known design: shares are corrected."),
    ] = None,
    coder: Annotated[
        str | None, typer.Option("--coder", help="Another coder than the study's: local, gold, imported, llm, cascade.")
    ] = None,
    model: Annotated[
        str | None, typer.Option("--model", help="What llm and cascade ask, as in openai:gpt-5-mini.")
    ] = None,
    base_url: Annotated[
        str | None, typer.Option("--base-url", help="Where an openai-compatible model answers.")
    ] = None,
    budget: Annotated[float | None, typer.Option("--budget", help="Most US dollars to spend in this folder.")] = None,
    budget_tokens: Annotated[
        int | None, typer.Option("--budget-tokens", help="Most tokens to spend in this folder.")
    ] = None,
    journal: Annotated[
        str | None,
        typer.Option("--journal", help="Where answers are kept: a file, or postgresql://HOST/DATABASE for many runs."),
    ] = None,
    batch: Annotated[
        bool | None, typer.Option("--batch/--online", help="Ask by the provider's batch API: cheaper, within a day.")
    ] = None,
    dry: Annotated[
        bool,
        typer.Option("--dry-run", help="Print one prompt, tokens, money and time of llm or cascade; send nothing."),
    ] = False,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes; the cores of this machine by default.")] = None,
    engine: Annotated[
        EngineName, typer.Option("--engine", help="Where row-wise stages run: here, or on a Ray cluster.")
    ] = "pool",
    log: Annotated[
        Path | None, typer.Option("--log", help="File to which a line of JSON a call to a model is added.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit code 2 if any input was dropped or repaired.")] = False,
) -> None:
    """Run a study: collect, clean, code, estimate, report.

    Example: `rolescope run studies/example.yaml --out out/example`
    """
    with readable_errors():
        loaded = read_study(study).changed(
            "the command line", coder=coder, model=model, base_url=base_url,
            budget=budget, budget_tokens=budget_tokens, journal=from_here(journal), batch=batch,
        )  # fmt: skip
        if dry:
            with reporter(err_console) as progress:
                reckoned = dry_run(loaded, corpus, workers, progress)
            print_dry_run(out_console, reckoned)
            return
        for warning in budget_warnings(loaded):
            note(f"warning: {warning}")
        with recorded(log), reporter(err_console) as progress:
            finished = run_study(
                loaded, out, corpus=corpus, gold=gold, workers=workers, engine=engine, progress=progress
            )
        print_findings(out_console, out)
        if finished.resumed:
            note(f"gone on from a run that was cut off: it had finished {', '.join(finished.resumed)}")
        if finished.taken_over:
            note(f"taken over from the run before: {', '.join(finished.taken_over)}")
        for line in (*finished.by_model, *finished.ledger.lines()):
            note(line)
        say(f"report: {out / 'report.html'}")
        if strict and finished.ledger:
            raise typer.Exit(EXIT_STRICT)


@app.command()
def report(
    folder: Annotated[Path, typer.Argument(help="Output folder of a run.", metavar="DIR")],
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
) -> None:
    """Write the report of a run again, from its tables alone, and its figures as SVG and PNG.

    Example: `rolescope report out/example --open`
    """
    with readable_errors():
        from rolescope.report.figures import write_figures

        view = stored_view(folder)
        for path in (*write_pages(folder, view), *write_figures(folder, view)):
            say(str(path))
        if open_page:
            typer.launch((folder / "report.html").resolve().as_uri())


@app.command()
def show(folder: Annotated[Path, typer.Argument(help="Output folder of a run.", metavar="DIR")]) -> None:
    """Print the definition and the main tables of a run.

    Example: `rolescope show out/example`
    """
    with readable_errors():
        print_run(out_console, folder)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Output folder of a run.", metavar="DIR")],
    format: Annotated[str, typer.Option("--format", help=f"One of {', '.join(FORMATS)}.")] = "csv",
    to: Annotated[Path | None, typer.Option("--to", help="Folder for the files; DIR/export by default.")] = None,
) -> None:
    """Write the tables of a run as CSV, JSON Lines or Parquet.

    Example: `rolescope export out/example --format csv`
    """
    with readable_errors():
        for path in export_tables(folder, format, to or folder / "export"):
            say(str(path))
