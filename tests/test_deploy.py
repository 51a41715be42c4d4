"""What deploy/ ships for tablets and for an office without internet: it is whole, it says what it does, and it works."""

import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

ROOT = Path(__file__).parents[1]
LINUX = ROOT / "deploy" / "tablet" / "linux"
OFFICE = ROOT / "deploy" / "office" / "Caddyfile"
LOKET = "import sys; from kiosk.cli import main; sys.exit(main(sys.argv[1:]))"


def install(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LOKET_TABLET_ROOT": str(root)}
    return subprocess.run([LINUX / "install.sh", *words], env=environment, capture_output=True, text=True)


def test_the_policies_open_one_address_and_lock_all_else(tmp_path: Path) -> None:
    assert install(tmp_path, "https://loket.kantor").returncode == 0
    policies = json.loads((tmp_path / "etc/chromium/policies/managed/loket-tablet.json").read_text())
    assert {"*", "chrome://*", "file://*"} <= set(policies["URLBlocklist"])
    assert policies["URLAllowlist"] == policies["AutoplayAllowlist"] == ["https://loket.kantor"]
    for name in ("PrintingEnabled", "PasswordManagerEnabled", "TranslateEnabled", "AllowFileSelectionDialogs"):
        assert policies[name] is False
    assert (policies["IncognitoModeAvailability"], policies["DownloadRestrictions"], policies["DeveloperToolsAvailability"]) == (1, 3, 2)


def test_installing_twice_is_installing_once_and_can_be_undone(tmp_path: Path) -> None:
    def files() -> dict[str, bytes]:
        return {p.relative_to(tmp_path).as_posix(): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}

    install(tmp_path, "https://loket.kantor")
    once = files()
    install(tmp_path, "https://loket.kantor")
    assert files() == once
    assert set(once) == {
        "etc/chromium/policies/managed/loket-tablet.json",
        "etc/loket-tablet",
        "etc/systemd/system/loket-tablet.service",
        "usr/local/bin/loket-tablet",
    }
    assert install(tmp_path, "--remove").returncode == 0
    assert files() == {}


@pytest.mark.parametrize("origin", ["", "loket.kantor", "http://loket.kantor", "https://", "https://loket.kantor/"])
def test_an_address_that_would_not_work_is_refused(tmp_path: Path, origin: str) -> None:
    refused = install(tmp_path, origin)
    assert refused.returncode == 2
    assert "https://loket.kantor" in refused.stderr
    assert not list(tmp_path.rglob("*"))


@pytest.mark.parametrize("script", ["install.sh", "loket-tablet"])
def test_scripts_are_plain_shell(script: str) -> None:
    subprocess.run(["sh", "-n", LINUX / script], check=True)


def test_the_guide_has_every_step_in_both_languages() -> None:
    indonesian, english = (ROOT / "deploy/tablet/README.md").read_text().split("# Mounting a tablet (English)")
    assert re.findall(r"^#+ (\d)", indonesian, re.M) == re.findall(r"^#+ (\d)", english, re.M) == list("1234")
    assert len(re.findall(r"^\d\.", indonesian, re.M)) == len(re.findall(r"^\d\.", english, re.M))


# ── tried for real: ./loket test --long ───────────────────────────────────────────────────────────────────────────


def needed(*programs: str) -> None:
    for program in programs:
        assert shutil.which(program), (
            f"{program} is needed to try this (Debian: apt-get install caddy cage xwayland libnss3-tools chromium)"
        )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, seconds: int = 30) -> None:
    for _ in range(seconds * 10):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.5):
            return
        time.sleep(0.1)
    raise AssertionError(f"nothing listens on {port}")


@pytest.fixture
def loket(tmp_path: Path) -> Iterator[tuple[int, str]]:
    """A real server with one counter: (port, pairing code)."""
    port = free_port()
    environment = {**os.environ, "LOKET_DATA": str(tmp_path / "data"), "LOKET_TRUSTED_PROXIES": "1"}
    first = ["--admin", "admin", "--unit", "kanim-uji", "--unit-name", "Kantor Imigrasi Uji"]
    server = subprocess.Popen(
        [sys.executable, "-c", LOKET, "start", "--port", str(port), "--workers", "1", *first],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_for(port)
    pairing = subprocess.run(
        [sys.executable, "-c", LOKET, "devices", "pair", "kanim-uji-1"], env=environment, check=True, capture_output=True, text=True
    )
    yield port, pairing.stdout.strip()
    server.terminate()
    server.wait(20)


@pytest.fixture
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as driver:
        yield driver


@pytest.mark.long
def test_an_offices_own_certificate_makes_a_secure_origin(tmp_path: Path, loket: tuple[int, str], playwright: Playwright) -> None:
    needed("caddy", "certutil", "chromium")
    https, http = free_port(), free_port()
    text = OFFICE.read_text().replace("192.168.1.10", "127.0.0.1").replace("127.0.0.1:8000", f"127.0.0.1:{loket[0]}")
    text = text.replace("loket.kantor", "loket.localhost").replace(
        "{\n\t#", f"{{\n\tadmin off\n\thttps_port {https}\n\thttp_port {http}\n\t#", 1
    )
    (tmp_path / "Caddyfile").write_text(text.replace("/var/lib/caddy/.local/share", str(tmp_path / "share")))
    environment = {
        **os.environ,
        "XDG_DATA_HOME": str(tmp_path / "share"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "HOME": str(tmp_path),
    }
    caddy = subprocess.Popen(
        ["caddy", "run", "--config", str(tmp_path / "Caddyfile"), "--adapter", "caddyfile"], env=environment, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(https)
        wait_for(http)
        root = tmp_path / "share/caddy/pki/authorities/local/root.crt"
        served = subprocess.run(["curl", "-s", f"http://127.0.0.1:{http}/suara-loket.crt"], check=True, capture_output=True).stdout
        assert served == root.read_bytes(), "tablets can fetch it without trusting anything yet"
        ssl.create_default_context(cafile=str(root))
        nss = tmp_path / ".pki" / "nssdb"
        nss.mkdir(parents=True)
        subprocess.run(["certutil", "-d", f"sql:{nss}", "-N", "--empty-password"], check=True)
        subprocess.run(["certutil", "-d", f"sql:{nss}", "-A", "-t", "C,,", "-n", "Suara Loket", "-i", str(root)], check=True)
        context = playwright.chromium.launch_persistent_context(
            tmp_path / "profile", executable_path=shutil.which("chromium"), env={**os.environ, "HOME": str(tmp_path)}
        )
        page = context.pages[0]
        origin = f"https://loket.localhost:{https}"
        page.goto(f"{origin}/counter/pair/{loket[1]}")
        page.wait_for_selector("#screen[data-starts]")
        assert page.evaluate("() => window.isSecureContext && 'serviceWorker' in navigator")
        for _ in range(200):
            if page.evaluate("async () => !!(await caches.match('/counter/shell')) && !!navigator.serviceWorker.controller"):
                break
            page.wait_for_timeout(50)
        (cookie,) = context.cookies()
        assert cookie["secure"]
        assert cookie["httpOnly"]
        context.set_offline(True)
        page.goto(f"{origin}/counter/")
        page.wait_for_selector("#screen[data-starts]")
        context.close()
    finally:
        caddy.terminate()
        caddy.wait(20)


@pytest.mark.long
def test_slow_strangers_stop_no_tap_through_the_proxy_either(tmp_path: Path, loket: tuple[int, str]) -> None:
    needed("caddy")
    port = free_port()
    text = (ROOT / "deploy" / "Caddyfile").read_text().replace("127.0.0.1:8000", f"127.0.0.1:{loket[0]}")
    text = text.replace("loket.example.go.id", f"http://127.0.0.1:{port}").replace("{\n", "{\n\tadmin off\n", 1)
    (tmp_path / "Caddyfile").write_text(text)
    home = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    caddy = subprocess.Popen(
        ["caddy", "run", "--config", str(tmp_path / "Caddyfile"), "--adapter", "caddyfile"], env=home, stderr=subprocess.DEVNULL
    )
    form = "Content-Type: application/x-www-form-urlencoded"
    half = f"POST /q/x/answers HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{form}\r\nContent-Length: 60000\r\n\r\nscore=4"
    with ExitStack() as stack:
        stack.callback(caddy.wait, 20)
        stack.callback(caddy.terminate)
        wait_for(port)
        for _ in range(64):
            stack.enter_context(socket.create_connection(("127.0.0.1", port), 10)).sendall(half.encode())
        time.sleep(1)
        for path in ("/counter/pair", "/cek"):
            began = time.monotonic()
            with closing(HTTPConnection("127.0.0.1", port, timeout=15)) as connection:
                connection.request("GET", path)
                assert connection.getresponse().status == 200
            assert time.monotonic() - began < 3, path


@pytest.mark.long
def test_a_locked_linux_tablet_shows_the_counter_and_nothing_else(tmp_path: Path, loket: tuple[int, str], playwright: Playwright) -> None:
    """As an account of its own, without a screen, under the policies that are shipped (except developer tools: the test needs them)."""
    needed("cage", "chromium", "runuser")
    assert os.geteuid() == 0, "this trial makes an account and puts a policy in place: run it as root"
    origin = f"http://127.0.0.1:{loket[0]}"
    subprocess.run("id loket-tablet-uji >/dev/null 2>&1 || useradd --create-home loket-tablet-uji", shell=True, check=True)  # noqa: S602
    policies = json.loads((LINUX / "policies.json").read_text().replace("@ORIGIN@", origin))
    del policies["DeveloperToolsAvailability"]
    managed = Path("/etc/chromium/policies/managed/loket-tablet-uji.json")
    managed.parent.mkdir(parents=True, exist_ok=True)
    managed.write_text(json.dumps(policies), encoding="utf-8")
    home = Path("/home/loket-tablet-uji")
    port = free_port()
    (home / "origin").write_text(origin)
    shutil.copy(LINUX / "loket-tablet", home / "loket-tablet")
    (home / "xdg").mkdir(mode=0o700, exist_ok=True)
    shutil.chown(home / "xdg", "loket-tablet-uji")
    settings = {
        "HOME": home,
        "XDG_RUNTIME_DIR": home / "xdg",
        "WLR_BACKENDS": "headless",
        "WLR_LIBINPUT_NO_DEVICES": 1,
        "WLR_RENDERER": "pixman",
        "LOKET_TABLET_ORIGIN_FILE": home / "origin",
        "LOKET_TABLET_OPTIONS": f"--remote-debugging-port={port} --disable-gpu --disable-dev-shm-usage",
    }
    command = [
        "runuser",
        "-u",
        "loket-tablet-uji",
        "--",
        "env",
        *(f"{k}={v}" for k, v in settings.items()),
        "sh",
        str(home / "loket-tablet"),
    ]
    tablet = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        wait_for(port)
        browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
        page = browser.contexts[0].pages[0]
        page.wait_for_selector("#code")
        page.fill("#code", loket[1])
        page.click("button")
        page.wait_for_selector("#screen[data-starts]")
        full = page.evaluate("() => [innerWidth === screen.width, innerHeight === screen.height]")
        assert full == [True, True]
        for foreign in ("https://example.org/", "file:///etc/passwd", "chrome://settings/", f"http://localhost:{loket[0]}/counter/"):
            with suppress(Exception):
                page.goto(foreign, timeout=5000)
            page.wait_for_timeout(700)
            assert "blocked" in page.inner_text("body"), foreign
        page.goto(f"{origin}/counter/")
        page.wait_for_selector("#screen[data-starts]")
        browser.close()
    finally:
        with suppress(ProcessLookupError):
            os.killpg(tablet.pid, signal.SIGKILL)
        subprocess.run(["pkill", "-KILL", "-u", "loket-tablet-uji"])
        tablet.wait(20)
        managed.unlink()
        subprocess.run(["userdel", "-r", "loket-tablet-uji"], capture_output=True)
