"""A real server, and strangers who are slow on purpose: what they send or read takes no thread from those who are not."""

import http.client
import resource
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from time import monotonic, sleep
from urllib.parse import urlencode

import pytest

from kiosk import ledger
from kiosk.running.arriving import LONGEST_HEAD, MOST_CONNECTIONS, MOST_QUEUED, REFUSALS, TO_ARRIVE, Refused, measured
from kiosk.web.bodies import LARGEST
from tests.recording.test_broken import Box

SLOW = 64
"""Slow strangers: four for each thread of two processes of eight."""
SOON = 3.0
"""Seconds in which a tap is answered meanwhile, on a busy machine."""
FORM = "Content-Type: application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def box(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Box]:
    box = Box(tmp_path_factory.mktemp("slow") / "data")
    box.first_run()
    with box.running():
        yield box


@contextmanager
def strangers(box: Box, sent: str, n: int = SLOW) -> Iterator[list[socket.socket]]:
    """So many connections, each of which has sent this and keeps still."""
    held = [socket.create_connection(("127.0.0.1", box.port), 10) for _ in range(n)]
    try:
        for each in held:
            each.sendall(sent.encode())
        sleep(0.5)
        yield held
    finally:
        for each in held:
            each.close()


def tap(box: Box) -> float:
    """A tablet taps; seconds until it is told that the tap is recorded."""
    moment, began = datetime.now(UTC), monotonic()
    one, visit = (str(ledger.new_id(moment)) for _ in range(2))
    fields = {"visit": visit, "answer": one, "question": "S0", "score": "4", "given_at": moment.isoformat()}
    assert box.request("POST", "/counter/answers", fields).status == 200
    return monotonic() - began


def told(connection: socket.socket, seconds: float = 30) -> str:
    """All that the server says on a connection until it closes it."""
    connection.settimeout(seconds)
    said = b""
    with suppress(ConnectionError):
        while piece := connection.recv(65536):
            said += piece
    return said.decode(errors="replace")


HALF_BODY = f"POST /q/x/answers HTTP/1.1\r\nHost: x\r\n{FORM}\r\nContent-Length: 60000\r\n\r\nscore=4&visit="
HALF_HEAD = "GET /cek HTTP/1.1\r\nHost: x\r\nX-Slow: "
TOO_LARGE = f"POST /q/x/answers HTTP/1.1\r\nHost: x\r\n{FORM}\r\nContent-Length: 99999999\r\n\r\n"
STAYS_OPEN = "GET /healthz HTTP/1.0\r\n\r\n"
HALF_FOLLOWS = f"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n{HALF_HEAD}"
IN_A_TABLETS_NAME = f"POST /counter/answers HTTP/1.1\r\nHost: x\r\n{FORM}\r\nContent-Length: 60000\r\n\r\nscore=4"


@pytest.mark.parametrize("sent", [HALF_BODY, HALF_HEAD, TOO_LARGE, STAYS_OPEN, HALF_FOLLOWS, IN_A_TABLETS_NAME, ""])
def test_a_tap_is_answered_while_strangers_are_slow(box: Box, sent: str) -> None:
    with strangers(box, sent):
        assert max(tap(box) for _ in range(5)) < SOON


def test_a_tap_is_answered_while_strangers_do_not_read(box: Box) -> None:
    """Each asks for pages without end and takes none of them."""
    page = "GET /privasi HTTP/1.1\r\nHost: x\r\n\r\n"
    with strangers(box, page) as held:
        for each in held:
            with suppress(OSError):
                each.sendall(page.encode() * 50)
        assert max(tap(box) for _ in range(5)) < SOON


def test_a_request_that_is_never_whole_is_ended(box: Box) -> None:
    with strangers(box, HALF_HEAD, 3) as held:
        began = monotonic()
        for each in held:
            assert told(each).startswith("HTTP/1.1 408 ")
        assert monotonic() - began < TO_ARRIVE + 5


def test_more_connections_than_a_process_keeps(box: Box) -> None:
    """Those that have waited longest make room: first of all those of strangers who keep still."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 4096)), hard))
    try:
        with strangers(box, HALF_HEAD, 3 * MOST_CONNECTIONS):
            assert max(tap(box) for _ in range(3)) < SOON
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_what_is_too_large_is_refused_with_its_page_before_it_is_sent(box: Box) -> None:
    with strangers(box, TOO_LARGE, 1) as (one,):
        said = told(one)
    assert said.startswith("HTTP/1.1 413 ")
    assert "Kiriman terlalu besar" in said


def test_a_tablets_batch_may_be_larger_than_a_form(box: Box) -> None:
    body = b'{"ratings": []}' + b" " * (2 * LARGEST)
    for path, kind, status in (("/counter/batches", "application/json", 200), ("/counter/answers", "multipart/form-data; boundary=x", 413)):
        with closing(http.client.HTTPConnection("127.0.0.1", box.port, timeout=15)) as connection:
            connection.request("POST", path, body, {"Authorization": f"Bearer {box.token}", "Content-Type": kind})
            assert connection.getresponse().status == status, path


def test_a_connection_is_used_again(box: Box) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", box.port, timeout=15)) as connection:
        connection.connect()
        first = connection.sock
        for _ in range(3):
            connection.request("POST", "/q/x/answers", urlencode({"score": 4}), {"Content-Type": "application/x-www-form-urlencoded"})
            answer = connection.getresponse()
            answer.read()
            assert (answer.status, connection.sock) == (404, first)


def test_who_waits_for_leave_to_send_is_given_it(box: Box) -> None:
    head = f"POST /q/x/answers HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{FORM}\r\nExpect: 100-continue\r\nContent-Length: 7\r\n\r\n"
    with strangers(box, head, 1) as (one,):
        assert one.recv(100).startswith(b"HTTP/1.1 100 Continue")
        one.sendall(b"score=4")
        assert "HTTP/1.1 404 " in told(one)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 411),
        ("POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nX: " + "x" * LONGEST_HEAD, 431),
    ],
)
def test_what_cannot_be_measured_is_refused(box: Box, sent: str, status: int) -> None:
    with pytest.raises(Refused) as refused:
        measured(sent.encode())
    assert refused.value.status == status
    with strangers(box, sent, 1) as (one,):
        assert told(one).startswith(f"HTTP/1.1 {status} {REFUSALS[status][0]}")


def test_a_queue_that_is_full_refuses_strangers_and_no_tablet(box: Box) -> None:
    whole = "GET /cek?code=AAAA-AAAA HTTP/1.1\r\nHost: x\r\n\r\n"
    with strangers(box, whole, 4 * MOST_QUEUED):
        assert tap(box) < SOON
