"""IKM and IPK: the weighted mean of their unsur on 1–4, and the same on 25–100. Exact, and rounded once, at the end."""

from collections.abc import Mapping
from decimal import Decimal, localcontext
from fractions import Fraction

from kiosk.indices.nrr import answered, nrr

FEWEST_ANSWERS = 5
"""An index waits until each of its unsur has this many answers (design 3.6)."""

FACTOR = 25


def weighted_mean(
    counts: Mapping[str, Mapping[int, int]], weights: Mapping[str, Fraction], minimum: int = FEWEST_ANSWERS
) -> Fraction | None:
    """Σ wᵢ·NRRᵢ on 1–4 from {unsur: {score: n}} and {unsur: weight}; None while an unsur has under `minimum` answers.

    Unsur without a weight are not part of the index and do not count. ValueError if the weights do not sum to 1.
    Source: PermenPANRB 14/2017, annex, with exact weights: 1/9 printed as 0,11 would cap the IKM at 99,00.

    >>> weighted_mean({"U1": {3: 5}, "U2": {4: 5}}, {"U1": Fraction(1, 2), "U2": Fraction(1, 2)})
    Fraction(7, 2)
    """
    must_sum_to_one(weights)
    total = Fraction(0)
    for unsur, weight in weights.items():
        of_unsur = counts.get(unsur, {})
        mean = nrr(of_unsur)
        if mean is None or answered(of_unsur) < minimum:
            return None
        total += weight * mean
    return total


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
    exact = Fraction(value) * 10**places
    twice, sign = abs(exact) * 2, -1 if exact < 0 else 1
    whole = (twice.numerator // twice.denominator + 1) // 2
    with localcontext() as context:
        context.prec = max(28, len(str(whole)) + 1)
        return Decimal(sign * whole).scaleb(-places)


def must_sum_to_one(weights: Mapping[str, Fraction]) -> None:
    if sum(weights.values(), Fraction(0)) != 1:
        raise ValueError(f"the weights of {', '.join(weights) or 'no unsur'} do not sum to 1")
