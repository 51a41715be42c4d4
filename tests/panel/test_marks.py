"""What was marked, why, and with what arithmetic: counts of the rules, and nothing of what was said."""

from datetime import datetime, timedelta
from uuid import uuid4

from flask import Flask

from kiosk.ledger import Channel
from kiosk.places import Place
from kiosk.quality import rules
from tests.conftest import FixedClock
from tests.make import make_rating, make_seal
from tests.page import PageClient

ADDRESS = "/panel/units/kanim/marks"


def test_every_rule_stands_there_with_its_reason_and_its_count(app: Flask, head: PageClient, counter: Place, clock: FixedClock) -> None:
    visit = uuid4()
    with app.app_context():
        for question in ("S0", "I0"):
            make_rating(counter, question, 4, visit=visit)
        make_rating(counter, "C1", 1, visit=visit)
        make_rating(counter, "S0", 2, given_at=clock() - timedelta(days=40))
        make_rating(counter, "S0", 2)
        make_rating(counter, "S0", 3, channel=Channel.POSTER, marks=("repeat",))
    page = head.get(ADDRESS)
    rows = [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in page.select("table tbody tr")]
    assert len(rows) == len(rules.MARKS)
    assert {row[0]: row[1] for row in rows}["Ulang dari HP yang sama"] == "1"
    assert sum(int(row[1]) for row in rows if row[1] != "–") == 1
    assert all(row[2] and row[3] for row in rows)
    figures = [figure.get_text() for figure in page.select(".figure")]
    assert figures == ["5", "1", "4", "0"], "what is older is not there"


def test_what_was_said_is_told_by_whole_months_alone(app: Flask, head: PageClient, counter: Place, clock: FixedClock) -> None:
    """Somebody who stands beside a visitor must not see on the panel what she says of the staff."""
    now = clock()

    def told() -> list[str]:
        rows = head.get(ADDRESS).select("table tbody tr")
        cells = [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in rows]
        return next([row[1], row[4]] for row in cells if row[0] == "Diminta memberi jawaban bagus")

    def asked(day: datetime, *scores: int) -> None:
        clock.set(day)
        with app.app_context():
            for score in scores:
                visit = uuid4()
                for question, given in (("S0", 4), ("C1", score)):
                    make_rating(counter, question, given, visit=visit)

    asked(now.replace(month=9, day=14), 1, *[2] * 8)
    asked(now.replace(month=10, day=14), 1, 1, *[2] * 9)
    clock.set(now.replace(month=11, day=2))
    with app.app_context():
        make_seal(counter.unit)
    asked(now, 1)
    assert told() == ["2 dari 11", "Oktober 2026"]
    assert [figure.get_text() for figure in head.get(ADDRESS).select(".figure")][1] == "0", "nor does what is set aside tell it"
    assert "jawaban ditandai" not in head.get("/panel/units/kanim/today").text
    clock.set(now.replace(month=12, day=1))
    assert told() == ["–", "tampil setelah bulan tutup"], "before its seal"
    with app.app_context():
        late = make_rating(counter, "C1", 1, given_at=now.replace(month=10, day=20))
    assert late
    clock.set(now)
    assert told() == ["2 dari 11", "Oktober 2026"], "what comes later changes no month"


def test_too_few_who_were_asked_are_not_told_of(app: Flask, head: PageClient, counter: Place, clock: FixedClock) -> None:
    now = clock()
    clock.set(now.replace(month=10, day=14))
    with app.app_context():
        for score in (1, *[2] * 8):
            visit = uuid4()
            for question, given in (("S0", 4), ("C1", score)):
                make_rating(counter, question, given, visit=visit)
        clock.set(now.replace(month=11, day=2))
        make_seal(counter.unit)
    (row,) = (row for row in head.get(ADDRESS).select("table tbody tr") if "Diminta memberi jawaban bagus" in row.text)
    cells = [cell.get_text(" ", strip=True) for cell in row.select("td")]
    assert (cells[0], cells[3]) == ("–", "Oktober 2026: baru 9 kunjungan, tampil mulai 10")


def test_what_hangs_on_words_stands_last_and_is_explained(head: PageClient, counter: Place) -> None:
    page = head.get(ADDRESS)
    names = [row.get_text(strip=True) for row in page.select("tbody th")]
    assert names[-2:] == ["Semua sama dan terlalu cepat", "Diminta memberi jawaban bagus"]
    assert "Tanda yang bergantung pada isi jawaban ada di akhir tabel." in page.text


def test_english_is_complete(head: PageClient, counter: Place) -> None:
    page = head.get(ADDRESS + "?language=en")
    assert page.h1 == "Data quality"
    assert "Quicker than a finger" in page.text
