"""An hour later nothing joins a ticket to an answer: not the tables, not the files, not the log, not a backup, not their order."""

import csv
import io
import logging
import re
import zlib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from flask import Flask

from kiosk import recording, store
from kiosk.jobs.timed_work import work
from kiosk.ledger import Channel
from kiosk.ledger.entry import CHANNELS
from kiosk.places import Place
from kiosk.store import Base, backup, opening, writing_direct
from kiosk.visitors import tickets
from kiosk.visitors.tickets import TicketBatch
from tests.conftest import FixedClock, signed_in
from tests.make import make_person, rating
from tests.page import Page, PageClient

TODAY = date(2026, 11, 19)


@pytest.fixture
def batch(app: Flask, counter: Place, clock: FixedClock) -> TicketBatch:
    with app.app_context():
        return tickets.make_batch(counter.counter, 40, TODAY, TODAY, "petugas", clock())


@pytest.fixture
def spent(app: Flask, batch: TicketBatch, counter: Place, clock: FixedClock, caplog: pytest.LogCaptureFixture) -> dict[str, bytes]:
    """{token: what the batch's bits were to be after it}: twelve visitors in another order than that of their tickets."""
    caplog.set_level(logging.DEBUG)
    with app.app_context():
        tokens = tickets.tokens(batch)
    states, used = {}, 0
    for token in Random(4).sample(tokens, 12):
        phone = PageClient(app)
        page = phone.get(f"/t/{token}")
        for score in (4, 3, 2, 1):
            page = phone.follow(phone.press(page, score))
        clock.advance(minutes=2)
        used |= 1 << tokens.index(token)
        states[token] = used.to_bytes(5, "little")
    return states


def an_hour_later(app: Flask, clock: FixedClock) -> None:
    """What a server does by itself, minute by minute."""
    for _ in range(60):
        clock.advance(minutes=1)
        with app.app_context():
            work(app, "this server")


@pytest.mark.stores
def test_no_table_knows_both(app: Flask, spent: dict[str, bytes], clock: FixedClock) -> None:
    an_hour_later(app, clock)
    with app.app_context(), writing_direct() as direct:
        visits = {bytes(row[0]) for row in direct.all("SELECT visit FROM entry")}
        assert len(visits) == 12, "there must be something to join"
        for table in Base.metadata.tables.values():
            if table.name in ("entry", "receipt"):
                continue
            for row in direct.all(f"SELECT * FROM {table.name}"):
                for value in row:
                    written = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                    assert not any(visit in written for visit in visits), table.name
                    assert not any(token.encode() in written for token in spent), table.name
        columns = {column.name for column in Base.metadata.tables["ticket_batch"].columns}
        assert not {name for name in columns if name.endswith("_at")} - {"made_at", "withdrawn_at"}, "no moment of spending is kept"


def test_no_file_tells_in_which_order_tickets_were_spent(
    app: Flask, spent: dict[str, bytes], clock: FixedClock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    an_hour_later(app, clock)
    with app.app_context():
        copy = tmp_path / "backup.sqlite3"
        backup.copy_store(store.engine(), copy)
    data: Path = app.extensions["settings"].data
    # Ten came together; the last two wait in memory.
    *earlier, written, _, waiting = spent.values()
    files = [file for file in (*data.rglob("*"), copy) if file.is_file()]
    contents = {file: file.read_bytes() for file in files}
    assert any(written in content for content in contents.values()), "the bits themselves are there"
    for file, content in contents.items():
        # The bits of the batch as they were before lie nowhere, so nothing tells which came last.
        # With one or two tickets used the bits look like any small number: 00 80 00 00 00 is a store of 128 pages.
        assert not any(state in content for state in (*earlier[2:], waiting)), file
        assert not any(token.encode() in content or token.replace("-", "").encode() in content for token in spent), file
    log = (data / "loket.sqlite3-wal").read_bytes()
    assert written not in log, "what came together in one transaction is told by the log, until it is cut"
    assert not any(token in caplog.text for token in spent)


@pytest.mark.stores
def test_one_used_ticket_is_in_no_copy(app: Flask, batch: TicketBatch, counter: Place, clock: FixedClock) -> None:
    """One of forty tickets was used, and one visit came by ticket: a copy that knew which one would join them."""
    with app.app_context():
        untouched = _copy()
        token = tickets.tokens(batch)[Random(7).randrange(40)]
        ticket = tickets.read_token(token)
        assert ticket
        outcome = recording.record([rating(counter, channel=Channel.TICKET, ticket=ticket.key)], clock())[0]
        assert isinstance(outcome, recording.Recorded)
        at_once = _copy()
    an_hour_later(app, clock)
    with app.app_context():
        store.see_anew()
        later = _copy()
        again = tickets.read_token(token)
        assert again
        assert again.batch.has_spent(again.serial), "it is used all the same"
    for copy in (at_once, later):
        assert {name for name in copy if copy[name] != untouched[name]} == {"used"}
        assert copy["used"] == 1


@pytest.mark.stores
def test_two_copies_tell_ten_tickets_apart_or_none(app: Flask, batch: TicketBatch, counter: Place, clock: FixedClock) -> None:
    with app.app_context():
        copies = [_copy()]
        for serial in Random(8).sample(range(40), 25):
            recording.record([rating(counter, channel=Channel.TICKET, ticket=(batch.id, serial))], clock())
            copies.append(_copy())
    bits = [int.from_bytes(copy["spent"], "little") for copy in copies]
    steps = {(one ^ other).bit_count() for one in bits for other in bits}
    assert steps == {0, 10, 20}


def _copy() -> dict[str, Any]:
    """What the store holds of the batch."""
    with writing_direct() as direct:
        names = [column.name for column in TicketBatch.__table__.columns]
        (row,) = direct.all(f"SELECT {', '.join(names)} FROM ticket_batch")
    return {name: bytes(value) if isinstance(value, memoryview) else value for name, value in zip(names, row, strict=True)}


def in_table(page: Page) -> list[str]:
    return [row["token"] for row in csv.DictReader(io.StringIO(page.html.removeprefix("\ufeff")))]


def on_sheet(page: Page) -> list[str]:
    """The tokens of a printed sheet as they lie on it: each code has its token as words."""
    written = page.answer.get_data()
    parts = [written]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", written, re.DOTALL):
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            continue
    found = re.findall(rb"/Alt\(Kode QR kartu ([0-9A-Z-]{19})\)", b"".join(parts))
    return list(dict.fromkeys(each.decode() for each in found))


@pytest.mark.parametrize(("kind", "read"), [("pdf", on_sheet), ("csv", in_table)])
def test_the_order_in_which_tickets_are_spent_joins_them_no_better_than_chance(
    app: Flask, counter: Place, clock: FixedClock, kind: str, read: Callable[[Page], list[str]]
) -> None:
    """The attacker holds one copy of the store: the n-th bit that is set, and the n-th visit by ticket."""
    with app.app_context():
        keeper = signed_in(app, make_person("petugas", "operator", counter.unit))
    spent_in: dict[int, list[int]] = {}
    for number in range(1, 7):
        with app.app_context():
            tickets.make_batch(counter.counter, 20, TODAY, TODAY + timedelta(days=9), "petugas", clock())
        printed = read(keeper.get(f"/panel/units/kanim/tickets/{number}.{kind}"))
        assert len(printed) == 20
        # Eight of ten visitors answer, in the order in which they were handed their tickets.
        spent_in[number] = []
        with app.app_context():
            for token in (token for n, token in enumerate(printed) if n % 5):
                ticket = tickets.read_token(token)
                assert ticket
                spent_in[number].append(ticket.serial)
                outcome = recording.record([rating(counter, channel=Channel.TICKET, ticket=ticket.key)], clock())[0]
                assert isinstance(outcome, recording.Recorded)
                clock.advance(seconds=150)
    an_hour_later(app, clock)
    with app.app_context():
        store.see_anew()
        bits = {batch.id: [serial for serial in range(batch.count) if batch.has_spent(serial)] for batch in tickets.batches(counter.unit)}
    assert {len(serials) for serials in bits.values()} == {16}, "there is something to join"
    joined = sum(guess == truth for number in bits for guess, truth in zip(bits[number], spent_in[number], strict=True))
    # By chance one of each batch (mean 6, Poisson): 20 or more come once in 100,000 runs.
    assert joined < 20


def test_postgresql_forgets_which_transaction_set_a_bit(postgres_house: Flask, request: pytest.FixtureRequest, clock: FixedClock) -> None:
    """Every row there carries the number of its transaction; an answer and the bit of its ticket would share it."""
    from kiosk.places import links
    from tests import postgres as postgresql
    from tests.make import make_counter, make_unit, rating

    app = postgres_house
    postgresql.make_anew(request.getfixturevalue("postgres"), "house", postgresql.TEMPLATE)
    app.extensions["clock"] = clock
    with app.app_context():
        place = make_counter(make_unit("kanim"), "kanim-1")
        made = tickets.make_batch(place.counter, 10, TODAY, TODAY + timedelta(days=1), "petugas", clock())
        number = made.id
        assert links.link_of(place.counter, "ticket")
        recording.record([rating(place, channel=Channel.TICKET, ticket=(number, 1))], clock())
        store.see_anew()

        def joined() -> int:
            query = "SELECT count(*) FROM entry JOIN ticket_batch ON ticket_batch.xmin::text = entry.xmin::text WHERE channel = ?"
            with writing_direct() as direct:
                found: int = direct.all(query, (CHANNELS.index(Channel.TICKET) + 1,))[0][0]
                return found

        assert joined() == 1, "just now it can be told"
        tickets.forget(TODAY)
        assert joined() == 0
        opening.close_connections()
