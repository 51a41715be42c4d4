"""The attacker of design 3.6: she sees every page of a unit whenever anything has come, for a month, and learns of nobody.

What she could compute is not guessed but bounded: two units live through the same month, visit by visit and second by second;
in the second one, visitors of one batch have changed scores with each other. If every page is the same in both at every
moment, then no computation on them tells who of a batch said what. (What a page may tell is the batch: five visitors or more
of satisfaction, ten of integrity; that each batch is as large is read from the pages and from the store.)

In the long month she opens every page and export whenever something has come, a day has begun or one is sealed. Until the next
comes no page says anything else, but for the time and for how many had come by then on other days, which are counts: so what
every page says at every minute she has seen. That too is tried, at each of the 43,200 minutes, with the next page in turn, each
of 25 some 1,700 times.
"""

import io
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from difflib import ndiff
from itertools import pairwise
from math import ceil
from random import Random
from uuid import UUID, uuid4
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk import followups, ledger, places, profiles, walls
from kiosk.clock import day_of_number
from kiosk.ledger import LEAST_INTEGRITY, LEAST_SATISFACTION, Channel, Entry, Rating, rebuild, tally
from kiosk.ledger.cells import RELEASED
from kiosk.ledger.releases import SATISFACTION
from kiosk.places import Place, Unit
from kiosk.reports import withholding
from kiosk.reports.withholding import always
from kiosk.store import writing_direct
from tests.conftest import FixedClock
from tests.make import entries, instrument, make_counter, make_follow_up, make_seal, make_unit, rating
from tests.page import PageClient

START = datetime(2026, 9, 28, tzinfo=ZoneInfo("Asia/Jakarta"))
"""A Monday."""
SEALED_AT = time(0, 5)
A_MONTH, ALWAYS = 30, 12
"""Days: of the whole attack, and of the part of it that is made always."""
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
    scores: dict[str, int] = field(default_factory=dict)

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
            full = dice.random() < 0.3
            questions = [
                "S0",
                "I0",
                *(INDICES[0] if full else [INDICES[0][number % 7]]),
                *(INDICES[1] if full else [INDICES[1][number % 5]]),
            ]
            channel = dice.choices((Channel.TABLET, Channel.POSTER, Channel.PAPER), (80, 15, 5))[0]
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
            found.append(visit)
    return found


def taken_up(unit: Unit, days: int) -> list[str]:
    """Follow-ups that are done half way, so that figures before and after them are shown too; their pages."""
    made = [make_follow_up(unit, element, planned=START + timedelta(days=days // 2 - 1)) for element in ("U4", "K1")]
    done = (START + timedelta(days=days // 2)).date()
    for each in made:
        followups.set_status(unit, each.id, "done", done, "", "kepala", START, done)
    return [f"follow-ups/{each.id}" for each in made]


Act = tuple[datetime, Callable[[list[Place]], None]]


def acts(visits: list[Visit], scores: dict[int, dict[str, int]] | None = None) -> list[Act]:
    """What happens at a unit, in the order of time, and the beginning of each day; with other {visit: scores}, if they are given."""

    def arrive(visit: Visit, at: datetime, correction: bool) -> Act:
        def act(where: list[Place]) -> None:
            own, visit.scores = visit.scores, (scores or {}).get(visit.number, visit.scores)
            place = where[visit.counter]
            ledger.record([visit.correction(place)] if correction else visit.ratings(place), at)
            visit.scores = own

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


# ── who may change scores with whom without being seen ────────────────────────────────────────────────────────────


def batches_of(unit: Unit) -> dict[tuple[str, str], list[int]]:
    """{(part, basis's kind): up to which entry each batch reaches}, from the store. Pulses by their code."""
    with writing_direct() as direct:
        rows = direct.all(
            "SELECT DISTINCT service_day, question, basis FROM daily_tally WHERE unit_id = ? AND basis >= ?", (unit.id, RELEASED)
        )
    days = {(part_of(question), basis, day_of_number(day)) for day, question, basis in rows}
    sizes = ledger.sizes_of_days(unit, {day for _, _, day in days})
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for part, basis, day in sorted(days):
        found[part, str(basis - RELEASED)].append(sizes[day])
    return found


def part_of(question: str) -> str:
    return "ikm" if question in INDICES[0] else "ipk" if question in INDICES[1] else question


def signature(
    visit: Visit, part: str, taps: dict[str, Entry], batches: dict[tuple[str, str], list[int]], steps: dict[int, object]
) -> object:
    """What a visit says to one part of the questions may change places with what says another of the same signature.

    They were asked the same, and stand in the same batch; of satisfaction also in the same step of the day, or in none.
    """
    asked = tuple(question for question in visit.questions if part_of(question) == part)
    whole = part in ("ikm", "ipk") and len(asked) == len(INDICES[part == "ipk"])
    basis = "3" if visit.channel is Channel.PAPER else "2" if visit.marks else "1" if whole else "0"
    batch = sum(size < taps[asked[0]].seq for size in batches.get((part, basis), []))
    return asked, basis, batch, steps.get(visit.number) if part == "S0" else None


def exchanged(visits: list[Visit], unit: Unit, dice: Random) -> tuple[dict[int, dict[str, int]], int]:
    """{visit: its scores in the other world}, and how many of them differ. Who corrects keeps hers."""
    of_visits: defaultdict[UUID, dict[str, Entry]] = defaultdict(dict)
    for entry in entries(unit):
        of_visits[entry.visit].setdefault(entry.question, entry)
    ids = {visit.number: visit.ratings(places.place(places.counters(unit)[0].id))[0].visit for visit in visits}
    batches, steps = batches_of(unit), steps_of(visits, of_visits, ids, unit)
    alike: defaultdict[object, list[tuple[Visit, list[str]]]] = defaultdict(list)
    sizes = [stored.seal.size for stored in ledger.seals(unit)]
    for visit in (each for each in visits if not each.corrects):
        if "C1" in visit.questions:
            # What she says of the staff sets all of hers aside: she changes places as a whole, on one day, before its seal.
            taps = of_visits[ids[visit.number]]
            day, before = visit.at.date(), bisect_left(sizes, taps["C1"].seq)
            whole = ("C1", day, before, visit.marks, visit.channel is Channel.PAPER, steps.get(visit.number))
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
    """{visit: the step of five in which the running day shows it}, for those that stand in one.

    Worked out anew: in the order of arrival, each counter's visits make fives, and a five is shown once five more have come.
    """
    sizes = [0, *(stored.seal.size for stored in ledger.seals(unit))]
    counted = [v for v in visits if "S0" in v.questions and not v.marks and v.channel is not Channel.PAPER]
    number_of = {v.number: taps[ids[v.number]]["S0"].seq for v in counted}
    found: dict[int, object] = {}
    for day, (after, until) in enumerate(pairwise(sizes)):
        of_day = sorted((v for v in counted if after < number_of[v.number] <= until), key=lambda v: number_of[v.number])
        full: list[list[Visit]] = []
        for counter in {v.counter for v in of_day}:
            own = [v for v in of_day if v.counter == counter]
            full += [own[at : at + 5] for at in range(0, len(own) - 4, 5)]
        full.sort(key=lambda five: number_of[five[-1].number])
        for n, five in enumerate(full[: max(0, len(of_day) // 5 - 1)]):
            found |= {visit.number: (day, n) for visit in five}
    return found


def looks(at: datetime, until: datetime, every_minute: bool, dice: Random) -> Iterator[datetime]:
    """When she looks again before something comes: at every minute, or at any one of them."""
    minutes = ceil((until - at) / timedelta(minutes=1)) - 1
    for n in range(1, minutes + 1) if every_minute else [dice.randint(1, minutes)] if minutes > 0 else []:
        yield at + timedelta(minutes=n)


# ── what she sees ─────────────────────────────────────────────────────────────────────────────────────────────────

SEEN = "today marks card papers follow-ups today.csv today.xlsx period period.csv period.xlsx codes served words".split()
THE_SAME = ["card.png"]
"""In another dress: drawn from the words of the card."""
NO_SCORES = "devices follow-ups/new notices poster settings walls".split()
FINGERPRINT = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}")


BY_THE_CLOCK = re.compile(
    r"pukul \d\d\.\d\d|seen=[^&\"]*"
    r"|<p>(biasanya [\d.]+ sampai jam ini( di hari \w+)?|Setiap ketukan di tablet atau HP muncul [\w ]+\.|kunjungan)</p>"
    r"|<dt>Biasanya</dt><dd>.*?</dd>|biasanya;[\d,]+|<c r=\"C8\"[^>]*><v>[^<]*"
)
"""What Today, the display and their files say of the minute, and of how many had come by then on other days: visits, no scores.

`seen` is what their next request for themselves tells of it; C8 is where the spreadsheet says what is usual."""


def without_clock(page: str) -> str:
    """A page without what moves by itself, and without the lines that leaves empty."""
    return re.sub(r"\s*\n\s*", "\n", BY_THE_CLOCK.sub("", page))


@dataclass
class Attacker:
    """Signed in with every number of every unit before her eyes, and patient."""

    browser: FlaskClient
    units: list[Unit]
    """One of each world."""
    displays: dict[int, str]
    """{number of the unit: the address of its display}."""
    follow_ups: dict[int, list[str]]
    held: list[dict[str, str]] = field(default_factory=list)
    """{address: page} of each world, as they were when something last came."""
    waited: Counter[int] = field(default_factory=Counter)
    """How often she opened each page, by its place among the addresses, though nothing had come."""
    minutes: set[datetime] = field(default_factory=set)

    def arrival(self, at: datetime, first: int | None) -> list[str]:
        """Something has come, perhaps: she opens the first so many pages of both worlds (None: all), and they are alike."""
        self.held = [{page: self.look(unit, page) for page in self.addresses(unit, at.date())[:first]} for unit in self.units]
        pages, others = (list(each.values()) for each in self.held)
        alike(pages, others, f"a page tells the two worlds apart at {at}")
        self.minutes.add(at.replace(second=0, microsecond=0))
        return pages

    def wait(self, moment: datetime) -> None:
        """Nothing has come since: the next page is alike in both worlds, and says what it said then, but for the time."""
        addresses = [self.addresses(unit, moment.date()) for unit in self.units]
        turn = self.waited.total() % len(addresses[0])
        pages = [self.look(unit, own[turn]) for unit, own in zip(self.units, addresses, strict=True)]
        alike(pages[:1], pages[1:], f"a page tells the two worlds apart at {moment}")
        then = [held.get(own[turn], page) for held, own, page in zip(self.held, addresses, pages, strict=True)]
        alike(*(list(map(without_clock, both)) for both in (then, pages)), f"a page moves by itself at {moment}")
        self.waited[turn] += 1
        self.minutes.add(moment.replace(second=0, microsecond=0))

    def addresses(self, unit: Unit, day: date) -> list[str]:
        """Every page and export with figures of the unit; first the day that runs, which has all that a display and the marks have."""
        yesterday, last_week = (day - timedelta(days=n) for n in (1, 7))
        own = [*"today marks papers follow-ups today.csv today.xlsx period period.csv period.xlsx codes served words".split()]
        own += [f"{page}?day={yesterday}" for page in ("today", "today.csv", "today.xlsx", "card")]
        own += [f"today?day={last_week}", f"period?kind=week&day={yesterday}", *self.follow_ups[unit.id]]
        beside = [f"/panel/comparison{suffix}?a=kanim-0&b={unit.code}" for suffix in ("", ".csv", ".xlsx")]
        found = [f"/panel/units/{unit.code}/{page}" for page in own]
        return [*found[:2], self.displays[unit.id], *found[2:], f"/panel/?q={unit.code}", *beside]

    def look(self, unit: Unit, address: str) -> str:
        """The page, without the unit's own name; of all units' page its row, and of two units no list of units to choose from."""
        page = self._read(address)
        if address.startswith("/panel/?"):
            page = f"<main{page[page.index('<tbody') : page.index('</tbody>')]}</main>"
        if address.startswith("/panel/comparison"):
            page = re.sub(r"<select.*?</select>", "", page, flags=re.S)
        return self._without_names(page, unit)

    def _read(self, address: str) -> str:
        answer = self.browser.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        if address.partition("?")[0].endswith(".xlsx"):
            with ZipFile(io.BytesIO(answer.get_data())) as book:
                return "\n".join(book.read(name).decode() for name in book.namelist() if not name.startswith("docProps"))
        return answer.get_data(as_text=True)

    def _without_names(self, page: str, unit: Unit) -> str:
        if "<main" in page:  # else it is a file
            page = page[page.index("<main") : page.index("</main>")]
        for name in (unit.code, unit.name, unit.short_name, self.displays[unit.id]):
            page = page.replace(name, "UNIT")
        page = re.sub(r'value="[^"]{30,}"', "", page)  # tokens and ids of forms
        page = re.sub(r"(follow-ups/|no\. )\d+", "NUMBER", page)
        page = FINGERPRINT.sub("SEAL", page)  # first: four digits and three of one would pass for a link
        return re.sub(r"[0-9a-z]{4}-[0-9a-z]{3}", "LINK", page)


def alike(pages: Sequence[str], others: Sequence[str], else_say: str) -> None:
    for one, other in zip(pages, others, strict=True):
        if one != other:
            different = [line for line in ndiff(one.splitlines(), other.splitlines()) if line[0] in "+-"][:4]
            pytest.fail(f"{else_say}: {different}")


def test_the_attacker_sees_whatever_the_panel_says_of_a_unit(app: Flask) -> None:
    rules = (
        rule
        for rule in app.url_map.iter_rules()
        if rule.arguments - {*(rule.defaults or ())} == {"unit_code"} and "GET" in (rule.methods or ())
    )
    said = {rule.rule.removeprefix("/panel/units/<unit_code>/") for rule in rules}
    assert said == {*SEEN, *THE_SAME, *NO_SCORES}, "a new page: let the attacker see it, or say here why she need not"


@pytest.fixture
def kanwil_browser(kanwil: PageClient) -> FlaskClient:
    return kanwil.browser


@pytest.mark.parametrize(
    ("seed", "days", "controlled", "by_the_minute"),
    [
        (1, ALWAYS, 0.15, range(0)),
        # A month of minutes is more than an hour of work: in two halves, so that two can look.
        pytest.param(2, A_MONTH, 0.15, range(15), marks=pytest.mark.long),
        pytest.param(2, A_MONTH, 0.15, range(15, A_MONTH), marks=pytest.mark.long),
        pytest.param(3, A_MONTH, 0.3, range(0), marks=pytest.mark.long),
    ],
)
def test_no_page_ever_tells_who_of_a_batch_said_what(
    app: Flask, clock: FixedClock, kanwil_browser: FlaskClient, seed: int, days: int, controlled: float, by_the_minute: range
) -> None:
    """`by_the_minute`: the days on which she opens all pages at each entry, and one at every minute; on others fewer, and seldom."""
    visits = a_month(Random(seed), days, controlled)
    with app.app_context():
        # A dress rehearsal: in which batches the visits stand depends on who comes when, and not on what she says.
        rehearsal = office("0")
        for at, act in acts(visits):
            clock.set(at)
            act(rehearsal)
        scores, differ = exchanged(visits, rehearsal[0].unit, Random(seed))
        assert differ > len(visits) / 4, "too alike to tell anything"
        one, other = office("1"), office("2")
        units = [places_[0].unit for places_ in (one, other)]
        follow_ups = {unit.id: taken_up(unit, days) for unit in units}
        displays = {unit.id: f"/wall/{walls.put_up(unit, 'Lobi', True, 'kepala', clock())[1]}" for unit in units}
    attacker, changes, last = Attacker(kanwil_browser, units, displays, follow_ups), Counter[str](), ""
    both = list(zip(acts(visits), acts(visits, scores), strict=True))
    next_ones = [at for (at, _), _ in both[1:]] + [both[-1][0][0]]
    for number, (((at, act), (_, in_the_other)), until) in enumerate(zip(both, next_ones, strict=True)):
        clock.set(at)
        with app.app_context():
            act(one)
            in_the_other(other)
        looked_at, sealed = (at - START).days in by_the_minute, at.time() == SEALED_AT
        pages = attacker.arrival(at, None if looked_at or sealed else 3 if number % 4 == 0 else 1)
        changes["closing" if sealed else "running"] += pages[0] != last
        changes["proposed"] += any("proposal__figure" in page for page in pages)
        changes["before and after"] += any("chart--effect" in page for page in pages)
        last = pages[0]
        for moment in looks(at, until, looked_at, Random(number)):
            clock.set(moment)
            attacker.wait(moment)
    assert changes["running"] > 3 * days, "she has seen the day move"
    assert changes["closing"] > days / 2
    assert changes["proposed"], "she has seen the lowest elements"
    assert changes["before and after"], "and what became of them"
    assert min(attacker.waited.values()) >= max(attacker.waited.values()) - 1 > 0, "and each page between two entries too"
    minutes = {START + timedelta(days=day, minutes=n) for day in by_the_minute for n in range(24 * 60)}
    assert minutes <= attacker.minutes, f"{len(minutes - attacker.minutes)} minutes in which she did not look"


@pytest.mark.stores
@pytest.mark.parametrize("seed", [1, 2])
def test_a_batch_is_as_large_as_promised_and_all_of_them_are_the_tallies(inside: Flask, clock: FixedClock, seed: int) -> None:
    visits, places_ = a_month(Random(seed)), office("0")
    for at, act in acts(visits):
        clock.set(at)
        act(places_)
    unit = places_[0].unit
    with writing_direct() as direct:
        stored = tally.stored(direct, unit.id)["daily_tally"]
        assert tally.stored(direct, unit.id) == tally.rows(unit.id, rebuild.cells(direct, unit.id)), "entries and seals make the same"
    sums: Counter[tuple[object, ...]] = Counter()
    sizes = []
    for (_day, _unit, version, question, basis), scores in stored.items():
        for score, n in enumerate(scores):
            sums[version, question, basis % RELEASED, score] += n if basis < RELEASED else -n
        if basis >= RELEASED:
            least = LEAST_SATISFACTION if question in ("S0", *INDICES[0]) else LEAST_INTEGRITY
            assert sum(scores) >= least, f"{question} {basis}: a batch of {sum(scores)}"
            sizes.append(sum(scores))
    assert len(sizes) > 70
    waiting = Counter[tuple[object, ...]]()
    for (version, question, basis, _score), n in sums.items():
        waiting[version, question, basis] += n
    # A question waits with the index it belongs to, whose rarest one is not enough yet.
    # What came late after the last seal waits too; pulses also while they would add fewer than five to the fives shown.
    assert all(waiting[key] < 2 * LEAST_INTEGRITY for key in waiting if key[1] in ("S0", "I0"))
    assert "S0" in SATISFACTION


def test_whatever_is_added_and_subtracted_no_fewer_than_five_remain() -> None:
    """A day is cut into its steps and the rest, and nothing else is ever shown of it: each has five visits at least, or none."""
    dice = Random(5)
    for _ in range(300):
        visits = dice.randrange(60)
        arriving = [(n, dice.randrange(dice.choice((1, 2, 4)))) for n in range(visits)]
        arriving += [(dice.randrange(visits), dice.randrange(2)) for _ in range(dice.randrange(8)) if visits]  # corrections
        dice.shuffle(arriving)
        taps = [
            ledger.Tap(seq, bytes([n]), dice.randint(1, 4), START + timedelta(seconds=seq), "", counter, None, Channel.TABLET)
            for seq, (n, counter) in enumerate(arriving)
        ]
        before: list[withholding.Step] = []
        for end in range(len(taps) + 1):
            steps = withholding.steps(taps[:end])
            assert steps[: len(before)] == before, "what was shown is never shown otherwise"
            before = steps
        assert all(len(step.scores) == LEAST_SATISFACTION for step in before)
        rest = len({tap.visit for tap in taps}) - len(before) * LEAST_SATISFACTION
        assert rest >= LEAST_SATISFACTION or not before


@pytest.mark.parametrize(
    ("where", "name", "instead", "days", "controlled"),
    [(withholding, "shown", ledger.tallies, ALWAYS, 0.15), (always, "marked_by_arrival", ledger.marked, 4, 0.5)],
)
def test_without_withholding_the_attacker_would_see_at_once(
    app: Flask,
    clock: FixedClock,
    kanwil_browser: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    where: object,
    name: str,
    instead: object,
    days: int,
    controlled: float,
) -> None:
    """The test's own test: pages of what stands, and not of what is released, tell the two worlds apart; so do marks told at once."""
    monkeypatch.setattr(where, name, instead)
    with pytest.raises(pytest.fail.Exception, match="tells the two worlds apart"):
        test_no_page_ever_tells_who_of_a_batch_said_what(app, clock, kanwil_browser, 1, days, controlled, range(0))


# ── who answers ───────────────────────────────────────────────────────────────────────────────────────────────────


def tell(unit: Unit, month: int, **answers: tuple[int, ...]) -> None:
    """So many visitors gave each answer to a question about themselves: P1=(7, 3) is seven of 1, three of 2."""
    profile = instrument(profiles.INSTRUMENT)
    for question, counts in answers.items():
        for score, n in enumerate(counts, 1):
            for _ in range(n):
                profiles.add(unit, {question: str(score)}, profile, uuid4(), date(2026, month, 9))


def test_who_answers_is_shown_by_whole_months_of_ten_and_more(inside: Flask) -> None:
    unit = make_unit("kanim")
    tell(unit, 8, P1=(7, 3), P2=(2, 1))
    tell(unit, 9, P1=(4, 5), P2=(0, 8))
    tell(unit, 10, P1=(1, 0))

    def shown(first: tuple[int, int], last: tuple[int, int]) -> dict[str, dict[int, int]]:
        found = withholding.profile(unit, date(2026, *first), date(2026, *last))
        return {question: dict(scores) for question, scores in found.items()}

    assert shown((8, 1), (8, 31)) == {"P1": {1: 7, 2: 3}}, "three are too few"
    assert shown((9, 1), (9, 30)) == {"P2": {1: 2, 2: 9}}, "they wait for the next month; nine wait on"
    assert shown((10, 1), (10, 31)) == {"P1": {1: 5, 2: 5}}
    assert shown((8, 1), (10, 31)) == {"P1": {1: 12, 2: 8}, "P2": {1: 2, 2: 9}}
    assert shown((8, 1), (8, 30)) == {}, "a month that is cut or still runs"
    assert shown((8, 2), (8, 31)) == {}
    assert shown((11, 1), (10, 31)) == {}


def test_no_two_spans_of_months_differ_by_fewer_than_ten(inside: Flask) -> None:
    unit, dice = make_unit("kanim"), Random(3)
    for month in range(1, 13):
        tell(unit, month, P1=(dice.randrange(9), dice.randrange(9)))
    months = [(date(2026, n, 1), date(2026, n + 1, 1) - timedelta(days=1) if n < 12 else date(2026, 12, 31)) for n in range(1, 13)]
    sizes = {
        (a, b): sum(withholding.profile(unit, months[a][0], months[b][1]).get("P1", {}).values()) for a in range(12) for b in range(a, 12)
    }
    assert len(set(sizes.values())) > 5
    least = withholding.LEAST_PROFILE
    for (a, b), size in sizes.items():
        wider = [sizes[a, b + 1]] if b < 11 else []
        wider += [sizes[a - 1, b]] if a else []
        assert all(each == size or each >= size + least for each in wider), f"months {a + 1} to {b + 1}"
