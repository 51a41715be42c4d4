"""What meets an administrator: odd names of folders, damaged databases, other locales, IPv6, keys that are not the store's."""

import io
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import create_engine

from kiosk import places
from kiosk.app import create_app
from kiosk.cli import main
from kiosk.cli.archive import unfinished, unpack
from kiosk.config import read_settings
from kiosk.proof.sealing import COPY
from kiosk.refusals import Refusal
from kiosk.running.streams import Plain, escaped
from kiosk.store import StoreError
from kiosk.store.backup import _libpq
from kiosk.store.opening import FILE, close_connections, database_url
from tests import postgres as postgresql
from tests.cli.test_cli import Loket, data, free_port, loket, office  # noqa: F401  # fixtures
from tests.recording.test_broken import Box

RUN = [sys.executable, "-c", "import sys; from kiosk.cli import main; sys.exit(main())"]
FIRST = ["--admin", "admin", "--unit", "kanim", "--unit-name", "Kanim Uji", "--public-url", ""]


def one_sentence(code: int, err: str, *parts: str) -> None:
    assert code == 2
    assert err.startswith("loket: ")
    assert err.count("\n") == 1, err
    for part in parts:
        assert part in err


# ── names of folders ──────────────────────────────────────────────────────────────────────────────────────────────

NAMES = ["a#b", "q?mode=memory", "50%20x", "100%", "dua kata", "kantor–é 漢", "it's", "a;b&c=d", "[x]"]


@pytest.mark.parametrize("name", [*NAMES[:2], *(pytest.param(name, marks=pytest.mark.long) for name in NAMES[2:])])
def test_a_data_folder_may_be_called_anything(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    folder = tmp_path / "here" / name

    def run(*words: str) -> str:
        capsys.readouterr()
        code = main(["--data", str(folder), *words])
        said = capsys.readouterr()
        assert code == 0, said.err
        return said.out

    run("places", "add-unit", "kanim", "Kanim")
    archive = Path(run("backup").strip())
    assert archive.parent == folder / "backups"
    with archive.open("rb") as opened:
        (tmp_path / name).mkdir()
        unpack(opened, archive, tmp_path / name)
    run("verify", "--file", str(tmp_path / name / FILE))
    run("restore", str(archive))
    run("verify")
    assert run("places") == "kanim\tKanim\n"
    assert os.listdir(tmp_path / "here") == [name], "nothing lies beside the folder"
    assert {FILE, "secret.key"} <= set(os.listdir(folder))


# ── databases ─────────────────────────────────────────────────────────────────────────────────────────────────────


def cut_in_half(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def without_header(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.write(b"\0" * 100)


def garbage_inside(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.seek(4096)
        opened.write(os.urandom(file.stat().st_size - 4096))


def no_database(file: Path) -> None:
    file.write_text("Kepada Yth. …\n" * 500, encoding="utf-8")


def another_programs(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as foreign:
        foreign.execute("CREATE TABLE pegawai (nip TEXT)")
        foreign.commit()


@pytest.mark.parametrize(
    "command",
    [("start", "--port", "8123"), *(pytest.param(words, marks=pytest.mark.long) for words in (("backup",), ("verify",), ("places",)))],
    ids=lambda words: words[0],
)
@pytest.mark.parametrize("damage", [cut_in_half, without_header, garbage_inside, no_database, another_programs])
def test_a_damaged_or_foreign_database_is_a_sentence(
    office: Flask,  # noqa: F811
    data: Path,  # noqa: F811
    loket: Loket,  # noqa: F811
    damage: Callable[[Path], None],
    command: tuple[str, ...],
) -> None:
    with office.app_context():
        close_connections()
    damage(data / FILE)
    words = (*command[:1], "--port", free_port()) if command[0] == "start" else command
    code, out, err = loket(*words)
    assert out == ""
    one_sentence(code, err)
    assert not list((data / "backups").glob("*.tar"))
    if damage is another_programs:
        with closing(sqlite3.connect(data / FILE)) as foreign:
            assert foreign.execute("SELECT name FROM sqlite_schema").fetchall() == [("pegawai",)], "it stays as it was"


def test_an_empty_database_beside_seals_is_not_begun_anew(data: Path, loket: Loket) -> None:  # noqa: F811
    (data / FILE).write_bytes(b"")
    (data / COPY).write_text("SEGEL kanim 1 2026-11-18 AAAA-BBBB-CCCC-DDDD-EEEE\n", encoding="utf-8")
    code, _out, err = loket("start", "--port", free_port(), *FIRST)
    assert code == 2
    assert "holds the seals of an installation" in err


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("postgresql://h1:5432,h2:5432/db", "several hosts"),
        ("postgresql://[::1/db", "is not a database address"),
        ("mysql://x/y", "names mysql"),
        ("nonsense", "is not a database address"),
    ],
)
def test_an_address_of_a_database_that_cannot_be_used(tmp_path: Path, address: str, part: str) -> None:
    with pytest.raises(StoreError, match=part):
        database_url(read_settings({}, data=tmp_path, database_url=address))


def test_several_hosts_are_libpqs_to_try(tmp_path: Path) -> None:
    assert database_url(read_settings({}, data=tmp_path, database_url="postgresql://h1,h2/db")) == "postgresql+psycopg://h1,h2/db"


def test_pg_dump_is_told_of_several_hosts_and_of_no_password() -> None:
    engine = create_engine("postgresql+psycopg://budi:rahasia@/n%23?host=one:5432&host=two:5433")
    assert conninfo_to_dict(_libpq(engine)) == {"user": "budi", "dbname": "n#", "host": "one,two", "port": "5432,5433"}


def test_four_first_starts_on_an_empty_postgresql_found_one_installation(postgres: str, tmp_path: Path) -> None:
    url = postgresql.make_anew(postgres, "four")
    boxes = [Box(tmp_path / "data", url) for _ in range(4)]
    starts = [Thread(target=box.start) for box in boxes]
    try:
        for start in starts:
            start.start()
        for start in starts:
            start.join()
        assert [box.healthz() for box in boxes] == [200] * 4
    finally:
        for box in boxes:
            box.stop()
    said = (tmp_path / "log").read_text(encoding="utf-8")
    assert "Traceback" not in said
    assert "IntegrityError" not in said
    app = create_app(read_settings({}, data=tmp_path / "data", database_url=url))
    with app.app_context():
        assert [unit.code for unit in places.units()] == ["kanim"]
        close_connections()


# ── keys ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("content", "part"), [(b"", "it is empty"), (b"\n", "it is empty"), (b"abc", "3 letters"), (b"\xff" * 64, "no key")]
)
def test_a_secret_key_that_is_none_is_a_sentence(data: Path, loket: Loket, content: bytes, part: str) -> None:  # noqa: F811
    (data / "secret.key").write_bytes(content)
    code, _out, err = loket("start", "--port", free_port())
    one_sentence(code, err, part, "secret.key holds no key", "loket start --new-secret")


@pytest.fixture
def box(tmp_path: Path) -> Box:
    box = Box(tmp_path / "data")
    with box.running():
        pass
    return box


def test_a_server_with_another_key_does_not_start_until_it_is_told_to(box: Box) -> None:
    mine = (box.data / "secret.key").read_text(encoding="utf-8")
    (box.data / "secret.key").write_text("f" * 64, encoding="utf-8")
    for words in (("start", "--port", str(box.port)), ("people", "add", "budi")):
        done = box.command(*words)
        one_sentence(done.returncode, done.stderr, "not the key that this store works with", "secret.key and keys/")
    (box.data / "secret.key").write_text(f"{mine}\n", encoding="utf-8")
    assert box.command("places").returncode == 0, "a line's end behind it, as editors put it there, changes no key"
    (box.data / "secret.key").write_text("f" * 64, encoding="utf-8")
    box.renew = True
    with box.running():
        assert box.healthz() == 200
    assert box.command("places").returncode == 0, "it is the store's from now on"


# ── backups ───────────────────────────────────────────────────────────────────────────────────────────────────────


KILLED = """
import os, signal, sys
from pathlib import Path
from kiosk.cli.archive import unfinished
with unfinished(Path(sys.argv[1])) as place:
    (place / "x").write_bytes(b"x" * 9999)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_backup_left_goes_with_the_next(data: Path, loket: Loket, tmp_path: Path) -> None:  # noqa: F811
    killed = subprocess.run([sys.executable, "-c", KILLED, tmp_path])
    assert killed.returncode == -signal.SIGKILL
    (left,) = tmp_path.glob("unfinished-*")
    with unfinished(tmp_path) as other:
        assert not left.exists()
        assert loket("backup", "--to", str(tmp_path))[0] == 0
        assert list(tmp_path.glob("unfinished-*")) == [other], "one that is being made stays"
    assert not list(tmp_path.glob("unfinished-*"))


@pytest.mark.parametrize("odd", ["../escaped", "/loket-escaped", "seals.txt"])
def test_an_archive_puts_nothing_elsewhere(tmp_path: Path, odd: str) -> None:
    (tmp_path / "place").mkdir()
    with tarfile.open(tmp_path / "x.tar", "w") as archive:
        member = tarfile.TarInfo(odd)
        if odd == "seals.txt":
            member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(member, io.BytesIO())
    with (tmp_path / "x.tar").open("rb") as opened:
        unpack(opened, tmp_path / "x.tar", tmp_path / "place")
    assert os.listdir(tmp_path / "place") == []
    assert not (tmp_path / "escaped").exists()


def test_an_archive_that_ends_early_is_a_sentence(data: Path, loket: Loket, tmp_path: Path) -> None:  # noqa: F811
    archive = Path(loket("backup")[1].strip())
    os.truncate(archive, archive.stat().st_size // 2)
    code, _out, err = loket("restore", str(archive))
    one_sentence(code, err, "cannot be read as a backup")
    code, _out, err = loket("restore", str(tmp_path / "nix.tar"))
    one_sentence(code, err, "nix.tar cannot be read as a backup")


# ── what is printed ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Loket\x1b[2J", "Loket\\u001b[2J"),
        ("a\rb", "a\\u000db"),
        ("a\x9bb\x7f", "a\\u009bb\\u007f"),
        ("\u202ekode", "\\u202ekode"),
        ("x\udcff", "x\\udcff"),
        ("baris\tsatu – 漢\r\nbaris dua\n", "baris\tsatu – 漢\r\nbaris dua\n"),
    ],
)
def test_nothing_that_is_printed_commands_the_terminal(text: str, said: str) -> None:
    assert escaped(text) == said


def test_a_command_prints_names_escaped(office: Flask, loket: Loket) -> None:  # noqa: F811
    assert loket("places", "add-counter", "kanim", "kanim-9", "Loket \x1b]0;x\x07")[0] in (0, 2)
    for words in (("places",), ("places", "--json"), ("devices", "pair", "\x1b[2J"), ("places", "add-unit", "\x1b", "x")):
        _code, out, err = loket(*words)
        assert "\x1b" not in out + err


@pytest.mark.parametrize("encoding", ["iso-8859-1", pytest.param("ascii", marks=pytest.mark.long)])
def test_no_locale_stops_a_command(office: Flask, data: Path, loket: Loket, encoding: str) -> None:  # noqa: F811
    """PYTHONIOENCODING does what LC_ALL=id_ID does where that locale is installed. Into a pipe all is UTF-8."""
    assert loket("places", "add-counter", "kanim", "kanim-2", "Loket – 漢")[0] == 0
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for words in (("places",), ("verify",)):
        done = subprocess.run([*RUN, "--data", str(data), *words], env=environment, capture_output=True)
        assert done.returncode == 0, done.stderr.decode()
        assert "Loket – 漢" in done.stdout.decode() or words[0] != "places"
    refused = subprocess.run([*RUN, "--data", str(data), "figures", "漢–"], env=environment, capture_output=True)
    assert refused.returncode == 2
    one_sentence(refused.returncode, refused.stderr.decode())


def test_an_unfinished_line_is_ended(capsys: pytest.CaptureFixture[str]) -> None:
    stream = io.StringIO()
    plain = Plain(stream)
    print("1 dari 2", end="\r", file=plain)
    assert plain.open_line
    print("loket: cannot", file=plain)
    assert not plain.open_line
    assert stream.getvalue() == "1 dari 2\rloket: cannot\n"


# ── addresses ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("host", "wrong"),
    [("192.0.2.1", "--host"), ("2001:db8::1", "--host"), ("[2001:db8::1]", "--host"), ("nix.invalid", "--host"), ("a b", "--host")],
)
def test_the_half_of_an_address_that_is_wrong_is_named(loket: Loket, host: str, wrong: str) -> None:  # noqa: F811
    code, _out, err = loket("start", "--host", host, "--port", free_port())
    one_sentence(code, err, f"Choose another: {wrong}", f"[{host.strip('[]')}]:" if ":" in host else f"{host}:")


def test_a_port_that_is_taken_on_ipv6_is_the_ports_fault(loket: Loket) -> None:  # noqa: F811
    with socket.socket(socket.AF_INET6) as taken:
        taken.bind(("::1", 0))
        taken.listen()
        code, _out, err = loket("start", "--host", "::1", "--port", str(taken.getsockname()[1]))
    one_sentence(code, err, "Choose another: --port")


def test_ipv6_is_listened_on(tmp_path: Path) -> None:
    where = free_port()
    with subprocess.Popen(
        [*RUN, "start", "--data", str(tmp_path / "data"), "--host", "::1", "--port", where, "--workers", "1", *FIRST],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout
        lines = [server.stdout.readline() for _ in range(2)]
        assert f"http://[::1]:{where}/panel/" in lines[1]
        with socket.create_connection(("::1", int(where)), timeout=20) as visitor:
            visitor.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
            assert b"200" in visitor.recv(200)
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0


def test_a_password_file_of_windows_editor_is_read(data: Path, tmp_path: Path) -> None:  # noqa: F811
    from kiosk.cli.start import _password

    (tmp_path / "password").write_bytes(b"\xef\xbb\xbfkata-sandi-uji\r\n")
    assert _password(_Asked(tmp_path / "password"), "kepala") == ("kata-sandi-uji", False)
    (tmp_path / "password").write_bytes(b"\xff\xfe" * 9)
    with pytest.raises(Refusal, match="cannot read a password"):
        _password(_Asked(tmp_path / "password"), "kepala")
    shutil.rmtree(data)


class _Asked:
    def __init__(self, file: Path) -> None:
        self.admin_password_file = file
