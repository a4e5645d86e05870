"""Answers in the shape of each board, of three jobs at made-up employers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rolescope.collect.boards.reading import read_board
from rolescope.collect.record import Record
from rolescope.ledger import Answer, Problem

GREENHOUSE = {
    "jobs": [
        {
            "id": 4001,
            "internal_job_id": 71,
            "title": "Map Engineer",
            "company_name": "Terra Maps ",
            "location": {"name": "Porto, Portugal"},
            "offices": [{"name": "Head office", "location": "Lyon, France"}],
            "metadata": [
                {"name": "Workplace Type", "value": "Hybrid"},
                {"name": "Employment Type", "value": "Full-time"},
            ],
            "content": "&lt;h2&gt;Your work&lt;/h2&gt;&lt;ul&gt;&lt;li&gt;Draw maps with C++ &amp;amp; Rust.&lt;/li&gt;&lt;/ul&gt;",
            "pay_input_ranges": [
                {"min_cents": 6000000, "max_cents": 7550000, "currency_type": "EUR", "title": "Salary", "blurb": ""}
            ],
            "first_published": "2026-01-16T11:55:32-04:00",
            "updated_at": "2026-02-01T00:00:00-04:00",
            "absolute_url": "https://job-boards.greenhouse.io/terramaps/jobs/4001",
        }
    ],
    "meta": {"total": 1},
}
LEVER = [
    {
        "id": "aa-1",
        "text": "Map Engineer",
        "categories": {"commitment": "Full-time", "location": "Porto", "allLocations": ["Porto", "Faro"]},
        "country": "PT",
        "workplaceType": "remote",
        "createdAt": 1768521600000,
        "opening": "<div>We draw maps.</div>",
        "description": "<div>We draw maps.</div><div>You draw more.</div>",
        "lists": [{"text": "What you bring & do", "content": "<li>Rust</li><li>Python</li>"}],
        "additional": "<div>Apply soon.</div>",
        "salaryRange": {"min": 28.5, "max": 40, "currency": "USD", "interval": "per-hour-wage"},
        "hostedUrl": "https://jobs.lever.co/terra-maps/aa-1",
    }
]
ASHBY = {
    "apiVersion": "1",
    "jobs": [
        {
            "id": "bb-1",
            "title": "Map Engineer",
            "employmentType": "PartTime",
            "location": "Porto office",
            "address": {
                "postalAddress": {
                    "addressLocality": "Porto", "addressRegion": "Porto", "addressCountry": "Portugal"
                }
            },
            "secondaryLocations": [{"location": "Faro, Portugal"}],
            "isRemote": True,
            "workplaceType": "OnSite",
            "publishedAt": "2026-01-16T22:43:56.531+00:00",
            "jobUrl": "https://jobs.ashbyhq.com/Terra%20Maps/bb-1",
            "descriptionHtml": "<p>Draw maps with Rust.</p>",
            "compensation": {
                "compensationTiers": [
                    {
                        "components": [
                            {
                                "compensationType": "EquityPercentage", "interval": "NONE", "minValue": 1,
                                "maxValue": 2, "currencyCode": None,
                            },
                            {
                                "compensationType": "Salary", "interval": "1 YEAR", "minValue": 90000,
                                "maxValue": 110000, "currencyCode": "EUR",
                            },
                        ]
                    },
                    {
                        "components": [
                            {
                                "compensationType": "Salary", "interval": "1 YEAR", "minValue": 120000,
                                "maxValue": 150000, "currencyCode": "USD",
                            }
                        ]
                    },
                ]
            },
        }
    ],
}  # fmt: skip
WORKABLE = {
    "name": "Terra Maps",
    "jobs": [
        {
            "title": "Map Engineer",
            "shortcode": "C1",
            "telecommuting": True,
            "employment_type": "Contract",
            "experience": "Entry level",
            "description": "<p>Draw maps with Rust.</p>",
            "published_on": "2026-01-16",
            "url": "https://apply.workable.com/j/C1",
            "country": country,
            "city": "",
            "locations": [{"country": country, "city": "", "region": None, "hidden": False}],
        }
        for country in ("Spain", "Portugal")
    ],
}
SMARTRECRUITERS = {
    "id": "744",
    "name": "Map Engineer",
    "company": {"identifier": "terra", "name": "Terra Maps"},
    "releasedDate": "2026-01-16T02:11:28.000Z",
    "location": {"city": "St. Louis", "region": "MO", "country": "us", "remote": False, "hybrid": True},
    "typeOfEmployment": {"id": "part-time", "label": "Part-time"},
    "experienceLevel": {"id": "mid_senior_level", "label": "Mid-Senior Level"},
    "postingUrl": "https://jobs.smartrecruiters.com/terra/744",
    "jobAd": {
        "sections": {
            "companyDescription": {"title": "Company Description", "text": "<p>We draw.</p>"},
            "jobDescription": {"title": "Job Description", "text": "<ul><li>Draw maps.</li></ul>"},
            "qualifications": {"title": "Qualifications", "text": "<ul><li>Rust</li></ul>"},
            "additionalInformation": {"title": "Additional Information", "text": ""},
        }
    },
}
RECRUITEE = {
    "offers": [
        {
            "id": 27,
            "title": "Map Engineer",
            "company_name": "Terra Maps",
            "description": "<p>Draw maps.</p>",
            "requirements": "<ul><li>Rust</li></ul>",
            "locations": [{"name": "HQ", "city": "Faro", "state": "Faro", "country": "Portugal"}],
            "remote": False,
            "hybrid": False,
            "on_site": True,
            "salary": {"min": "3500", "max": "4000", "period": "month", "currency": "EUR"},
            "employment_type_code": "parttime_permanent",
            "experience_code": "mid_level",
            "published_at": "2026-01-16 10:10:39 UTC",
            "careers_url": "https://jobs.terra.example/o/map-engineer",
        }
    ]
}
PERSONIO = """<?xml version="1.0" encoding="UTF-8"?>
<workzag-jobs><position><id>18</id><subcompany>Terra Maps SE &amp; Co. KG</subcompany><office>Munich</office>
<additionalOffices><office>Berlin</office><office>Bonn</office></additionalOffices><name>Map Engineer</name>
<jobDescriptions>
<jobDescription><name>Your tasks</name><value><![CDATA[<ul><li>Draw maps.</li></ul>]]></value></jobDescription>
<jobDescription><name>Your profile</name><value><![CDATA[<ul><li>Rust</li></ul>]]></value></jobDescription>
</jobDescriptions>
<employmentType>permanent</employmentType><seniority>entry-level</seniority><schedule>part-time</schedule>
<salaryInformation><min>60000</min><max>75000</max><currencyCode>EUR</currencyCode><type>yearly</type></salaryInformation>
<createdAt>2026-01-16T14:10:41+00:00</createdAt></position></workzag-jobs>"""
TEAMTAILOR = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Terra Maps",
    "items": [
        {
            "id": "dd-1",
            "title": "Map Engineer",
            "url": "https://career.terra.example/jobs/1",
            "content_html": "<p>Draw maps with Rust.</p>",
            "date_published": "2026-01-16T09:26:20+01:00",
            "_jobposting": {
                "employmentType": "FULL_TIME",
                "jobLocationType": "TELECOMMUTE",
                "baseSalary": {
                    "currency": "SEK",
                    "value": {"minValue": 45000, "maxValue": 52000, "unitText": "MONTH"},
                },
                "jobLocation": [
                    {"address": {"addressLocality": "Madrid", "addressRegion": "Europe", "addressCountry": "ES"}},
                    {"address": {"addressLocality": "Stockholm", "addressRegion": "Sweden", "addressCountry": "SE"}},
                ],
            },
        }
    ],
}
WORKDAY = {
    "jobPostingInfo": {
        "id": "f00",
        "title": "Map Engineer",
        "jobDescription": "<p>Draw maps with Rust.</p>",
        "location": "Remote - Portugal",
        "additionalLocations": ["Spain, Madrid"],
        "startDate": "2026-01-16",
        "timeType": "Full time",
        "jobReqId": "R-7",
        "externalUrl": "https://terra.wd5.myworkdayjobs.com/Jobs/job/Porto/Map-Engineer_R-7",
    },
    "hiringOrganization": {"name": "Terra Maps"},
}
JOBSPY = (
    "id,site,job_url,title,company,location,date_posted,job_type,salary_source,interval,min_amount,max_amount,"
    "currency,is_remote,job_level,description,company_num_employees\n"
    'in-1,indeed,https://x.example/1,Map Engineer,Terra Maps,"Porto, 13, PT",2026-01-16,"fulltime, contract",'
    'direct_data,yearly,60000.0,75000.0,EUR,True,mid-senior level,"**Your work**\n\n* Draw maps with C\\+\\+.",11 to 50\n'
)
ANSWERS: dict[str, Any] = {
    "greenhouse": GREENHOUSE,
    "lever": LEVER,
    "ashby": ASHBY,
    "workable": WORKABLE,
    "smartrecruiters": SMARTRECRUITERS,
    "recruitee": RECRUITEE,
    "personio": PERSONIO,
    "teamtailor": TEAMTAILOR,
    "workday": WORKDAY,
    "jobspy": JOBSPY,
}
SUFFIXES = {"personio": ".xml", "jobspy": ".csv"}


def put(folder: Path, kind: str, answer: Any, name: str = "saved") -> Path:
    path = folder / f"{name}{SUFFIXES.get(kind, '.json')}"
    content = answer if isinstance(answer, str | bytes) else json.dumps(answer)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(path: Path, kind: str, company: str | None = None) -> tuple[list[Record], list[Problem], list[Answer]]:
    items = list(read_board(path, kind, "src", company))
    return (
        [item for item in items if isinstance(item, Record)],
        [item for item in items if isinstance(item, Problem)],
        [item for item in items if isinstance(item, Answer)],
    )
