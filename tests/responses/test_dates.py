"""Days as clerks and forms write them, and on which day each respondent of a table answered."""

from datetime import date

import pytest

from kiosk.instruments import load_all
from kiosk.responses import Days, Fault, ResponsesError, read_responses
from kiosk.responses.dates import DAY_FIRST, MONTH_FIRST, day_of, needs_order, order_of, rank

SKM = load_all().current("skm-2017")
CODES = [f"U{n}" for n in range(1, 10)]
FIFTH = date(2021, 3, 5)
TODAY = date(2026, 11, 19)


@pytest.mark.parametrize(
    "text",
    [
        *("2021-03-05", "2021/03/05", "2021-03-05 10:22:33", "2021-03-05T10:22:33.123Z", "2021-03-05 10:22:33 +0700"),
        *(
            "05/03/2021",
            "5/3/2021",
            "05-03-2021",
            "05.03.2021",
            "5/3/21",
            "05/03/2021 10.22",
            "05/03/2021, 10:22:33",
            "05/03/2021 1:22:33 PM",
        ),
        *("5 Maret 2021", "05 Mar 2021", "Jumat, 5 Maret 2021", "5-Mar-21", "5 MARET 2021", "March 5, 2021", "Mar 5, 2021, 10:22:33 AM"),
        *("44260", "44260.4323", "44260,4323"),
    ],
)
def test_a_day_is_read(text: str) -> None:
    assert day_of(text, DAY_FIRST) == FIFTH


@pytest.mark.parametrize(
    "text", ["", "besok", "31/02/2021", "2021", "4", "05/13/2021", "5 Maart 2021", "2021-13-01", "٠٥/٠٣/٢٠٢١", "1/1/1"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_of(text, DAY_FIRST) is None


def test_which_number_is_the_day_is_told_by_the_whole_column() -> None:
    assert order_of(["05/03/2021", "06/03/2021", "14/03/2021"]) == DAY_FIRST
    assert order_of(["3/5/2021", "3/14/2021 8:00"]) == MONTH_FIRST
    assert order_of(["05/03/2021", "06/03/2021"]) == ""
    assert order_of(["14/03/2021", "3/14/2021"]) == ""
    assert day_of("3/5/2021", MONTH_FIRST) == FIFTH
    assert [needs_order(text) for text in ("05/03/2021", "05/05/2021", "14/03/2021", "2021-03-05")] == [True, False, False, False]


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        *((title, True) for title in ("tanggal", "tgl survei", "timestamp", "cap waktu", "tanggal lengkap", "tanggal input")),
        *((title, False) for title in ("tanggal lahir", "tanggal unduh", "umur", "waktu", "update")),
    ],
)
def test_what_offices_call_the_column(title: str, is_one: bool) -> None:
    assert (rank(title) is not None) is is_one


def table(*days: str, title: str = "Tanggal") -> bytes:
    lines = [";".join(["No", title, *CODES]), *(";".join([str(n), day, *"432143214"]) for n, day in enumerate(days, 1))]
    return "\n".join([*lines, ""]).encode()


def days_of(*days: str, title: str = "Tanggal", order: str = "", otherwise: date | None = None) -> list[date | None]:
    return [each.day for each in read_responses(table(*days, title=title), SKM, days=Days(TODAY, otherwise, order)).respondents]


def faults_of(*days: str, title: str = "Tanggal") -> list[Fault]:
    with pytest.raises(ResponsesError) as refusal:
        days_of(*days, title=title)
    return list(refusal.value.faults)


def test_each_respondent_has_the_day_of_her_line() -> None:
    assert days_of("5 Maret 2021", "2021-03-06", "44262") == [FIFTH, date(2021, 3, 6), date(2021, 3, 7)]


def test_an_order_that_no_cell_tells_is_asked_and_can_be_said() -> None:
    assert faults_of("05/03/2021", "06/03/2021") == [Fault("day-order", 2, "Tanggal", "05/03/2021")]
    assert days_of("05/03/2021", "06/03/2021", order=DAY_FIRST)[0] == FIFTH
    assert days_of("05/03/2021", "06/03/2021", order=MONTH_FIRST)[0] == date(2021, 5, 3)
    assert days_of("05/05/2021") == [date(2021, 5, 5)]


def test_a_table_without_days_needs_one_to_be_said() -> None:
    assert faults_of("a", "b", title="Nama") == [Fault("no-day-column", 1)]
    assert days_of("a", "b", title="Nama", otherwise=FIFTH) == [FIFTH, FIFTH]
    assert faults_of("2021-03-05", "") == [Fault("no-day", 3, "Tanggal")]
    assert days_of("2021-03-06", "", otherwise=FIFTH) == [date(2021, 3, 6), FIFTH]


def test_days_that_cannot_be_are_named_with_row_and_column() -> None:
    assert faults_of("2021-03-05", "kemarin", "1999-12-31", "2026-11-20") == [
        Fault("bad-date", 3, "Tanggal", "kemarin"),
        Fault("bad-date", 4, "Tanggal", "1999-12-31"),
        Fault("late-day", 5, "Tanggal", "2026-11-20"),
    ]


def test_without_being_asked_for_days_are_not_looked_at() -> None:
    found = read_responses(table("kemarin", ""), SKM)
    assert [each.day for each in found.respondents] == [None, None]
