"""The examples in docstrings give what they say."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

import rolescope

MODULES = [m.name for m in pkgutil.walk_packages(rolescope.__path__, "rolescope.") if not m.name.endswith("__main__")]


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_a_module(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0
