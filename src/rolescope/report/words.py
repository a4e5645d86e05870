"""How figures are said: percentages, intervals and tiers, the same in every text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

CORE, COMMON = 0.5, 0.2
UNNAMED = ("unspecified", "unknown", "(none)")
"""Values that say that a posting says nothing."""
_SPOKEN = {
    "skills": "Skill",
    "responsibilities": "Duty",
    "use_cases": "Use case",
    "backend": "Back end",
    "frontend": "Front end",
    "customer_facing": "Customer-facing",
    "management": "Management",
    "years_min": "Years of experience",
    "employment_type": "Employment",
    "metro": "Metropolitan area",
}


def percent(share: float) -> str:
    """A share as a percentage without false precision.

    Examples
    --------
    >>> percent(0.7743), percent(0.0634), percent(0.004)
    ('77 %', '6.3 %', '0.4 %')
    >>> percent(1.0), percent(0.997)
    ('100 %', '99.7 %')
    """
    return f"{100 * share:.0f} %" if 0.0995 <= share < 0.995 or share == 1 else f"{100 * share:.1f} %"


def interval(low: float, high: float) -> str:
    """Limits of an interval in percent.

    Examples
    --------
    >>> interval(0.742, 0.806)
    '74–81 %'
    """
    digits = 0 if high >= 0.0995 else 1
    return f"{100 * low:.{digits}f}–{100 * high:.{digits}f} %"


def between(low: float, high: float) -> str:
    """Limits of an interval as words.

    Examples
    --------
    >>> between(0.59, 0.68)
    'between 59 and 68 %'
    """
    return f"between {interval(low, high).replace('–', ' and ')}"


def tier(low: float, high: float) -> str:
    """Core, common or secondary; two of them where the interval crosses a border.

    Examples
    --------
    >>> tier(0.55, 0.61), tier(0.45, 0.52), tier(0.1, 0.15)
    ('core', 'core or common', 'secondary')
    """
    names = ("secondary", "common", "core")
    lowest = (low >= COMMON) + (low >= CORE)
    highest = (high >= COMMON) + (high >= CORE)
    return " or ".join(reversed(names[lowest : highest + 1]))


def points(*ends: float) -> str:
    """A difference, or the limits of one, in percentage points with signs.

    Examples
    --------
    >>> points(0.07, 0.32), points(-0.2, 0.013), points(0.001)
    ('+7 to +32', '−20 to +1', '0')
    """
    return " to ".join(f"{round(100 * end):+d}".replace("-", "−").replace("+0", "0") for end in ends)


def amount(value: float) -> str:
    """An amount of money, its currency apart.

    Examples
    --------
    >>> amount(160000.0)
    '160,000'
    """
    return f"{value:,.0f}"


def spoken(variable: str) -> str:
    """What a page calls a variable.

    Examples
    --------
    >>> spoken("role_type"), spoken("customer_facing")
    ('Role type', 'Customer-facing')
    """
    return _SPOKEN.get(variable) or variable.replace("_", " ").capitalize()


def unbroken(text: str) -> str:
    r"""A sentence in which no line ends between a number and its %.

    Examples
    --------
    >>> unbroken("about 2.2 %")
    'about 2.2\xa0%'
    """
    return text.replace(" %", "\N{NO-BREAK SPACE}%")


def group_name(by: str, name: str) -> str:
    """What a page calls a group of postings; those without a value say so.

    Examples
    --------
    >>> group_name("city", "Berlin"), group_name("city", "(no resolved place)"), group_name("work_mode", "unspecified")
    ('Berlin', 'not known', 'not stated')
    >>> group_name("metro", "(no resolved place)")
    'elsewhere or not known'
    """
    if name == "(no resolved place)":
        return "elsewhere or not known" if by == "metro" else "not known"
    return "not stated" if name in UNNAMED else name


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    Examples
    --------
    >>> counted(1, "employer"), counted(1_200, "employer")
    ('1 employer', '1,200 employers')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listing(parts: Sequence[str], last: str = "and") -> str:
    """Parts of a sentence with commas and a closing word; with semicolons where a part has commas or "and" itself.

    Examples
    --------
    >>> listing(["Python", "AWS", "RAG"]), listing(["Europe", "India and Asia-Pacific"])
    ('Python, AWS and RAG', 'Europe; and India and Asia-Pacific')
    """
    apart, closing = separators(parts, last)
    return f"{apart.join(parts[:-1])}{closing}{parts[-1]}" if len(parts) > 1 else "".join(parts)


def separators(parts: Sequence[str], last: str = "and") -> tuple[str, str]:
    """What stands between the parts of a listing, and before the last of them.

    Examples
    --------
    >>> separators(["Python", "AWS"]), separators(["Mentoring and people", "AWS"])
    ((', ', ' and '), ('; ', '; and '))
    """
    nested = any(", " in part or " and " in part for part in parts)
    return ("; ", f"; {last} ") if nested else (", ", f" {last} ")


def weights_said(facts: Mapping[str, Any]) -> str:
    """What `run.json` says of the postings that count, and how much, as sentences; nothing where all count alike.

    Examples
    --------
    >>> flow = {"days": 30, "recent": 60, "older": 35, "undated": 4, "future": 1}
    >>> weights_said({"weights": {"flow": flow, "raking": None}})
    'Estimates are of the 60 postings that were posted at most 30 days before they were collected (the flow): 35 older \
ones are left out, and so are 4 without a date and 1 dated after collection.'
    """
    weights = facts.get("weights") or {}
    said = []
    if flow := weights.get("flow"):
        said.append(
            f"Estimates are of the {flow['recent']:,} postings that were posted at most {flow['days']} days before they "
            f"were collected (the flow): {flow['older']:,} older ones are left out, and so are {flow['undated']:,} "
            f"without a date and {flow['future']:,} dated after collection."
        )
    if raking := weights.get("raking"):
        names = listing(list(dict.fromkeys(row["margin"] for row in raking["margins"])))
        said.append(
            f"Weights from {raking['lowest']:.2g} to {raking['highest']:.2g} bring {names} to stated shares (raking, "
            f"design effect {raking['deff']:.2f}); weighted shares stand in the tables, what is drawn is unweighted."
        )
    return " ".join(said)


def reposts_said(postings: Mapping[str, Any]) -> str:
    """What `run.json` counts of reposts, as a sentence.

    Examples
    --------
    >>> reposts_said({"kept": 8, "families": 5, "reposts": {"reposted": 5, "rate": 0.625, "redundant": 3, "largest": 3}})
    '5 of 8 postings (62 %) have a repost in the corpus: they share 2 advertisements, the largest with 3 postings.'
    """
    found = postings["reposts"]
    if not found["reposted"]:
        return "No posting has a repost in the corpus."
    shared = found["reposted"] - found["redundant"]
    return (
        f"{found['reposted']:,} of {postings['kept']:,} postings ({percent(found['rate'])}) have a repost in the corpus: "
        f"they share {shared:,} advertisement{'s' if shared > 1 else ''}, the largest with {found['largest']:,} postings."
    )


def ages_said(postings: Mapping[str, Any]) -> str:
    """What `run.json` knows of the ages of postings, as sentences.

    Examples
    --------
    >>> quantiles = {"0.1": 1.0, "0.25": 3.0, "0.5": 9.5, "0.75": 20.0, "0.9": 41.0}
    >>> ages_said({"kept": 8, "ages": {"n": 6, "n_unknown": 1, "n_future": 1, "quantiles": quantiles}})
    'When they were collected, half of the 6 postings with a date were at most 9 days old, nine in ten at most 41. \
Of 1 the date is not known; 1 claims a date after its collection.'
    """
    ages = postings["ages"]
    unknown, future = ages["n_unknown"], ages["n_future"]
    if not ages["n"]:
        return "How old the postings were when they were collected is not known."
    known = (
        f"When they were collected, half of the {ages['n']:,} postings with a date were at most "
        f"{int(ages['quantiles']['0.5'])} days old, nine in ten at most {int(ages['quantiles']['0.9'])}."
    )
    rest = [f"of {unknown:,} the date is not known"] if unknown else []
    if future:
        rest.append(
            f"{future:,} claim{'s' if future == 1 else ''} a date after {'its' if future == 1 else 'their'} collection"
        )
    said = "; ".join(rest)
    return f"{known} {said[:1].upper()}{said[1:]}." if said else known
