from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.codebook.taxonomy import (
    Category,
    Skill,
    alias_key,
    build_taxonomy,
    plural,
    read_taxonomy,
    shipped_taxonomy,
)
from rolescope.coders.tagger import shipped_tagger
from rolescope.errors import RolescopeError
from rolescope.published import published_figures


def tagged(text: str) -> list[str]:
    return [match.alias.skill.name for match in shipped_tagger().find(text)]


def category(name: str, *skills: Skill) -> Category:
    return Category(category=name, title=name.title(), skills=skills)


def write(folder: Path, text: str) -> Path:
    (folder / "fruit.yaml").write_text(text, encoding="utf-8")
    return folder


# the shipped data


def test_the_taxonomy_is_as_large_as_it_promises() -> None:
    taxonomy = shipped_taxonomy()
    assert len(list(taxonomy.skills())) >= 900
    assert len(taxonomy.categories) >= 10


def test_no_spelling_and_no_name_is_claimed_twice() -> None:
    names = [skill.name for _, skill in shipped_taxonomy().skills()]
    assert shipped_taxonomy().conflicts == ()
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_every_rule_belongs_to_a_spelling_of_its_skill() -> None:
    lost = [
        (skill.name, key)
        for _, skill in shipped_taxonomy().skills()
        for key in skill.rules
        if key not in skill.surfaces()
    ]
    assert lost == []


def test_the_skills_of_the_published_figures_are_in_the_taxonomy() -> None:
    named = {figure.canonical for figure in published_figures() if figure.variable == "skills"}
    assert len(named) > 20
    assert named - {skill.name for _, skill in shipped_taxonomy().skills()} == set()


def test_every_plain_spelling_is_found_and_is_its_skill() -> None:
    plain = [alias for alias in shipped_taxonomy().aliases if alias.rule is None]
    lost = [alias.surface for alias in plain if tagged(f"x {alias.surface} x") != [alias.skill.name]]
    assert len(plain) > 1000
    assert lost == []


def test_every_spelling_with_a_case_rule_alone_is_found_as_it_is_written() -> None:
    only_case = [
        a
        for a in shipped_taxonomy().aliases
        if a.rule and a.rule.model_dump(exclude_defaults=True) == {"case": "exact"}
    ]
    lost = [alias.surface for alias in only_case if tagged(f"x {alias.surface} x") != [alias.skill.name]]
    assert len(only_case) > 20
    assert lost == []


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("You write services in Go.", "Go"),
        ("Go, Java or Kotlin", "Go"),
        ("experience with Golang", "Go"),
        ("Data analysis in R.", "R"),
        ("Python, R, SQL", "R"),
        ("C, C++ and assembly language", "C"),
        ("firmware written in C", "C"),
        ("Python/C/C++", "C"),
        ("We write the core in Rust", "Rust"),
        ("Spark, Kafka and Flink", "Apache Spark"),
        ("Apache Spark", "Apache Spark"),
        ("Ray, Dask and Kubernetes", "Ray"),
        ("distributed training with Ray", "Ray"),
        ("Chef, Puppet or Ansible", "Chef"),
        ("Swift and Kotlin", "Swift"),
        ("iOS apps in Swift", "Swift"),
        ("Excel, PowerPoint and SQL", "Microsoft Excel"),
        ("advanced Excel", "Microsoft Excel"),
        ("Dash, Streamlit or Gradio", "Plotly"),
        ("Beam, Flink and Spark", "Apache Beam"),
        ("Apache Beam", "Apache Beam"),
        ("LangSmith, Phoenix and Langfuse", "Arize Phoenix"),
        ("Arize Phoenix", "Arize Phoenix"),
        ("n8n, Make and Zapier", "Make"),
        ("scenarios in Make.com", "Make"),
        ("RAG, agents and tool calling", "AI agents"),
        ("AI agents", "AI agents"),
        ("agent frameworks", "agent frameworks"),
        ("LLM frameworks", "LLM frameworks"),
        ("prompt engineering", "prompt engineering"),
        ("unit testing", "unit testing"),
        ("data pipelines", "data pipelines"),
        ("system design", "system design"),
        ("backend services", "backend"),
        ("frontend development", "frontend"),
        ("coding, testing and support", "testing"),
        ("using AI tools every day", "AI tools"),
        ("AI/ML models", "machine learning"),
        ("tools such as Spark", "Apache Spark"),
    ],
)
def test_an_ambiguous_name_is_the_skill_where_the_words_around_it_say_so(text: str, skill: str) -> None:
    assert skill in tagged(text)


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("We go to market fast.", "Go"),
        ("Go beyond the obvious", "Go"),
        ("our Go-to-market team", "Go"),
        ("Ready? Go for it!", "Go"),
        ("the R&D department", "R"),
        ("our R & D team", "R"),
        ("Series C funding, Python", "C"),
        ("C-suite stakeholders", "C"),
        ("C# and .NET", "C"),
        ("Vitamin C, fruit and SQL", "C"),
        ("rust-proof steel", "Rust"),
        ("you spark curiosity", "Apache Spark"),
        ("Spark change in the industry", "Apache Spark"),
        ("Ray Okafor leads the team", "Ray"),
        ("X-Ray imaging", "Ray"),
        ("Our chef cooks lunch", "Chef"),
        ("The Chef prepares lunch daily", "Chef"),
        ("a swift answer", "Swift"),
        ("Swift response to incidents", "Swift"),
        ("You excel at communication", "Microsoft Excel"),
        ("Excel in a fast environment", "Microsoft Excel"),
        ("a dash of humour", "Plotly"),
        ("Dash through the snow with us", "Plotly"),
        ("a beam of light", "Apache Beam"),
        ("Beam with pride", "Apache Beam"),
        ("our office in Phoenix", "Arize Phoenix"),
        ("Phoenix, Arizona", "Arize Phoenix"),
        ("Elixir and Phoenix", "Arize Phoenix"),
        ("Make an impact", "Make"),
        ("Make, break and learn", "Make"),
        ("insurance agents", "AI agents"),
        ("real estate agents", "AI agents"),
        ("call center agents", "AI agents"),
        ("legal frameworks", "LLM frameworks"),
        ("React and other frameworks", "agent frameworks"),
        ("backend engineers", "backend"),
        ("our frontend team", "frontend"),
        ("drug testing, background checks", "testing"),
        ("our AI tools help bakers", "AI tools"),
        ("an AI/ML engineer", "machine learning"),
        ("Able to remain agile", "Agile"),
        ("the data science team", "data science"),
    ],
)
def test_an_ambiguous_name_is_an_everyday_word_elsewhere(text: str, skill: str) -> None:
    assert skill not in tagged(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Google Cloud Platform", ["Google Cloud"]),
        ("PostgreSQL", ["PostgreSQL"]),
        ("JavaScript", ["JavaScript"]),
        ("React Native", ["React Native"]),
        ("C++", ["C++"]),
        ("Azure OpenAI", ["Azure OpenAI"]),
        ("frameworks", []),
    ],
)
def test_the_longest_name_alone_counts(text: str, names: list[str]) -> None:
    assert tagged(text) == names


# how a taxonomy is made


@pytest.mark.parametrize(
    ("surface", "key"),
    [
        ("Fine-Tuning", "fine tuning"),
        ("fine\u2011tuning", "fine tuning"),
        ("Google\u00a0Cloud", "google cloud"),
        ("C++", "c++"),
    ],
)
def test_spellings_are_compared_without_case_and_hyphens(surface: str, key: str) -> None:
    assert alias_key(surface) == key


@pytest.mark.parametrize(
    ("singular", "many"),
    [
        ("vector database", "vector databases"),
        ("search", "searches"),
        ("matrix", "matrixes"),
        ("strategy", "strategies"),
        ("relay", "relays"),
        ("embeddings", None),
        ("fine-tuning", None),
        ("Docker", None),
        ("ab", None),
        ("web3", None),
    ],
)
def test_plurals(singular: str, many: str | None) -> None:
    assert plural(singular) == many


@given(st.text(max_size=12))
def test_a_plural_of_any_text_only_adds_to_its_stem(surface: str) -> None:
    many = plural(surface)
    assert many is None or (many.startswith(surface[:-1]) and many.endswith("s"))


def test_of_two_claims_to_a_spelling_the_first_keeps_it_and_both_are_named() -> None:
    taxonomy = build_taxonomy(
        (
            category("fruit", Skill(name="apple", aliases=("pome",))),
            category("maker", Skill(name="Pear", aliases=("Pome",))),
        )
    )
    holders = {alias_key(alias.surface): alias.skill.name for alias in taxonomy.aliases}
    assert holders["pome"] == "apple"
    assert taxonomy.conflicts == (
        "maker.yaml: alias 'Pome' of 'Pear' is already an alias of 'apple' (fruit.yaml); remove one of them",
    )


def test_a_claimed_spelling_outweighs_the_plural_of_another() -> None:
    taxonomy = build_taxonomy((category("fruit", Skill(name="date"), Skill(name="dates")),))
    assert taxonomy.conflicts == ()
    assert {alias.surface: alias.skill.name for alias in taxonomy.aliases} == {
        "date": "date",
        "dates": "dates",
    }


def test_a_folder_is_read_one_category_a_file_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("category: b\ntitle: Second\nskills: [{name: Beet}]\n", encoding="utf-8")
    (tmp_path / "a.yaml").write_text("category: a\ntitle: First\nskills: [{name: Apple}]\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no category", encoding="utf-8")
    taxonomy = read_taxonomy(tmp_path)
    assert taxonomy.titles() == {"a": "First", "b": "Second"}
    assert [(c.category, s.name) for c, s in taxonomy.skills()] == [("a", "Apple"), ("b", "Beet")]


@pytest.mark.parametrize(
    "text",
    [
        "category: [",
        "category: fruit\nskills: []\n",
        "category: fruit\ntitle: Fruit\nskills: [{name: Fig, colour: blue}]\n",
        "category: fruit\ntitle: Fruit\nskills: [{name: Fig, rules: {Fig: {case: loud}}}]\n",
        "category: fruit\ntitle: Fruit\nskills: [{name: Fig, rules: {Fig: {before: '('}}}]\n",
        "- just\n- a list\n",
        "",
    ],
)
def test_a_broken_file_is_one_clear_error_that_names_it(tmp_path: Path, text: str) -> None:
    with pytest.raises(RolescopeError) as error:
        read_taxonomy(write(tmp_path, text))
    assert "fruit.yaml" in error.value.place and error.value.remedy


def test_broken_utf8_is_one_clear_error_that_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "fruit.yaml").write_bytes(b"category: \xff\xfe\xfa\n")
    with pytest.raises(RolescopeError, match=r"fruit\.yaml"):
        read_taxonomy(tmp_path)
