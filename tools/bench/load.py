"""The load generator, a process of its own: `python -m tools.bench.load < order > outcome` (both JSON).

Keep-alive connections with one request each under way, sent as bytes made beforehand: a request costs it some 20 µs of CPU,
so the cores are the server's.
"""

import dataclasses
import json
import select
import socket
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from time import perf_counter

from kiosk.clock import system_clock
from tools.bench import traffic
from tools.bench.measures import percentile
from tools.bench.processes import cpu_seconds, end_with_parent

ANSWERS_WITHIN = 60.0


@dataclass(frozen=True, slots=True)
class Order:
    """What to send, for how long, and whose CPU to read. `callers`: tokens of tablets, or codes of links (see `traffic.conversation`)."""

    port: int
    callers: Sequence[str]
    path: str
    connections: int
    warm_up: float
    seconds: float
    processes: Sequence[int]


@dataclass(slots=True)
class Outcome:
    """What came back."""

    acknowledged: list[str] = field(default_factory=list)
    """Every answer called stored, warm-up and end included."""
    requests: int = 0
    """Answered as expected within the measured span …"""
    ratings: int = 0
    """… and the ratings in them."""
    failed: int = 0
    failure: str = ""
    seconds: float = 0.0
    """The measured span, as it really was."""
    cpu: float = 0.0
    p50_ms: float = 0.0
    p99_ms: float = 0.0
    """Over requests sent within the span; those still under way at its end are waited for."""


class Connection:
    """One keep-alive connection: at most one request under way."""

    def __init__(self, port: int, says: traffic.Conversation) -> None:
        self._port, self._says = port, says
        self.socket = self._connect()
        self._send(next(says))

    def _connect(self) -> socket.socket:
        made = socket.create_connection(("127.0.0.1", self._port), ANSWERS_WITHIN)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return made

    def go_on(self, reply: traffic.Reply) -> None:
        """Say what follows on this reply."""
        self._send(self._says.send(reply))

    def _send(self, request: traffic.Request) -> None:
        self.request = request
        self._got = b""
        self._whole: int | None = None
        self.sent_at = perf_counter()
        self.socket.sendall(self.request.sent)

    def receive(self) -> traffic.Reply | None:
        """The answer once it is whole. Raises OSError if there is none to come."""
        got = self.socket.recv(262_144)
        if not got:
            raise ConnectionResetError("the server closed the connection")
        self._got += got
        if self._whole is None and (end := self._got.find(b"\r\n\r\n")) >= 0:
            self._whole = end + 4 + _length(self._got[:end])
        if self._whole is None or len(self._got) < self._whole:
            return None
        head, _blank, body = self._got.partition(b"\r\n\r\n")
        return traffic.Reply(head.decode("latin-1"), body)


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _colon, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise ConnectionError(f"an answer without Content-Length: {head[:200]!r}")


class Run:
    """An order being carried out."""

    def __init__(self, order: Order) -> None:
        self.order, self.outcome = order, Outcome()
        self.latencies: list[float] = []
        self.replies: list[bytes] = []
        conversations = _conversations(order)
        self.poll = select.epoll()
        self.under_way: dict[int, Connection] = {}
        self.begin = perf_counter() + order.warm_up
        self.end = self.begin + order.seconds
        for each in conversations:
            connection = Connection(order.port, each)
            self.under_way[connection.socket.fileno()] = connection
            self.poll.register(connection.socket, select.EPOLLIN)

    def __call__(self) -> Outcome:
        self._until(self.begin)
        self.begin, before, answered, rated = perf_counter(), cpu_seconds(self.order.processes), *self._counts()
        self._until(self.end)
        self.end, after = perf_counter(), cpu_seconds(self.order.processes)
        outcome = self.outcome
        outcome.requests, outcome.ratings = (now - then for now, then in zip(self._counts(), (answered, rated), strict=True))
        self._drain()
        outcome.seconds, outcome.cpu = self.end - self.begin, after - before
        outcome.p50_ms, outcome.p99_ms = (1000 * percentile(self.latencies, share) for share in (0.5, 0.99))
        for reply in self.replies:
            self._read_reply(reply)
        return outcome

    def _read_reply(self, reply: bytes) -> None:
        """Read a batch's reply, after the measurement: reading it costs the generator more than sending it."""
        stored = traffic.acknowledged_in(reply)
        self.outcome.acknowledged += [str(answer) for answer in stored]
        if len(stored) != traffic.BATCH:
            self._fail(f"{traffic.BATCH - len(stored)} ratings of a batch were refused: {reply[:300].decode(errors='replace')}")

    def _counts(self) -> tuple[int, int]:
        """Requests answered as expected so far, and their ratings."""
        return self.outcome.requests, self.outcome.ratings

    def _until(self, moment: float) -> None:
        """Send and receive until that moment."""
        while (left := moment - perf_counter()) > 0 and self.under_way:
            for file, _event in self.poll.poll(left):
                if reply := self._hear(self.under_way[file]):
                    self.under_way[file].go_on(reply)

    def _drain(self) -> None:
        """Wait for the answers under way, and send no more."""
        until = perf_counter() + ANSWERS_WITHIN
        while self.under_way and (left := until - perf_counter()) > 0:
            for file, _event in self.poll.poll(left):
                if self._hear(self.under_way[file]):
                    self._close(self.under_way[file])
        for connection in list(self.under_way.values()):
            self._fail(f"no answer within {ANSWERS_WITHIN:.0f} s")
            self._close(connection)

    def _hear(self, connection: Connection) -> traffic.Reply | None:
        """Take what has come in; the reply, if it is whole and the connection free for the next request."""
        try:
            reply = connection.receive()
        except OSError as error:
            self._fail(str(error))
            self._close(connection)
            return None
        if reply is None:
            return None
        if self.begin <= connection.sent_at <= self.end:
            self.latencies.append(perf_counter() - connection.sent_at)
        asked = connection.request
        if reply.status != asked.status or asked.holds not in reply.body:
            self._fail(f"{reply.head[:300]}: {reply.body[:300].decode(errors='replace')}")
            self._close(connection)  # nothing follows on that
            return None
        self.outcome.requests += 1
        self.outcome.ratings += len(asked.answers)
        if len(asked.answers) > 1:
            self.replies.append(reply.body)
        else:
            self.outcome.acknowledged += map(str, asked.answers)
        return reply

    def _fail(self, reason: str) -> None:
        self.outcome.failed += 1
        self.outcome.failure = self.outcome.failure or reason

    def _close(self, connection: Connection) -> None:
        del self.under_way[connection.socket.fileno()]
        self.poll.unregister(connection.socket)
        connection.socket.close()


def _conversations(order: Order) -> list[traffic.Conversation]:
    """What is said on each connection. Tapped within the last hour: no clock runs ahead."""
    first, share = system_clock() - timedelta(hours=1), (order.warm_up + order.seconds) / order.connections
    callers = [order.callers[number % len(order.callers)] for number in range(order.connections)]
    return [traffic.conversation(order.path, caller, first, share) for caller in callers]


def main() -> None:
    end_with_parent()
    outcome = Run(Order(**json.load(sys.stdin)))()
    json.dump(dataclasses.asdict(outcome), sys.stdout)


if __name__ == "__main__":
    main()
