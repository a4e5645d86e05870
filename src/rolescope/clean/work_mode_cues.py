"""What the words around "remote", "hybrid", "office" and the like say of a work mode.

A reading is what stands before and behind the word, on its line. The first reading that fits counts; one without
a mode says that the word speaks of something else (a hybrid cloud, remote sensing, an on-site gym).
"""

from __future__ import annotations

from rolescope.clean.work_mode_reading import LABEL, LINE_TOP, PART_WEEK, Reading, reading

_NUMBER = r"(?:[1-5]|one|two|three|four|five)"
_THIS = r"\b(?:this|the|our|is|be|as|are)(?: (?:role|position|job|opportunity|is|an?|designated as|categorized as|considered))*"
_FULLY = r"(?: ?(?:fully|100%|completely|entirely|primarily|permanent|permanently|full[- ]time|flexible),?)*"
_JOB = r"(?:\w+[ -]){0,2}(?:role|position|job|opportunity|internship|contract|vacancy|hire)\b"
_END = r"[ *]*(?:\Z|[-,;|/)(\]]|\.(?: |\Z)|(?:in|within|from|anywhere|across|and|but|with|or|only|us|usa|uk|eu|emea)\b)"
_ELSEWHERE = (
    r"\b(?:(?:many|some|most|other|certain) (?:of our )?(?:roles|positions|teams)|if\b|whether\b|accommodat|"
    r"interview|stage\b|stipend|budget|trust|formerly)[^.\n]*"
)
_WEEK = rf"{_NUMBER}(?: ?(?:-|to|or) ?{_NUMBER})?\+?"
_FULL_WEEK = r"(?:4 ?- ?)?(?:5|five)"
_OFFICE_OF = r"\b(?:in|at|from|to|into|of|near)[ -](?:the |our |an? )?(?:[\w',.]+ ){0,4}"
_NEARBY = (
    r"\b(?:within|commut|resid|local to|miles of|who live|hires in|"
    r"(?:hires|employees|candidates|applicants|those|people) (?:who are )?(?:based|located|living|near))[^.\n]*"
)
_SOME_DAYS = r"(?:[a-z]+ )?(?:days?|times|x)\b"


CUES = {
    "remote": "remote", "hybrid": "hybrid", "office": "office", "from anywhere": "from anywhere",
    "from home": "from home", "distributed": "distributed", "in person": "person", "in-person": "person",
    "on site": "site", "on-site": "site", "onsite": "site", "wfh": "wfh",
}  # fmt: skip
"""What to look for in a text, and the word at its end that `READINGS` are of."""

READINGS: dict[str, tuple[Reading, ...]] = {
    "remote": (
        reading(5, "remote", "#li-"),
        reading(4, "onsite", rf"{_THIS} (?:not|n't)(?: an?)?{_FULLY} ?", rf" {_JOB}"),
        reading(4, "onsite", rf"{_THIS} not(?: an?)? ", r"[ *]*(?:\Z|[.;,)])"),
        reading(4, "onsite", r"\bnot (?:eligible|available|suitable|open) (?:for|to) (?:fully |full[- ]time )?", r" (?:work|employment)\b"),
        reading(3, "onsite", r"(?:\bno |\bnot (?:offer|allow|support|accept|consider)\w* |\bnon-)"),
        reading(0, None, r"(?:\b(?:not?|cannot|without|non-?)|n't)(?: \w+){0,3} "),
        reading(
            0, None, "",
            r"(?:ly)?[ -](?:sens(?:ing|or)|procedure|desktop|server|monitor|control|execut|repositor|patient|diagnos|data|"
            r"device|debug|config|sites?\b|system|host|mcp|api|client|customer|stakeholder|environments? \(|function|access|"
            r"operat|support|village|areas|locations|machine|cod(?:e|ing) )",
        ),
        reading(0, None, "", r"[ -](?:\w+[ -]){0,3}(?:budget|stipend|allowance|equipment|reimburse|perks)"),
        reading(0, None, "", r" (?:employees?|colleagues|staff|team members|teams?|workers)\b(?! (?:must|who))"),
        reading(0, None, r"(?:top|best)[^\n]{0,40}", r" work\b"),
        reading(0, None, _ELSEWHERE),
        reading(0, None, r"\boffice (?:environment )?or "),
        reading(3, "hybrid", "", r" (?:work )?days\b"),
        reading(3, "hybrid", "", rf"(?:ly)?[^.\n]{{0,20}}\b{_WEEK} days? (?:a|per|each|/) ?week"),
        reading(3, "hybrid", rf"\b{PART_WEEK} days? ", r"(?:ly)?(?: work)? (?:a|per|each|every|/) ?week\b"),
        reading(0, None, "", r"(?:ly)?[^.\n]{0,20}\bup to [^.\n]{0,12}(?:days?|weeks?|months?)\b"),
        reading(0, None, "", r"[ -](?:[\w-]+ ){0,3}(?:hackathon|meeting|event|onboard|communication)"),
        reading(3, "hybrid", "", r" (?:and/or|or|and) (?:in[ -])?office"),
        reading(0, None, r"(?:fluent|comfortable|experience|experienced|thrive|ability(?! to work \Z))[^\n.]{0,40}"),
        reading(5, "remote", rf"{_THIS}{_FULLY} ?['\"]?", rf"['\"/]?(?:[ /-]\w+)?['\"]? ?{_JOB}"),
        reading(4, "remote", LABEL),
        reading(4, "remote", r"\b(?:fully|100%|entirely|completely|permanently|all)[ -]"),
        reading(4, "remote", r"\b(?:is|are|be)(?: either| a| currently)*" + _FULLY + " ", _END),
        reading(4, "remote", LINE_TOP, _END),
        reading(4, "remote", r"\(", _END),
        reading(3, "remote", "", rf" {_JOB}"),
        reading(3, "remote", "", r"[ -](?:first|based|only)\b"),
        reading(3, "remote", r"\bwork(?:s|ing)? ", r"ly\b"),
        reading(3, "remote", "", r"(?:ly)? (?:in|within|from|anywhere|across) "),
        reading(2, "remote", "", r"[ -](?:work|option|opportunit|environment|culture|setup|set-up|flexib|company|"
                                  r"organi[sz]ation|eligible|candidates|salary|base|us\b|usa\b|uk\b|-)"),
        reading(2, "remote", r"\b(?:or|and|flexible) ", _END),
        reading(0, None, "", r"[ -]friendly culture"),
        reading(1, "remote"),
    ),
    "hybrid": (
        reading(5, "hybrid", "#li-"),
        reading(2, "hybrid", _NEARBY, r"[ -]\w"),
        reading(
            0, None, "",
            r"[ -]+(?:cloud|search|retriev|rag|infra|architect|system|intelligen|quantum|app|mobile|recommend|integrat|"
            r"deploy|approach(?:es)? (?:to|that|combin|of|in)|models?\b (?:that|combin|for|of|archit)|models\b|of\b|multi|"
            r"on-prem|it\b|data|graph|index|ai\b|ml\b|vector|symbolic|engineer|technical|mesh|method|semantic|human|agent|"
            r"llm|workload|environments\b|identity|capacity|cluster|solution|connect|network|comput|platform|pipeline|"
            r"and multi|product|/)",
        ),
        reading(0, None, _ELSEWHERE),
        reading(0, None, r"(?:rag ?/|vector[^.\n]{0,20}|semantic[^.\n]{0,20}|search[^.\n]{0,20})"),
        reading(0, None, "", r"[ -](?:onboard|model develop|or distributed employees|event)"),
        reading(0, None, r"(?:multi-?cloud|cloud|on-prem\w*)(?:,| and| or|/) ?(?:and )?"),
        reading(0, None, "", r" role (?:combin|requir|that|blend|between|of)"),
        reading(4, "hybrid", rf"{_THIS}{_FULLY} ?['\"]?", rf"['\"]? ?{_JOB}"),
        reading(4, "hybrid", LABEL),
        reading(4, "hybrid", r"\b(?:is|are|be)(?: either| a| currently)*" + _FULLY + " ", _END),
        reading(4, "hybrid", LINE_TOP, _END),
        reading(4, "hybrid", r"\(", _END),
        reading(
            3, "hybrid", "",
            r"[ -]+(?:work|schedule|model|role|position|policy|setup|set-up|basis|arrangement|environment|team|approach|"
            r"office|in\b|\(|flex|with|format|culture|mode|option|employ|collab|opportun|[0-9])",
        ),
        reading(2, "hybrid", r"\b(?:or|and|flexible|remote/) ?"),
        reading(1, "hybrid"),
    ),
    "office": (
        reading(0, None, r"(?:home|front|middle|back|post|head|doctor'?s?|virtual|of the|microsoft|co-)[ -]"),
        reading(0, None, "", r"[^.\n]{0,30}\b(?:once|twice|times|days|weeks?) (?:a|per|each|every) (?:year|quarter)"),
        reading(2, "hybrid", _NEARBY + rf"\b{_WEEK} {_SOME_DAYS}[^.\n]{{0,40}}"),
        reading(5, "onsite", rf"\b{_FULL_WEEK} {_SOME_DAYS}[^.\n]{{0,40}}"),
        reading(5, "onsite", _OFFICE_OF, rf"[^.\n]{{0,30}}\b{_FULL_WEEK} days"),
        reading(5, "hybrid", rf"\b{_WEEK} {_SOME_DAYS}[^.\n]{{0,40}}\b(?:in|at|from|to|the|our)[ -](?:\w+ ){{0,3}}"),
        reading(5, "hybrid", _OFFICE_OF, rf"[^.\n]{{0,30}}\b(?:{_WEEK} days?|once|twice|{_NUMBER} times)\b"),
        reading(0, None, r"\bin[ -]", r"[ -](?:\w+ )?(?:perks|lunch|meal|snack|drink|cater|amenit|event|gym|food|breakfast|benefit|days)"),
        reading(4, "onsite", r"\bin[ -]", r" (?:every day|full[- ]time)"),
        reading(4, "onsite", LINE_TOP + r"in[ -]", _END),
        reading(4, "onsite", r"\(in[ -]", r"\)"),
        reading(3, "onsite", r"\bin[ -]", r"[ -](?:role|position|culture|first|policy|environment|work|team|collab|company)"),
        reading(3, "onsite", LABEL + r"\bin[ -]"),
        reading(2, "onsite", "", r"[ -]based (?:role|position|job)\b"),
        reading(0, None, r"(?:lunch|allowance|occasional|snack|drink|meal|coffee|beer|fruit|dog|commut|close|near|visit|access|equip|stock|breakfast|events?\b|proximity|dinner)[^.\n]*"),
        reading(1, "onsite", r"\b(?:in|at|from|out of) (?:our|the) (?:[\w,']+ ){0,4}(?<! the )", r"(?![\w-])"),
    ),
    "person": (
        reading(5, "onsite", rf"\b{_FULL_WEEK} {_SOME_DAYS}[^.\n]{{0,30}}\bin[ -]"),
        reading(5, "onsite", r"\bin[ -]", rf"(?: (?:role|position))?[ ,(-]{{1,2}}{_FULL_WEEK}\b"),
        reading(5, "hybrid", rf"\b{_WEEK} {_SOME_DAYS}[^.\n]{{0,40}}\bin[ -]"),
        reading(5, "hybrid", r"\bin[ -]", rf"[^.\n]{{0,30}}\b{_WEEK} days"),
        reading(4, "onsite", r"(?:\(|#li-|\bfully |\b100% )in[ -]", r"(?:[,;)]| -|\Z)"),
        reading(4, "onsite", LABEL + r"\bin[ -]"),
        reading(0, None, r"\bin[ -]", r"[ -](?:\w+[ -]){0,2}(?:event|gather|meet|build|support|interview|visit|class|train|retreat)"),
        reading(0, None, r"\bin[ -]", r" ?(?:/|or |and )(?:virtual|online|zoom|video)"),
        reading(3, "onsite", r"\bin[ -]", r"[ -](?:role|position)"),
        reading(2, "onsite", r"\bin[ -]", r"[ -](?:culture|team\b|company|first|in (?:our|nyc|sf|new york|san|london|berlin))"),
        reading(1, "onsite", r"\b(?:work|working|together|collaborate\w*) in[ -]"),
    ),
    "site": (
        reading(3, "onsite", "#li-on-?"),
        reading(0, None, _ELSEWHERE + r"\bon[ -]?"),
        reading(2, "hybrid", _NEARBY + rf"\b{_WEEK} {_SOME_DAYS}[^.\n]{{0,30}}\bon[ -]?"),
        reading(3, "hybrid", r"\bpartial(?:ly)? on[ -]?"),
        reading(
            0, None, r"\bon[ -]?",
            r"[ -](?:\w+ ){0,2}(?:interview|gym|fitness|health|clinic|meal|lunch|perk|snack|cafe|gather|event|child|parking|visit|"
            r"customer|client|amenit|benefit|support|meeting|retreat|doctor|medical|market)",
        ),
        reading(5, "onsite", rf"\b{_FULL_WEEK} {_SOME_DAYS}[^.\n]{{0,30}}\bon[ -]?"),
        reading(5, "hybrid", rf"\b{_WEEK} {_SOME_DAYS}[^.\n]{{0,30}}\bon[ -]?"),
        reading(5, "onsite", r"\bon[ -]?", rf"[^.\n]{{0,20}}\b{_FULL_WEEK} days"),
        reading(5, "hybrid", r"\bon[ -]?", rf"[^.\n]{{0,30}}\b{_WEEK} days"),
        reading(4, "onsite", rf"{_THIS}{_FULLY} ?on[ -]?", rf" {_JOB}"),
        reading(4, "onsite", r"\b(?:is|are|be)" + _FULLY + r" on[ -]?", _END),
        reading(4, "onsite", LABEL + r"\bon[ -]?"),
        reading(4, "onsite", r"\(on[ -]?", _END),
        reading(4, "onsite", LINE_TOP + "on[ -]?", _END),
        reading(3, "onsite", r"\bon[ -]?", rf" {_JOB}"),
        reading(2, "onsite", r"\b(?:work|working|based|be|role) on[ -]?", r" (?:in|at|from)\b"),
    ),
    "from anywhere": (
        reading(0, None, "", rf"[^.\n]{{0,40}}\b(?:up to|for|[0-9]+|{_NUMBER}) ?[\w-]* ?(?:days?|weeks?|months?)\b"),
        reading(0, None, r"(?:days?|weeks?|months?)[^.\n]{0,40}"),
        reading(3, "remote", r"\bwork(?:ing)? "),
    ),
    "from home": (
        reading(0, None, "", r"[ -](?:\w+ ){0,2}(?:budget|stipend|allowance|equipment|setup|office|meals|option|opportunit)"),
        reading(0, None, r"\boptions? (?:for|to)[^.\n]*"),
        reading(3, "remote", r"in an office, ", r", or a combination"),
        reading(4, "hybrid", r"\bwork(?:ing)? ", r" (?:days|(?:on |up to |every )?(?:mon|tue|wed|thu|fri|one|two|[1-4]))"),
        reading(3, "hybrid", r"\boffice\b[^.\n]*"),
        reading(3, "hybrid", r"\bin[ -]person\b[^.\n]*"),
        reading(2, "remote", r"\bwork(?:ing)? "),
    ),
    "wfh": (
        reading(4, "hybrid", "", r" (?:days|(?:on |up to |every )?(?:mon|tue|wed|thu|fri|one|two|[1-4]\b))"),
        reading(4, "hybrid", rf"\b{PART_WEEK} (?:days? )?(?:of )?", r"(?: days)?(?:[,.;)]| (?!(?:a|per|each) (?:month|quarter|year))|\Z)"),
    ),
    "distributed": (
        reading(3, "remote", r"\b(?:100%|fully|entirely|completely)[ -]", r" (?:setting|team|company|workforce|organi|remote)"),
    ),
}  # fmt: skip
