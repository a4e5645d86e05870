from __future__ import annotations

import json

import pyarrow as pa
import pytest

from rolescope.collect.html import records_of
from rolescope.collect.record import Record
from rolescope.tables import PAGES, RAW
from tests.unit.collect.pages_by_hand import POSTING, html, page, read

MICRODATA = """
<div itemscope itemtype="https://schema.org/JobPosting">
  <h1 itemprop="title">Surveyor</h1><div itemprop="description"><p>Measure the coast.</p></div>
</div>
"""


PORTO = {"jobLocation": {"address": {"addressLocality": "Porto"}}}


def without(*keys: str) -> dict[str, object]:
    return {key: value for key, value in POSTING.items() if key not in keys}


def test_a_page_gives_its_posting() -> None:
    records, problems = read(html(POSTING, head='<link rel="canonical" href="https://jobs.example/17">'))
    assert problems == []
    assert records == [
        Record(
            source="jobs",
            origin="p.html",
            source_id="17",
            title="Cartographer",
            company="Ink & Co",
            text="<p>Draw maps of the coast.</p>",
            places=("Porto, PT",),
            date_posted="2026-02-09",
            url="https://jobs.example/17",
        )
    ]


@pytest.mark.parametrize(
    "kind",
    [
        "application/ld+json",
        "application/ld&#x2B;json",
        "application/ld&#43;json",
        "Application/LD+JSON; charset=utf-8",
    ],
)
def test_the_type_of_a_script_is_what_a_browser_reads(kind: str) -> None:
    assert [record.title for record in read(html(POSTING, kind=kind))[0]] == ["Cartographer"]


@pytest.mark.parametrize(
    "block",
    [
        {"@graph": [{"@type": "WebPage"}, POSTING]},
        [{"@type": "BreadcrumbList"}, [POSTING]],
        {"@type": "WebPage", "mainEntity": POSTING},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": POSTING}]},
        POSTING | {"@type": ["Thing", "http://schema.org/JobPosting"]},
        POSTING | {"@type": "schema:JobPosting"},
    ],
    ids=["graph", "lists", "main entity", "item list", "two types", "prefix"],
)
def test_a_posting_is_found_wherever_it_stands(block: object) -> None:
    assert [record.source_id for record in read(html(block))[0]] == ["17"]


def test_several_postings_of_a_page_have_places_and_no_common_address() -> None:
    second = without("identifier") | {"title": "Surveyor"}
    records, problems = read(html(POSTING, second, head='<link rel="canonical" href="https://jobs.example/all">'))
    assert [(r.origin, r.source_id, r.title, r.url) for r in records] == [
        ("p.html#1", "17", "Cartographer", ""),
        ("p.html#2", "", "Surveyor", ""),
    ]
    assert problems == []


def test_the_address_of_the_page_stands_in_for_an_identifier() -> None:
    head = '<meta property="og:url" content="https://jobs.example/og">'
    ((record,), _) = read(html(without("identifier"), head=head))
    assert record.source_id == record.url == "https://jobs.example/og"
    ((relative,), _) = read(
        html(without("identifier"), head='<link rel="canonical" href="/17">'), address="https://jobs.example/x?y"
    )
    assert relative.url == "https://jobs.example/17"
    ((unsaid,), _) = read(html(without("identifier")), address="https://jobs.example/x")
    assert unsaid.source_id == unsaid.url == "https://jobs.example/x"


def test_microdata_is_read_where_there_is_no_json() -> None:
    records, problems = read(html({"@type": "WebPage"}, body=MICRODATA))
    assert [(r.title, r.text) for r in records] == [("Surveyor", "<p>Measure the coast.</p>")]
    assert problems == []
    assert [r.title for r in read(html(POSTING, body=MICRODATA))[0]] == ["Cartographer"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (html(), "no posting on the page"),
        (html({"@type": "WebPage"}), "no posting on the page"),
        ("", "no posting on the page"),
        (b"\x00\xff\xfe\x89PNG", "no posting on the page"),
        (f"<!-- {html(POSTING)} -->", "no posting on the page"),
        (html(without("title")), "no title"),
        (html(without("description")), "empty text"),
        (html(POSTING | {"description": "x" * 1_000_001}), "text too long"),
        (html('{"@type": "JobPosting", "title": "cut of'), "malformed JSON-LD"),
        (html('{"@type": "JobPosting", "title": ' + "[" * 100_000), "malformed JSON-LD"),
    ],
)
def test_a_page_without_a_usable_posting_is_one_problem(text: str | bytes, reason: str) -> None:
    records, problems = read(text)
    assert records == []
    assert [(problem.reason, problem.place, problem.dropped) for problem in problems] == [(reason, "p.html", True)]
    assert problems[0].remedy


def test_broken_json_that_is_no_posting_is_passed_over() -> None:
    records, problems = read(html('{"@type": "WebPage", ', POSTING))
    assert (len(records), problems) == (1, [])


def test_what_was_mended_is_kept_and_counted() -> None:
    block = '{"@type": "JobPosting", "title": "Cartographer", "description": "Draw maps.",}'
    records, (problem,) = read(html(block))
    assert [record.title for record in records] == ["Cartographer"]
    assert (problem.reason, problem.dropped) == ("malformed JSON-LD", False)


def test_of_two_postings_the_broken_one_is_counted() -> None:
    records, problems = read(html(POSTING, '{"@type": "JobPosting", "title": "cut of'))
    assert [record.title for record in records] == ["Cartographer"]
    assert [(p.reason, p.dropped) for p in problems] == [("malformed JSON-LD", True)]


def test_broken_json_beside_microdata_is_kept_and_counted() -> None:
    records, problems = read(html('{"@type": "JobPosting", "title": "cut of', body=MICRODATA))
    assert [record.title for record in records] == ["Surveyor"]
    assert [(p.reason, p.dropped) for p in problems] == [("malformed JSON-LD", False)]


def test_bytes_that_are_no_text_are_replaced_and_counted() -> None:
    broken = html(POSTING | {"title": "Karto"}).encode().replace(b"Karto", b"K\xe4rto")
    ((record,), (problem,)) = read(b'<meta charset="utf-8">' + broken)
    assert record.title == "K\ufffdrto"
    assert (problem.reason, problem.dropped) == ("broken characters", False)


def test_a_posting_that_the_page_repeats_is_one() -> None:
    (record,), problems = read(html(POSTING, POSTING, head='<link rel="canonical" href="https://jobs.example/17">'))
    assert (record.origin, record.url, problems) == ("p.html", "https://jobs.example/17", [])


@pytest.mark.parametrize(
    "block",
    [
        '{"@type": "JobPosting", "title": "cut of',
        '{"@type": "JobPosting", "title": "Cartographer" "description": "Draw maps."}',
        '{"@type": "JobPosting" "title": "Cartographer", "description": "Draw maps."}',
        '{"@type": "JobPosting", "title": "Cartographer", "jobLocation": {"address": "Porto"} "description": "Draw maps."}',
    ],
    ids=["cut off", "comma between texts", "comma after the type", "comma after an object"],
)
def test_json_that_cannot_be_mended_is_read_as_the_page_shows_it(block: str) -> None:
    body = f"<h1>Surveyor</h1><main><p>{'Measure the coast. ' * 9}</p></main>"
    (record,), problems = read(html(block, body=body))
    assert record.title == "Surveyor" and record.text.startswith("<p>Measure the coast.")
    assert [(p.reason, p.dropped) for p in problems] == [("malformed JSON-LD", False), ("missing field", False)]


@pytest.mark.parametrize(
    "data",
    [POSTING, {"props": {"job": POSTING}}, {"props": {"jsonLd": json.dumps(POSTING)}}, json.dumps(POSTING)],
    ids=["alone", "within", "as a string within", "as a string"],
)
def test_a_posting_in_a_plain_script_is_read_and_counted(data: object) -> None:
    block = json.dumps(data)
    (record,), problems = read(html({"@type": "WebSite"}) + html(block, kind="application/json"))
    assert (record.title, record.source_id, record.places) == ("Cartographer", "17", ("Porto, PT",))
    assert [(p.reason, p.dropped) for p in problems] == [("posting in a plain script", False)]


@pytest.mark.parametrize(
    "script",
    [
        "window.job = {};",
        "const a = {{}}; s.text = JSON.stringify({}); document.head.append(s)",
        "push([1, {}], '}}')",
    ],
)
def test_a_posting_in_a_script_of_code_is_read_and_counted(script: str) -> None:
    (record,), problems = read(f"<script>{script.format(json.dumps(POSTING))}</script>")
    assert (record.title, record.company, record.places) == ("Cartographer", "Ink & Co", ("Porto, PT",))
    assert [(problem.reason, problem.dropped) for problem in problems] == [("posting in a plain script", False)]


def test_code_that_is_no_json_is_passed_over() -> None:
    code = '{"@type": "JobPosting", "title": job.title} {"@type": "JobPosting'
    records, problems = read(html(body=f"<script>{code}</script>"))
    assert (records, [problem.reason for problem in problems]) == ([], ["no posting on the page"])


def test_the_type_may_be_said_by_its_alias_and_a_place_in_entities() -> None:
    posting = {key.lstrip("@"): value for key, value in POSTING.items()} | {"jobLocation": "Mah&#257;r&#257;shtra, IN"}
    (record,), problems = read(html({"@context": "https://schema.org", "@graph": [posting]}))
    assert (record.title, record.places, problems) == ("Cartographer", ("Mahārāshtra, IN",), [])


def test_a_plain_script_beside_json_ld_is_not_read() -> None:
    (record,), problems = read(html(POSTING) + html(POSTING | {"title": "Surveyor"}, kind="application/json"))
    assert (record.title, problems) == ("Cartographer", [])


def test_a_plain_script_that_is_no_posting_is_passed_over() -> None:
    for data in ({"@type": "WebSite", "note": "JobPosting"}, '{"@type": "JobPosting", "title"'):
        records, (problem,) = read(html(data, kind="application/json"))
        assert (records, problem.reason) == ([], "no posting on the page")


def test_json_within_a_string_of_the_json_is_read_and_counted() -> None:
    (record,), (problem,) = read(html(json.dumps(json.dumps(json.dumps(POSTING)))))
    assert record.title == "Cartographer"
    assert (problem.reason, problem.dropped) == ("malformed JSON-LD", False)


@pytest.mark.parametrize("address", ["http://schema.org/", "https://schema.org/", "https://www.schema.org/", "schema:"])
def test_keys_may_be_addresses(address: str) -> None:
    expanded = [
        {
            "@type": [f"{address}JobPosting"],
            f"{address}title": [{"@value": "Cartographer"}],
            f"{address}description": [{"@value": "Draw maps."}],
            f"{address}hiringOrganization": [{f"{address}name": [{"@value": "Ink & Co"}]}],
            f"{address}jobLocation": [{f"{address}address": [{f"{address}addressLocality": [{"@value": "Porto"}]}]}],
            f"{address}datePosted": [{"@value": "2026-02-09"}],
        }
    ]
    (record,), problems = read(html(expanded))
    assert record[3:] == read(html(without("identifier") | {"description": "Draw maps."} | PORTO))[0][0][3:]
    assert problems == []


SHOWN = f"<h1>Surveyor</h1><main><h2>What you will do</h2><p>{'Measure the coast. ' * 9}</p><h3>Your profile</h3><p>SQL</p></main>"


def test_a_page_without_markup_that_reads_like_a_posting_is_read_as_shown_and_counted() -> None:
    head = "<title>Surveyor at Ink</title>"
    (record,), (problem,) = read(html(head=head, body=f"<p>Location: Porto</p>{SHOWN}"))
    assert (record.title, record.company, record.places) == ("Surveyor", "Ink", ("Porto",))
    assert "Measure the coast." in record.text and "SQL" in record.text
    assert (problem.reason, problem.dropped) == ("no markup", False)
    assert problem.remedy == "read as the page shows it: title, employer, text, place"


@pytest.mark.parametrize(
    "body",
    [
        SHOWN.replace("Your profile", "Our office"),
        SHOWN.replace("What you will do", "Our office"),
        f"{SHOWN}<h1>Cartographer</h1>",
        SHOWN.replace("h1>", "h2>"),
        "<h1>Surveyor</h1><h2>Requirements</h2><h2>Responsibilities</h2>",
    ],
    ids=["no demands", "no duties", "two jobs", "no heading", "no text"],
)
def test_a_page_without_markup_that_may_be_something_else_is_dropped(body: str) -> None:
    records, (problem,) = read(html(body=body))
    assert (records, problem.reason, problem.dropped) == ([], "no posting on the page", True)


def test_a_page_of_too_many_postings_gives_the_first() -> None:
    records, problems = read(
        html([{"@type": "JobPosting", "title": f"t{n}", "description": "d"} for n in range(2_001)])
    )
    assert len(records) == 2_000
    assert [p.reason for p in problems] == ["too many postings"]


def test_a_batch_of_pages_becomes_one_of_records_and_one_of_records_stays() -> None:
    rows = [
        page(text)._asdict() | {"frame_id": "f", "wave": "2026-02-27"}
        for text in (html(POSTING), html(), html(POSTING, POSTING | {"title": "x"}))
    ]
    table, problems = records_of(pa.Table.from_pylist(rows, schema=PAGES))
    assert table.schema == RAW
    assert table.column("source_id").to_pylist() == ["17", "17", "17"]
    assert table.column("frame_id").to_pylist() == ["f"] * 3
    assert [p.reason for p in problems] == ["no posting on the page"]
    assert records_of(table) == (table, [])
