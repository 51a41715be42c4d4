"""Tables of days that somebody hands in: what they may be, and every fault by row and column."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from kiosk.findings import Counted, Day, Scored, read_days
from kiosk.grids import GridError


def written(folder: Path, text: str) -> Path:
    file = folder / "days.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_row_a_day_in_any_order(tmp_path: Path) -> None:
    file = written(tmp_path, "satisfied,date,total,served\n18,2026-11-03,20,\n9,2026-11-02,10,30\n")
    assert read_days(file) == [
        Day(date(2026, 11, 2), 10, 9, served=30),
        Day(date(2026, 11, 3), 20, 18),
    ]


def test_hours_are_added_up(tmp_path: Path) -> None:
    file = written(tmp_path, "date;hour;total;satisfied;served\n2026-11-02;8;5;5;9\n2026-11-02;10;7;4;11\n")
    (day,) = read_days(file)
    assert (day.total, day.satisfied, day.served) == (12, 9, 20)
    assert day.hours == {8: Counted(5, 5), 10: Counted(7, 4)}


def test_elements_beside_a_day_or_alone(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "date,total,satisfied,element,n,sum,sumsq\n"
        "2026-11-02,20,18,,,,\n2026-11-02,,,U1,10,35,125\n2026-11-02,,,U2,0,0,0\n2026-11-03,,,U1,10,35.5,127.25\n",
    )
    first, second = read_days(file)
    assert (first.total, first.counted, first.elements) == (20, True, {"U1": Scored(10, 35, 125)})
    assert (second.total, second.counted, second.elements) == (0, False, {"U1": Scored(10, 35.5, 127.25)})
    alone = written(tmp_path, "date,element,n,sum,sumsq\n2026-11-03,U1,10,35,125\n")
    assert [day.counted for day in read_days(alone)] == [False]


def test_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("date", "total", "satisfied"), ("2026-11-02", 20, 18)):
        sheet.append(row)
    book.save(tmp_path / "days.xlsx")
    assert read_days(tmp_path / "days.xlsx") == [Day(date(2026, 11, 2), 20, 18)]


@pytest.mark.parametrize(
    ("text", "kind", "row", "column"),
    [
        ("date,total\n2026-11-02,20\n", "missing-column", 1, "satisfied"),
        ("date,element,n,sum\n2026-11-02,U1,1,4\n", "missing-column", 1, "sumsq"),
        ("date,total,satisfied,servd\n2026-11-02,20,18,9\n", "unknown-column", 1, "servd"),
        ("date,total,total,satisfied\n2026-11-02,20,20,18\n", "repeated-column", 1, "total"),
        ("date,total,satisfied\n02/11/2026,20,18\n", "bad-date", 2, "date"),
        ("date,total,satisfied\n2026-02-30,20,18\n", "bad-date", 2, "date"),
        ("date,total,satisfied\n2026-11-02,-1,18\n", "bad-number", 2, "total"),
        ("date,total,satisfied\n2026-11-02,20,\n", "bad-number", 2, "satisfied"),
        ("date,total,satisfied\n2026-11-02,20,1.5\n", "bad-number", 2, "satisfied"),
        ("date,total,satisfied\n2026-11-02,9999999999,1\n", "bad-number", 2, "total"),
        ("date,total,satisfied,hour\n2026-11-02,20,18,24\n", "bad-number", 2, "hour"),
        ("date,total,satisfied\n2026-11-02,20,21\n", "more-satisfied", 2, "satisfied"),
        ("date,total,satisfied\n2026-11-02,20,18\n2026-11-02,20,18\n", "day-twice", 3, "date"),
        ("date,total,satisfied,hour\n2026-11-02,20,18,\n2026-11-02,20,18,8\n", "day-and-hours", 3, "hour"),
        ("date,total,satisfied,element,n,sum,sumsq\n2026-11-02,20,18,,3,,\n", "no-element", 2, "n"),
        ("date,total,satisfied,element,n,sum,sumsq\n2026-11-02,20,,U1,3,9,27\n", "of-element", 2, "total"),
        ("date,element,n,sum,sumsq\n2026-11-02,U1,3,9,26\n", "no-such-sums", 2, "sumsq"),
        ("date,element,n,sum,sumsq\n2026-11-02,U1,0,9,27\n", "no-such-sums", 2, "sumsq"),
    ],
)
def test_a_fault_is_named_where_it_stands(tmp_path: Path, text: str, kind: str, row: int, column: str) -> None:
    with pytest.raises(GridError) as refused:
        read_days(written(tmp_path, text))
    assert [(fault.kind, fault.row, fault.column) for fault in refused.value.faults] == [(kind, row, column)]


def test_every_fault_is_named(tmp_path: Path) -> None:
    with pytest.raises(GridError) as refused:
        read_days(written(tmp_path, "date,total,satisfied\nx,20,18\n2026-11-02,a,b\n2026-11-03,1,2\n"))
    assert [(fault.row, fault.column) for fault in refused.value.faults] == [(2, "date"), (3, "total"), (3, "satisfied"), (4, "satisfied")]
