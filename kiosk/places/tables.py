"""The tables of places. A code never changes once given: entries of the ledger and printed addresses refer to it."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain, count

from sqlalchemy import ForeignKey, String, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.refusals import Refusal
from kiosk.store import Base, Day, Moment
from kiosk.store.texts import Texts, TextsColumn

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_CODE = 40
LONGEST_UNIT_NAME = 200
LONGEST_SHORT_NAME = 60
LONGEST_TOWN = 60
"""Characters of what tells two places with one official name apart."""
LONGEST_NAME = 80
"""Characters in the name of a counter, a service or a holiday."""
LONGEST_REASON = 200
"""Characters in the reason of a closure."""
LETTERHEAD = {
    "head": 400,
    "address": 200,
    "city": 60,
    "signatory": 80,
    "position": 120,
    "number": 40,
    "superior": 120,
    "addressee": 200,
    "margins": 40,
}
"""{what stands on a unit's documents: how long it may be}"""

# Crockford's base 32 without the letters one misreads; typed and printed codes use it.
LINK_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
LINK_LENGTH = 7
LINKS = ("screen", "poster", "ticket")
"""The links of a counter, by channel. The last is printed nowhere: a visit that a ticket began goes on through it."""


class PlaceError(Refusal):
    """A place that cannot be made or changed like that; the text says why."""


class UnitClosed(PlaceError):
    """The unit is no more: it is reopened before any counter of it is."""


OFFICES = ("office", "regional", "ministry")
"""Kinds of places that serve nobody themselves."""


class Unit(Base):
    """A UPT, or an office above it."""

    __tablename__ = "unit"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(LONGEST_CODE), unique=True)
    name: Mapped[str]
    short_name: Mapped[str]
    kind: Mapped[str] = mapped_column(String(20))
    zone: Mapped[str] = mapped_column(String(40))
    closed_on: Mapped[date | None] = mapped_column(Day)
    """The first day on which it was no more; what was rated before stays, and can be read. None: it goes on."""

    @property
    def is_office(self) -> bool:
        """Whether it was founded to have units below it, and no counters of its own."""
        return self.kind in OFFICES


class Affiliation(Base):
    """The office that a unit belonged to, from a day (inclusive) until a day (exclusive; None: still)."""

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
    names: Mapped[Texts] = mapped_column(TextsColumn)


class Counter(Base):
    """A service point (loket). Its code is unique in an installation."""

    __tablename__ = "counter"
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    code: Mapped[str] = mapped_column(String(LONGEST_CODE), unique=True)
    names: Mapped[Texts] = mapped_column(TextsColumn)
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


class Holiday(Base):
    """A day on which a unit is closed though its week says otherwise."""

    __tablename__ = "holiday"
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(Day, primary_key=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))


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


def code_for(name: str, taken: Collection[str]) -> str:
    """A code made of the first words of a name and its last, the town's, which is none of `taken`; numbered from the second on.

    >>> code_for("Rutan Kelas IIB São Tomé", ["a"]), code_for("a", ["a", "a-2"]), code_for("監獄", ["unit"])
    ('rutan-kelas-iib-sao-tome', 'a-3', 'unit-2')
    >>> code_for("Kantor Imigrasi Kelas II Non TPI Tanjungpandan", [])
    'kantor-imigrasi-kelas-tanjungpandan'
    """
    latin = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words: list[str] = re.findall("[a-z0-9]+", latin) or ["unit"]
    room = LONGEST_CODE - len("-9999")
    *first, last = (word[:room] for word in words)
    while first and len("-".join([*first, last])) > room:
        first.pop()
    code = "-".join([*first, last])
    return next(each for each in chain([code], (f"{code}-{n}" for n in count(2))) if each not in taken)


def told_apart(name: str, town: str) -> str:
    """The name under which a place is kept whose official name another one has too: it stands so wherever one of them is chosen or read.

    >>> told_apart("Puskesmas Sukamaju", "Kota Bandung")
    'Puskesmas Sukamaju (Kota Bandung)'
    """
    return f"{name} ({town})"


def official_name(name: str) -> str:
    """The name without what tells it apart; compared with others, whatever its capitals.

    >>> official_name("Puskesmas Sukamaju (Kota Bandung)"), official_name("Puskesmas Sukamaju")
    ('puskesmas sukamaju', 'puskesmas sukamaju')
    """
    return re.sub(r" \([^()]*\)$", "", name).casefold()


def check_code(code: str) -> None:
    if not CODE.fullmatch(code) or len(code) > LONGEST_CODE:
        raise PlaceError(f"{code!r} cannot be a code: small letters, digits and single hyphens, at most {LONGEST_CODE}")
