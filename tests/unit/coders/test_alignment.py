from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from rolescope.coders.alignment import EXACT, FUZZY, NORMALISED, Alignment

TEXT = (
    "About us\nWe build “smart” maps – quickly.\n\nWhat you’ll do\n"
    "- Build, test and run RAG\u00a0pipelines for our   harbour pilots\n"
    "- Write C++ and Python; no PHP. Python is what we\nlike best.\n"
    "You have 5+ years of Java experience, not Scala experience."
)


def found(text: str, quote: str) -> tuple[str, str] | None:
    place = Alignment(text).find(quote)
    return place and (text[place.start : place.end], place.grounding)


@pytest.mark.parametrize(
    ("quote", "span", "grounding"),
    [
        ("smart", "smart", EXACT),
        ("Python", "Python", EXACT),
        ("C++", "C++", EXACT),
        ("no PHP.", "no PHP.", EXACT),
        ('We build "smart" maps - quickly.', "We build “smart” maps – quickly.", NORMALISED),
        ("What you'll do", "What you’ll do", NORMALISED),
        ("RAG pipelines for our harbour pilots", "RAG\u00a0pipelines for our   harbour pilots", NORMALISED),
        ("Python is what we like best", "Python is what we\nlike best", NORMALISED),
        ("  smart\n", "smart", NORMALISED),
        ("python", "Python", FUZZY),
        ("Build, test, and run a RAG pipelines", "Build, test and run RAG\u00a0pipelines", FUZZY),
        ("build/test: RUN the rag pipelines", "Build, test and run RAG\u00a0pipelines", FUZZY),
        ("Build, test and RAG pipelines", "Build, test and run RAG\u00a0pipelines", FUZZY),
        ("maps quickly … what you'll do", "maps – quickly.\n\nWhat you’ll do", FUZZY),
    ],
)
def test_a_quote_stands_in_the_text_by_the_first_step_that_finds_it(quote: str, span: str, grounding: str) -> None:
    assert found(TEXT, quote) == (span, grounding)


@pytest.mark.parametrize(
    "quote",
    [
        "",
        " \n",
        "–",
        "the of",
        "mart",
        "Pyth",
        "C",
        "PHP pipelines",
        "Build, test and run RAG systems",
        "5+ years of Python experience",
        "5+ years of Scala experience",
        "6+ years of Java experience",
        "5 years of Java experience",
        "Java experience, Scala experience",
        "pipelines RAG run and test",
        "Build pipelines",
        "smart maps for pilots",
        "Kubernetes",
    ],
)
def test_one_changed_content_word_and_the_quote_is_not_in_the_text(quote: str) -> None:
    assert found(TEXT, quote) is None


@pytest.mark.parametrize(
    ("text", "quote", "span", "grounding"),
    [
        ("使用Python开发", "Python", "Python", EXACT),
        ("当社の機械学習エンジニアとして", "機械学習エンジニア", "機械学習エンジニア", EXACT),
        ("저는 Python을 씁니다", "Python", "Python", EXACT),
        ("ต้องการนักพัฒนาระบบ", "นักพัฒนา", "นักพัฒนา", EXACT),
        ("使用C++开发", "C++", "C++", EXACT),
        ("He said “use the ‘new’ stack” – twice", "\"use the 'new' stack\" - twice", "“use the ‘new’ stack” – twice", NORMALISED),
        ("Python and SQL", "\u202ePython\u202c and\u200b SQL", "Python and SQL", NORMALISED),
        ("Run micro\u00adservices", "run microservices", "Run micro\u00adservices", FUZZY),
        ("cafe\u0301 owner", "Café owner", "cafe\u0301 owner", FUZZY),
        ("Pay: $100k to $120k.", "pay $100k–$120k", "Pay: $100k to $120k", FUZZY),
        ("Zeal, agents, agents test and ship", "agents test & ship", "agents test and ship", FUZZY),
    ],
)  # fmt: skip
def test_scripts_without_spaces_nested_marks_and_what_no_reader_sees(
    text: str, quote: str, span: str, grounding: str
) -> None:
    assert found(text, quote) == (span, grounding)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("cafe\u0301 owner", "cafe"),
        ("short", "short, and longer than the whole text is"),
        ("Pay: $100k to $120k a year", "pay: €100k to €120k a year"),
        ("Grow by 5% a year", "grow by 5 € a year"),
        ("For teams of < 5 people in one place", "for teams of > 5 people in one place"),
        ("1.5 years of Java", "15 years of java"),
        ("Java skills are not required for all of us here", "Java skills are required for all here"),
        ("Kubernetes ist nicht zwingend erforderlich für alle", "Kubernetes ist zwingend erforderlich für alle"),
        ("Le français n’est pas exigé pour les candidats", "Le français est exigé pour les candidats"),
        (
            "Use Python everywhere, except legacy services and scripts",
            "use Python everywhere legacy services and scripts",
        ),
        ("機械学習の経験は不要です", "機械学習の経験は必要です"),
    ],
)
def test_changed_numbers_signs_and_lost_negations_are_not_in_the_text(text: str, quote: str) -> None:
    assert found(text, quote) is None


def test_a_quote_that_comes_again_stands_at_its_next_place_and_at_the_end_at_the_last() -> None:
    text = "SQL, Sql and sql; SQL"
    alignment = Alignment(text)
    assert [alignment.find("SQL") for _ in range(3)] == [(0, 3, EXACT), (18, 21, EXACT), (18, 21, EXACT)]
    assert alignment.find("sql") == (13, 16, EXACT), "another quote begins anew"


def test_begun_anew_each_quote_is_found_at_its_first_place() -> None:
    alignment = Alignment("SQL, SQL")
    assert [alignment.find("SQL"), alignment.find("SQL")] == [(0, 3, EXACT), (5, 8, EXACT)]
    alignment.begin_anew()
    assert alignment.find("SQL") == (0, 3, EXACT)


def test_places_are_code_points_of_the_text_as_it_is() -> None:
    text = "🤖 İstanbul\u2003–\u2003naïve  Bayes 🤖"
    assert found(text, "naïve Bayes") == ("naïve  Bayes", NORMALISED)
    assert found(text, "İstanbul - naïve") == ("İstanbul\u2003–\u2003naïve", NORMALISED)


@given(st.text(), st.text(min_size=1), st.text())
@example("a", "b", "c")
@example("", "İ", "")
@example("x", "\u0301", "")
def test_a_planted_quote_is_found_letter_by_letter(before: str, quote: str, after: str) -> None:
    assume(any(c.isalnum() for c in quote))
    assume(quote[-1].isspace() or not after.startswith(("+", "#")))
    place = Alignment(f"{before} {quote} {after}").find(quote)
    assert place is not None
    assert place.grounding == EXACT
    assert f"{before} {quote} {after}"[place.start : place.end] == quote


WORDS = st.lists(
    st.sampled_from(["maps", "data", "agents", "drift", "pilot", "model", "logs", "tests", "ship", "tune"]), min_size=3
)
BLANKS = st.sampled_from([" ", "  ", "\n", "\u00a0", "\u202f \t"])
JOINTS = st.sampled_from([" ", "\n- ", ", ", " and ", "; the ", " “"])


@given(WORDS, st.data())
def test_a_quote_with_other_blanks_and_marks_is_found(words: list[str], data: st.DataObject) -> None:
    text = "Zeal. " + "".join(word + data.draw(BLANKS) for word in words) + "zest"
    place = Alignment(text).find(" ".join(words))
    assert place is not None
    assert text[place.start : place.end].split() == words


@given(WORDS, st.data())
def test_a_quote_whose_content_words_are_all_there_is_found_and_one_changed_is_not(
    words: list[str], data: st.DataObject
) -> None:
    text = "Zeal. " + "".join(word + data.draw(JOINTS) for word in words) + "zest"
    quote = "".join(word + data.draw(JOINTS) for word in words)
    assert Alignment(text).find(quote) is not None
    changed = data.draw(st.integers(0, len(words) - 1))
    other = " ".join([*words[:changed], "kraken", *words[changed + 1 :]])
    assert Alignment(text).find(other) is None


@given(st.text(alphabet="ab +-\n’'C"), st.lists(st.text(alphabet="ab +-\n’'C"), max_size=5))
def test_every_place_is_a_span_of_the_text(text: str, quotes: list[str]) -> None:
    alignment = Alignment(text)
    for quote in quotes:
        place = alignment.find(quote)
        assert place is None or 0 <= place.start < place.end <= len(text)
