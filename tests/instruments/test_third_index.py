"""An index is data: a third one, "Akses bagi kelompok rentan", from files alone and through the whole house.

Drawn by the plan, tapped, tallied, released in batches, computed by commands, and shown on every page and in every file that
tells indices, without a line of Python.
"""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from flask import Flask

from kiosk import places, printing, recording
from kiosk.cli import main
from kiosk.devices import walls
from kiosk.instruments import Instrument, load_all, named_plans, parse_plan
from kiosk.ledger import Channel
from kiosk.places import Place
from kiosk.proof.verify import derived
from kiosk.running.session import prepare_store
from kiosk.store import writing_direct
from kiosk.tallies import tally
from kiosk.tallies.cells import RELEASED
from kiosk.web import instruments
from kiosk.words.summaries import FigureSaid, Summary
from tests.conftest import AppMaker, FixedClock, signed_in
from tests.instruments import third_index
from tests.make import entries, make_counter, make_device, make_person, make_seal, make_unit, rating
from tests.page import PageClient

PLAN = "S0 I0 ikm:1 ipk:1 ujiketiga:1"
KEY = "uji-ketiga"
HERE = "/panel/units/kanim"
ALL = [*(f"U{n}" for n in range(1, 8)), *(f"K{n}" for n in range(1, 6)), *third_index.CODES]


@pytest.fixture(autouse=True)
def _three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.instruments.definitions.FOLDER", third_index.write(tmp_path / "instruments"))


@pytest.fixture
def instrument() -> Instrument:
    return load_all().current(KEY)


@pytest.fixture
def office(make_app: AppMaker, tmp_path: Path) -> Flask:
    """On an empty store: one that knew another index of ours would not start without it."""
    (tmp_path / "data").mkdir()
    app = make_app()
    with app.app_context():
        prepare_store(app)
    return app


@pytest.fixture
def place(office: Flask) -> Place:
    """A counter that asks for all three, moved to this questionnaire from the usual one."""
    with office.app_context():
        usual = make_counter(make_unit("kanim", name="Kantor Imigrasi Uji"), "kanim-1")
        places.service_points.change_counter(
            usual.counter, usual.counter.names, instrument=KEY, plan=PLAN, shows_qr=True, gives=places.services(usual.unit)
        )
        return places.place(usual.counter.id)


@pytest.fixture
def head(office: Flask, place: Place) -> PageClient:
    with office.app_context():
        return signed_in(office, make_person("kepala", "head", place.unit))


def visit(place: Place, clock: FixedClock, scores: dict[str, int]) -> None:
    own = uuid4()
    recording.record([rating(place, code, score, visit=own, given_at=clock()) for code, score in scores.items()], clock())


def fill(place: Place, clock: FixedClock, visits: int) -> None:
    """As many visits, each with one element of each index in turn, and the day's seal. Access is rated 4, 3 and 3,5: 87,50."""
    for n in range(visits):
        access = (4, 3, 3 + n // 3 % 2)[n % 3]
        visit(place, clock, {"S0": 3, "I0": 4, f"U{n % 7 + 1}": 2 + n % 3, f"K{n % 5 + 1}": 4, f"A{n % 3 + 1}": access})
    clock.advance(days=1)
    make_seal(place.unit)


# ── asked ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_plan_draws_one_of_its_elements_each_as_often(instrument: Instrument) -> None:
    plan = parse_plan(PLAN, instrument)
    drawn = [plan.draw(UUID(int=n << 64 | n)) for n in range(1, 1201)]
    assert {tuple(code[0] for code in codes) for codes in drawn} == {("S", "I", "U", "K", "A")}
    often = {code: sum(code in codes for codes in drawn) for code in third_index.CODES}
    assert all(340 < n < 460 for n in often.values()), often


def test_the_plans_with_names_have_it(instrument: Instrument) -> None:
    assert named_plans(instrument) == {
        "short": PLAN,
        "tap": "S0",
        "satisfaction": "S0 ikm:all ujiketiga:all",
        "full": "S0 I0 ikm:all ipk:all ujiketiga:all",
    }


def test_a_tablet_asks_and_records_it(office: Flask, place: Place, clock: FixedClock) -> None:
    with office.app_context():
        token = make_device(place.counter)
    tablet = PageClient(office)
    tablet.browser.set_cookie("loket_device", token, path="/counter")
    page = tablet.get("/counter/questions/A2")
    assert page.h1 == "Loket prioritas di sini mudah."
    assert "Jawaban Anda digabung" not in page.text, "that is promised where answers are withheld like integrity"
    assert "Jawaban Anda digabung" in tablet.get("/counter/questions/K1").text
    tapped = {"visit": str(uuid4()), "answer": str(uuid4()), "question": "A2", "score": "3", "given_at": clock().isoformat()}
    answer = tablet.browser.post("/counter/batches", json={"ratings": [tapped]})
    assert [each["status"] for each in answer.json["results"]] == [200]  # type: ignore[index]
    with office.app_context():
        (entry,) = entries(place.unit)
    assert (entry.question, entry.score, entry.instrument, entry.channel) == ("A2", 3, "uji-ketiga@1", Channel.TABLET)


# ── tallied and released ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("visits", "batches"), [(29, set()), (30, set(third_index.CODES))])
def test_its_batch_waits_for_ten_answers_to_each_question_of_one_day(
    office: Flask, place: Place, clock: FixedClock, visits: int, batches: set[str]
) -> None:
    with office.app_context():
        fill(place, clock, visits)
        with writing_direct() as direct:
            stored = tally.stored(direct, place.unit.id)
            made = tally.rows(place.unit.id, derived.cells(direct, place.unit.id))
    assert stored == made, "entries and seals make the same"
    released = {key[3]: sum(scores) for key, scores in stored["daily_tally"].items() if key[4] & RELEASED and key[3] in third_index.CODES}
    assert released == dict.fromkeys(batches, 10)


def test_answers_of_one_visit_hang_together(office: Flask, place: Place, clock: FixedClock) -> None:
    with office.app_context():
        visit(place, clock, {"A1": 4, "A3": 2})
        visit(place, clock, dict.fromkeys(third_index.CODES, 3))
        summed = tally.of_unit(place.unit, clock().date(), clock().date())
    pairs = {(a, b): sums for (_, a, b, _), sums in summed.pairs.items() if (a, b) == ("A1", "A3")}
    assert len(summed.pairs) == 4
    assert pairs, "A1 and A3 were answered together"
    assert summed.visits_of("uji-ketiga@1", "ujiketiga") == 2


def test_a_whole_questionnaire_alike_at_a_glance_is_marked(office: Flask, place: Place, clock: FixedClock) -> None:
    """It is whole with the answers to the third index too."""
    with office.app_context():
        own, moments = uuid4(), [clock() + timedelta(milliseconds=600 * n) for n in range(len(ALL))]
        recording.record(
            [replace(rating(place, code, 4, visit=own), given_at=at) for code, at in zip(ALL, moments, strict=True)], moments[-1]
        )
        marks = {entry.question: entry.marks for entry in entries(place.unit)}
    assert marks["A3"] == "straight"
    assert marks["K4"] == "", "with four questions to go nothing is known"


# ── computed by commands ──────────────────────────────────────────────────────────────────────────────────────────


def test_any_table_of_responses_is_computed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [",".join(["respondent", *ALL]), *(",".join([f"r{n}", *(["4"] * 12), "3", "3", "3"]) for n in range(30))]
    (tmp_path / "table.csv").write_text("\n".join(rows))
    compute = ["compute", str(tmp_path / "table.csv"), "--instrument", KEY]
    assert main([*compute, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["indices"]
    assert {index: figure["value"] for index, figure in found.items()} == {"ikm": "100.00", "ipk": "100.00", "ujiketiga": "75.00"}
    assert main([*compute, "--language", "en"]) == 0
    said = capsys.readouterr().out
    assert "Access 75.00 (" in said
    assert said.count("threshold") == 4, "the integrity zone asks nothing of it"


def test_the_units_figures_have_it(office: Flask, place: Place, clock: FixedClock, capsys: pytest.CaptureFixture[str]) -> None:
    with office.app_context():
        day = clock().date().isoformat()
        fill(place, clock, 102)
    data = str(office.extensions["settings"].data)
    assert main(["--data", data, "figures", "kanim", "--day", day, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found["indices"]) == ["ikm", "ipk", "ujiketiga"]
    assert (found["indices"]["ujiketiga"]["value"], found["indices"]["ujiketiga"]["n"]) == ("87.50", 102)
    assert (found["instrument"], found["others"]) == ("uji-ketiga@1", 0)
    assert main(["--data", data, "figures", "kanim", "--day", day]) == 0
    assert "Akses 87,50 (" in capsys.readouterr().out


# ── shown ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def filled(office: Flask, place: Place, clock: FixedClock) -> Place:
    with office.app_context():
        fill(place, clock, 102)
    return place


def test_today_has_a_box_for_it(head: PageClient, filled: Place) -> None:
    page = head.get(f"{HERE}/today")
    boxes = [str(box["aria-labelledby"]) for box in page.select(".boxes > section")]
    assert boxes[:6] == ["box-visits", "box-satisfaction", "box-ikm", "box-ipk", "box-ujiketiga", "box-hours"]
    assert page.words("#box-ujiketiga") == "Akses, 30 hari perkiraan"
    assert page.words("#how-ujiketiga-title") == "Akses bagi kelompok rentan"
    said = page.words("section[aria-labelledby=box-ujiketiga]")
    assert "87,50" in said
    assert "dari 102 orang" in said
    assert [row.select_one("th").get_text(strip=True) for row in page.select("#how-ujiketiga tbody tr")] == [
        name for _, name, _ in third_index.ASKED
    ]
    assert "Survei sendiri; mutu menurut PermenPANRB 14/2017" in page.words("#how-ujiketiga")
    assert "Zona Integritas" not in page.words("#how-ujiketiga")
    assert "Zona Integritas" in page.words("#how-ipk")
    english = head.get(f"{HERE}/today?language=en")
    assert english.words("#box-ujiketiga") == "Access, 30 days estimate"


def test_its_empty_box_says_what_is_wanted(office: Flask, head: PageClient, place: Place, clock: FixedClock) -> None:
    with office.app_context():
        fill(place, clock, 14)
    page = head.get(f"{HERE}/today")
    assert "begitu setiap unsur mendapat 10 jawaban sehari, atau 5 dari dua hari" in page.words("section[aria-labelledby=box-ujiketiga]")


def test_before_the_first_rating_it_is_announced(head: PageClient) -> None:
    assert "Kepuasan, IKM, IPK dan Akses menyusul" in head.get(f"{HERE}/today").text


def test_a_period_has_it_with_its_elements(head: PageClient, filled: Place) -> None:
    page = head.get(f"{HERE}/period?kind=month")
    assert "Akses perkiraan" in page.words(".keys")
    rows = [row.select_one("th").get_text(strip=True) for row in page.select("section[aria-labelledby=compared] tbody tr")]
    assert rows[-4:] == ["Akses", *(name for _, name, _ in third_index.ASKED)]


@pytest.mark.parametrize(("address", "section"), [("today.csv", "Indeks, 30 hari"), ("period.csv?kind=month", "Indeks")])
def test_the_files_have_it(head: PageClient, filled: Place, address: str, section: str) -> None:
    answer = head.browser.get(f"{HERE}/{address}")
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff")), delimiter=";"))
    assert [row[1] for row in rows if row and row[0] == section] == ["IKM", "IPK", "Akses"]
    (own,) = [row for row in rows if row[:2] == [section, "Akses"]]
    assert (own[2], own[5]) == ("87,50", "102")
    assert head.browser.get(f"{HERE}/{address.replace('csv', 'xlsx')}").status_code == 200


def test_the_card_of_a_day_and_the_display_have_it(office: Flask, head: PageClient, filled: Place, clock: FixedClock) -> None:
    assert "Akses, 30 hari: 87,50" in head.get(f"{HERE}/card").one("textarea").get_text()
    assert head.browser.get(f"{HERE}/card.png").status_code == 200
    with office.app_context():
        _, code = walls.put_up(filled.unit, "Lobi", True, "kepala", clock())
    tiles = [tile.get_text(strip=True) for tile in PageClient(office).get(f"/wall/{code}").select(".tile h2")]
    assert tiles[2:5] == ["IKM, 30 hari", "IPK, 30 hari", "Akses, 30 hari"]


def test_a_region_has_a_column_for_it_and_sorts_by_it(office: Flask, filled: Place, clock: FixedClock) -> None:
    with office.app_context():
        make_counter(make_unit("biasa", name="Biasa"), "biasa-1")
        kanwil = signed_in(office, make_person("kanwil", "kanwil"))
    page = kanwil.get("/panel/?sort=ujiketiga")
    heads = [head.get_text(strip=True) for head in page.select("table.region thead th")]
    assert heads[2:6] == ["puas", "IKM", "IPK", "Akses"]
    assert page.one("th[aria-sort=ascending]").get_text(strip=True) == "Akses"
    cells = {row.select_one("th").get_text(strip=True): row.select("td") for row in page.select("table.region tbody tr")}  # type: ignore[union-attr]
    assert list(cells) == ["Kantor Imigrasi Uji", "Biasa"], "who has none stands behind"
    assert {len(row) for row in cells.values()} == {len(heads) - 1 + 4}, "four figures have their ranges beside them"
    assert cells["Kantor Imigrasi Uji"][7].get_text(strip=True) == "87,50"
    assert cells["Biasa"][7].get_text(strip=True) == "–"


def test_follow_ups_take_up_its_elements(head: PageClient, filled: Place) -> None:
    page = head.get(f"{HERE}/follow-ups")
    assert [p.get_text(strip=True) for p in page.select(".proposal__index")][-2:] == ["Akses · A2", "Akses · A3"]
    assert "paling sedikit 5 jawaban tiap unsur IKM, 10 tiap unsur IPK, 5 tiap unsur Akses" in page.text
    groups = [str(group["label"]) for group in head.get(f"{HERE}/follow-ups/new").select("#element optgroup")]
    assert groups == ["IKM", "IPK", "Akses"]


def test_the_counters_page_says_how_it_is_asked(office: Flask, place: Place) -> None:
    with office.app_context():
        admin = signed_in(office, make_person("admin", "admin"))
    page = admin.get(f"{HERE}/counters/kanim-1")
    assert "begitu juga ipk:1, ipk:all, ujiketiga:1 dan ujiketiga:all." in page.text
    assert "5 pertanyaan" in page.words("form label:has(input[value=short])")
    assert admin.get("/panel/patterns").words("#index-ujiketiga") == "Akses bagi kelompok rentan, perkiraan"


def test_what_was_said_to_the_other_indices_before_still_counts(office: Flask, place: Place, clock: FixedClock) -> None:
    """Its questionnaire includes the usual one, whose questions stay the same words of the same version."""
    with office.app_context():
        visit(place, clock, {"U1": 4, "K1": 4, "A1": 4})
        versions = {entry.question: entry.instrument for entry in entries(place.unit)}
        assert versions == {"U1": "ikm-ipk-2021@1", "K1": "ikm-ipk-2021@1", "A1": "uji-ketiga@1"}
        assert [index.key for index in instruments().indices] == ["ikm", "ipk", "ujiketiga"]


def test_a_card_holds_as_many_figures_as_there_are() -> None:
    figures = [
        FigureSaid(f"Angka {n}, 30 hari", "82,35", ["kira-kira 80,12–84,58", "dari 1.204 orang", "B – Baik, perkiraan"]) for n in range(6)
    ]
    pictures = {printing.card(Summary("Unit", "Kamis", "", figures[:n], "", "", "id", False)) for n in (3, 4, 5, 6)}
    assert len(pictures) == 4
