"""A list of units that is done: looked at first, then step by step, each a short transaction, so that taps never wait for a long one.

It is kept in the store between steps: a page that was closed, or a server that stopped, goes on where it was. A step that is sent twice is
done once. What was agreed to and cannot be done any more, because somebody else changed the tree meanwhile, is left out and told.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.places.lists import Row, fingerprint, judged
from kiosk.places.registration import found_unit, rename_unit
from kiosk.places.service_points import counters, next_code, open_counter
from kiosk.places.tables import Affiliation, Unit
from kiosk.places.tree import circles, spans
from kiosk.store import Base, Moment, reading, writing

PLACED = "below"
"""What is done to a unit of the list itself once its office is there; founding it has been counted."""
A_STEP = 500
"""Units that one step renames or places; a unit or counter that is founded is as much work as five. Half a second on a small machine."""
FOUNDED = 5

Deed = tuple[str, Unit, str]
"""What was done: found, rename or join; the unit; and what it was done to."""


class ListOfUnits(Base):
    """A list that somebody had checked. `content` is JSON, [[line, {column: text}, [deed, …]], …], empty again when all is done.

    `size` counts rows twice, for a unit is founded before any is placed below it. `omitted` is JSON, [[line, code, why], …].
    """

    __tablename__ = "unit_list"
    id: Mapped[int] = mapped_column(primary_key=True)
    made_by: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[datetime] = mapped_column(Moment)
    content: Mapped[str]
    size: Mapped[int]
    done: Mapped[int]
    changed: Mapped[int]
    """Units that were founded, renamed or placed so far."""
    begun: Mapped[bool]
    omitted: Mapped[str]

    @property
    def is_over(self) -> bool:
        return self.begun and self.done >= self.size

    @property
    def left_out(self) -> list[tuple[int, str, str]]:
        """Rows that were agreed to and not done: (line, code, why); why is there, placed, office or circle."""
        return [(line, code, why) for line, code, why in json.loads(self.omitted)]


@dataclass(frozen=True, slots=True)
class Step:
    """What a step did."""

    deeds: Sequence[Deed]
    left: Sequence[tuple[int, str, str]]


def keep(rows: Sequence[Row], by: str, now: datetime) -> ListOfUnits:
    """Keep a list that was checked, in place of one by the same person that was never begun."""
    with writing() as session:
        session.execute(delete(ListOfUnits).where(ListOfUnits.made_by == by[:80], ListOfUnits.begun.is_(False)))
        made = ListOfUnits(
            made_by=by[:80], made_at=now, content=_written(rows), size=2 * len(rows), done=0, changed=0, begun=False, omitted="[]"
        )
        session.add(made)
        session.flush()
        return made


def _written(rows: Sequence[Row]) -> str:
    return json.dumps([(row.line, dict(row.fields), row.deeds) for row in rows], ensure_ascii=False)


def kept(number: int) -> ListOfUnits | None:
    return reading().get(ListOfUnits, number)


def unfinished() -> Sequence[ListOfUnits]:
    """Lists that were begun and are not done, the oldest first."""
    query = select(ListOfUnits).where(ListOfUnits.begun, ListOfUnits.done < ListOfUnits.size).order_by(ListOfUnits.id)
    return reading().scalars(query).all()


def as_it_stands(found: ListOfUnits, today: date) -> list[Row]:
    """The rows of a list with what they would do now."""
    return judged([(line, fields) for line, fields, _deeds in json.loads(found.content)], today)


def begin(found: ListOfUnits, agreed: str, today: date) -> bool:
    """Agree to a list, by the fingerprint that was seen. False: it would do something else by now. A list that is begun stays so."""
    with writing() as session:
        there = session.get_one(ListOfUnits, found.id, with_for_update=True)
        if not there.begun:
            rows = as_it_stands(there, today)
            if any(row.wrong for row in rows) or fingerprint(rows) != agreed:
                return False
            # Under the names that were seen: what else comes meanwhile, or is founded by the list itself, changes none of them.
            there.content = _written([replace(row, fields={**row.fields, "name": row.names[0], "town": ""}) for row in rows])
            there.begun = True
        return True


def step(found: ListOfUnits, at: int, today: date, instrument: str, plan: str) -> Step:
    """Do the next rows of a list that stands at `at`; nothing if it stands elsewhere, because the same was sent twice."""
    with writing() as session:
        there = session.get_one(ListOfUnits, found.id, with_for_update=True)
        if not there.begun or there.done != at or there.is_over:
            return Step((), ())
        rows = [Row(line, fields, deeds=tuple(deeds)) for line, fields, deeds in json.loads(there.content)]
        deeds: list[Deed] = []
        left: list[tuple[int, str, str]] = []
        work = 0
        while not there.is_over:
            founds = there.done < len(rows)
            chunk, more = _chunk(rows[there.done % len(rows) :], founds, A_STEP - work)
            if not chunk:
                break
            out = {line for line, _code, _why in (*there.left_out, *left)}
            wanted = [row for row in chunk if row.line not in out]
            did = _found(wanted, instrument, plan) if founds else _place(wanted, today)
            work += more
            deeds += did.deeds
            left += did.left
            there.done += len(chunk)
        there.changed += len({unit.id for deed, unit, _about in deeds if deed != PLACED})
        there.omitted = json.dumps([*there.left_out, *left])
        if there.is_over:
            there.content = "[]"
        return Step(deeds, left)


def _chunk(rows: Sequence[Row], founds: bool, room: int) -> tuple[list[Row], int]:
    """As many of the next rows as there is room for, and how much work they are; the first of a step has room whatever it is."""
    chunk: list[Row] = []
    work = 0
    for row in rows:
        if founds:
            more = FOUNDED * (1 + int(row.fields["counters"] or 0)) if "found" in row.deeds else 0
        else:
            more = int(bool({"rename", "join"} & {*row.deeds} or (row.fields["parent"] and "found" in row.deeds)))
        if work + more > room and (chunk or room < A_STEP):
            break
        chunk.append(row)
        work += more
    return chunk, work


def _by_code(codes: Collection[str]) -> dict[str, Unit]:
    return {unit.code: unit for unit in reading().scalars(select(Unit).where(Unit.code.in_(codes)))}


def _found(rows: Sequence[Row], instrument: str, plan: str) -> Step:
    deeds: list[Deed] = []
    left = []
    founding = [row for row in rows if "found" in row.deeds]
    there = _by_code([row.fields["code"] for row in founding])
    for row in founding:
        code, (name, short_name) = row.fields["code"], row.names
        if code in there:
            left.append((row.line, code, "there"))
            continue
        unit = found_unit(code, name, zone=row.zone or "Asia/Jakarta", short_name=short_name)
        _open(unit, row, instrument, plan)
        deeds.append(("found", unit, code))
    return Step(deeds, left)


def _open(unit: Unit, row: Row, instrument: str, plan: str) -> None:
    for n in range(int(row.fields["counters"] or 0)):
        code = next_code(unit, [counter.code for counter in counters(unit)])
        open_counter(unit, code, {"id": f"Loket {n + 1}", "en": f"Counter {n + 1}"}, instrument=instrument, plan=plan)


def _place(rows: Sequence[Row], today: date) -> Step:
    deeds: list[Deed] = []
    left: list[tuple[int, str, str]] = []
    units = _by_code({row.fields[name] for row in rows for name in ("code", "parent")})
    placed = {unit_id for unit_id, _office, _since, until in spans() if until is None or until > today}
    joining = []
    for row, unit in ((row, units[row.fields["code"]]) for row in rows if row.fields["code"] in units):
        office = units.get(row.fields["parent"])
        if "rename" in row.deeds:
            names = _names(row, unit)
            rename_unit(unit, *names)
            deeds.append(("rename", unit, names[0]))
        if row.fields["parent"] and {"join", "found"} & {*row.deeds}:
            if office and unit.id not in placed:
                joining.append((row, unit, office))
            else:
                left.append((row.line, unit.code, "placed" if office else "office"))
    below = _joined(joining, today)
    for row, unit, office in joining:
        if unit.id not in below:
            left.append((row.line, row.fields["code"], "circle"))
        else:
            # A new unit too: it may have been sealed since an earlier step founded it.
            deeds.append(("join" if "join" in row.deeds else PLACED, unit, f"{office.code} {today}"))
    return Step(deeds, left)


def _names(row: Row, unit: Unit) -> tuple[str, str]:
    """The names that a row gives a unit that is there; a list without short names leaves the one that there is."""
    name, short_name = row.fields["name"], row.fields["short_name"]
    return name, short_name or (unit.short_name if unit.short_name != unit.name else name)


def _joined(joining: Sequence[tuple[Row, Unit, Unit]], today: date) -> set[int]:
    """Put these units below their offices from today on. The numbers of those that were: all but what would lie below itself.

    The tree is looked at once for all of them; one by one, ten thousand would take an hour.
    """
    with writing() as session:
        made = [Affiliation(unit_id=unit.id, parent_id=office.id, since=today, until=None) for _row, unit, office in joining]
        session.add_all(made)
        session.flush()
        round_about = circles(spans(), today)
        for each in made:
            if each.unit_id in round_about:
                session.delete(each)
        session.flush()
        return {unit.id for _row, unit, _office in joining} - round_about
