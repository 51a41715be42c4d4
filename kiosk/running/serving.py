"""Running the server: gunicorn in this process, loaded once and then forked, stopped cleanly by Ctrl-C."""

import ctypes
import errno
import gc
import logging
import os
import re
import socket
from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from kiosk.config import Settings
from kiosk.jobs.making import Beside
from kiosk.jobs.timed_work import TimedWork
from kiosk.refusals import Refusal
from kiosk.running.arriving import WholeRequests
from kiosk.store.opening import leave_connections, open_to_serve
from kiosk.store.session import check_points_beside


class NamesNobody(logging.Filter):
    """gunicorn logs who sent a broken request and what it asked for; that may be a visitor, and her ticket."""

    SAID = re.compile(r" from (?:ip=\S+(?=: )|'[^']*')|(?<=^Error handling request) .*")

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self.SAID.sub("", record.getMessage()), ()
        return True


NAMES_NOBODY = NamesNobody()
M_ARENA_MAX = -8
"""Source: mallopt(3), malloc.h of glibc."""


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn with our settings. No access log: it would join addresses and times of visitors."""

    def __init__(self, app: Flask, settings: Settings, when_ready: Callable[[], None]) -> None:
        self.flask, self.settings, self.ready = app, settings, when_ready
        super().__init__()

    def load_config(self) -> None:
        logging.getLogger("gunicorn.error").addFilter(NAMES_NOBODY)

        def left_parent(_server: Any, _worker: Any) -> None:
            with self.flask.app_context():
                leave_connections()
                check_points_beside()
            self.flask.extensions["beside"] = Beside(self.settings.data)
            TimedWork(self.flask).start()

        for name, value in {
            "bind": authority(self.settings.host, self.settings.port),
            # gunicorn notes them when it is loaded, which is before root has become the data folder's owner.
            "user": os.geteuid(),
            "group": os.getegid(),
            "workers": self.settings.workers,
            "threads": self.settings.threads,
            "worker_class": WholeRequests,
            "keepalive": 30,
            "preload_app": True,
            "graceful_timeout": 5,
            "loglevel": "warning",
            "when_ready": lambda _server: self.ready(),
            "post_fork": left_parent,
            "control_socket_disable": True,
        }.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        share_one_arena()
        settle()
        return self.flask


def share_one_arena() -> None:
    """All threads of the workers take memory from one place. glibc gives each its own, so that none waits for another; but Python's
    take turns anyway, and what one of them has freed another could not use.

    To be called before there are threads. Other libraries than glibc have no such places.
    """
    if tell := getattr(ctypes.CDLL(None), "mallopt", None):
        tell(M_ARENA_MAX, 1)


def settle() -> None:
    """What is loaded stays. Otherwise Python's collector goes through all of it again and again, and every tap waits 150 ms.

    A page of a hundred units makes tens of thousands of objects that go with it: looked through every 10,000 instead of every
    700, the slowest pages are a third quicker (`loket bench pages`).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def must_be_free(settings: Settings) -> None:
    """Refuse before any work is done if the address cannot be listened on, and say which half of it is wrong."""
    where = authority(settings.host, settings.port)
    try:
        found = socket.getaddrinfo(bare(settings.host), settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise Refusal(f"cannot listen on {where}: {settings.host!r} is no address of this machine. Choose another: --host") from error
    (family, kind, _, _, address), *_others = found
    try:
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        wrong = "--port" if error.errno in (errno.EADDRINUSE, errno.EACCES) else "--host"
        raise Refusal(f"cannot listen on {where} ({error.strerror}). Choose another: {wrong}") from error


def bare(host: str) -> str:
    """An IPv6 address without the brackets that it has in a URL."""
    return host[1:-1] if host.startswith("[") and host.endswith("]") else host


def authority(host: str, port: int) -> str:
    """Host and port as a URL writes them.

    >>> authority("127.0.0.1", 8000), authority("::1", 8000), authority("[::1]", 8000)
    ('127.0.0.1:8000', '[::1]:8000', '[::1]:8000')
    """
    return f"[{bare(host)}]:{port}" if ":" in host else f"{host}:{port}"


def serve(app: Flask, settings: Settings, when_ready: Callable[[], None]) -> int:
    """Serve until Ctrl-C or SIGTERM. Returns the exit code."""
    with open_to_serve(settings):
        try:
            Server(app, settings, when_ready).run()
        except SystemExit as end:
            return int(end.code or 0)
    return 0


def network_address() -> str | None:
    """This machine's address in its network, as phones there can open it. Nothing is sent: a UDP socket only picks a route."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # RFC 5737: an address for documentation
            return str(probe.getsockname()[0])
        except OSError:
            return None
