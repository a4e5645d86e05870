"""Years of experience a posting asks for, with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rolescope.clean.lowering import lowered, places_of

_REACH = 64
_LINE_REACH = 160
_MOST = 25

_WORDS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(), 1
    )
}
_NUMBER = rf"(?:\d{{1,2}}(?:\.\d)?|{'|'.join(_WORDS)})"
_ASKED = re.compile(
    rf"(?<![\w.,$€£])(?P<low>{_NUMBER})(?: ?\(\d{{1,2}}\))?(?P<plus> ?\+| or more| plus)?"
    rf"(?: ?(?P<to>-|–|—|to|or|/) ?{_NUMBER}(?: ?\(\d{{1,2}}\))? ?\+?)?"
    r"(?:[ -]{0,2}(?:full|overall|total|solid|relevant|consecutive|calendar|strong|work|working|professional))?[ \t-]{0,3}$"
)
_END = re.compile(r"years?'?(?![\w-])|yrs?(?![\w-])\.?|yoe\b")

_NO_REQUIREMENT_BEFORE = re.compile(
    r"\b(?:past|last|next|first|every|previous|coming|recent|after|celebrating|less than|fewer than|combined|up to|"
    r"under|vest\w*(?: \w+)?(?: over)?|within|founded|nearly|almost|for (?:over|more than|nearly|the)|"
    r"(?:we|we're|is|are|company|team|turned|spent|been|founders?)(?: \w+)?|our|their|his|in (?:less|under|just)(?: than)?|"
    r"led by[^.\n]*|backed by[^.\n]*|team (?:of|with)[^.\n]*|founder[^.\n]*|leadership[^.\n]{0,40} (?:with|has))[ ~(\"]*$"
)
_NO_REQUIREMENT_AFTER = re.compile(
    r"[ -]*(?:old\b|of age\b|in business\b|in a row\b|running\b|ago\b|of (?:service|tenure|history|innovation|"
    r"bootstrapping|growth|revenue|runway|operation|continuous|remaining|leave|vesting|audio|data|proprietary|trust|"
    r"excellence|success|heritage)\b|track record\b|history\b|heritage\b|anniversary\b|warranty\b|"
    r"to exercise\b|earning\b|university\b|college\b|degree\b|program\b|contract\b|commitment\b|"
    r"from now\b|later\b|since\b|into\b|in,)"
)
_POSITIVE = re.compile(
    r"\b(?:experience|experienced|exp|expertise|background|yoe|minimum|at least|min\.?|proven|track record|worked|"
    r"required|requires?|career)\b"
)
_WORK_AFTER = re.compile(
    r"[ ,)]*(?:of|in|as|with|on|at|across|within|using|doing|leading|managing|working|\w+ing\b|"
    r"\w+(?: \w+){0,3} (?:experience|engineer\w*|develop\w*))"
)
_WISH = re.compile(r"\b(?:prefer(?:red|ably)|a plus|nice.to.have|bonus|ideal(?:ly)?|desir(?:ed|able)|advantage)\b")
_WISH_HEADING = re.compile(
    r"\n[^\w\n]{0,6}(?:(?:[\w'&/,-]+ ){0,4}(?:preferred|nice[ -]to[ -]haves?|bonus(?: points)?|desired|desirable|"
    r"pluses|good to have|extra credit)[^.\n]{0,40})\n"
)
_HEADING = re.compile(r"\n[^\w\n]{0,6}(?:[\w'’&/,()-]+ ){0,7}[\w'’&/,()-]+:?\n")
_HIGHER_DEGREE = re.compile(r"\b(?:master'?s?|m\.?sc?\.?|ms|ph\.?d\.?|doctorate|advanced degree|graduate degree|mba)\b")
_LOWER_DEGREE = re.compile(r"\b(?:bachelor'?s?|b\.?sc?\.?|bs|ba|b\.?tech|undergraduate)\b")
