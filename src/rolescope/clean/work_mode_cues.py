"""What the words around "remote", "hybrid", "office" and the like say of a work mode.

A reading is what stands before and behind the word, on its line. The first reading that fits counts; one without
a mode says that the word speaks of something else (a hybrid cloud, remote sensing, an on-site gym).
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Mode = Literal["remote", "hybrid", "onsite"]

_NUMBER = r"(?:[1-5]|one|two|three|four|five)"
_LABEL = (
    r"(?:location|workplace|work ?(?:mode|setup|set-up|type|site|style|model|arrangement)|designation|office policy|"
    r"setting|where|remote status)[^\n:|.]{0,20}[:|-][^\n.]{0,40}"
)
_LINE_TOP = r"\A[ *#(\[>|:-]*"
_THIS = r"\b(?:this|the|our|is|be|as|are)(?: (?:role|position|job|opportunity|is|an?|designated as|categorized as|considered))*"
_FULLY = r"(?: ?(?:fully|100%|completely|entirely|primarily|permanent|permanently|full[- ]time|flexible),?)*"
_JOB = r"(?:\w+[ -]){0,2}(?:role|position|job|opportunity|internship|contract|vacancy|hire)\b"
_END = r"[ *]*(?:\Z|[-,;|/)(\]]|\.(?: |\Z)|(?:in|within|from|anywhere|across|and|but|with|or|only|us|usa|uk|eu|emea)\b)"
_ELSEWHERE = (
    r"\b(?:(?:many|some|most|other|certain) (?:of our )?(?:roles|positions|teams)|if\b|whether\b|accommodat|"
    r"interview|stage\b|stipend|budget|trust|formerly)[^.\n]*"
)
_WEEK = rf"{_NUMBER}(?: ?(?:-|to|or) ?{_NUMBER})?\+?"
_PART_WEEK = r"(?:[1-4]|one|two|three|four|ein(?:en)?|zwei|drei|vier|deux|trois|quatre)(?: ?(?:-|to|or|bis|.) ?[1-4])?"
_FULL_WEEK = r"(?:4 ?- ?)?(?:5|five)"
_OFFICE_OF = r"\b(?:in|at|from|to|into|of|near)[ -](?:the |our |an? )?(?:[\w',.]+ ){0,4}"
_NEARBY = (
    r"\b(?:within|commut|resid|local to|miles of|who live|hires in|"
    r"(?:hires|employees|candidates|applicants|those|people) (?:who are )?(?:based|located|living|near))[^.\n]*"
)
_SOME_DAYS = r"(?:[a-z]+ )?(?:days?|times|x)\b"


class Reading(NamedTuple):
    """What a word means between such words: a mode and how surely (1 to 5), or no mode at all."""

    strength: int
    mode: Mode | None
    before: re.Pattern[str]
    after: re.Pattern[str]


def _reading(strength: int, mode: Mode | None, before: str = "", after: str = "") -> Reading:
    return Reading(strength, mode, re.compile(f"(?:{before})\\Z" if before else r"\Z"), re.compile(after))


CUES = {
    "remote": "remote", "hybrid": "hybrid", "office": "office", "from anywhere": "from anywhere",
    "from home": "from home", "distributed": "distributed", "in person": "person", "in-person": "person",
    "on site": "site", "on-site": "site", "onsite": "site", "wfh": "wfh", "homeoffice": "homeoffice",
    "home office": "home office", "home-office": "home-office", "travail": "travail", "brid": "brid",
}  # fmt: skip
"""What to look for in a text, and the word at its end that `READINGS` are of."""

_HOME_OFFICE = (
    _reading(4, "hybrid", rf"\b{_PART_WEEK} tagen? (?:pro woche |die woche |w.chentlich )?(?:im |in |remote/|)"),
    _reading(
        4, "hybrid", "", rf"[ :(-]{{1,3}}(?:an )?(?:bis zu )?{_PART_WEEK} tagen?\b(?! (?:im|pro|/) ?(?:jahr|monat))"
    ),
    _reading(4, "remote", r"\b(?:100 ?%|vollst.ndig|komplett|ausschlie.+lich)(?: im| aus dem)? ?"),
    _reading(2, "hybrid", r"", r"(?:-(?:option|m.glichkeit|regelung|tage?)|optionen| m.glich| nach absprache)\b"),
)

READINGS: dict[str, tuple[Reading, ...]] = {
    "remote": (
        _reading(5, "remote", "#li-"),
        _reading(4, "onsite", rf"{_THIS} (?:not|n't)(?: an?)?{_FULLY} ?", rf" {_JOB}"),
        _reading(4, "onsite", rf"{_THIS} not(?: an?)? ", r"[ *]*(?:\Z|[.;,)])"),
        _reading(4, "onsite", r"\bnot (?:eligible|available|suitable|open) (?:for|to) (?:fully |full[- ]time )?", r" (?:work|employment)\b"),
        _reading(3, "onsite", r"(?:\bno |\bnot (?:offer|allow|support|accept|consider)\w* |\bnon-)"),
        _reading(0, None, r"(?:\bno|\bnot|n't|\bcannot|\bwithout|\bnon-?)(?: \w+){0,3} "),
        _reading(
            0, None, "",
            r"(?:ly)?[ -](?:sens(?:ing|or)|procedure|desktop|server|monitor|control|execut|repositor|patient|diagnos|data|"
            r"device|debug|config|sites?\b|system|host|mcp|api|client|customer|stakeholder|environments? \(|function|access|"
            r"operat|support|village|areas|locations|machine|cod(?:e|ing) )",
        ),
        _reading(0, None, "", r"[ -](?:\w+[ -]){0,3}(?:budget|stipend|allowance|equipment|reimburse|perks)"),
        _reading(0, None, "", r" (?:employees?|colleagues|staff|team members|teams?|workers)\b(?! (?:must|who))"),
        _reading(0, None, r"(?:top|best)[^\n]{0,40}", r" work\b"),
        _reading(0, None, _ELSEWHERE),
        _reading(0, None, r"\boffice (?:environment )?or "),
        _reading(3, "hybrid", "", r" (?:work )?days\b"),
        _reading(3, "hybrid", "", rf"(?:ly)?[^.\n]{{0,20}}\b{_WEEK} days? (?:a|per|each|/) ?week"),
        _reading(3, "hybrid", rf"\b{_PART_WEEK} days? ", r"(?:ly)?(?: work)? (?:a|per|each|every|/) ?week\b"),
        _reading(0, None, "", r"(?:ly)?[^.\n]{0,20}\bup to [^.\n]{0,12}(?:days?|weeks?|months?)\b"),
        _reading(0, None, "", r"[ -](?:[\w-]+ ){0,3}(?:hackathon|meeting|event|onboard|communication)"),
        _reading(3, "hybrid", "", r" (?:and/or|or|and) (?:in[ -])?office"),
        _reading(0, None, r"(?:fluent|comfortable|experience|experienced|thrive|ability(?! to work \Z))[^\n.]{0,40}"),
        _reading(5, "remote", rf"{_THIS}{_FULLY} ?['\"]?", rf"['\"/]?(?:[ /-]\w+)?['\"]? ?{_JOB}"),
        _reading(4, "remote", _LABEL),
        _reading(4, "remote", r"\b(?:fully|100%|entirely|completely|permanently|all)[ -]"),
        _reading(4, "remote", r"\b(?:is|are|be)(?: either| a| currently)*" + _FULLY + " ", _END),
        _reading(4, "remote", _LINE_TOP, _END),
        _reading(4, "remote", r"\(", _END),
        _reading(3, "remote", "", rf" {_JOB}"),
        _reading(3, "remote", "", r"[ -](?:first|based|only)\b"),
        _reading(3, "remote", r"\bwork(?:ing)? ", r"ly\b"),
        _reading(3, "remote", "", r"(?:ly)? (?:in|within|from|anywhere|across) "),
        _reading(2, "remote", "", r"[ -](?:work|option|opportunit|environment|culture|setup|set-up|flexib|company|"
                                  r"organi[sz]ation|eligible|candidates|salary|base|us\b|usa\b|uk\b|-)"),
        _reading(2, "remote", r"\b(?:or|and|flexible) ", _END),
        _reading(0, None, "", r"[ -]friendly culture"),
        _reading(1, "remote"),
    ),
    "hybrid": (
        _reading(5, "hybrid", "#li-"),
        _reading(2, "hybrid", _NEARBY, r"[ -]\w"),
        _reading(
            0, None, "",
            r"[ -]+(?:cloud|search|retriev|rag|infra|architect|system|intelligen|quantum|app|mobile|recommend|integrat|"
            r"deploy|approach(?:es)? (?:to|that|combin|of|in)|models?\b (?:that|combin|for|of|archit)|models\b|of\b|multi|"
            r"on-prem|it\b|data|graph|index|ai\b|ml\b|vector|symbolic|engineer|technical|mesh|method|semantic|human|agent|"
            r"llm|workload|environments\b|identity|capacity|cluster|solution|connect|network|comput|platform|pipeline|"
            r"and multi|product|/)",
        ),
        _reading(0, None, _ELSEWHERE),
        _reading(0, None, r"(?:rag ?/|vector[^.\n]{0,20}|semantic[^.\n]{0,20}|search[^.\n]{0,20})"),
        _reading(0, None, "", r"[ -](?:onboard|model develop|or distributed employees|event)"),
        _reading(0, None, r"(?:multi-?cloud|cloud|on-prem\w*)(?:,| and| or|/) ?(?:and )?"),
        _reading(0, None, "", r" role (?:combin|requir|that|blend|between|of)"),
        _reading(4, "hybrid", rf"{_THIS}{_FULLY} ?['\"]?", rf"['\"]? ?{_JOB}"),
        _reading(4, "hybrid", _LABEL),
        _reading(4, "hybrid", r"\b(?:is|are|be)(?: either| a| currently)*" + _FULLY + " ", _END),
        _reading(4, "hybrid", _LINE_TOP, _END),
        _reading(4, "hybrid", r"\(", _END),
        _reading(
            3, "hybrid", "",
            r"[ -]+(?:work|schedule|model|role|position|policy|setup|set-up|basis|arrangement|environment|team|approach|"
            r"office|in\b|\(|flex|with|format|culture|mode|option|employ|collab|opportun|[0-9])",
        ),
        _reading(2, "hybrid", r"\b(?:or|and|flexible|remote/) ?"),
        _reading(1, "hybrid"),
    ),
    "office": (
        _reading(0, None, r"(?:home|front|middle|back|post|head|doctor'?s?|virtual|of the|microsoft|co-)[ -]"),
        _reading(0, None, "", r"[^.\n]{0,30}\b(?:once|twice|times|days|weeks?) (?:a|per|each|every) (?:year|quarter)"),
        _reading(2, "hybrid", _NEARBY + rf"\b{_WEEK} {_SOME_DAYS}[^.\n]{{0,40}}"),
        _reading(5, "onsite", rf"\b{_FULL_WEEK} {_SOME_DAYS}[^.\n]{{0,40}}"),
        _reading(5, "onsite", _OFFICE_OF, rf"[^.\n]{{0,30}}\b{_FULL_WEEK} days"),
        _reading(5, "hybrid", rf"\b{_WEEK} {_SOME_DAYS}[^.\n]{{0,40}}\b(?:in|at|from|to|the|our)[ -](?:\w+ ){{0,3}}"),
        _reading(5, "hybrid", _OFFICE_OF, rf"[^.\n]{{0,30}}\b(?:{_WEEK} days?|once|twice|{_NUMBER} times)\b"),
        _reading(0, None, r"\bin[ -]", r"[ -](?:\w+ )?(?:perks|lunch|meal|snack|drink|cater|amenit|event|gym|food|breakfast|benefit|days)"),
        _reading(4, "onsite", r"\bin[ -]", r" (?:every day|full[- ]time)"),
        _reading(4, "onsite", _LINE_TOP + r"in[ -]", _END),
        _reading(4, "onsite", r"\(in[ -]", r"\)"),
        _reading(3, "onsite", r"\bin[ -]", r"[ -](?:role|position|culture|first|policy|environment|work|team|collab|company)"),
        _reading(3, "onsite", _LABEL + r"\bin[ -]"),
        _reading(2, "onsite", "", r"[ -]based (?:role|position|job)\b"),
        _reading(0, None, r"(?:lunch|allowance|occasional|snack|drink|meal|coffee|beer|fruit|dog|commut|close|near|visit|access|equip|stock|breakfast|events?\b|proximity|dinner)[^.\n]*"),
        _reading(1, "onsite", r"\b(?:in|at|from|out of) (?:our|the) (?:[\w,']+ ){0,4}(?<! the )", r"(?![\w-])"),
    ),
    "person": (
        _reading(5, "onsite", rf"\b{_FULL_WEEK} {_SOME_DAYS}[^.\n]{{0,30}}\bin[ -]"),
        _reading(5, "onsite", r"\bin[ -]", rf"(?: (?:role|position))?[ ,(-]{{1,2}}{_FULL_WEEK}\b"),
        _reading(5, "hybrid", rf"\b{_WEEK} {_SOME_DAYS}[^.\n]{{0,40}}\bin[ -]"),
        _reading(5, "hybrid", r"\bin[ -]", rf"[^.\n]{{0,30}}\b{_WEEK} days"),
        _reading(4, "onsite", r"(?:\(|#li-|\bfully |\b100% )in[ -]", r"(?:[,;)]| -|\Z)"),
        _reading(4, "onsite", _LABEL + r"\bin[ -]"),
        _reading(0, None, r"\bin[ -]", r"[ -](?:\w+[ -]){0,2}(?:event|gather|meet|build|support|interview|visit|class|train)"),
        _reading(3, "onsite", r"\bin[ -]", r"[ -](?:role|position)"),
        _reading(2, "onsite", r"\bin[ -]", r"[ -](?:culture|team\b|company|first|in (?:our|nyc|sf|new york|san|london|berlin))"),
        _reading(1, "onsite", r"\b(?:work|working|together|collaborate\w*) in[ -]"),
    ),
    "site": (
        _reading(3, "onsite", "#li-on-?"),
        _reading(0, None, _ELSEWHERE + r"\bon[ -]?"),
        _reading(2, "hybrid", _NEARBY + rf"\b{_WEEK} {_SOME_DAYS}[^.\n]{{0,30}}\bon[ -]?"),
        _reading(3, "hybrid", r"\bpartial(?:ly)? on[ -]?"),
        _reading(
            0, None, r"\bon[ -]?",
            r"[ -](?:\w+ ){0,2}(?:interview|gym|fitness|health|clinic|meal|lunch|perk|snack|cafe|gather|event|child|parking|visit|"
            r"customer|client|amenit|benefit|support|meeting|retreat|doctor|medical|market)",
        ),
        _reading(5, "onsite", rf"\b{_FULL_WEEK} {_SOME_DAYS}[^.\n]{{0,30}}\bon[ -]?"),
        _reading(5, "hybrid", rf"\b{_WEEK} {_SOME_DAYS}[^.\n]{{0,30}}\bon[ -]?"),
        _reading(5, "onsite", r"\bon[ -]?", rf"[^.\n]{{0,20}}\b{_FULL_WEEK} days"),
        _reading(5, "hybrid", r"\bon[ -]?", rf"[^.\n]{{0,30}}\b{_WEEK} days"),
        _reading(4, "onsite", rf"{_THIS}{_FULLY} ?on[ -]?", rf" {_JOB}"),
        _reading(4, "onsite", r"\b(?:is|are|be)" + _FULLY + r" on[ -]?", _END),
        _reading(4, "onsite", _LABEL + r"\bon[ -]?"),
        _reading(4, "onsite", r"\(on[ -]?", _END),
        _reading(4, "onsite", _LINE_TOP + "on[ -]?", _END),
        _reading(3, "onsite", r"\bon[ -]?", rf" {_JOB}"),
        _reading(2, "onsite", r"\b(?:work|working|based|be|role) on[ -]?", r" (?:in|at|from)\b"),
    ),
    "from anywhere": (
        _reading(0, None, "", rf"[^.\n]{{0,40}}\b(?:up to|for|[0-9]+|{_NUMBER}) ?[\w-]* ?(?:days?|weeks?|months?)\b"),
        _reading(0, None, r"(?:days?|weeks?|months?)[^.\n]{0,40}"),
        _reading(3, "remote", r"\bwork(?:ing)? "),
    ),
    "from home": (
        _reading(0, None, "", r"[ -](?:\w+ ){0,2}(?:budget|stipend|allowance|equipment|setup|office|meals|option|opportunit)"),
        _reading(0, None, r"\boptions? (?:for|to)[^.\n]*"),
        _reading(3, "remote", r"in an office, ", r", or a combination"),
        _reading(4, "hybrid", r"\bwork(?:ing)? ", r" (?:days|(?:on |up to |every )?(?:mon|tue|wed|thu|fri|one|two|[1-4]))"),
        _reading(3, "hybrid", r"\boffice\b[^.\n]*"),
        _reading(3, "hybrid", r"\bin[ -]person\b[^.\n]*"),
        _reading(2, "remote", r"\bwork(?:ing)? "),
    ),
    "wfh": (
        _reading(4, "hybrid", "", r" (?:days|(?:on |up to |every )?(?:mon|tue|wed|thu|fri|one|two|[1-4]\b))"),
        _reading(4, "hybrid", rf"\b{_PART_WEEK} (?:days? )?(?:of )?", r"(?: days)?(?:[,.;)]| (?!(?:a|per|each) (?:month|quarter|year))|\Z)"),
    ),
    "homeoffice": _HOME_OFFICE,
    "home office": _HOME_OFFICE,
    "home-office": _HOME_OFFICE,
    "travail": (
        _reading(4, "hybrid", rf"\b{_PART_WEEK} jours?(?: / semaine| par semaine)? (?:de |en )?t.l.[- ]?", r"(?! (?:par|/) (?:mois|an))"),
        _reading(4, "hybrid", r"\bt.l.[- ]?", rf"[ :(-]{{1,4}}(?:jusqu'. )?{_PART_WEEK} ?(?:jours?|j)\b(?! ?(?:par|/) ?(?:mois|an))"),
        _reading(4, "remote", r"\b(?:100 ?%|full|total|complet) (?:en )?t.l.[- ]?"),
        _reading(4, "remote", r"\bt.l.[- ]?", r" (?:. )?(?:complet|total|int.gral|100 ?%)"),
        _reading(2, "hybrid", r"\bt.l.[- ]?", r" (?:partiel|possible|occasionnel|hybride)"),
    ),
    "brid": (
        _reading(
            4, "hybrid", r"\b(?:modalidade?|modelo|formato|esquema|regime|r.gimen|trabajo|trabalho|jornada)(?: de (?:trabajo|trabalho))?:? h.",
            r"(?:a|o)\b",
        ),
        _reading(4, "hybrid", _LINE_TOP + "h.", r"(?:a|o)[ *]*(?:\Z|[,;/|)(-])"),
    ),
    "distributed": (
        _reading(3, "remote", r"\b(?:100%|fully|entirely|completely)[ -]", r" (?:setting|team|company|workforce|organi|remote)"),
    ),
}  # fmt: skip
