from __future__ import annotations

import pytest

from rolescope.errors import RolescopeError


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        (("is broken",), "is broken"),
        (("is broken", "a.yaml:3"), "a.yaml:3: is broken"),
        (("is broken", "a.yaml:3", "mend it"), "a.yaml:3: is broken — mend it"),
        (("is broken", "", "mend it"), "is broken — mend it"),
    ],
)
def test_an_error_reads_place_what_remedy(parts: tuple[str, ...], line: str) -> None:
    error = RolescopeError(*parts)
    assert str(error) == line
    assert error.what == "is broken"
