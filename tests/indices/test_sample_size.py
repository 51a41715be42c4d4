"""How many must be asked: the whole published table of Krejcie and Morgan, and what a sample is worth."""

from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.indices import krejcie_morgan, response_rate
from kiosk.indices.sample_size import finite_population, margin

# Krejcie & Morgan 1970, table 1: population-sample, as printed.
PUBLISHED = """
10-10 15-14 20-19 25-24 30-28 35-32 40-36 45-40 50-44 55-48 60-52 65-56 70-59 75-63 80-66 85-70 90-73 95-76 100-80 110-86
120-92 130-97 140-103 150-108 160-113 170-118 180-123 190-127 200-132 210-136 220-140 230-144 240-148 250-152 260-155 270-159
280-162 290-165 300-169 320-175 340-181 360-186 380-191 400-196 420-201 440-205 460-210 480-214 500-217 550-226 600-234 650-242
700-248 750-254 800-260 850-265 900-269 950-274 1000-278 1100-285 1200-291 1300-297 1400-302 1500-306 1600-310 1700-313 1800-317
1900-320 2000-322 2200-327 2400-331 2600-335 2800-338 3000-341 3500-346 4000-351 4500-354 5000-357 6000-361 7000-364 8000-367
9000-368 10000-370 15000-375 20000-377 30000-379 40000-380 50000-381 75000-382 1000000-384
"""
ROWS = {int(population): int(sample) for population, _, sample in (row.partition("-") for row in PUBLISHED.split())}
populations = st.integers(1, 10**9)


def test_all_rows_of_the_published_table_come_out() -> None:
    assert len(ROWS) == 90
    assert {population: krejcie_morgan(population) for population in ROWS} == ROWS


@pytest.mark.parametrize(
    # domain.md 1.7: the passports of Kanim Tanjungpandan in a year, and about a month of them; then the ends.
    ("population", "sample"),
    [(2360, 330), (197, 130), (1, 1), (2, 2), (10**12, 384)],
)
def test_between_and_beyond_its_rows(population: int, sample: int) -> None:
    assert krejcie_morgan(population) == sample


@given(populations, populations)
def test_more_people_never_need_fewer_and_never_more_than_there_are(one: int, other: int) -> None:
    fewer, more = sorted((one, other))
    assert krejcie_morgan(fewer) <= krejcie_morgan(more)
    assert 1 <= krejcie_morgan(more) <= min(more, 384)


@pytest.mark.parametrize("population", [0, -1, -(10**9)])
def test_nobody_cannot_be_sampled(population: int) -> None:
    with pytest.raises(ValueError, match="cannot be sampled"):
        krejcie_morgan(population)


@pytest.mark.parametrize(
    ("sample", "population", "share"),
    [(1, 1, Fraction(0)), (50, 50, Fraction(0)), (1, 50, Fraction(1)), (25, 50, Fraction(25, 49)), (330, 2360, Fraction(290, 337))],
)
def test_a_sample_of_everybody_leaves_no_doubt(sample: int, population: int, share: Fraction) -> None:
    assert finite_population(sample, population) == share
    assert margin(sample, population) == pytest.approx(1.96 * sqrt(share / 4 / sample), rel=2e-4)


@given(populations.flatmap(lambda n: st.tuples(st.integers(1, n), st.just(n))))
def test_the_margin_shrinks_with_every_answer(asked: tuple[int, int]) -> None:
    sample, population = asked
    assert 0 <= finite_population(sample, population) <= 1
    assert 0 <= margin(sample, population) < 1
    if sample < population:
        assert margin(sample + 1, population) < margin(sample, population)


@pytest.mark.parametrize("population", [p for p in ROWS if p >= 100])
def test_the_table_promises_five_points(population: int) -> None:
    assert margin(krejcie_morgan(population), population) == pytest.approx(0.05, abs=0.003)


@pytest.mark.parametrize("asked", [(0, 5), (6, 5), (-1, 5), (1, 0), (0, 0)])
def test_what_is_no_sample_is_refused(asked: tuple[int, int]) -> None:
    for function in (finite_population, margin):
        with pytest.raises(ValueError, match="cannot be a sample"):
            function(*asked)


@pytest.mark.parametrize(
    ("answered", "served", "rate"),
    [(142, 1204, "11.8"), (0, 10, "0.0"), (10, 10, "100.0"), (1, 800, "0.1"), (1, 2001, "0.0"), (11, 10, "110.0"), (0, 0, "None")],
)
def test_response_rate(answered: int, served: int, rate: str) -> None:
    assert str(response_rate(answered, served)) == rate


@pytest.mark.parametrize("numbers", [(-1, 5), (1, -5)])
def test_what_is_no_rate_is_refused(numbers: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="is no rate"):
        response_rate(*numbers)
