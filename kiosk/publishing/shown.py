"""A published result as a page shows it: read from its frozen content, and from nothing else."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kiosk.indices import Grade
from kiosk.indices.periods import Period
from kiosk.ledger import Channel

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """How many of n were satisfied; the range in per cent."""

    satisfied: int
    n: int
    low: Decimal
    high: Decimal

    @property
    def value(self) -> Fraction:
        return Fraction(self.satisfied, self.n)


@dataclass(frozen=True, slots=True)
class ShownElement:
    """An unsur: its mean on 1–4 with its range (None: it could not be made), on 25–100, and whether a test tells it as the lowest."""

    code: str
    name: Texts
    n: int
    nrr: Decimal
    low: Decimal | None
    high: Decimal | None
    value: Decimal
    lowest: bool


@dataclass(frozen=True, slots=True)
class IndexValue:
    """An index on 25–100, its range, how many stand behind it, whether it is official, and the grades that may be shown, worst first."""

    value: Decimal
    low: Decimal
    high: Decimal
    n: int
    official: bool
    grades: Sequence[Grade]


@dataclass(frozen=True, slots=True)
class ShownIndex:
    """An index of the questionnaire. `published` False: it was left out; `figure` None: that, or withheld."""

    key: str
    name: Texts
    short: Texts
    published: bool
    figure: IndexValue | None
    scale: Sequence[Grade]
    scale_source: str
    elements: Sequence[ShownElement]

    @property
    def best(self) -> ShownElement | None:
        """The highest element; None where there are not two that differ."""
        return max(self.elements, key=lambda each: each.nrr) if self._differ else None

    @property
    def least(self) -> ShownElement | None:
        return min(self.elements, key=lambda each: each.nrr) if self._differ else None

    @property
    def _differ(self) -> bool:
        return len({each.nrr for each in self.elements}) > 1


@dataclass(frozen=True, slots=True)
class Action:
    element: Texts
    action: str
    finished: date


@dataclass(frozen=True, slots=True)
class Done:
    """What visitors were told, (text, since when), and what was finished of what was planned."""

    told: Sequence[tuple[Texts, date]]
    planned: int
    done: int
    actions: Sequence[Action]


@dataclass(frozen=True, slots=True)
class Participation:
    """None where nobody entered it."""

    served: int | None
    rated_of_served: int | None
    days_entered: int | None
    days_rated: int | None
    respondents: int
    population: int | None
    minimum: int | None
    enough: bool | None


@dataclass(frozen=True, slots=True)
class ShownSeal:
    number: int
    day: date
    fingerprint: str


@dataclass(frozen=True, slots=True)
class ShownResult:
    code: str
    unit: str
    period: Period
    questionnaire: Texts
    legal_basis: str
    visits: int
    set_aside: int
    channels: Mapping[Channel, int]
    satisfaction: Satisfaction | None
    indices: Sequence[ShownIndex]
    """In the questionnaire's order."""
    participation: Participation | None
    """None: it was left out; so with `done`."""
    done: Done | None
    seal: ShownSeal | None

    @property
    def told(self) -> list[ShownIndex]:
        """The indices that were published, withheld or not."""
        return [each for each in self.indices if each.published]

    @property
    def left_out(self) -> list[ShownIndex]:
        return [each for each in self.indices if not each.published]


def read(content: bytes) -> ShownResult:
    """From the bytes that were published."""
    found: dict[str, Any] = json.loads(content)
    order = [part for part in (*found["parts"], *found["left_out"]) if part in found["indices"]]
    seal = found["seal"]
    return ShownResult(
        code=found["unit"]["code"],
        unit=found["unit"]["name"],
        period=Period(found["period"]["kind"], date.fromisoformat(found["period"]["from"]), date.fromisoformat(found["period"]["to"])),
        questionnaire=found["questionnaire"]["title"],
        legal_basis=found["questionnaire"]["legal_basis"],
        visits=found["asked"]["visits"],
        set_aside=found["asked"]["set_aside"],
        channels={way: found["asked"]["channels"][way] for way in Channel if way in found["asked"]["channels"]},
        satisfaction=_satisfaction(found["satisfaction"]),
        indices=[_index(key, found["indices"][key]) for key in order],
        participation=Participation(**found["participation"]) if "participation" in found else None,
        done=_done(found["done"]) if "done" in found else None,
        seal=ShownSeal(seal["number"], date.fromisoformat(seal["day"]), seal["fingerprint"]) if seal else None,
    )


def _satisfaction(found: Mapping[str, Any]) -> Satisfaction | None:
    if found["n"] is None:
        return None
    return Satisfaction(found["satisfied"], found["n"], Decimal(found["low"]), Decimal(found["high"]))


def _index(key: str, found: Mapping[str, Any]) -> ShownIndex:
    if not found["published"]:
        return ShownIndex(key, found["name"], found["short"], False, None, (), "", ())
    scale = [
        Grade(each["letter"], Decimal(each["from"]), each["words"]["id"], each["words"]["en"], each["quoted"]) for each in found["scale"]
    ]
    figure = None
    if found["value"] is not None:
        value, low, high = (Decimal(found[name]) for name in ("value", "low", "high"))
        grades = [each for each in scale if each.letter in found["grades"]]
        figure = IndexValue(value, low, high, found["n"], found["basis"] == "resmi", grades)
    elements = [_element(each) for each in found["elements"]]
    return ShownIndex(key, found["name"], found["short"], True, figure, scale, found["scale_source"], elements)


def _element(found: Mapping[str, Any]) -> ShownElement:
    low, high = (Decimal(found[end]) if found[end] is not None else None for end in ("low", "high"))
    return ShownElement(
        found["code"], found["name"], found["n"], Decimal(found["nrr"]), low, high, Decimal(found["value"]), found["lowest"]
    )


def _done(found: Mapping[str, Any]) -> Done:
    told = [(each["text"], date.fromisoformat(each["since"])) for each in found["told"]]
    actions = [Action(each["element"], each["action"], date.fromisoformat(each["finished"])) for each in found["actions"]]
    return Done(told, found["planned"], found["done"], actions)
