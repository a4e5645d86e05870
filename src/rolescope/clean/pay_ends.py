"""A least and a most amount, each with a label of its own, as one range."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rolescope.clean.money import Money


def join_ends(low: str, amounts: Iterable[Money]) -> Iterator[Money]:
    r"""Join amounts such as "Minimum salary: $90,000 / Maximum salary: $120,000"; give others as they are.

    The range stands where both do, from the first to the last of their words. Amounts of two currencies or of two
    periods are no ends of one range.

    Parameters
    ----------
    low
        `lowering.lowered` text.
    amounts
        The amounts found in it, from left to right.

    Examples
    --------
    >>> ends = [Money(90_000, None, "USD", None, 8, 15), Money(95_000, None, "USD", None, 29, 36)]
    >>> [money[:2] for money in join_ends("minimum $90,000\nmaximum pay: $95,000", ends)]
    [(90000, 95000)]
    """
    first: Money | None = None
    for money in amounts:
        if first is not None:
            joined = _joined(low, first, money)
            if joined is not None:
                yield joined
                first = None
                continue
            yield first
        first = money
    if first is not None:
        yield first


def is_labelled_least(before: str) -> bool:
    """Whether text ends in the label of a least amount."""
    return _LEAST.search(before) is not None


def _joined(low: str, first: Money, second: Money) -> Money | None:
    between = low[first.end : second.start]
    if first.high is not None or second.high is not None or len(between) > _APART or first.currency != second.currency:
        return None
    if first.period and second.period and first.period != second.period:
        return None
    before = low[max(0, first.start - _APART) : first.start]
    if _LEAST.search(before) and _AND_MOST.fullmatch(between):
        least, most = first.low, second.low
    elif _MOST.search(before) and _AND_LEAST.fullmatch(between):
        least, most = second.low, first.low
    else:
        return None
    if least > most:
        return None
    return Money(least, most, first.currency, first.period or second.period, first.start, second.end)


_APART = 60
_WORDS = (
    r"(?: ?\(?\b(?:annual|yearly|monthly|hourly|daily|base|gross|salary|pay|rate|range|wage|compensation|of|is)\b\)?)"
)
_LABEL_END = rf"{_WORDS}{{0,3}}[ :*=|-]{{0,3}}\n{{0,2}}[ *•-]{{0,3}}"
_LEAST_WORD = r"(?:min(?:imum|imo|ima)?\b\.?|low(?:er)? end|(?:salary|pay|rate) from|from|floor|mindest\w*|starting at)"
_MOST_WORD = r"(?:max(?:imum|imo|ima)?\b\.?|(?:high|upper|top) end|(?:salary|pay|rate) to|rising to|rises to|ceiling|h.chst\w*|maximal\w*)"
_BETWEEN = r"[\s,.;/|*•-]{0,4}(?:and |up )?(?:an? |the )?(?:(?:annual|base|salary|pay|range|rate|salaire|gehalt|salario)\b ?){0,3}"
_LEAST = re.compile(rf"\b{_LEAST_WORD}{_LABEL_END}\Z")
_MOST = re.compile(rf"\b{_MOST_WORD}{_LABEL_END}\Z")
_AND_MOST = re.compile(rf"{_BETWEEN}{_MOST_WORD}{_LABEL_END}")
_AND_LEAST = re.compile(rf"{_BETWEEN}{_LEAST_WORD}{_LABEL_END}")
