"""The rival, for comparison only: one tap as it is usually written. It never serves anybody.

An ORM session that looks up the device, adds a row, reads and moves a tally, commits; SQLite's own busy handler, no lock.
Equally durable (WAL, synchronous=FULL), and spared what ours does besides: no hash, no numbers without gaps, no closures.
"""

import hashlib
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import Blueprint, Flask, current_app, g, request
from sqlalchemy import DateTime, Engine, String, Uuid, create_engine, event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from werkzeug.wrappers import Response as AnyResponse

from kiosk.clock import service_day
from kiosk.config import Settings
from kiosk.counter.screens import instrument, plan, show_question, show_thanks
from kiosk.devices import Device
from kiosk.instruments import after
from kiosk.ledger import Channel, Rating
from kiosk.places import Counter, Place, Service, Unit
from kiosk.places.tables import CounterService
from kiosk.store.opening import FILE, sqlite_url
from kiosk.web import Malformed, choose_language, read_answer
from kiosk.web.errors import refused

PATH = "/bench/answers"

part = Blueprint("bench_naive", __name__)


class NaiveBase(DeclarativeBase):
    """Its own, so that these tables are no part of the schema."""


class NaiveRating(NaiveBase):
    __tablename__ = "naive_rating"
    id: Mapped[int] = mapped_column(primary_key=True)
    answer: Mapped[UUID] = mapped_column(Uuid, unique=True)
    visit: Mapped[UUID] = mapped_column(Uuid, index=True)
    counter_id: Mapped[int]
    channel: Mapped[str] = mapped_column(String(10))
    question: Mapped[str] = mapped_column(String(3))
    score: Mapped[int]
    language: Mapped[str] = mapped_column(String(8))
    given_at: Mapped[datetime] = mapped_column(DateTime)


class NaiveTally(NaiveBase):
    __tablename__ = "naive_tally"
    service_day: Mapped[date] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[str] = mapped_column(String(3), primary_key=True)
    score: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(10), primary_key=True)
    n: Mapped[int]


def naive_engine(settings: Settings) -> Engine:
    """The usual engine: the driver begins a transaction at the first change, SQLite waits up to 30 s for the lock."""
    engine = create_engine(sqlite_url(settings.data / FILE), pool_size=settings.threads + 2, connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def connect(connection: Any, record: Any) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def attach(app: Flask, settings: Settings) -> None:
    """Put the naive route into the application, and its tables into the store: a migration would make them everybody's."""
    engine = naive_engine(settings)
    NaiveBase.metadata.create_all(engine)
    engine.dispose()
    app.extensions["bench_naive"] = engine
    app.register_blueprint(part)


@part.post(PATH)
def create() -> AnyResponse:
    choose_language(request.form.get("language"), default="id")
    with Session(current_app.extensions["bench_naive"], expire_on_commit=False) as session:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        device = session.scalar(select(Device).where(Device.token_hash == hashlib.sha256(token.encode()).hexdigest()))
        if device is None:
            return refused(401, "Perangkat belum dikenal", "")
        g.device, g.place = device, _place(session, device)
        try:
            rating, codes = read_answer(request.form, g.place, instrument(), Channel.TABLET)
        except Malformed as error:
            return refused(422, "Penilaian tidak lengkap", error.sentence)
        _store(session, rating)
    following = after(codes or plan().draw(rating.visit), rating.question.code)
    return show_question(instrument().need(following)) if following else show_thanks()


def _place(session: Session, device: Device) -> Place:
    counter = session.get_one(Counter, device.counter_id)
    query = select(Service).join(CounterService, CounterService.service_id == Service.id).where(CounterService.counter_id == counter.id)
    return Place(session.get_one(Unit, counter.unit_id), counter, tuple(session.scalars(query.order_by(Service.id))))


def _store(session: Session, rating: Rating) -> None:
    unit, score = rating.place.unit, rating.score
    session.add(
        NaiveRating(
            answer=rating.answer,
            visit=rating.visit,
            counter_id=rating.place.counter.id,
            channel=rating.channel.value,
            question=rating.question.code,
            score=score,
            language=rating.language,
            given_at=rating.given_at,
        )
    )
    # The insert takes SQLite's write lock, so what is read from here on is still true when it is written.
    session.flush()
    key = (service_day(rating.given_at, unit.zone), unit.id, rating.question.code, score, rating.channel.value)
    tally = session.get(NaiveTally, key)
    if tally is None:
        session.add(NaiveTally(service_day=key[0], unit_id=key[1], question=key[2], score=key[3], channel=key[4], n=1))
    else:
        tally.n += 1
    session.commit()
