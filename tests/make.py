"""Places, devices, ratings and people for tests: plain functions with sensible defaults. All want an application context."""

import io
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from uuid import UUID, uuid4

from flask import current_app
from flask_security import hash_password
from PIL import Image
from sqlalchemy import update

from kiosk import devices, evidence, followups, people, places, proof, publishing, recording, tallies
from kiosk.clock import service_day
from kiosk.documents import Filed
from kiosk.evidence import Evidence
from kiosk.filings import Frozen, IssuedReport, inputs_of, issued, orders
from kiosk.filings.orders import ReportOrder
from kiosk.followups import Action, Draft, Quarter
from kiosk.indices.periods import around
from kiosk.instruments import DEFAULT_INSTRUMENT, DEFAULT_PLAN, Instrument, load_all
from kiosk.ledger import Channel, Entry, Rating, answers
from kiosk.ledger.answers import Answer
from kiosk.people import Person, acts
from kiosk.places import Counter, Place, Service, Unit, letterheads
from kiosk.places.letterheads import Letterhead
from kiosk.proof import Seal
from kiosk.publishing import notes
from kiosk.recording import Outcome
from kiosk.store import writing
from kiosk.web import current, now

PASSWORD = "kata-sandi-uji"
ALIKE = Channel.TABLET
"""The channel for many visits with the same answer in one hour, where a test is about figures: rules mark that by any link."""

_numbers = count(101)


@cache
def instrument(key: str = DEFAULT_INSTRUMENT) -> Instrument:
    return load_all().current(key)


def make_unit(code: str | None = None, *, name: str = "Kantor Imigrasi Kelas II TPI Uji", zone: str = "Asia/Jakarta") -> Unit:
    return places.found_unit(code or f"unit-{next(_numbers)}", name, zone=zone)


def make_counter(
    unit: Unit | None = None,
    code: str | None = None,
    *,
    name: str = "Loket 1 · Paspor",
    plan: str = DEFAULT_PLAN,
    gives: Iterable[Service] = (),
    shows_qr: bool = True,
) -> Place:
    """A counter, of a unit of its own if none is given, with its unit and services as a door sees it."""
    unit = unit or make_unit()
    counter = places.open_counter(
        unit,
        code or f"{unit.code}-{next(_numbers)}",
        {"id": name, "en": "Counter 1 · Passports"},
        instrument=DEFAULT_INSTRUMENT,
        plan=plan,
        gives=gives,
        shows_qr=shows_qr,
    )
    return places.place(counter.id)


def make_device(counter: Counter, moment: datetime | None = None) -> str:
    """A tablet at the counter, paired a year ago unless said otherwise; returns its token."""
    return devices.pair_by_token(counter, moment or now() - timedelta(days=365))


def rating(
    place: Place,
    question: str = "S0",
    score: int = 4,
    *,
    given_at: datetime | None = None,
    answer: UUID | None = None,
    visit: UUID | None = None,
    channel: Channel = Channel.TABLET,
    language: str = "id",
    service: Service | None = None,
    marks: tuple[str, ...] = (),
    ticket: tuple[int, int] | None = None,
) -> Rating:
    """A rating as a door hands it over, not yet recorded. A visit's answers follow each other by seconds, in the instrument's order."""
    asked = instrument(place.counter.instrument)
    found = asked.question(question) or instrument("control").need(question)
    pause = timedelta(seconds=2 * (asked.questions.index(found) if found in asked.questions else 60))
    return Rating(
        place=place,
        answer=answer or uuid4(),
        visit=visit or uuid4(),
        question=found,
        score=score,
        language=language,
        channel=channel,
        given_at=(given_at or now()) + pause,
        service=service,
        marks=marks,
        ticket=ticket,
    )


def make_rating(place: Place, question: str = "S0", score: int = 4, *, received_at: datetime | None = None, **more: object) -> Outcome:
    """Record one rating, as a tap does."""
    made = rating(place, question, score, **more)  # type: ignore[arg-type]
    return recording.record([made], received_at or max(made.given_at, now()))[0]


def make_seal(unit: Unit, moment: datetime | None = None) -> Seal | None:
    """Seal what is due at the unit; the newest seal made."""
    data = current_app.extensions["settings"].data
    made = proof.seal_unit(unit, proof.open_signer(data, moment or now()), data, moment or now())
    return made[-1] if made else None


def make_follow_up(
    unit: Unit, element: str = "U4", *, due: Quarter | None = None, planned: datetime | None = None, by: str = "kepala"
) -> Action:
    """A follow-up of the unit, planned now, or at another moment, for that moment's quarter."""
    moment = planned or now()
    today = service_day(moment, unit.zone)
    horizon = "long" if due else "short"
    draft = Draft("Satu petugas untuk semua berkas", "Menambah petugas", horizon, "Seksi Lalu Lintas", due or Quarter.of(today))
    number = followups.plan(unit, instrument().name, element, draft, uuid4(), by, moment, today)
    found = followups.action(unit, number)
    assert found
    return found


def make_issued_report(
    unit: Unit, reason: str = "", *, day: date = date(2026, 10, 1), title: str = "Laporan SKM Oktober 2026", open_to_all: bool = True
) -> IssuedReport:
    """A report of a month that the unit issued, with a signed paper; both acts are on record."""
    vault, month = current.vault(), around("month", day)
    place = issued.place_for(unit, "skm", month, service_day(now(), unit.zone))
    said = {"title": title, "language": "id", "seal": "", "reason": reason, "by": "kepala", "now": now()}
    frozen = Frozen(b"%PDF-1.7 ...", b"PK", b"{}")
    found = issued.issue(unit, "skm", month, place, frozen, vault, open_to_all=open_to_all, **said)  # type: ignore[arg-type]
    issued.add_scan(found, evidence.hand_in(unit, png(), current.evidence_desk(), by="kepala", now=now()))
    for kind in ("filings.issue", "filings.scan"):
        acts.note(kind, "kepala", now(), unit)
    return found


def make_logo(unit: Unit) -> None:
    """A picture at the head of its documents."""
    found = evidence.hand_in(unit, png(), current.evidence_desk(), by="kepala", now=now())
    letterheads.say(unit, date(2020, 1, 1), Letterhead(logo=found.id))


def png(size: tuple[int, int] = (20, 20)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (0, 90, 90)).save(out, "PNG")
    return out.getvalue()


def make_published(unit: Unit, kind: str = "semester", day: date = date(2026, 1, 1), *, without: str = "", reason: str = "koreksi") -> int:
    """The unit's result of a period that is over, published now as it stands, with all parts but one; its number."""
    today, period = service_day(now(), unit.zone), around(kind, day)
    filed = Filed(unit, period, today, load_all(), inputs_of(unit, period))
    parts = [part for part in publishing.parts_of(filed.instrument) if part != without]
    content = publishing.composed(filed, parts, proof.latest_seal(unit))
    return publishing.publish(unit, period, parts, content, reason, "kepala", now(), today)


def make_note(unit: Unit, medium: str = "papan-pengumuman", kind: str = "semester", day: date = date(2026, 1, 1)) -> int:
    """That the result of that period was told today, at the counter; the note's number."""
    today = service_day(now(), unit.zone)
    return notes.note(unit, around(kind, day), medium, today, "Ruang tunggu", "", "kepala", now(), today)


def make_photo(unit: Unit, number: int) -> Evidence:
    """What shows that note; the act is on record."""
    found = evidence.hand_in(unit, png(), current.evidence_desk(), by="kepala", now=now())
    notes.add_photo(unit, number, found)
    acts.note("publications.photo", "kepala", now(), unit)
    return found


def make_report_order(digest: str, *units: Unit) -> ReportOrder:
    """A report on several units that was ordered and made, under that address."""
    today = service_day(now(), units[0].zone)
    placed = orders.place(units, around("month", today), "id", "kepala", now(), today)
    with writing() as session:
        session.execute(update(ReportOrder).filter_by(digest=placed.digest).values(digest=digest))
    for suffix in orders.SUFFIXES:
        orders.keep(current_app.extensions["settings"].data, digest, suffix, b"made")
    orders.finish(digest, now())
    return placed


def make_person(name: str = "kepala", role: str = "head", unit: Unit | None = None) -> Person:
    """An account whose password is PASSWORD."""
    return people.add(name, _hashed(current_app.config["SECURITY_PASSWORD_SALT"]), role, unit)


def entries(unit: Unit) -> list[Entry]:
    """The unit's ledger, by number."""
    return [entry for entry, _leaf in answers.entries(unit)]


def scores(given: Iterable[Answer]) -> list[tuple[str, int]]:
    """Questions and scores of answers, in order."""
    return [(a.question, a.score) for a in given]


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


@cache
def _hashed(salt: str) -> str:
    # 0.1 s each: once per salt is enough.
    return str(hash_password(PASSWORD))


def tally(unit: Unit, first: date, last: date | None = None, *, counted: bool = False) -> dict[str, dict[int, int]]:
    """How often each score was given, {question: {score: n}}, from the tallies; with `counted`, only what no rule set aside."""
    found: dict[str, dict[int, int]] = {}
    for (_instrument, question, basis), counts in sorted(tallies.of_unit(unit, first, last or first).scores.items()):
        if not (counted and basis == tallies.Basis.ASIDE):
            merged = found.setdefault(question, {})
            for score, n in counts.items():
                merged[score] = merged.get(score, 0) + n
    return found


def visits(unit: Unit, first: date, last: date | None = None) -> int:
    """How many visits answered anything on those days, from the tallies."""
    return tallies.of_unit(unit, first, last or first).visits_of()
