"""Commands about the skill taxonomy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rolescope.cli.application import (
    err_console,
    out_console,
    readable_errors,
    taxonomy,
)
from rolescope.codebook.links import run_link
from rolescope.engine.choose import default_workers
from rolescope.progress import reporter
from rolescope.terminal.taxonomy import print_links, print_terms
from rolescope.terms import MIN_EMPLOYERS, MIN_FAMILIES, unknown_terms, write_terms


@taxonomy.command()
def link(
    esco: Annotated[Path, typer.Option("--esco", help="Folder with ESCO's skills and occupations (CSV, English).")],
    onet: Annotated[Path, typer.Option("--onet", help="Folder with O*NET's technology skills and occupation data.")],
    to: Annotated[Path, typer.Option("--to", help="Folder for skills.csv, roles.csv and review.csv.")] = Path("links"),
) -> None:
    """Link skills to ESCO concepts and O*NET technologies, and roles to ISCO-08 and O*NET-SOC.

    Example: `rolescope taxonomy link --esco esco/ --onet onet/ --to links`
    """
    with readable_errors():
        print_links(out_console, run_link(esco, onet, to), to)


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
    with readable_errors():
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
        print_terms(out_console, found)
