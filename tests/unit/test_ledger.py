from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from rolescope.ledger import Ledger, Problem

PROBLEMS = st.lists(
    st.builds(
        Problem,
        reason=st.sampled_from(["empty text", "broken UTF-8"]),
        place=st.text(max_size=3),
        remedy=st.just("mend it"),
        dropped=st.booleans(),
    ),
    max_size=60,
)


def test_an_empty_ledger_says_nothing() -> None:
    ledger = Ledger()
    assert not ledger
    assert ledger.lines() == []
    assert ledger.as_json() == {"dropped": {}, "repaired": {}, "postings_dropped": 0, "answers": [], "examples": {}}


def test_one_line_a_reason_with_its_count_first_place_and_remedy() -> None:
    ledger = Ledger()
    ledger.extend([Problem("empty text", "p:2", "fill it"), Problem("broken UTF-8", "p:3", "save it", dropped=False)])
    ledger.add(Problem("empty text", "p:9", "fill it"))
    assert ledger
    assert ledger.lines() == [
        "dropped 2: empty text: p:2 and 1 more — fill it",
        "repaired 1: broken UTF-8: p:3 — save it",
    ]


def test_a_repair_alone_makes_the_ledger_true() -> None:
    ledger = Ledger()
    ledger.add(Problem("r", "p", "m", dropped=False))
    assert ledger


def test_all_are_counted_and_twenty_kept_as_examples() -> None:
    ledger = Ledger()
    ledger.extend(Problem("empty text", f"p:{n:03}", "m") for n in range(100))
    facts = ledger.as_json()
    assert facts["dropped"] == {"empty text": 100}
    assert [example["place"] for example in facts["examples"]["empty text"]] == [f"p:{n:03}" for n in range(20)]


@given(PROBLEMS)
def test_every_problem_is_counted_once_and_every_reason_has_its_line(problems: list[Problem]) -> None:
    ledger = Ledger()
    ledger.extend(problems)
    facts = json.loads(json.dumps(ledger.as_json()))
    assert sum(facts["dropped"].values()) == sum(p.dropped for p in problems)
    assert sum(facts["repaired"].values()) == sum(not p.dropped for p in problems)
    assert len(ledger.lines()) == len({(p.reason, p.dropped) for p in problems})


def test_a_reason_that_is_first_dropped_often_and_then_repaired_still_has_both_lines() -> None:
    ledger = Ledger()
    ledger.extend(Problem("r", f"p:{n}", "m") for n in range(20))
    ledger.add(Problem("r", "p:20", "m", dropped=False))
    assert len(ledger.lines()) == 2


def test_a_file_that_cannot_be_read_is_no_posting() -> None:
    ledger = Ledger()
    ledger.add(Problem("malformed file", "p.csv", "mend it", of="file"))
    ledger.add(Problem("empty text", "p:1", "fill it"))
    ledger.add(Problem("broken UTF-8", "p:2", "save it", dropped=False))
    assert ledger.postings_dropped == 1
    assert sum(ledger.dropped.values()) == 2


def test_a_ledger_comes_back_from_its_json() -> None:
    ledger = Ledger()
    ledger.add(Problem("malformed record", "a.jsonl:3", "mend it"))
    ledger.add(Problem("broken UTF-8", "a.jsonl:4", "save it", dropped=False))
    back = Ledger.from_json(ledger.as_json())
    assert back.as_json() == ledger.as_json()
    assert back.lines() == ledger.lines()
    assert back.postings_dropped == 1
