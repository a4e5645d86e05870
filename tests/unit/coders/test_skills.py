from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rolescope.coders.layout import lay_out
from rolescope.coders.output import Mention
from rolescope.coders.skills import skill_finder
from rolescope.coders.words import read_words

PIECES = [
    "Python", "SQL", "Zapier", "OpenAI", "machine learning", "security", "no ", "degree in ", "our customers: ",
    "At ", " www.", "@", "/", ".", ", ", " and ", "\n", "Requirements\n", "- ", "about us\n", "\u2019t use ", "  ", "\u00e9",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
EMPLOYER = st.sampled_from(["zapier", "openai", "other"])


def skills(*postings: tuple[str, str, str]) -> list[list[Mention]]:
    """Skills of an employer's postings, each a title and a text."""
    employers, titles, texts = zip(*postings, strict=True)
    words = read_words(texts)
    return skill_finder().find_all(employers, lay_out(texts, words), read_words(titles), words)


def named(text: str, employer: str = "other") -> list[tuple[str, str | None]]:
    return [(mention.value, mention.section) for mention in skills((employer, "", text))[0]]


@settings(max_examples=60)
@given(st.lists(st.tuples(EMPLOYER, TEXT, TEXT), min_size=1, max_size=4))
def test_postings_read_together_name_what_each_does_alone(postings: list[tuple[str, str, str]]) -> None:
    assert skills(*postings) == [skills(posting)[0] for posting in postings]


def test_what_is_refused_is_in_other_and_what_is_of_an_address_or_a_degree_is_none() -> None:
    required = "Requirements\n- Python\n"
    assert named(required + "- no Java required") == [("Python", "must"), ("Java", "other")]
    assert named(required + "- see www.x.org/SQL") == [("Python", "must")]
    assert named(required + "- a degree in statistics") == [("Python", "must")]


def test_an_employers_own_product_is_asked_for_only_where_it_is_required() -> None:
    assert named("You will build on Zapier", "zapier") == [("Zapier", "other")]
    assert named("You will build on Zapier") == [("Zapier", "work")]
    assert named("Requirements\n- Python, Zapier", "zapier") == [("Python", "must"), ("Zapier", "must")]
    assert named("At Zapier, we sort letters", "zapier") == []


def test_skills_of_the_title_come_last_and_are_of_the_work() -> None:
    (found,) = skills(("other", "SQL clerk", "Requirements\n- Python"))
    assert [(m.value, m.field, m.section, m.quote) for m in found] == [
        ("Python", "text", "must", "Python"),
        ("SQL", "title", "work", "SQL"),
    ]
