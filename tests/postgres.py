"""A PostgreSQL for tests: the one at TEST_DATABASE_URL, or a server of our own, started once a run (toolchain: no root)."""

import os
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

TEMPLATE = "loket_template"
ROOM = 1 << 30
"""Bytes that a server of ours may come to need."""


def postgres_tools() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: -int(p.parts[-3]))
    on_path = shutil.which("initdb")
    return found[0].parent if found else Path(on_path).parent if on_path else None


@contextmanager
def server() -> Iterator[str]:
    """The address of a PostgreSQL: TEST_DATABASE_URL, or a server of our own (toolchain.md 10)."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    tools = postgres_tools()
    if tools is None:
        if os.environ.get("CI"):
            pytest.fail("CI installs PostgreSQL (see .ci/run), yet it is not here")
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    # A short path: a socket's address holds 107 bytes. In memory a database is copied in 44 ms, on a disk in 240.
    memory = Path("/dev/shm")  # noqa: S108  # a folder of our own below it
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > ROOM
    folder = Path(tempfile.mkdtemp(prefix="pg", dir=memory if roomy else "/tmp"))  # noqa: S108  # the same
    as_other = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    if as_other:
        shutil.chown(folder, "postgres")

    def run(*command: str) -> None:
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        subprocess.run([*as_other, *command], check=True, cwd="/", env=environment, stdout=subprocess.DEVNULL, timeout=60)

    options = f"-k {folder} -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    try:
        run(str(tools / "initdb"), "-D", f"{folder}/d", "-U", "kiosk", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        run(str(tools / "pg_ctl"), "-D", f"{folder}/d", "-w", "-l", f"{folder}/log", "-o", options, "start")
        yield f"postgresql://kiosk@/postgres?host={folder}"
        run(str(tools / "pg_ctl"), "-D", f"{folder}/d", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def database(address: str, name: str) -> str:
    """The address of another database of the same server."""
    return address.replace("/postgres?", f"/{name}?") if "/postgres?" in address else f"{address.rsplit('/', 1)[0]}/{name}"


def make_anew(address: str, name: str, template: str = "template1") -> str:
    """A separate copy of a database, in place of what had the name before; returns its address."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return database(address, name)


FLUSH = b"H\0\0\0\4"
"""Asks for nothing new. It may come when the answer is here already. Source: PostgreSQL, "Message Formats"."""


class Line:
    """A line to the server that counts how often somebody at our end has spoken and waited for an answer."""

    def __init__(self, address: str) -> None:
        self._server = conninfo_to_dict(address)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.trips = 0
        threading.Thread(target=self._open, daemon=True).start()

    @property
    def address(self) -> str:
        """The server's, by this line."""
        host, port = self._door.getsockname()
        return f"postgresql://{self._server['user']}@{host}:{port}/{self._server['dbname']}"

    def close(self) -> None:
        self._door.close()

    def _open(self) -> None:
        with suppress(OSError):  # closed
            while True:
                near, _ = self._door.accept()
                self._carry(near, self._far_end())

    def _far_end(self) -> socket.socket:
        host, port = self._server.get("host", "localhost"), int(self._server.get("port", 5432))
        if not host.startswith("/"):
            return socket.create_connection((host, port))
        far = socket.socket(socket.AF_UNIX)
        far.connect(f"{host}/.s.PGSQL.{port}")
        return far

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        answered = threading.Event()
        answered.set()

        def carry(here: socket.socket, there: socket.socket) -> None:
            with here, there, suppress(OSError):
                while said := here.recv(65536):
                    if here is far:
                        answered.set()
                    elif answered.is_set() and said != FLUSH:
                        answered.clear()
                        self.trips += 1
                    there.sendall(said)

        for here, there in ((near, far), (far, near)):
            threading.Thread(target=carry, args=(here, there), daemon=True).start()
