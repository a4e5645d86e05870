"""Which of many texts a pattern cannot match: all are searched at once by RE2, in Arrow, tens of times as fast as by `re`."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

_LOOKAHEAD = re.compile(r"\(\?!(?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
_WORTH_COMPILING = 100
_NO_PRINTABLE = "\n"


class Sieve:
    r"""Sorts out texts that a pattern cannot match.

    RE2 has no lookahead and its ``\w``, ``\b`` and ``\s`` know ASCII alone. So what is refused ahead counts as
    found, and whatever is not printable ASCII goes through: who passes must still be searched.

    Parameters
    ----------
    pattern
        Without lookbehind, back references or flags other than `re.X`.
    """

    def __init__(self, pattern: re.Pattern[str]) -> None:
        written = "".join(pattern.pattern.split()) if pattern.flags & re.X else pattern.pattern
        self._wider = _LOOKAHEAD.sub("", written)

    def passes(self, texts: Sequence[str]) -> list[bool]:
        """Whether the pattern may match each text; all pass where there are too few to be worth the compiling."""
        if len(texts) < _WORTH_COMPILING:
            return [True] * len(texts)
        written = pa.array([text if text.isascii() else _NO_PRINTABLE for text in texts], pa.string())
        strange = pc.invert(pc.ascii_is_printable(written))
        may = pc.or_(pc.match_substring_regex(written, self._wider), strange)
        passed: list[bool] = may.to_numpy(zero_copy_only=False).tolist()
        return passed
