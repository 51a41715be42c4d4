"""Units, their services and counters, the tree they stand in (with dates), opening hours, and the links to rate by phone.

A code never changes once given: entries of the ledger and printed addresses refer to it.
"""

import re
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from sqlalchemy import ForeignKey, String, Time, UniqueConstraint, and_, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.store import Base, Moment, reading, writing

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_CODE = 40

# Crockford's base 32 without the letters one misreads; typed and printed codes use it.
LINK_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
LINK_LENGTH = 7
LINKS = ("screen", "poster", "ticket")
"""The links of a counter, by channel. The last is printed nowhere: by it a visit goes on that a ticket has begun."""


class PlaceError(Exception):
    """A place that cannot be made or changed so; the text says why."""


class Unit(Base):
    """A UPT, or an office above it."""

    __tablename__ = "unit"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(LONGEST_CODE), unique=True)
    name: Mapped[str]
    short_name: Mapped[str]
    kind: Mapped[str] = mapped_column(String(20))
    zone: Mapped[str] = mapped_column(String(40))


class Affiliation(Base):
    """To which office a unit belonged, from a day (inclusive) until a day (exclusive; None: still)."""

    __tablename__ = "affiliation"
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    since: Mapped[date]
    until: Mapped[date | None]


class Service(Base):
    """What a unit does for people, e.g. passports."""

    __tablename__ = "service"
    __table_args__ = (UniqueConstraint("unit_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    code: Mapped[str] = mapped_column(String(LONGEST_CODE))
    name: Mapped[str]
    name_en: Mapped[str]


class Counter(Base):
    """A service point (loket). Its code is unique in an installation."""

    __tablename__ = "counter"
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    code: Mapped[str] = mapped_column(String(LONGEST_CODE), unique=True)
    name: Mapped[str]
    name_en: Mapped[str]
    instrument: Mapped[str] = mapped_column(String(LONGEST_CODE))
    plan: Mapped[str]
    shows_qr: Mapped[bool]


class CounterService(Base):
    """Which services a counter gives."""

    __tablename__ = "counter_service"
    counter_id: Mapped[int] = mapped_column(ForeignKey("counter.id"), primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), primary_key=True)


class CounterClosure(Base):
    """A counter that is closed in the register, from a moment until another (None: still). It has a reason."""

    __tablename__ = "counter_closure"
    id: Mapped[int] = mapped_column(primary_key=True)
    counter_id: Mapped[int] = mapped_column(ForeignKey("counter.id"), index=True)
    closed_at: Mapped[datetime] = mapped_column(Moment)
    reopened_at: Mapped[datetime | None] = mapped_column(Moment)
    reason: Mapped[str]


class OpeningHours(Base):
    """A span in which a unit is open on a weekday (0 Monday … 6 Sunday), in its own zone."""

    __tablename__ = "opening_hours"
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    weekday: Mapped[int]
    opens: Mapped[time] = mapped_column(Time)
    closes: Mapped[time] = mapped_column(Time)


class Link(Base):
    """An address to rate by phone; `channel` tells for ever which kind it is."""

    __tablename__ = "link"
    code: Mapped[str] = mapped_column(String(LINK_LENGTH), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    counter_id: Mapped[int | None] = mapped_column(ForeignKey("counter.id"), index=True)
    """None: the whole unit's; the visitor then says at which counter she was."""
    channel: Mapped[str] = mapped_column(String(10))


@dataclass(frozen=True, slots=True)
class Place:
    """A counter as a door needs it: with its unit and the services it gives."""

    unit: Unit
    counter: Counter
    services: tuple[Service, ...]


# ── questions ─────────────────────────────────────────────────────────────────────────────────────────────────────


def units() -> Sequence[Unit]:
    """Every unit and office, by code."""
    return reading().scalars(select(Unit).order_by(Unit.code)).all()


def units_with_counters() -> Sequence[Unit]:
    """The units that have counters, by code."""
    return reading().scalars(select(Unit).where(Unit.id.in_(select(Counter.unit_id))).order_by(Unit.code)).all()


def unit_by_code(code: str) -> Unit | None:
    return reading().scalar(select(Unit).where(Unit.code == code))


def unit(unit_id: int) -> Unit:
    return reading().get_one(Unit, unit_id)


def counters(unit: Unit) -> Sequence[Counter]:
    """The unit's counters, by code."""
    return reading().scalars(select(Counter).where(Counter.unit_id == unit.id).order_by(Counter.code)).all()


def services(unit: Unit) -> Sequence[Service]:
    return reading().scalars(select(Service).where(Service.unit_id == unit.id).order_by(Service.code)).all()


def place_by_counter_code(code: str) -> Place | None:
    counter = reading().scalar(select(Counter).where(Counter.code == code))
    return place(counter.id) if counter else None


def place(counter_id: int) -> Place:
    """The counter with its unit and services. Two queries."""
    unit, counter = reading().execute(select(Unit, Counter).join(Counter, Counter.unit_id == Unit.id).where(Counter.id == counter_id)).one()
    gives = select(Service).join(CounterService, CounterService.service_id == Service.id)
    found = reading().scalars(gives.where(CounterService.counter_id == counter_id).order_by(Service.code)).all()
    return Place(unit, counter, tuple(found))


def typed_link_code(text: str) -> str:
    """A link's code as somebody typed it: capitals, blanks and dashes are for the eye."""
    return "".join(text.split()).replace("-", "").lower()[:LINK_LENGTH]


def link(code: str) -> Link | None:
    return reading().get(Link, code)


def link_of(counter: Counter, channel: str) -> Link:
    """The counter's link of a channel; every counter has all of LINKS."""
    return reading().scalars(select(Link).where(Link.counter_id == counter.id, Link.channel == channel)).one()


def link_of_unit(unit: Unit) -> Link:
    """The link of the whole unit, for its own poster."""
    return reading().scalars(select(Link).where(Link.unit_id == unit.id, Link.counter_id.is_(None))).one()


def closure_at(counter_id: int, moment: datetime) -> CounterClosure | None:
    """The closure in force at the moment, or None: the counter was open in the register."""
    in_force = and_(CounterClosure.closed_at <= moment, or_(CounterClosure.reopened_at.is_(None), CounterClosure.reopened_at > moment))
    query = select(CounterClosure).where(CounterClosure.counter_id == counter_id, in_force)
    return reading().scalars(query.order_by(CounterClosure.id.desc()).limit(1)).first()


def opening_hours(unit: Unit) -> dict[int, list[tuple[time, time]]]:
    """The spans of each weekday (0 Monday), in order: {weekday: [(opens, closes)]}; a closed day is absent."""
    query = select(OpeningHours).where(OpeningHours.unit_id == unit.id).order_by(OpeningHours.weekday, OpeningHours.opens)
    week: dict[int, list[tuple[time, time]]] = {}
    for span in reading().scalars(query):
        week.setdefault(span.weekday, []).append((span.opens, span.closes))
    return week


def open_time(week: Mapping[int, Sequence[tuple[time, time]]], zone: str, since: datetime, until: datetime) -> timedelta:
    """How much of the time from `since` to `until` lies in the opening hours of `week` (see `opening_hours`).

    Without any hours a place counts as always open. Of more than a week only the last one is looked at.
    """
    if not week:
        return until - since
    since = max(since, until - timedelta(days=7))
    here = ZoneInfo(zone)
    total = timedelta()
    day = since.astimezone(here).date()
    while day <= until.astimezone(here).date():
        for opens, closes in week.get(day.weekday(), ()):
            first, last = (datetime.combine(day, at, here) for at in (opens, closes))
            total += max(timedelta(), min(until, last) - max(since, first))
        day += timedelta(days=1)
    return total


def subtree(nodes: Collection[int], day: date) -> set[int]:
    """The numbers of these units and offices, and of all that belonged to them on that day, directly or not."""
    in_force = and_(Affiliation.since <= day, or_(Affiliation.until.is_(None), Affiliation.until > day))
    children: dict[int, list[int]] = {}
    for unit_id, parent_id in reading().execute(select(Affiliation.unit_id, Affiliation.parent_id).where(in_force)):
        children.setdefault(parent_id, []).append(unit_id)
    found, ahead = set[int](), list(nodes)
    while ahead:
        node = ahead.pop()
        if node not in found:
            found.add(node)
            ahead += children.get(node, [])
    return found


def parent_at(unit: Unit, day: date) -> Unit | None:
    """The office that the unit belonged to on that day."""
    in_force = and_(Affiliation.since <= day, or_(Affiliation.until.is_(None), Affiliation.until > day))
    query = select(Unit).join(Affiliation, Affiliation.parent_id == Unit.id).where(Affiliation.unit_id == unit.id, in_force)
    return reading().scalars(query.order_by(Affiliation.since.desc()).limit(1)).first()


def parents(unit: Unit) -> list[tuple[Unit, date, date | None]]:
    """All offices that the unit has belonged to, oldest first."""
    query = select(Unit, Affiliation.since, Affiliation.until).join(Affiliation, Affiliation.parent_id == Unit.id)
    rows = reading().execute(query.where(Affiliation.unit_id == unit.id).order_by(Affiliation.since))
    return [(parent, since, until) for parent, since, until in rows]


# ── orders ────────────────────────────────────────────────────────────────────────────────────────────────────────


def found_unit(code: str, name: str, *, kind: str = "unit", zone: str = "Asia/Jakarta", short_name: str = "") -> Unit:
    """Make a unit. `zone` is an IANA name such as Asia/Makassar."""
    _check_code(code)
    if zone not in available_timezones():
        raise PlaceError(f"{zone!r} is no time zone; Indonesian ones are Asia/Jakarta, Asia/Makassar, Asia/Jayapura")
    if not name.strip():
        raise PlaceError("a unit needs a name")
    with writing() as session:
        if unit_by_code(code):
            raise PlaceError(f"there is a unit {code!r} already")
        unit = Unit(code=code, name=name.strip(), short_name=short_name or name.strip(), kind=kind, zone=zone)
        session.add(unit)
        session.flush()
        session.add(Link(code=_new_link_code(), unit_id=unit.id, counter_id=None, channel="poster"))
        return unit


def affiliate(unit: Unit, parent: Unit, since: date, until: date | None = None) -> None:
    with writing() as session:
        session.add(Affiliation(unit_id=unit.id, parent_id=parent.id, since=since, until=until))


def offer_service(unit: Unit, code: str, name: str, name_en: str = "") -> Service:
    _check_code(code)
    with writing() as session:
        service = Service(unit_id=unit.id, code=code, name=name, name_en=name_en or name)
        session.add(service)
        session.flush()
        return service


def open_counter(
    unit: Unit,
    code: str,
    name: str,
    *,
    instrument: str,
    plan: str,
    name_en: str = "",
    gives: Iterable[Service] = (),
    shows_qr: bool = True,
) -> Counter:
    """Make a counter and its phone links."""
    _check_code(code)
    with writing() as session:
        if session.scalar(select(Counter.id).where(Counter.code == code)):
            raise PlaceError(f"there is a counter {code!r} already; counter codes are unique in an installation")
        counter = Counter(
            unit_id=unit.id, code=code, name=name, name_en=name_en or name, instrument=instrument, plan=plan, shows_qr=shows_qr
        )
        session.add(counter)
        session.flush()
        session.add_all(CounterService(counter_id=counter.id, service_id=s.id) for s in gives)
        session.add_all(Link(code=_new_link_code(), unit_id=unit.id, counter_id=counter.id, channel=c) for c in LINKS)
        return counter


def give_service(counter: Counter, service: Service) -> None:
    """From now on the counter gives this service too."""
    with writing() as session:
        if not session.get(CounterService, (counter.id, service.id)):
            session.add(CounterService(counter_id=counter.id, service_id=service.id))


def rename_unit(unit: Unit, name: str, short_name: str = "") -> None:
    """Another name; its code stays, and with it every printed address."""
    if not name.strip():
        raise PlaceError("a unit needs a name")
    with writing() as session:
        found = session.get_one(Unit, unit.id)
        found.name, found.short_name = name.strip(), short_name.strip() or name.strip()


def rename_counter(counter: Counter, name: str, name_en: str = "") -> None:
    """Another name; its code and its links stay."""
    if not name.strip():
        raise PlaceError("a counter needs a name")
    with writing() as session:
        found = session.get_one(Counter, counter.id)
        found.name, found.name_en = name.strip(), name_en.strip() or name.strip()


def set_opening_hours(unit: Unit, weekdays: Iterable[int], *spans: tuple[time, time]) -> None:
    with writing() as session:
        session.add_all(OpeningHours(unit_id=unit.id, weekday=d, opens=o, closes=c) for d in weekdays for o, c in spans)


def close_counter(counter: Counter, moment: datetime, reason: str) -> None:
    """Close a counter in the register. Ratings tapped before the moment are still taken."""
    if not reason.strip():
        raise PlaceError("closing a counter needs a reason")
    with writing() as session:
        if closure_at(counter.id, moment):
            raise PlaceError(f"counter {counter.code!r} is closed already")
        session.add(CounterClosure(counter_id=counter.id, closed_at=moment, reopened_at=None, reason=reason.strip()))


def reopen_counter(counter: Counter, moment: datetime) -> None:
    with writing():
        closure = closure_at(counter.id, moment)
        if closure is None:
            raise PlaceError(f"counter {counter.code!r} is open")
        closure.reopened_at = moment


def _check_code(code: str) -> None:
    if not CODE.fullmatch(code) or len(code) > LONGEST_CODE:
        raise PlaceError(f"{code!r} cannot be a code: small letters, digits and single hyphens, at most {LONGEST_CODE}")


def _new_link_code() -> str:
    # 30^7 ≈ 2·10^10: nobody meets another counter's link by mistyping one letter.
    return "".join(secrets.choice(LINK_ALPHABET) for _ in range(LINK_LENGTH))
