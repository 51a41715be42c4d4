"""Examples in docstrings are true: anybody who reads one may type it."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import kiosk

MODULES = [
    ".".join(path.relative_to(Path(kiosk.__file__).parents[1]).with_suffix("").parts).removesuffix(".__init__")
    for path in sorted(Path(kiosk.__file__).parent.rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name: str) -> None:
    found = doctest.testmod(import_module(name))
    assert found.attempted
    assert not found.failed
