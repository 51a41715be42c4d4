"""Every dependency is pinned with its hashes, and no pin names a host."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LOCKS = ("requirements.lock", "requirements-test.lock")
NAME = re.compile(r"[A-Za-z0-9._-]+")


def pinned(lock: str) -> dict[str, str]:
    """{name: the lines of its pin}"""
    text = "\n".join(line for line in (ROOT / lock).read_text().splitlines() if not line.lstrip().startswith("#"))
    blocks = re.split(r"\n(?=\S)", text.strip())
    return {normal(NAME.match(b)[0]): b for b in blocks}  # type: ignore[index]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted(lock: str) -> list[str]:
    extra = PROJECT["optional-dependencies"]["test"] if "test" in lock else []
    return [normal(NAME.match(d)[0]) for d in [*PROJECT["dependencies"], *extra]]  # type: ignore[index]


@pytest.mark.parametrize("lock", LOCKS)
def test_what_the_project_wants_is_pinned(lock: str) -> None:
    missing = set(wanted(lock)) - set(pinned(lock))
    assert not missing, (
        f"{missing} are not in {lock}; make it anew with uv pip compile --generate-hashes --universal --extra build (--all-extras)"
    )


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_is_exact_and_has_hashes(lock: str) -> None:
    for name, block in pinned(lock).items():
        assert re.match(r"\S+==\S+", block), f"{lock}: {name} is not pinned to a version"
        assert "--hash=sha256:" in block, f"{lock}: {name} has no hash"


@pytest.mark.parametrize("lock", LOCKS)
def test_no_host_is_named(lock: str) -> None:
    assert "://" not in (ROOT / lock).read_text(), f"{lock} names a host; compile it without --emit-index-url"


def test_what_builds_is_pinned_and_nothing_else_builds() -> None:
    """Otherwise pip makes a folder of its own for a build, and fetches there what is newest, without a hash."""
    build = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    assert {normal(NAME.match(each)[0]) for each in build} <= set(pinned("requirements.lock"))  # type: ignore[index]
    installs = [line for line in (ROOT / "loket").read_text().splitlines() if '-e "$here"' in line]
    assert installs
    assert all("--no-build-isolation" in line for line in installs)


def test_the_tests_pins_hold_the_others() -> None:
    runs, tests = pinned(LOCKS[0]), pinned(LOCKS[1])
    assert {n: b.split()[0] for n, b in runs.items()}.items() <= {n: b.split()[0] for n, b in tests.items()}.items()
