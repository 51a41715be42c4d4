"""Periods that figures are asked for: a day, week, month, quarter, semester, year, or any two days. Pure, of service days.

A week is Monday to Sunday and numbered as ISO 8601 does; a semester is January–June or July–December.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

A_DAY = timedelta(days=1)
MONTHS = {"month": 1, "quarter": 3, "semester": 6, "year": 12}
KINDS = ("day", "week", *MONTHS, "free")
EARLIEST, LONGEST = date(2000, 1, 1), timedelta(days=366 * 10)
_PIECES = (("day", 14), ("week", 70), ("month", 800))
"""(kind of piece, the most days of a period that is drawn from such): at most some 26 pieces, or forty quarters of ten years."""


class PeriodError(Exception):
    """What cannot be a period: "kind", "day", "order" (it ends before it begins), "long"."""


@dataclass(frozen=True, slots=True)
class Period:
    """The service days `first` to `last`, both in it."""

    kind: str
    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def number(self) -> int:
        """Its number in the year: of the ISO week, the month, quarter or semester; 1 for the others."""
        return self.first.isocalendar().week if self.kind == "week" else (self.first.month - 1) // MONTHS.get(self.kind, 12) + 1

    @property
    def year(self) -> int:
        return self.first.isocalendar().year if self.kind == "week" else self.first.year

    def before(self) -> "Period":
        """The one that ends the day before; a free one has the same length.

        >>> around("month", date(2026, 3, 31)).before().last, free(date(2026, 3, 1), date(2026, 3, 10)).before().first
        (datetime.date(2026, 2, 28), datetime.date(2026, 2, 19))
        """
        return self._next(self.first - A_DAY, self.first - A_DAY * self.days)

    def after(self) -> "Period":
        return self._next(self.last + A_DAY, self.last + A_DAY)

    def _next(self, inside: date, first: date) -> "Period":
        return Period("free", first, first + A_DAY * (self.days - 1)) if self.kind == "free" else around(self.kind, inside)

    def pieces(self) -> list["Period"]:
        """What a line through it is drawn from, oldest first: its days, weeks, months or quarters, cut where it begins and ends.

        >>> [piece.kind for piece in around("month", date(2026, 3, 31)).pieces()], around("month", date(2026, 3, 31)).pieces()[0].last
        (['week', 'week', 'week', 'week', 'week', 'week'], datetime.date(2026, 3, 1))
        >>> len(around("semester", date(2026, 3, 31)).pieces()), len(free(date(2016, 1, 1), date(2025, 12, 31)).pieces())
        (6, 40)
        """
        kind = next((kind for kind, most in _PIECES if self.days <= most), "quarter")
        found, start = [], self.first
        while start <= self.last:
            whole = around(kind, start)
            found.append(Period(kind, start, min(whole.last, self.last)))
            start = whole.last + A_DAY
        return found

    def a_year_before(self) -> "Period":
        """The same a year earlier: the week of that number (52 for 53), otherwise the same days (28 for 29 February).

        >>> around("week", date(2026, 12, 31)).a_year_before().first, around("day", date(2028, 2, 29)).a_year_before().first
        (datetime.date(2025, 12, 22), datetime.date(2027, 2, 28))
        """
        if self.kind == "week":
            weeks = date(self.year - 1, 12, 28).isocalendar().week
            return around("week", date.fromisocalendar(self.year - 1, min(self.number, weeks), 1))
        if self.kind == "free":
            return Period("free", _last_year(self.first), _last_year(self.last))
        return around(self.kind, _last_year(self.first))


def around(kind: str, day: date) -> Period:
    """The period of that kind in which the day lies. Raises PeriodError.

    >>> [around(kind, date(2026, 11, 19)).first.isoformat() for kind in KINDS[:-1]]
    ['2026-11-19', '2026-11-16', '2026-11-01', '2026-10-01', '2026-07-01', '2026-01-01']
    """
    if day.year == date.max.year:
        raise PeriodError("day")  # its last week has days that no calendar here has
    if kind == "day":
        return Period(kind, day, day)
    if kind == "week":
        monday = day - A_DAY * day.weekday()
        return Period(kind, monday, monday + A_DAY * 6)
    if kind not in MONTHS:
        raise PeriodError("kind")
    month = (day.month - 1) // MONTHS[kind] * MONTHS[kind] + MONTHS[kind]
    return Period(kind, date(day.year, month - MONTHS[kind] + 1, 1), date(day.year, month, monthrange(day.year, month)[1]))


def free(first: date, last: date) -> Period:
    """Any two days and what lies between. Raises PeriodError."""
    if last < first:
        raise PeriodError("order")
    if last - first > LONGEST:
        raise PeriodError("long")
    return Period("free", first, last)


def spanning(first: date, last: date) -> Period:
    """What lies between two days by its name, if it has one: a semester and not 181 days. Raises PeriodError.

    >>> spanning(date(2026, 1, 1), date(2026, 6, 30)).kind, spanning(date(2026, 1, 2), date(2026, 6, 30)).kind
    ('semester', 'free')
    """
    found = free(first, last)
    named = (around(kind, first) for kind in (*MONTHS, "week", "day"))
    return next((each for each in named if (each.first, each.last) == (first, last)), found)


def _last_year(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, monthrange(day.year - 1, day.month)[1]))
