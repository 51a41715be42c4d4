"""What is sent: HTTP requests as bytes, each with ids of its own. A tablet's taps one by one, or batches of what it kept offline; or what a
phone asks for, whose every request goes by the answer to the one before."""

import json
import re
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from html import unescape
from itertools import chain, count, cycle, islice
from urllib.parse import urlencode
from uuid import UUID

from kiosk.instruments import DEFAULT_INSTRUMENT, DEFAULT_PLAN, Instrument, Plan, load_all, parse_plan
from kiosk.ledger import new_id
from kiosk.phone.answers import answer_id

BATCH = 256
BATCH_PATH = "/counter/batches"
TAP_PATH = "/counter/answers"
LINK_PATH = "/q/"

# How many questions the visits of a tablet answer, in turn: three on average, of the four that they are asked.
LENGTHS = (4, 3, 2)
BETWEEN_TAPS = timedelta(milliseconds=100)


@dataclass(frozen=True, slots=True)
class Request:
    """One request on the wire, the answers that its own answer calls stored, and what that is to be."""

    sent: bytes
    answers: tuple[UUID, ...] = ()
    status: int = 200
    holds: bytes = b""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    head: str
    body: bytes

    @property
    def status(self) -> int:
        return int(self.head.split(" ", 2)[1])

    def every(self, name: str) -> list[str]:
        """The values of the headers of this name."""
        return re.findall(rf"(?im)^{name}: *(.*?)\r?$", self.head)


Conversation = Generator[Request, Reply, None]
"""Requests of one connection, which is told the reply to each."""


def taps(path: str, token: str, first: datetime) -> Iterator[Request]:
    """A tablet's taps without end, each as its form sends it, so that the next screen comes back. The first is given at `first`."""
    for fields in _ratings(first):
        form = urlencode(fields).encode()
        head = "HX-Request: true\r\nContent-Type: application/x-www-form-urlencoded"
        yield Request(_post(path, token, head, form), (UUID(fields["answer"]),), holds=b'id="screen"')


def batches(path: str, token: str, first: datetime) -> Iterator[Request]:
    """A tablet's batches of 256 ratings without end."""
    ratings = ({name: value for name, value in fields.items() if name != "plan"} for fields in _ratings(first))
    while True:
        some = list(islice(ratings, BATCH))
        body = json.dumps({"ratings": some}, separators=(",", ":")).encode()
        yield Request(_post(path, token, "Content-Type: application/json", body), tuple(UUID(each["answer"]) for each in some))


_MADE: dict[str, tuple[Callable[[str, str, datetime], Iterator[Request]], int]] = {TAP_PATH: (taps, 6000), BATCH_PATH: (batches, 40)}
"""How many are made before the start for every second of load; what a faster server needs is made on the way."""


def conversation(path: str, caller: str, first: datetime, share: float) -> Conversation:
    """What somebody says on one connection: the tablet with this token, or visitors with a phone who come by the link of this code, each of
    another one.

    `share`: of a second's requests, how many are made beforehand times the seconds; for phones there is nothing to be made.
    """
    if path == LINK_PATH:
        return visitors(f"{path}{caller}")
    make, a_second = _MADE.get(path, (taps, 6000))
    made = make(path, caller, first)
    return _deaf(chain(list(islice(made, int(a_second * share) + 1)), made))


def _deaf(requests: Iterator[Request]) -> Conversation:
    for each in requests:  # noqa: UP028  # `yield from` would hand the replies on to what cannot hear them
        yield each


def visitors(page: str) -> Conversation:
    """Visitors with phones, one after the other: she opens the link, taps a face, and is led to the next page."""
    for turn in count():
        shown = yield Request(_get(page), holds=b'name="visit"')
        form = shown.body.decode()
        action = unescape(_one(r'<form method="post" action="([^"]+)"', form))
        fields = dict(re.findall(r'<input type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"', form))
        scores = re.findall(r'name="score"\s+value="(\d+)"', form)
        score = scores[turn * 7 % len(scores)]
        body = urlencode({name: unescape(value) for name, value in fields.items()} | {"score": score}).encode()
        stored = answer_id(UUID(fields["form"]), score, None)
        led = yield Request(_sending("POST", action, "Content-Type: application/x-www-form-urlencoded", body), (stored,), status=303)
        cookies = "; ".join(each.partition(";")[0] for each in led.every("Set-Cookie"))
        yield Request(_get(led.every("Location")[0], f"Cookie: {cookies}"), holds=b'name="visit"')


def _one(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    if not found:
        raise ConnectionError(f"no {pattern} in {text[:300]!r}")
    return found[1]


def acknowledged_in(body: bytes) -> set[UUID]:
    """The answers that the reply to a batch calls stored."""
    return {UUID(result["answer"]) for result in json.loads(body)["results"] if result["status"] == 200}


def _ratings(first: datetime) -> Iterator[dict[str, str]]:
    """Fields of one rating after the other, along the default plan. Ids grow with time, as the tablet mints them."""
    instrument, plan = _instrument_and_plan()
    moments = (first + n * BETWEEN_TAPS for n in count())
    turn = count()
    for length in cycle(LENGTHS):
        visit = new_id(given_at := next(moments))
        codes = plan.draw(visit)
        for code in codes[:length]:
            scores = instrument.need(code).scores
            yield {
                "visit": str(visit),
                "answer": str(new_id(given_at)),
                "question": code,
                "score": str(scores[next(turn) * 7 % len(scores)]),
                "given_at": given_at.isoformat(timespec="milliseconds"),
                "language": "id",
                "plan": " ".join(codes),
            }
            given_at = next(moments)


@cache
def _instrument_and_plan() -> tuple[Instrument, Plan]:
    # Once, not for each connection: reading the files takes 10 ms.
    instrument = load_all().current(DEFAULT_INSTRUMENT)
    return instrument, parse_plan(DEFAULT_PLAN, instrument)


def _post(path: str, token: str, headers: str, body: bytes) -> bytes:
    return _sending("POST", path, f"Authorization: Bearer {token}\r\n{headers}", body)


def _get(path: str, *headers: str) -> bytes:
    return _sending("GET", path, "\r\n".join(("Accept: text/html", "Accept-Encoding: identity", *headers)))


def _sending(method: str, path: str, headers: str, body: bytes = b"") -> bytes:
    return f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
