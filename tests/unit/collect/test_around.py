from __future__ import annotations

from typing import Any

import pytest

from rolescope.collect.around import completed
from rolescope.collect.record import Record
from tests.unit.collect.pages_by_hand import POSTING, html, read

TEXT = "<p>" + "Draw maps of the coast. " * 9 + "</p>"


def without(*keys: str, **changed: Any) -> dict[str, Any]:
    return {key: value for key, value in POSTING.items() if key not in keys} | changed


@pytest.mark.parametrize(
    ("posting", "head", "body", "field", "value"),
    [
        (without("title"), "", "<h1 class=x>Carto&amp;<b>grapher</b></h1>", "title", "Carto& grapher"),
        (without("title"), '<meta content="Cartographer" property="og:title">', "", "title", "Cartographer"),
        (without("title"), "<title>Cartographer | Ink</title>", "<h1>a</h1><h1>b</h1>", "title", "Cartographer"),
        (
            without("hiringOrganization", "identifier"),
            "<title>Cartographer - Porto - Ink &amp; Co | Jobs</title>",
            "",
            "company",
            "Ink & Co",
        ),
        (
            without("identifier", hiringOrganization=None),
            "<title>Cartographer at Ink</title>",
            "",
            "company",
            "Ink",
        ),
        (
            without("identifier", hiringOrganization={"@type": "Organization", "logo": "x"}),
            '<meta property="og:site_name" content="Ink &amp; Co"><title>Jobs</title>',
            "",
            "company",
            "Ink & Co",
        ),
        (
            without("datePosted"),
            '<meta property="article:published_time" content="2026-02-09T10:00:00Z">',
            "",
            "date_posted",
            "2026-02-09",
        ),
        (without("datePosted"), "", "<time datetime=2026-02-09>yesterday</time>", "date_posted", "2026-02-09"),
        (without(datePosted="0001-01-01"), '<meta name="date" content="9 Feb 2026">', "", "date_posted", "2026-02-09"),
        (without("jobLocation", jobLocationType="TELECOMMUTE"), "", "", "places", ("Remote",)),
        (without("jobLocation"), '<meta property="og:locality" content="Porto">', "", "places", ("Porto",)),
        (without("jobLocation"), "", "<p><b>Location:</b> Porto, PT</p>", "places", ("Porto, PT",)),
        (without("jobLocation"), "", "<p>Team: Maps | Location: Porto</p>", "places", ("Porto",)),
        (
            without("jobLocation"),
            "",
            "<i class='fa fa-location-dot'></i><p>Hiring Remotely in</p><p>India</p>",
            "places",
            ("India",),
        ),
        (
            without("jobLocation"),
            "",
            "<div class=job__location><svg></svg><div>Porto, PT</div></div>",
            "places",
            ("Porto, PT",),
        ),
        (without("datePosted"), "", "<p>Posted on February 9, 2026</p>", "date_posted", "2026-02-09"),
        (without("datePosted"), "", "<dt>Veröffentlicht am:</dt><dd>09.02.2026</dd>", "date_posted", "2026-02-09"),
        (
            without("identifier", hiringOrganization=None),
            "<title>Ink hiring Cartographer in Porto | LinkedIn</title>",
            "",
            "company",
            "Ink",
        ),
        (
            without("identifier", hiringOrganization=None),
            "<title>Job Application for Cartographer at Ink</title>",
            "",
            "company",
            "Ink",
        ),
        (without(description="<p>&nbsp;</p><br>"), "", f"<main>{TEXT}</main>", "text", TEXT),
        (without("description"), "", f"<main>{TEXT}<h2><b>Similar Jobs</b></h2><p>Bake.</p></main>", "text", TEXT),
        (without("jobLocation"), "", "<dl><dt>Standort</dt>\n <dd>K&ouml;ln</dd></dl>", "places", ("Köln",)),
        (
            without("description"),
            "",
            f"<nav>Home</nav><main>{TEXT}<FORM>Name</FORM></main><footer>Ink</footer>",
            "text",
            TEXT,
        ),
        (without("description"), '<meta name="description" content="Draw maps.">', "<p>Ink</p>", "text", "Draw maps."),
    ],
)
def test_a_field_that_the_posting_lacks_is_taken_from_the_page_and_counted(
    posting: dict[str, Any], head: str, body: str, field: str, value: Any
) -> None:
    (record,), (problem,) = read(html(posting, head=head, body=body))
    found = getattr(record, field)
    assert (found.strip() if isinstance(found, str) else found) == value
    assert (problem.reason, problem.dropped) == ("missing field", False)


def test_nothing_is_taken_where_the_posting_says_it() -> None:
    head = '<title>Other - Firm</title><meta property="og:site_name" content="Firm"><meta name="date" content="2001-01-01">'
    (record,), problems = read(html(POSTING, head=head, body="<h1>Other</h1>"))
    assert (record.title, record.company, record.date_posted) == ("Cartographer", "Ink & Co", "2026-02-09")
    assert problems == []


@pytest.mark.parametrize(
    "body",
    [
        "<p>You choose the location: Porto or home.</p>",
        "<label>Location:</label><select><option>Porto</option></select>",
        f"<p>Location: {'far away from ' * 9}Porto</p>",
        "<script>\nLocation: Porto\n</script>",
        "<h2>Location</h2><p>Porto</p>",
        "<div class=location></div><p>Apply now</p>",
        "<div class=location-filter>Porto</div>",
        "<i class=fa-location-dot></i><p>3 Locations</p>",
        "<nav><i class=location></i>Porto</nav><p class=allocations>Porto</p>",
        "<h2>Similar jobs</h2><i class=location></i>Porto",
    ],
)
def test_a_place_without_a_plain_label_is_not_guessed(body: str) -> None:
    (record,), problems = read(html(without("jobLocation"), body=body))
    assert (record.places, problems) == ((), [])


@pytest.mark.parametrize(
    "body", ["<p>Posted 3 days ago</p>", "<p>Posted on 02/09/2026</p>", "<p>Published books of 2026-02-09</p>"]
)
def test_a_day_that_is_in_doubt_is_not_guessed(body: str) -> None:
    (record,), problems = read(html(without("datePosted"), body=body))
    assert (record.date_posted, problems) == ("", [])


@pytest.mark.parametrize(
    "head",
    [
        "<title>Cartographer | LinkedIn</title>",
        "<title>Cartographer at Indeed.com</title>",
        "<title>Job Description - Cartographer (12)</title>",
    ],
)
def test_a_job_site_is_no_employer(head: str) -> None:
    site = '<meta property="og:site_name" content="Built In">'
    (record,), problems = read(html(without("hiringOrganization", "identifier"), head=head + site))
    assert (record.company, problems) == ("", [])


def test_a_field_that_no_place_has_stays_empty() -> None:
    record = Record("jobs", "p.html", title="Cartographer", text="Draw maps.")
    assert completed(record, "<p>Porto</p>") == (record, [])


@pytest.mark.parametrize(
    "part",
    [
        "<h1>",
        "<nav>",
        "<main>",
        "<meta name=x ",
        "<title>",
        "</main>",
        "<form></nav>",
        "\n",
        ">Location:",
        "<dt>Location</dt>",
        "Location:<b>",
        "<i class=location",
        "<i class=location>",
        "<i class=class= location>",
        "Posted on ",
        "<h2>similar ",
    ],
)
def test_markup_without_end_costs_no_more_than_its_length(part: str) -> None:
    assert completed(Record("jobs", "p.html"), part * 100_000)[0].date_posted == ""
