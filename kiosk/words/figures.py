"""What is said of figures: sentences made from figures alone, the same on pages, on paper and in commands."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from kiosk.figures import IndexFigure
from kiosk.indices import Difference, Grade, half_up
from kiosk.indices.integrity_zone import Threshold
from kiosk.indices.intervals import Rule
from kiosk.indices.sample_size import margin
from kiosk.instruments import Index
from kiosk.instruments.definitions import SATISFACTION, defined
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import in_text, language, ngettext
from kiosk.words.numbers import decimals, whole


def index_name(index: str) -> str:
    """The index of that key in short, or what is said for the overall tap."""
    return _("Kepuasan") if index == SATISFACTION else in_text(defined()[index].short)


def listed(names: Iterable[str]) -> str:
    """One after the other in a sentence.

    >>> listed(["IKM"]), listed(["Kepuasan", "IKM", "IPK"])
    ('IKM', 'Kepuasan, IKM dan IPK')
    """
    *before, last = names
    return _("%(names)s dan %(last)s", names=", ".join(before), last=last) if before else last


def least_answers(indices: Iterable[Index]) -> str:
    """How many answers a batch has at least, index by index."""
    said = [(each.least, in_text(each.short)) for each in indices]
    first = [_("%(n)s jawaban tiap unsur %(index)s", n=n, index=index) for n, index in said[:1]]
    return ", ".join([*first, *(_("%(n)s tiap unsur %(index)s", n=n, index=index) for n, index in said[1:])])


def awaited(index: Index) -> str:
    """What has to come before the index is shown: see kiosk.tallies.releases."""
    return _("setiap unsur mendapat %(m)s jawaban sehari, atau %(n)s dari dua hari", m=2 * index.least, n=index.least)


def awaited_answers(indices: Iterable[Index]) -> str:
    """The same as what has to come before anything is shown."""
    said = [(each.least, in_text(each.short)) for each in indices]
    first = [_("tiap unsur %(index)s mendapat %(n)s jawaban dari dua hari", n=n, index=index) for n, index in said[:1]]
    return ", ".join([*first, *(_("tiap unsur %(index)s %(n)s", n=n, index=index) for n, index in said[1:])])


def letters(grades: Sequence[Grade]) -> str:
    """What may be shown of a grade: its letter, "B–A" where the interval crosses a border, or that it is not enough.

    >>> from kiosk.indices.grades import IKM_2017
    >>> [letters(IKM_2017.shown(low, 90, n)) for low, n in ((89, 99), (86, 99), (60, 99), (89, 29))]
    ['A', 'B–A', 'D–A', 'belum cukup']
    """
    if not grades:
        return _("belum cukup")
    return "–".join(dict.fromkeys((grades[0].letter, grades[-1].letter)))


def grade(grades: Sequence[Grade]) -> str:
    """The same with its words where it is one; a verdict on somebody's honesty is not among them.

    >>> from kiosk.indices.grades import IKM_2017, IPK_EQUAL_WIDTH
    >>> grade(IKM_2017.shown(89, 90, 30)), grade(IPK_EQUAL_WIDTH.shown(89, 90, 30)), grade(IPK_EQUAL_WIDTH.shown(80, 90, 30))
    ('A – Sangat baik', 'Mutu A', 'Mutu B–A')
    """
    if grades and grades[0].quoted:
        return _("Mutu %(letters)s", letters=letters(grades))
    if len(grades) != 1:
        return letters(grades)
    return f"{grades[0].letter} – {official(grades[0])}"


def official(found: Grade) -> str:
    """The words of a grade as its regulation has them, for where it is quoted.

    >>> from kiosk.indices.grades import IPK_EQUAL_WIDTH
    >>> official(IPK_EQUAL_WIDTH.grades[-1])
    'Bersih dari korupsi'
    """
    return found.indonesian if language() == "id" else found.english


def graded(figure: IndexFigure) -> str:
    """The grade of an index as it may be shown, with its words where it is one."""
    return grade(figure.shown)


def basis(figure: IndexFigure) -> str:
    """Official (resmi) from enough complete questionnaires, else an estimate (perkiraan)."""
    return _("resmi") if figure.official else _("perkiraan")


def index(figure: IndexFigure, *, of: str = "visits") -> str:
    """An index in one sentence: value, interval, grade as it may be shown, and how many stand behind it.

    `of`: "visits" (kunjungan) or "respondents" (responden).
    """
    between = f"{decimals(figure.low)}–{decimals(figure.high)}"
    return f"{in_text(figure.index.short)} {decimals(figure.value)} ({between}), {grade(figure.shown)}, {_behind(figure.n, of)}"


def rule(figure: IndexFigure) -> str:
    """How the interval of the index was made, and why so."""
    return {
        Rule.T: _("rentang: rata-rata ± t × galat baku"),
        Rule.WILSON: _("rentang cara Wilson, karena sedikit yang menilai lain"),
        Rule.FLOOR: _("rentang dilebarkan, karena hampir semua menjawab sama"),
        Rule.ALONE: _("rentang seluruh skala, karena ada unsur dengan satu jawaban"),
    }[figure.estimate.rule]


def difference(name: str, found: Difference | None, p: float | None) -> str:
    """How an index (difference on 1–4) changed against the period before; only what a test says after correction is said.

    `p` is the p-value after Holm's correction (0 to 1). None where there are too few answers to compare.
    """
    if found is None or p is None:
        return _("%(name)s: belum cukup untuk dibandingkan", name=name)
    if not found.is_real(p):
        return _("%(name)s: tidak ada perubahan yang nyata", name=name)
    low, high, size = (decimals(half_up(Fraction(end) * 25, 2)) for end in (found.low, found.high, abs(found.value)))
    if found.value > 0:
        return _("%(name)s naik %(size)s (selisih antara %(low)s dan %(high)s)", name=name, size=size, low=low, high=high)
    return _("%(name)s turun %(size)s (selisih antara %(low)s dan %(high)s)", name=name, size=size, low=low, high=high)


def threshold(asked: Threshold, figure: IndexFigure) -> str:
    """How far an index lies from what the integrity zone (ZI) asks, on 1–4."""
    distance = asked.distance(figure.estimate.mean)
    # What is missed by a hair is not "0,00 short of it".
    places = 2 if half_up(distance, 2) or not distance else 4
    needed, away = decimals(half_up(asked.mean, 2)), decimals(abs(half_up(distance, places)), places)
    doubt = "" if asked.verified else _(" (angka dari ingatan, belum diperiksa)")
    reached = _("tercapai, %(away)s di atasnya", away=away) if distance >= 0 else _("belum tercapai, kurang %(away)s", away=away)
    return _(
        "ambang %(survey)s %(award)s %(needed)s dari 4%(doubt)s: %(reached)s",
        survey=asked.survey,
        award=asked.award,
        needed=needed,
        doubt=doubt,
        reached=reached,
    )


def sample(population: int, needed: int) -> str:
    """How many respondents a population needs."""
    return _(
        "Dari %(of)s orang yang dilayani, paling sedikit %(enough)s responden (Krejcie–Morgan, 95 %%, ±5 %%)",
        of=whole(population),
        enough=whole(needed),
    )


def sampled(answered: int, population: int, needed: int) -> str:
    """Whether enough have answered: response rate, and the margin of a share of a half in per cent, with one decimal each."""
    n, rate = whole(answered), decimals(half_up(Fraction(100 * answered, population), 1), 1)
    if answered > population:
        return _("Terkumpul %(n)s (%(rate)s %%), lebih banyak dari yang dilayani: periksa populasinya", n=n, rate=rate)
    within = decimals(half_up(100 * margin(answered, population), 1), 1) if answered else "100"
    verdict = _("sesuai") if answered >= needed else _("belum sesuai")
    return _("Terkumpul %(n)s (%(rate)s %%), ketelitian ±%(within)s %%: %(verdict)s", n=n, rate=rate, within=within, verdict=verdict)


def _behind(n: int, of: str) -> str:
    if of == "visits":
        return ngettext("dari %(number)s kunjungan", "dari %(number)s kunjungan", n, number=whole(n))
    return ngettext("dari %(number)s responden", "dari %(number)s responden", n, number=whole(n))
