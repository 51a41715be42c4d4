"""What is said of figures, in each language: sentences made from figures alone, the same on pages, on paper and in commands."""

from collections.abc import Sequence
from fractions import Fraction

from kiosk.indices import Difference, Grade, half_up
from kiosk.indices.integrity_zone import Threshold
from kiosk.indices.intervals import Rule
from kiosk.indices.sample_size import margin
from kiosk.reports import IndexFigure
from kiosk.words.writing import decimals, whole

NAMES = {"ikm": "IKM", "ipk": "IPK"}


def letters(grades: Sequence[Grade], language: str) -> str:
    """What may be shown of a grade: its letter, "B–A" where the interval crosses a border, or that it is not enough.

    >>> from kiosk.indices.grades import IKM_2017
    >>> [letters(IKM_2017.shown(low, 90, n), "id") for low, n in ((89, 99), (86, 99), (60, 99), (89, 29))]
    ['A', 'B–A', 'D–A', 'belum cukup']
    """
    if not grades:
        return {"id": "belum cukup", "en": "not enough yet"}[language]
    return "–".join(dict.fromkeys((grades[0].letter, grades[-1].letter)))


def grade(grades: Sequence[Grade], language: str) -> str:
    """The same with its words where it is one: "B – Baik".

    >>> from kiosk.indices.grades import IKM_2017
    >>> grade(IKM_2017.shown(89, 90, 30), "id"), grade(IKM_2017.shown(89, 90, 30), "en")
    ('A – Sangat baik', 'A – Very good')
    """
    if len(grades) != 1:
        return letters(grades, language)
    return f"{grades[0].letter} – {grades[0].indonesian if language == 'id' else grades[0].english}"


def basis(figure: IndexFigure, language: str) -> str:
    """Official (resmi) from enough complete questionnaires, else indicative (indikatif)."""
    if figure.official:
        return {"id": "resmi", "en": "official"}[language]
    return {"id": "indikatif", "en": "indicative"}[language]


def index(figure: IndexFigure, language: str, *, of: str = "visits") -> str:
    """An index in one sentence: value, interval, grade as it may be shown, and how many stand behind it.

    `of`: "visits" (kunjungan) or "respondents" (responden).
    """
    name, value = NAMES[figure.index], decimals(figure.value, language)
    between = f"{decimals(figure.low, language)}–{decimals(figure.high, language)}"
    return f"{name} {value} ({between}), {grade(figure.shown, language)}, {_behind(figure.n, of, language)}"


def rule(figure: IndexFigure, language: str) -> str:
    """How the interval of the index was made, and why so."""
    return {
        Rule.T: {"id": "rentang: rata-rata ± t × galat baku", "en": "interval: mean ± t × standard error"},
        Rule.WILSON: {
            "id": "rentang cara Wilson, karena sedikit yang menilai lain",
            "en": "interval in Wilson’s form, because few rated otherwise",
        },
        Rule.FLOOR: {
            "id": "rentang dilebarkan, karena hampir semua menjawab sama",
            "en": "interval widened, because nearly all answered alike",
        },
        Rule.ALONE: {
            "id": "rentang seluruh skala, karena ada unsur dengan satu jawaban",
            "en": "the whole scale, because an element has one answer",
        },
    }[figure.estimate.rule][language]


def change(name: str, found: Difference | None, p: float | None, language: str) -> str:
    """How an index (difference on 1–4) changed against the period before; only what a test says after correction is said.

    `p` is the p-value after Holm's correction (0 to 1). None where there are too few answers to compare.
    """
    if found is None or p is None:
        return {"id": f"{name}: belum cukup untuk dibandingkan", "en": f"{name}: not enough yet to compare"}[language]
    low, high = (decimals(half_up(Fraction(end) * 25, 2), language) for end in (found.low, found.high))
    size = decimals(abs(half_up(found.value * 25, 2)), language)
    if not found.is_real(p):
        return {"id": f"{name}: tidak ada perubahan yang nyata", "en": f"{name}: no real change"}[language]
    up = found.value > 0
    return {
        "id": f"{name} {'naik' if up else 'turun'} {size} (selisih antara {low} dan {high})",
        "en": f"{name} {'up' if up else 'down'} by {size} (the difference lies between {low} and {high})",
    }[language]


def threshold(asked: Threshold, figure: IndexFigure, language: str) -> str:
    """How far an index lies from what the integrity zone (ZI) asks, on 1–4."""
    distance = asked.distance(figure.estimate.mean)
    # What is missed by a hair is not "0,00 short of it".
    places = 2 if half_up(distance, 2) or not distance else 4
    needed, away = decimals(half_up(asked.mean, 2), language), decimals(abs(half_up(distance, places)), language, places)
    doubt = {"id": " (angka dari ingatan, belum diperiksa)", "en": " (recalled, not checked)"}[language] if not asked.verified else ""
    if language == "id":
        reached = f"tercapai, {away} di atasnya" if distance >= 0 else f"belum tercapai, kurang {away}"
        return f"ambang {asked.survey} {asked.award} {needed} dari 4{doubt}: {reached}"
    reached = f"reached, {away} above it" if distance >= 0 else f"not reached, {away} short of it"
    return f"{asked.survey} threshold for {asked.award}, {needed} of 4{doubt}: {reached}"


def sample(population: int, needed: int, language: str) -> str:
    """How many respondents a population needs."""
    of, enough = whole(population, language), whole(needed, language)
    return {
        "id": f"Dari {of} orang yang dilayani, paling sedikit {enough} responden (Krejcie–Morgan, 95 %, ±5 %)",
        "en": f"Of {of} served, at least {enough} must respond (Krejcie–Morgan, 95%, ±5%)",
    }[language]


def sampled(answered: int, population: int, needed: int, language: str) -> str:
    """Whether as many have answered: response rate, and the margin of a share of a half in per cent, of one decimal each."""
    n = whole(answered, language)
    percent = decimals(half_up(Fraction(100 * answered, population), 1), language, 1)
    if answered > population:
        return {
            "id": f"Terkumpul {n} ({percent} %), lebih banyak dari yang dilayani: periksa populasinya",
            "en": f"{n} responded ({percent}%), more than were served: check the population",
        }[language]
    within = decimals(half_up(100 * margin(answered, population), 1), language, 1) if answered else "100"
    return {
        "id": f"Terkumpul {n} ({percent} %), ketelitian ±{within} %: {'sesuai' if answered >= needed else 'belum sesuai'}",
        "en": f"{n} responded ({percent}%), to within ±{within}%: {'enough' if answered >= needed else 'not enough yet'}",
    }[language]


def _behind(n: int, of: str, language: str) -> str:
    number = whole(n, language)
    if language == "id":
        return f"dari {number} {'kunjungan' if of == 'visits' else 'responden'}"
    return f"from {number} {of if n != 1 else of.removesuffix('s')}"
