"""`python -m rolescope`."""

from rolescope.cli import app

app()
