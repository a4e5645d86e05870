from __future__ import annotations

import json
from pathlib import Path

import pytest

from rolescope.clean.no_posting import LONGEST, why_no_posting

ERROR = "an error page"
GONE = "a notice that the job is gone"
CONSENT = "a notice of cookies"
ACCOUNT = "a page to log in"
SCRIPT = "a page that needs JavaScript, or proof of being human"
TEMPLATE = "an empty template"

PAGES = [
    (ERROR, "Page not found. The page you are looking for does not exist."),
    (ERROR, "404 Not Found\nnginx"),
    (ERROR, "Access Denied\nYou don't have permission to access this server. Reference #18.2"),
    (ERROR, "502 Bad Gateway"),
    (ERROR, "Seite nicht gefunden\nDie angeforderte Seite existiert nicht."),
    (ERROR, "Page introuvable\nRetour à l'accueil"),
    (ERROR, "Página no encontrada. Volver al inicio"),
    (ERROR, "ページが見つかりません"),
    (GONE, "Sorry, this job is no longer available.\nSearch for other jobs"),
    (GONE, "This position has been filled. Browse all open positions."),
    (GONE, "The job you are looking for is no longer open.\nView all jobs"),
    (GONE, "No longer accepting applications"),
    (GONE, "This job posting has expired.\nYou might also be interested in: Nurse, London"),
    (GONE, "Diese Stelle ist leider nicht mehr verfügbar.\nZur Startseite"),
    (GONE, "Cette offre n\u2019est plus disponible.\nVoir les autres offres"),
    (GONE, "Esta oferta ya no está disponible"),
    (GONE, "Esta vaga foi encerrada"),
    (GONE, "L'annuncio non è più disponibile"),
    (GONE, "Deze vacature is niet meer beschikbaar"),
    (GONE, "Ogłoszenie wygasło"),
    (GONE, "Tjänsten är tillsatt"),
    (GONE, "この求人は募集を終了しました"),
    (CONSENT, "We use cookies to improve your experience on our site. Accept all. Reject all. Manage preferences"),
    (CONSENT, "Diese Website verwendet Cookies. Alle akzeptieren. Nur notwendige. Impressum"),
    (CONSENT, "Nous utilisons des cookies pour améliorer votre expérience. Tout accepter. Tout refuser"),
    (ACCOUNT, "Email or phone\nPassword\nForgot password?\nSign in\nNew here? Join now"),
    (ACCOUNT, "Please sign in to continue."),
    (ACCOUNT, "Connectez-vous pour voir cette offre. Mot de passe oublié ?"),
    (SCRIPT, "You need to enable JavaScript to run this app."),
    (SCRIPT, "Checking your browser before accessing jobs.example. Ray ID: 8a7"),
    (SCRIPT, "Bitte aktivieren Sie JavaScript in Ihrem Browser."),
    (TEMPLATE, "{{job.title}} at {{company.name}}\n{{job.description}}"),
    (TEMPLATE, "[Insert job description here]\n[Company name]\n[Location]"),
    (TEMPLATE, "Lorem ipsum dolor sit amet, consectetur adipiscing elit."),
    (TEMPLATE, "Responsibilities:\n\nRequirements:\n\nWhat we offer:"),
]
POSTINGS = [
    "Applications are closed. We were looking for a clerk with experience of maps.",
    "Build our login page: forgot password flows, cookie consent and 404 handling. TypeScript. Berlin office.",
    "Wir suchen eine Entwicklerin für Fahrpläne. Diese Website verwendet Cookies.",
    "Python, LLMs. Remote. Apply by mail. Our site uses cookies.",
    "Small team in Ghent makes maps. Send us your CV. This position is not remote.",
    "This role is not eligible for sponsorship. Seniors only, Berlin.",
    "The position is closed to agencies. We make ships in Kiel.",
    "Dear applicant, at [Company] we use {{templating}} in Go.",
    "This job is no longer available.\nYour tasks: keep the ferry timetable, answer the harbour's letters.",
]


@pytest.mark.parametrize(("kind", "text"), PAGES)
def test_what_came_instead_of_a_posting_is_said(kind: str, text: str) -> None:
    assert why_no_posting("AI Engineer", text) == kind


@pytest.mark.parametrize(
    ("title", "kind"), [("404", ERROR), ("Just a moment...", SCRIPT), ("Sign in", ACCOUNT), ("Job expired", GONE)]
)
def test_a_title_says_it_too(title: str, kind: str) -> None:
    assert why_no_posting(title, "Home. Contact. Imprint. All rights reserved.") == kind
    assert why_no_posting(title, "You have experience of maps. Home. Contact.") is None


@pytest.mark.parametrize("text", POSTINGS)
def test_a_posting_with_such_words_is_one(text: str) -> None:
    assert why_no_posting("AI Engineer", text) is None


def test_a_long_text_is_a_posting_whatever_notice_it_has() -> None:
    notice = "This job is no longer available. "
    assert why_no_posting("Clerk", notice) == GONE
    assert why_no_posting("Clerk", notice * (LONGEST // len(notice) + 1)) is None


def test_no_posting_of_the_example_and_no_piece_of_one_is_taken_for_none() -> None:
    path = Path(__file__).parents[3] / "studies/example/postings.jsonl"
    texts = [json.loads(line)["description"] for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(texts) == 168
    for text in texts:
        assert [why_no_posting("", piece) for piece in (text, text[:400], text[-400:], text[:1_500])] == [None] * 4
