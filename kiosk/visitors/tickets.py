"""Tickets: single-use codes on paper, one for each visitor served, made in batches.

A token is 16 characters in groups of four: 20 bits name the batch, 12 bits its ticket, 48 bits are a keyed hash of both
(HMAC-SHA-256, cut; RFC 2104) with a secret of the batch. Anybody who guesses for a ticket that exists and is still good succeeds
once in 2^48 = 2.8·10^14 tries, and each try is a request.

The first tap spends a ticket in the transaction that records it (see kiosk.recording.append). Which one it was is kept in this
machine's memory until TOGETHER of its batch are used; only then are their bits set in the store, all at once, and only while
as many stay unset, or none: the bits must not reveal the unused ones either. So no copy of the store, however
many are compared, tells fewer than TOGETHER tickets from the others, and none says which visit a ticket became.

A note names its visit, because it is written before the transaction ends: it holds only if that visit is in the ledger then.
`forget_visits` wipes it within minutes, and `forget` what a database could still tell of the moment of a bit within 30.
Memory that is lost (see kiosk.store.memory) lets the tickets that waited in it be used once more; a batch never brings more
visits than it has tickets.

A token shows its serial to anybody who can read it, and bits lie in the order of serials. So tickets are handed out in an order
that is drawn anew for every sheet and table and kept nowhere (`to_hand_out`): else the first bit would be the first visitor's.
"""

import hashlib
import hmac
import logging
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk import codes, places
from kiosk.clock import service_day
from kiosk.ledger import rows
from kiosk.places import Counter, Unit
from kiosk.store import Base, Day, Direct, Moment, memory, reading, reading_direct, writing, writing_direct
from kiosk.visitors import once

LENGTH = 16
BATCH_BITS, SERIAL_BITS, SEAL_BITS = 20, 12, 48
MOST = 500
"""Tickets in a batch: a day of a busy office, 24 sheets."""
TOGETHER = 10
"""Used tickets whose bits are set at once, as many as integrity's figures need answers to be shown (see kiosk.tallies.releases);
and the fewest in a batch: how many were used tells the rest where there is only one."""
FEWEST = TOGETHER

log = logging.getLogger("kiosk.visitors.tickets")


class TicketError(Exception):
    """A batch that cannot be made; the text is one of "count", "days", "past", "full", "again"."""


class TicketBatch(Base):
    """Tickets made at once for one counter. `spent` has a bit for each ticket, lowest first: 1, it was used.

    Once the batch is over, `secret` and `spent` are erased, and only the number of used tickets stays.
    """

    __tablename__ = "ticket_batch"
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    counter_id: Mapped[int] = mapped_column(ForeignKey("counter.id"))
    count: Mapped[int]
    valid_from: Mapped[date] = mapped_column(Day)
    valid_until: Mapped[date] = mapped_column(Day)
    secret: Mapped[bytes] = mapped_column(LargeBinary(32))
    spent: Mapped[bytes] = mapped_column(LargeBinary(MOST // 8 + 1))
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(String(80))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    used: Mapped[int]
    """How many were used; the bits of the last few are not set yet."""

    def is_good_on(self, day: date) -> bool:
        return self.withdrawn_at is None and self.valid_from <= day <= self.valid_until

    def is_over(self, day: date) -> bool:
        """Whether none of its tickets will be good any more: there is nothing to print."""
        return self.withdrawn_at is not None or self.valid_until < day

    def has_spent(self, serial: int) -> bool:
        return bool(_bits(self.spent) >> serial & 1) or serial in _waiting(reading_direct(), self.unit_id, self.secret, [serial])


@dataclass(frozen=True, slots=True)
class Ticket:
    """One ticket whose token is genuine."""

    batch: TicketBatch
    serial: int
    """0 to count − 1."""

    @property
    def key(self) -> tuple[int, int]:
        """What spending it needs: the number of its batch and its own."""
        return self.batch.id, self.serial


def make_batch(
    counter: Counter, count: int, valid_from: date, valid_until: date, by: str, now: datetime, form: UUID | None = None
) -> TicketBatch:
    """A batch of FEWEST to MOST tickets, good from the first to the last day, both included. Raises TicketError.

    The same form makes one only.
    """
    if not FEWEST <= count <= MOST:
        raise TicketError("count")
    if valid_until < valid_from:
        raise TicketError("days")
    today = service_day(now, places.place(counter.id).unit.zone)
    if valid_until < today:
        raise TicketError("past")
    with writing() as session:
        if form and not once.first_time(form, today):
            raise TicketError("again")
        batch = TicketBatch(
            unit_id=counter.unit_id,
            counter_id=counter.id,
            count=count,
            valid_from=valid_from,
            valid_until=valid_until,
            secret=secrets.token_bytes(32),
            spent=bytes((count + 7) // 8),
            made_at=now,
            made_by=by,
            withdrawn_at=None,
            used=0,
        )
        session.add(batch)
        session.flush()
        if batch.id >> BATCH_BITS:
            raise TicketError("full")
        return batch


def withdraw(batch: TicketBatch, now: datetime) -> None:
    """Make all of its tickets void, as when a sheet was lost. Answers given with others stay."""
    with writing() as session:
        found = session.get_one(TicketBatch, batch.id)
        found.withdrawn_at = found.withdrawn_at or now


def batches(unit: Unit) -> Sequence[TicketBatch]:
    """The unit's batches, newest first."""
    query = select(TicketBatch).where(TicketBatch.unit_id == unit.id)
    return reading().scalars(query.order_by(TicketBatch.id.desc())).all()


def batch(unit: Unit, number: int) -> TicketBatch | None:
    """The unit's batch of that number."""
    return reading().scalar(select(TicketBatch).where(TicketBatch.unit_id == unit.id, TicketBatch.id == number))


def tokens(batch: TicketBatch) -> list[str]:
    """The tokens of its tickets by serial, such as 0004-0K7Q-F2M9-D0WX; none once the batch is over."""
    return [_token(batch, serial) for serial in range(batch.count)] if batch.secret else []


def to_hand_out(batch: TicketBatch) -> list[str]:
    """The same tokens in a random order, another one each time: what is printed must not lie in the order of the bits."""
    found = tokens(batch)
    secrets.SystemRandom().shuffle(found)
    return found


def is_token(text: str) -> bool:
    """Whether this has the form of a token."""
    return codes.read(text, LENGTH) is not None


def read_token(text: str) -> Ticket | None:
    """The ticket of a token as typed or scanned; None if there is none, or it is forged."""
    bits = codes.read(text, LENGTH)
    if bits is None:
        return None
    number, serial = bits >> SERIAL_BITS + SEAL_BITS, bits >> SEAL_BITS & (1 << SERIAL_BITS) - 1
    found = reading().get(TicketBatch, number)
    if found is None or serial >= found.count:
        return None
    # Nobody can tell any more which tokens of a batch that is over were genuine; none of them is good.
    if found.secret and not hmac.compare_digest(_token(found, serial), codes.write(bits, LENGTH)):
        return None
    return Ticket(found, serial)


def spend(direct: Direct, wanted: Mapping[tuple[int, int], UUID]) -> set[UUID]:
    """Spend {(batch, serial): visit}, all that a transaction brings of one unit; the visits whose ticket was still unspent.

    Wants the unit's ledger locked.
    """
    admitted: set[UUID] = set()
    for number in sorted({number for number, _ in wanted}):
        unit_id, count, spent, secret, used = _locked(direct, number)
        if not secret:  # the batch is over since the page was opened
            continue
        bits = _bits(spent)
        waiting = dict.fromkeys((key for key in _waiting(direct, unit_id, secret) if not bits >> key & 1), "")
        for serial, visit in ((serial, visit) for (of, serial), visit in wanted.items() if of == number):
            if not bits >> serial & 1 and serial not in waiting and used < count:
                waiting[serial] = visit.hex
                admitted.add(visit)
                used += 1
        after = bits | sum(1 << key for key in waiting)
        left = count - after.bit_count()
        if (len(waiting) >= TOGETHER and (left >= TOGETHER or left == 0)) or not _noted(secret, waiting):
            bits = after
        direct.run("UPDATE ticket_batch SET spent = ?, used = ? WHERE id = ?", (bits.to_bytes(len(spent), "little"), used, number))
    return admitted


def forget(today: date) -> None:
    """Wipe what tells when a bit was set, and everything but their number once a batch is over.

    On PostgreSQL a row carries the number of its transaction: it is written anew, and its old versions are vacuumed (see
    kiosk.store.forget_log, which cuts SQLite's log). A batch is over when it was withdrawn, or two days after its last day:
    somebody who kept the printed file or a ticket's token could still compare the bits with the ratings of those days.
    """
    over = or_(TicketBatch.withdrawn_at.is_not(None), TicketBatch.valid_until < today - timedelta(days=1))
    running = reading().execute(select(TicketBatch.id, over).where(func.length(TicketBatch.secret) > 0).order_by(TicketBatch.id)).all()
    # One at a time: on PostgreSQL ratings of several units hold several batches, in another order.
    for number, is_over in running:
        with writing_direct() as direct:
            if is_over:
                direct.run("UPDATE ticket_batch SET spent = ?, secret = ? WHERE id = ?", (b"", b"", number))
            elif direct.postgresql:
                direct.run("UPDATE ticket_batch SET spent = spent WHERE id = ?", (number,))


def forget_visits() -> None:
    """Wipe from this machine's memory which visits tickets became, and all of batches that are over. Each machine has its own."""
    running = reading_direct().all("SELECT id, secret, spent FROM ticket_batch WHERE length(secret) > 0 ORDER BY id")
    memory.keep_only({_name(secret) for _, secret, _ in running})
    for number, secret, spent in running:
        try:
            noted = _note(secret)
        except memory.Unreadable as error:  # the others are not to wait for it, and it goes with its batch
            log.error("what is noted of the tickets of batch %s cannot be read: %s", number, error)
            continue
        # What has its bit by now must go too: the one missing among the ten was the last.
        if not any(visit or _bits(spent) >> int(key) & 1 for key, visit in noted.items()):
            continue
        with writing_direct() as direct:
            unit_id, _count, spent, secret, _used = _locked(direct, number)
            if secret:
                memory.write(_name(secret), {str(key): "" for key in _waiting(direct, unit_id, secret) if not _bits(spent) >> key & 1})


def _waiting(direct: Direct, unit_id: int, secret: bytes, of: Sequence[int] | None = None) -> list[int]:
    """The noted tickets of a batch (of these serials, if named) that are used: their visit is in the ledger, or was once.

    A note whose visit is not there comes from a transaction that failed, or that has not ended: the holder of the batch's lock knows which.
    """
    noted = {int(key): visit for key, visit in _note(secret).items() if of is None or int(key) in of}
    visits = {bytes.fromhex(visit) for visit in noted.values() if visit}
    there = rows.visits_there(direct, unit_id, visits)
    return [key for key, visit in noted.items() if not visit or bytes.fromhex(visit) in there]


def _locked(direct: Direct, number: int) -> tuple[int, int, bytes, bytes, int]:
    """(unit, count, spent, secret, used) of a batch as it is now; nobody else spends from it until we commit."""
    query = "SELECT unit_id, count, spent, secret, used FROM ticket_batch WHERE id = ?"
    (row,) = direct.all(f"{query} FOR UPDATE" if direct.postgresql else query, (number,))
    unit_id, count, spent, secret, used = row
    return unit_id, count, spent, secret, used


def _note(secret: bytes) -> dict[str, str]:
    """The batch's note; where memory cannot be used at all, there is none."""
    try:
        return memory.note(_name(secret))
    except memory.Unusable:
        return {}


def _name(secret: bytes) -> str:
    """What the batch's note is called: a number could be another batch's in another store on this machine."""
    return hashlib.sha256(b"tickets" + secret).hexdigest()[:32]


def _noted(secret: bytes, waiting: Mapping[int, str]) -> bool:
    """Whether memory holds them. If it is full or forbidden they must be in the store: above all, a ticket is for one visit."""
    try:
        memory.write(_name(secret), {str(key): visit for key, visit in waiting.items()})
    except OSError as error:
        log.error("memory cannot be used, the store tells which tickets were used at once: %s", error)
        return False
    return True


def _bits(spent: bytes) -> int:
    return int.from_bytes(spent, "little")


def _token(batch: TicketBatch, serial: int) -> str:
    named = batch.id << SERIAL_BITS | serial
    seal = hmac.digest(batch.secret, f"ticket {batch.id} {serial}".encode("ascii"), hashlib.sha256)
    bits = named << SEAL_BITS | int.from_bytes(seal) >> 256 - SEAL_BITS
    return codes.write(bits, LENGTH)
