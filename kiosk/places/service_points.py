"""The counters of a unit, the services they give, and when they are closed in the register."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import count

from sqlalchemy import delete, select

from kiosk.places.links import new_link_code
from kiosk.places.tables import (
    LINKS,
    LONGEST_CODE,
    Counter,
    CounterClosure,
    CounterService,
    Link,
    Place,
    PlaceError,
    Service,
    Unit,
    UnitClosed,
    check_code,
)
from kiosk.store import Direct, reading, writing
from kiosk.store.remembered import Remembered
from kiosk.store.texts import Texts


def counters(unit: Unit) -> Sequence[Counter]:
    """The unit's counters, by code."""
    return reading().scalars(select(Counter).where(Counter.unit_id == unit.id).order_by(Counter.code)).all()


def counters_of(units: Sequence[Unit]) -> Sequence[Counter]:
    """The counters of several units, by unit and code. One query."""
    return (
        reading()
        .scalars(select(Counter).where(Counter.unit_id.in_({unit.id for unit in units})).order_by(Counter.unit_id, Counter.code))
        .all()
    )


_asked: Remembered[None, Mapping[int, Sequence[str]]] = Remembered(lambda _found: (), keeps_none=True)


def instruments_of(units: Sequence[Unit]) -> dict[int, Sequence[str]]:
    """What each counter of several units asks, by the counter's code, as of half a second ago: {number of the unit: instruments}."""
    every = _asked.get(None, _instruments)
    return {unit.id: every.get(unit.id, ()) for unit in units}


def _instruments() -> Mapping[int, Sequence[str]]:
    found: dict[int, list[str]] = {}
    for unit, instrument in reading().execute(select(Counter.unit_id, Counter.instrument).order_by(Counter.code)):
        found.setdefault(unit, []).append(instrument)
    return found


def services(unit: Unit) -> Sequence[Service]:
    return reading().scalars(select(Service).where(Service.unit_id == unit.id).order_by(Service.code)).all()


def services_by_counter(unit: Unit) -> dict[int, list[Service]]:
    """{number of the counter: the services that it gives, by code}; counters that give none are absent. One query."""
    found: dict[int, list[Service]] = {}
    query = select(CounterService.counter_id, Service).join(Service, Service.id == CounterService.service_id)
    for counter, service in reading().execute(query.where(Service.unit_id == unit.id).order_by(Service.code)):
        found.setdefault(counter, []).append(service)
    return found


def place_by_counter_code(code: str) -> Place | None:
    counter = reading().scalar(select(Counter).where(Counter.code == code))
    return place(counter.id) if counter else None


def place(counter_id: int) -> Place:
    """The counter with its unit and services. Two queries."""
    unit, counter = reading().execute(select(Unit, Counter).join(Counter, Counter.unit_id == Unit.id).where(Counter.id == counter_id)).one()
    gives = select(Service).join(CounterService, CounterService.service_id == Service.id)
    found = reading().scalars(gives.where(CounterService.counter_id == counter_id).order_by(Service.code)).all()
    return Place(unit, counter, tuple(found))


_places: Remembered[int, Place] = Remembered(lambda found: (found.unit, found.counter, *found.services), keeps_none=True)


def known_place(counter_id: int) -> Place:
    """The same as of half a second ago, not to be changed: for whom a page is shown again and again."""
    return _places.get(counter_id, lambda: place(counter_id))


_closures: Remembered[int, Sequence[CounterClosure]] = Remembered(lambda found: found, keeps_none=True)


def closure_at(counter_id: int, moment: datetime) -> CounterClosure | None:
    """The closure in force at the moment, or None: the counter was open in the register. As of half a second ago."""
    known = _closures.get(counter_id, lambda: _closures_of(counter_id))
    return next((c for c in known if c.closed_at <= moment and (c.reopened_at is None or c.reopened_at > moment)), None)


def _closures_of(counter_id: int) -> Sequence[CounterClosure]:
    query = select(CounterClosure).where(CounterClosure.counter_id == counter_id)
    return reading().scalars(query.order_by(CounterClosure.id.desc())).all()


def closures(direct: Direct, counters: Collection[int]) -> dict[int, list[tuple[int, int | None, str]]]:
    """{counter: [(closed at, reopened at or None, reason)]} in milliseconds, of those that were ever closed in the register."""
    found: dict[int, list[tuple[int, int | None, str]]] = {}
    query = "SELECT counter_id, closed_at, reopened_at, reason FROM counter_closure WHERE counter_id IN (…)"
    for counter, closed_at, reopened_at, reason in direct.all_in(query, counters):
        found.setdefault(counter, []).append((closed_at, reopened_at, reason))
    return found


def codes_of_counters(direct: Direct) -> dict[int, str]:
    """{number: code} of every counter of every unit."""
    return dict(direct.all("SELECT id, code FROM counter"))


def codes_of_services(direct: Direct) -> dict[int, str]:
    """{number: code} of every service of every unit."""
    return dict(direct.all("SELECT id, code FROM service"))


def offer_service(unit: Unit, code: str, names: Mapping[str, str] | str) -> Service:
    """A new service; a plain text is its Indonesian name. Raises PlaceError."""
    check_code(code)
    with writing() as session:
        service = Service(unit_id=unit.id, code=code, names=_names(names, "a service"))
        session.add(service)
        session.flush()
        return service


def open_counter(
    unit: Unit,
    code: str,
    names: Mapping[str, str] | str,
    *,
    instrument: str,
    plan: str,
    gives: Iterable[Service] = (),
    shows_qr: bool = True,
) -> Counter:
    """Make a counter and its phone links; a plain text is its Indonesian name. Raises UnitClosed, PlaceError."""
    check_code(code)
    with writing() as session:
        _must_go_on(unit.id)
        if session.scalar(select(Counter.id).where(Counter.code == code)):
            raise PlaceError(f"there is a counter {code!r} already; counter codes are unique in an installation")
        called = _names(names, "a counter")
        counter = Counter(unit_id=unit.id, code=code, names=called, instrument=instrument, plan=plan, shows_qr=shows_qr)
        session.add(counter)
        session.flush()
        session.add_all(CounterService(counter_id=counter.id, service_id=s.id) for s in gives)
        session.add_all(Link(code=new_link_code(), unit_id=unit.id, counter_id=counter.id, channel=c) for c in LINKS)
        return counter


def give_service(counter: Counter, service: Service) -> None:
    """From now on the counter gives this service too."""
    with writing() as session:
        if not session.get(CounterService, (counter.id, service.id)):
            session.add(CounterService(counter_id=counter.id, service_id=service.id))


def rename_counter(counter: Counter, names: Mapping[str, str] | str) -> None:
    """Another name; its code and its links stay."""
    called = _names(names, "a counter")
    with writing() as session:
        session.get_one(Counter, counter.id).names = called


def close_counter(counter: Counter, moment: datetime, reason: str) -> None:
    """Close a counter in the register. Ratings tapped before the moment are still taken."""
    if not reason.strip():
        raise PlaceError("closing a counter needs a reason")
    with writing() as session:
        if closure_at(counter.id, moment):
            raise PlaceError(f"counter {counter.code!r} is closed already")
        session.add(CounterClosure(counter_id=counter.id, closed_at=moment, reopened_at=None, reason=reason.strip()))


def reopen_counter(counter: Counter, moment: datetime) -> None:
    """Raises UnitClosed, PlaceError."""
    with writing():
        _must_go_on(counter.unit_id)
        closure = closure_at(counter.id, moment)
        if closure is None:
            raise PlaceError(f"counter {counter.code!r} is open")
        closure.reopened_at = moment


def change_counter(
    counter: Counter, names: Mapping[str, str] | str, *, instrument: str, plan: str, shows_qr: bool, gives: Iterable[Service]
) -> None:
    """What a counter is called, asks and gives from now on; its code, its links and what it was rated stay."""
    with writing() as session:
        rename_counter(counter, names)
        found = session.get_one(Counter, counter.id)
        found.instrument, found.plan, found.shows_qr = instrument, plan, shows_qr
        session.execute(delete(CounterService).where(CounterService.counter_id == counter.id))
        session.add_all(CounterService(counter_id=counter.id, service_id=service.id) for service in gives)


def rename_service(service: Service, names: Mapping[str, str] | str) -> None:
    """Another name; its code stays."""
    called = _names(names, "a service")
    with writing() as session:
        session.get_one(Service, service.id).names = called


def next_code(unit: Unit, taken: Iterable[str]) -> str:
    """A code for the unit's next counter: its own with the first number that is free."""
    there = set(taken)
    return next(code for n in count(1) if (code := f"{unit.code[: LONGEST_CODE - 5].rstrip('-')}-{n}") not in there)


def _names(given: Mapping[str, str] | str, what: str) -> Texts:
    try:
        return Texts(given)
    except ValueError:
        raise PlaceError(f"{what} needs a name") from None


def _must_go_on(unit_id: int) -> None:
    unit = reading().get_one(Unit, unit_id)
    if unit.closed_on:
        raise UnitClosed(f"unit {unit.code!r} is closed; reopen it first")
