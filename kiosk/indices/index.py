"""IKM and IPK: the weighted mean of their unsur on 1–4, and the same on 25–100. Exact, and rounded once, at the end."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

FEWEST_ANSWERS = 5
"""An index waits until each of its questions has this many answers (design 3.6)."""

FACTOR = 25


def weighted_mean(nrr: Mapping[str, Fraction], weights: Mapping[str, Fraction]) -> Fraction:
    """Σ wᵢ·NRRᵢ on 1–4, exact, from {question: NRR} and {question: weight}; an NRR without a weight does not count.

    KeyError if an NRR is missing: an index of fewer unsur is another index. ValueError if the weights do not sum to 1.
    Source: PermenPANRB 14/2017, annex (NRR tertimbang), with exact weights: 1/9 printed as 0,11 would cap the IKM at 99,00.

    >>> weighted_mean({"U1": Fraction(3), "U2": Fraction(4)}, {"U1": Fraction(1, 2), "U2": Fraction(1, 2)})
    Fraction(7, 2)
    """
    must_sum_to_one(weights)
    return sum((weight * nrr[question] for question, weight in weights.items()), Fraction(0))


def printed_weight(weight: Fraction) -> Decimal:
    """A weight cut to two decimals, as older sheets print and use it. Source: domain.md 1.5 (1/9 as 0,11).

    >>> [str(printed_weight(Fraction(1, n))) for n in (9, 8, 7, 5)]
    ['0.11', '0.12', '0.14', '0.20']
    """
    return Decimal(100 * weight.numerator // weight.denominator).scaleb(-2)


def with_printed_weights(nrr: Mapping[str, Fraction], weights: Mapping[str, Fraction]) -> Decimal:
    """The index (25–100, two decimals) as older sheets have it, with weights cut to two decimals: 1/9 as 0,11, 1/7 as 0,14.

    For comparison with such sheets only: nine times 0,11 is 0,99, so nobody can reach 100. Source: domain.md 1.5.

    >>> tenths = dict(zip("123456789", (32, 31, 30, 35, 33, 34, 36, 32, 29)))
    >>> nrr = {f"U{n}": Fraction(mean, 10) for n, mean in tenths.items()}
    >>> ninths = {unsur: Fraction(1, 9) for unsur in nrr}
    >>> with_printed_weights(nrr, ninths), half_up(converted(weighted_mean(nrr, ninths)), 2)
    (Decimal('80.30'), Decimal('81.11'))
    """
    printed = sum((Fraction(printed_weight(weight)) * nrr[question] for question, weight in weights.items()), Fraction(0))
    return half_up(converted(printed), 2)


def converted(mean: Fraction) -> Fraction:
    """A mean on 1–4 as an index on 25–100 (nilai konversi): × 25.

    Source: PermenPANRB 14/2017, annex.

    >>> converted(Fraction(7, 2))
    Fraction(175, 2)
    """
    return mean * FACTOR


def half_up(value: Fraction | Decimal | float, places: int) -> Decimal:
    """Rounded to `places` decimals, halves away from zero, exactly; a float counts with its binary value.

    >>> half_up(Fraction(1532, 625) * 25, 2), half_up(Fraction(1, 8), 2)
    (Decimal('61.28'), Decimal('0.13'))
    """
    # In whole numbers throughout: a page of a hundred units rounds some thousand times, and fractions find divisors each time.
    numerator, denominator = value.as_integer_ratio()
    whole = (2 * 10**places * abs(numerator) // denominator + 1) // 2
    return Decimal(f"{-whole if numerator < 0 else whole}E-{places}")


def must_sum_to_one(weights: Mapping[str, Fraction]) -> None:
    if sum(weights.values(), Fraction(0)) != 1:
        raise ValueError(f"the weights of {', '.join(weights) or 'no unsur'} do not sum to 1")
