"""Quarters of a year (triwulan, TW I–IV), in which follow-ups are due. Source: the plan's form in PermenPANRB 14/2017."""

from dataclasses import dataclass
from datetime import date, timedelta

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """`number` 1 to 4 of `year`; written 2026-4 in forms and addresses.

    >>> Quarter.of(date(2026, 11, 19)), str(Quarter(2026, 4).after()), Quarter(2026, 4).last.isoformat()
    (Quarter(year=2026, number=4), '2027-1', '2026-12-31')
    """

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def read(cls, text: str) -> "Quarter | None":
        """Reads 2026-4; None for anything else."""
        year, _, number = text.partition("-")
        is_one = len(year) == 4 and year.isascii() and year.isdigit() and number in ("1", "2", "3", "4")
        return cls(int(year), int(number)) if is_one and int(year) >= 2000 else None

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        return self.after().first - A_DAY

    @property
    def roman(self) -> str:
        return ("I", "II", "III", "IV")[self.number - 1]

    def after(self, quarters: int = 1) -> "Quarter":
        year, number = divmod(self.year * 4 + self.number - 1 + quarters, 4)
        return Quarter(year, number + 1)

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"
