"""Attacks by somebody with the whole database, and often the signing key: which of them `loket verify` finds, and its words.

SECURITY.md has the same table for people; a test below checks that each attack is in it.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import uuid4

import psycopg
import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError

from kiosk import devices, proof, publishing, recording
from kiosk.followups import notices
from kiosk.ledger import answers, leaf_hash, rows
from kiosk.past.surveys import Table
from kiosk.people import acts
from kiosk.places import opening, registration, served
from kiosk.proof import beside, given_up, keys, seals, witnesses
from kiosk.proof.seal import to_json
from kiosk.proof.verify import Finding, Kept, Report, derived, read_kept, spans, verify
from kiosk.proof.verify.triggers import SQLITE
from kiosk.recording import surveys
from kiosk.store import Direct, reading, writing_direct
from kiosk.store.direct import snapshot
from kiosk.store.opening import database_url
from kiosk.tallies import tally
from kiosk.web import now
from kiosk.words.things import say
from tests.make import (
    instrument,
    make_counter,
    make_device,
    make_follow_up,
    make_logo,
    make_note,
    make_person,
    make_photo,
    make_published,
    make_unit,
    rating,
    utc,
)

pytestmark = pytest.mark.stores

NIGHT = utc(2026, 11, 16, 17, 5)
DAYS = 4


class Office:
    """A unit with four sealed days of ten taps, and three taps of the fifth that no seal covers yet."""

    def __init__(self, app: Flask, data: Path) -> None:
        self.app, self.data = app, data
        self.place = make_counter(make_unit("kanim"), "kanim-1")
        self.signer = proof.open_signer(data, NIGHT)
        self.dice = Random(5)
        for day in range(DAYS):
            evening, today = NIGHT + timedelta(days=day, hours=-2), date(2026, 11, 16 + day)
            served.enter(self.place.unit, today, 30, "operator", evening, today)
            acts.note("served.enter", "operator", evening, self.place.unit, f"{today}: 30")
            self.taps(10, day)
            self.seal(day)
        self.taps(3, DAYS)

    def taps(self, n: int, day: int) -> None:
        moment = NIGHT + timedelta(days=day, hours=-8)
        some = [
            rating(self.place, question, self.dice.randint(1, 3), given_at=moment + timedelta(seconds=i), visit=uuid4())
            for i, question in zip(range(n), ["S0", "U1", "K1"] * n, strict=False)
        ]
        recording.record(some, moment + timedelta(minutes=1))

    def seal(self, day: int) -> None:
        proof.seal_unit(self.place.unit, self.signer, self.data, NIGHT + timedelta(days=day))

    def verified(self, *kept: Path, since: int = 0) -> Report:
        url = database_url(self.app.extensions["settings"])
        return verify(url, [self.place.unit], since=since, kept=[each for file in kept for each in read_kept(file)])

    def words(self, *kept: Path, since: int = 0) -> list[str]:
        report = self.verified(*kept, since=since)
        return [say(finding, "en").removeprefix("kanim: ") for finding in [*report.findings, *report.doubts]]

    def kept(self, name: str = "kept.json") -> Path:
        """All seals so far, kept elsewhere."""
        file = self.data / name
        file.write_text(json.dumps([to_json(s.seal, s.signature) for s in seals.of_unit(self.place.unit)]))
        return file


@pytest.fixture
def office(inside: Flask, tmp_path: Path) -> Office:
    return Office(inside, tmp_path)


@contextmanager
def unguarded() -> Iterator[Direct]:
    """The database without its triggers, which are put back as if nothing had been."""
    with writing_direct() as direct:
        tables = ("entry", "seal", "seal_key", "act")
        for name in SQLITE if not direct.postgresql else ():
            direct.run(f"DROP TRIGGER {name}")
        for table in tables if direct.postgresql else ():
            direct.run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield direct
        for sql in SQLITE.values() if not direct.postgresql else ():
            direct.run(sql)
        for table in tables if direct.postgresql else ():
            direct.run(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def hash_anew(office: Office) -> None:
    """Let the stored leaves say what the entries say now, and the tallies too: what a careful forger does."""
    leaves = [(leaf_hash(entry), entry.seq) for entry, _leaf in answers.entries(office.place.unit)]
    with unguarded() as direct:
        direct.many("UPDATE entry SET leaf = ? WHERE seq = ?", leaves)
        tally.replace(direct, office.place.unit.id, derived.cells(direct, office.place.unit.id))


def test_an_honest_ledger_is_clean(office: Office) -> None:
    report = office.verified(office.kept())
    assert report.findings == report.notes == []
    (unit,) = report.units
    assert (unit.entries, unit.seals, unit.sealed, report.kept, report.keys) == (43, 4, 40, 4, 1)
    assert unit.cells
    assert unit.latest == proof.latest_seal(office.place.unit)
    assert office.verified(since=3).units[0].entries == 13
    assert office.verified(since=3).is_clean


# ── attacks ───────────────────────────────────────────────────────────────────────────────────────────────────────


def change_a_score(office: Office) -> list[str]:
    with unguarded() as direct:
        direct.run("UPDATE entry SET score = 4 WHERE seq = 25")
    return office.words()


def change_a_score_with_hash_and_tallies(office: Office) -> list[str]:
    change_a_score(office)
    hash_anew(office)
    return office.words()


def change_the_day_of_an_entry(office: Office) -> list[str]:
    with unguarded() as direct:
        direct.run("UPDATE entry SET service_day = 20261101 WHERE seq = 42")
    return office.words()


def delete_a_row(office: Office) -> list[str]:
    with unguarded() as direct:
        direct.run("DELETE FROM entry WHERE seq = 25")
    return office.words()


def delete_a_row_and_close_the_gap(office: Office) -> list[str]:
    with unguarded() as direct:
        direct.run("DELETE FROM entry WHERE seq = 25")
        for seq in range(26, 44):
            direct.run("UPDATE entry SET seq = ? WHERE seq = ?", (seq - 1, seq))
        direct.run("UPDATE ledger_head SET size = 42, tallied = 42")
    hash_anew(office)
    return office.words()


def insert_a_row(office: Office) -> list[str]:
    with unguarded() as direct:
        for seq in range(43, 24, -1):
            direct.run("UPDATE entry SET seq = ? WHERE seq = ?", (seq + 1, seq))
        columns = direct.all("SELECT * FROM entry WHERE seq = 24")[0]
        forged = [*columns[:1], 25, columns[2], uuid4().bytes, uuid4().bytes, *columns[5:]]
        direct.run(f"INSERT INTO entry VALUES ({', '.join('?' * len(forged))})", forged)
        direct.run("UPDATE ledger_head SET size = 44, tallied = 44")
    hash_anew(office)
    return office.words()


def reorder(office: Office) -> list[str]:
    with unguarded() as direct:
        for old, new in ((24, 999), (25, 24), (999, 25)):
            direct.run("UPDATE entry SET seq = ? WHERE seq = ?", (new, old))
    return office.words()


def edit_a_tally(office: Office) -> list[str]:
    with writing_direct() as direct:
        direct.run("UPDATE daily_tally SET s4 = s4 + 5, s1 = 0 WHERE question = 'K1' AND service_day = 20261117")
    return office.words()


def edit_a_monthly_tally(office: Office) -> list[str]:
    with writing_direct() as direct:
        direct.run("UPDATE monthly_visits SET n = n + 100 WHERE part = ''")
    return office.words()


def edit_a_seal(office: Office) -> list[str]:
    with unguarded() as direct:
        direct.run("UPDATE seal SET root = ? WHERE number = 2", (bytes(32),))
    return office.words()


def relabel_a_seal(office: Office) -> list[str]:
    with unguarded() as direct:
        direct.run("UPDATE seal SET day = 20261201 WHERE number = 4")
    return office.words()


def sign_a_seal_with_another_key(office: Office) -> list[str]:
    with unguarded() as direct:
        direct.run("UPDATE seal SET signature = ? WHERE number = 3", (bytes(64),))
    return office.words()


def delete_a_seal(office: Office) -> list[str]:
    with unguarded() as direct:
        direct.run("DELETE FROM seal WHERE number = 2")
    return office.words()


def delete_the_newest_seal(office: Office) -> list[str]:
    with unguarded() as direct:
        direct.run("DELETE FROM seal WHERE number = 4")
    return office.words(office.data / "seals.txt")


def put_nonsense_into_a_seal(office: Office) -> list[str]:
    with unguarded() as direct:
        direct.run("UPDATE seal SET totals = 'x' WHERE number = 3")
    return office.words()


def drop_triggers(office: Office) -> list[str]:
    with writing_direct() as direct:
        if direct.postgresql:
            direct.run("ALTER TABLE entry DISABLE TRIGGER USER")
        else:
            direct.run("DROP TRIGGER entry_update")
            direct.run("CREATE TRIGGER entry_update BEFORE UPDATE ON entry WHEN 0 BEGIN SELECT 1; END")
    return office.words()


def cut_sealed_entries(office: Office) -> list[str]:
    with unguarded() as direct:
        direct.run("DELETE FROM entry WHERE seq > 35")
        direct.run("UPDATE ledger_head SET size = 35, tallied = 35")
    hash_anew(office)
    return office.words()


def restore_an_old_backup(office: Office) -> list[str]:
    """Everything as it was two days ago, the seals too: right in itself, but not what was kept elsewhere."""
    kept = office.kept()
    cut_back_to(office, seal=2, entries=20)
    assert office.words() == [], "an old state is right in itself"
    return office.words(kept)


def cut_back_to(office: Office, *, seal: int, entries: int) -> None:
    with unguarded() as direct:
        direct.run("DELETE FROM seal WHERE number > ?", (seal,))
        direct.run("DELETE FROM entry WHERE seq > ?", (entries,))
        direct.run("UPDATE ledger_head SET size = ?, tallied = ?", (entries, entries))
        direct.run("DELETE FROM ledger_day")
        days = [(office.place.unit.id, day, *span) for day, span in rows.days(direct, office.place.unit.id).items()]
        direct.many("INSERT INTO ledger_day VALUES (?, ?, ?, ?)", days)
    hash_anew(office)


def rebuild_with_the_key(office: Office) -> list[str]:
    """A day is made nicer, and all after it hashed, tallied and sealed again with the real key."""
    typed = office.data / "typed.txt"
    lines = [proof.printed(s.seal) for s in seals.of_unit(office.place.unit)]
    by_hand = lines[3][-24:].lower().replace("0", "o").replace("-", " ")
    # From paper, yesterday's sheet and the one before: small letters, an O for a nought, no hyphens.
    typed.write_text(f"# dari lembar harian\n{lines[1]}\n{lines[3][:-24].lower()}{by_hand}\n")
    make_a_day_nicer(office)
    return office.words(typed)


def make_a_day_nicer(office: Office) -> None:
    with unguarded() as direct:
        direct.run("UPDATE entry SET score = 4 WHERE seq BETWEEN 21 AND 30")
        direct.run("DELETE FROM seal WHERE number > 2")
    hash_anew(office)
    for day in (2, 3):
        # As many entries as each seal covered before.
        seal_first(office, 10 * (day + 1), day)
    with unguarded() as direct:
        tally.replace(direct, office.place.unit.id, derived.cells(direct, office.place.unit.id))
    assert office.words() == [], "with the key all is right in itself"


def rebuild_before_the_eyes_of_a_tablet(office: Office) -> list[str]:
    """The same; and what the tablets had reported is deleted too. But they still hold what they were shown, and report it again."""
    seen = [proof.printed(s.seal) for s in seals.of_unit(office.place.unit)]
    make_device(office.place.counter)
    (device,) = devices.of_unit(office.place.unit)
    assert witnesses.note_witness(office.place.unit, device.id, seen, NIGHT) == []
    with unguarded() as direct:
        direct.run("DELETE FROM seal_witness")
    make_a_day_nicer(office)
    assert witnesses.note_witness(office.place.unit, device.id, seen, NIGHT) == seen[2:], "the tablet's word at its next heartbeat"
    return office.words()


def seal_first(office: Office, entries: int, day: int) -> None:
    """Seal that many entries under a day, as a forger with the key does to hide the later ones for a moment."""
    with unguarded() as direct:
        direct.run("UPDATE entry SET seq = seq + 100000 WHERE seq > ?", (entries,))
        direct.run("UPDATE ledger_head SET size = ?", (entries,))
        hidden = direct.all("SELECT * FROM entry WHERE seq > 100000 ORDER BY seq")
        direct.run("DELETE FROM entry WHERE seq > 100000")
    office.seal(day)
    with unguarded() as direct:
        marks = ", ".join("?" * len(hidden[0])) if hidden else ""
        direct.many(f"INSERT INTO entry VALUES ({marks})", [(row[0], row[1] - 100000, *row[2:]) for row in hidden])
        direct.run("UPDATE ledger_head SET size = ?", (entries + len(hidden),))


def rebuild_where_only_a_fingerprint_was_typed(office: Office) -> list[str]:
    """The same, found by twenty characters without unit and number – and though other kept seals still agree."""
    lines = [proof.printed(s.seal) for s in seals.of_unit(office.place.unit)]
    typed = office.data / "typed.txt"
    typed.write_text(f"{lines[0]}\n{lines[1][-24:]}\n{lines[3][-24:]}\n")
    make_a_day_nicer(office)
    return office.words(typed)


def rename_the_unit(office: Office) -> list[str]:
    """Under another name the kept seals would be another unit's, and nobody's."""
    kept, typed = office.kept(), office.data / "typed.txt"
    typed.write_text(proof.printed(seals.of_unit(office.place.unit)[3].seal))
    with unguarded() as direct:
        direct.run("UPDATE unit SET code = 'kanim-baru'")
        direct.run("DELETE FROM seal")
    reading().expire_all()
    return office.words(kept, typed)


def take_the_counters_away(office: Office) -> list[str]:
    """A unit without counters is verified all the same."""
    other = make_unit("lain")
    with unguarded() as direct:
        direct.run("UPDATE counter SET unit_id = ?", (other.id,))
        direct.run("UPDATE entry SET score = 4 WHERE seq = 25")
    url = database_url(office.app.extensions["settings"])
    return [say(finding, "en") for finding in verify(url, proof.units_with_ledger()).findings]


def move_a_question_out_of_its_index(office: Office) -> list[str]:
    """Then its low scores are in no index, though every entry is as it was."""
    with unguarded() as direct:
        for number, parts in direct.all("SELECT id, parts FROM instrument_version"):
            if "U1" in parts:
                moved = json.loads(parts)
                moved["ikm"].remove("U1")
                direct.run("UPDATE instrument_version SET parts = ? WHERE id = ?", (json.dumps(moved | {"control": ["U1"]}), number))
        tally.replace(direct, office.place.unit.id, derived.cells(direct, office.place.unit.id))
    return office.words(office.kept())


def let_a_trigger_pass_everything(office: Office) -> list[str]:
    with writing_direct() as direct:
        if direct.postgresql:
            direct.run("DROP TRIGGER entry_change ON entry")
            direct.run(
                "CREATE TRIGGER entry_change BEFORE UPDATE OR DELETE ON entry FOR EACH ROW WHEN (false) EXECUTE FUNCTION entry_is_kept()"
            )
        else:
            direct.run("DROP TRIGGER entry_update")
            direct.run("CREATE TRIGGER entry_update BEFORE UPDATE ON entry WHEN 0 BEGIN SELECT RAISE(ABORT, 'the ledger'); END")
    return office.words()


def add_a_trigger_that_swallows(office: Office) -> list[str]:
    with writing_direct() as direct:
        if direct.postgresql:
            direct.run("CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$")
            direct.run("CREATE TRIGGER swallow BEFORE INSERT ON daily_tally FOR EACH ROW EXECUTE FUNCTION swallow()")
        else:
            direct.run("CREATE TRIGGER swallow BEFORE INSERT ON entry WHEN NEW.score = 1 BEGIN SELECT RAISE(IGNORE); END")
    return office.words()


def sign_with_a_key_that_was_followed(office: Office) -> list[str]:
    old = office.signer
    office.signer = keys.renew(office.data, NIGHT + timedelta(days=4), "dicuri")
    office.seal(4)
    office.signer = old
    office.seal(5)
    return office.words()


def write_a_number_in_another_way(office: Office) -> list[str]:
    """Minus six means the first channel too, if one counts from the end."""
    with unguarded() as direct:
        direct.run("UPDATE entry SET channel = -6 WHERE seq = 42")
    return office.words()


def put_another_key_in_force(office: Office) -> list[str]:
    (office.data / "keys" / "seal.key").unlink()
    keys.renew(office.data, NIGHT + timedelta(days=9), "kunci hilang")
    report = office.verified()
    return [say(note, "en") for note in report.notes]


def change_an_act(office: Office) -> list[str]:
    with unguarded() as direct:
        direct.run("UPDATE act SET about = '2026-11-17: 90' WHERE id = 2")
    return office.words()


def put_an_act_before_another(office: Office) -> list[str]:
    with unguarded() as direct:
        direct.run("UPDATE act SET id = 5 WHERE id = 3")
        direct.run("UPDATE act SET id = 3, at = at - 1 WHERE id = 4")
        direct.run("UPDATE act SET id = 4 WHERE id = 5")
    return office.words()


def take_an_act_away(office: Office) -> list[str]:
    with unguarded() as direct:
        direct.run("DELETE FROM act WHERE id = 1")
    return office.words()


def change_how_many_were_served(office: Office) -> list[str]:
    with writing_direct() as direct:
        direct.run("UPDATE served_count SET served = 12 WHERE day = 20261117")
    return office.words()


def change_a_plan(office: Office) -> list[str]:
    make_follow_up(office.place.unit, planned=NIGHT + timedelta(days=DAYS - 1, hours=3))
    office.seal(DAYS)
    with writing_direct() as direct:
        direct.run("UPDATE follow_up_plan SET due_year = 2027")
    return office.words()


def change_what_was_published(office: Office) -> list[str]:
    """Another value in what everybody has read, with its digest."""
    make_published(office.place.unit)
    acts.note("results.publish", "kepala", now(), office.place.unit, "1 Januari–30 Juni 2026")
    office.seal(DAYS)
    assert office.words() == [], "as long as nothing is changed"
    (edition,) = publishing.editions(office.place.unit)
    content = edition.result.content.replace(b'"visits":0', b'"visits":9')
    assert content != edition.result.content
    with writing_direct() as direct:
        direct.run("UPDATE published_result SET content = ?, sha256 = ?", (content, hashlib.sha256(content).digest()))
    return office.words()


def exchange_what_shows_a_publication(office: Office) -> list[str]:
    """Another picture, which was handed in for something else."""
    unit = office.place.unit
    make_photo(unit, make_note(unit))
    make_logo(unit)
    for kind in ("publications.note", "settings.logo"):
        acts.note(kind, "kepala", now(), unit)
    office.seal(DAYS)
    assert office.words() == [], "as long as nothing is changed"
    with writing_direct() as direct:
        direct.run("UPDATE publication_photo SET evidence_id = 2")
    return office.words()


def add_to_how_many_were_served(office: Office) -> list[str]:
    """Backdated, so that the next seal signs it; it counts from now on, because it is the newest of its day."""
    before = (office.place.unit.id, 20261117, 12, "operator", int((NIGHT + timedelta(days=DAYS - 1, hours=2)).timestamp() * 1000))
    with writing_direct() as direct:
        direct.run("INSERT INTO served_count (unit_id, day, served, entered_by, entered_at) VALUES (?, ?, ?, ?, ?)", before)
    office.seal(DAYS)
    office.seal(DAYS + 1)
    return office.words()


def add_a_status(office: Office) -> list[str]:
    """Done, says nobody on record."""
    before = NIGHT + timedelta(days=DAYS - 1, hours=3)
    number = make_follow_up(office.place.unit, planned=before).id
    acts.note("follow-ups.create", "kepala", before, office.place.unit, "U4")
    office.seal(DAYS)
    with writing_direct() as direct:
        direct.run(
            "INSERT INTO follow_up_status (follow_up_id, status, day, reason, made_at, made_by)"
            " SELECT follow_up_id, 'done', day, reason, made_at, made_by FROM follow_up_status WHERE follow_up_id = ?",
            (number,),
        )
    return office.words()


def an_import(office: Office, moment: datetime) -> None:
    """A table of twelve respondents, brought in by the regional office."""
    clerk = make_person("kanwil", "kanwil")
    skm = instrument("skm-2017")
    table = Table(skm, [(NIGHT.date() - timedelta(days=n), dict.fromkeys(skm.codes("ikm"), 1 + n % 4)) for n in range(12)])
    found = surveys.begin(office.place.unit, table, "skm.csv", "", clerk, moment)
    surveys.store(office.place.unit, found, table, moment)


def take_a_table_back_without_an_entry(office: Office) -> list[str]:
    """The row that says so is there; the entry is not."""
    an_import(office, NIGHT + timedelta(days=DAYS - 1, hours=3))
    office.seal(DAYS)
    values = (1, "salah", "kanwil", int((NIGHT + timedelta(days=DAYS, hours=1)).timestamp() * 1000))
    with writing_direct() as direct:
        direct.run("INSERT INTO survey_withdrawal (import_id, reason, made_by, made_at) VALUES (?, ?, ?, ?)", values)
    return office.words()


def say_that_a_table_is_another_years(office: Office) -> list[str]:
    an_import(office, NIGHT + timedelta(days=DAYS - 1, hours=3))
    office.seal(DAYS)
    with writing_direct() as direct:
        direct.run("UPDATE survey_import SET first_day = 20200101, last_day = 20201231")
    return office.words()


def put_a_follow_up_on_record_later(office: Office) -> list[str]:
    """The seal signed it when there was no act of it yet."""
    before = NIGHT + timedelta(days=DAYS - 1, hours=3)
    make_follow_up(office.place.unit, planned=before)
    office.seal(DAYS)
    acts.note("follow-ups.create", "kepala", before, office.place.unit, "U4")
    office.seal(DAYS + 1)
    return office.words()


def move_a_counter_to_another_unit(office: Office) -> list[str]:
    other = make_unit("lain")
    with writing_direct() as direct:
        direct.run("UPDATE counter SET unit_id = ?", (other.id,))
    return office.words()


def close_an_office_on_fridays_for_a_night(office: Office) -> list[str]:
    """And open it again before anybody looks: the two seals differ all the same."""
    with writing_direct() as direct:
        direct.run("INSERT INTO holiday (unit_id, day, name) VALUES (?, 20261120, 'Libur')", (office.place.unit.id,))
    office.seal(DAYS)
    with writing_direct() as direct:
        direct.run("DELETE FROM holiday")
    office.seal(DAYS + 1)
    return office.words()


def withdraw_a_notice_unseen(office: Office) -> list[str]:
    day = date(2026, 11, 20)
    notices.publish(office.place.unit, {"id": "Kursi ditambah"}, day, day, "kepala", NIGHT + timedelta(days=3, hours=3))
    acts.note("notices.publish", "kepala", NIGHT + timedelta(days=3, hours=3), office.place.unit, "Kursi ditambah")
    office.seal(DAYS)
    with writing_direct() as direct:
        direct.run("DELETE FROM notice")
    return office.words()


def excuse_what_a_tablet_saw(office: Office) -> list[str]:
    """As if a restore had given the seal up, which the seal after it would say."""
    with writing_direct() as direct:
        direct.run("INSERT INTO given_up_seal VALUES (?, 9, 'K7QF-2M9D-0WXR-5TYH-81ZC', 1794800000000, 4)", (office.place.unit.id,))
    return office.words()


def excuse_it_by_the_next_seal(office: Office) -> list[str]:
    """Which signs whatever it finds."""
    with writing_direct() as direct:
        direct.run("INSERT INTO given_up_seal VALUES (?, 9, 'K7QF-2M9D-0WXR-5TYH-81ZC', 1794800000000, NULL)", (office.place.unit.id,))
    office.seal(DAYS)
    return office.words()


def rename_a_counter_and_add_the_act_later(office: Office) -> list[str]:
    with writing_direct() as direct:
        direct.run("""UPDATE counter SET names = '{"id": "Loket lain"}'""")
    office.seal(DAYS)
    acts.note("counters.change", "admin", NIGHT + timedelta(days=DAYS, hours=-1), office.place.unit, "Loket lain")
    return office.words()


def rename_a_counter_under_cover_of_another_act(office: Office) -> list[str]:
    at = NIGHT + timedelta(days=DAYS, hours=-1)
    acts.note("places.create", "admin", at, None, "baru")
    acts.note("settings.letterhead", "admin", at, office.place.unit)
    acts.note("counters.change", "admin", at, make_unit("lain"))
    with writing_direct() as direct:
        direct.run("""UPDATE counter SET names = '{"id": "Loket lain"}'""")
    return office.words()


def forget_that_seals_were_given_up(office: Office) -> list[str]:
    given_up.give_up(office.place.unit, [(9, "K7QF-2M9D-0WXR-5TYH-81ZC")], NIGHT + timedelta(days=DAYS, hours=-1))
    acts.note("restore.give-up", "loket restore", NIGHT + timedelta(days=DAYS, hours=-1), office.place.unit, "9 K7QF-2M9D-0WXR-5TYH-81ZC")
    office.seal(DAYS)
    assert office.words() == []
    with writing_direct() as direct:
        direct.run("DELETE FROM given_up_seal")
    return office.words()


def list_an_instrument_otherwise(office: Office) -> list[str]:
    """Its file is gone, or changed with it: only the seal knows."""
    with unguarded() as direct:
        direct.run("UPDATE instrument_version SET digest = ? WHERE id = 1", ("0" * 64,))
    return office.words()


def add_an_index_that_refuses(office: Office) -> list[str]:
    with writing_direct() as direct:
        direct.run("CREATE UNIQUE INDEX quick_look ON entry (unit_id, service_day, question) WHERE seq > 43 AND score < 3")
    return office.words()


def put_a_view_before_a_table(office: Office) -> list[str]:
    with writing_direct() as direct:
        direct.run("ALTER TABLE served_count RENAME TO served_before")
        direct.run("CREATE VIEW served_count AS SELECT * FROM served_before")
    return office.words()


def cut_the_unsealed_tail(office: Office) -> list[str]:
    cut_back_to(office, seal=4, entries=40)
    return office.words(office.kept())


Attack = Callable[[Office], list[str]]
ATTACKS: list[tuple[Attack, list[str]]] = [
    (change_a_score, ["entry 25 does not match its hash", "tally daily_tally service_day=2026"]),
    (change_a_score_with_hash_and_tallies, ["seal 3 (2026-11-18): entries 21–30 are not those that were sealed"]),
    (change_the_day_of_an_entry, ["entry 42 does not match its hash", "the span of numbers of 2026"]),
    (delete_a_row, ["entries 25–25 are missing", "seal 3 (2026-11-18): entries 21–30", "the head of the ledger says 43 entries"]),
    (delete_a_row_and_close_the_gap, ["seal 3 (2026-11-18): entries 21–30", "seal 4 (2026-11-19): entries 31–40"]),
    (insert_a_row, ["seal 3 (2026-11-18): entries 21–30", "seal 4 (2026-11-19): entries 31–40"]),
    (reorder, ["entry 24 does not match its hash", "entry 25 does not match its hash", "seal 3 (2026-11-18): entries 21–30"]),
    (edit_a_tally, ["tally daily_tally service_day=20261117"]),
    (edit_a_monthly_tally, ["tally monthly_visits"]),
    (edit_a_seal, ["seal 2 (2026-11-17): its signature is not valid", "seal 3 (2026-11-18) does not follow the seal before it"]),
    (relabel_a_seal, ["seal 4 (2026-12-01): its signature is not valid"]),
    (sign_a_seal_with_another_key, ["seal 3 (2026-11-18): its signature is not valid"]),
    (delete_a_seal, ["seal 2 is missing (the next one is 3)"]),
    (delete_the_newest_seal, ["the kept seal SEGEL kanim 4 2026-11-19", "history differs after seal 3"]),
    (put_nonsense_into_a_seal, ["seal 3 holds what no seal can hold"]),
    (drop_triggers, ["the database's trigger entry_"]),
    (cut_sealed_entries, ["seal 4 covers 40 entries, but the ledger has only 35"]),
    (restore_an_old_backup, ["the kept seal SEGEL kanim 3", "the kept seal SEGEL kanim 4", "history differs after seal 2"]),
    (rebuild_with_the_key, ["the kept seal segel kanim 4", "while seal 2 agrees: history differs after seal 2"]),
    (rebuild_before_the_eyes_of_a_tablet, ["the kept seal SEGEL kanim 3", "(tablet 1)", "history differs after seal 2"]),
    (rebuild_where_only_a_fingerprint_was_typed, ["is no seal of this store: history was written anew"]),
    (rename_the_unit, ["there is no unit kanim here"]),
    (take_the_counters_away, ["entry 25 does not match its hash"]),
    (move_a_question_out_of_its_index, ["instrument ikm-ipk-2021@1 in the database differs from its file"]),
    (let_a_trigger_pass_everything, ["the database's trigger entry_"]),
    (add_a_trigger_that_swallows, ["the database's trigger swallow is none of ours"]),
    (sign_with_a_key_that_was_followed, ["seal 6 (2026-11-21) is signed with key 1, though key 2 was in force already"]),
    (write_a_number_in_another_way, ["entry 42 does not match its hash"]),
    (change_an_act, ["the record of acts up to seal 2 (2026-11-17) is no longer what was sealed"]),
    (put_an_act_before_another, ["the record of acts up to seal 3 (2026-11-18) is no longer what was sealed"]),
    (take_an_act_away, ["the record of acts up to seal 1 (2026-11-16) is no longer what was sealed"]),
    (change_how_many_were_served, ["how many were served, up to seal 2 (2026-11-17), is no longer what was sealed"]),
    (change_a_plan, ["follow-ups up to seal 5 (2026-11-20) are no longer what was sealed"]),
    (exchange_what_shows_a_publication, ["photographs of publications up to seal 5 (2026-11-20) are no longer those sealed"]),
    (change_what_was_published, ["what was published up to seal 5 (2026-11-20) is no longer what was sealed"]),
    (add_to_how_many_were_served, ["more was entered of how many were served after seal 4 (2026-11-19), without an act on record"]),
    (put_a_follow_up_on_record_later, ["follow-ups grew after seal 4 (2026-11-19) without an act on record"]),
    (add_a_status, ["follow-ups grew after seal 5 (2026-11-20) without an act on record"]),
    (say_that_a_table_is_another_years, ["results of old reports up to seal 5 (2026-11-20) are no longer what was sealed"]),
    (take_a_table_back_without_an_entry, ["results of old reports grew after seal 5 (2026-11-20) without an act on record"]),
    (move_a_counter_to_another_unit, ["changed after seal 4 (2026-11-19) without an act on record"]),
    (
        close_an_office_on_fridays_for_a_night,
        ["holidays changed between seal 4 (2026-11-19) and 5 without an act", "between seal 5 (2026-11-20) and 6 without an act"],
    ),
    (withdraw_a_notice_unseen, ["notices changed after seal 5 (2026-11-20) without an act on record"]),
    (excuse_what_a_tablet_saw, ["seal 9 (K7QF-2M9D-0WXR-5TYH-81ZC) is said to have been given up, and seal 4 does not say so"]),
    (excuse_it_by_the_next_seal, ["is said to have been given up, and no restore is on record"]),
    (rename_a_counter_and_add_the_act_later, ["changed between seal 4 (2026-11-19) and 5 without an act"]),
    (rename_a_counter_under_cover_of_another_act, ["changed after seal 4 (2026-11-19) without an act on record"]),
    (forget_that_seals_were_given_up, ["seal 5 says that seal 9:K7QF-2M9D-0WXR-5TYH-81ZC was given up, which is not on record"]),
    (list_an_instrument_otherwise, ["the list of instruments up to seal 1 (2026-11-16) is no longer what was sealed"]),
    (add_an_index_that_refuses, ["entry.quick_look in the database is none of ours"]),
    (put_a_view_before_a_table, ["served_before in the database is none of ours", "served_count in the database is missing"]),
    (put_another_key_in_force, ["key 2 was not endorsed by the one before (reason: kunci hilang)"]),
]


@pytest.mark.parametrize(("attack", "words"), ATTACKS, ids=[attack.__name__ for attack, _ in ATTACKS])
def test_an_attack_is_found_and_named(office: Office, attack: Attack, words: list[str]) -> None:
    said = attack(office)
    for each in words:
        assert any(each in sentence for sentence in said), said


def test_a_seal_to_begin_at_must_be_there(office: Office) -> None:
    assert office.words(since=9) == ["seal 9 is missing (the next one is 4)"]


def test_a_seal_of_a_unit_that_was_not_asked_for_is_a_note(office: Office) -> None:
    kept, other = office.kept(), make_counter(make_unit("lain")).unit
    url = database_url(office.app.extensions["settings"])
    report = verify(url, [other], kept=read_kept(kept))
    assert report.is_clean
    assert len(report.notes) == 4


def test_units_one_after_the_other_tell_the_same(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many units that the seals of all are never in hand at once."""
    other = make_counter(make_unit("lain"), "lain-1")
    for day in range(2):
        moment = NIGHT + timedelta(days=day, minutes=-30)
        recording.record([rating(other, "S0", n + 1, given_at=moment) for n in range(3)], moment)
        proof.seal_unit(other.unit, office.signer, office.data, NIGHT + timedelta(days=day, seconds=1))
    kept = [Kept("K7QF-2M9D-0WXR-5TYH-81ZC", "K7QF-2M9D-0WXR-5TYH-81ZC"), *read_kept(office.kept())]
    url, units = database_url(office.app.extensions["settings"]), [office.place.unit, make_unit("kosong"), other.unit]
    with unguarded() as direct:
        direct.run("UPDATE entry SET score = 5 - score WHERE seq = 2")
        direct.run("UPDATE act SET about = 'x' WHERE id = 1")
        direct.run("UPDATE daily_tally SET s4 = s4 + 1 WHERE question = 'S0'")
    at_once = verify(url, units, kept=kept)
    monkeypatch.setattr("kiosk.proof.verify.MOST_SEALS", 1)
    one_by_one = verify(url, units, kept=kept)
    kinds = {finding.kind for finding in at_once.findings}
    assert {"entry-changed", "tally", "beside-acts", "kept-nowhere"} <= kinds, "both units have something to tell"
    assert one_by_one == at_once


def test_an_index_that_hides_entries_is_found(office: Office, backend: str) -> None:
    """It would hide them from every figure, and from the tallies that are remade to compare."""
    if backend == "postgresql":
        pytest.skip("an index of PostgreSQL cannot be made to lie by SQL")
    with writing_direct() as direct:
        ((made, statistics),) = direct.all(
            "SELECT s.sql, t.stat FROM sqlite_schema s JOIN sqlite_stat1 t ON t.idx = s.name WHERE s.name = 'ix_entry_visit'"
        )
        direct.run("DROP INDEX ix_entry_visit")
        direct.run(f"{made} WHERE score > 1")
        direct.run("INSERT INTO sqlite_stat1 VALUES ('entry', 'ix_entry_visit', ?)", (statistics,))
        direct.run("PRAGMA writable_schema = ON")
        direct.run("UPDATE sqlite_schema SET sql = replace(sql, ' WHERE score > 1', '') WHERE name = 'ix_entry_visit'")
        direct.run("PRAGMA writable_schema = RESET")
    assert any("index of visits shows" in sentence for sentence in office.words())


def test_seals_that_were_withheld_and_made_at_once_are_a_note(office: Office) -> None:
    office.seal(DAYS)
    assert office.verified().notes == [], "each in its night"
    office.seal(DAYS + 6)
    report = office.verified()
    assert report.is_clean, "a server that was off for a holiday makes them so too"
    (note,) = report.notes
    assert say(note, "en").startswith("kanim: 4 seals up to number 9 were made together on 2026-11-26, the first of them for 2026-11-21: ")


def test_what_was_done_by_an_act_is_clean(office: Office) -> None:
    """A night's work and a day's, each before and after its seal."""
    unit, at = office.place.unit, NIGHT + timedelta(days=DAYS, hours=-3)
    for change in ("on record in the next seal", "on record only"):
        served.enter(unit, date(2026, 11, 16), len(change), "operator", at, date(2026, 11, 20))
        acts.note("served.enter", "operator", at, unit, f"2026-11-16: {len(change)}")
        registration.rename_unit(unit, change, change[:20])
        acts.note("settings.name", "admin", at, unit, change)
        opening.add_holiday([unit], date(2026, 12, len(change)), change)
        acts.note("settings.holiday", "kanwil", at, make_unit(f"kantor-{len(change)}"), change)
        if change == "on record in the next seal":
            make_follow_up(unit, planned=at)
            acts.note("follow-ups.create", "kepala", at, unit, "U4")
            office.seal(DAYS)
        at += timedelta(days=1)
    assert office.words(office.kept()) == []


def test_a_clock_that_was_ahead_and_a_long_round_are_clean(office: Office) -> None:
    """Acts are told apart by their numbers: one of them was noted two days ahead, one while the round went on."""
    unit, night = office.place.unit, NIGHT + timedelta(days=DAYS)
    other, today = make_unit("lain"), date(2026, 11, 20)
    acts.note("settings.name", "admin", night + timedelta(minutes=-30), other, "another unit's act, whose clock was right")
    served.enter(unit, today, 7, "operator", night + timedelta(days=2), today)
    acts.note("served.enter", "operator", night + timedelta(days=2), unit, f"{today}: 7")
    acts.note("settings.name", "admin", night + timedelta(minutes=-20), other, "it carries the seal's number past the act before it")
    for name, at in (("a", night + timedelta(days=2)), ("b", night + timedelta(minutes=12))):
        registration.rename_unit(unit, name, name)
        acts.note("settings.name", "admin", at, unit, name)
    office.seal(DAYS)
    assert office.words() == []


@pytest.mark.parametrize(("numbers", "differ"), [("4.5", []), ("4", []), ("5", ["places"])])
def test_an_act_that_came_while_a_seal_was_made_is_told(office: Office, numbers: str, differ: list[str]) -> None:
    """On PostgreSQL: what stood was read before it, and what the record told of after it, or the other way round."""
    unit, newest = office.place.unit, seals.of_unit(office.place.unit)[-1].seal
    said = dict(newest.statements)
    assert said["places"].startswith("4:")
    registration.rename_unit(unit, "Nama baru", "Baru")
    acts.note("settings.name", "admin", NIGHT + timedelta(days=DAYS), unit, "Nama baru")
    made = replace(newest, statements=tuple(sorted({**said, "places": said["places"].replace("4:", f"{numbers}:", 1)}.items())))
    with snapshot(database_url(office.app.extensions["settings"])) as direct:
        assert [each.name for each in beside.differing_of(direct, unit.id, [made])] == differ


def test_what_cannot_be_sealed_keeps_no_other_unit_unsealed(office: Office, backend: str) -> None:
    if backend == "postgresql":
        pytest.skip("PostgreSQL takes no bytes for a text")
    other = make_counter(make_unit("zz"), "zz-1").unit
    with writing_direct() as direct:
        direct.run("UPDATE served_count SET entered_by = CAST(x'ff' AS TEXT)")
    with pytest.raises(sqlite3.OperationalError):
        proof.seal_all(office.signer, office.data, NIGHT + timedelta(days=DAYS))
    assert proof.latest_seal(other)


def test_only_the_wrong_day_is_named(office: Office) -> None:
    assert [sentence for sentence in change_a_score_with_hash_and_tallies(office) if "seal" in sentence] == [
        "seal 3 (2026-11-18): entries 21–30 are not those that were sealed"
    ]


def test_a_cut_tail_that_no_seal_covers_is_not_found(office: Office) -> None:
    """The one thing that nothing here can find; SECURITY.md says so, and who can (a witness)."""
    assert cut_the_unsealed_tail(office) == []


def test_every_attack_stands_in_security_md() -> None:
    told = (Path(__file__).parents[2] / "SECURITY.md").read_text()
    for attack, _ in ATTACKS:
        assert f"`{attack.__name__}`" in told, f"{attack.__name__}: SECURITY.md says which command finds it, with what words"
    assert "`cut_the_unsealed_tail`" in told


def test_a_forged_entry_has_another_hash_whatever_is_changed(office: Office) -> None:
    """Every column of an entry is under its hash."""
    make_counter(make_unit("lain"), "lain-1")
    columns = {
        "kind": "2",
        "answer": "leaf",
        "visit": "leaf",
        "counter_id": "(SELECT id FROM counter WHERE code = 'lain-1')",
        "channel": "3",
        "question": "'U2'",
        "score": "4",
        "language": "'en'",
        "given_at": "given_at + 1",
        "received_at": "received_at + 1",
        "service_day": "20260101",
        "marks": "'x'",
        "rules": "1",
        "nonce": "leaf",
        "about": "1",
        "extra": "'x'",
        "leaf": "answer",
    }
    for column, value in columns.items():
        assert "entry-changed" in changed(office, column, value), column


class Undo(Exception):
    pass


def changed(office: Office, column: str, value: str) -> set[str]:
    """What is found when a column of entry 25 is changed; nothing of the attempt remains."""
    kinds: set[str] = set()
    with suppress(Undo), unguarded() as direct:
        direct.run(f"UPDATE entry SET {column} = {value} WHERE seq = 25")
        kinds = {finding.kind for finding in spans_of(office, direct)}
        raise Undo
    return kinds


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET score = 'x' WHERE seq = 25",
        "UPDATE entry SET score = 99 WHERE seq = 25",
        "UPDATE entry SET question = 'ZZ' WHERE seq = 25",
        "UPDATE entry SET service_day = 'x' WHERE seq = 25",
        "UPDATE entry SET given_at = 'x' WHERE seq = 25",
        "UPDATE entry SET leaf = 5 WHERE seq = 25",
        "UPDATE entry SET leaf = x'', kind = 9 WHERE seq = 43",
        "UPDATE entry SET answer = 'x' WHERE seq = 25",
        "UPDATE entry SET visit = 5 WHERE seq = 25",
        "UPDATE entry SET channel = 99, kind = 'x' WHERE seq = 25",
        "UPDATE entry SET seq = 'x' WHERE seq = 25",
        "UPDATE entry SET seq = 99999999999 WHERE seq = 43",
        "UPDATE daily_tally SET s1 = 'x'",
        "UPDATE ledger_head SET size = 'x'",
        "UPDATE ledger_head SET seed = 5",
        "UPDATE ledger_day SET last_seq = 'x'",
        "UPDATE seal SET root = 5 WHERE number = 2",
        "UPDATE seal SET size = 'x' WHERE number = 2",
        "UPDATE seal SET made_at = 'x' WHERE number = 2",
        "UPDATE seal SET frontier = 5 WHERE number = 2",
        "UPDATE seal SET signature = 'x' WHERE number = 2",
        "UPDATE seal_key SET public = 5",
        "UPDATE instrument_version SET parts = 'x'",
        "UPDATE act SET kind = x'00'",
        "UPDATE act SET about = CAST(x'ff' AS TEXT)",
        "UPDATE served_count SET entered_by = x'00'",
        "UPDATE served_count SET entered_by = CAST(x'ff' AS TEXT)",
        "UPDATE counter SET names = x'00'",
        "INSERT INTO holiday (unit_id, day, name) SELECT id, x'00', 'y' FROM unit",
        "INSERT INTO opening_hours (unit_id, weekday, opens, closes) SELECT id, 'x', 'y', x'00' FROM unit",
        "INSERT INTO given_up_seal SELECT id, 9, 'x', 'x', 4 FROM unit",
        "UPDATE instrument_version SET digest = x'00'",
        "DROP TABLE holiday",
        "DROP TABLE served_count",
        "ALTER TABLE notice RENAME COLUMN texts TO t",
        *(
            f"UPDATE seal SET statements = '{said}' WHERE number = 3"
            for said in (
                "acts=x:1",
                "acts=1.2:a",
                "served=x:1",
                "follow-ups=1..2.3:a",
                "follow-ups=1:a",
                "given-up=zz",
                "given-up=5:a.b",
                "places=x",
            )
        ),
    ],
)
def test_nonsense_is_a_finding_and_no_crash(office: Office, backend: str, change: str) -> None:
    """SQLite takes any value in any column; PostgreSQL refuses most of this by itself."""
    if backend == "postgresql":
        with suppress(DBAPIError, psycopg.Error), unguarded() as direct:
            direct.run(change)
        return
    with unguarded() as direct:
        direct.run("PRAGMA defer_foreign_keys = ON")
        direct.run(change)
    assert not office.verified().is_clean


def test_a_tally_of_any_day_is_found(office: Office, backend: str) -> None:
    """Those of a day on which nobody came, before all others or after them."""
    columns, values = ", ".join(["service_day", "unit_id", "instrument_id", "question", "basis", *tally.SCORE_COLUMNS]), ", 1" * 11
    for day in (0, 20261120, 99999999, *(["'x'", "x'00'"] if backend == "sqlite" else [])):
        with suppress(Undo), writing_direct() as direct:
            direct.run(f"INSERT INTO daily_tally ({columns}) SELECT {day}, id, 1, 'S0', 0{values} FROM unit")
            found = tally.stored(direct, office.place.unit.id)["daily_tally"]
            assert [key for key, values in found.items() if values == [1] * 11 and key[1:] == (office.place.unit.id, 1, "S0", 0)], day
            raise Undo


def spans_of(office: Office, direct: Direct) -> list[Finding]:
    """The check of entries within the attacker's own transaction."""
    span = spans.Span(office.place.unit.id, "kanim", None, seals.of_unit(office.place.unit), 43)
    found = spans.Checked()
    spans._Walk(span, spans.codes(direct), found).through(rows.whole(direct, span.unit_id, 0, 43))
    return found.findings
