"""A day in a few lines, word for word in both languages, and without any page: what a card, a message and a mail say alike."""

import json
from collections.abc import Callable
from dataclasses import asdict
from uuid import uuid4

import pytest
from flask import Flask

from kiosk import recording, reports
from kiosk.instruments import load_all
from kiosk.places import served
from kiosk.reports import Today
from kiosk.words import in_language, summaries
from tests.conftest import FixedClock
from tests.make import make_counter, make_seal, make_unit, rating

INDONESIAN = """*Kantor Imigrasi Kelas II TPI Uji*
Kamis, 19 November 2026
Yang menilai: 30 (37,5 % dari 80 yang dilayani)
Puas, sangat puas: 80 % (kira-kira 63–90 %, dari 30 orang)
IKM, 30 hari: 90,00 (kira-kira 80,14–95,38, dari 30 orang, B–A, resmi)
IPK, 30 hari: 90,00 (kira-kira 80,14–95,38, dari 30 orang, Mutu B–A, resmi)
Angka gabungan. Tidak ada jawaban satu orang yang terbaca.
Segel """
ENGLISH = """*Kantor Imigrasi Kelas II TPI Uji*
Thursday, 19 November 2026
Who rated: 30 (37.5 % of 80 served)
Satisfied, very satisfied: 80 % (about 63–90 %, of 30 people)
IKM, 30 days: 90.00 (about 80.14–95.38, of 30 people, B–A, official)
IPK, 30 days: 90.00 (about 80.14–95.38, of 30 people, Grade B–A, official)
Figures of many together. Nobody’s own answer can be read.
Seal """


@pytest.fixture
def today(inside: Flask, clock: FixedClock) -> Callable[[int], Today]:
    """today(visits) → a day that is over: each answers it all, four of five well."""

    def make(visits: int) -> Today:
        place, day = make_counter(make_unit("kanim"), "kanim-1"), clock().date()
        codes = ["S0", *(f"U{n}" for n in range(1, 8)), *(f"K{n}" for n in range(1, 6))]
        ids = [uuid4() for _ in range(visits)]
        scores = [2 if n % 5 == 0 else 4 for n in range(visits)]
        given = [rating(place, code, score, visit=visit) for visit, score in zip(ids, scores, strict=True) for code in codes]
        clock.advance(hours=1)
        recording.record(given, clock())
        if visits:
            served.enter(place.unit, day, 80, "petugas", clock(), day)
        clock.advance(days=1)
        make_seal(place.unit)
        return reports.of_today(place.unit, day, clock(), load_all())

    return make


def test_a_day_is_said_in_the_language_spoken(today: Callable[[int], Today]) -> None:
    day = today(30)
    seal = summaries.of_day(day).seal.removeprefix("Segel ")
    assert summaries.message(summaries.of_day(day)) == INDONESIAN + seal
    with in_language("en"):
        assert summaries.message(summaries.of_day(day)) == ENGLISH + seal


def test_a_day_without_ratings_claims_nothing(today: Callable[[int], Today]) -> None:
    said = summaries.of_day(today(0))
    assert [(each.name, each.value) for each in said.figures] == [
        ("Yang menilai", "0"),
        ("Puas, sangat puas", "–"),
        ("IKM, 30 hari", "–"),
        ("IPK, 30 hari", "–"),
    ]
    assert not said.seal
    assert summaries.message(said).endswith("yang terbaca."), "no empty line where the seal would stand"


def test_made_up_figures_say_so_first(today: Callable[[int], Today]) -> None:
    said = summaries.of_day(today(0), is_demo=True)
    assert summaries.message(said).startswith("Contoh – bukan data sebenarnya\n*Kantor")


def test_a_program_can_be_told_the_same(today: Callable[[int], Today]) -> None:
    said = json.loads(json.dumps(asdict(summaries.of_day(today(30)))))
    assert said["figures"][1] == {"name": "Puas, sangat puas", "value": "80 %", "below": ["kira-kira 63–90 %", "dari 30 orang"]}
