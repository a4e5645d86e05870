"""MinHash signatures of postings, kept as the hashes of their bands.

100 minimal hashes over the word 5-grams of a text make 20 bands of 5; of each band only a 32-bit hash is
kept, 92 bytes a posting. Two texts of Jaccard similarity s agree in at least one band with probability
1 - (1 - s**5)**20: .9996 at .8, .47 at .5, .006 at .2.

References
----------
Broder (1997), On the resemblance and containment of documents.
Leskovec, Rajaraman and Ullman (2020), Mining of Massive Datasets, section 3.4.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from rolescope.clean.shingles import Shingles, batches, mixed, multipliers, shingle

BANDS = 20
ROWS = 5
FEWEST_WORDS = 30
SIGNATURE = np.dtype([("content", np.uint64), ("words", np.uint32), ("bands", np.uint32, (BANDS,))])
"""`content` is equal where the words are; `words` is their number; `bands` are the hashes of the bands."""

Signatures = npt.NDArray[Any]
_HIGH_HALF = np.uint64(32)


def signatures(texts: Sequence[str]) -> Signatures:
    """Sign texts, each for itself: the result does not depend on what else is in the batch.

    Parameters
    ----------
    texts
        Plain texts.

    Returns
    -------
    numpy.ndarray of SIGNATURE
        One row a text. Texts of fewer than 30 words are the same by spelling only (`content` is a hash
        of the text, spacing and case aside), longer ones by their words.
    """
    out = np.zeros(len(texts), SIGNATURE)
    for begin, end in batches(texts):
        batch = texts[begin:end]
        shingles = shingle(batch)
        rows = out[begin:end]
        rows["words"] = shingles.words
        rows["content"] = shingles.sequences
        for short in np.flatnonzero(shingles.words < FEWEST_WORDS).tolist():
            rows["content"][short] = _spelling(batch[short])
        rows["bands"] = _bands(shingles)
    return out


def _bands(shingles: Shingles) -> npt.NDArray[np.uint32]:
    """Hash of each band of minimal hashes; 0 for texts without a 5-gram."""
    out = np.zeros((len(shingles.counts), BANDS), np.uint32)
    some = shingles.counts > 0
    if not some.any():
        return out
    first = (np.cumsum(shingles.counts) - shingles.counts)[some]
    hashes = (shingles.hashes >> _HIGH_HALF).astype(np.uint32)
    factors = multipliers(BANDS * ROWS).astype(np.uint32).reshape(BANDS, ROWS, 1)
    permuted = np.empty((ROWS, len(hashes)), np.uint32)
    smallest = np.empty((BANDS, ROWS, len(first)), np.uint32)
    for band in range(BANDS):
        np.multiply(factors[band], hashes, out=permuted)
        np.minimum.reduceat(permuted, first, axis=1, out=smallest[band])
    weights = multipliers(ROWS)[:, None]
    banded = (smallest.astype(np.uint64) * weights).sum(axis=1)
    out[some] = (mixed(banded) >> _HIGH_HALF).astype(np.uint32).T
    return out


def _spelling(text: str) -> int:
    spelt = " ".join(text.casefold().split())
    return int.from_bytes(hashlib.blake2b(spelt.encode("utf-8", "replace"), digest_size=8).digest(), "little")
