"""The administrator's day, in real processes: the program read-only, the service an account of its own, root's hand in its folder."""

import compileall
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

import pytest
import sqlalchemy

ROOT = Path(__file__).parents[2]
LOKET = "import sys; from kiosk.cli import main; sys.exit(main())"
ACCOUNT = "nobody"
FIRST = ["--admin", "admin", "--unit", "kanim", "--unit-name", "Kanim Uji", "--public-url", "", "--workers", "1"]
as_root = os.geteuid() == 0


def port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder that every account of this machine can reach, unlike those of pytest."""
    made = Path(tempfile.mkdtemp(prefix="loket-owners-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
    made.chmod(0o755)
    yield made
    subprocess.run(["chmod", "-R", "u+w", made], check=True)
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def program(place: Path) -> Path:
    """A copy of the program that nobody can write into; as root, not its owner either, because the service is another account.

    Compiled, as what pip installs is: else each of the commands below would do it anew, which takes longer than what they are tried for.
    """
    for name in ("kiosk", "templates", "static"):
        shutil.copytree(ROOT / name, place / "program" / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    compileall.compile_dir(place / "program" / "kiosk", quiet=1)
    subprocess.run(["chmod", "-R", "a-w,a+rX", place / "program"], check=True)
    return place / "program"


@pytest.fixture
def data(place: Path) -> Path:
    """The service's own data folder, empty."""
    folder = Path(tempfile.mkdtemp(prefix="data-", dir=place))
    if as_root:
        shutil.chown(folder, ACCOUNT)
    return folder


class Account:
    """Calls the program: as the service, or as root."""

    def __init__(self, program: Path, data: Path, *, service: bool) -> None:
        # What reads the environment that the tests run in, wherever that lies, and may write nothing of it.
        become = [
            "setpriv",
            f"--reuid={ACCOUNT}",
            "--clear-groups",
            "--inh-caps=-all,+dac_read_search",
            "--ambient-caps=-all,+dac_read_search",
        ]
        self.command = [*(become if as_root and service else []), sys.executable, "-c", LOKET, "--data", str(data)]
        self.environment = {**os.environ, "PYTHONPATH": str(program), "HOME": "/nonexistent"}

    def call(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*self.command, *words], env=self.environment, capture_output=True, text=True, cwd="/", timeout=200)

    @contextmanager
    def serving(self, *words: str) -> Iterator[str]:
        """The address of a server, which is stopped in the end; its words are in the failure."""
        where = port()
        with (
            tempfile.TemporaryFile("w+", encoding="utf-8") as said,
            subprocess.Popen(
                [*self.command, *words, "--port", where], env=self.environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd="/"
            ) as server,
        ):
            try:
                end = monotonic() + 150
                while not healthy(where):
                    said.seek(0)
                    assert server.poll() is None, said.read()
                    assert monotonic() < end, said.read()
                    sleep(0.2)
                yield f"http://127.0.0.1:{where}"
            finally:
                server.send_signal(signal.SIGTERM)
                server.wait(30)


def healthy(where: str) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{where}/healthz", timeout=5) as answer:  # our own
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


@pytest.fixture
def service(program: Path, data: Path) -> Account:
    return Account(program, data, service=True)


def owners(folder: Path) -> set[str]:
    return {pwd.getpwuid(each.lstat().st_uid).pw_name for each in (folder, *folder.rglob("*"))}


def in_the_program(program: Path) -> set[str]:
    return {each.as_posix() for each in program.rglob("*")}


def test_all_of_it_runs_from_a_folder_that_cannot_be_written(program: Path, service: Account, data: Path) -> None:
    before = in_the_program(program)
    with service.serving("start", *FIRST) as address:
        assert b"Suara Loket" in urlopen(f"{address}/panel/sign-in", timeout=20).read()  # noqa: S310  # our own
        for words in (("devices", "pair", "kanim-1"), ("places", "--json"), ("verify",), ("seals", "--all"), ("backup",)):
            done = service.call(*words)
            assert done.returncode == 0, done.stderr
    (archive,) = (data / "backups").iterdir()
    assert service.call("restore", str(archive)).returncode == 0
    assert in_the_program(program) == before
    assert owners(data) == {ACCOUNT if as_root else pwd.getpwuid(os.geteuid()).pw_name}


@pytest.mark.long
def test_the_demonstration_runs_from_there_too(program: Path, service: Account) -> None:
    before = in_the_program(program)
    with service.serving("demo") as address:
        assert b"<h1" in urlopen(f"{address}/panel/sign-in?language=en", timeout=20).read()  # noqa: S310  # our own
    assert in_the_program(program) == before


def reachable() -> bool:
    """Whether the service's account can read the environment that the tests run in, as it must to be taken on by root's command."""
    read = f"for each in {[sqlalchemy.__file__, os.__file__]!r}: open(each).close()"
    test = ["setpriv", f"--reuid={ACCOUNT}", "--clear-groups", sys.executable, "-c", read]
    return subprocess.run(test, capture_output=True).returncode == 0


def test_root_leaves_nothing_of_its_own_in_the_services_folder(program: Path, service: Account, data: Path) -> None:
    if not as_root:
        assert service.call("places", "add-unit", "kanim", "Kanim").returncode == 0
        assert owners(data) == {pwd.getpwuid(os.geteuid()).pw_name}, "who is not root is nobody but herself"
        return
    root = Account(program, data / "new", service=False)
    if not reachable():
        done = root.call("places", "add-unit", "kanim", "Kanim")
        assert done.returncode == 2
        assert "cannot read the program" in done.stderr
        assert owners(data) == {ACCOUNT}
        return
    service = Account(program, data / "new", service=True)
    for words in (("places", "add-unit", "kanim", "Kanim"), ("places", "add-counter", "kanim", "kanim-1", "Loket 1"), ("backup",)):
        done = root.call(*words)
        assert done.returncode == 0, done.stderr
        assert f"belongs to {ACCOUNT}: going on as that account" in done.stderr
    archive = data.with_name(f"{data.name}.tar")
    shutil.move(next((data / "new" / "backups").iterdir()), archive)
    os.chown(archive, 0, 0)
    archive.chmod(0o600)
    assert root.call("restore", str(archive)).returncode == 0, "a backup that only root may read is opened before"
    assert root.call("devices", "pair", "kanim-1").returncode == 0
    with root.serving("start", *FIRST[:2], "--unit", "kanim-2", *FIRST[4:]):
        (worker,) = {pid for pid in os.listdir("/proc") if pid.isdigit() and b"loket-owners" in command_line(pid) and is_worker(pid)} or {
            "0"
        }
        assert os.stat(f"/proc/{worker}").st_uid == pwd.getpwnam(ACCOUNT).pw_uid
    assert owners(data) == {ACCOUNT}
    assert service.call("verify").returncode == 0


@pytest.mark.skipif(not as_root, reason="only root becomes another account")
def test_a_program_that_the_services_account_cannot_read_is_a_sentence(program: Path, data: Path, place: Path) -> None:
    shutil.copytree(program, place / "closed" / "program", ignore=shutil.ignore_patterns("static"))
    (place / "closed").chmod(0o700)
    done = Account(place / "closed" / "program", data, service=False).call("places")
    assert done.returncode == 2
    assert f"belongs to {ACCOUNT}, who cannot read the program in {place / 'closed' / 'program'}" in done.stderr
    assert owners(data) == {ACCOUNT}


def command_line(pid: str) -> bytes:
    try:
        return Path("/proc", pid, "cmdline").read_bytes()
    except OSError:
        return b""


def is_worker(pid: str) -> bool:
    """Whether its parent is a process of ours too."""
    parent = Path("/proc", pid, "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1]
    return b"loket-owners" in command_line(parent)


def test_a_folder_or_a_file_of_another_account_is_named_with_its_owner(program: Path, service: Account, data: Path) -> None:
    assert service.call("places", "add-unit", "kanim", "Kanim").returncode == 0
    me = ACCOUNT if as_root else pwd.getpwuid(os.geteuid()).pw_name
    for path, mode in ((data / "loket.sqlite3", 0o600), (data / "secret.key", 0o600), (data, 0o700)):
        (os.chown(path, 0, 0) if as_root else path.chmod(0))
        done = service.call("places")
        assert (done.returncode, done.stdout) == (2, "")
        assert str(path) in done.stderr
        assert (
            f"belongs to root and {'is closed to' if path == data else 'cannot be used by'} {me}" if as_root else f"belongs to {me}"
        ) in done.stderr
        assert done.stderr.count("\n") == 1
        (shutil.chown(path, ACCOUNT) if as_root else path.chmod(mode))
    assert service.call("places").returncode == 0


def test_a_folder_for_backups_that_cannot_be_written_is_a_sentence(program: Path, service: Account, data: Path, place: Path) -> None:
    closed = Path(tempfile.mkdtemp(prefix="closed-", dir=place))
    closed.chmod(0o555)
    done = service.call("backup", "--to", str(closed))
    assert done.returncode == 2
    assert done.stderr.startswith(f"loket: the backup could not be written to {closed}")
    assert "Traceback" not in done.stderr
