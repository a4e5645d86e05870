"""Links from roles to ISCO-08, ESCO occupations and O*NET-SOC, by the titles that a reader chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from rolescope.codebook.references import Occupation, read_esco_occupations, read_onet_occupations
from rolescope.codebook.reviewed import Reviewed, RoleDecision, shipped_reviewed

NEAREST = "nearest"


class RoleLink(NamedTuple):
    """A role with its occupations; None where a reference has none.

    `isco` is the ISCO-08 unit group of the ESCO occupation, also of one that is only nearest.
    """

    role: str
    isco: str
    esco: Occupation | None
    esco_match: str
    onet: Occupation | None
    onet_match: str
    note: str


def link_roles(esco_folder: Path, onet_folder: Path, reviewed: Reviewed | None = None) -> tuple[RoleLink, ...]:
    """Look up the occupations of each role, in the order of the decisions.

    Raises
    ------
    RolescopeError
        Where a file or a column is not there.
    """
    decided = shipped_reviewed() if reviewed is None else reviewed
    esco = _by_title(read_esco_occupations(esco_folder))
    onet = _by_title(read_onet_occupations(onet_folder))
    return tuple(_link(role, esco, onet) for role in decided.roles)


def _link(role: RoleDecision, esco: Mapping[str, Occupation], onet: Mapping[str, Occupation]) -> RoleLink:
    occupation, soc = esco.get(role.esco or ""), onet.get(role.onet or "")
    return RoleLink(
        role.role,
        occupation.isco if occupation else "",
        occupation,
        (role.esco_match or "") if occupation else "",
        soc,
        (role.onet_match or "") if soc else "",
        role.note,
    )


def _by_title(occupations: Iterable[Occupation]) -> dict[str, Occupation]:
    return {occupation.title: occupation for occupation in occupations}
