from __future__ import annotations

from rolescope.collect.job_posting import TEXTS, to_record
from rolescope.collect.microdata import items_of_type

PAGE = """
<article itemscope itemtype="http://schema.org/JobPosting"><meta itemprop="datePosted" content="2026-02-09">
<h1 itemprop="title">Cartographer <b>(Coast)</b></h1>
<link itemprop="employmentType" href="https://schema.org/FULL_TIME">
<div itemprop="hiringOrganization" itemscope itemtype="http://schema.org/Organization"><span itemprop="name">Ink &amp; Co</span></div>
<ul><li itemprop="jobLocation" itemscope><p itemprop="address" itemscope><span itemprop="addressLocality">Porto</span>
<span itemprop="addressCountry">PT</span><li itemprop="jobLocation">Faro</ul>
<span itemprop="baseSalary" itemscope><meta itemprop="currency" content="EUR"/><span itemprop="value" itemscope>
<data itemprop="minValue" value="40">forty</data><span itemprop="maxValue">50</span><span itemprop="unitText">HOUR</span></span></span>
<div itemprop="description"><p>Draw maps.</p><div>And <script>evil()</script>trees.</div></div><br>
<a itemprop="url" href="/17">here</a><time itemprop="validThrough" datetime="2026-03-09">soon</time>
</article>
"""


def test_an_item_is_read_as_json_would_be() -> None:
    (item,) = items_of_type(PAGE, "JobPosting", frozenset(TEXTS))
    record = to_record(item, "jobs", "p.html", base="https://jobs.example")
    assert (record.title, record.company, record.date_posted) == ("Cartographer (Coast)", "Ink &amp; Co", "2026-02-09")
    assert record.places == ("Porto, PT", "Faro")
    assert record.pay == "EUR 40 - 50 per HOUR"
    assert record.employment == "https://schema.org/FULL_TIME"
    assert record.text == "<p>Draw maps.</p><div>And trees.</div>"
    assert record.url == "https://jobs.example/17"
    assert item["validThrough"] == ["2026-03-09"]


def test_items_of_other_types_and_comments_are_none() -> None:
    assert items_of_type(PAGE.replace("JobPosting", "Recipe"), "JobPosting", frozenset()) == []
    assert items_of_type(f"<!-- {PAGE} -->", "JobPosting", frozenset()) == []


def test_an_element_that_never_ends_ends_with_what_it_stands_in() -> None:
    page = '<div itemscope itemtype="s:JobPosting"><p><b itemprop="title">Map</p></i>maker</div><b>after'
    (item,) = items_of_type(page, "JobPosting", frozenset())
    assert item["title"] == ["Map"]


def test_one_content_may_be_several_properties() -> None:
    page = '<div itemscope itemtype="s:JobPosting"><i itemprop="name title">Mapper</i></div>'
    (item,) = items_of_type(page, "JobPosting", frozenset())
    assert item["name"] == item["title"] == ["Mapper"]
