"""Single-use tickets: genuine or not, spent once, and joined to nothing."""

import json
import os
import shutil
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from flask import Flask

from kiosk import recording, store
from kiosk.ledger import Channel, Rating
from kiosk.places import Place
from kiosk.recording import Conflict, Outcome, Recorded, Spent, Unavailable
from kiosk.store import memory, reading, writing_direct
from kiosk.visitors import tickets
from kiosk.visitors.tickets import Ticket, TicketBatch, TicketError
from tests.conftest import FixedClock
from tests.make import entries, make_counter, make_unit, rating

TODAY = date(2026, 11, 19)


@pytest.fixture
def place(inside: Flask) -> Place:
    return make_counter(make_unit("kanim"), "kanim-1")


@pytest.fixture
def batch(place: Place, clock: FixedClock) -> TicketBatch:
    return tickets.make_batch(place.counter, 40, TODAY, TODAY + timedelta(days=1), "petugas", clock())


@pytest.fixture
def memory_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A memory of the test's own, in which nothing is noted yet."""
    monkeypatch.setattr(memory, "IN_MEMORY", tmp_path)
    return memory.folder()


def ticket(batch: TicketBatch, serial: int = 0) -> Ticket:
    store.reading().expire_all()
    found = tickets.read_token(tickets.tokens(batch)[serial])
    assert found
    return found


def pay(place: Place, clock: FixedClock, with_: Ticket | None, *, score: int = 4, **more: object) -> Outcome:
    made = rating(place, "S0", score, channel=Channel.TICKET, ticket=with_.key if with_ else None, **more)  # type: ignore[arg-type]
    return recording.record([made], clock())[0]


def test_tokens_are_different_and_each_names_its_own_ticket(batch: TicketBatch) -> None:
    tokens = tickets.tokens(batch)
    assert len(set(tokens)) == batch.count == 40
    assert [tickets.read_token(token) for token in tokens] == [Ticket(batch, n) for n in range(40)]
    assert {len(token) for token in tokens} == {19}


def test_a_token_may_be_typed_as_it_is_read(batch: TicketBatch) -> None:
    token = tickets.tokens(batch)[3]
    for typed in (token.lower(), token.replace("-", ""), token.replace("-", " "), token.replace("0", "O").replace("1", "l")):
        assert tickets.read_token(typed) == Ticket(batch, 3)


@pytest.mark.parametrize(
    "text", ["", "0000", "0000-0000-0000-0000", "ZZZZ-ZZZZ-ZZZZ-ZZZZ", "U" * 16, "😀" * 500_000, "0001-0001-0001-000" * 99]
)
def test_what_is_no_ticket_is_none(batch: TicketBatch, text: str) -> None:
    assert tickets.read_token(text) is None


def test_ten_thousand_forgeries_and_guesses_are_none(batch: TicketBatch) -> None:
    dice = Random(1)
    letters = tickets.codes.ALPHABET
    genuine = {token.replace("-", "") for token in tickets.tokens(batch)}
    tried = 0
    while tried < 10_000:
        token = list(dice.choice(sorted(genuine)))
        for place in dice.sample(range(16), dice.randint(1, 4)):
            token[place] = dice.choice(letters)
        if "".join(token) not in genuine:
            assert tickets.read_token("".join(token)) is None
            tried += 1


@pytest.mark.stores
def test_the_first_tap_spends_it_and_no_second_visit_can(place: Place, batch: TicketBatch, clock: FixedClock) -> None:
    own = uuid4()
    assert isinstance(pay(place, clock, ticket(batch), visit=own), Recorded)
    assert isinstance(pay(place, clock, ticket(batch), visit=uuid4()), Spent)
    assert ticket(batch).batch.has_spent(0)
    assert not ticket(batch).batch.has_spent(1)
    assert isinstance(pay(place, clock, ticket(batch), visit=own, score=2), Recorded), "her own correction"
    # The visit goes on without the ticket.
    assert isinstance(pay(place, clock, None, visit=own), Recorded)
    assert isinstance(pay(place, clock, None, visit=uuid4()), Spent), "no visit begins without one"
    assert ticket(batch).batch.used == 1
    assert [entry.channel for entry in entries(place.unit)] == [Channel.TICKET] * 3


@pytest.mark.stores
def test_sent_again_it_is_answered_like_the_first_time(place: Place, batch: TicketBatch, clock: FixedClock) -> None:
    first = rating(place, channel=Channel.TICKET, ticket=ticket(batch).key)
    assert recording.record([first], clock()) == [Recorded(1)]
    assert recording.record([first, first], clock()) == [Recorded(1, again=True)] * 2
    bent = rating(place, score=1, answer=first.answer, visit=first.visit, channel=Channel.TICKET, ticket=ticket(batch).key)
    assert recording.record([bent], clock()) == [Conflict(1)]
    assert len(entries(place.unit)) == 1


def test_two_visits_in_one_batch_of_ratings_do_not_share_a_ticket(place: Place, batch: TicketBatch, clock: FixedClock) -> None:
    both = [rating(place, visit=uuid4(), channel=Channel.TICKET, ticket=ticket(batch).key) for _ in range(2)]
    assert [type(outcome) for outcome in recording.record(both, clock())] == [Recorded, Spent]


def test_a_closed_counter_spends_nothing(place: Place, batch: TicketBatch, clock: FixedClock) -> None:
    from kiosk.places import service_points

    service_points.close_counter(place.counter, clock() - timedelta(hours=1), "listrik padam")
    pay(place, clock, ticket(batch))
    assert ticket(batch).batch.used == 0


@pytest.mark.stores
def test_ten_phones_at_once_spend_it_once(app: Flask, place: Place, batch: TicketBatch, clock: FixedClock) -> None:
    key = ticket(batch).key
    store.see_anew()
    outcomes: list[Outcome] = []
    ready = Barrier(10)

    def phone(made: Rating) -> None:
        with app.app_context():
            ready.wait()
            outcomes.extend(recording.record([made], clock()))
            store.see_anew()

    made = [rating(place, channel=Channel.TICKET, ticket=key, visit=uuid4()) for _ in range(10)]
    threads = [Thread(target=phone, args=[each]) for each in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Recorded", *["Spent"] * 9]


def test_days_and_withdrawal_decide_whether_it_is_good(place: Place, batch: TicketBatch, clock: FixedClock) -> None:
    days: Sequence[tuple[int, bool]] = ((-1, False), (0, True), (1, True), (2, False))
    for offset, good in days:
        assert batch.is_good_on(TODAY + timedelta(days=offset)) is good
    tickets.withdraw(batch, clock())
    assert not ticket(batch).batch.is_good_on(TODAY)


@pytest.mark.parametrize(
    ("count", "days", "wrong"), [(0, 1, "count"), (9, 1, "count"), (501, 1, "count"), (-5, 1, "count"), (10, -1, "days")]
)
def test_a_batch_that_cannot_be_is_refused(place: Place, clock: FixedClock, count: int, days: int, wrong: str) -> None:
    with pytest.raises(TicketError, match=wrong):
        tickets.make_batch(place.counter, count, TODAY, TODAY + timedelta(days=days), "petugas", clock())
    assert tickets.batches(place.unit) == []


def test_the_biggest_batch_keeps_a_bit_for_each(place: Place, clock: FixedClock) -> None:
    batch = tickets.make_batch(place.counter, tickets.MOST, TODAY, TODAY, "petugas", clock())
    for serial in (0, 7, 8, 255, 256, 499):
        assert isinstance(pay(place, clock, ticket(batch, serial)), Recorded)
    found = ticket(batch).batch
    assert found.used == 6
    assert [n for n in range(500) if found.has_spent(n)] == [0, 7, 8, 255, 256, 499]


def test_once_a_batch_is_over_nothing_tells_which_tickets_were_used(inside: Flask, clock: FixedClock) -> None:
    place = make_counter(make_unit("kanim"), "kanim-9")
    today = clock().date()
    batch = tickets.make_batch(place.counter, 10, today, today, "petugas", clock())
    (token,) = tickets.tokens(batch)[4:5]
    ticket = tickets.read_token(token)
    assert ticket
    assert isinstance(pay(place, clock, ticket), Recorded)
    tickets.forget(today + timedelta(days=1))
    reading().refresh(batch)
    assert batch.has_spent(4), "somebody may still be writing"
    tickets.forget(today + timedelta(days=2))
    reading().refresh(batch)
    assert (batch.used, batch.spent, batch.secret, tickets.tokens(batch)) == (1, b"", b"", [])
    late = tickets.read_token(token)
    assert late
    assert not late.batch.is_good_on(today + timedelta(days=2)), "it is told that it has expired"
    with writing_direct() as direct:
        assert tickets.spend(direct, {late.key: uuid4()}) == set()


def in_store(batch: TicketBatch) -> list[int]:
    """The tickets whose bits are set."""
    with writing_direct() as direct:
        ((spent,),) = direct.all("SELECT spent FROM ticket_batch WHERE id = ?", (batch.id,))
    return [serial for serial in range(batch.count) if int.from_bytes(spent, "little") >> serial & 1]


@pytest.mark.stores
def test_the_store_learns_of_used_tickets_ten_by_ten(place: Place, batch: TicketBatch, clock: FixedClock) -> None:
    order = Random(3).sample(range(40), 27)
    for done, serial in enumerate(order, start=1):
        assert isinstance(pay(place, clock, ticket(batch, serial), visit=uuid4()), Recorded)
        assert in_store(batch) == sorted(order[: done // 10 * 10])
        found = ticket(batch).batch
        assert found.used == done
        assert [n for n in range(40) if found.has_spent(n)] == sorted(order[:done])
        assert isinstance(pay(place, clock, ticket(batch, order[done // 2]), visit=uuid4()), Spent)
        if done % 6 == 0:
            tickets.forget_visits()
    assert len(entries(place.unit)) == 27


@pytest.mark.parametrize(("count", "steps"), [(10, [10]), (11, [11]), (19, [19]), (20, [10, 20]), (24, [10, 24]), (35, [10, 20, 35])])
def test_what_is_not_used_tells_no_fewer_than_ten_either(place: Place, clock: FixedClock, count: int, steps: list[int]) -> None:
    """Eleven tickets, ten of them said to be used: the eleventh visitor's would be known."""
    batch = tickets.make_batch(place.counter, count, TODAY, TODAY, "petugas", clock())
    seen = []
    for serial in Random(5).sample(range(count), count):
        assert isinstance(pay(place, clock, ticket(batch, serial), visit=uuid4()), Recorded)
        seen.append(len(in_store(batch)))
    assert sorted({0, *seen}) == [0, *steps]
    for used, known in enumerate(seen, start=1):
        assert known == used or count - known >= 10, "a visit since the last step is one of ten at least"


@pytest.mark.stores
def test_several_tickets_in_one_transaction_are_spent_once_each(place: Place, batch: TicketBatch, clock: FixedClock) -> None:
    visits = [uuid4() for _ in range(4)]
    paid = [ticket(batch, serial).key for serial in (0, 1, 0, 2)]
    made = [rating(place, visit=v, channel=Channel.TICKET, ticket=t) for v, t in zip(visits, paid, strict=True)]
    assert [type(outcome) for outcome in recording.record(made, clock())] == [Recorded, Recorded, Spent, Recorded]
    for serial in range(3):
        assert isinstance(pay(place, clock, ticket(batch, serial), visit=uuid4()), Spent)
    assert ticket(batch).batch.used == 3


@pytest.mark.stores
@pytest.mark.parametrize("first", ["by poster", "by ticket", "without its ticket"])
def test_what_is_not_stored_pays_nothing(place: Place, clock: FixedClock, first: str) -> None:
    """Two answers of one number in a transaction: the second is a conflict, and must not use up what others hold."""
    batch = tickets.make_batch(place.counter, 20, TODAY, TODAY, "petugas", clock())
    for _ in range(25):
        answer = uuid4()
        other = ticket(batch, 19).key if first == "by ticket" else None
        channel = Channel.POSTER if first == "by poster" else Channel.TICKET
        made = [
            rating(place, answer=answer, visit=uuid4(), channel=channel, ticket=other),
            rating(place, answer=answer, visit=uuid4(), channel=Channel.TICKET, ticket=ticket(batch).key),
        ]
        assert not isinstance(recording.record(made, clock())[1], Recorded)
    found = ticket(batch).batch
    assert (found.used, found.has_spent(0)) == (int(first == "by ticket"), False)
    assert isinstance(pay(place, clock, ticket(batch)), Recorded)


@pytest.mark.stores
def test_a_tap_that_could_not_be_written_spends_nothing(
    place: Place, batch: TicketBatch, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ticket is noted before the disk turns out to be full. The phone goes on trying, or is put away and taken up anew."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for serial in (0, 1):
        with monkeypatch.context() as patch:
            patch.setattr("kiosk.recording.append.tally.write", full)
            own = rating(place, channel=Channel.TICKET, ticket=ticket(batch, serial).key, visit=uuid4())
            with pytest.raises(Unavailable, match="No space"):
                recording.record([own], clock())
        found = ticket(batch).batch
        assert (found.used, found.has_spent(serial)) == (serial, False), "the page still asks"
        if serial:
            tickets.forget_visits()
        again = own if serial else rating(place, channel=Channel.TICKET, ticket=ticket(batch, serial).key, visit=uuid4())
        assert isinstance(recording.record([again], clock())[0], Recorded)
        assert ticket(batch).batch.used == serial + 1
        assert isinstance(pay(place, clock, ticket(batch, serial), visit=uuid4()), Spent)


def test_a_machine_that_starts_anew_forgets_what_waited(place: Place, clock: FixedClock, memory_folder: Path) -> None:
    batch = tickets.make_batch(place.counter, 25, TODAY, TODAY, "petugas", clock())
    for serial in range(13):
        assert isinstance(pay(place, clock, ticket(batch, serial), visit=uuid4()), Recorded)
    shutil.rmtree(memory_folder)
    tried = [type(pay(place, clock, ticket(batch, serial), visit=uuid4())) for serial in [*range(25), *range(25)]]
    assert tried[:10] == [Spent] * 10
    assert tried.count(Recorded) == 12, "never more visits than tickets"


def test_without_room_in_memory_the_store_keeps_it(
    place: Place, batch: TicketBatch, clock: FixedClock, memory_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    memory_folder.write_text("no folder", encoding="utf-8")
    assert isinstance(pay(place, clock, ticket(batch, 7), visit=uuid4()), Recorded)
    assert in_store(batch) == [7]
    assert "memory cannot be used" in caplog.text
    assert isinstance(pay(place, clock, ticket(batch, 7), visit=uuid4()), Spent)
    tickets.forget_visits()
    tickets.withdraw(batch, clock())
    tickets.forget(TODAY)
    assert in_store(batch) == [], "and forgets it as ever"


@pytest.mark.parametrize("made", ["open to others", "a link to elsewhere"])
def test_a_folder_that_others_can_enter_is_not_used(
    place: Place, batch: TicketBatch, clock: FixedClock, memory_folder: Path, tmp_path: Path, made: str
) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    precious = tmp_path / "elsewhere" / "seal.key"
    precious.touch()
    os.utime(precious, (0, 0))
    if made == "open to others":
        memory_folder.mkdir(mode=0o755)
    else:
        memory_folder.symlink_to(tmp_path / "elsewhere")
    assert isinstance(pay(place, clock, ticket(batch, 7), visit=uuid4()), Recorded)
    tickets.forget_visits()
    assert list((tmp_path / "elsewhere").iterdir()) == [precious], "nothing is written there, and nothing wiped"
    assert set(memory_folder.iterdir()) <= {memory_folder / "seal.key"}


def test_memory_that_cannot_be_read_is_not_taken_for_empty(
    place: Place, batch: TicketBatch, clock: FixedClock, memory_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(pay(place, clock, ticket(batch, 7), visit=uuid4()), Recorded)
    used = ticket(batch, 7)

    def too_many(*_: object) -> None:
        raise OSError(24, "Too many open files")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", too_many)
        with pytest.raises(Unavailable):
            pay(place, clock, used, visit=uuid4())
    assert isinstance(pay(place, clock, used, visit=uuid4()), Spent)


def test_a_note_that_cannot_be_read_keeps_no_other(place: Place, batch: TicketBatch, clock: FixedClock, memory_folder: Path) -> None:
    pay(place, clock, ticket(batch, 4), visit=uuid4())
    (broken,) = memory_folder.iterdir()
    later = tickets.make_batch(place.counter, 40, TODAY, TODAY, "petugas", clock())
    pay(place, clock, ticket(later, 4), visit=uuid4())
    (other,) = set(memory_folder.iterdir()) - {broken}
    broken.write_text("{")
    tickets.forget_visits()
    assert other.read_text() == '{"4": ""}'
    assert broken.read_text() == "{", "it goes with its batch"


def test_memory_knows_no_visit_after_a_few_minutes_and_no_order(
    place: Place, batch: TicketBatch, clock: FixedClock, memory_folder: Path
) -> None:
    visits = {serial: uuid4() for serial in (31, 4, 17)}
    for serial, visit in visits.items():
        pay(place, clock, ticket(batch, serial), visit=visit)
    (note,) = memory_folder.iterdir()
    assert memory_folder.stat().st_mode & 0o77 == 0, "nobody else reads it"
    assert list(json.loads(note.read_text())) == ["17", "31", "4"]
    tickets.forget_visits()
    assert note.read_text() == '{"17": "", "31": "", "4": ""}'
    for serial in (5, 6, 7, 8, 9, 10):
        pay(place, clock, ticket(batch, serial), visit=uuid4())
    tickets.forget_visits()
    pay(place, clock, ticket(batch, 20), visit=uuid4())
    assert len(in_store(batch)) == 10
    tickets.forget_visits()
    assert list(memory_folder.iterdir()) == [], "else the one that is missing there would be the last of the ten"
    pay(place, clock, ticket(batch, 21), visit=uuid4())
    tickets.withdraw(batch, clock())
    tickets.forget(TODAY)
    (memory_folder / f"{note.name}.99").write_text("half written")
    for file in memory_folder.iterdir():
        os.utime(file, (0, 0))
    tickets.forget_visits()
    assert list(memory_folder.iterdir()) == []
