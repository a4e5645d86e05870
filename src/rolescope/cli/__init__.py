"""The command line: parses, calls, prints. A module a group of commands."""

from rolescope.cli import run, start, taxonomy, train, trust
from rolescope.cli.application import app

__all__ = ["app", "run", "start", "taxonomy", "train", "trust"]
