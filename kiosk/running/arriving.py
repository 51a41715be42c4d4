"""How requests come in: no thread waits for whom it answers. A thread is given a request once all of it is here.

gunicorn's own threads read a request, read off what is left of it, and its loop waits for the other side to close. So strangers who send a
letter a second, or keep still, hold all of it: sixteen connections stop two processes of eight threads. Here the loop that keeps
connections collects each request, within limits of size, time and memory, and closes without waiting. SECURITY.md has the limits.
"""

import errno
import re
import selectors
import socket
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import Any

from gunicorn.http.parser import RequestParser
from gunicorn.workers.gthread import TConn, ThreadWorker

from kiosk.web.bodies import LARGEST, largest_at

TO_ARRIVE = 10
"""Seconds for a request's head, and for its body besides what SLOWEST gives."""
SLOWEST = 8 * 1024
"""Bytes a second that a body must make on the whole: 64 kbit/s, a bad mobile network. A form of 64 KB may so take 18 seconds."""
LONGEST_HEAD = 32 * 1024
"""Bytes. Ours are two KB with all cookies."""
MOST_CONNECTIONS = 500
"""Of one process. A further one takes the place of that which has waited longest: a tap is here within milliseconds. Half of the 1024 files
that systemd lets a service open."""
MOST_HELD = 32 * 1024 * 1024
"""Bytes of unfinished requests in one process."""
MOST_QUEUED = 200
"""Whole requests that wait for a thread, the tablets' aside: with 10 ms for each and six threads, a third of a second."""
KEPT_FOR_TABLETS = 2
"""Threads of a process on which only tablets' requests run."""
TO_READ = 10
"""Seconds in which an answer that is larger than SENT_AT_ONCE must be taken, all of it."""
SENT_AT_ONCE = 256 * 1024
"""Bytes that the system takes over at once, however slowly they are read: more than any answer to a stranger has."""
TO_CLOSE = 2
"""Seconds in which the other side may still read what it was told last."""

LENGTH = re.compile(rb"\r\ncontent-length[ \t]*:[ \t]*([^\r]*?)[ \t]*(?=\r\n)", re.I)
CODED = re.compile(rb"\r\ntransfer-encoding[ \t]*:", re.I)
EXPECTS = re.compile(rb"\r\nexpect[ \t]*:[ \t]*100-continue", re.I)
TABLETS = re.compile(rb"[A-Z]+ [^ ?]*/counter/")
"""How a tablet's request begins; below a path of another site, too."""

REFUSALS = {
    400: ("Bad Request", "Permintaan tidak dapat dibaca. The request cannot be read."),
    408: ("Request Timeout", "Kiriman terlalu lambat; kirim sekali lagi. The request came too slowly; send it once more."),
    411: ("Length Required", "Panjang kiriman harus disebut. The length of the body must be given."),
    431: ("Request Header Fields Too Large", "Kepala permintaan terlalu besar. The request's head is too large."),
    503: ("Service Unavailable", "Server sedang sibuk; coba lagi sebentar lagi. The server is busy; try again in a moment."),
}


class Refused(Exception):
    """A request that is not handed on, with the status that its sender is told."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status

    @property
    def answer(self) -> bytes:
        title, sentence = REFUSALS[self.status]
        again = "Retry-After: 2\r\n" if self.status == 503 else ""
        head = (
            f"HTTP/1.1 {self.status} {title}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {len(sentence) + 1}\r\n{again}"
        )
        return f"{head}Cache-Control: no-store\r\nConnection: close\r\n\r\n{sentence}\n".encode()


def measured(begun: bytes | bytearray) -> tuple[int, int] | None:
    r"""How many bytes a request's head and body have; None while its head is not whole. Raises Refused.

    A body's length is given, or there is none: browsers and the proxies that we describe give it.

    >>> measured(b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nscor")
    (38, 5)
    """
    end = begun.find(b"\r\n\r\n", 0, LONGEST_HEAD)
    if end < 0:
        if len(begun) >= LONGEST_HEAD:
            raise Refused(431)
        return None
    head = bytes(begun[: end + 2])
    if CODED.search(head):
        raise Refused(411)
    given = {*LENGTH.findall(head)} or {b"0"}
    text = given.pop()
    if given or not text.isdigit() or len(text) > 12:
        raise Refused(400)
    return end + 4, int(text)


class LimitedSocket(socket.socket):
    """A connection on which a thread waits for TO_READ at most: gunicorn's threads would wait for ever."""

    def setblocking(self, flag: bool) -> None:
        self.settimeout(TO_READ if flag else 0)


class Connection(TConn):  # type: ignore[misc]  # gunicorn has no types
    """A connection, and what has come of its next request."""

    def __init__(self, cfg: Any, sock: socket.socket, client: Any, server: Any) -> None:
        super().__init__(cfg, sock, client, server)
        self.initialized = self.data_ready = True  # nothing is left to be read, or to be agreed on, in a thread
        self.begun = bytearray()
        self.length: int | None = None
        self.until = 0.0
        self.ends = False

    @property
    def is_tablets(self) -> bool:
        return TABLETS.match(self.begun) is not None

    def hand_on(self) -> None:
        """Give the parser this request, from memory. Whatever follows it must be sent anew: nobody we know sends ahead."""
        whole, rest = bytes(self.begun[: self.length]), self.begun[self.length :]
        self.begun, self.length, self.ends = bytearray(), None, self.ends or bool(rest)
        self.parser = RequestParser(self.cfg, [whole], self.client)


class WholeRequests(ThreadWorker):  # type: ignore[misc]
    """gunicorn's worker of threads, which are handed whole requests, those of tablets first."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.worker_connections = 2 * MOST_CONNECTIONS  # never reached: a further one takes an older one's place
        self.waiting: dict[Connection, Callable[[], None]] = {}
        """Connections in the poller, the one that has waited longest first, and what is done when its time is over."""
        self.held = 0
        self.at_work = 0
        self.tablets: deque[Connection] = deque()
        self.others: deque[Connection] = deque()

    # ── connections ───────────────────────────────────────────────────────────────────────────────────────────────

    def accept(self, listener: socket.socket) -> None:
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE) and self.waiting:
                self._drop(next(iter(self.waiting)))
            elif error.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return
        self.nr_conns += 1
        while self.nr_conns > MOST_CONNECTIONS and self.waiting:
            self._drop(next(iter(self.waiting)))
        sock = LimitedSocket(fileno=client.detach())
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SENT_AT_ONCE)
        self._await_request(Connection(self.cfg, sock, address, listener.getsockname()), TO_ARRIVE)

    def _await_request(self, conn: Connection, seconds: float) -> None:
        self._wait(conn, seconds, self._arriving, self._too_late)

    def _wait(self, conn: Connection, seconds: float, readable: Callable[[Connection], None], over: Callable[[Connection], None]) -> None:
        conn.sock.setblocking(False)
        conn.until = monotonic() + seconds
        self.waiting[conn] = partial(over, conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, lambda _sock: readable(conn))

    def _leave(self, conn: Connection) -> None:
        """Out of the poller."""
        del self.waiting[conn]
        self.held -= len(conn.begun)
        with suppress(OSError, KeyError, ValueError):
            self.poller.unregister(conn.sock)

    def _drop(self, conn: Connection) -> None:
        self._leave(conn)
        self.nr_conns -= 1
        conn.close()

    def murder_pending(self) -> None:
        """gunicorn calls it every second. A server that stops keeps an idle connection for two more, for what may be on its way."""
        now = monotonic()
        for conn, over in list(self.waiting.items()):
            if conn.until <= now or (not self.alive and not conn.begun and conn.until <= now + self.cfg.keepalive - TO_CLOSE):
                over()

    # ── a request comes in ────────────────────────────────────────────────────────────────────────────────────────

    def _arriving(self, conn: Connection) -> None:
        try:
            piece = conn.sock.recv(64 * 1024)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if not piece:
            self._drop(conn)
            return
        if not conn.begun:
            conn.until = monotonic() + TO_ARRIVE
        conn.begun += piece
        self.held += len(piece)
        try:
            self._measure(conn)
        except Refused as refused:
            self._refuse(conn, refused)
            return
        if conn.length is not None and len(conn.begun) >= conn.length:
            self._leave(conn)
            self._queue(conn)
        while self.held > MOST_HELD:
            self._drop(next(each for each in self.waiting if each.begun))

    def _measure(self, conn: Connection) -> None:
        if conn.length is not None or (found := measured(conn.begun)) is None:
            return
        head, body = found
        if body > LARGEST and body > largest_at(self.wsgi, bytes(conn.begun[:head])):
            # Its page says so by the length that is given, and nothing more of it is read.
            conn.length, conn.ends = head, True
            return
        conn.length = head + body
        conn.until += body / SLOWEST
        if len(conn.begun) < conn.length and EXPECTS.search(conn.begun):
            with suppress(OSError):
                conn.sock.send(b"HTTP/1.1 100 Continue\r\n\r\n")

    def _too_late(self, conn: Connection) -> None:
        if conn.begun:
            self._refuse(conn, Refused(408))
        else:
            self._drop(conn)

    def _refuse(self, conn: Connection, refused: Refused) -> None:
        self._leave(conn)
        with suppress(OSError):
            conn.sock.send(refused.answer)
        self._close(conn)

    # ── a thread for it ───────────────────────────────────────────────────────────────────────────────────────────

    def _queue(self, conn: Connection) -> None:
        if conn.is_tablets:
            self.tablets.append(conn)
        elif len(self.others) < MOST_QUEUED:
            self.others.append(conn)
        else:
            with suppress(OSError):
                conn.sock.send(Refused(503).answer)
            self._close(conn)
            return
        self._dispatch()

    def _dispatch(self) -> None:
        for queue, most in ((self.tablets, self.cfg.threads), (self.others, max(1, self.cfg.threads - KEPT_FOR_TABLETS))):
            while queue and self.at_work < most:
                conn = queue.popleft()
                conn.hand_on()
                self.at_work += 1
                self.enqueue_req(conn)

    def finish_request(self, conn: Connection, fs: "Future[Any]") -> None:
        """In the loop, once a thread has answered."""
        self.at_work -= 1
        try:
            goes_on = bool(fs.result())
        except Exception:
            goes_on = False
        if goes_on and not conn.ends:
            self._await_request(conn, self.cfg.keepalive)
        else:
            self._close(conn)
        self._dispatch()

    # ── and out ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _close(self, conn: Connection) -> None:
        """Close once the other side has, or TO_CLOSE later: at once, what it was told last might be lost (RFC 9112, 9.6)."""
        conn.begun.clear()
        with suppress(OSError):
            conn.sock.shutdown(socket.SHUT_WR)
        self._wait(conn, TO_CLOSE, self._read_off, self._drop)

    def _read_off(self, conn: Connection) -> None:
        with suppress(BlockingIOError):
            try:
                over = not conn.sock.recv(64 * 1024)
            except ConnectionError:
                over = True
            if over:
                self._drop(conn)
