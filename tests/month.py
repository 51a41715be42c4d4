"""A month at a unit, visit by visit and second by second; and the same month in which visitors of a batch have changed scores."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import groupby, pairwise
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from kiosk import followups, places, recording
from kiosk.clock import day_of_number
from kiosk.ledger import Channel, Entry, Rating
from kiosk.ledger.entry import Access, access_by
from kiosk.places import Place, Unit
from kiosk.proof import seals
from kiosk.store import writing_direct
from kiosk.tallies.cells import RELEASED, Basis, stored_as
from kiosk.visitors import wishes
from tests.make import entries, instrument, make_counter, make_follow_up, make_seal, make_unit, rating

START = datetime(2026, 9, 28, tzinfo=ZoneInfo("Asia/Jakarta"))
"""A Monday."""
SEALED_AT = time(0, 5)
A_MONTH = 30
"""Days."""
INDICES = [f"U{n}" for n in range(1, 8)], [f"K{n}" for n in range(1, 6)]


@dataclass
class Visit:
    """What one visitor does: taps that arrive together (some hours later, if `late`), and perhaps one that she corrects."""

    number: int
    at: datetime
    arrives_at: datetime
    counter: int
    channel: Channel
    questions: list[str]
    marks: tuple[str, ...]
    corrects: str | None
    corrected_at: datetime | None
    added: bool = False
    """Given by somebody who wants to read others: she knows what it says."""
    scores: dict[str, int] = field(default_factory=dict)
    wish: tuple[str, ...] = ()
    """What she says should improve, if she does; never more than once."""

    def ratings(self, place: Place) -> list[Rating]:
        return [self._rating(place, question, self.scores[question], n) for n, question in enumerate(self.questions)]

    def correction(self, place: Place) -> Rating:
        assert self.corrects
        return self._rating(place, self.corrects, 5 - self.scores[self.corrects], 90)

    def _rating(self, place: Place, question: str, score: int, n: int) -> Rating:
        ids = (
            UUID(int=place.unit.id << 100 | 4 << 76 | 2 << 62 | self.number << 8 | n),
            UUID(int=place.unit.id << 101 | 4 << 76 | 2 << 62 | self.number),
        )
        given_at = self.at + timedelta(seconds=4 * n)
        return rating(place, question, score, answer=ids[0], visit=ids[1], channel=self.channel, given_at=given_at, marks=self.marks)


def a_month(dice: Random, days: int = A_MONTH, controlled: float = 0.15) -> list[Visit]:
    """Busy and quiet days, Sundays closed, rotating and full questionnaires, marks, paper, late deliveries, corrections.

    `controlled`: the share of visitors who are asked whether they were told to answer well.
    """
    found: list[Visit] = []
    for day in range(days):
        midnight = START + timedelta(days=day)
        if midnight.weekday() == 6:
            continue
        for _ in range(dice.choice((2, 4, 9, 16, 24))):
            number = len(found)
            at = midnight + timedelta(hours=dice.choice((8, 8, 9, 9, 9, 10, 13)), seconds=dice.randrange(3500))
            full = dice.random() < 0.4
            questions = [
                "S0",
                "I0",
                *(INDICES[0] if full else [INDICES[0][number % 7]]),
                *(INDICES[1] if full else [INDICES[1][number % 5]]),
            ]
            channel = dice.choices((Channel.TABLET, Channel.HANDOFF, Channel.POSTER, Channel.PAPER), (76, 8, 11, 5))[0]
            marks = ("repeat",) if channel is Channel.POSTER and dice.random() < 0.4 else ()
            late = timedelta(hours=dice.choice((3, 20, 50))) if dice.random() < 0.08 else timedelta(seconds=20)
            corrects = dice.choice(questions) if dice.random() < 0.06 else None
            again = at + late + timedelta(hours=dice.choice((0, 0, 30)), seconds=dice.randrange(40, 4000)) if corrects else None
            visit = Visit(number, at, at + late, dice.choice((0, 0, 1)), channel, questions[: dice.randint(1, 14)], marks, None, None)
            if corrects in visit.questions:
                visit.corrects, visit.corrected_at = corrects, again
            if dice.random() < controlled:
                visit.questions, visit.corrects, visit.corrected_at = ["S0", "I0", "C1"], None, None
            visit.scores = {question: dice.choices((1, 2, 3, 4), (1, 2, 5, 4))[0] for question in visit.questions}
            if "C1" in visit.scores:
                visit.scores["C1"] = dice.choice((1, 2))  # 1: she was told to answer well, and all of hers is set aside
            visit.wish = _wish(Random(f"wish {number}"))
            found.append(visit)
    return found


def _wish(dice: Random) -> tuple[str, ...]:
    """Dice of its own for each visitor, so that all else is as it would be without."""
    if dice.random() < 0.35:
        return ()
    return tuple(dice.sample(INDICES[0], dice.choice((1, 1, 2, 3)))) if dice.random() < 0.7 else ("R0",)


def with_added(visits: list[Visit], channel: Channel, many: int) -> list[Visit]:
    """The same month, where somebody gives that many ratings of her own after each third visit, all of them the best."""
    found: list[Visit] = []
    for visit in visits:
        found.append(visit)
        for n in range(many if visit.number % 3 == 0 else 0):
            at, questions = visit.at + timedelta(seconds=60 + n), ["S0", "I0", *INDICES[0], *INDICES[1]]
            own = Visit(len(visits) + len(found), at, at, visit.counter, channel, questions, (), None, None, added=True)
            own.scores, own.wish = dict.fromkeys(questions, 4), ("U1",)
            found.append(own)
    return found


def taken_up(unit: Unit, days: int) -> list[str]:
    """Follow-ups that are done half way, so that figures before and after them are shown too; their pages."""
    made = [make_follow_up(unit, element, planned=START + timedelta(days=days // 2 - 1)) for element in ("U4", "K1")]
    done = (START + timedelta(days=days // 2)).date()
    for each in made:
        followups.set_status(unit, each.id, "done", done, "", "kepala", START, done)
    return [f"follow-ups/{each.id}" for each in made]


Act = tuple[datetime, Callable[[list[Place]], None]]


def acts(
    visits: list[Visit], scores: dict[int, dict[str, int]] | None = None, wished: dict[int, tuple[str, ...]] | None = None
) -> list[Act]:
    """What happens at a unit, in the order of time, and the beginning of each day.

    With other {visit: scores} and {visit: what should improve}, if they are given.
    """

    def arrive(visit: Visit, at: datetime, correction: bool) -> Act:
        def act(where: list[Place]) -> None:
            own, visit.scores = visit.scores, (scores or {}).get(visit.number, visit.scores)
            place = where[visit.counter]
            recording.record([visit.correction(place)] if correction else visit.ratings(place), at)
            visit.scores = own
            if not correction:
                form = UUID(int=place.unit.id << 64 | visit.number)
                wishes.add(place.unit, (wished or {}).get(visit.number, visit.wish), instrument(), wish_access(visit), form, at.date())

        return at, act

    found = [arrive(visit, visit.arrives_at, False) for visit in visits]
    found += [arrive(visit, visit.corrected_at, True) for visit in visits if visit.corrected_at]
    for day in range((visits[-1].at - START).days + 2):
        midnight = START + timedelta(days=day)
        found.append((midnight, lambda where: None))
        if day:
            at = datetime.combine(midnight, SEALED_AT, midnight.tzinfo)
            found.append((at, lambda where, at=at: make_seal(where[0].unit, at) and None))  # type: ignore[misc]
    return sorted(found, key=lambda act: act[0])


def office(code: str) -> list[Place]:
    unit = make_unit(f"kanim-{code}", name=f"Kantor Imigrasi {code}")
    return [make_counter(unit, f"kanim-{code}-{n}", name=f"Loket {n}") for n in (1, 2)]


# ── which visits may change scores unseen ─────────────────────────────────────────────────────────────────────────


def access_of(visit: Visit) -> Access:
    return access_by(visit.channel)


def wish_access(visit: Visit) -> Access:
    """Who types a form in has read it: that helps nobody, as what anybody may give does not."""
    return Access.OPEN if visit.channel is Channel.PAPER else access_of(visit)


def exchanged_wishes(visits: list[Visit], dice: Random) -> tuple[dict[int, tuple[str, ...]], int]:
    """{visit: what should improve in the other world}, and how many differ: those of one batch change places, and those in none."""
    found = {visit.number: visit.wish for visit in visits}
    for batch in wish_batches([visit for visit in visits if visit.wish]):
        own = [visit for visit in batch if not visit.added]
        for visit, other in zip(own, dice.sample(own, len(own)), strict=True):
            found[visit.number] = other.wish
    return found, sum(found[visit.number] != visit.wish for visit in visits)


def wish_batches(visits: list[Visit]) -> list[list[Visit]]:
    """Those who may change places, by access; last those who wait.

    Worked out anew: each day brings an access more; from two days on five are a batch, from one day ten, and open links come along.
    """
    waiting: dict[Access, list[Visit]] = {access: [] for access in Access}
    batches: list[list[Visit]] = []

    def is_ripe(access: Access) -> bool:
        days = {visit.arrives_at.date() for visit in waiting[access]}
        return len(waiting[access]) >= (5 if len(days) > 1 else 10)

    for _, of_day in groupby(sorted(visits, key=lambda visit: visit.arrives_at), key=lambda visit: visit.arrives_at.date()):
        for visit in of_day:
            waiting[wish_access(visit)].append(visit)
        ripe = [access for access in (Access.COUNTER, Access.GIVEN) if is_ripe(access)]
        batches += [waiting.pop(access) for access in (*ripe, *([Access.OPEN] if ripe else []))]
        waiting |= {access: [] for access in Access if access not in waiting}
    return [*batches, *waiting.values()]


def batches_of(unit: Unit) -> dict[tuple[str, int], list[int]]:
    """{(part, basis as stored): the entry up to which each batch reaches}, from the store. Pulses by their code."""
    with writing_direct() as direct:
        rows = direct.all("SELECT DISTINCT service_day, question, basis FROM daily_tally WHERE unit_id = ?", (unit.id,))
    rows = [row for row in rows if row[2] & RELEASED]
    days = {(part_of(question), basis, day_of_number(day)) for day, question, basis in rows}
    sizes = seals.sizes_of_days(unit, {day for _, _, day in days})
    found: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for part, basis, day in sorted(days):
        found[part, basis - RELEASED].append(sizes[day])
    return found


def part_of(question: str) -> str:
    return "ikm" if question in INDICES[0] else "ipk" if question in INDICES[1] else question


def signature(
    visit: Visit, part: str, taps: dict[str, Entry], batches: dict[tuple[str, int], list[int]], steps: dict[int, object]
) -> object:
    """What a visit says to one part of the questions may change places with what another of the same signature says.

    They were asked the same, and are in the same batch; for satisfaction also in the same step of the day, or in none.
    """
    asked = tuple(question for question in visit.questions if part_of(question) == part)
    whole = part in ("ikm", "ipk") and len(asked) == len(INDICES[part == "ipk"])
    use = Basis.APART if visit.channel is Channel.PAPER else Basis.ASIDE if visit.marks else Basis.COMPLETE if whole else Basis.COUNTED
    basis = stored_as(use, access_of(visit))
    batch = sum(size < taps[asked[0]].seq for size in batches.get((part, basis), []))
    return asked, basis, batch, steps.get(visit.number) if part == "S0" else None


def exchanged(visits: list[Visit], unit: Unit, dice: Random) -> tuple[dict[int, dict[str, int]], int]:
    """{visit: its scores in the other world}, and how many of them differ. A visitor who corrects keeps hers, and so does who adds."""
    of_visits: defaultdict[UUID, dict[str, Entry]] = defaultdict(dict)
    for entry in entries(unit):
        of_visits[entry.visit].setdefault(entry.question, entry)
    ids = {visit.number: visit.ratings(places.place(places.counters(unit)[0].id))[0].visit for visit in visits}
    batches, steps = batches_of(unit), steps_of(visits, of_visits, ids, unit)
    alike: defaultdict[object, list[tuple[Visit, list[str]]]] = defaultdict(list)
    sizes = [stored.seal.size for stored in seals.of_unit(unit)]
    for visit in (each for each in visits if not each.corrects and not each.added):
        if "C1" in visit.questions:
            # What she says of the staff sets all of hers aside: she changes places as a whole, on one day, before its seal.
            taps = of_visits[ids[visit.number]]
            day, before = visit.at.date(), bisect_left(sizes, taps["C1"].seq)
            whole = ("C1", day, before, visit.marks, visit.channel is Channel.PAPER, access_of(visit), steps.get(visit.number))
            alike[whole].append((visit, visit.questions))
            continue
        for part in dict.fromkeys(map(part_of, visit.questions)):
            codes = [question for question in visit.questions if part_of(question) == part]
            alike[signature(visit, part, of_visits[ids[visit.number]], batches, steps)].append((visit, codes))
    found: dict[int, dict[str, int]] = {visit.number: dict(visit.scores) for visit in visits}
    for group in alike.values():
        for (visit, codes), (other, _) in zip(group, dice.sample(group, len(group)), strict=True):
            found[visit.number] |= {code: other.scores[code] for code in codes}
    return found, sum(found[visit.number] != visit.scores for visit in visits)


def steps_of(visits: list[Visit], taps: dict[UUID, dict[str, Entry]], ids: dict[int, UUID], unit: Unit) -> dict[int, object]:
    """{visit: the step of five in which the running day shows it}, for those that are in one.

    Worked out anew: in the order of arrival, each counter's visits of one access make fives, and a five is shown once five more of
    that access have come; open links are in none.
    """
    sizes = [0, *(stored.seal.size for stored in seals.of_unit(unit))]
    counted = [v for v in visits if "S0" in v.questions and not v.marks and v.channel is not Channel.PAPER]
    number_of = {v.number: taps[ids[v.number]]["S0"].seq for v in counted}
    found: dict[int, object] = {}
    for day, (after, until) in enumerate(pairwise(sizes)):
        of_day = sorted((v for v in counted if after < number_of[v.number] <= until), key=lambda v: number_of[v.number])
        for access in (Access.COUNTER, Access.GIVEN):
            alike = [v for v in of_day if access_of(v) is access]
            full: list[list[Visit]] = []
            for counter in {v.counter for v in alike}:
                own = [v for v in alike if v.counter == counter]
                full += [own[at : at + 5] for at in range(0, len(own) - 4, 5)]
            full.sort(key=lambda five: number_of[five[-1].number])
            for n, five in enumerate(full[: max(0, len(alike) // 5 - 1)]):
                found |= {visit.number: (day, access, n) for visit in five}
    return found
