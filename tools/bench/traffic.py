"""What tablets send: HTTP requests as bytes, each with ids of its own. Taps one by one, or batches of what was kept offline."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import count, cycle, islice
from urllib.parse import urlencode
from uuid import UUID

from kiosk.instruments import DEFAULT_INSTRUMENT, DEFAULT_PLAN, Instrument, Plan, load_all, parse_plan
from kiosk.ledger import new_id

BATCH = 256
BATCH_PATH = "/counter/batches"
TAP_PATH = "/counter/answers"

# How many questions the visits of a tablet answer, in turn: three on average, of the four that they are asked.
LENGTHS = (4, 3, 2)
BETWEEN_TAPS = timedelta(milliseconds=100)


@dataclass(frozen=True, slots=True)
class Request:
    """One request on the wire, and the answers it carries."""

    sent: bytes
    answers: tuple[UUID, ...]


def taps(path: str, token: str, first: datetime) -> Iterator[Request]:
    """A tablet's taps without end, each as its form sends it, so that the next screen comes back. The first is given at `first`."""
    for fields in _ratings(first):
        form = urlencode(fields).encode()
        head = "HX-Request: true\r\nContent-Type: application/x-www-form-urlencoded"
        yield Request(_post(path, token, head, form), (UUID(fields["answer"]),))


def batches(path: str, token: str, first: datetime) -> Iterator[Request]:
    """A tablet's batches of 256 ratings without end."""
    ratings = ({name: value for name, value in fields.items() if name != "plan"} for fields in _ratings(first))
    while True:
        some = list(islice(ratings, BATCH))
        body = json.dumps({"ratings": some}, separators=(",", ":")).encode()
        yield Request(_post(path, token, "Content-Type: application/json", body), tuple(UUID(each["answer"]) for each in some))


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
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n{headers}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body
