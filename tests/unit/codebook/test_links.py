"""Links to ESCO and O*NET: labels that are the same spelling, a reader's decisions, and never a made-up identifier."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from rolescope.codebook.links import REVIEW_COLUMNS, ROLE_COLUMNS, SKILL_COLUMNS, link_roles, link_skills, run_link
from rolescope.codebook.references import label_key, read_esco_skills, read_onet_technologies
from rolescope.codebook.reviewed import Decision, Reviewed, RoleDecision, read_reviewed, shipped_reviewed
from rolescope.codebook.skill_links import spellings
from rolescope.codebook.taxonomy import Category, Rule, Skill, Taxonomy, build_taxonomy, plural, shipped_taxonomy
from rolescope.errors import RolescopeError

TAXONOMIES = Path(__file__).resolve().parents[4] / "shared" / "taxonomies"
SHIPPED = files("rolescope.codebook") / "links"
NOTHING = Reviewed()
needs_taxonomies = pytest.mark.skipif(not TAXONOMIES.is_dir(), reason="the reference taxonomies are not here")

ESCO_SKILLS = """conceptUri,reuseLevel,preferredLabel,altLabels
e:1,cross-sector,fine-tuning,
e:2,cross-sector,knitting machines,"loom engines
weaving machines"
e:3,cross-sector,Loom (computer programming),
e:4,cross-sector,spark,
e:5,cross-sector,use weaving software,"Bobbin"
"""
ESCO_OCCUPATIONS = """uri,title,isco_code
o:1,weaver,7318
o:2,loom designer,2166
http://x/isco/C7318,Weavers,
"""
TECHNOLOGIES = [
    ("15-1.00", "Acme Shuttle software", "1", "Weaving software", "Y", "N"),
    ("15-2.00", "Acme Shuttle software", "1", "Weaving software", "Y", "Y"),
    ("15-1.00", "Pattern query language PQL", "2", "Query software", "N", "N"),
    ("15-1.00", "Spark", "3", "Data software", "Y", "N"),
    ("15-1.00", "Q", "4", "Development software", "N", "N"),
    ("15-1.00", "Loom design software", "5", "Design software", "N", "N"),
]


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    folder = tmp_path / "reference"
    folder.mkdir()
    (folder / "skills_en.csv").write_text(ESCO_SKILLS, encoding="utf-8")
    (folder / "occupations_en.csv").write_text(ESCO_OCCUPATIONS, encoding="utf-8")
    rows = [
        ("O*NET-SOC Code", "Example", "Commodity Code", "Commodity Title", "Hot Technology", "In Demand"),
        *TECHNOLOGIES,
    ]
    (folder / "Technology Skills.txt").write_text("\r\n".join("\t".join(row) for row in rows), encoding="utf-8")
    (folder / "Occupation Data.txt").write_text("O*NET-SOC Code\tTitle\n51-6.00\tWeavers\n", encoding="utf-8")
    return folder


def taxonomy(*skills: Skill) -> Taxonomy:
    return build_taxonomy((Category(category="weaving", title="Weaving", skills=skills),))


def link_of(skill: Skill, reference: Path, reviewed: Reviewed = NOTHING) -> tuple[str | None, str | None, str]:
    (link,) = link_skills(taxonomy(skill), reference, reference, reviewed).links
    return link.concept and link.concept.uri, link.technology and link.technology.example, link.match


def reasons(skill: Skill, reference: Path) -> dict[str, str]:
    return {each.label: each.reason for each in link_skills(taxonomy(skill), reference, reference, NOTHING).review}


def test_case_and_hyphens_do_not_matter(reference: Path) -> None:
    assert link_of(Skill(name="Fine tuning"), reference) == ("e:1", None, "exact")


def test_another_spelling_is_an_alias_and_no_concept_is_an_answer(reference: Path) -> None:
    assert link_of(Skill(name="knit", aliases=("knitting machines",)), reference) == ("e:2", None, "alias")
    assert link_of(Skill(name="felting"), reference) == (None, None, "")


def test_an_alternative_label_links_but_not_a_product_to_what_it_is_used_for(reference: Path) -> None:
    assert link_of(Skill(name="weaving machines"), reference) == ("e:2", None, "exact")
    assert link_of(Skill(name="Bobbin"), reference) == (None, None, "")
    assert reasons(Skill(name="Bobbin"), reference)["use weaving software"] == "alternative label of a wider concept"


def test_an_everyday_word_needs_a_reference_that_means_the_technology(reference: Path) -> None:
    ruled = {"Spark": Rule(case="exact"), "Loom": Rule(case="exact")}
    assert link_of(Skill(name="Spark", rules=ruled), reference) == (None, "Spark", "exact")
    assert reasons(Skill(name="Spark", rules=ruled), reference) == {"spark": "everyday word"}
    assert link_of(Skill(name="Loom", rules=ruled), reference) == ("e:3", None, "exact")


def test_a_single_letter_goes_to_review_until_a_reader_takes_it(reference: Path) -> None:
    assert link_of(Skill(name="Q"), reference) == (None, None, "")
    assert reasons(Skill(name="Q"), reference) == {"Q": "single letter"}
    taken = Reviewed(accepts=(Decision(skill="Q", scheme="O*NET", label="Q", reason="the language"),))
    assert link_of(Skill(name="Q"), reference, taken) == (None, "Q", "exact")


def test_maker_acronym_and_software_are_read_off_an_example(reference: Path) -> None:
    assert link_of(Skill(name="Shuttle", maker="Acme"), reference) == (None, "Acme Shuttle software", "exact")
    assert link_of(Skill(name="PQL"), reference) == (None, "Pattern query language PQL", "exact")


def test_software_for_a_practice_is_not_the_practice(reference: Path) -> None:
    assert link_of(Skill(name="loom design"), reference) == (None, None, "")
    assert reasons(Skill(name="loom design"), reference)["Loom design software"] == "software for it"


def test_what_a_reader_refused_is_neither_linked_nor_listed(reference: Path) -> None:
    refused = Reviewed(
        rejects=(Decision(skill="PQL", scheme="O*NET", label="Pattern query language PQL", reason="no"),)
    )
    found = link_skills(taxonomy(Skill(name="PQL")), reference, reference, refused)
    assert found.links[0].technology is None
    assert found.review == ()


def test_a_technology_is_one_row_over_all_its_occupations(reference: Path) -> None:
    shuttle = next(each for each in read_onet_technologies(reference) if each.example.startswith("Acme"))
    assert (shuttle.commodity, shuttle.hot, shuttle.in_demand, shuttle.occupations) == (
        "Weaving software",
        True,
        True,
        2,
    )


def test_alternative_labels_out_of_step_with_their_rows_are_not_used(reference: Path) -> None:
    rows = [f"e:{i},x,number{i} concept,thing{i + 1} idea" for i in range(30)]
    header = "conceptUri,reuseLevel,preferredLabel,altLabels"
    (reference / "skills_en.csv").write_text("\n".join([header, *rows]), encoding="utf-8")
    assert read_esco_skills(reference).belonging == 0.0
    found = link_skills(taxonomy(Skill(name="thing7 idea")), reference, reference, NOTHING)
    assert found.links[0].concept is None
    assert "out of step" in found.notes[0]


def test_roles_take_code_and_group_from_the_files_and_a_nearest_class_is_marked(reference: Path) -> None:
    decided = Reviewed(
        roles=(
            RoleDecision(role="weaver", esco="weaver", esco_match="exact", onet="Weavers", onet_match="exact"),
            RoleDecision(role="loom engineer", esco="loom designer", esco_match="nearest"),
            RoleDecision(role="spinner", esco="spinner", esco_match="exact"),
        )
    )
    weaver, engineer, spinner = link_roles(reference, reference, decided)
    assert (weaver.isco, weaver.esco and weaver.esco.code, weaver.onet and weaver.onet.code) == (
        "7318",
        "o:1",
        "51-6.00",
    )
    assert (engineer.isco, engineer.esco_match, engineer.onet) == ("2166", "nearest", None)
    assert (spinner.isco, spinner.esco, spinner.esco_match) == ("", None, "")


def test_a_role_with_a_title_needs_its_match() -> None:
    with pytest.raises(ValidationError, match="both a title and its match"):
        RoleDecision(role="weaver", esco="weaver")


def test_run_link_writes_three_tables_and_counts(reference: Path, tmp_path: Path) -> None:
    skills = taxonomy(Skill(name="Fine tuning"), Skill(name="felting"), Skill(name="Shuttle", maker="Acme"))
    report = run_link(reference, reference, tmp_path / "to", skills)
    assert (report.skills, report.with_esco, report.with_onet, report.hot, report.in_demand) == (3, 1, 1, 1, 1)
    assert [path.name for path in report.files] == ["skills.csv", "roles.csv", "review.csv"]
    written = (tmp_path / "to" / "skills.csv").read_text(encoding="utf-8").splitlines()
    assert written == [
        ",".join(SKILL_COLUMNS),
        "felting,,,,,,,",
        "Fine tuning,e:1,fine-tuning,exact,,,,",
        "Shuttle,,,exact,Acme Shuttle software,Weaving software,Y,Y",
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("skills_en.csv", "skills_en.csv"),
        ("occupations_en.csv", "occupations_en.csv"),
        ("Technology Skills.txt", "echnology"),
        ("Occupation Data.txt", "ccupation"),
    ],
)
def test_a_missing_file_is_named_with_the_remedy(reference: Path, tmp_path: Path, name: str, said: str) -> None:
    (reference / name).unlink()
    with pytest.raises(RolescopeError, match=said) as error:
        run_link(reference, reference, tmp_path / "to")
    assert "download" in error.value.remedy
    assert not (tmp_path / "to").exists()


def test_a_missing_folder_a_missing_column_and_two_files_are_named(reference: Path, tmp_path: Path) -> None:
    with pytest.raises(RolescopeError, match="no such folder"):
        run_link(tmp_path / "nowhere", reference, tmp_path / "to")
    (reference / "skills_en.csv").write_text("conceptUri,preferredLabel\ne:1,x\n", encoding="utf-8")
    with pytest.raises(RolescopeError, match="no column 'altLabels'"):
        read_esco_skills(reference)
    (reference / "more-skills_en.csv").write_text(ESCO_SKILLS, encoding="utf-8")
    with pytest.raises(RolescopeError, match="more than one file"):
        read_esco_skills(reference)


def test_a_file_that_is_no_text_and_a_folder_that_is_a_file_are_errors(reference: Path, tmp_path: Path) -> None:
    (tmp_path / "to").write_text("", encoding="utf-8")
    with pytest.raises(RolescopeError, match="cannot be written"):
        run_link(reference, reference, tmp_path / "to")
    (reference / "skills_en.csv").write_bytes(b"conceptUri,preferredLabel,altLabels\n\xff\xfe,x,y\n")
    with pytest.raises(RolescopeError, match="UTF-8"):
        read_esco_skills(reference)


def test_decisions_that_are_none_are_errors(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("accepts: [", encoding="utf-8")
    with pytest.raises(RolescopeError, match="not valid YAML"):
        read_reviewed(tmp_path / "a.yaml")
    (tmp_path / "b.yaml").write_text("accepts: [{skill: a, scheme: SOC, label: b, reason: c}]", encoding="utf-8")
    with pytest.raises(RolescopeError, match=r"accepts\.0\.scheme"):
        read_reviewed(tmp_path / "b.yaml")


@given(st.text(max_size=60))
def test_any_label_can_be_compared(label: str) -> None:
    assert label_key(label_key(label)) == label_key(label)
    assert next(spellings(label))[0] == label


def test_a_hostile_example_is_read_in_no_time() -> None:
    assert len(list(spellings("A " * 500_000))) >= 1
    assert len(list(spellings("(" * 1_000_000 + " software"))) >= 1


def test_the_shipped_links_have_every_skill_and_every_decision() -> None:
    rows = {row["skill"]: row for row in table("skills.csv")}
    assert list(table("skills.csv")[0]) == list(SKILL_COLUMNS)
    assert set(rows) == {skill.name for _, skill in shipped_taxonomy().skills()}
    column = {"ESCO": "esco_label", "O*NET": "onet_example"}
    reviewed = shipped_reviewed()
    for each in reviewed.accepts:
        assert rows[each.skill][column[each.scheme]] == each.label
    for each in reviewed.rejects_list:
        assert rows[each.skill][column[each.scheme]] != each.label
    for row in rows.values():
        assert bool(row["match"]) == bool(row["esco_uri"] or row["onet_example"])
        assert bool(row["hot_technology"]) == bool(row["onet_example"])


def test_the_shipped_roles_are_those_decided() -> None:
    rows = table("roles.csv")
    assert list(rows[0]) == list(ROLE_COLUMNS)
    assert list(table("review.csv")[0]) == list(REVIEW_COLUMNS)
    assert [row["role"] for row in rows] == [role.role for role in shipped_reviewed().roles]
    assert {"AI engineer", "data engineer", "machine learning engineer"} <= {row["role"] for row in rows}
    for row in rows:
        assert bool(row["esco_uri"]) == (row["esco_match"] in ("exact", "alias"))
        if row["esco_match"] == "exact":
            assert row["esco_title"] == row["role"]
        if row["onet_match"] == "exact":
            assert row["onet_title"].lower() == plural(row["role"])


@needs_taxonomies
def test_no_identifier_or_label_was_made_up() -> None:
    concepts = {(each.uri, each.label) for each in read_esco_skills(TAXONOMIES).concepts}
    technologies = {(each.example, each.commodity) for each in read_onet_technologies(TAXONOMIES)}
    occupations = set(raw("esco-occupations_en.csv", ",", "uri", "title", "isco_code"))
    groups = {group for _, _, group in occupations}
    socs = set(raw("onet-occupation-data.tsv", "\t", "O*NET-SOC Code", "Title"))
    for row in table("skills.csv"):
        assert not row["esco_uri"] or (row["esco_uri"], row["esco_label"]) in concepts
        assert not row["onet_example"] or (row["onet_example"], row["onet_commodity"]) in technologies
    for row in table("roles.csv"):
        assert row["isco_code"] in groups
        assert not row["esco_uri"] or (row["esco_uri"], row["esco_title"], row["isco_code"]) in occupations
        assert not row["onet_code"] or (row["onet_code"], row["onet_title"]) in socs


@needs_taxonomies
def test_the_shipped_tables_are_what_the_files_give(tmp_path: Path) -> None:
    for path in run_link(TAXONOMIES, TAXONOMIES, tmp_path).files:
        assert path.read_text(encoding="utf-8") == (SHIPPED / path.name).read_text(encoding="utf-8"), (
            f"{path.name} is not up to date; link again and read what changed"
        )


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((SHIPPED / name).read_text(encoding="utf-8").splitlines()))


def raw(name: str, delimiter: str, *columns: str) -> list[tuple[str, ...]]:
    with (TAXONOMIES / name).open(encoding="utf-8", newline="") as file:
        return [tuple(row[column].strip() for column in columns) for row in csv.DictReader(file, delimiter=delimiter)]
