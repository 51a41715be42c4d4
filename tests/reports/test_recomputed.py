"""All that Today and a period say is what somebody who shares no code with them works out from the ledger's entries and seals alone.

She reads two tables, `entry` and `seal`, and the rules as they are printed. The last tap of a visit for a question stands; a mark
sets an answer aside, or all of its visit; paper is in no figure of others (design 3.5). With a seal, what stands becomes
visible where each of its questions has 5 answers more than before, 10 of integrity, from two days, or twice as many from one; tablets
for themselves, tickets and hand-overs for themselves, open links only along with either where it asks all that they answer (alone,
from 30 on, with the last day of a month); and pulses only if what the day's close adds to the fives that it has shown is five too
(design 3.6). NRR = Σ scores / n, IKM = 25 × Σ NRR / 7 (PermenPANRB 14/2017, annex);
shares have Wilson's interval.
"""

import csv
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise
from math import sqrt
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from kiosk.places import Unit
from kiosk.store import writing_direct
from tests.conftest import FixedClock
from tests.month import START, a_month, acts, office
from tests.page import PageClient

JAKARTA = ZoneInfo("Asia/Jakarta")
CODES = {"ikm": [f"U{n}" for n in range(1, 8)], "ipk": [f"K{n}" for n in range(1, 6)]}
LEAST = {"ikm": 5, "S0": 5}
"""Else 10."""
OF_THE_VISIT = {"repeat", "flood", "straight", "told"}
PAPER, WHOLE, PLAIN, ASIDE = "paper", "whole", "plain", "aside"
Z = 1.959963984540054


class Tap(NamedTuple):
    seq: int
    visit: bytes
    question: str
    score: int
    at: datetime
    day: date
    marks: frozenset[str]
    paper: bool
    counter: str
    by: str
    """The class of its channel."""


BY = {
    "tablet": "tablet",
    "ticket": "given",
    "handoff": "given",
    "screen": "open",
    "poster": "open",
    "paper": "tablet",
    "import": "tablet",
}
EASIER = ["tablet", "given", "open"]
Part = tuple[str, str, str]
"""(index or question, what it may be used for, class)"""
Totals = dict[Part, Counter[tuple[str, int]]]
"""{part: {(question, score): n}}"""


class Ledger:
    """What the two tables hold of one unit."""

    def __init__(self, unit: Unit) -> None:
        channels = ("tablet", "screen", "poster", "handoff", "ticket", "paper", "import")
        with writing_direct() as direct:
            rows = direct.all(
                "SELECT seq, visit, question, score, given_at, service_day, marks, channel, counter.names FROM entry "
                "JOIN counter ON counter.id = counter_id WHERE entry.unit_id = ? ORDER BY seq",
                (unit.id,),
            )
            self.seals = [
                (date.fromisoformat(str(day)), size)
                for day, size in direct.all("SELECT day, size FROM seal WHERE unit_id = ? ORDER BY number", (unit.id,))
            ]
        self.taps = [
            Tap(
                seq,
                bytes(visit),
                question,
                score,
                datetime.fromtimestamp(given_at / 1000, JAKARTA),
                date(day // 10000, day // 100 % 100, day % 100),
                frozenset(marks.split()),
                channels[channel - 1] in ("paper", "import"),
                json.loads(names)["id"],
                BY[channels[channel - 1]],
            )
            for seq, visit, question, score, given_at, day, marks, channel, names in rows
        ]

    def standing(self, size: int) -> dict[bytes, list[Tap]]:
        """{visit: its answers that stand} after that many entries."""
        last: dict[tuple[bytes, str], Tap] = {}
        for tap in self.taps[:size]:
            before = last.get((tap.visit, tap.question))
            if before is None or before.at <= tap.at:
                last[tap.visit, tap.question] = tap
        found: defaultdict[bytes, list[Tap]] = defaultdict(list)
        for tap in last.values():
            found[tap.visit].append(tap)
        return found

    def totals(self, size: int) -> Totals:
        found: defaultdict[Part, Counter[tuple[str, int]]] = defaultdict(Counter)
        for answers in self.standing(size).values():
            all_aside = any(tap.marks & OF_THE_VISIT for tap in answers)
            for day in {tap.day for tap in answers}:
                use = {tap: PAPER if tap.paper else ASIDE if all_aside or tap.marks else PLAIN for tap in answers if tap.day == day}
                for codes in CODES.values():
                    if sum(use[tap] == PLAIN for tap in use if tap.question in codes) == len(codes):
                        use |= {tap: WHOLE for tap in use if tap.question in codes}
                for tap, its_use in use.items():
                    part = next((index for index, codes in CODES.items() if tap.question in codes), tap.question)
                    beside = [other.by for other in use if other.question in CODES.get(part, [tap.question])]
                    found[part, its_use, max(beside, key=EASIER.index)][tap.question, tap.score] += 1
        return found

    def fives(self, after: int, until: int) -> list[tuple[str, list[int], str]]:
        """[(counter, scores, class)] that the day shows whose entries these are: of five visitors who followed each other at a counter.

        They are shown once five more of their class have come anywhere in the unit, and as they stood then: corrections wait for
        the day's end.
        """
        latest: dict[bytes, Tap] = {}
        came: Counter[str] = Counter()
        rows: defaultdict[tuple[str, str], list[bytes]] = defaultdict(list)
        waiting: defaultdict[str, list[list[bytes]]] = defaultdict(list)
        shown: list[tuple[str, list[int], str]] = []
        for tap in self.taps[after:until]:
            if tap.question != "S0" or tap.paper or tap.marks or tap.by == "open":
                continue
            if tap.visit not in latest:
                came[tap.by] += 1
                rows[tap.counter, tap.by].append(tap.visit)
                if len(rows[tap.counter, tap.by]) % 5 == 0:
                    waiting[tap.by].append(rows[tap.counter, tap.by][-5:])
            if tap.visit not in latest or latest[tap.visit].at <= tap.at:
                latest[tap.visit] = tap
            while waiting[tap.by] and came[tap.by] >= 5 * (sum(by == tap.by for *_, by in shown) + 2):
                five = waiting[tap.by].pop(0)
                shown.append((latest[five[0]].counter, [latest[visit].score for visit in five], tap.by))
        return shown

    def batches(self) -> list[tuple[date, Part, Counter[tuple[str, int]]]]:
        """(day, part, what closed with it), all that may be shown."""
        shown: defaultdict[Part, Counter[tuple[str, int]]] = defaultdict(Counter)
        found: list[tuple[date, Part, Counter[tuple[str, int]]]] = []
        days, waited, in_fives, before = Counter[Part](), Counter[Part](), Counter[str](), 0
        for day, size in self.seals:
            for _, five, by in self.fives(before, size):
                in_fives[by] += len(five)
            before = size
            waiting: dict[Part, Counter[tuple[str, int]]] = {}
            for part, scores in self.totals(size).items():
                more = Counter(scores)
                more.subtract(shown[part])
                if more := Counter({key: n for key, n in more.items() if n}):
                    waiting[part] = more
                    days[part] += more.total() > waited[part]
                    waited[part] = more.total()
            for part in days.keys() - waiting.keys():
                days[part] = waited[part] = 0
            for part in self.ripe(waiting, days, in_fives, (day + timedelta(days=1)).day == 1):
                shown[part].update(waiting[part])
                found.append((day, part, waiting[part]))
                days[part] = waited[part] = 0
                if part[:2] == ("S0", PLAIN):
                    in_fives[part[2]] = 0
        return found

    def ripe(
        self, waiting: dict[Part, Counter[tuple[str, int]]], days: Counter[Part], in_fives: Counter[str], month_ends: bool
    ) -> list[Part]:
        asked: dict[Part, Counter[str]] = defaultdict(Counter)
        for part, scores in waiting.items():
            for (question, _), n in scores.items():
                asked[part][question] += n
        found = []
        for part in waiting:
            name, use, by = part
            enough = LEAST.get(name, 10) * (1 if days[part] > 1 or use == PAPER else 2)
            too_few_besides = (name, use) == ("S0", PLAIN) and in_fives[by] and asked[part]["S0"] - in_fives[by] < 5
            if by != "open" and min(asked[part].values()) >= enough and not too_few_besides:
                found.append(part)
        for part in waiting:
            name, use, by = part
            beside = [(name, use, other) for other in ("tablet", "given")]
            along = {question for each in beside if each in found for question in asked[each]}
            alone = month_ends and not any(each in waiting for each in beside) and min(asked[part].values()) >= 30
            if by == "open" and (asked[part].keys() <= along or alone):
                found.append(part)
        return found


def percent(satisfied: int, n: int) -> list[str]:
    """[share, low, high, n], as they are printed; empty where there is nothing."""
    if not n:
        return [""] * 4
    p, middle = satisfied / n, (satisfied + Z * Z / 2) / (n + Z * Z)
    half = Z * sqrt(p * (1 - p) / n + Z * Z / 4 / n / n) / (1 + Z * Z / n)
    return [*(printed(Fraction(each) * 100, 0) for each in (Fraction(satisfied, n), middle - half, middle + half)), str(n)]


def share(scores: Iterable[int]) -> list[str]:
    each = list(scores)
    return percent(sum(score >= 3 for score in each), len(each))


def printed(value: Fraction, places: int) -> str:
    rounded = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return str(rounded).replace(".", ",")


def elements(scores: Counter[tuple[str, int]], index: str) -> list[tuple[Fraction, int]]:
    """[(NRR, n)] of each; none while one has fewer than 5 answers, 10 of integrity."""
    found = []
    for code in CODES[index]:
        own = [score for (question, score), times in scores.items() if question == code for _ in range(times)]
        if len(own) < LEAST.get(index, 10):
            return []
        found.append((Fraction(sum(own), len(own)), len(own)))
    return found


class Sheet:
    """A page as its file for a spreadsheet has it."""

    def __init__(self, page: PageClient, address: str) -> None:
        text = page.browser.get(f"/panel/units/kanim-1/{address}").get_data(as_text=True)
        self.rows = [row for row in csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";") if len(row) == 7]

    def line(self, part: str, name: str) -> list[str]:
        """[value, low, high, n]; empty where there is none."""
        return next((row[2:6] for row in self.rows if row[:2] == [part, name]), [""] * 4)


class Check:
    """The pages of one moment, beside what the ledger has by then."""

    def __init__(self, page: PageClient, unit: Unit, now: datetime) -> None:
        self.page, self.ledger, self.day, self.counters = page, Ledger(unit), now.date(), 0
        self.batches, self.today = self.ledger.batches(), Sheet(page, "today.csv")
        self.visits: Counter[date] = Counter(day for _, day in {(tap.visit, tap.day) for tap in self.ledger.taps if not tap.paper})

    def closed(self, first: date, last: date, part: str, *uses: str) -> Counter[tuple[str, int]]:
        wanted = [(part, use) for use in uses]
        return sum((scores for day, (*of, _), scores in self.batches if first <= day <= last and tuple(of) in wanted), Counter())

    def pulses(self, first: date, last: date) -> list[str]:
        return share(score for (_, score), n in self.closed(first, last, "S0", PLAIN).items() for _ in range(n))

    def the_day_that_runs(self) -> bool:
        answers = {(tap.visit, tap.question) for tap in self.ledger.taps if tap.day == self.day and not tap.paper}
        assert self.today.line("Kunjungan", "menilai")[0] == str(self.visits[self.day])
        assert self.today.line("Jawaban", "tercatat")[0] == str(len(answers))
        shown = self.ledger.fives(self.ledger.seals[-1][1], len(self.ledger.taps))
        assert self.today.line("Kepuasan", "puas, sangat puas (%)") == share(score for _, five, _ in shown for score in five)
        return bool(shown)

    def thirty_days(self) -> int:
        days = [self.day - timedelta(days=n) for n in range(1, 31)]
        lines = {row[1]: row[2:6] for row in self.today.rows if row[0] == "Kepuasan, tiap hari"}
        assert lines == {day.isoformat(): self.pulses(day, day) for day in days if self.pulses(day, day)[0]}
        return len(lines)

    def indices(self, sheet: Sheet, first: date, last: date) -> int:
        """How many of both there are."""
        found = 0
        for index in CODES:
            complete, everything = self.closed(first, last, index, WHOLE), self.closed(first, last, index, PLAIN, WHOLE)
            official = elements(complete, index)
            own = official if official and official[0][1] >= 30 else elements(everything, index)
            value = printed(25 * sum((nrr for nrr, _ in own), Fraction(0)) / len(own), 2) if own else ""
            assert next(row[2] for row in sheet.rows if row[0].startswith("Indeks") and row[1] == index.upper()) == value
            if own and index == "ikm":
                lines = [(row[2], row[5]) for row in sheet.rows if row[0].startswith("Unsur IKM")]
                assert lines == [(printed(nrr, 2), str(n)) for nrr, n in own]
            found += bool(own)
        return found

    def by_counter(self, sheet: Sheet, first: date, last: date) -> int:
        """How many counters have a figure."""
        at_counter: defaultdict[str, list[int]] = defaultdict(list)
        for (_, after), (day, until) in pairwise([(START.date(), 0), *self.ledger.seals]):
            for counter, five, _ in self.ledger.fives(after, until) if first <= day <= last else ():
                at_counter[counter] += five
        lines = {row[1]: row[2:6] for row in sheet.rows if row[0] == "Menurut loket"}
        assert lines == {name: share(scores) for name, scores in at_counter.items()}
        return len(lines)

    def weeks(self) -> int:
        """The three weeks before, and how many indices they have."""
        found = 0
        for n in range(1, 4):
            first = self.day - timedelta(days=self.day.weekday() + 7 * n)
            last = first + timedelta(days=6)
            week = Sheet(self.page, f"period.csv?kind=week&day={first}")
            assert week.line("Kunjungan", "menilai")[0] == str(sum(self.visits[first + timedelta(days=k)] for k in range(7)))
            assert week.line("Kepuasan", "puas, sangat puas (%)") == self.pulses(first, last)
            found += self.indices(week, first, last)
            self.counters += self.by_counter(week, first, last)
        return found


@pytest.mark.parametrize("seed", [4, 5])
def test_every_figure_is_what_the_ledger_says(app: Flask, kanwil: PageClient, clock: FixedClock, seed: int) -> None:
    with app.app_context():
        places_ = office("1")
    moments, found = [START + timedelta(days=n, hours=11) for n in (9, 16, 24, 29)], Counter[str]()
    for at, act in acts(a_month(Random(seed))):
        while moments and at > moments[0]:
            clock.set(moments.pop(0))
            with app.app_context():
                check = Check(kanwil, places_[0].unit, clock())
            found["days"] += check.thirty_days()
            found["fives"] += check.the_day_that_runs()
            found["indices"] += check.indices(check.today, check.day - timedelta(days=30), check.day - timedelta(days=1))
            found["weeks"] += check.weeks()
            found["counters"] += check.counters
        clock.set(at)
        with app.app_context():
            act(places_)
    assert not moments
    assert found["days"] > 30
    assert found["fives"] >= 1
    assert found["indices"] >= 5
    assert found["weeks"] >= 5
    assert found["counters"] >= 5
