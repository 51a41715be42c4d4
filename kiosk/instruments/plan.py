"""Which questions a visit is asked: a counter's plan ("S0 I0 ikm:1 ipk:1"), and what is drawn from it for one visit.

A visit carries the codes drawn, so that the next question is the same wherever it is computed.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from kiosk.instruments.instrument import Instrument
from kiosk.refusals import Refusal

DEFAULT_PLAN = "S0 I0 ikm:1 ipk:1"

# The longest questionnaire known (SPKP and SPAK with profile) has fewer than 30 questions.
MOST_CODES = 40

SHARE = re.compile(r"([a-z]+):([0-9]+|all)")


class PlanError(Refusal):
    """A plan or a list of codes that cannot be used; its text says why."""


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a plan: `count` questions, each from another of the `elements` ((code, …), …); None: all questions."""

    elements: tuple[tuple[str, ...], ...]
    count: int | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes that may be drawn here, in the instrument's order."""
        return tuple(code for element in self.elements for code in element)

    def draw(self, visit: UUID) -> tuple[str, ...]:
        if self.count is None:
            return self.codes
        drawn = sorted(self.elements, key=lambda element: _lot(visit, "element", element[0]))[: self.count]
        chosen = {min(element, key=lambda code: _lot(visit, "item", code)) for element in drawn}
        return tuple(code for code in self.codes if code in chosen)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a counter asks: steps in order."""

    steps: tuple[Step, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code that some visit may be asked."""
        return tuple(code for step in self.steps for code in step.codes)

    @property
    def length(self) -> int:
        """How many questions a visitor who never stops is asked."""
        return sum(len(step.codes) if step.count is None else step.count for step in self.steps)

    @property
    def openings(self) -> tuple[str, ...]:
        """The codes with which a visit may begin."""
        first = self.steps[0]
        return first.codes if first.count is not None else first.codes[:1]

    def draw(self, visit: UUID) -> tuple[str, ...]:
        """The codes for this visit, in the order asked; the same visit always gets the same.

        Every element of an index gets a lot: SHA-256 over the 16 bytes of the visit's id, then "element:" and the code
        of the element's first question (ASCII). The `count` smallest lots, compared as bytes, are drawn and asked in
        the instrument's order. All lots are alike, so each element has the same chance, whatever kind of id it is.
        From an element with several questions, one is drawn in the same way, with "item:" and the question's code.
        """
        return _drawn(self.steps, visit)


def default_plan(instrument: Instrument) -> str:
    """The plan of a counter that has none of its own: both pulses and one element of each index that the instrument has."""
    return " ".join([*instrument.codes("pulse"), *(f"{index.key}:1" for index in instrument.indices)])


def named_plans(instrument: Instrument) -> dict[str, str]:
    """The plans that a counter is offered by name, {name: plan}; those that this instrument has no questions for are absent.

    short: the usual one; tap: satisfaction alone; satisfaction: all elements without any word of integrity; full: everything.
    """
    pulses, whole = instrument.codes("pulse"), {index: f"{index.key}:all" for index in instrument.indices}
    found = {"short": default_plan(instrument), "tap": " ".join(pulses[:1])}
    if told := [every for index, every in whole.items() if not index.is_integrity]:
        found["satisfaction"] = " ".join([*pulses[:1], *told])
    found["full"] = " ".join([*pulses, *whole.values()])
    return {name: plan for name, plan in found.items() if plan}


@lru_cache(maxsize=256)
def parse_plan(text: str, instrument: Instrument) -> Plan:
    """A plan as a counter's setting has it: codes, and `index:count` or `index:all`, separated by spaces.

    Raises PlanError: empty, unknown code or index, count 0 or above the elements, a question that could come twice, R0 elsewhere than
    right after the first pulse.
    """
    steps = tuple(_step(word, instrument) for word in text.split())
    if not steps:
        raise PlanError(f"the plan is empty; write for example {default_plan(instrument)}")
    plan = Plan(steps)
    _refuse_doubles(plan.codes)
    _must_follow_the_first(plan.codes, instrument)
    return plan


def parse_codes(text: str, instrument: Instrument) -> tuple[str, ...]:
    """The codes of a visit as a client sends them: "S0 I0 U3 K1".

    Raises PlanError: none, more than 40, unknown, the same one twice.
    """
    codes = tuple(text.split())
    if not codes:
        raise PlanError("there is no code")
    if len(codes) > MOST_CODES:
        raise PlanError(f"{len(codes)} codes; at most {MOST_CODES} are taken")
    for code in codes:
        _must_know(code, instrument)
    _refuse_doubles(codes)
    return codes


def after(codes: Sequence[str], question: str) -> str | None:
    """The code that follows `question`; None at the end, or when the question is not among the codes."""
    following = dict(zip(codes, codes[1:], strict=False))
    return following.get(question)


def _step(word: str, instrument: Instrument) -> Step:
    if ":" not in word:
        _must_know(word, instrument)
        return Step(((word,),))
    share = SHARE.fullmatch(word)
    if not share:
        raise PlanError(f"{word!r} is neither a code nor index:count nor index:all")
    index, count = share.groups()
    elements = tuple(instrument.elements(index).values())
    if index not in instrument.possible_parts:
        raise PlanError(f"{index!r} in {word!r} is no index; there are {', '.join(instrument.possible_parts)}")
    if not elements:
        raise PlanError(f"{instrument.name} has no questions of {index!r}")
    if count == "all":
        return Step(elements)
    # The length first: a number of a thousand digits is refused, not read.
    if len(count) > 3 or not 1 <= int(count) <= len(elements):
        raise PlanError(f"{word!r}: {instrument.name} has {len(elements)} elements of {index}; the count is 1 to that")
    return Step(elements, int(count))


def _must_know(code: str, instrument: Instrument) -> None:
    if instrument.asked(code) is None:
        raise PlanError(f"{instrument.name} has no question {code[:40]!r}")


def _must_follow_the_first(codes: Sequence[str], instrument: Instrument) -> None:
    """What should improve comes right after the first pulse, which begins the visit: nobody is asked it who has not rated."""
    wish = instrument.wish.code if instrument.wish else None
    if wish in codes and tuple(codes[:2]) != (*instrument.codes("pulse")[:1], wish):
        raise PlanError(f"{wish} stands right after {' '.join(instrument.codes('pulse')[:1])}, which begins the plan")


def _refuse_doubles(codes: Sequence[str]) -> None:
    for code in codes:
        if codes.count(code) > 1:
            raise PlanError(f"question {code} could be asked twice")


@lru_cache(maxsize=1024)
def _drawn(steps: tuple[Step, ...], visit: UUID) -> tuple[str, ...]:
    """Each page of a visit draws, and a draw from two elements takes twenty lots."""
    return tuple(code for step in steps for code in step.draw(visit))


def _lot(visit: UUID, kind: str, code: str) -> bytes:
    return hashlib.sha256(visit.bytes + f"{kind}:{code}".encode("ascii")).digest()
