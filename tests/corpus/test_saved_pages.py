"""The real pages of the field guide, where they are present. No text of theirs is written here."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from rolescope.clean.text import plain_text
from rolescope.collect.html import read_page
from rolescope.collect.page import Page
from rolescope.collect.record import Record
from rolescope.collect.saved import read_saved

PAGES = Path(__file__).resolve().parents[2] / "../shared/field-guide/job-market/_internal/jobs/raw"

pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not PAGES.is_dir(), reason=f"no pages at {PAGES}")]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", plain_text(text).lower())


def test_every_page_gives_a_posting_whose_text_is_what_the_page_shows() -> None:
    pages = [page for page in read_saved(PAGES, "pages") if isinstance(page, Page)]
    assert len(pages) == 24
    for page in pages:
        (record,) = read_page(page)
        assert isinstance(record, Record)
        assert record.title and record.company and record.places and record.source_id and record.url
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", record.date_posted)
        shown = LexborHTMLParser(page.content).css_first('div[id^="job-post-body"]')
        assert shown is not None
        match = SequenceMatcher(None, words(record.text), words(shown.html or ""), autojunk=False)
        assert match.ratio() >= 0.9


def test_a_page_without_its_json_is_read_as_shown_and_without_similar_jobs() -> None:
    found = 0
    for page in (page for page in read_saved(PAGES, "pages") if isinstance(page, Page)):
        bare = re.sub(rb"<script type=.application/ld.*?</script>", b"", page.content, flags=re.S)
        (known,) = read_page(page)
        for shown in read_page(page._replace(content=bare)):
            if isinstance(shown, Record) and isinstance(known, Record):
                found += bool(shown.places)
                assert (shown.title, shown.company) == (known.title, known.company)
                assert "Similar Jobs" not in shown.text
    assert found >= 20
