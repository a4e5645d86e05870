from __future__ import annotations

from rolescope.coders.output import Assessment, Collector, Mention, Rejection
from rolescope.tables import ASSESSMENTS, CODINGS, REJECTIONS


def mention(value: str, start: int | None, end: int | None) -> Mention:
    return Mention("skills", value, None, "must", "text", value, start, end)


def test_nothing_said_gives_empty_tables_of_the_public_schemas() -> None:
    tables = Collector("local", "book@1").tables()
    assert [table.schema for table in tables] == [CODINGS, ASSESSMENTS, REJECTIONS]
    assert [table.num_rows for table in tables] == [0, 0, 0]


def test_rows_carry_the_posting_the_coder_and_the_codebook() -> None:
    said = Collector("llm", "book@2")
    said.mentions("p1", [mention("SQL", 3, 6)])
    said.assess("p1", Assessment("skills", "coded", confidence=0.5, fold=3))
    said.reject("p2", Rejection("skills", "Go", "gopher", "no such quote"))
    tables = said.tables()
    for table, posting in zip(tables, ("p1", "p1", "p2"), strict=True):
        (row,) = table.to_pylist()
        assert (row["posting_id"], row["coder"], row["codebook"]) == (posting, "llm", "book@2")
    assert tables.assessments.to_pylist()[0]["fold"] == 3
    assert tables.rejections.to_pylist()[0]["reason"] == "no such quote"


def test_mentions_of_a_posting_are_sorted_by_place_then_name() -> None:
    said = Collector("local", "book@1")
    said.mentions("p2", [mention("b", 9, 10), mention("z", 2, 5), mention("a", 2, 5), mention("c", 2, 3)])
    said.mentions("p1", [mention("late", None, None)])
    rows = said.tables().codings.to_pylist()
    assert [(row["posting_id"], row["value"]) for row in rows] == [
        ("p2", "c"), ("p2", "a"), ("p2", "z"), ("p2", "b"), ("p1", "late"),
    ]  # fmt: skip
