"""A second implementation, from the regulation's text and textbook formulas, which shares no code with the first.

PermenPANRB 14/2017, annex: NRR of an unsur = sum of its scores / questionnaires in which it is filled in; weight = 1 / number
of unsur; IKM = Σ NRR·weight·25. Integers until the last division. The interval of complete tables: mean ± t·s/√n.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import lcm, sqrt

import pytest

from kiosk.figures import IndexFigure, of_visits
from kiosk.indices.intervals import Rule
from kiosk.instruments import load_all
from tests.indices import peers

CATALOGUE = load_all()
# Written out here, not asked of the instruments.
QUESTIONS = {
    "skm-2017": {"ikm": 9},
    "spkp-spak-2021": {"ikm": 8, "ipk": 5},
    "ikm-ipk-2021": {"ikm": 7, "ipk": 5},
}
# domain.md 1.6 and 2.4: the highest value of D, C and B.
BORDERS = {"ikm": ("64.99", "76.60", "88.30"), "ipk": ("43.75", "62.50", "81.25")}
MOODS = [(1, 1, 1, 1), (10, 20, 40, 30), (2, 8, 50, 40), (1, 3, 26, 70), (0.5, 1.5, 8, 90), (15, 5, 10, 70), (60, 25, 10, 5)]

Column = Sequence[int | None]


@dataclass(frozen=True)
class Index:
    n: list[int]
    nrr: list[Decimal]
    weighted: list[Decimal]
    mean: Decimal
    value: Decimal
    grade: str


def rounded(numerator: int, denominator: int, places: int) -> Decimal:
    """Half up. Cut to half a step first, which moves nothing across a half."""
    scaled = Decimal(2 * numerator * 10**places // denominator) / 2
    return scaled.quantize(Decimal(1), ROUND_HALF_UP).scaleb(-places)


def computed(columns: Sequence[Column], index: str) -> Index:
    filled = [[score for score in column if score is not None] for column in columns]
    totals, n, unsur = [sum(column) for column in filled], [len(column) for column in filled], len(columns)
    # Σ total/n, over one denominator.
    common = lcm(*n)
    whole = sum(total * (common // each) for total, each in zip(totals, n, strict=True))
    value = rounded(whole * 25, common * unsur, 2)
    return Index(
        n=n,
        nrr=[rounded(total, each, 4) for total, each in zip(totals, n, strict=True)],
        weighted=[rounded(total, each * unsur, 4) for total, each in zip(totals, n, strict=True)],
        mean=rounded(whole, common * unsur, 4),
        value=value,
        grade="DCBA"[sum(value > Decimal(border) for border in BORDERS[index])],
    )


def interval(columns: Sequence[Sequence[int]]) -> tuple[float, float]:
    """For a complete table, on 25–100: the visits' own means are a plain sample."""
    unsur, n = len(columns), len(columns[0])
    totals = [sum(row) for row in zip(*columns, strict=True)]
    mean = sum(totals) / n
    deviation = sqrt(sum((total - mean) ** 2 for total in totals) / (n - 1))
    half = float(peers.stats.t.ppf(0.975, n - 1)) * deviation / sqrt(n)
    return max(25.0, 25 * (mean - half) / unsur), min(100.0, 25 * (mean + half) / unsur)


def table(chance: random.Random, questions: int, respondents: int) -> list[Column]:
    """A column per question: each with a mood of its own, or all with one; sometimes one mood per visitor; some cells empty."""
    moods = [chance.choice(MOODS)] * questions if chance.random() < 0.5 else [chance.choice(MOODS) for _ in range(questions)]
    columns: list[Column] = [chance.choices((1, 2, 3, 4), mood, k=respondents) for mood in moods]
    if chance.random() < 0.3:
        same = chance.random()
        columns = [[own if chance.random() > same else common for own, common in zip(c, columns[0], strict=True)] for c in columns]
    empty = chance.choice((0.0, 0.0, 0.01, 0.05, 0.2))
    if empty:
        columns = [[None if chance.random() < empty else score for score in column] for column in columns]
    return columns


def agree(seed: int) -> int:
    """Compare both on one random table; returns how many intervals could be compared."""
    chance = random.Random(seed)
    key = chance.choice(list(QUESTIONS))
    codes = {index: [f"{'U' if index == 'ikm' else 'K'}{n + 1}" for n in range(most)] for index, most in QUESTIONS[key].items()}
    respondents = chance.randint(31, 500)
    names = [code for of in codes.values() for code in of]
    columns = dict(zip(names, table(chance, len(names), respondents), strict=True))
    rows = zip(*columns.values(), strict=True)
    visits = [{name: score for name, score in zip(names, row, strict=True) if score is not None} for row in rows]
    found = of_visits(visits, CATALOGUE.current(key))
    assert set(found.indices) == set(codes)
    return sum(same(found.indices[index], [columns[code] for code in of], index) for index, of in codes.items())


def same(found: IndexFigure | None, columns: Sequence[Column], index: str) -> bool:
    """Whether the interval was compared too: only for a complete table, and where ours is a plain t interval."""
    assert found
    expected = computed(columns, index)
    assert [f.n for f in found.questions] == expected.n
    assert [_places(f.nrr) for f in found.questions] == expected.nrr
    assert [_places(f.weighted) for f in found.questions] == expected.weighted
    assert (found.mean, found.value, found.grade.letter) == (expected.mean, expected.value, expected.grade)
    complete = [[score for score in column if score is not None] for column in columns]
    n = len(columns[0])
    if found.estimate.rule is not Rule.T or any(len(column) < n for column in complete):
        return False
    low, high = interval(complete)
    # Nearly unanimous tables have a wider one: zero variance is not certainty.
    doubt = 75 * (1 - 0.025 ** (1 / n))
    if low > 100 - doubt or high < 25 + doubt:
        return False
    assert float(found.low) == pytest.approx(low, abs=0.01)
    assert float(found.high) == pytest.approx(high, abs=0.01)
    return True


def _places(value: object) -> Decimal:
    """A fraction of the first implementation, rounded by the second."""
    numerator, denominator = value.as_integer_ratio()  # type: ignore[attr-defined]
    return rounded(numerator, denominator, 4)


def test_both_agree_on_random_tables() -> None:
    compared = sum(agree(seed) for seed in range(300))
    assert compared > 100, "too few intervals were compared to say anything"


@pytest.mark.long
def test_both_agree_on_many_random_tables() -> None:
    assert sum(agree(seed) for seed in range(1000, 11_000)) > 3000


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [(1, 8, "0.13"), (76605, 1000, "76.61"), (766049, 10000, "76.60"), (1, 3, "0.33"), (2, 3, "0.67"), (100, 1, "100.00")],
)
def test_the_second_one_rounds_half_up_too(numerator: int, denominator: int, expected: str) -> None:
    assert str(rounded(numerator, denominator, 2)) == expected


def test_the_second_one_by_hand() -> None:
    found = computed([[4, 3, None], [2, 2, 1], [None, 4, 4]], "ikm")
    assert found.n == [2, 3, 2]
    assert [str(x) for x in found.nrr] == ["3.5000", "1.6667", "4.0000"]
    assert [str(x) for x in found.weighted] == ["1.1667", "0.5556", "1.3333"]
    # (3.5 + 5/3 + 4)/3 = 55/18
    assert (str(found.mean), str(found.value), found.grade) == ("3.0556", "76.39", "C")
