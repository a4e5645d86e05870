"""Pay in 円: which amounts are pay, and of which period, by the word before them."""

from __future__ import annotations

import re

from rolescope.clean.money import YEN, Money

OR_MORE = "以上"
"""Stands behind a least amount."""


def pay_in_yen(text: str, money: Money) -> Money | None:
    """Read an amount in 円 as pay, with the period of the word for pay before it.

    Parameters
    ----------
    text
        The posting's text.
    money
        An amount found in it; one that is not in 円 is given back as it is.

    Returns
    -------
    Money or None
        None where no word close before the amount says that it is pay: 円 is written of budgets and prizes too.
    """
    if YEN not in text[money.start : money.end]:
        return money
    cue = _CUE.search(text, max(0, money.start - _CLOSE_BY), money.start)
    if cue is None:
        return None
    return money._replace(period=money.period or cue.lastgroup)


_CLOSE_BY = 30
_CUE = re.compile(
    "(?P<year>年収|年俸|年給|(?i:annual salary))|(?P<month>月給|月収|月額|(?i:monthly salary))|(?P<day>日給)|(?P<hour>時給)|"
    "給与|給料|報酬|賃金|(?i:salary|pay|compensation)"
)
