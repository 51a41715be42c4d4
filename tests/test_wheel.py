"""The wheel is whole: unpacked somewhere else and made read-only, it runs without a checkout."""

import os
import re
import socket
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Root may write everywhere by its capabilities; without them the permissions of the files hold for it too.
POWERLESS = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []


class Installed:
    """A read-only folder of packages, before those of this environment, from which the checkout is not imported."""

    def __init__(self, packages: Path) -> None:
        self.packages = packages
        self.environment = {**os.environ, "PYTHONPATH": str(packages), "PYTHONSAFEPATH": "1", "PYTHONUNBUFFERED": "1"}

    def command(self, *arguments: str) -> list[str]:
        return [*POWERLESS, sys.executable, *arguments]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(self.command(*arguments), env=self.environment, cwd="/", capture_output=True, text=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built by the builder of this environment: nothing is fetched."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    """A pure wheel is installed by unpacking it (PEP 427)."""
    packages = tmp_path_factory.mktemp("packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    everything = [packages, *packages.rglob("*")]
    for path in everything:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield Installed(packages)
    for path in everything:
        path.chmod(0o755)


def test_it_holds_what_the_checkout_holds_and_no_tools(wheel: Path) -> None:
    there = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("kiosk/")}
    assert there == {name for part in ("kiosk", "templates", "static") for name in wanted(part)}
    assert "kiosk/translations/en/LC_MESSAGES/panel.mo" in there


def wanted(part: str) -> Iterator[str]:
    for path in (ROOT / part).rglob("*"):
        if path.is_file() and path.suffix not in (".pyc", ".mo", ".part"):
            name = path.relative_to(ROOT).as_posix()
            yield name.replace(".po", ".mo") if path.suffix == ".po" else name if part == "kiosk" else f"kiosk/{name}"


def test_nobody_can_write_into_it(installed: Installed) -> None:
    """Else the other tests here would prove nothing."""
    target = installed.packages / "kiosk" / "written"
    assert "Permission denied" in installed.run("-c", f"open({str(target)!r}, 'w')").stderr
    assert installed.run("-c", "import kiosk; print(kiosk.__file__)").stdout.strip() == str(installed.packages / "kiosk/__init__.py")


def test_its_command_is_python_m_kiosk(installed: Installed) -> None:
    done = installed.run("-m", "kiosk", "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("usage: loket ")


@pytest.mark.parametrize("tool", ["bench taps --rounds 1", "audit --json", "audio --help"])
def test_the_tools_are_not_in_it_and_it_says_so(installed: Installed, tool: str) -> None:
    done = installed.run("-m", "kiosk", *tool.split())
    assert (done.returncode, done.stdout) == (2, "")
    name = tool.split()[0]
    assert (
        done.stderr == f"loket: `{name}` builds or measures the product and is not installed with it; call ./loket {name} in a checkout\n"
    )


def test_it_serves_from_a_read_only_folder(installed: Installed, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    first = ["--admin", "admin", "--unit", "kanim", "--unit-name", "Kantor Imigrasi Uji"]
    command = installed.command("-m", "kiosk", "--data", str(tmp_path / "data"), "start", "--port", str(port), "--workers", "1", *first)
    with subprocess.Popen(
        command, env=installed.environment, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout
        try:
            assert any("/panel/" in line for line in server.stdout), "it says where it is, or ends"
            here = f"http://127.0.0.1:{port}"
            assert "<title>Masuk" in fetched(f"{here}/")
            assert "<h1" in fetched(f"{here}/tablet")
            sign_in = fetched(f"{here}/panel/sign-in?language=en")
            assert "<title>Sign in" in sign_in, "English, although no catalogue can be compiled here"
            styles = re.findall(r'<link rel="stylesheet" href="(/static/[^"]+)"', sign_in)
            assert styles
            assert all("{" in fetched(here + style) for style in styles)
        finally:
            server.terminate()
    assert server.returncode == 0


def fetched(address: str) -> str:
    """What is shown there, after redirects. Raises HTTPError for anything but success."""
    with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310  # our own server
        text: str = answer.read().decode()
        return text
