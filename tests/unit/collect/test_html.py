from __future__ import annotations

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


def test_a_page_whose_posting_cannot_be_read_is_read_as_it_is_shown() -> None:
    body = f"<h1>Cartographer</h1><main><p>{'Draw maps. ' * 20}</p></main>"
    (record,), problems = read(html('{"@type": "JobPosting", "title": "cut of', body=body))
    assert record.title == "Cartographer" and record.text.startswith("<p>Draw maps.")
    assert [(p.reason, p.dropped) for p in problems] == [("malformed JSON-LD", False), ("missing field", False)]


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
