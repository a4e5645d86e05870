"""The wording that gives a sentence or a heading away: lists of phrases, and nothing else.

Everything here reads lower-case text with straight apostrophes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rolescope.coders.stems import HEADINGS, MUST_HEADING, NICE_HEADING, OTHER_HEADING, WORK_HEADING

MUST, NICE, WORK, OTHER = "must", "nice", "work", "other"


def _heading(words: str) -> re.Pattern[str]:
    return re.compile(words, re.X)


_NICE_HEADING = _heading(
    r"""
        \b(?:valuable|helpful|bonus\b(?!\s+(?:plan|structure|scheme|eligib))|prefer(?:red|ably|ences)?(?!\s+(?:work\s+|job\s+|office\s+)?locations?)|plus(?:es)?|ideally|optional|assets?|pré)\b
        |nice[\s-]*to[\s-]*ha(?:ve|s)|highly\s+valu|candidate\s+also|even\s+more\s+excited|nice\s+if|make\s+us\s+love|fast\s+start|head\s+start|thrilled|love\s+(?:it\s+)?if|desir(?:able|ed)|advantage(?:ous)?\b
        |stand[s]?\s+out|set[s]?\s+you\s+apart|extra\s+(?:credit|points)|brownie|good[\s-]to[\s-]have|competitive\s+edge
        |we\s+prefer|would\s+be\s+nice|also\s+be\s+nice|great\s+if\s+you|even\s+better|not\s+required|additional\s+(?:skills|expertise|experience|qualifications)
        |von\s+vorteil|wünschenswert|serait\s+un\s+plus|un\s+plus|valorable|se\s+valora|diferencia|atouts?|mooi\s+meegenomen
    """
)

_OTHER_HEADING = _heading(
    r"""
        \b(?:perks?\b|pay\b|eeo\b|visa\b|apply\b|li-|process\b)
        |benefit|compensation|salar|what\s+you(?:'ll|\s+will|\s+can)?\s+(?:get(?!\s+to)|receive)|how\s+we\s+work|what\s+we(?:'ve|\s+have)?\s*(?:can\s+)?(?:offer|provide|got|bring)|we\s+offer|what's\s+in\s+it|in\s+return
        |about\s+(?:us|we\s+are|are\s+we)\b|who\s+(?:us|we\s+are|are\s+we)\b|^\W*about\s+(?!(?:the|this|your)\s+(?:role|job|position|opportunity|team|work|project|challenge)|you\b|our\s+team)|our\s+(?:values|culture|commitment|mission|vision|people|story|company|customers|offices?|solution|product|benefits|core\s+values|hiring|interview|process)
        |equal|diversity|inclusi|belonging|accommodation|privacy|why\s+(?!this\s+role)|how\s+to\s+apply|application|interview|hiring\s+process|recruit
        |company\s+(?:description|overview|profile|info)|about\s+the\s+(?:company|business|organi[sz]ation|client)|location|logistics|working\s+(?:conditions|hours|at)|work\s+(?:environment|authori[sz]ation|schedule|location)
        |pay\s+transparency|disclaimer|notice|additional\s+information|reports?\s+to|department|physical|travel\b|life\s+at|join\s+us|next\s+steps|unternehmen|wir\s+bieten|über\s+uns|nous\s+offrons|qui\s+sommes|ofrecemos|wat\s+wij?\s+bieden|over\s+ons
    """
)

_MUST_HEADING = _heading(
    r"""
        \b(?:skills?|education|criteria)\b
        |require|qualif|must[\s-]ha(?:ve|s)|essential(?!\s+(?:functions|duties|responsib|job))|what\s+(?:we|we're|we\s+are)\s+(?:'re\s+)?(?:looking|need|look|value|expect|want|seek)|looking\s+for|who\s+(?:you\s+are|are\s+you)|about\s+you\b(?!r)
        |we\s+(?:expect|require|need)\s+you\b|we\s+look\s+for|what\s+you(?:'ll|\s+will|'d)?\s*(?:'ll\s+)?(?:bring|need|have|know|should)|you\s+(?:bring|have|are\b|should|must|might\s+be|may\s+be|could\s+be|will\s+thrive|thrive|need|possess)|you'(?:ll\s+(?:need|bring|thrive|have\s+the(?!\s+(?:opportunity|chance)))|re\s+a|ve|d\s+be)
        |your\s+(?:profile|background|skills|experience|expertise|toolkit|qualif|skillset|super|strengths)|experience|expertise|competenc|knowledge|background|ideal\s+candidate|candidate\s+profile|fit\s+(?:if|for)|great\s+fit|good\s+fit|for\s+you\s+if
        |successful\s+in\s+this\s+role|makes?\s+you|proficien|certification|credentials|attributes|prerequisites|capabilit|what\s+it\s+takes|you\s+will\s+have(?!\s+the\s+(?:opportunity|chance))|anforderung|dein\s+profil|ihr\s+profil|das\s+bringst|profil\b|requisit|compétences|wat\s+(?:je|jij|we)\b|functie-eisen
    """
)

_WORK_HEADING = _heading(
    r"""
        \b(?:job|tools?)\b
        |responsib|dut(?:y|ies)|what\s+(?:you|you'll|will\s+you|will\s+i)\b|you(?:'ll|\s+will|\s+get\s+to|\s+would)\b|(?:about\s+)?(?:the|this|your)\s+(?:role|job|position|opportunity|work|team|mission|project|impact|challenge)|about\s+(?:the|our)\s+team
        |role\b|position|opportunit|mission|overview|summary|description|day[\s-]to[\s-]day|day\s+in\s+the|(?:tech(?:nology|nical)?\s+)?stack|our\s+tech|technolog(?:y|ies)|how\s+(?:you|we|you'll)\b|scope|key\s+(?:areas|tasks|activities|objectives|deliverables|focus)|essential\s+(?:functions|duties|job)
        |(?:technical|tech|our|working)\s+environment|success\s+(?:indicators|metrics|criteria)|impact|success\s+looks|first\s+\d|focus|objectives|accountab|tasks|projects|deliver|aufgaben|missions?\b|tus\s+funciones|responsab|taken\b|the\s+team|what\s+success|purpose
    """
)

_FIRM_HEADING = re.compile(
    r"requir|must|minimum|mandatory|essential|basic|qualif|looking\s+for|who\s+you|about\s+you|your\s+profile|you(?:'ll|\s+will)?\s+(?:need|bring)",
)
"""Headings that end a list of wishes; "Technical skills" below "Preferred" does not."""

_NICE_CUE = re.compile(
    r"\b(?:a|an|big|huge|strong|definite|real|major|considered)\s+(?:\w+\s+)?(?:plus|bonus|advantage|asset)\b|\bis\s+(?:a\s+)?plus\b|\bplus\s+(?:if|but|for)\b|\bbonus(?:\s+points)?\s+(?:if|for|:)|"
    r"\bnice[\s-]to[\s-]have|\bextra\s+(?:credit|points)|\bbonus\s+points|\b(?:would\s+be|is|are)\s+(?:an?\s+)?(?:highly\s+|also\s+|especially\s+|strongly\s+|very\s+)?(?:nice|welcome|beneficial|helpful|advantageous|desirable|preferred|preferable|ideal|valued|useful)\b|\bpreferred\b|\bpreferably\b|\bdesir(?:able|ed)\b|\bideally\b|\boptional\b|"
    r"\badvantageous\b|\bnot\s+(?:strictly\s+)?(?:required|essential|mandatory|necessary|needed)\b|\bgood\s+to\s+have\b|\bpluses\b|\bhelpful\s+but\b|\bvon\s+vorteil\b|\bun\s+plus\b|\bwünschenswert\b",
)

_MUST_CUE = re.compile(
    r"\bmust[\s-]haves?\b|\bmust\b|\brequired\b(?!\s+to\b)|\bmandatory\b|\b\d+\+?\s*(?:[-–]\s*\d+\+?\s*)?years\b|\b(?:experience|experienced|expertise|proficien\w+|proven|track\s+record|familiar\w*|fluen\w+|knowledge|skilled|comfortable|understanding|background|hands-on|mastery|degree)\s+(?:\w+\s+){0,2}?"
    r"(?:with|in|of|working|building|using|developing|designing|on|as|across|writing|deploying|to)\b|\b(?:you\s+(?:have|are|know|understand|bring|can|write|script|enjoy|love|thrive)|you've|you're)\b|\bcalls\s+for\b|\bwe\s+(?:expect|require|need)\s+(?:you|someone)\b|\blooking\s+for\s+(?:someone|people|engineers|candidates|a\s+person)\s+(?:who|with)\b",
)

_DOING = re.compile(
    r"\W*(?:[\w\s&/-]{3,40}:\s+)?(?:build|design|develop|lead|own|collaborate|drive|implement|create|define|partner|architect|maintain|deliver|ship|optimi[sz]e|integrate|support|ensure|evaluate|improve|manage|deploy|write|research|contribute|establish|conduct|translate|mentor|prototype|leverage|invent|apply|participate|orchestrate|automate|monitor|analy[sz]e)\s+(?!your\b|you\b|in\s+a\b)",
)
"""The words that a task begins with."""

_WORK_CUE = re.compile(
    r"\b(?:you(?:'ll|\s+will|\s+would|'d|\s+get\s+to|\s+own|\s+build|\s+work|\s+design|\s+lead)|your\s+(?:work|role|job|mission|team|task|focus)|in\s+this\s+(?:role|position)|this\s+(?:role|position|person|is\s+a)|the\s+(?:role|position|successful\s+candidate|engineer|ideal\s+candidate)|responsible\s+for|"
    r"we(?:'re|\s+are)\s+(?:looking|seeking|hiring|searching)|(?:is|are)\s+(?:looking|seeking|hiring|searching)\s+(?:for|to)|seeking\s+an?|looking\s+for|our\s+(?:tech\s+)?stack|we\s+(?:use|run|deploy|build\s+(?:with|on|in))\b|join\s+(?:us|our)\s+(?:as|to\s+build)|as\s+an?\s+(?:\w+\s+){1,5}(?:engineer|developer|scientist|architect|lead|manager)|will\s+(?:be|work|have|play|lead|build|design|own|help|join|also))",
)

_TERMS = _heading(
    r"""
        \b(?:base\s+(?:salary|pay\b|compensation)|(?:salary|pay|compensation|wage)s?(?:\s+|/wage\s+)(?:ranges?|bands?|transparency|packages?|offered|offer\b)
        |(?:annual|starting|target|competitive|minimum|hourly)\s+(?:base\s+)?(?:salary|salaries|pay\b|compensation|wage)|salar(?:y|ies)\s+(?:is|are|will|and\s+(?:equity|benefits|bonus)|information)\b
        |total\s+(?:compensation|rewards)|compensation\s+(?:for\s+this|is|are|will|may|also|includes?|type)\b|eligible\s+(?:for|to)\b[^.]{0,60}(?:bonus|equity|benefits?|incentive|stock|commission)
        |(?:equity|benefits?|relocation)\s+(?:package|award|component|plan)s?\b|stock\s+options?|401\s?\(?k\)?|(?:medical|health),?\s+(?:and\s+)?dental|paid\s+(?:time|vacation|leave|parental|holidays?)\b|parental\s+leave|unlimited\s+pto
        |your\s+application\b|(?:job|qualified|all|new)\s+applicants?\b|applicants?\s+(?:must|will|should|who|are|from)\b|equal\s+(?:employment\s+)?opportunity|reasonable\s+(?:accommodation|adjustment)s?
        |background\s+checks?|visa\s+sponsor|employment\s+(?:authori[sz]ation|sponsorship)|(?:candidate|applicant)s?\s+privacy|privacy\s+notice|protected\s+(?:veteran|by\s+law|characteristic)
        |unsolicited\s+(?:resumes?|cvs?)|recruit(?:ment|ing)\s+agenc|(?:interview|recruitment|application)\s+process|(?:during|part\s+of)\s+the\s+(?:hiring|interview)|interviews?\s+(?:will|are|is)\b|e-verify)
    """
)

_REQUIRED = re.compile(
    r"^\W*(?:(?:candidates?|applicants?)\s+(?:must|should)|\d+\+?|strong|proven|solid|deep|hands-on|demonstrated|extensive|excellent|experience|proficien\w+|familiarity|knowledge|expertise|fluency|fluent|ability|bachelor|master|degree|minimum|at\s+least|you\s+(?:have|are|know|understand|bring|can|write|script|enjoy|love|thrive)|you've|you're|success\s+in\s+(?:the|this)\s+role|must|prior|previous|expert|skilled|comfortable|understanding|advanced|good|working\s+knowledge)\b",
)

_EMPHASIS = re.compile(r"[*_#•▪►●✅\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F]+")

_HEADINGS = {
    NICE_HEADING: _NICE_HEADING,
    MUST_HEADING: _MUST_HEADING,
    OTHER_HEADING: _OTHER_HEADING,
    WORK_HEADING: _WORK_HEADING,
}
_NOWHERE = 1_000_000


def heading_sections(headings: Iterable[str]) -> dict[str, str | None]:
    """Section that the words of each heading open; None where they are those of no heading."""
    written = list(dict.fromkeys(headings))
    found = HEADINGS.of_texts(written)
    return {
        heading: _heading_section(heading, may) if may else None for heading, may in zip(written, found, strict=True)
    }


def _heading_section(heading: str, may: int) -> str | None:
    """Wishes first; a requirement outweighs the work it is for."""
    words = _EMPHASIS.sub(" ", heading)
    if _begin(NICE_HEADING, words, may) < _NOWHERE:
        return NICE
    must, other = _begin(MUST_HEADING, words, may), _begin(OTHER_HEADING, words, may)
    if must <= other and must < _NOWHERE:
        return MUST
    work = _begin(WORK_HEADING, words, may)
    if other <= work and other < _NOWHERE:
        return OTHER
    return WORK if work < _NOWHERE else None


def _begin(kind: int, words: str, may: int) -> int:
    """Where wording of a kind begins in a heading."""
    found = _HEADINGS[kind].search(words) if may & kind else None
    return _NOWHERE if found is None else found.start()


def ends_wishes(heading: str) -> bool:
    """Whether a heading of requirements ends a list of wishes above it."""
    return _FIRM_HEADING.search(heading) is not None


def is_wish(sentence: str) -> bool:
    """Whether a sentence says that something is welcome, not required."""
    return _NICE_CUE.search(sentence) is not None


def asks_experience(sentence: str) -> bool:
    """Whether a sentence speaks of what the candidate has or knows."""
    return _MUST_CUE.search(sentence) is not None


def is_requirement(sentence: str) -> bool:
    """Whether a sentence is a requirement even where no heading says so."""
    return _REQUIRED.match(sentence) is not None and asks_experience(sentence)


def begins_with_doing(sentence: str) -> bool:
    """Whether a sentence begins as a task does ("Build pipelines")."""
    return _DOING.match(sentence) is not None


def speaks_of_work(sentence: str) -> bool:
    """Whether a sentence says of itself that it is about the work, or about what the team works with."""
    return _WORK_CUE.search(sentence) is not None


def is_of_terms(sentence: str) -> bool:
    """Whether a sentence speaks of pay, benefits or applying, in whatever words of the role ("for this position")."""
    return _TERMS.search(sentence) is not None


def is_task(sentence: str) -> bool:
    """Whether a sentence says what the person will do, or what the team works with."""
    return begins_with_doing(sentence) or speaks_of_work(sentence)
