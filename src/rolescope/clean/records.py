"""What a process of the stage `clean` does with a batch; a process that starts imports this, and no later stage."""

from __future__ import annotations

import pyarrow as pa

from rolescope.clean.postings import clean_batch
from rolescope.collect.html import records_of
from rolescope.ledger import Problem


def clean_records(batch: pa.Table) -> tuple[pa.Table, list[Problem]]:
    """Postings of a batch of records, or of saved pages; reading pages is worth a process too.

    Parameters
    ----------
    batch
        Rows of `tables.RAW` or of `tables.PAGES`.

    Returns
    -------
    tuple of pyarrow.Table and list of Problem
        Rows of `postings.CLEANED`, and what could not be read or used.
    """
    records, unread = records_of(batch)
    postings, unusable = clean_batch(records)
    return postings, unread + unusable
