"""The feed of seals: public from the first seal on, in pages, and enough for an outsider to find a history that was written anew."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from werkzeug.serving import make_server

from kiosk import proof
from kiosk.cli import main
from kiosk.places import Place
from kiosk.proof import export, feed
from kiosk.proof.keys import is_signed
from kiosk.proof.seal import from_json, seal_form
from kiosk.store import writing_direct
from tests.conftest import AppMaker, FixedClock
from tests.make import make_counter, make_rating, make_seal, make_unit, utc
from tests.page import PageClient

FEED = "/u/kanim/seals.json"
NIGHT = utc(2026, 11, 18, 17, 5)
PROGRAM = Path(__file__).parents[2] / "deploy" / "verify_ledger.py"


def read(client: PageClient, address: str = FEED) -> dict[str, Any]:
    found = json.loads(client.get(address).answer.get_data())
    assert isinstance(found, dict)
    return found


@pytest.fixture
def sealed(app: Flask, counter: Place, clock: FixedClock) -> Place:
    """Three days, each with its seal."""
    for _ in range(3):
        with app.app_context():
            make_rating(counter)
            clock.advance(days=1)
            make_seal(counter.unit)
    return counter


def test_it_is_there_before_anything_is_published(phone: PageClient, sealed: Place) -> None:
    page = read(phone)
    assert (page["unit"], page["next"], page["after"]) == ("kanim", None, None)
    assert [each["number"] for each in page["seals"]] == [1, 2, 3]
    keys = {each["number"]: bytes.fromhex(each["public"]) for each in page["keys"]}
    for record in page["seals"]:
        seal, signature = from_json(record)
        assert is_signed(keys[1], signature, seal_form(seal))


def test_a_unit_without_a_seal_has_an_empty_one_and_no_unit_has_none(phone: PageClient, counter: Place) -> None:
    assert read(phone)["seals"] == []
    for address in ("/u/nonesuch/seals.json", f"{FEED}?after=x", f"{FEED}?after=-1", f"{FEED}?after=²", f"{FEED}?after={'9' * 30}"):
        phone.get(address, status=404)


def test_it_is_in_the_form_of_the_export(app: Flask, phone: PageClient, sealed: Place, tmp_path: Path) -> None:
    with app.app_context(), (tmp_path / "kanim.jsonl").open("wb") as file:
        export.export_hashes(sealed.unit, file, NIGHT)
    lines = [json.loads(line) for line in (tmp_path / "kanim.jsonl").read_text().splitlines()]
    page = read(phone)
    assert page["keys"] == [line for line in lines if line["type"] == "key"]
    assert page["seals"] == [line for line in lines if line["type"] == "seal"]


def test_a_year_of_seals_is_a_page(phone: PageClient, sealed: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    assert feed.A_PAGE == 400
    monkeypatch.setattr(feed, "A_PAGE", 2)
    first = read(phone)
    assert ([each["number"] for each in first["seals"]], first["after"], first["next"]) == ([1, 2], 2, f"{FEED}?after=2")
    last = read(phone, first["next"])
    assert ([each["number"] for each in last["seals"]], last["next"]) == ([3], None)
    monkeypatch.setattr(feed, "A_PAGE", 3)
    assert read(phone)["next"] is None, "a page that is just full is not followed by an empty one"


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_who_has_it_is_told_so(app: Flask, phone: PageClient, sealed: Place, clock: FixedClock, encoding: str) -> None:
    asked = {"Accept-Encoding": encoding}
    first = phone.get(FEED, headers=asked)
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert "public" in first.headers["Cache-Control"]
    again = phone.get(FEED, headers={**asked, "If-None-Match": first.headers["ETag"]}, status=304)
    assert not again.answer.get_data()
    with app.app_context():
        make_rating(sealed)
        clock.advance(days=1)
        make_seal(sealed.unit)
    phone.get(FEED, headers={**asked, "If-None-Match": first.headers["ETag"]})


# ── kept by an outsider ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def house_of(make_app: AppMaker) -> Flask:
    """An installation with three sealed days of one unit, and another unit."""
    app = make_app()
    with app.app_context():
        place = make_counter(make_unit("kanim"), "kanim-1")
        make_unit("lapas")
        seal_days(app, place, 3)
    return app


def seal_days(app: Flask, place: Place, days: int, since: int = 0) -> None:
    folder = app.extensions["settings"].data
    signer = proof.open_signer(folder, NIGHT)
    for day in range(since, since + days):
        for n in range(4):
            make_rating(place, "S0", 1 + n, given_at=NIGHT + timedelta(days=day, hours=-n - 1))
        proof.seal_unit(place.unit, signer, folder, NIGHT + timedelta(days=day))


@pytest.fixture
def served(house_of: Flask) -> Iterator[str]:
    """The address of the feed, on this machine."""
    server = make_server("127.0.0.1", 0, house_of, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}{FEED}"
    server.shutdown()
    thread.join()


def loket(app: Flask, *words: str) -> int:
    data = app.extensions["settings"].data
    (data / "seals.txt").unlink(missing_ok=True)
    return main(["--data", str(data), "verify", "--language", "en", *words])


def forget(app: Flask, *statements: str) -> None:
    """As a person who holds the database does it."""
    with app.app_context(), writing_direct() as direct:
        for trigger in ("seal_update", "seal_delete", "entry_delete", "entry_update"):
            direct.run(f"DROP TRIGGER {trigger}")
        for statement in statements:
            direct.run(statement)


Spoil = Callable[[Flask], None]


def rewritten(app: Flask) -> None:
    """The second seal is another one, signed with the right key, and so is the third."""
    with app.app_context():
        place = make_counter(make_unit("kanim-2"), "kanim-2-1")
        seal_days(app, place, 1)
        seal_days(app, place, 2, since=5)
    forget(
        app,
        "DELETE FROM seal WHERE unit_id = (SELECT id FROM unit WHERE code = 'kanim')",
        "UPDATE seal SET unit_id = (SELECT id FROM unit WHERE code = 'kanim')",
    )


def cut(app: Flask) -> None:
    """The newest seal is gone, with all that came after the one before."""
    forget(app, "DELETE FROM entry WHERE seq > 8", "DELETE FROM seal WHERE number = 3", "UPDATE ledger_head SET size = 8")


@pytest.mark.parametrize("pages", [400, 2])
def test_a_ledger_that_is_whole_agrees(
    house_of: Flask, served: str, pages: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(feed, "A_PAGE", pages)
    assert loket(house_of, "--unit", "kanim", "--against", served) == 0
    assert "3 kept seals" in capsys.readouterr().out


@pytest.mark.parametrize("spoil", [rewritten, cut])
@pytest.mark.parametrize("saved", [True, False])
def test_what_was_kept_of_it_finds_a_seal_rewritten_and_a_ledger_cut(
    house_of: Flask, served: str, spoil: Spoil, saved: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The feed as it was: fetched before and saved to a file, or mirrored at an address."""
    file = tmp_path / "seals.json"
    file.write_bytes(house_of.test_client().get(FEED).data)
    mirror = make_server("127.0.0.1", 0, lambda _environ, start: (start("200 OK", []), [file.read_bytes()])[1], threaded=True)
    thread = Thread(target=mirror.serve_forever, daemon=True)
    thread.start()
    spoil(house_of)
    try:
        where = str(file) if saved else f"http://127.0.0.1:{mirror.server_port}/seals.json"
        assert loket(house_of, "--unit", "kanim", "--against", where) == 1
    finally:
        mirror.shutdown()
        thread.join()
    assert "kept seal SEGEL kanim 3" in capsys.readouterr().out


def test_another_key_is_named(house_of: Flask, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "seals.json"
    page = json.loads(house_of.test_client().get(FEED).data)
    for each in page["seals"]:
        each["key"] = "00" * 8
    file.write_text(json.dumps(page))
    assert loket(house_of, "--unit", "kanim", "--against", str(file)) == 1
    assert "signed with key 0000000000000000, which is not known here" in capsys.readouterr().out


def answering(status: str, body: bytes) -> Callable[..., list[bytes]]:
    def answer(_environ: object, start: Callable[..., object]) -> list[bytes]:
        start(status, [("Location", "http://loket.example/")] if status.startswith("302") else [])
        return [body]

    return answer


BAD = {
    "no feed there": ("404 NOT FOUND", b"", "answers 404: there is no feed of seals", "404"),
    "no JSON": ("200 OK", b"<!DOCTYPE html>", "no JSON", "no JSON object"),
    "other JSON": ("200 OK", b'{"status": "ok"}', "JSON that is no feed", "JSON, but no feed"),
    "another way on": ("302 FOUND", b"", "is not https", "is not https"),
    "no seal yet": ("200 OK", b'{"seals": []}', "has no seal yet", "has no seal of unit kanim"),
    "nothing that is a seal": ("200 OK", b'{"seals": [{"unit": "kanim"}]}', "the seal has no", "cannot be"),
    "an endless one": ("200 OK", b'{"seals": [], "next": "?"}', "do not go on", "do not go on"),
}


@pytest.fixture
def exported(house_of: Flask, tmp_path: Path) -> Path:
    file = tmp_path / "kanim.jsonl"
    with house_of.app_context(), file.open("wb") as opened:
        from kiosk.places import unit_by_code

        unit = unit_by_code("kanim")
        assert unit
        export.export_hashes(unit, opened, NIGHT)
    return file


def outsider(file: Path, against: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-I", PROGRAM, file, "--against", against], capture_output=True, text=True, timeout=60, check=False
    )
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_feed_is_said(house_of: Flask, exported: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, body, by_us, by_the_outsider = BAD[kind]
    server = make_server("127.0.0.1", 0, answering(status, body), threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}/seals.json"
    try:
        assert loket(house_of, "--unit", "kanim", "--against", address) == 2
        assert by_us in capsys.readouterr().err
        exit_status, said = outsider(exported, address)
    finally:
        server.shutdown()
        thread.join()
    assert exit_status == 2
    assert by_the_outsider in said


@pytest.mark.parametrize(
    ("address", "said"),
    [("http://loket.example/u/kanim/seals.json", "is not https"), ("http://127.0.0.1:9/u/kanim/seals.json", "cannot be reached")],
)
def test_what_cannot_be_had_safely_is_not_asked_for(
    house_of: Flask, exported: Path, address: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert loket(house_of, "--unit", "kanim", "--against", address) == 2
    assert said in capsys.readouterr().err
    assert said in outsider(exported, address)[1]


def test_the_feed_of_another_unit_compares_nothing(house_of: Flask, served: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert loket(house_of, "--unit", "lapas", "--against", served) == 2
    assert "has seals of kanim, and none of lapas" in capsys.readouterr().err


def test_the_outsiders_program_takes_it(house_of: Flask, served: str, exported: Path, tmp_path: Path) -> None:
    status, said = outsider(exported, served)
    assert status == 0, said
    assert "seal 3: seal 3 of " in said
    saved = tmp_path / "saved.json"
    saved.write_bytes(house_of.test_client().get(FEED).data)
    assert outsider(exported, str(saved)) == (status, said)
    rewritten(house_of)
    status, said = outsider(exported, served)
    assert status == 1, "the export is of before, the feed of after"
    assert "The history differs from seal 1 on" in said


def test_the_outsiders_program_says_in_one_line_that_thousands_stand(exported: Path, tmp_path: Path) -> None:
    (tmp_path / "typed.json").write_text(
        json.dumps([json.loads(line) for line in exported.read_text(encoding="utf-8").splitlines() if '"seal"' in line] * 9)
    )
    assert "27 kept seals stand in this history, from 1 to 3." in outsider(exported, str(tmp_path / "typed.json"))[1]
