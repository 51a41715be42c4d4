"""POST /counter/batches: many taps at once, from a tablet that was alone. The rules of a single tap, and an answer for each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from flask import Blueprint, jsonify, request
from werkzeug.wrappers import Response as AnyResponse

from kiosk.counter import verdicts, wishes
from kiosk.counter.taps import Came, Wish, just_now, read_tap
from kiosk.counter.verdicts import Refusal
from kiosk.ledger import Rating
from kiosk.recording import Outcome, Recorded, record, rehearse
from kiosk.web import Malformed, choose_language, json_body
from kiosk.web.bodies import takes
from kiosk.web.errors import refused
from kiosk.words.catalogue import gettext as _

part = Blueprint("batches", __name__)

MOST_RATINGS = 256
# 256 ratings of a tablet are about 70 KB.
LARGEST_BODY = 256 * 1024


@part.post("/batches")
@takes(LARGEST_BODY)
def create() -> AnyResponse:
    return _answered(record, wishes.add)


@part.post("/practice")
@takes(LARGEST_BODY)
def practise() -> AnyResponse:
    """The same for practice taps: judged, written and taken back. For a tablet that tries whether it can deliver."""
    return _answered(rehearse, wishes.judge)


def _answered(
    take: Callable[[Sequence[Rating], datetime], Sequence[Outcome]], take_wishes: Callable[[Sequence[Wish]], Sequence[Refusal | None]]
) -> AnyResponse:
    """{"ratings": [{visit, answer, question, score, given_at, …}, …]} → {"results": [{answer, status, …}, …], now, closed}."""
    choose_language(request.args.get("language"), default="id")
    body = json_body()
    given = body.get("ratings") if body else None
    if not isinstance(given, list) or len(given) > MOST_RATINGS:
        return refused(
            422,
            _("Kiriman tidak dapat dibaca"),
            _('Isinya harus JSON {"ratings": [...]} dengan paling banyak %(most)s penilaian.', most=MOST_RATINGS),
        )
    came = just_now()
    read = [_read(row, came) for row in given]
    taken = [rating for rating in read if isinstance(rating, Rating)]
    outcomes = iter(take(taken, came.now))
    of_wishes = iter(take_wishes([each for each in read if isinstance(each, Wish)]))
    results = [_result(row, _come_of(each, outcomes, of_wishes)) for row, each in zip(given, read, strict=True)]
    return jsonify(results=results, now=verdicts.time_told(), closed=verdicts.closed_now())


def _come_of(read: Rating | Wish | Refusal, outcomes: Iterator[Outcome], of_wishes: Iterator[Refusal | None]) -> Outcome | Refusal | None:
    return next(outcomes) if isinstance(read, Rating) else next(of_wishes) if isinstance(read, Wish) else read


def _read(row: object, came: Came) -> Rating | Wish | Refusal:
    try:
        if not isinstance(row, Mapping):
            raise Malformed("ratings", _("harus daftar objek."))
        fields = {str(name): str(value) for name, value in row.items() if isinstance(value, str | int)}
        tap = read_tap(fields, came)
    except Malformed as error:
        return verdicts.incomplete(error.sentence)
    return tap.refusal or tap.said


def _result(row: object, outcome: Outcome | Refusal | None) -> dict[str, object]:
    """200 recorded (`again`: it was there before), else the status that a single tap would have got, with the reason."""
    refusal = outcome if outcome is None or isinstance(outcome, Refusal) else verdicts.of_ledger(outcome)
    answer = row.get("answer") if isinstance(row, Mapping) else None
    if refusal:
        return {"answer": answer, "status": refusal.status, "reason": f"{refusal.title}. {refusal.sentence}"}
    return {"answer": answer, "status": 200, "again": isinstance(outcome, Recorded) and outcome.again}
