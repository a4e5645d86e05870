"""What the words around "contract", "internship", "Vollzeit" and the like say of the employment.

A reading is a kind and a pattern, whose group ``what`` is the words to quote. The first that fits counts, in the
order of `READINGS`.
"""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["full-time", "part-time", "contract", "internship", "temporary"]

_JOB = r"(?:role|position|job|opportunity|engagement|assignment|vacancy|basis|hire|contractor?)\b"
_LABEL = (
    r"(?:employment|contract|job|position|work|role|time|assignment)?(?: ?(?:type|status|basis|category))?\b[*]{0,2}\s{0,2}"
    r"(?:[:|]|(?<=type)|(?<=type ))[* \n]{0,4}(?:[\w-]+[ ,/|]{1,3}){0,2}"
)
_LINE = r"(?:\A|\n|[|•] ?)[ *-]{0,4}"
_LINE_END = r"[*]{0,2} ?(?=\n|[|,);/.]|\Z| -)"
_MONTHS = r"(?:[0-9]{1,2}|three|six|nine|twelve)(?: ?(?:-|to) ?[0-9]{1,2})?[ -]months?"
_LABEL_SIGN = r"[*]{0,2} ?[:|][* ]{0,4}"
_LABEL_OTHERWISE = (
    r"\b(?:type de contrat|contrat|(?:anstellungs|besch.ftigungs|vertrags|stellen|job)(?:art|typ|verh.ltnis|umfang)|arbeitszeit|"
    r"art der (?:anstellung|besch.ftigung)|dienstverband|contractvorm|type contract|"
    r"tipo de (?:contrat[oa]|empleo|emprego|vaga)|modalidad de contrataci.n|regime de contrata..o|tipo(?:logia)? di contratto|(?:contract|employment|job|position|work) type|contract|employment)\b[*]{0,2} ?: ?[* \n]{0,4}"
    r"(?:[\w-]+[ ,/|]{1,3}){0,2}"
)
_TERMS = (
    r"festanstellung|(?:un)?befristet\w*|vollzeit|teilzeit|cdi|cdd|full[- ]time|part[- ]time|temps (?:plein|partiel)"
)
_SEX = r"(?= ?\((?:[mfwdhx] ?/ ?){1,3}[mfwdhx*]\))"
_Reading = tuple[Kind, re.Pattern[str]]


def _reading(kind: Kind, what: str, after: str = "", before: str = "") -> _Reading:
    return kind, re.compile(rf"{before}\b(?P<what>{what})\b{after}")


def _of_the_job(kind: Kind, what: str, before: str = "") -> tuple[_Reading, ...]:
    """Read it of the job: "a X role", a label "Type: X", a line of its own."""
    return (
        _reading(kind, what, rf"[, ]{{1,2}}(?:[\w-]+ ){{0,2}}{_JOB}", before),
        _reading(kind, what, "", _LABEL),
        _reading(kind, what, _LINE_END, _LINE),
    )


def _labelled(kind: Kind, what: str) -> _Reading:
    """Read a field behind its label."""
    return _reading(kind, what, rf"(?:{_LINE_END}| (?:oder|ou)\b)", _LABEL_OTHERWISE)


def _in_a_field(kind: Kind, what: str) -> tuple[_Reading, ...]:
    """Read it in a field: behind its label, or as a line of its own ("Festanstellung, Vollzeit")."""
    alone = rf"[*]{{0,2}} ?(?=\n|\Z|[|/(]|[,;] ?(?:{_TERMS}|remote|hybrid))"
    return _labelled(kind, what), _reading(kind, what, alone, rf"{_LINE}(?:(?:{_TERMS})[ ,/|]{{1,3}})?")


_SEEKING = r"\b(?:suchen|gesucht|buscamos|seleccionamos|incorporamos)\b[:]? (?:(?:wir|dich|als|ab|sofort|zum|n.chstm.glichen|zeitpunkt|eine?n?|un|una|mehrere) ){0,6}"
_PRAKTIKUM = r"(?:pflicht)?praktik(?:ums?|ant(?:en|in|[*:/]in)?)"
_BECARIO = r"becari(?:[oa]|[oa]/[oa]|[oa]\(a\))"
_LABEL_OF_STAGE = r"\b(?:type de contrat|contrat|tipo(?:logia)? di contratto|contratto|dienstverband|contractvorm|type contract) ?: ?(?:[\w-]+[ ,/|]{1,3}){0,2}"
_NOT_LATER = r"(?<!\w)(?<!to a )(?<!to )(?<!into a )(?<!for a )"
READINGS: dict[str, tuple[_Reading, ...]] = {
    "internship": (
        _reading(
            "internship", "internship", r"(?! (?:or|and|experience))",
            r"\b(?:this|our|the|your|an?)(?: (?!prior|previous)[\w-]+,?){0,3} ",
        ),
        _reading("internship", "internship", r" (?:is|duration|starts|lasts|program)\b"),
    ),
    "praktik": (
        *_in_a_field("internship", _PRAKTIKUM),
        _reading("internship", _PRAKTIKUM, _SEX),
        _reading("internship", _PRAKTIKUM, r" (?:im|in|als|bei|zum|ab)\b", _LINE),
        _reading("internship", _PRAKTIKUM, "", _SEEKING),
        _reading("internship", "praktikums?", "", r"\b(?:deine[ms]?|dieses) "),
    ),
    "ausbildung": (
        _labelled("internship", "ausbildung"),
        _reading("internship", "ausbildung (?:zum|zur|als)", rf"(?= [^\n(]{{3,50}}{_SEX[3:-1]})(?![^\n]*\boder\b)", _LINE),
        _reading("internship", "ausbildungsbeginn", r"(?= ?:)", _LINE),
    ),
    "stage": (
        _reading("internship", "stage", _LINE_END, rf"{_LABEL_OF_STAGE}"),
        _reading("internship", r"stage de (?:fin d'.tudes|[2-9] (?:.|ou) [2-9] mois|[2-9] mois)"),
        _reading("internship", "stage", r" ?\((?:h ?/ ?f|f ?/ ?h|[2-9] (?:mois|maanden))", _LINE),
        _reading("internship", "offre de stage|stage (?:extra)?curriculare|stage retribuito"),
    ),
    "est?gio": (
        *_in_a_field("internship", "est.gio"),
        _reading("internship", r"(?:vaga|oportunidade|programa|contrato) de est.gio"),
        _reading("internship", "est.gio (?:curricular|profissional|remunerado)"),
    ),
    "becari": (
        *_in_a_field("internship", _BECARIO),
        _reading("internship", _BECARIO, r" (?:de|en|para)\b", _LINE),
        _reading("internship", _BECARIO, "", _SEEKING),
    ),
    "pr?cticas": (
        _labelled("internship", "pr.cticas"),
        _reading("internship", r"(?:contrato|convenio|puesto|plaza|oferta|programa|beca) (?:de|en) pr.cticas"),
    ),
    "tirocinio": (
        *_in_a_field("internship", "tirocinio"),
        _reading("internship", "tirocinio (?:extra)?(?:curriculare|formativo)"),
    ),
    "fixed": (
        _reading(
            "temporary", r"fixed[ -]term", r" (?:contract|role|position|basis|appointment|employment)", r"(?<!their )"
        ),
    ),
    "ftc": (_reading("temporary", rf"{_MONTHS} ftc"), *_in_a_field("temporary", "ftc")),
    "cdd": _in_a_field("temporary", "cdd(?: ?[(-]? ?(?:de )?[0-9]{1,2} mois)?"),
    "temporary": _of_the_job("temporary", "temporary"),
    "duration": (
        _reading(
            "contract", rf"duration{_LABEL_SIGN}{_MONTHS}", r"(?=[^\n]{0,25}\b(?:exten|conver|contract|renew))",
            rf"{_LINE}(?:(?:initial|project|contract|expected) )?",
        ),
    ),
    "contract": (
        _reading("contract", rf"{_MONTHS},? contract"),
        _reading("contract", "contract (?:length|duration)", r"(?= ?[:|])"),
        _reading("contract", "contract", rf" ?[(,] ?(?:{_MONTHS}|w2|c2c|corp|1099)", _LINE + r"(?:[\w ]{1,20}[:,] ?)?"),
        _reading(
            "contract", "contract(?:or)?",
            r"(?:[ -]to[ -]hire| (?:role|position|opportunity|basis|assignment|engagement))\b",
        ),
        _reading("contract", "(?:independent )?contractor", _LINE_END, r"\b(?:type|as an?)[: ]{1,2}"),
    ),
    "freelance": (_reading("contract", "freelancer?", r" (?:agreement|basis|role|position|contract)"),),
    "b2b": (
        _labelled("contract", "b2b"),
        _reading("contract", "b2b contract", _LINE_END, _LINE),
        _reading("contract", "b2b contract", "", r"\b(?:on|under|via|through) (?:an? )?"),
    ),
    "werkstudent": (
        _reading("part-time", "werkstudent(?:in|[*:/]in)?", "", _SEEKING),
        _reading("part-time", "werkstudent(?:en)?(?:job|stelle|t.tigkeit)"),
        _reading("part-time", "werkstudent(?:in|[*:/]in)?", _SEX),
        *_in_a_field("part-time", "werkstudent(?:in|[*:/]in)?"),
    ),
    "teilzeit": _in_a_field("part-time", r"(?<!voll- oder )(?<!vollzeit oder )(?<!vollzeit/)(?<!vollzeit / )teilzeit"),
    "vollzeit": _in_a_field("full-time", "vollzeit"),
    "festanstellung": _in_a_field("full-time", "festanstellung"),
    "unbefristet": _in_a_field("full-time", "unbefristet(?:e[rs]?)?"),
    "cdi": _in_a_field("full-time", "cdi"),
    "part-time": _of_the_job("part-time", "part-time"),
    "part time": _of_the_job("part-time", "part time"),
    "full-time": _of_the_job("full-time", "full-time", _NOT_LATER),
    "full time": _of_the_job("full-time", "full time", _NOT_LATER),
}  # fmt: skip
"""Readings of a word that a text holds, those first that other words would be mistaken for."""
