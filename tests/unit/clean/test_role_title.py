import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.clean.role_title import role_title


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Senior AI Engineer (m/f/d) - Platform, Berlin", "AI engineer"),
        ("Sr. Machine Learning Engineer II", "machine learning engineer"),
        ("Software Engineer, AI Products", "software engineer"),
        ("AI/ML Engineer", "AI/ML engineer"),
        ("Lead AI & ML Engineer", "AI/ML engineer"),
        ("ML / AI Engineer - Remote", "AI/ML engineer"),
        ("Staff AI / Machine Learning Engineer", "AI/ML engineer"),
        ("ML Engineer, Voice", "machine learning engineer"),
        ("Artificial Intelligence Engineer", "AI engineer"),
        ("AI ENGINEER", "AI engineer"),
        ("ai engineer m/w/d", "AI engineer"),
        ("KI-Entwickler (m/w/d)", "KI-Entwickler"),
        ("Gen AI Engineer", "generative AI engineer"),
        ("Senior/Staff Full Stack Engineer", "full-stack engineer"),
        ("Full-Stack Engineer", "full-stack engineer"),
        ("Senior .NET Engineer, Billing", ".NET engineer"),
        ("AI Lead Software Engineer", "AI software engineer"),
        ("Applied AI, Senior MLOps Engineer - NYC", "MLOps engineer"),
        ("Vice President, AI Product Engineer", "AI product engineer"),
        ("Software Engineer-AI Agents", "software engineer"),
        ("AI Engineer/Data Scientist Intern", "AI engineer"),
        ("Backend / Platform Engineer", "backend/platform engineer"),
        ("Contract AI Engineer 12345", "AI engineer"),
        ("Summer 2026 AI Engineer Intern", "AI engineer"),
        ("AI Engineer (unclosed", "AI engineer"),
        ("Founding AI Engineer", "founding AI engineer"),
        ("Principal Engineer, AI Systems", "engineer"),
        ("Member of Technical Staff, Inference", "member of technical staff"),
        ("Senior Manager, Solutions, AI & Developer Platform", "manager"),
        ("Tech Lead - AI", "tech lead"),
        ("Head of AI, Europe", "head of AI"),
        ("(Remote)", "(Remote)"),
        (" ", None),
        ("", None),
    ],
)
def test_the_job_that_a_title_names(title: str, role: str | None) -> None:
    assert role_title(title) == role


@given(
    st.sampled_from(["", "Senior ", "Sr. ", "Staff ", "Junior ", "Lead/Staff ", "(Senior) "]),
    st.sampled_from(["AI engineer", "data scientist", "AI/ML engineer", "full-stack developer"]),
    st.sampled_from(["", " II", " (m/f/d)", " - Berlin", ", Payments", " | Remote", ": Search", " [R-1234]"]),
    st.sampled_from(["", ", London, UK", " (Contract)", " – Platform Team"]),
)
def test_what_stands_around_a_job_does_not_change_it(before: str, job: str, behind: str, last: str) -> None:
    assert role_title(before + job.title().replace("Ai", "AI").replace("Ml", "ML") + behind + last) == job


@given(st.text(st.characters(), max_size=80))
def test_any_title_is_one_line_or_nothing(title: str) -> None:
    found = role_title(title)
    assert found is None or (found.strip() and len(found.splitlines()) == 1)
