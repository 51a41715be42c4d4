"""Receipts: that a visit is in the ledger and under which seal, a proof to download, and never a score."""

import json
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from kiosk import ledger, proof
from kiosk.places import Place
from kiosk.proof import merkle
from tests.conftest import FixedClock
from tests.make import make_rating, make_seal
from tests.page import PageClient


def rated(app: Flask, place: Place, *codes: str) -> str:
    visit = uuid4()
    with app.app_context():
        for code in codes:
            make_rating(place, code, visit=visit)
    return ledger.receipt_code(visit)


def test_a_visit_is_found_before_its_seal_and_after(app: Flask, phone: PageClient, counter: Place, clock: FixedClock) -> None:
    code = rated(app, counter, "S0", "I0")
    page = phone.get(f"/cek/{code}")
    assert page.h1 == "Penilaian ini tercatat"
    assert "2 ketukan" in page.text
    assert "Segelnya dibuat setelah hari layanan ditutup" in page.text
    phone.get(f"/cek/{code}/proof.json", status=404)
    clock.advance(days=1)
    with app.app_context():
        seal = make_seal(counter.unit)
        assert seal
        written = proof.fingerprint(seal)
    assert phone.get(f"/cek/{code}").words(".seal") == written


def test_no_page_tells_a_score(app: Flask, phone: PageClient, counter: Place) -> None:
    """The pages of visits that differ in nothing but their answer differ in nothing but their code."""
    pages = set()
    for score in (1, 2, 3, 4):
        visit = uuid4()
        with app.app_context():
            make_rating(counter, "S0", score, visit=visit)
        code = ledger.receipt_code(visit)
        pages.add(phone.get(f"/cek/{code}").html.replace(code, "CODE"))
    assert len(pages) == 1


def test_the_proof_holds_by_itself(app: Flask, phone: PageClient, counter: Place, clock: FixedClock) -> None:
    codes = []
    for day in range(4):
        codes += [rated(app, counter, "S0", "I0", "U1")[:9] for _ in range(5 + day)]
        clock.advance(days=1)
        with app.app_context():
            make_seal(counter.unit)
    for code in codes:
        found = json.loads(phone.get(f"/cek/{code}/proof.json").answer.get_data())
        (visit,) = found["visits"]
        seals = {seal["number"]: seal for seal in visit["seals"]}
        assert len(visit["entries"]) == 3
        for entry in visit["entries"]:
            seal = seals[entry["seal"]]
            path = [bytes.fromhex(each) for each in entry["proof"]]
            leaf, root = bytes.fromhex(entry["leaf"]), bytes.fromhex(seal["root"])
            assert merkle.verify_inclusion(leaf, entry["number"] - 1, seal["size"], path, root)
            assert not merkle.verify_inclusion(leaf, entry["number"], seal["size"], path, root)


def test_a_correction_after_the_seal_stands_under_its_own(app: Flask, phone: PageClient, counter: Place, clock: FixedClock) -> None:
    visit = uuid4()
    with app.app_context():
        for score in (4, 2):
            make_rating(counter, "S0", score, visit=visit)
            clock.advance(days=1)
            make_seal(counter.unit)
    found = json.loads(phone.get(f"/cek/{ledger.receipt_code(visit)}/proof.json").answer.get_data())
    assert [entry["seal"] for entry in found["visits"][0]["entries"]] == [1, 2]


def test_what_is_sealed_is_proven_while_a_correction_waits(app: Flask, phone: PageClient, counter: Place, clock: FixedClock) -> None:
    visit = uuid4()
    with app.app_context():
        make_rating(counter, "S0", 4, visit=visit)
        clock.advance(days=1)
        make_seal(counter.unit)
        make_rating(counter, "S0", 2, visit=visit)
    page = phone.get(f"/cek/{ledger.receipt_code(visit)}")
    assert "Yang datang sesudah segel itu" in page.text
    assert len(json.loads(phone.get(page.link("Unduh bukti")).answer.get_data())["visits"][0]["entries"]) == 1


@pytest.mark.parametrize("text", ["", "XXXX", "0000-0000", "😀", "K7QF-2M9D' OR 1=1", "a" * 4000])
def test_what_is_no_receipt_says_what_to_do(phone: PageClient, counter: Place, text: str) -> None:
    page = phone.get("/cek", headers={})
    assert page.one("input[name=code]")
    answer = phone.browser.get("/cek", query_string={"code": text})
    while answer.status_code == 303:
        answer = phone.browser.get(answer.headers["Location"])
    assert answer.status_code == 404
    assert "Periksa huruf demi huruf" in answer.get_data(as_text=True)


def test_a_code_is_found_as_it_is_typed(app: Flask, phone: PageClient, counter: Place) -> None:
    code = rated(app, counter, "S0")
    typed = code.lower().replace("-", " ")
    assert phone.get("/cek?code=" + typed.replace(" ", "+"), status=303).location == f"/cek/{code}"


def test_receipts_come_back_when_they_are_made_anew(app: Flask, phone: PageClient, counter: Place) -> None:
    """As at the start after an update: visitors who rated before have a receipt too."""
    code = rated(app, counter, "S0")
    from kiosk.proof import receipts
    from kiosk.store import writing_direct

    with app.app_context():
        with writing_direct() as direct:
            direct.run("DELETE FROM receipt")
        assert phone.get(f"/cek/{code}", status=404)
        with writing_direct() as direct:
            receipts.replace(direct, counter.unit.id)
    phone.get(f"/cek/{code}")


def test_two_visits_with_one_code_are_both_shown(app: Flask, phone: PageClient, counter: Place) -> None:
    """2^40 codes: among a million visits it happens to one in a million; then both owners find theirs."""
    from uuid import UUID

    first = uuid4()
    twisted = bytearray(first.bytes)
    twisted[0], twisted[5] = twisted[0] ^ 0x11, twisted[5] ^ 0x11
    second = UUID(bytes=bytes(twisted))
    assert ledger.receipt_code(first) == ledger.receipt_code(second)
    with app.app_context():
        for visit in (first, second):
            make_rating(counter, visit=visit)
    assert len(phone.get(f"/cek/{ledger.receipt_code(first)}").select(".proof")) == 2


def test_the_proof_carries_a_signature(app: Flask, phone: PageClient, counter: Place, clock: FixedClock) -> None:
    from kiosk.proof.keys import is_signed
    from kiosk.proof.seal import from_json, seal_form

    code = rated(app, counter, "S0")
    clock.advance(days=1)
    with app.app_context():
        make_seal(counter.unit)
    visit = json.loads(phone.get(f"/cek/{code}/proof.json").answer.get_data())["visits"][0]
    seal, signature = from_json(visit["seals"][0])
    assert is_signed(bytes.fromhex(visit["keys"][0]["public"]), signature, seal_form(seal))
    assert not is_signed(bytes.fromhex(visit["keys"][0]["public"]), signature, seal_form(seal) + b"x")


SCRIPT = Path(__file__).parents[2] / "deploy" / "verify_receipt.py"


def verified(file: Path) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "-I", SCRIPT, file], capture_output=True, text=True, timeout=30, check=False)
    return done.returncode, done.stdout


@pytest.fixture
def proof_file(app: Flask, phone: PageClient, counter: Place, clock: FixedClock, tmp_path: Path) -> Path:
    for _ in range(3):
        codes = [rated(app, counter, "S0", "I0") for _ in range(7)]
        clock.advance(days=1)
        with app.app_context():
            make_seal(counter.unit)
    file = tmp_path / "proof.json"
    file.write_bytes(phone.get(f"/cek/{codes[3]}/proof.json").answer.get_data())
    return file


def test_an_outsider_checks_the_proof_with_nothing_of_ours(app: Flask, counter: Place, proof_file: Path) -> None:
    status, said = verified(proof_file)
    assert status == 0, said
    with app.app_context():
        seal = proof.latest_seal(counter.unit)
        assert seal
        assert proof.fingerprint(seal) in said


def _flip(text: str) -> str:
    return text[:-1] + ("0" if text[-1] != "0" else "1")


BENT = {
    "leaf": lambda visit: visit["entries"][0].update(leaf=_flip(visit["entries"][0]["leaf"])),
    "number": lambda visit: visit["entries"][0].update(number=visit["entries"][0]["number"] + 1),
    "proof": lambda visit: visit["entries"][0]["proof"].pop(),
    "root": lambda visit: visit["seals"][0].update(root=_flip(visit["seals"][0]["root"])),
    "day": lambda visit: visit["seals"][0].update(day="2020-01-01"),
    "signature": lambda visit: visit["seals"][0].update(signature=_flip(visit["seals"][0]["signature"])),
    "unit": lambda visit: visit.update(unit="lapas"),
    "seal": lambda visit: visit["entries"][0].update(seal=99),
}


@pytest.mark.parametrize("what", BENT)
def test_a_bent_proof_is_found(proof_file: Path, what: str) -> None:
    content = json.loads(proof_file.read_text(encoding="utf-8"))
    BENT[what](content["visits"][0])
    proof_file.write_text(json.dumps(content), encoding="utf-8")
    status, said = verified(proof_file)
    assert status == 1, said
    assert "WRONG" in said


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"visits": [{"keys": []}]}', "😀"])
def test_what_is_no_proof_is_said(tmp_path: Path, content: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(content)
    assert verified(file)[0] == 2
