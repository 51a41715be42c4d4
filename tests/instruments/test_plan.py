"""Plans: what a setting may say, and that drawing is fair, repeatable and keeps the instrument's order."""

import random
from collections import Counter
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from uuid import UUID

import pytest

from kiosk.instruments import DEFAULT_INSTRUMENT, DEFAULT_PLAN, PlanError, after, load_all, named_plans, parse_codes, parse_plan

INSTRUMENT = load_all().current(DEFAULT_INSTRUMENT)
DEFAULT = parse_plan(DEFAULT_PLAN, INSTRUMENT)
VISIT = UUID("01939b2c-5f3a-7c4e-8d21-0a1b2c3d4e5f")


def visits(count: int) -> list[UUID]:
    """Ids as tablets make them (version 7: the time first, then chance), a minute apart."""
    chance = random.Random(7)  # a test wants the same chance every time
    start = 1_763_800_000_000
    return [UUID(int=((start + 60_000 * n) << 80) | (7 << 76) | (2 << 62) | chance.getrandbits(62)) for n in range(count)]


def test_the_default_plan_asks_both_pulses_and_one_element_of_each() -> None:
    first, second, ikm, ipk = DEFAULT.draw(VISIT)
    assert (first, second) == ("S0", "I0")
    assert ikm in INSTRUMENT.codes("ikm")
    assert ipk in INSTRUMENT.codes("ipk")
    assert DEFAULT.openings == ("S0",)
    assert DEFAULT.codes == tuple(q.code for q in INSTRUMENT.questions)


def test_every_named_plan_of_every_instrument_can_be_asked() -> None:
    for instrument in load_all().all():
        for name, text in named_plans(instrument).items():
            plan = parse_plan(text, instrument)
            assert plan.length == len(plan.draw(VISIT)), (instrument.name, name)
            if name == "satisfaction":
                assert not {*instrument.codes("ipk"), "I0"} & set(plan.codes)


def test_a_visit_is_always_drawn_the_same() -> None:
    # The derivation is a promise: a visit begun before an update goes on with the same questions after it.
    assert DEFAULT.draw(VISIT) == ("S0", "I0", "U4", "K3")
    assert parse_plan(DEFAULT_PLAN, INSTRUMENT).draw(UUID(str(VISIT))) == DEFAULT.draw(VISIT)


def test_the_smallest_lot_is_drawn() -> None:
    def lot(code: str) -> str:
        return sha256(bytes.fromhex("01939b2c5f3a7c4e8d210a1b2c3d4e5f") + b"element:" + code.encode()).hexdigest()

    assert parse_plan("ikm:3", INSTRUMENT).draw(VISIT) == tuple(sorted(sorted(INSTRUMENT.codes("ikm"), key=lot)[:3]))


@pytest.mark.parametrize(("index", "limit"), [("ikm", 22.5), ("ipk", 18.5)])
def test_every_element_has_the_same_chance(index: str, limit: float) -> None:
    # χ² with 6 and 4 degrees of freedom passes 22.5 and 18.5 once in a thousand; the ids are fixed.
    drawn = Counter(parse_plan(f"{index}:1", INSTRUMENT).draw(visit)[0] for visit in visits(10_000))
    expected = 10_000 / len(INSTRUMENT.codes(index))
    assert sum((drawn[code] - expected) ** 2 / expected for code in INSTRUMENT.codes(index)) < limit


def test_pairs_are_fair_distinct_and_in_order() -> None:
    drawn = Counter(parse_plan("ikm:2", INSTRUMENT).draw(visit) for visit in visits(10_000))
    pairs = list(combinations(INSTRUMENT.codes("ikm"), 2))
    assert set(drawn) == set(pairs)
    expected = 10_000 / len(pairs)
    # χ² with 20 degrees of freedom passes 45.3 once in a thousand.
    assert sum((drawn[pair] - expected) ** 2 / expected for pair in pairs) < 45.3


def test_the_two_indices_are_drawn_independently() -> None:
    drawn = Counter(DEFAULT.draw(visit)[2:] for visit in visits(10_000))
    expected = 10_000 / 35
    # χ² with 34 degrees of freedom passes 65.2 once in a thousand.
    assert len(drawn) == 35
    assert sum((n - expected) ** 2 / expected for n in drawn.values()) < 65.2


def test_all_is_the_full_questionnaire() -> None:
    plan = parse_plan("ikm:all ipk:all", INSTRUMENT)
    assert plan.draw(VISIT) == INSTRUMENT.codes("ikm") + INSTRUMENT.codes("ipk")
    assert plan.openings == ("U1",)
    assert parse_plan("ikm:7", INSTRUMENT).draw(VISIT) == INSTRUMENT.codes("ikm")


def test_of_an_element_with_several_questions_one_is_drawn(tmp_path: Path) -> None:
    text = 'key = "pairs"\nversion = 1\nlegal_basis = ""\nvalid_from = 2021-01-01\nlanguages = ["id"]\n'
    text += 'scale = { min = 1, max = 4 }\ntitle.id = "a"\nsource = { name = "a", certainty = "own" }\n'
    for code, unsur in (("U1", "U1"), ("U2", "U1"), ("U3", "U3"), ("U4", "U3")):
        text += f'[[questions]]\ncode = "{code}"\nunsur = "{unsur}"\nindex = "ikm"\nlabels.id = ["a", "b", "c", "d"]\n'
        text += "".join(f'{field}.id = "a"\n' for field in ("name", "short", "official", "explanation"))
    (tmp_path / "pairs.toml").write_text(text)
    pairs = load_all(tmp_path).current("pairs")
    drawn = Counter(parse_plan("ikm:1", pairs).draw(visit)[0] for visit in visits(4_000))
    # χ² with 3 degrees of freedom passes 16.3 once in a thousand.
    assert sum((drawn[code] - 1_000) ** 2 / 1_000 for code in pairs.codes("ikm")) < 16.3
    both = {parse_plan("ikm:2", pairs).draw(visit) for visit in visits(100)}
    assert both == {("U1", "U3"), ("U1", "U4"), ("U2", "U3"), ("U2", "U4")}
    assert parse_plan("ikm:all", pairs).draw(VISIT) == ("U1", "U2", "U3", "U4")
    with pytest.raises(PlanError, match="2 elements"):
        parse_plan("ikm:3", pairs)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("  \n ", "empty"),
        ("S0 Z9", "no question 'Z9'"),
        ("s0", "no question 's0'"),
        ("takada:1", "'takada' in 'takada:1' is no index"),
        ("control:1", "has no questions of 'control'"),
        ("ikm:8", "7 elements of ikm"),
        ("ikm:0", "7 elements of ikm"),
        ("ikm:-1", "neither a code nor"),
        ("ikm:", "neither a code nor"),
        (":1", "neither a code nor"),
        ("ikm:ALL", "neither a code nor"),
        ("ikm:" + "9" * 5000, "7 elements of ikm"),
        ("S0 S0", "S0 could be asked twice"),
        ("ikm:1 ikm:1", "U1 could be asked twice"),
        ("U3 ikm:1", "U3 could be asked twice"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(text: str, reason: str) -> None:
    with pytest.raises(PlanError, match=reason):
        parse_plan(text, INSTRUMENT)


def test_codes_come_back_as_sent() -> None:
    assert parse_codes("S0 I0 U3 K1", INSTRUMENT) == ("S0", "I0", "U3", "K1")
    assert parse_codes(" K1\tS0 ", INSTRUMENT) == ("K1", "S0")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no code"),
        ("S0 ikm:1", "no question 'ikm:1'"),
        ("S0 S0", "asked twice"),
        ("S0,I0", "no question"),
        (" ".join(["S0"] * 41), "41 codes; at most 40"),
        ("x" * 100_000, "no question 'x{40}'"),
    ],
)
def test_codes_that_cannot_be_are_refused(text: str, reason: str) -> None:
    with pytest.raises(PlanError, match=reason):
        parse_codes(text, INSTRUMENT)


def test_after_is_the_following_code() -> None:
    codes = ("S0", "I0", "U3")
    assert [after(codes, code) for code in codes] == ["I0", "U3", None]
    assert after(codes, "K1") is None
    assert after((), "S0") is None
