"""The `loket` command: results on stdout, chatter on stderr, refusals in one sentence with exit code 2."""

import io
import json
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from time import sleep
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import text

from kiosk import people, places, recording, reports
from kiosk.app import create_app
from kiosk.cli import main
from kiosk.clock import system_clock
from kiosk.config import read_settings
from kiosk.people import acts
from kiosk.places import installation
from kiosk.running.serving import NAMES_NOBODY
from kiosk.store import register
from kiosk.store.tables import db
from kiosk.web import instruments
from kiosk.web.current import timekeeper
from tests.make import make_counter, make_person, make_rating, make_seal, make_unit, rating, utc
from tests.page import PageClient

Loket = Callable[..., tuple[int, str, str]]


@pytest.fixture
def data(migrated_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(migrated_folder, tmp_path / "data"))


@pytest.fixture
def office(data: Path) -> Iterator[Flask]:
    """The application on the same data folder, with one unit and counter."""
    app = create_app(read_settings({}, data=data))
    with app.app_context():
        make_counter(make_unit("kanim", name="Kantor Imigrasi Uji"), "kanim-1", name="Loket 1")
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def loket(data: Path, capsys: pytest.CaptureFixture[str]) -> Loket:
    """loket("places", "--json") → exit code, stdout, stderr."""

    def run(*arguments: str, in_data: bool = True) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([*(["--data", str(data)] if in_data else []), *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


# ── places ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_places_as_json(office: Flask, loket: Loket) -> None:
    code, out, err = loket("places", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == [{"code": "kanim", "name": "Kantor Imigrasi Uji", "counters": [{"code": "kanim-1", "name": "Loket 1"}]}]


def test_places_as_text(office: Flask, loket: Loket) -> None:
    assert loket("places") == (0, "kanim\tKantor Imigrasi Uji\n  kanim-1\tLoket 1\n", "")


def test_places_of_an_empty_folder_are_an_empty_list(loket: Loket) -> None:
    assert json.loads(loket("places", "--json")[1]) == []
    code, out, err = loket("places")
    assert (code, out) == (0, "")
    assert "loket start" in err


def test_the_folder_is_made_and_may_be_said_before_after_or_around(tmp_path: Path, loket: Loket, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = [tmp_path / name / "deep" for name in ("before", "after", "around")]
    monkeypatch.setenv("LOKET_DATA", str(folders[2]))
    assert loket("--data", str(folders[0]), "places", "add-unit", "satu", "Unit satu", in_data=False)[0] == 0
    assert loket("places", "add-unit", "dua", "Unit dua", "--data", str(folders[1]), in_data=False)[0] == 0
    assert loket("places", "add-unit", "tiga", "Unit tiga", in_data=False)[0] == 0
    found = [json.loads(loket("places", "--data", str(f), "--json", in_data=False)[1])[0]["code"] for f in folders]
    assert found == ["satu", "dua", "tiga"]


def test_a_counter_can_be_added_closed_and_reopened(office: Flask, loket: Loket) -> None:
    assert loket("places", "add-counter", "kanim", "kanim-2", "Loket 2", "--plan", "S0 ikm:all", "--no-qr")[:2] == (0, "kanim-2\n")
    assert loket("places", "close-counter", "kanim-2", "--reason", "Renovasi")[0] == 0
    with office.app_context():
        place = places.place_by_counter_code("kanim-2")
        assert place
        assert place.counter.shows_qr is False
        assert places.closure_at(place.counter.id, system_clock())
    assert loket("places", "reopen-counter", "kanim-2")[0] == 0
    sleep(register.BELIEVED_FOR)  # for all that this one knows it was another process
    with office.app_context():
        assert places.closure_at(place.counter.id, system_clock()) is None
        told = [(act.kind, act.by, act.about) for act in reversed(acts.acts([place.unit]))]
    assert told == [
        ("counters.create", "loket places", "Loket 2"),
        ("counters.close", "loket places", "Loket 2: Renovasi"),
        ("counters.reopen", "loket places", "Loket 2"),
    ]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("places", "add-unit", "kanim", "Lagi"), "already"),
        (("places", "add-unit", "Kanim 2", "Unit"), "cannot be a code"),
        (("places", "add-unit", "jauh", "Unit", "--zone", "WIT"), "no time zone"),
        (("places", "add-counter", "nix", "nix-1", "Loket"), "no unit 'nix'"),
        (("places", "add-counter", "kanim", "kanim-1", "Loket"), "already"),
        (("places", "add-counter", "kanim", "kanim-2", "Loket", "--plan", "S0 U9"), "U9"),
        (("places", "add-counter", "kanim", "kanim-2", "Loket", "--instrument", "nix"), "no instrument"),
        (("places", "close-counter", "nix", "--reason", "x"), "no counter"),
        (("places", "reopen-counter", "kanim-1"), "is open"),
        (("devices", "pair", "nix"), "loket places"),
        (("figures", "nix"), "loket places"),
        (("figures", "kanim", "--day", "kemarin"), "YYYY-MM-DD"),
        (("figures", "kanim", "--from", "2026-11-01", "--to", "2026-11-31"), "YYYY-MM-DD"),
        (("figures", "kanim", "--day", "2026-11-19", "--from", "2026-11-01"), "either --day, or --from and --to"),
        (("figures", "kanim", "--day", "2026-11-19", "--to", "2026-11-01"), "either --day, or --from and --to"),
        (("figures", "kanim", "--from", "2026-11-01"), "both --from and --to"),
        (("figures", "kanim", "--to", "2026-11-01"), "both --from and --to"),
        (("figures", "kanim", "--from", "2026-11-02", "--to", "2026-11-01"), "ends (2026-11-01) before it begins (2026-11-02)"),
        (("figures", "kanim", "--instrument", "nix"), "no instrument 'nix'"),
        (("people", "password", "nix"), "no account"),
        (("people", "add", "x", "--unit", "nix"), "no unit"),
    ],
)
def test_a_refusal_is_one_sentence_on_stderr(office: Flask, loket: Loket, arguments: tuple[str, ...], reason: str) -> None:
    code, out, err = loket(*arguments)
    assert (code, out) == (2, "")
    assert reason in err
    assert err.count("\n") == 1


def test_a_setting_that_cannot_be_used_is_a_sentence(loket: Loket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_PORT", "many")
    assert loket("places")[0] == 2


# ── devices and figures ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_token_can_be_used_at_once(office: Flask, loket: Loket) -> None:
    code, out, err = loket("devices", "pair", "kanim-1", "--token")
    assert code == 0
    assert "Loket 1" in err
    token = out.splitlines()[-1]
    assert out == f"{token}\n"
    PageClient(office, {"Authorization": f"Bearer {token}"}).get("/counter/")


def test_a_code_pairs_the_tablet_that_it_is_typed_on(office: Flask, loket: Loket) -> None:
    out = loket("devices", "pair", "kanim-1")[1]
    client = PageClient(office)
    assert "Loket 1" in client.follow(client.post("/counter/pair", {"code": out.strip()})).text


def test_figures_as_json(office: Flask, loket: Loket) -> None:
    with office.app_context():
        place = places.place_by_counter_code("kanim-1")
        assert place
        for score in (1, 4, 4):
            make_rating(place, "S0", score, given_at=utc(2026, 11, 19, 7))
        make_rating(place, "U3", 2, given_at=utc(2026, 11, 19, 7))
        make_rating(place, "S0", 3, given_at=utc(2026, 11, 18, 7))
    code, out, err = loket("figures", "kanim", "--day", "2026-11-19", "--json")
    assert (code, err) == (0, "")
    figures = json.loads(out)
    questions = figures.pop("questions")
    assert figures == {
        "unit": "kanim",
        "day": "2026-11-19",
        "from": "2026-11-19",
        "to": "2026-11-19",
        "instrument": "ikm-ipk-2021@1",
        "raw": 4,
        "counted": 4,
        "visits": 4,
        "channels": {"tablet": 4},
        "others": 0,
        "indices": {"ikm": None, "ipk": None},
    }
    assert questions["S0"] == {"n": 3, "nrr": "3.0000", "weighted": None, "scores": {"1": 1, "2": 0, "3": 0, "4": 2}}
    assert questions["U3"] == {"n": 1, "nrr": "2.0000", "weighted": "0.2857", "scores": {"1": 0, "2": 1, "3": 0, "4": 0}}
    assert {code for code, row in questions.items() if row["n"]} == {"S0", "U3"}
    out = loket("figures", "kanim", "--day", "2026-11-19")[1]
    assert "Kantor Imigrasi Uji, 19 November 2026: 4 jawaban (4 dihitung) dalam 4 kunjungan" in out
    assert "IKM: belum dapat dihitung, ada unsur tanpa jawaban" in out
    out = loket("figures", "kanim", "--day", "2026-11-19", "--language", "en")[1]
    assert "4 answers (4 counted) in 4 visits" in out


def test_figures_of_an_empty_day(office: Flask, loket: Loket) -> None:
    figures = json.loads(loket("figures", "kanim", "--day", "2026-11-19", "--json")[1])
    assert (figures["raw"], figures["counted"], figures["visits"]) == (0, 0, 0)
    assert figures["indices"] == {"ikm": None, "ipk": None}
    for row in figures["questions"].values():
        assert row == {"n": 0, "nrr": None, "weighted": None, "scores": {"1": 0, "2": 0, "3": 0, "4": 0}}


def fill(office: Flask) -> None:
    """Eighty complete questionnaires and some single taps, on four days up to 18 November 2026, each closed with its seal."""
    codes = [f"U{n}" for n in range(1, 8)] + [f"K{n}" for n in range(1, 6)]
    with office.app_context():
        place = places.place_by_counter_code("kanim-1")
        assert place
        for day in (30, 20, 10, 0):
            moment, batch = utc(2026, 11, 18, 4) - timedelta(days=day), []
            for n in range(60):
                visit, asked = uuid4(), codes if n % 3 == 0 else ["S0", codes[n % 12]]
                batch += [rating(place, code, 2 + (n + len(code) + k) % 3, visit=visit, given_at=moment) for k, code in enumerate(asked)]
            recording.record(batch, moment)
            make_seal(place.unit, moment + timedelta(days=1))


def test_figures_of_the_window_are_those_of_today(office: Flask, loket: Loket) -> None:
    fill(office)
    with office.app_context():
        unit = places.unit_by_code("kanim")
        assert unit
        shown = reports.of_today(unit, date(2026, 11, 19), utc(2026, 11, 19, 7), instruments())
        of_page = shown.indices
    first, last = (day.isoformat() for day in shown.window)
    assert (first, last) == ("2026-10-20", "2026-11-18")
    figures = json.loads(loket("figures", "kanim", "--from", first, "--to", last, "--json")[1])
    assert (figures["from"], figures["to"], "day" in figures) == (first, last, False)
    for index, figure in of_page.items():
        assert figure
        found = figures["indices"][index]
        assert (found["value"], found["low"], found["high"]) == (str(figure.value), str(figure.low), str(figure.high))
        assert (found["n"], found["grade"], found["complete"]) == (figure.n, figure.grade.letter, figure.complete)
        assert found["basis"] == ("resmi" if figure.official else "perkiraan")
    out = loket("figures", "kanim", "--from", first, "--to", last)[1]
    assert "20 Oktober–18 November 2026" in out
    assert f"IKM {figures['indices']['ikm']['value'].replace('.', ',')} (" in out


def test_a_period_of_one_day_is_that_day(office: Flask, loket: Loket) -> None:
    fill(office)
    period = loket("figures", "kanim", "--from", "2026-11-18", "--to", "2026-11-18", "--json")
    assert period == loket("figures", "kanim", "--day", "2026-11-18", "--json")
    assert json.loads(period[1])["raw"] > 0


def test_other_instruments_are_said_apart(office: Flask, loket: Loket) -> None:
    fill(office)
    assert loket("places", "add-counter", "kanim", "kanim-2", "Loket 2", "--instrument", "skm-2017", "--plan", "ikm:all")[0] == 0
    with office.app_context():
        place = places.place_by_counter_code("kanim-2")
        assert place
        recording.record([rating(place, "U9", 1, given_at=utc(2026, 11, 18, 4))], utc(2026, 11, 19, 7))
    code, out, err = loket("figures", "kanim", "--day", "2026-11-18", "--json")
    assert code == 0
    assert json.loads(out)["others"] == 1
    assert "answers to other instruments, not in these figures: 1" in err
    code, out, err = loket("figures", "kanim", "--day", "2026-11-18", "--json", "--instrument", "skm-2017")
    figures = json.loads(out)
    assert (figures["instrument"], figures["questions"]["U9"]["nrr"], figures["indices"]) == ("skm-2017@1", "1.0000", {"ikm": None})
    assert figures["questions"]["U1"]["n"] == 0


# ── people ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_password_for_the_one_who_lost_it(office: Flask, loket: Loket, monkeypatch: pytest.MonkeyPatch) -> None:
    with office.app_context():
        make_person("kepala", "kanwil")
    monkeypatch.setattr(sys, "stdin", io.StringIO("kata-sandi-baru\n"))
    code, out, err = loket("people", "password", "Kepala")
    assert (code, out) == (0, "")
    assert "kata-sandi-baru" not in err
    client = PageClient(office)
    form = client.get("/panel/sign-in").fields()
    client.post("/panel/sign-in", {**form, "name": "kepala", "password": "kata-sandi-baru"}, status=302)


def test_a_short_password_changes_nothing(office: Flask, loket: Loket, monkeypatch: pytest.MonkeyPatch) -> None:
    with office.app_context():
        before = make_person("kepala").password
    monkeypatch.setattr(sys, "stdin", io.StringIO("pendek\n"))
    code, _out, err = loket("people", "password", "kepala")
    assert code == 2
    assert "10 characters" in err
    with office.app_context():
        person = people.by_name("kepala")
        assert person
        assert person.password == before


def test_an_account_can_be_added_for_a_unit(office: Flask, loket: Loket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("kata-sandi-baru\n"))
    assert loket("people", "add", "bu-kepala", "--unit", "kanim")[0] == 0
    with office.app_context():
        person = people.by_name("bu-kepala")
        assert person
        assert [u.code for u in people.sight(person, date(2026, 11, 19)).units("figures.read")] == ["kanim"]


def test_the_roles_to_choose_from_are_those_of_the_table(office: Flask, loket: Loket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(people.ROLES, "gardener", frozenset({"figures.read"}))
    monkeypatch.setattr(sys, "stdin", io.StringIO("kata-sandi-baru\n"))
    assert loket("people", "add", "pengawas", "--role", "gardener", "--unit", "kanim")[0] == 0
    with office.app_context():
        person = people.by_name("pengawas")
        assert person
        assert [grant.role for grant, _unit in people.grants(person)] == ["gardener"]


# ── start and demo ────────────────────────────────────────────────────────────────────────────────────────────────


def test_start_refuses_demo_data(office: Flask, loket: Loket) -> None:
    with office.app_context():
        installation.found(system_clock(), demo=True)
    code, out, err = loket("start", "--port", free_port())
    assert (code, out) == (2, "")
    assert "holds demo data" in err


@pytest.mark.parametrize(("real", "reason"), [(True, "holds real data"), (False, "unfinished installation")])
def test_demo_refuses_what_is_not_demo_data(office: Flask, loket: Loket, real: bool, reason: str) -> None:
    if real:
        with office.app_context():
            installation.found(system_clock(), demo=False)
    code, out, err = loket("demo", "--port", free_port())
    assert (code, out) == (2, "")
    assert reason in err


def test_a_first_start_without_a_terminal_says_what_it_needs(loket: Loket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    code, out, err = loket("start", "--port", free_port())
    assert (code, out) == (2, "")
    assert "first administrator" in err
    assert json.loads(loket("places", "--json")[1]) == []


def test_a_port_that_is_taken_is_said_before_any_work(data: Path, loket: Loket) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, _out, err = loket("start", "--port", str(taken.getsockname()[1]))
    assert code == 2
    assert "--port" in err


def test_the_first_start_sets_up_and_serves_until_it_is_stopped(tmp_path: Path) -> None:
    port, data = free_port(), tmp_path / "new"
    first = ["--admin", "admin", "--unit", "kanim", "--unit-name", "Kantor Imigrasi Uji", "--public-url", "https://loket.example"]
    command = [sys.executable, "-c", "import sys; from kiosk.cli import main; sys.exit(main())"]
    with subprocess.Popen(
        [*command, "start", "--data", str(data), "--port", port, *first],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as server:
        assert server.stdout
        password = server.stdout.readline()
        address = server.stdout.readline()
        with socket.create_connection(("127.0.0.1", int(port)), timeout=20) as visitor:
            visitor.sendall(b"NONSENSE\r\n\r\n")
            assert b" 400 " in visitor.recv(200)
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) == 0
        assert server.stderr
        err = server.stderr.read()
    assert password.startswith("Password of admin (shown this once): ")
    assert "https://loket.example/panel/" in address
    assert "Traceback" not in err
    assert "Invalid request: " in err
    assert "127.0.0.1" not in err, "anybody who sends nonsense is not named either"
    assert 'public_url = "https://loket.example"' in (data / "loket.toml").read_text()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Invalid request from ip=10.9.8.7: Invalid header", "Invalid request: Invalid header"),
        ("Invalid request from ip=fe80::1: Invalid header", "Invalid request: Invalid header"),
        ("Error handling request GET /t/0004-0K7Q-F2M9-D0WX", "Error handling request"),
        ("Worker failed to boot.", "Worker failed to boot."),
    ],
)
def test_the_servers_log_names_no_visitor(said: str, kept: str) -> None:
    record = logging.LogRecord("gunicorn.error", logging.WARNING, "", 0, said, (), None)
    assert NAMES_NOBODY.filter(record)
    assert record.getMessage() == kept


def test_help_and_version(loket: Loket, capsys: pytest.CaptureFixture[str]) -> None:
    for option in ("--help", "--version"):
        with pytest.raises(SystemExit) as end:
            main([option])
        assert end.value.code == 0
        assert "loket" in capsys.readouterr().out


# ── the clock ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_clock_is_believed(office: Flask, loket: Loket) -> None:
    code, out, _err = loket("clock")
    assert code == 0
    assert out.rstrip().endswith("and is believed.")
    code, _out, err = loket("clock", "accept")
    assert code == 0
    assert "nothing to accept" in err


def test_a_clock_after_long_holidays_is_accepted_by_a_person(office: Flask, loket: Loket, data: Path) -> None:
    with office.app_context():
        timekeeper().accept(system_clock() - timedelta(days=20))
    code, out, _err = loket("clock")
    assert code == 1
    assert "20 days after" in out
    code, out, err = loket("seals", "make")
    assert (code, out) == (2, "")
    assert "loket clock accept" in err
    for _ in range(2):
        code, _out, _err = loket("backup", "--keep", "1")
        assert code == 0
    assert len(list((data / "backups").glob("*.tar"))) == 2, "by which name is the older one?"
    assert loket("clock", "accept")[0] == 0
    assert loket("clock")[0] == 0
    assert loket("seals", "make")[0] == 0
    loket("backup", "--keep", "1")
    assert len(list((data / "backups").glob("*.tar"))) == 1
    with office.app_context():
        (act,) = acts.acts(None)
        assert (act.kind, act.by) == ("clock.accept", "loket clock")
        assert abs(system_clock() - act.at) < timedelta(minutes=5)


ISSUED = ("document_profile", "signed_scan", "issued_report", "evidence_withdrawal", "evidence")
"""Tables that revisions 0035 and 0036 make."""


def test_a_store_of_before_begins_with_its_newest_entry(office: Flask, loket: Loket) -> None:
    """As revision 0028 finds it: the ledger says how far time had come."""
    with office.app_context():
        place = places.place_by_counter_code("kanim-1")
        assert place
        make_rating(place, given_at=utc(2026, 1, 5, 3), received_at=utc(2026, 1, 5, 3, 1))
        db.session.remove()
        with db.engine.begin() as connection:
            later = "survey_draft survey_withdrawal survey_import typed_result filing_inputs result_withdrawal published_result"
            later += " publication_photo publication_note_retraction publication_note report_order"
            for table in (*"believed_time given_up_seal register_version day_findings wish_tally".split(), *later.split(), *ISSUED):
                connection.execute(text(f"DROP TABLE {table}"))
            texts = ", ".join(f"{name} VARCHAR" for name in ("head", "address", "city", "signatory", "position", "number"))
            connection.execute(text(f"CREATE TABLE letterhead (unit_id INTEGER PRIMARY KEY, {texts})"))
            connection.execute(text("DROP INDEX ix_comment_unread"))
            connection.execute(text("ALTER TABLE comment DROP COLUMN by_open_link"))
            connection.execute(text("UPDATE alembic_version SET version_num = '0027'"))
        db.engine.dispose()
    code, out, _err = loket("clock")
    assert code == 1
    assert "2026-01-05 03:01 UTC" in out
