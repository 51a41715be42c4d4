"""How a unit stands on indicators 6 to 9 of its evaluation (PEKPPP F-01), from what is on record: a help to prepare, and no verdict.

Steps, weights and what is missing are data (pekppp.toml), with their source and how sure that is.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

from kiosk.documents import Filed
from kiosk.followups.tables import PLANNED
from kiosk.instruments.table import Table
from kiosk.publishing.media import OWN, Medium, media
from kiosk.publishing.notes import Note

FILE = Path(__file__).with_name("pekppp.toml")
LANGUAGES = ("id", "en")
BEST = 5
WITHIN = ((1, 5), (3, 4), (6, 3), (9, 2), (12, 1))
"""(months since the report, value) of indicator 9."""
MANY, MOST = Fraction(30, 100), Fraction(80, 100)
"""Shares of indicator 8."""

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Indicator:
    """`steps`: what each value from 0 to 5 says; `lacks`: what is missing for the values from 1 to 5."""

    number: int
    weight: int
    name: Texts
    steps: Sequence[Texts]
    lacks: Sequence[Texts]


@dataclass(frozen=True, slots=True)
class Standing:
    """The value of an indicator, 0 to 5; None: a day is missing that nobody has entered."""

    indicator: Indicator
    value: int | None

    @property
    def step(self) -> Texts | None:
        return None if self.value is None else self.indicator.steps[self.value]

    @property
    def lacks(self) -> Texts | None:
        """What is missing for the next step; None at the best one, and where the value is not known."""
        return None if self.value is None or self.value == BEST else self.indicator.lacks[self.value]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How a unit stands for a period; `media` are those by which it told of the result."""

    standings: Sequence[Standing]
    media: Sequence[Medium]
    source: Texts
    certainty: Texts


def evaluated(filed: Filed, notes: Sequence[Note], *, published: bool) -> Evaluation:
    """From the report's figures, the notes that stand for its period, and whether the unit's public page shows it."""
    used = {each.row.medium: each.medium for each in notes}
    if published:
        used.setdefault(OWN, media()[OWN])
    values = (_survey(filed, used.values()), min(len(used), BEST), _carried_out(filed), _in_time(filed))
    indicators, source, certainty = _read()
    return Evaluation([Standing(*pair) for pair in zip(indicators, values, strict=True)], list(used.values()), source, certainty)


def _survey(filed: Filed, used: Iterable[Medium]) -> int:
    """No. 6. By the rule: an official index of enough respondents. Whether its questions are the regulation's is not known here."""
    kinds = {each.electronic for each in used}
    if not filed.report.counts.visits:
        return 0
    steps = (
        bool(filed.leading and filed.leading.official and filed.enough),
        False in kinds,
        True in kinds,
        any(each.status.status != PLANNED for each in filed.planned),
    )
    return 1 + next((n for n, done in enumerate(steps) if not done), len(steps))


def _carried_out(filed: Filed) -> int:
    """No. 8."""
    share = filed.done_share
    if share is None:
        return 0
    if share == 1:
        return BEST if all(each.evidence for each in filed.done) else BEST - 1
    return 1 if share == 0 else 2 if share < MANY else 3 if share <= MOST else 4


def _in_time(filed: Filed) -> int | None:
    """No. 9. None: the report's day was not entered."""
    if not filed.planned or len(filed.done) < len(filed.planned):
        return 0
    if filed.inputs.signed_on is None:
        return None
    last = max(each.finished_on for each in filed.done if each.finished_on)
    return next((value for months, value in WITHIN if last <= months_after(filed.inputs.signed_on, months)), 0)


def months_after(day: date, months: int) -> date:
    """
    >>> months_after(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@cache
def _read() -> tuple[Sequence[Indicator], Texts, Texts]:
    whole = Table.read(FILE)
    source = whole.table("source")
    found = [
        Indicator(
            number=each.whole("number", least=1),
            weight=each.whole("weight", least=1),
            name={language: each.table("name").text(language) for language in LANGUAGES},
            steps=_lines(each, "steps", BEST + 1),
            lacks=_lines(each, "lacks", BEST),
        )
        for each in whole.tables("indicators")
    ]
    name, certainty = ({language: source.table(key).text(language) for language in LANGUAGES} for key in ("name", "certainty"))
    return found, name, certainty


def _lines(table: Table, key: str, many: int) -> Sequence[Texts]:
    own = table.table(key)
    each = [own.strings(language) for language in LANGUAGES]
    if any(len(lines) != many for lines in each):
        raise own.error(f"{many} lines in each language are wanted", LANGUAGES[0])
    return [dict(zip(LANGUAGES, lines, strict=True)) for lines in zip(*each, strict=True)]
