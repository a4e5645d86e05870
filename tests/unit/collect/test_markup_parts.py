from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rolescope.collect.markup_parts import attributes, linked_data, visible

MARKUP = st.lists(
    st.sampled_from(
        ["<!--", "-->", "<script>", "</script>", "<script type=application/ld+json>", '{"@type": 1}', "<style>", "</style >",
         "<link rel=canonical href=x>", "<b", ">", "text", "<", "İ", "</scriptx>"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


def test_blocks_come_as_they_stand_and_other_scripts_do_not() -> None:
    page = """<script>var a = '"@type"';</script><SCRIPT async TYPE='application/ld&#43;json' id=x>{"@type": "<b>"}</SCRIPT >
    <script type="application/ld+json">{"@graph": []}"""
    assert linked_data(page) == (['{"@type": "<b>"}', '{"@graph": []}'], "")


def test_what_stands_in_a_comment_or_another_script_is_no_block() -> None:
    block = '<script type="application/ld+json">{"@type": 1}</script>'
    assert linked_data(f"<!-- {block} -->")[0] == []
    assert linked_data(f"<style>{block}</style>")[0] == []
    assert linked_data(f"<!-->{block}")[0] == ['{"@type": 1}']


def test_the_canonical_link_goes_before_the_one_of_the_preview() -> None:
    preview = '<meta property="og:url" content=" https://jobs.example/og ">'
    link = "<link href=https://jobs.example/17 rel='shortlink canonical'>"
    assert linked_data(preview + link)[1] == "https://jobs.example/17"
    assert linked_data(preview)[1] == "https://jobs.example/og"
    assert linked_data("<link rel=alternate href=canonical>")[1] == ""


def test_attributes_are_those_a_browser_reads() -> None:
    assert attributes(" a='&lt;' B=c d") == {"a": "<", "b": "c", "d": None}


def test_only_what_is_seen_is_left() -> None:
    assert visible("a<!-- b -->c<style>d</style>e<link rel=x>f<!-- g") == "ace<link rel=x>f"


@given(MARKUP)
def test_what_is_left_was_there_in_that_order(page: str) -> None:
    left = visible(page)
    rest = iter(page)
    assert all(character in rest for character in left)
    assert "<!--" not in left or "<!--" in page


@given(MARKUP)
def test_every_block_stands_in_the_page(page: str) -> None:
    blocks, _ = linked_data(page)
    assert all(block in page for block in blocks)
