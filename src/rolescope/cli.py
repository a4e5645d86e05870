"""The command line: parses, calls, prints."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from rolescope import terminal
from rolescope.codebook.links import run_link
from rolescope.difference import compare_runs
from rolescope.engine import default_workers
from rolescope.errors import RolescopeError
from rolescope.evaluation.agreement import measure_agreement, write_agreement
from rolescope.evaluation.bars import check_bars, read_bars
from rolescope.evaluation.figure import Chance
from rolescope.export import FORMATS, export_tables
from rolescope.planning import make_plan
from rolescope.progress import reporter
from rolescope.reproduce import reproduce as reproduce_study
from rolescope.sampling import draw_sample, write_sample
from rolescope.sampling_frame import read_frame
from rolescope.scaffold import scaffold
from rolescope.study import run as run_study
from rolescope.studyfile import read_study
from rolescope.terminal_agreement import print_agreement, print_bars
from rolescope.terminal_sampling import print_plan, print_sample
from rolescope.terms import MIN_EMPLOYERS, MIN_FAMILIES, unknown_terms, write_terms

app = typer.Typer(
    help="What is this job, really? A market-driven definition of a role from job postings.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    add_completion=False,
)
out_console = Console(emoji=False)
err_console = Console(stderr=True, soft_wrap=True, emoji=False)

taxonomy = typer.Typer(help="The skill taxonomy.", no_args_is_help=True)
app.add_typer(taxonomy, name="taxonomy")

EXIT_ERROR, EXIT_STRICT, EXIT_BELOW, EXIT_INTERRUPTED = 1, 2, 2, 130


@contextmanager
def _readable_errors() -> Iterator[None]:
    """Errors that a user can mend are one line; Ctrl-C is a word and exit code 130."""
    try:
        yield
    except RolescopeError as error:
        err_console.print(f"[bold red]error[/]: {terminal.harmless(str(error))}", highlight=False)
        raise typer.Exit(EXIT_ERROR) from error
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        err_console.print(f"[bold red]error[/]: {terminal.harmless(place + str(error.strerror))}", highlight=False)
        raise typer.Exit(EXIT_ERROR) from error
    except KeyboardInterrupt as error:
        err_console.print("interrupted; tables that were complete are as they were, none is half written")
        raise typer.Exit(EXIT_INTERRUPTED) from error


def _note(line: str) -> None:
    """Print a remark beside the output."""
    err_console.print(terminal.harmless(line), highlight=False)


def _say(line: str) -> None:
    """Print a line that names files: as it is, unbroken, so that a script can read it."""
    out_console.print(terminal.harmless(line), highlight=False, soft_wrap=True)


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
    workers: Annotated[int | None, typer.Option(min=1, help="Processes; the cores of this machine by default.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit code 2 if any input was dropped or repaired.")] = False,
) -> None:
    """Run a study: collect, clean, code, estimate, report.

    Example: `rolescope run studies/example.yaml --out out/example`
    """
    with _readable_errors():
        loaded = read_study(study)
        with reporter(err_console) as progress:
            finished = run_study(loaded, out, corpus=corpus, gold=gold, workers=workers, progress=progress)
        terminal.print_findings(out_console, out)
        if finished.taken_over:
            _note(f"taken over from the run before: {', '.join(finished.taken_over)}")
        for line in finished.ledger.lines():
            _note(line)
        _say(f"report: {out / 'report.html'}")
        if strict and finished.ledger:
            raise typer.Exit(EXIT_STRICT)


@app.command()
def show(folder: Annotated[Path, typer.Argument(help="Output folder of a run.", metavar="DIR")]) -> None:
    """Print the definition and the main tables of a run.

    Example: `rolescope show out/example`
    """
    with _readable_errors():
        terminal.print_run(out_console, folder)


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="Folder for the new study.", metavar="DIR")]) -> None:
    """Scaffold a commented study of one's own.

    Example: `rolescope init my-study`
    """
    with _readable_errors():
        path = scaffold(folder)
        _say(f"made {path}; run it with: rolescope run {path} --out {folder / 'out'}")


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Output folder of a run.", metavar="DIR")],
    format: Annotated[str, typer.Option("--format", help=f"One of {', '.join(FORMATS)}.")] = "csv",
    to: Annotated[Path | None, typer.Option("--to", help="Folder for the files; DIR/export by default.")] = None,
) -> None:
    """Write the tables of a run as CSV, JSON Lines or Parquet.

    Example: `rolescope export out/example --format csv`
    """
    with _readable_errors():
        for path in export_tables(folder, format, to or folder / "export"):
            _say(str(path))


@app.command()
def reproduce(
    corpus: Annotated[Path, typer.Option("--corpus", help="The field-guide corpus.")],
    workers: Annotated[int | None, typer.Option(min=1, help="Processes.")] = None,
) -> None:
    """Print the published study's figures from its own labels, beside what the postings say.

    Example: `rolescope reproduce --corpus ../shared/field-guide`
    """
    with _readable_errors():
        with reporter(err_console) as progress:
            figures = reproduce_study(corpus, workers=workers, progress=progress)
        terminal.print_reproduction(out_console, figures)
        if not all(figure.agrees for figure in figures):
            raise typer.Exit(EXIT_ERROR)


@app.command(name="eval")
def eval_(
    folder: Annotated[Path, typer.Argument(help="Output folder of a run.", metavar="DIR")],
    gold: Annotated[Path | None, typer.Option("--gold", help="Gold labels, JSON Lines.")] = None,
    against: Annotated[Path | None, typer.Option("--against", help="Output folder of another coder's run.")] = None,
    coders: Annotated[
        str | None, typer.Option("--coders", help="Names of the two coders to compare, as in local,imported.")
    ] = None,
    fail_under: Annotated[
        Path | None, typer.Option("--fail-under", help="Minimum of each measure, YAML; exit code 2 if one is missed.")
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

    Example: `rolescope eval out/example --gold studies/example/labels.jsonl`
    """
    with _readable_errors():
        minima = read_bars(fail_under) if fail_under else {}
        chance = Chance(seed)
        agreement = measure_agreement(folder, chance, gold=gold, half=half, against=against, coders=coders)
        bars = check_bars(minima, agreement.figures, str(fail_under))
        for problem in agreement.gold.problems if agreement.gold else []:
            err_console.print(f"not used: {terminal.harmless(problem)}", highlight=False)
        print_agreement(out_console, agreement, errors)
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
    with _readable_errors():
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
    with _readable_errors():
        print_plan(out_console, make_plan(read_frame(folder, targets), n, half_width / 100), minutes)


@app.command()
def diff(
    before: Annotated[Path, typer.Argument(help="Output folder of a run.", metavar="DIR_A")],
    after: Annotated[Path, typer.Argument(help="Output folder of another.", metavar="DIR_B")],
) -> None:
    """Print which codes and which figures moved between two runs, with the quotes.

    Example: `rolescope diff out/before out/after`
    """
    with _readable_errors():
        terminal.print_difference(out_console, compare_runs(before, after))


@taxonomy.command()
def link(
    esco: Annotated[Path, typer.Option("--esco", help="Folder with ESCO's skills and occupations (CSV, English).")],
    onet: Annotated[Path, typer.Option("--onet", help="Folder with O*NET's technology skills and occupation data.")],
    to: Annotated[Path, typer.Option("--to", help="Folder for skills.csv, roles.csv and review.csv.")] = Path("links"),
) -> None:
    """Link skills to ESCO concepts and O*NET technologies, and roles to ISCO-08 and O*NET-SOC.

    Example: `rolescope taxonomy link --esco esco/ --onet onet/ --to links`
    """
    with _readable_errors():
        terminal.print_links(out_console, run_link(esco, onet, to), to)


@taxonomy.command()
def terms(
    folder: Annotated[Path, typer.Argument(help="Output folder of a run.", metavar="DIR")],
    most: Annotated[int, typer.Option(min=1, help="How many terms.")] = 100,
    families: Annotated[int, typer.Option(min=1, help="Leave out what fewer advertisements name.")] = MIN_FAMILIES,
    employers: Annotated[int, typer.Option(min=1, help="Leave out what fewer employers name.")] = MIN_EMPLOYERS,
    to: Annotated[Path | None, typer.Option("--to", help="CSV file for the terms and where they stand.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes; the cores of this machine by default.")] = None,
) -> None:
    """Print frequent terms that no skill or alias stands for, for whoever maintains the taxonomy.

    Example: `rolescope taxonomy terms out/example --most 50 --to terms.csv`
    """
    with _readable_errors():
        with reporter(err_console) as progress:
            found = unknown_terms(
                folder,
                most=most,
                min_families=families,
                min_employers=employers,
                workers=workers or default_workers(),
                progress=progress,
            )
        if to is not None:
            write_terms(to, found)
        terminal.print_terms(out_console, found)
