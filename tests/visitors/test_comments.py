"""Words to a unit: masked at once, read by a moderator, passed on in batches."""

from contextlib import suppress
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy import text as sql

from kiosk.places import Unit
from kiosk.store import reading
from kiosk.visitors import comments, once
from kiosk.visitors.allotments import BOXES, Box, Kind
from kiosk.visitors.comments import PASS, WITHHOLD
from tests.make import make_unit
from tests.statements import reads, statements

TODAY = date(2026, 11, 19)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def unit(inside: Flask) -> Unit:
    return make_unit("kanim")


def write(unit: Unit, *texts: str) -> list[int]:
    for text in texts:
        assert comments.write(unit, text, "id", uuid4(), TODAY)
    return [comment.id for comment in comments.waiting(unit)]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Hubungi 0812-3456-7890 ya", "Hubungi [nomor] ya"),
        ("NIK 3173 0412 0190 0001", "NIK [nomor]"),
        ("+62 (812) 345.67.890", "[nomor]"),
        ("paspor A1234567", "paspor A[nomor]"),
        ("WA081234567890 atau ０８１２３４５６", "WA[nomor] atau [nomor]"),
        ("0812\u200b34567890, 0812–3456–7890, 0812_3456_7890", "[nomor], [nomor], [nomor]"),
        ("Rp 081234567890", "[nomor]"),
        ("budi[at]gmail.com, budi @ gmail . com, budi＠gmail.com", "[surel], [surel], [surel]"),
        ("diminta 350.000 atau 500000", "diminta 350.000 atau 500000"),
        ("tulis ke budi.s@contoh.co.id!", "tulis ke [surel]!"),
        ("budi @ contoh.com", "[surel]"),
        ("Loket 2, antrean 15, 3 jam", "Loket 2, antrean 15, 3 jam"),
        ("diminta Rp 350.000 dan Rp1.000.000", "diminta Rp 350.000 dan Rp1.000.000"),
        ("diminta 150.000 rupiah", "diminta 150.000 rupiah"),
        ("tanggal 19-11-2026", "tanggal 19-11-2026"),
        ("😀" * 50, "😀" * 50),
        *(
            (f"WA {separator.join(('0812', '3456', '7890'))} ya", "WA [nomor] ya")
            for separator in (", ", " , ", ";", "*", "|", "+", "•", "'", " -- ", " ... ", "\n", "/", "😀", "~", "=", "’")
        ),
        ("0️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣", "[nomor]"),
        ("0\u03368\u03361\u03362\u03363\u03364\u03365\u0336", "[nomor]"),
        ("⓪⑧①②③④ ➑➊➋➌➍➎", "[nomor]"),
        ("nomor 812345000", "nomor [nomor]"),
        ("Rp81234567", "[nomor]"),
        ("(0719) 21.234 dan 0812 345.678", "[nomor] dan [nomor]"),
        ("0812 345000", "[nomor]"),
        ("08-12-34-56-78", "[nomor]"),
        ("08.12.34.56.78", "[nomor]"),
        ("+62.812.345.678", "[nomor]"),
        ("tulis ke budi.santoso(a)gmail.com ya", "tulis ke [surel] ya"),
        ("budi at contoh dot id", "[surel]"),
        ("budi at gmail titik com", "[surel]"),
        ("budi(at)gmail(titik)com, budi at contoh.id", "[surel], [surel]"),
        ("I came at nine. Nobody was there", "I came at nine. Nobody was there"),
        ("Rp 350.000, hubungi 0812 3456 7890", "Rp 350.000, hubungi [nomor]"),
        ("12/11/2026, 0812 3456 7890", "12/11/2026, [nomor]"),
        ("jam 09.30-10.15", "jam 09.30-10.15"),
        ("pukul 08.00–15.00, 13:00-15:30", "pukul 08.00–15.00, 13:00-15:30"),
        ("12 11 2026 dan 12/11/2026 dan 2026-11-12 dan 12.11.26", "12 11 2026 dan 12/11/2026 dan 2026-11-12 dan 12.11.26"),
        ("12/11/2026 08.30, 2 loket", "12/11/2026 08.30, 2 loket"),
        ("812.345.678 atau 81234567 rupiah atau Rp 620.000", "812.345.678 atau 81234567 rupiah atau Rp 620.000"),
        ("Rp 350.000, 500.000 atau 500000-600000", "Rp 350.000, 500.000 atau 500000-600000"),
        ("diminta Rp 1.250.000,00 oleh petugas", "diminta Rp 1.250.000,00 oleh petugas"),
        ("naïve café, Ž̌, हिन्दी", "naïve café, Ž̌, हिन्दी"),
    ],
)
def test_numbers_and_addresses_are_masked(written: str, kept: str) -> None:
    assert comments.masked(written) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\r\n\r\n\r\n\n  b ", "a\nb"),
        ("\n".join("abcdefghijklmno"), "\n".join("abcdefghijk") + "\nl / m / n / o"),
        ("\n".join("abcdefghijkl"), "\n".join("abcdefghijkl")),
        ("\n".join("ab" * 125), "\n".join("ababababababababababab"[:11]) + "\n" + " ".join("ba" * 119 + "b")),
        ("\n".join(["baris"] * 13 + ["0812", "3456", "7890"]), "\n".join(["baris"] * 12) + " / baris / [nomor]"),
    ],
)
def test_many_lines_take_no_more_room_than_twelve(unit: Unit, written: str, kept: str) -> None:
    write(unit, written)
    assert [comment.text for comment in comments.waiting(unit)] == [kept]


def test_the_unit_sees_nothing_that_no_moderator_passed(unit: Unit) -> None:
    numbers = write(unit, *(f"Pesan {n}" for n in "abcdefg"))
    assert comments.passed(unit) == []
    for number in numbers[:4]:
        assert comments.judge(unit, number, PASS, "", "moderator", TODAY)
    assert comments.passed(unit) == [], "four are no batch"
    assert comments.judge(unit, numbers[4], WITHHOLD, "menyebut nama", "moderator", TODAY)
    assert comments.passed(unit) == []
    assert comments.judge(unit, numbers[5], PASS, "", "moderator", TODAY)
    comments.pass_on(TODAY)
    assert comments.passed(unit) == [], "what was decided today may still be taken back"
    comments.pass_on(TOMORROW)
    assert sorted(c.text for c in comments.passed(unit)) == ["Pesan a", "Pesan b", "Pesan c", "Pesan d", "Pesan f"]
    assert comments.counts(unit) == {"unread": 1, "batch": 0, "withheld": 1}


def test_words_that_anybody_can_add_make_no_batch_of_a_visitors(unit: Unit) -> None:
    """Four of her own, and a visitor's came out alone on the day he wrote."""

    def passed_after(n: int, *, by_open_link: bool) -> int:
        for k in range(n):
            assert comments.write(unit, f"Kata {k}", "id", uuid4(), TODAY, uuid4(), by_open_link=by_open_link)
        for each in comments.waiting(unit):
            comments.judge(unit, each.id, PASS, "", "moderator", TODAY)
        comments.pass_on(TOMORROW)
        return len(comments.passed(unit))

    assert passed_after(1, by_open_link=False) == 0
    assert passed_after(9, by_open_link=True) == 0, "nine of hers and his"
    assert passed_after(1, by_open_link=True) == 10, "ten by open links are a batch, without his"
    assert passed_after(4, by_open_link=False) == 15


def test_a_verdict_stands_until_it_is_taken_back_by_who_gave_it(unit: Unit) -> None:
    numbers = write(unit, *"abcdef")
    for first, then in ((PASS, WITHHOLD), (WITHHOLD, PASS)):
        assert comments.judge(unit, numbers[0], first, "ragu", "moderator", TODAY)
        assert not comments.judge(unit, numbers[0], then, "", "from a page that is old", TODAY)
        assert not comments.take_back(unit, numbers[0], "somebody else")
        assert not comments.take_back(make_unit(), numbers[0], "moderator")
        assert comments.take_back(unit, numbers[0], "moderator")
        assert not comments.take_back(unit, numbers[0], "moderator"), "once"
    found = comments.comment(unit, numbers[0])
    assert found
    assert (found.verdict, found.reason, found.read_by, found.read_on) == ("", "", "", None)
    for number in numbers:
        comments.judge(unit, number, PASS, "", "moderator", TODAY)
    comments.pass_on(TOMORROW)
    assert not comments.take_back(unit, numbers[1], "moderator"), "the unit has it"


def test_what_waits_is_found_by_its_own_index(app: Flask) -> None:
    """Years of what was read are not looked through: without the index, or by one of the unit, they would be."""
    with statements(app) as said, app.app_context():
        comments.queue({1, 2}, 6)
        comments.unread()
        asked = reads(said)
        assert len(asked) == 2
        for each in asked:
            plan = " ".join(str(row) for row in reading().execute(sql(f"EXPLAIN QUERY PLAN {each}")))
            assert "ix_comment_unread" in plan, plan


def test_the_queue_is_that_of_the_units_asked_for(unit: Unit) -> None:
    one, two = write(unit, "a", "b")
    lapas = make_unit("lapas")
    (three,) = write(lapas, "c")
    assert [each.id for each in comments.queue({unit.id, lapas.id}, 9)] == [one, two, three]
    assert [each.id for each in comments.queue({unit.id, lapas.id}, 1, after=one)] == [two]
    assert [each.id for each in comments.queue({lapas.id}, 9)] == [three]
    assert comments.queue(set(), 9) == []


def test_another_units_words_cannot_be_judged(unit: Unit) -> None:
    number = write(unit, "a")[0]
    assert not comments.judge(make_unit("lapas"), number, PASS, "", "moderator", TODAY)
    assert not comments.judge(unit, number, "maybe", "", "moderator", TODAY)
    assert not comments.judge(unit, 999, PASS, "", "moderator", TODAY)


def test_a_form_counts_once_and_is_forgotten(unit: Unit) -> None:
    form = uuid4()
    assert comments.write(unit, "a", "id", form, TODAY)
    assert not comments.write(unit, "a", "id", form, TODAY)
    once.forget(date(2026, 11, 30))
    assert reading().get(once.FormOnce, form) is None


def test_what_is_kept_names_no_day_and_no_counter(unit: Unit) -> None:
    write(unit, "a")
    kept = {column.name for column in comments.Comment.__table__.columns}
    assert kept == {"id", "unit_id", "text", "language", "month", "by_open_link", "verdict", "reason", "read_by", "read_on", "passed_on"}


def test_words_are_erased_when_their_time_is_over(unit: Unit) -> None:
    numbers = write(unit, *"abcdef")
    for number in numbers[:5]:
        comments.judge(unit, number, PASS, "", "moderator", TODAY)
    comments.judge(unit, numbers[5], WITHHOLD, "menyebut nama", "moderator", TODAY)
    comments.pass_on(TOMORROW)
    comments.forget(TODAY + comments.KEPT_WITHHELD)
    assert comments.counts(unit)["withheld"] == 1
    comments.forget(TODAY + comments.KEPT_WITHHELD + timedelta(days=1))
    assert comments.counts(unit)["withheld"] == 0
    comments.forget(date(2028, 11, 30))
    assert len(comments.passed(unit)) == 5
    comments.forget(date(2028, 12, 1))
    assert comments.passed(unit) == []


def test_a_box_that_is_full_says_so(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comments, "MOST_WAITING", 3)
    write(unit, *"abc")
    with pytest.raises(comments.CommentError, match="full"):
        comments.write(unit, "d", "id", uuid4(), TODAY)


def test_one_visit_cannot_fill_the_box(unit: Unit) -> None:
    visit, other = UUID(int=5), UUID(int=6)
    for n in range(Kind.WORDS_OF_GUESTS.value[1]):
        assert comments.write(unit, f"Pesan {n}", "id", uuid4(), TODAY, visit)
    for _ in range(2):
        with pytest.raises(comments.CommentError, match="often"):
            comments.write(unit, "satu lagi", "id", uuid4(), TODAY, visit)
    assert comments.write(unit, "pesan orang lain", "id", uuid4(), TODAY, other)
    assert comments.write(unit, "besok boleh lagi", "id", uuid4(), TODAY + timedelta(days=1), visit)
    assert comments.write(make_unit("lapas"), "di unit lain juga", "id", uuid4(), TODAY, visit)


def test_who_comes_by_an_open_link_takes_no_place_from_those_at_the_counter(unit: Unit) -> None:
    """Scripted visits, one more for each box than it takes, fill their own boxes, and not the day's; nor the moderator's queue,
    if they come day by day."""
    for day in range(5):  # after four, three hundred wait
        for n in range(6 * BOXES):
            with suppress(comments.CommentError):
                comments.write(unit, f"Pesan {n}", "id", uuid4(), TODAY + timedelta(days=day), UUID(int=n), by_open_link=True)
        assert comments.counts(unit)["unread"] == min(80 * (day + 1), comments.MOST_OF_STRANGERS)
        assert comments.write(unit, "dari tablet", "id", uuid4(), TODAY + timedelta(days=day), UUID(int=day))
        comments.judge(unit, comments.waiting(unit)[-1].id, WITHHOLD, "", "moderator", TODAY)


def test_of_a_visit_no_more_is_kept_than_its_box_of_that_day(unit: Unit) -> None:
    comments.write(unit, "a", "id", uuid4(), TODAY, UUID(int=2**100 + 5))
    box = reading().scalars(select(Box)).one()
    assert (box.day, box.box, box.n) == (TODAY, 5, 1)
    comments.forget(TODAY + timedelta(days=1))
    assert reading().scalars(select(Box)).all()
    comments.forget(TODAY + timedelta(days=2))
    assert reading().scalars(select(Box)).all() == []
