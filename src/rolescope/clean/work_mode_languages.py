"""What German, French, Spanish, Portuguese, Italian and Dutch words say of a work mode.

Such a word speaks of the job in a field of the posting, behind a noun for a job, or with the days of a week: a
canteen "vor Ort", "formación presencial" and "acceso remoto" are none.
"""

from __future__ import annotations

from rolescope.clean.work_mode_reading import LABEL, LINE_TOP, PART_WEEK, Mode, Reading, reading

_FIELD = (
    r"\b(?:modalid\w+|modalit.|modelo|modello|formato|esquema|regime|r.gimen|jornada|trabajo|trabalho|lavoro|arbeitsmodell|arbeitsort|"
    r"arbeitsweise|arbeitsform|standort|einsatzort|lieu|localisation|mode de travail|organisation du travail|werkplek|werklocatie|locatie|"
    r"sede|luogo|ubicaci.n|lugar|local)(?!\w)[^\n.:|]{0,20}[:|] ?[^\n.]{0,30}"
)
_JOB = (
    r"\b(?:puesto|vaga|posici.n|posi..o|trabajo|trabalho|empleo|emprego|rol|lavoro|posizione|poste|emploi|modalidade?|modelo|formato|"
    r"regime|r.gimen|functie|baan|stelle|t.tigkeit|arbeiten|werken|travail|travailler|lavorare|trabajar|trabalhar)\b(?: [\w?]+)? (?:(?:em|en|de|di|in|da) )?"
)
_WHOLLY = r"\b(?:100 ?%|totalmente|completamente|interamente|vollst.ndig|komplett|volledig|enti.rement|full)(?: (?:im|in|em|en|de|da))? "
_STOP = r"[ *]*(?:\Z|[-,;|/)(\]]|\.(?: |\Z))"
_DAYS = rf"\b{PART_WEEK} (?:d.as?|tagen?|jours?|dag(?:en)?|giorn[oi])\b[^.\n]{{0,25}} ?"
_WEEK = rf"[^.\n]{{0,15}}\b{PART_WEEK} (?:d.as?|tagen?|jours?|dag(?:en)?|giorn[oi])\b[^.\n]{{0,8}}(?:semana|woche|semaine|week|settimana)\b"
_ALL_MODES = r"(?:h.brid\w*|ibrid\w*|remot\w*|presencial|in sede)"
_LISTED_BEFORE = rf"\b{_ALL_MODES}(?:, | ?/ ?| \| | ou? | or )"
_LISTED_AFTER = rf"(?:, | ?/ ?| \| | ou? | or ){_ALL_MODES}\b"


def _of_the_job(mode: Mode, before: str = "", after: str = r"(?!\w)") -> tuple[Reading, ...]:
    """Read a word as a mode in a field, behind a noun for a job, after "100 %", in brackets, alone on a line."""
    return (
        reading(0, None, _LISTED_BEFORE + before),
        reading(0, None, before, after + _LISTED_AFTER),
        reading(4, mode, _FIELD + before, after),
        reading(4, mode, LABEL + before, after),
        reading(4, mode, _WHOLLY + before, after),
        reading(3, mode, _JOB + before, after),
        reading(4, mode, r"\(" + before, after + _STOP),
        reading(4, mode, LINE_TOP + before, after + _STOP),
    )


def _on_site(before: str = r"(?<!\w)", after: str = r"(?!\w)") -> tuple[Reading, ...]:
    """Read a word for being there: some days of it are hybrid."""
    return (
        reading(5, "hybrid", _DAYS + before, after),
        reading(5, "hybrid", before, after + _WEEK),
        *_of_the_job("onsite", before, after),
    )


def _away(before: str = r"(?<!\w)", after: str = r"(?!\w)") -> tuple[Reading, ...]:
    """Read a word for being elsewhere: some days of it are hybrid."""
    return (
        reading(4, "hybrid", _DAYS + before, after),
        reading(4, "hybrid", before, after + _WEEK),
        *_of_the_job("remote", before, after),
    )


CUES = {
    "homeoffice": "homeoffice", "home office": "home office", "home-office": "home-office", "travail": "travail",
    "brid": "brid", "presencial": "presencial", "remoto": "remoto", "remota": "remota", "pr?senz": "pr?senz",
    "vor ort": "vor ort", "sur site": "sur site", "in sede": "in sede", "op locatie": "op locatie",
}  # fmt: skip
"""What to look for in a text, and the word at its end that `READINGS` are of."""

_HOME_OFFICE = (
    reading(4, "hybrid", rf"\b{PART_WEEK} tagen? (?:pro woche |die woche |w.chentlich )?(?:im |in |remote/|)"),
    reading(
        4, "hybrid", "", rf"[ :(-]{{1,3}}(?:an )?(?:bis zu )?{PART_WEEK} tagen?\b(?! (?:im|pro|/) ?(?:jahr|monat))"
    ),
    reading(4, "remote", r"\b(?:100 ?%|vollst.ndig|komplett|ausschlie.+lich)(?: im| aus dem)? ?"),
    reading(2, "hybrid", r"", r"(?:-(?:option|m.glichkeit|regelung|tage?)|optionen| m.glich| nach absprache)\b"),
)

READINGS: dict[str, tuple[Reading, ...]] = {
    "homeoffice": _HOME_OFFICE,
    "home office": _HOME_OFFICE,
    "home-office": _HOME_OFFICE,
    "travail": (
        reading(4, "hybrid", rf"\b{PART_WEEK} jours?(?: / semaine| par semaine)? (?:de |en )?t.l.[- ]?", r"(?! (?:par|/) (?:mois|an))"),
        reading(4, "hybrid", r"\bt.l.[- ]?", rf"[ :(-]{{1,4}}(?:jusqu'. )?{PART_WEEK} ?(?:jours?|j)\b(?! ?(?:par|/) ?(?:mois|an))"),
        reading(4, "remote", r"\b(?:100 ?%|full|total|complet) (?:en )?t.l.[- ]?"),
        reading(4, "remote", r"\bt.l.[- ]?", r" (?:. )?(?:complet|total|int.gral|100 ?%)"),
        reading(2, "hybrid", r"\bt.l.[- ]?", r" (?:partiel|possible|occasionnel|hybride)"),
        reading(3, "remote", rf"(?:{_FIELD}|{_JOB}|\()t.l.[- ]?", _STOP),
        reading(3, "hybrid", LINE_TOP + r"t.l.[- ]?", r" ?: ?(?:oui|possible|partiel|occasionnel|hybride)\b"),
    ),
    "brid": (
        reading(
            4, "hybrid", r"\b(?:modalidade?|modelo|formato|esquema|regime|r.gimen|trabajo|trabalho|jornada)(?: de (?:trabajo|trabalho))?:? h.",
            r"(?:a|o)\b",
        ),
        reading(4, "hybrid", LINE_TOP + "h.", r"(?:a|o)[ *]*(?:\Z|[,;/|)(-])"),
        *_of_the_job("hybrid", r"(?:\bh.|\bi)", "[ao]"),
    ),
    "presencial": _on_site(after=r"(?:es|is)?(?!\w)"),
    "remoto": _away(r"(?<!\w)(?:da |em |en |de )?"),
    "remota": _away(),
    "pr?senz": _on_site(),
    "vor ort": _on_site(),
    "sur site": _on_site(after=r"(?!\w| client)"),
    "in sede": _on_site(),
    "op locatie": _on_site(after=r"(?!\w| (?:bij|van))"),
}  # fmt: skip
