"""Whether the words around an amount say that it is pay."""

from __future__ import annotations

import math
import re

from rolescope.clean.money import Money
from rolescope.clean.pay_currency import LAKHS
from rolescope.clean.pay_ends import is_labelled_least
from rolescope.clean.pay_period import LEAST, MOST, SURELY_A_YEAR, labelled_period, words_before


def is_pay(low: str, money: Money) -> bool:
    """Whether an amount with a currency is pay: funding, bonuses, budgets and customers' money are none.

    Parameters
    ----------
    low
        `lowering.lowered` text.
    money
        An amount found in it.
    """
    before = words_before(low, money)
    if money.high is None and money.period is None:
        money = money._replace(period=labelled_period(before))
    least = _LEAST_WITHOUT_CUE if money.high is None else LEAST["hour"]
    if money.period is None and money.low < least:
        return False
    after = low[money.end : money.end + 60]
    if _OTHER_AFTER.match(after) or _OTHER_LABEL.search(before):
        return False
    if not is_labelled_least(before):
        if _AND.search(low, money.start, money.end) and not _BETWEEN.search(before):
            return False
        if _OR_MAX.search(low, money.start, money.end):
            return False
    clause = before[max(before.rfind("\n"), before.rfind(". "), before.rfind("• ")) + 1 :]
    cue = _last(_CUE, before)
    has_cue = cue >= 0 or _CUE_AFTER.match(after) is not None or _TAXED.search(low, money.start, money.end) is not None
    other = _last(_OTHER_MONEY if money.high is not None else _OTHER_USE, clause)
    if other >= 0 and other + len(before) - len(clause) >= cue and not _CUE_AFTER.match(after):
        return False
    if money.period is not None:
        is_enough = LEAST[money.period] <= money.low <= MOST.get(money.period, math.inf)
        is_rate = money.period in ("hour", "day", "week") or money.low >= SURELY_A_YEAR
        return is_enough and (has_cue or money.high is not None or is_rate or _is_alone(low, money))
    if money.high is not None:
        return money.low >= _LEAST_WITHOUT_CUE or (has_cue and money.low >= LEAST["hour"])
    return money.low >= _LEAST_WITHOUT_CUE and (has_cue or _is_alone(low, money))


def _is_alone(low: str, money: Money) -> bool:
    """Whether the amount is all its line says."""
    return (
        _LINE_START.search(low, max(0, money.start - 6), money.start) is not None
        and _LINE_END.match(low, money.end) is not None
    )


def is_bare_pay(low: str, money: Money) -> bool:
    """Whether a range without a currency is pay: a word for pay stands before it, and no other use behind.

    Parameters
    ----------
    low
        `lowering.lowered` text.
    money
        A range found in it.
    """
    before = words_before(low, money)
    return (
        money.low >= _LEAST_WITHOUT_CUE
        and _BARE_CUE.search(before) is not None
        and (
            _BARE_AFTER.match(low, money.end) is not None
            or (money.period is not None and LAKHS.search(low, money.start, money.end) is None)
        )
    )


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match ends, or -1."""
    at = -1
    for match in pattern.finditer(text):
        at = match.end()
    return at


_LEAST_WITHOUT_CUE = 10_000
_CUE = re.compile(
    r"\b(?:salar(?:y|ies)|pay|compensation|remuneration|wages?|ote|ctc|earn(?:ings?)?|(?:hourly|daily|day|monthly) rate|"
    r"rate|\w*(?:gehalt(?:s\w+)?|lohn|salaris)|verg.tung|tagessatz|salaire|r.mun.ration|tjm|sal.rio|salario|sueldo|retribuzione|ral|"
    r"l[^a-z ]n|wynagrodzenie|zarobki|stawka|fixe|base range|hiring range)\b"
)
_CUE_AFTER = re.compile(
    r"[ ,(]{0,2}(?:\w+ ){0,2}(?:base\b|salary|ote\b|on[- ]target|total cash|brutt?o|gross\b|jahresgehalt|wynagrodzenia|\+? ?super(?:annuation)?\b)"
)
_TAXED = re.compile(r"\b(?:gross|brutt?o|brut|net|netto)\b")
_AND = re.compile(r" (?:and|und|et|en|y|och|og) ")
_BETWEEN = re.compile(
    r"\b(?:between|zwischen|von|entre|tussen|mellan|mellem|from|range|ranges|ranging|of)\b[^.\n]{0,20}$"
)
_OTHER_AFTER = re.compile(
    r"[ -]{0,2}(?:\(\w+\) )?(?:(?!(?:salary|base|and|plus|with|or)\b)[\w'-]+ ){0,3}?(?:stipends?|budgets?|allowances?|"
    r"reimbursements?|sign[- ]?(?:on|ing)\b|bonus(?:es)?\b(?! eligib)|funding|revenue|arr\b|mrr\b|acv\b|valuation|"
    r"series [a-h]\b|seed\b|(?:in|of) (?:equity|stock|options|sales|savings|assets|annual)|equity (?:grant|package|award)|"
    r"rsus?\b|401|hsa\b|match\b|credits?\b|donations?|referral|deals?\b|customers?\b|investment|round\b|quota|tuition)"
)
_OTHER_LABEL = re.compile(
    r"(?:equity|options|rsus?|stock|bonus(?:es)?|commissions?|stipends?|allowances?|budgets?|reimbursements?|funding|401\(?k\)?|hsa|"
    r"revenues?|arr|valuation|grants?|credits?)(?: (?:grant|package|value|award|target))?"
    r"(?: ?(?:[:(–-]|of|worth|is|are|valued at|up to|from|between|for|ranging|range|a|target|total(?:ing)?|over|at|~)){1,4} ?$"
)
_MONEY_WORDS = (
    r"(?:drivers|couriers|users|creators|sellers|members|workers|tutors|shoppers|hosts|people) (?:can |may )?(?:earn|make|pay)|"
    r"rais(?:ed|ing)|funding|funded|backed|backing|revenues?|arr|mrr|acv|valuation|valued|budgets?|stipends?|"
    r"reimburse\w*|allowances?|sign[- ]on|401|donat\w*|loans?|aum|deals?|contract value|deal size|processed|spend|"
    r"spending|quotas?|customers? (?:pay|spend|save)\w*|tuition|tickets?|p&l|costs?(?! of)|priced|checks? of|saved|saving|investment"
)
_OTHER_MONEY = re.compile(rf"\b(?:{_MONEY_WORDS})\b")
_OTHER_USE = re.compile(
    rf"\b(?:{_MONEY_WORDS}|bonus(?:es)?|equity|options|rsus?|stock|credits?|hsa|fsa|insurance|market|worth|assets|"
    r"clients?|customers?|sales|prizes?|grants?|referral|learning|wellness|perks?|benefits?|coverage|costs?|prices?|"
    r"pricing|fees?|fertility|relocation|match\w*|growth|grew|fines?|penalt\w+)\b"
)
_OR_MAX = re.compile(r"(?<!-)(?<!- )\bmax")
_LINE_START = re.compile(r"(?:^|\n)[ \t*•·-]*$")
_LINE_END = re.compile(r"[ \t.*]*(?:\n|$)")
_BARE_CUE = re.compile(r"\b(?:salary|pay|compensation|ctc)\b[^.;\n]{0,70}\n{0,2}[ *-]*$")
_BARE_AFTER = re.compile(r"[ \t*)]*(?:$|[\n.,;+(]|per |a year|annual|base|gross|depending|plus|and |ctc|fixed)")
