"""The attacker of design 3.6: she sees every page of a unit whenever anything has come, for a month, and learns nothing of anybody.

What she could compute is not guessed but bounded: two units live through the same month, visit by visit and second by second;
in the second one, visitors of one batch have changed scores with each other. If every page is the same in both at every
moment, then no computation on them tells who of a batch said what. (What a page may tell is the batch: five visitors or more
of satisfaction, ten of integrity; that each batch is that large is read from the pages and from the store.)

In the long month she opens every page and export whenever something has come, a day has begun or one is sealed. Until the next
comes no page says anything else, except for the time and for how many had come by then on other days, which are counts: so what
every page says at every minute she has seen. That too is tried, at each of the 43,200 minutes, with the next page in turn, each
of 25 some 1,700 times; and on one busy day with every page at every minute. (A month of that is two million pages: 16 hours.)
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from math import ceil
from random import Random
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk import reports, tallies
from kiosk.devices import walls
from kiosk.instruments import Instrument
from kiosk.ledger import Channel
from kiosk.ledger.answers import Tap, marked
from kiosk.ledger.entry import CHANNELS, Access
from kiosk.past.surveys import Table
from kiosk.people import Person
from kiosk.places import Unit
from kiosk.proof import seals
from kiosk.proof.verify import derived
from kiosk.publishing import PublishingError
from kiosk.recording import surveys
from kiosk.reports import withholding
from kiosk.reports.withholding import always, by_fives
from kiosk.reports.withholding.months import LEAST_PROFILE
from kiosk.reports.withholding.wishes import wished as shown_wishes
from kiosk.store import writing_direct
from kiosk.tallies import LEAST_INTEGRITY, LEAST_SATISFACTION, releases, tally
from kiosk.tallies.cells import RELEASED, access_of, basis_of, stored_as
from kiosk.visitors import profiles, wishes
from kiosk.visitors.wishes import EVERYBODY
from tests.attacker import NO_SCORES, SEEN, THE_SAME, Attacker, alike, without_clock
from tests.conftest import FixedClock
from tests.make import instrument, make_counter, make_person, make_published, make_rating, make_seal, make_unit
from tests.month import A_MONTH, INDICES, SEALED_AT, START, a_month, acts, exchanged, exchanged_wishes, office, taken_up, with_added
from tests.page import PageClient

ALWAYS = 12
"""Days of the month that are attacked always."""
BUSY = range(25, 26)
"""The Friday of the fourth week, with the most arrivals: late ones of the days before among them."""


SEPTEMBER_ENDS = date(2026, 9, 30)


def published(unit: Unit) -> bool:
    """Publish September as it stands now; False: it stands as it was published before."""
    try:
        return bool(make_published(unit, "month", SEPTEMBER_ENDS))
    except PublishingError:
        return False


def looks(at: datetime, until: datetime, every_minute: bool, dice: Random) -> Iterator[datetime]:
    """When she looks again before something comes: at every minute, or at any one of them."""
    minutes = ceil((until - at) / timedelta(minutes=1)) - 1
    for n in range(1, minutes + 1) if every_minute else [dice.randint(1, minutes)] if minutes > 0 else []:
        yield at + timedelta(minutes=n)


def test_the_attacker_sees_whatever_the_panel_says_of_a_unit(app: Flask) -> None:
    rules = (
        rule
        for rule in app.url_map.iter_rules()
        if rule.arguments - {*(rule.defaults or ())} == {"unit_code"} and "GET" in (rule.methods or ())
    )
    said = {rule.rule.removeprefix("/panel/units/<unit_code>/") for rule in rules}
    assert said == {*SEEN, *THE_SAME, *NO_SCORES}, "a new page: let the attacker see it, or say here why she need not"


def test_by_the_clock_alone_nothing_moves_but_counts_of_other_days(app: Flask, clock: FixedClock, kanwil: PageClient) -> None:
    """Three like weekdays, at two counters and in two hours: what is usual by then moves in the fourth week, though nothing comes."""
    with app.app_context():
        unit = make_unit("kanim")
        counters = [make_counter(unit, f"kanim-{n}") for n in (1, 2)]
        first = clock().replace(hour=2, minute=0)
        for n in range(24):
            moment = first + timedelta(weeks=n % 3, minutes=10 * (n // 3))
            make_rating(counters[n % 2], given_at=moment, received_at=first + timedelta(weeks=3))
        display = f"/wall/{walls.put_up(unit, 'Lobi', True, 'kepala', clock())[1]}"
    attacker, held = Attacker(kanwil.browser, [unit], {unit.id: display}, {unit.id: []}), list[dict[str, str]]()
    for minutes in (1, 35, 75):
        clock.set(first + timedelta(weeks=3, minutes=minutes))
        own = [each for each in attacker.addresses(unit, clock().date()) if f"/{unit.code}/" in each or each == display]
        held.append({address: attacker.look(unit, address) for address in own})
    assert sum(held[0][address] != held[1][address] for address in held[0]) >= 4, "the page, its files and the display tell it"
    for address, page in held[0].items():
        for later in held[1:]:
            alike([without_clock(page)], [without_clock(later[address])], f"{address} moves by itself")


@pytest.fixture
def kanwil_browser(kanwil: PageClient) -> FlaskClient:
    return kanwil.browser


@pytest.mark.parametrize(
    ("seed", "days", "controlled", "by_the_minute", "every_page", "added"),
    [
        (5, ALWAYS, 0.15, range(0), False, 0),
        (4, 3, 0.15, range(0), False, 6),
        # A month of minutes is more than an hour of work: in two halves, so that two can look.
        pytest.param(2, A_MONTH, 0.15, range(15), False, 0, marks=pytest.mark.long),
        pytest.param(2, A_MONTH, 0.15, range(15, A_MONTH), False, 0, marks=pytest.mark.long),
        pytest.param(3, A_MONTH, 0.3, range(0), False, 0, marks=pytest.mark.long),
        pytest.param(2, A_MONTH, 0.15, BUSY, True, 0, marks=pytest.mark.long),
    ],
)
def test_no_page_ever_tells_who_of_a_batch_said_what(
    app: Flask,
    clock: FixedClock,
    kanwil_browser: FlaskClient,
    seed: int,
    days: int,
    controlled: float,
    by_the_minute: range,
    every_page: bool,
    added: int,
) -> None:
    """`by_the_minute`: the days on which she opens all pages at each entry, and one at every minute, or `every_page`.

    On other days she opens fewer, and seldom. `added`: how many ratings of her own she gives by the open link after each third visit.
    """
    visits = with_added(a_month(Random(seed), days, controlled), Channel.POSTER, added)
    with app.app_context():
        # A dress rehearsal: which batches the visits are in depends on who comes when, and not on what she says.
        rehearsal = office("0")
        for at, act in acts(visits):
            clock.set(at)
            act(rehearsal)
        scores, differ = exchanged(visits, rehearsal[0].unit, Random(seed))
        assert differ > sum(not visit.added for visit in visits) / 4, "too alike to tell anything"
        wished, differ = exchanged_wishes(visits, Random(seed))
        assert differ > sum(bool(visit.wish) and not visit.added for visit in visits) / 4, "and so are their wishes"
        one, other = office("1"), office("2")
        units = [places_[0].unit for places_ in (one, other)]
        clerk = make_person("kanwil-arsip", "kanwil")
        for unit, order in zip(units, (1, -1), strict=True):
            bring_in_past_surveys(unit, clerk, order, clock())
        follow_ups = {unit.id: taken_up(unit, days) for unit in units}
        displays = {unit.id: f"/wall/{walls.put_up(unit, 'Lobi', True, 'kepala', clock())[1]}" for unit in units}
    attacker, changes, last = Attacker(kanwil_browser, units, displays, follow_ups), Counter[str](), ""
    both = list(zip(acts(visits), acts(visits, scores, wished), strict=True))
    next_ones = [at for (at, _), _ in both[1:]] + [both[-1][0][0]]
    for number, (((at, act), (_, in_the_other)), until) in enumerate(zip(both, next_ones, strict=True)):
        clock.set(at)
        with app.app_context():
            act(one)
            in_the_other(other)
            if at.time() == SEALED_AT and at.date() > SEPTEMBER_ENDS:
                changes["published"] += sum(published(unit) for unit in units)
        looked_at, sealed = (at - START).days in by_the_minute, at.time() == SEALED_AT
        if days < A_MONTH and number % 2 and not sealed:
            continue  # one time in two, in the short months: the long ones miss none
        pages = attacker.arrival(at, None if looked_at or sealed else 3 if number % 4 == 0 else 1)
        changes["closing" if sealed else "running"] += pages[0] != last
        changes["proposed"] += any("proposal__figure" in page for page in pages)
        changes["before and after"] += any("chart--effect" in page for page in pages)
        changes["wishes"] += any("Dari " in page and "pengunjung yang menjawab" in page for page in pages)
        changes["past surveys"] += any("survei terdahulu" in page and "ditahan" in page for page in pages)
        last = pages[0]
        for moment in looks(at, until, looked_at, Random(number)):
            clock.set(moment)
            attacker.wait(moment, looked_at and every_page)
    assert changes["running"] > 3 * days, "she has seen the day move"
    assert changes["closing"] > days / 2
    assert changes["past surveys"], "she has seen what was imported, and that some of it is withheld"
    if days >= ALWAYS:
        assert changes["proposed"], "she has seen the lowest elements"
        assert changes["before and after"], "and what became of them"
        assert changes["wishes"], "and what visitors want"
        assert changes["published"], "and what was published of September"
    assert min(attacker.waited.values()) >= max(attacker.waited.values()) - 1 >= days // ALWAYS, "and each page between two entries too"
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
        assert tally.stored(direct, unit.id) == tally.rows(unit.id, derived.cells(direct, unit.id)), "entries and seals make the same"
    sums: Counter[tuple[object, ...]] = Counter()
    sizes = []
    for (day, _unit, version, question, basis), scores in stored.items():
        for score, n in enumerate(scores):
            sums[version, question, basis & ~RELEASED, score] += -n if basis & RELEASED else n
        if not basis & RELEASED:
            continue
        if access_of(basis) is Access.OPEN:
            others = [(day, _unit, version, question, stored_as(basis_of(basis) | RELEASED, access)) for access in releases.VISITS]
            assert any(other in stored for other in others), f"{question} {basis}: open links alone"
            continue
        least = LEAST_SATISFACTION if question in ("S0", *INDICES[0]) else LEAST_INTEGRITY
        assert sum(scores) >= least, f"{question} {basis}: a batch of {sum(scores)}"
        sizes.append(sum(scores))
    assert len(sizes) > 70
    waiting = Counter[tuple[object, ...]]()
    for (version, question, basis, _score), n in sums.items():
        waiting[version, question, basis] += n
    # A question waits with the index it belongs to, whose rarest one is not enough yet.
    # What came late after the last seal waits too; pulses also while they would add fewer than five to the fives shown.
    assert all(waiting[key] < 2 * LEAST_INTEGRITY for key in waiting if key[1] in ("S0", "I0") and access_of(key[2]) is not Access.OPEN)


def test_what_the_rule_before_released_stays_and_what_waited_goes_on_by_the_next(
    inside: Flask, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Servers are upgraded in the middle of a day, which goes on as it began: the rule changes behind the seal that names it."""
    visits, places_ = a_month(Random(4), 14), office("0")
    unit, seen = places_[0].unit, list[tuple[int, dict[date, withholding.Share], int]]()
    upgraded_at = START + timedelta(days=7, hours=10)
    monkeypatch.setattr(releases, "RULE", 1)
    for at, act in acts(visits):
        if at > upgraded_at:
            monkeypatch.undo()
        clock.set(at)
        act(places_)
        if at.time() == SEALED_AT:
            with writing_direct() as direct:
                stored = tally.stored(direct, unit.id)
                assert stored == tally.rows(unit.id, derived.cells(direct, unit.id)), "each batch by the rule of its time"
                rules = [seal.rule for seal in seals.closings(direct, unit.id)]
            batches = withholding.satisfaction_by_day(unit, START.date(), at.date())
            if seen:
                before = seen[-1][1]
                assert {day: batches[day] for day in before} == before, "what was released stays as it was cut"
            steps = by_fives.steps_of_days(unit, START.date(), at.date() - timedelta(days=1))
            seen.append((rules[-1], batches, len(steps)))
    assert [rule for rule, _, _ in seen] == [1] * 8 + [2] * (len(seen) - 8)
    assert [n for _, _, n in seen] == sorted(n for _, _, n in seen), "and so do the fives"


def test_whatever_is_added_and_subtracted_no_fewer_than_five_remain() -> None:
    """A day is cut into its steps and the rest, and nothing else is ever shown of it: each has five visits at least, or none."""
    dice = Random(5)
    for _ in range(300):
        visits = dice.randrange(60)
        arriving = [(n, dice.randrange(dice.choice((1, 2, 4)))) for n in range(visits)]
        arriving += [(dice.randrange(visits), dice.randrange(2)) for _ in range(dice.randrange(8)) if visits]  # corrections
        dice.shuffle(arriving)
        taps = [
            Tap(seq, seq, bytes([n]), dice.randint(1, 4), counter, None, CHANNELS.index(Channel.TABLET) + 1)
            for seq, (n, counter) in enumerate(arriving)
        ]
        before: list[withholding.Step] = []
        for end in range(len(taps) + 1):
            steps = by_fives.steps(taps[:end], releases.RULE)
            assert steps[: len(before)] == before, "what was shown is never shown otherwise"
            before = steps
        assert all(len(step.scores) == LEAST_SATISFACTION for step in before)
        rest = len({tap.visit for tap in taps}) - len(before) * LEAST_SATISFACTION
        assert rest >= LEAST_SATISFACTION or not before


def bring_in_past_surveys(unit: Unit, clerk: Person, order: int, now: datetime) -> None:
    """One of last week in which forty respondents have changed places with each other, and one that is too small to be shown."""
    skm, dice = instrument("skm-2017"), Random(8)
    said = [{code: dice.randint(1, 4) for code in skm.codes("ikm")} for _ in range(40)]
    days = [START.date() - timedelta(days=1 + n % 5) for n in range(40)]
    few = [(START.date() - timedelta(days=400 + n), dict.fromkeys(skm.codes("ikm"), 2 + order)) for n in range(LEAST_SATISFACTION - 1)]
    for table in (Table(skm, list(zip(days, said[::order], strict=True))), Table(skm, few)):
        surveys.store(unit, surveys.begin(unit, table, "skm.csv", "", clerk, now), table, now)


def wishes_as_they_stand(unit: Unit, asked: Instrument, first: date, last: date) -> Counter[str]:
    """Each day's sums, as if nothing were withheld."""
    days = wishes.of_days(unit, asked, last)
    return sum((sums for day, by_access in days.items() if day >= first for sums in by_access.values()), Counter[str]())


@pytest.mark.parametrize(
    ("where", "name", "instead", "days", "controlled"),
    [
        (withholding, "shown", tallies.of_unit, ALWAYS, 0.15),
        (always, "marked_by_arrival", marked, 4, 0.5),
        (reports.wishes, "wished", wishes_as_they_stand, ALWAYS, 0.15),
    ],
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
        test_no_page_ever_tells_who_of_a_batch_said_what(app, clock, kanwil_browser, 5, days, controlled, range(0), False, 0)


# ── who answers ───────────────────────────────────────────────────────────────────────────────────────────────────


def tell(unit: Unit, month: int, **answers: tuple[int, ...]) -> None:
    """That many visitors gave each answer to a question about themselves: P1=(7, 3) is seven of 1, three of 2."""
    profile = instrument(profiles.INSTRUMENT)
    for question, counts in answers.items():
        for score, n in enumerate(counts, 1):
            for _ in range(n):
                profiles.add(unit, {question: str(score)}, profile, Access.GIVEN, uuid4(), date(2026, month, 9))


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
    least = LEAST_PROFILE
    for (a, b), size in sizes.items():
        wider = [sizes[a, b + 1]] if b < 11 else []
        wider += [sizes[a - 1, b]] if a else []
        assert all(each == size or each >= size + least for each in wider), f"months {a + 1} to {b + 1}"


# ── what should improve ───────────────────────────────────────────────────────────────────────────────────────────


def wish(unit: Unit, day: int, many: int, access: Access = Access.COUNTER, chosen: str = "U4", month: int = 9) -> None:
    for _ in range(many):
        assert wishes.add(unit, (chosen,), instrument(), access, uuid4(), date(2026, month, day))


@pytest.fixture
def sealed(inside: Flask, clock: FixedClock) -> Unit:
    """A unit with ratings on each day of September, sealed through the month."""
    place = make_counter(make_unit("kanim"))
    for day in range(1, 31):
        make_rating(place, given_at=datetime(2026, 9, day, 3, tzinfo=UTC), received_at=datetime(2026, 9, day, 3, 1, tzinfo=UTC))
    make_seal(place.unit, datetime(2026, 10, 1, 1, tzinfo=UTC))
    return place.unit


def told(unit: Unit, first: int = 1, last: int = 30) -> dict[str, int]:
    return dict(shown_wishes(unit, instrument(), date(2026, 9, first), date(2026, 9, last)))


def test_wishes_are_shown_from_five_on_two_days_or_ten_on_one(sealed: Unit) -> None:
    wish(sealed, 1, 9)
    assert told(sealed) == {}, "nine of one day wait"
    wish(sealed, 2, 1, chosen="R0")
    assert told(sealed) == {EVERYBODY: 10, "U4": 9, "R0": 1}
    assert told(sealed, last=1) == {}, "they closed with the second day"
    assert told(sealed, first=2) == told(sealed), "and stand under it"
    wish(sealed, 5, 10)
    assert told(sealed, first=3) == {EVERYBODY: 10, "U4": 10}
    wish(sealed, 7, 4)
    wish(sealed, 8, 1, Access.GIVEN)
    assert told(sealed, first=6) == {}, "each access waits for itself"


def test_what_anybody_may_give_helps_nobody_over_the_threshold(sealed: Unit) -> None:
    wish(sealed, 1, 1)
    wish(sealed, 2, 40, Access.OPEN)
    assert told(sealed) == {}
    wish(sealed, 3, 4)
    assert told(sealed) == {EVERYBODY: 45, "U4": 45}, "it comes along"


def test_open_links_alone_close_with_a_month_that_is_over(sealed: Unit) -> None:
    wish(sealed, 28, 29, Access.OPEN)
    assert told(sealed) == {}
    wish(sealed, 29, 1, Access.OPEN)
    assert told(sealed) == {EVERYBODY: 30, "U4": 30}
    assert told(sealed, last=29) == {}, "before its last day is over nobody knows whether others come"
    assert told(sealed, first=30) == told(sealed)


def test_what_comes_after_the_newest_seal_is_not_shown_yet(sealed: Unit) -> None:
    wish(sealed, 30, 9)
    wish(sealed, 1, 9, month=10)
    assert shown_wishes(sealed, instrument(), date(2026, 9, 1), date(2026, 10, 31)) == {}
    assert told(make_unit("lapas")) == {}, "nor anything of a unit without a seal"


def test_no_two_spans_of_days_differ_by_fewer_than_five_wishes(sealed: Unit) -> None:
    dice = Random(6)
    for day in range(1, 31):
        wish(sealed, day, dice.choice((0, 1, 2, 4, 7)))
        wish(sealed, day, dice.choice((0, 0, 1)), Access.GIVEN)
        wish(sealed, day, dice.choice((0, 0, 3)), Access.OPEN)
    sizes = {(a, b): told(sealed, a, b).get(EVERYBODY, 0) for a in range(1, 31) for b in range(a, 31)}
    assert len(set(sizes.values())) > 20
    for (a, b), size in sizes.items():
        for wider in (sizes.get((a, b + 1), size), sizes.get((a - 1, b), size)):
            assert wider == size or wider >= size + LEAST_SATISFACTION
