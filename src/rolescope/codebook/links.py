"""`rolescope taxonomy link`: skills and roles with their ESCO, ISCO-08 and O*NET identifiers, as three tables."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from rolescope.codebook.role_links import NEAREST, RoleLink, link_roles
from rolescope.codebook.skill_links import Candidate, SkillLink, SkillLinks, link_skills
from rolescope.codebook.taxonomy import Taxonomy, shipped_taxonomy
from rolescope.errors import RolescopeError

__all__ = ["Candidate", "LinkReport", "RoleLink", "SkillLink", "SkillLinks", "link_roles", "link_skills", "run_link"]

SKILL_COLUMNS = (
    "skill",
    "esco_uri",
    "esco_label",
    "match",
    "onet_example",
    "onet_commodity",
    "hot_technology",
    "in_demand",
)
ROLE_COLUMNS = (
    "role",
    "isco_code",
    "esco_uri",
    "esco_title",
    "esco_match",
    "onet_code",
    "onet_title",
    "onet_match",
    "note",
)
REVIEW_COLUMNS = ("of", "name", "scheme", "candidate", "reason", "nearness")


class LinkReport(NamedTuple):
    """What was linked.

    `hot` and `in_demand` count the skills whose O*NET technology is so marked, `roles_with_esco` and
    `roles_with_onet` the roles with an occupation of their own (a nearest class is none). `notes` say what
    of the references was not used, and why.
    """

    skills: int
    with_esco: int
    with_onet: int
    hot: int
    in_demand: int
    roles: int
    roles_with_esco: int
    roles_with_onet: int
    links: tuple[SkillLink, ...]
    role_links: tuple[RoleLink, ...]
    review: tuple[Candidate, ...]
    notes: tuple[str, ...]
    files: tuple[Path, ...]


def run_link(esco: Path, onet: Path, to: Path, taxonomy: Taxonomy | None = None) -> LinkReport:
    """Link the skills and roles that come with rolescope, and write ``skills.csv``, ``roles.csv``, ``review.csv``.

    Parameters
    ----------
    esco
        Folder of ESCO (``*skills_en.csv``, ``*occupations_en.csv``).
    onet
        Folder of O*NET (``Technology Skills.txt``, ``Occupation Data.txt``, or the same as ``onet-*.tsv``).
    to
        Folder to write to; made where it is not there.
    taxonomy
        Skills of one's own instead of the shipped ones.

    Returns
    -------
    LinkReport
        Counts, links and what is left to review. An empty cell in a table is an answer: no such concept.

    Raises
    ------
    RolescopeError
        Where a file or a column is not there, or the tables cannot be written.
    """
    skills = link_skills(shipped_taxonomy() if taxonomy is None else taxonomy, esco, onet)
    roles = link_roles(esco, onet)
    tables = (
        (to / "skills.csv", SKILL_COLUMNS, map(_skill_row, skills.links)),
        (to / "roles.csv", ROLE_COLUMNS, map(_role_row, roles)),
        (to / "review.csv", REVIEW_COLUMNS, [*map(_review_row, skills.review), *_role_review(roles)]),
    )
    for path, columns, rows in tables:
        _write(path, columns, rows)
    technologies = [link.technology for link in skills.links if link.technology]
    return LinkReport(
        skills=len(skills.links),
        with_esco=sum(link.concept is not None for link in skills.links),
        with_onet=len(technologies),
        hot=sum(technology.hot for technology in technologies),
        in_demand=sum(technology.in_demand for technology in technologies),
        roles=len(roles),
        roles_with_esco=sum(role.esco_match not in ("", NEAREST) for role in roles),
        roles_with_onet=sum(role.onet_match not in ("", NEAREST) for role in roles),
        links=skills.links,
        role_links=roles,
        review=skills.review,
        notes=skills.notes,
        files=tuple(path for path, _, _ in tables),
    )


def _skill_row(link: SkillLink) -> tuple[str, ...]:
    concept = (link.concept.uri, link.concept.label) if link.concept else ("", "")
    if link.technology is None:
        return (link.skill, *concept, link.match, "", "", "", "")
    example, commodity, hot, in_demand, _ = link.technology
    return (link.skill, *concept, link.match, example, commodity, "NY"[hot], "NY"[in_demand])


def _role_row(link: RoleLink) -> tuple[str, ...]:
    is_own = link.esco is not None and link.esco_match != NEAREST
    esco = (link.esco.code, link.esco.title) if link.esco and is_own else ("", "")
    onet = (link.onet.code, link.onet.title) if link.onet else ("", "")
    return (link.role, link.isco, *esco, link.esco_match, *onet, link.onet_match, link.note)


def _review_row(candidate: Candidate) -> tuple[str, ...]:
    return ("skill", *candidate[:-1], f"{candidate.nearness:.3f}")


def _role_review(roles: Iterable[RoleLink]) -> list[tuple[str, ...]]:
    return [
        ("role", link.role, "ESCO", link.esco.title, "nearest by its definition", "")
        for link in roles
        if link.esco and link.esco_match == NEAREST
    ]


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(rows)
    except OSError as error:
        raise RolescopeError(f"cannot be written ({error.strerror})", str(path), "choose another folder") from error
