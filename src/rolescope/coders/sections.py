"""Which part of a posting a sentence belongs to: `must`, `nice`, `work` or `other`.

A heading opens a section that lasts until the next one; an inline label ("Required:") rules its own
line; the wording of a sentence ("a plus", "you will") outweighs both where it is plain.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

MUST, NICE, WORK, OTHER = "must", "nice", "work", "other"

_HEADING_MAX_CHARS = 90
_HEADING_MAX_WORDS = 12
_LABEL_MAX_WORDS = 7

_HEADINGS = re.compile(
    r"""
    (?P<nice>
        nice[\s-]?to[\s-]?ha(?:ve|s)|\bbonus\b(?!\s+(?:plan|structure|scheme|eligib))|\bprefer(?:red|ably|ences)?\b|desir(?:able|ed)|\bplus(?:es)?\b|advantage(?:ous)?\b|\bideally\b
        |stand[s]?\s+out|set[s]?\s+you\s+apart|\boptional\b|extra\s+(?:credit|points)|brownie|good[\s-]to[\s-]have|competitive\s+edge
        |would\s+be\s+nice|also\s+be\s+nice|great\s+if\s+you|even\s+better|\bassets?\b|not\s+required|additional\s+(?:skills|expertise|experience|qualifications)
        |von\s+vorteil|wünschenswert|serait\s+un\s+plus|un\s+plus|valorable|se\s+valora|diferencia|atouts?|\bpré\b|mooi\s+meegenomen
    )
    |(?P<other>
        benefit|\bperks?\b|compensation|salar|\bpay\b|what\s+we(?:'ve|\s+have)?\s*(?:can\s+)?(?:offer|provide|got|bring)|we\s+offer|what's\s+in\s+it|in\s+return
        |(?:about|who)\s+(?:us|we\s+are|are\s+we)\b|our\s+(?:values|culture|commitment|mission|vision|people|story|company|customers|offices?|solution|product|benefits|core\s+values|hiring|interview|process)
        |equal|diversity|inclusi|belonging|accommodation|\beeo\b|privacy|\bvisa\b|why\s+(?!this\s+role)|how\s+to\s+apply|\bapply\b|application|interview|hiring\s+process|recruit
        |company\s+(?:description|overview|profile|info)|about\s+the\s+(?:company|business|organi[sz]ation|client)|\bli-|location|logistics|working\s+(?:conditions|hours|at)|work\s+(?:environment|authori[sz]ation|schedule|location)
        |pay\s+transparency|disclaimer|notice|additional\s+information|reports?\s+to|department|physical|travel\b|life\s+at|join\s+us|next\s+steps|\bprocess\b|unternehmen|wir\s+bieten|über\s+uns|nous\s+offrons|qui\s+sommes|ofrecemos|wat\s+wij?\s+bieden|over\s+ons
    )
    |(?P<must>
        require|qualif|must[\s-]ha(?:ve|s)|essential(?!\s+(?:functions|duties|responsib|job))|what\s+(?:we|we're|we\s+are)\s+(?:'re\s+)?(?:looking|need|look|value|expect|want|seek)|looking\s+for|who\s+(?:you\s+are|are\s+you)|about\s+you\b(?!r)
        |what\s+you(?:'ll|\s+will|'d)?\s*(?:'ll\s+)?(?:bring|need|have|know|should)|you\s+(?:bring|have|are\b|should|must|might\s+be|may\s+be|could\s+be|will\s+thrive|thrive|need|possess)|you'(?:ll\s+(?:need|bring|thrive|have\s+the)|re\s+a|ve|d\s+be)
        |your\s+(?:profile|background|skills|experience|expertise|toolkit|qualif|skillset|super|strengths)|\bskills?\b|experience|expertise|competenc|knowledge|education|background|ideal\s+candidate|candidate\s+profile|\bcriteria\b|fit\s+(?:if|for)|great\s+fit|good\s+fit|for\s+you\s+if
        |successful\s+in\s+this\s+role|makes?\s+you|proficien|certification|credentials|attributes|prerequisites|capabilit|what\s+it\s+takes|you\s+will\s+have|anforderung|dein\s+profil|ihr\s+profil|das\s+bringst|profil\b|requisit|compétences|wat\s+(?:je|jij|we)\b|functie-eisen
    )
    |(?P<work>
        responsib|dut(?:y|ies)|what\s+(?:you|you'll|will\s+you|will\s+i)\b|you(?:'ll|\s+will|\s+get\s+to|\s+would)\b|(?:about\s+)?(?:the|this|your)\s+(?:role|job|position|opportunity|work|team|mission|project|impact|challenge)|about\s+(?:the|our)\s+team
        |role\b|\bjob\b|position|opportunit|mission|overview|summary|description|day[\s-]to[\s-]day|day\s+in\s+the|(?:tech(?:nology|nical)?\s+)?stack|our\s+tech|technolog(?:y|ies)|\btools?\b|how\s+(?:you|we|you'll)\b|scope|key\s+(?:areas|tasks|activities|objectives|deliverables|focus)|essential\s+(?:functions|duties|job)
        |impact|success\s+looks|first\s+\d|focus|objectives|accountab|tasks|projects|deliver|aufgaben|missions?\b|tus\s+funciones|responsab|taken\b|the\s+team|what\s+success|purpose
    )
    """,
    re.I | re.X,
)

_NICE_CUE = re.compile(
    r"\b(?:a|an|big|huge|strong|definite|real|major|considered)\s+(?:\w+\s+)?(?:plus|bonus|advantage|asset)\b|\bis\s+(?:a\s+)?plus\b|\bplus\s+(?:if|but|for)\b|\bbonus(?:\s+points)?\s+(?:if|for|:)|"
    r"\bnice[\s-]to[\s-]have|\b(?:would\s+be|is|are)\s+(?:nice|welcome|beneficial|helpful|advantageous|desirable|preferred|ideal|valued|useful)\b|\bpreferred\b|\bpreferably\b|\bdesir(?:able|ed)\b|\bideally\b|\boptional\b|"
    r"\badvantageous\b|\bnot\s+(?:strictly\s+)?(?:required|essential|mandatory|necessary|needed)\b|\bgood\s+to\s+have\b|\bpluses\b|\bhelpful\s+but\b|\bvon\s+vorteil\b|\bun\s+plus\b|\bwünschenswert\b",
    re.I,
)
_MUST_CUE = re.compile(
    r"\bmust[\s-]haves?\b|\bmust\b|\brequired\b(?!\s+to\b)|\bmandatory\b|\b\d+\+?\s*(?:[-–]\s*\d+\+?\s*)?years\b|\b(?:experience|experienced|expertise|proficien\w+|proven|track\s+record|familiar\w*|fluen\w+|knowledge|skilled|comfortable|understanding|background|hands-on|mastery|degree)\s+(?:\w+\s+){0,2}?"
    r"(?:with|in|of|working|building|using|developing|designing|on|as|across|writing|deploying|to)\b|\b(?:you\s+have|you've|you\s+are|you're)\b|\bwe\s+(?:expect|require|need)\s+(?:you|someone)\b|\blooking\s+for\s+(?:someone|people|engineers|candidates|a\s+person)\s+(?:who|with)\b",
    re.I,
)
_WORK_CUE = re.compile(
    r"\b(?:you(?:'ll|\s+will|\s+would|'d|\s+get\s+to|\s+own|\s+build|\s+work|\s+design|\s+lead)|your\s+(?:work|role|job|mission|team|task|focus)|in\s+this\s+(?:role|position)|this\s+(?:role|position|person|is\s+a)|the\s+(?:role|position|successful\s+candidate|engineer|ideal\s+candidate)|responsible\s+for|"
    r"we(?:'re|\s+are)\s+(?:looking|seeking|hiring|searching)|(?:is|are)\s+(?:looking|seeking|hiring|searching)\s+(?:for|to)|seeking\s+an?|looking\s+for|our\s+(?:tech\s+)?stack|we\s+(?:use|run|deploy|build\s+(?:with|on|in))\b|join\s+(?:us|our)\s+(?:as|to\s+build)|as\s+an?\s+(?:\w+\s+){1,5}(?:engineer|developer|scientist|architect|lead|manager)|will\s+(?:be|work|have|play|lead|build|design|own|help|join|also))",
    re.I,
)
_BULLET = re.compile(r"\s*[-*•]\s+")
_LABEL = re.compile(r"\s*(?:[-*•]\s+)?(?:\*\*)?([^:.!?]{3,60}?)(?:\*\*)?\s*:(?:\*\*)?\s+(?=\S)")
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[\"“(A-Z0-9])")
_EMPHASIS = re.compile(r"[*_#•▪►●✅\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F]+")


class _Line(NamedTuple):
    start: int
    end: int
    section: str
    labelled: bool


class Sections:
    """Sections of one posting.

    Parameters
    ----------
    text
        The cleaned text; headings and bullets each on a line of their own.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = _read_lines(text)
        self._starts = [line.start for line in self._lines]
        self._sentences: dict[tuple[int, int], str] = {}

    def at(self, start: int) -> str:
        """Section of the sentence that holds the character `start`."""
        line = self._lines[bisect_right(self._starts, start) - 1]
        sentence = _sentence(self._text, line, start)
        if sentence not in self._sentences:
            self._sentences[sentence] = _judge(self._text[sentence[0] : sentence[1]].replace("’", "'"), line)
        return self._sentences[sentence]


def _read_lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    section, start = OTHER, 0
    for raw in text.split("\n"):
        end = start + len(raw)
        own = section
        labelled = False
        if raw and not raw.isspace():
            heading = _heading_section(raw)
            if heading is not None:
                section = own = heading
            else:
                label = _label_section(raw)
                if label is not None:
                    own, labelled = label, True
        lines.append(_Line(start, end, own, labelled))
        start = end + 1
    return lines


def _heading_section(line: str) -> str | None:
    """Section that a heading opens; None where the line is no heading, or one of no known section."""
    if len(line) > _HEADING_MAX_CHARS or _BULLET.match(line):
        return None
    stripped = line.strip()
    if stripped.endswith((".", ",", ";")) or len(stripped.split()) > _HEADING_MAX_WORDS:
        return None
    return _section_named(stripped)


def _label_section(line: str) -> str | None:
    """Section that an inline label ("Required: Python") gives to its own line."""
    label = _LABEL.match(line)
    if label is None or len(label.group(1).split()) > _LABEL_MAX_WORDS:
        return None
    name = _section_named(label.group(1))
    return name if name in (MUST, NICE) else None


def _section_named(heading: str) -> str | None:
    found = _HEADINGS.search(_EMPHASIS.sub(" ", heading.replace("’", "'")))
    return found.lastgroup if found else None


def _sentence(text: str, line: _Line, at: int) -> tuple[int, int]:
    start, end = line.start, line.end
    for gap in _SENTENCE_END.finditer(text, line.start, line.end):
        if gap.end() <= at:
            start = gap.end()
        else:
            end = gap.start()
            break
    return start, end


def _judge(sentence: str, line: _Line) -> str:
    """Section of a sentence from its wording and the section it stands in."""
    if _NICE_CUE.search(sentence):
        return NICE if line.section != OTHER or _MUST_CUE.search(sentence) else OTHER
    if line.section in (MUST, NICE) or line.labelled:
        return line.section
    if line.section == WORK:
        return MUST if _plainly_required(sentence) else WORK
    if _WORK_CUE.search(sentence):
        return WORK
    return MUST if _plainly_required(sentence) else OTHER


_REQUIRED = re.compile(
    r"^\W*(?:\d+\+?|strong|proven|solid|deep|hands-on|demonstrated|extensive|excellent|experience|proficien\w+|familiarity|knowledge|expertise|fluency|fluent|ability|bachelor|master|degree|minimum|at\s+least|you\s+have|you've|you\s+are|you're|must|prior|previous|expert|skilled|comfortable|understanding|advanced|good|working\s+knowledge)\b",
    re.I,
)


def _plainly_required(sentence: str) -> bool:
    return bool(_REQUIRED.match(sentence) and _MUST_CUE.search(sentence))
