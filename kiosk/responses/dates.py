"""Days as tables of responses write them: ISO 8601, 05/03/2021, 5 Maret 2021, the numbers of a spreadsheet, with or without a time.

Which of two numbers is the day is decided by all cells of a column together, and asked where none of them tells.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from kiosk.clock import written_day

DAY_FIRST, MONTH_FIRST = "dmy", "mdy"
ORDERS = (DAY_FIRST, MONTH_FIRST)
TITLES = (
    *("tanggal survei", "tgl survei", "tanggal pengisian", "tgl pengisian", "waktu pengisian", "timestamp", "cap waktu", "stempel waktu"),
    *("tanggal", "tgl", "date", "submission date", "submitted at", "submittedat", "created at", "createdat", "tanggal dan waktu"),
    *("tanggal waktu", "hari tanggal", "completion time", "waktu selesai", "start time", "waktu mulai", "hari kunjungan"),
)
"""What offices and their forms call the column of days, the surest first; compared without case and signs."""
BEGIN = re.compile(r"(tanggal|tgl|date)\b(?!.*\b(lahir|birth|unduh|cetak)\b)")
"""How any other title of such a column begins; the day on which somebody was born is none."""
EARLIEST = date(2000, 1, 1)
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february pebruari feb peb",
            "maret march mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu aug ags agt",
            "september sep sept",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        1,
    )
    for name in names.split()
}
_ZONE = r"(?:\s*(?:WIB|WITA|WIT|Z|(?:GMT|UTC)?\s*[+-]\d{1,2}(?::?\d{2})?))?"
_TIME = rf"(?:[T ,]+\d{{1,2}}[.:]\d{{2}}(?:[.:]\d{{2}}(?:[.,]\d+)?)?(?:\s*[AaPp]\.?[Mm]\.?)?{_ZONE})?"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}")
_NUMBERS = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}|\d{{2}}){_TIME}")
_NAMED = re.compile(rf"(?:[^\W\d_]+,?\s+)?(\d{{1,2}})[-\s]+([^\W\d_]+)\.?[-\s,]+(\d{{4}}|\d{{2}}){_TIME}")
_NAME_FIRST = re.compile(rf"(?:[^\W\d_]+,\s+)?([^\W\d_]+)\.?\s+(\d{{1,2}}),?\s+(\d{{4}}){_TIME}")
_SERIAL = re.compile(r"([34567]\d{4})(?:[.,]\d+)?")
_SPREADSHEETS_ZERO = date(1899, 12, 30)
"""Day 0 of a spreadsheet: it counts a 29 February 1900 that never was. Source: ECMA-376, part 1, 18.17.4.1."""


def rank(title: str) -> int | None:
    """How surely a column with this title holds the days: 0 the surest; None: it does not.

    >>> rank("tanggal survei"), rank("tanggal lahir") is None
    (0, True)
    """
    if title in TITLES:
        return TITLES.index(title)
    return len(TITLES) if BEGIN.match(title) else None


def order_of(texts: Iterable[str]) -> str:
    """Which number comes first in cells such as 05/03/2021, by those in which one of the two is no month; "": none of them tells.

    >>> order_of(["05/03/2021", "14/03/2021"]), order_of(["3/14/2021"]), order_of(["05/03/2021"])
    ('dmy', 'mdy', '')
    """
    pairs = [(int(found[1]), int(found[2])) for text in texts if (found := _NUMBERS.fullmatch(text))]
    days_first = sum(first > 12 for first, _ in pairs)
    months_first = sum(second > 12 for _, second in pairs)
    if days_first == months_first:
        # None tells, or as many one way as the other: then nobody can say which half is wrong.
        return ""
    return DAY_FIRST if days_first > months_first else MONTH_FIRST


def needs_order(text: str) -> bool:
    """Whether the cell has two numbers of which either may be the month: 05/03/2021, but not 05/05/2021."""
    found = _NUMBERS.fullmatch(text)
    return found is not None and found[1] != found[2] and int(found[1]) <= 12 and int(found[2]) <= 12


def day_of(text: str, order: str) -> date | None:
    """The day of a cell, its time left out; None: it has none. `order`: as `order_of` says.

    >>> [day_of(text, "dmy").isoformat() for text in ("05/03/2021 10:22:33", "Jumat, 5 Maret 2021", "44260", "2021-03-05T10:22:33Z")]
    ['2021-03-05', '2021-03-05', '2021-03-05', '2021-03-05']
    """
    if found := _ISO.fullmatch(text):
        return _day(found[1], int(found[2]), found[3])
    if found := _NUMBERS.fullmatch(text):
        day, month = (found[2], found[1]) if order == MONTH_FIRST else (found[1], found[2])
        return _day(found[3], int(month), day)
    if (found := _NAMED.fullmatch(text)) and (number := MONTHS.get(found[2].casefold())):
        return _day(found[3], number, found[1])
    if (found := _NAME_FIRST.fullmatch(text)) and (number := MONTHS.get(found[1].casefold())):
        return _day(found[3], number, found[2])
    if found := _SERIAL.fullmatch(text):
        return _SPREADSHEETS_ZERO + timedelta(days=int(found[1]))
    return None


def is_day(text: str) -> bool:
    """Whether a cell may be a day, whichever number comes first."""
    return any(day_of(text, order) for order in ORDERS)


def _day(year: str, month: int, day: str) -> date | None:
    return written_day(f"{'20' * (len(year) == 2)}{year}-{month:02}-{int(day):02}")
