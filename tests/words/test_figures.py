"""What is said of figures, and how numbers and days are written: in both languages, word for word."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from kiosk.figures import IndexFigure
from kiosk.indices import THRESHOLDS, Difference, Estimate
from kiosk.indices.intervals import Rule
from kiosk.instruments.definitions import defined
from kiosk.words import dates, figures, in_language, numbers


def said(language: str, say: Callable[..., str], *about: object, **how: object) -> str:
    """What is said in this language."""
    with in_language(language):
        return say(*about, **how)


def figure(value: str, low: str, high: str, n: int, *, index: str = "ikm", complete: int = 0) -> IndexFigure:
    """An index as computing would leave it, with these ends (25–100)."""
    mean, least, most = (Fraction(text) / 25 for text in (value, low, high))
    estimate = Estimate(mean, float(least), float(most), n, {"U1": n}, Rule.T, 0.01, 1.96, float(n))
    return IndexFigure(defined()[index], (), estimate, complete)


def change(value: str, low: str, high: str) -> Difference:
    """A difference of that many points of the index (25–100); its own p is not what is said."""
    return Difference(Fraction(value) / 25, float(Fraction(low) / 25), float(Fraction(high) / 25), 0.0)


# ── an index ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("of", "indonesian", "english"),
    [
        (
            figure("83.4", "82.1", "84.7", 1412),
            "IKM 83,40 (82,10–84,70), B – Baik, dari 1.412 kunjungan",
            "IKM 83.40 (82.10–84.70), B – Good, from 1,412 visits",
        ),
        (
            figure("88.3", "85.2", "91.4", 30),
            "IKM 88,30 (85,20–91,40), B–A, dari 30 kunjungan",
            "IKM 88.30 (85.20–91.40), B–A, from 30 visits",
        ),
        (
            figure("50", "25", "100", 40),
            "IKM 50,00 (25,00–100,00), D–A, dari 40 kunjungan",
            "IKM 50.00 (25.00–100.00), D–A, from 40 visits",
        ),
        (
            figure("100", "90.5", "100", 29),
            "IKM 100,00 (90,50–100,00), belum cukup, dari 29 kunjungan",
            "IKM 100.00 (90.50–100.00), not enough yet, from 29 visits",
        ),
        (
            figure("75", "25", "100", 1),
            "IKM 75,00 (25,00–100,00), belum cukup, dari 1 kunjungan",
            "IKM 75.00 (25.00–100.00), not enough yet, from 1 visit",
        ),
        (
            figure("90", "89", "91", 12345, index="ipk"),
            "IPK 90,00 (89,00–91,00), Mutu A, dari 12.345 kunjungan",
            "IPK 90.00 (89.00–91.00), Grade A, from 12,345 visits",
        ),
    ],
)
def test_an_index_in_one_sentence(of: IndexFigure, indonesian: str, english: str) -> None:
    assert said("id", figures.index, of) == indonesian
    assert said("en", figures.index, of) == english


def test_respondents_instead_of_visits() -> None:
    assert said("id", figures.index, figure("83.4", "82.1", "84.7", 30), of="respondents").endswith(", dari 30 responden")
    assert said("en", figures.index, figure("83.4", "82.1", "84.7", 30), of="respondents").endswith(", from 30 respondents")
    assert said("en", figures.index, figure("83.4", "82.1", "84.7", 1), of="respondents").endswith(", from 1 respondent")


@pytest.mark.parametrize(
    ("n", "complete", "indonesian", "english"),
    [(29, 29, "perkiraan", "estimate"), (30, 30, "resmi", "official"), (100, 99, "perkiraan", "estimate")],
)
def test_basis(n: int, complete: int, indonesian: str, english: str) -> None:
    of = figure("83.4", "82.1", "84.7", n, complete=complete)
    assert (said("id", figures.basis, of), said("en", figures.basis, of)) == (indonesian, english)


# ── change ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("found", "p", "indonesian", "english"),
    [
        (
            change("3.4", "1.25", "5.55"),
            0.002,
            "IKM naik 3,40 (selisih antara 1,25 dan 5,55)",
            "IKM up by 3.40 (the difference lies between 1.25 and 5.55)",
        ),
        (
            change("-3.4", "-5.55", "-1.25"),
            0.0499,
            "IKM turun 3,40 (selisih antara -5,55 dan -1,25)",
            "IKM down by 3.40 (the difference lies between -5.55 and -1.25)",
        ),
        (
            change("1.005", "-0.5", "2.51"),
            0.05,
            "IKM: tidak ada perubahan yang nyata",
            "IKM: no real change",
        ),
        (
            change("0", "-2", "2"),
            1.0,
            "IKM: tidak ada perubahan yang nyata",
            "IKM: no real change",
        ),
        (None, None, "IKM: belum cukup untuk dibandingkan", "IKM: not enough yet to compare"),
        (None, 0.01, "IKM: belum cukup untuk dibandingkan", "IKM: not enough yet to compare"),
    ],
)
def test_only_what_a_test_says_is_called_a_change(found: Difference | None, p: float | None, indonesian: str, english: str) -> None:
    # A minus is written as Unicode or as ASCII, by the version of the locale data.
    both = [said(language, figures.difference, "IKM", found, p).replace("\N{MINUS SIGN}", "-") for language in ("id", "en")]
    assert both == [indonesian, english]


# ── thresholds of the integrity zone ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (
            "75",
            "ambang SPKP WBK 3,20 dari 4: belum tercapai, kurang 0,20",
            "SPKP threshold for WBK, 3.20 of 4: not reached, 0.20 short of it",
        ),
        ("80", "ambang SPKP WBK 3,20 dari 4: tercapai, 0,00 di atasnya", "SPKP threshold for WBK, 3.20 of 4: reached, 0.00 above it"),
        ("100", "ambang SPKP WBK 3,20 dari 4: tercapai, 0,80 di atasnya", "SPKP threshold for WBK, 3.20 of 4: reached, 0.80 above it"),
    ],
)
def test_how_far_a_threshold_is(value: str, indonesian: str, english: str) -> None:
    asked = next(t for t in THRESHOLDS if (t.award, t.survey) == ("WBK", "SPKP"))
    of = figure(value, "25", "100", 50)
    assert (said("id", figures.threshold, asked, of), said("en", figures.threshold, asked, of)) == (indonesian, english)


# ── samples ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_how_many_are_needed_and_whether_they_are_there() -> None:
    assert (
        said("id", figures.sample, 2360, 330) == "Dari 2.360 orang yang dilayani, paling sedikit 330 responden (Krejcie–Morgan, 95 %, ±5 %)"
    )
    assert said("en", figures.sample, 2360, 330) == "Of 2,360 served, at least 330 must respond (Krejcie–Morgan, 95 %, ±5 %)"
    assert said("id", figures.sampled, 0, 2360, 330) == "Terkumpul 0 (0,0 %), ketelitian ±100 %: belum sesuai"
    assert said("id", figures.sampled, 340, 2360, 330) == "Terkumpul 340 (14,4 %), ketelitian ±4,9 %: sesuai"
    assert said("en", figures.sampled, 12, 2360, 330) == "12 responded (0.5 %), to within ±28.2 %: not enough yet"
    assert said("en", figures.sampled, 40, 30, 28) == "40 responded (133.3 %), more than were served: check the population"


# ── numbers and days ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("number", "places", "indonesian", "english"),
    [
        ("0", 2, "0,00", "0.00"),
        ("83.4", 2, "83,40", "83.40"),
        ("1234.5", 1, "1.234,5", "1,234.5"),
        ("3.0333", 4, "3,0333", "3.0333"),
        ("3", 4, "3,0000", "3.0000"),
    ],
)
def test_decimals_keep_their_zeros(number: str, places: int, indonesian: str, english: str) -> None:
    assert said("id", numbers.decimals, Decimal(number), places) == indonesian
    assert said("en", numbers.decimals, Decimal(number), places) == english


@pytest.mark.parametrize(("number", "indonesian", "english"), [(0, "0", "0"), (999, "999", "999"), (1_412_000, "1.412.000", "1,412,000")])
def test_whole_numbers_are_grouped(number: int, indonesian: str, english: str) -> None:
    assert (said("id", numbers.whole, number), said("en", numbers.whole, number)) == (indonesian, english)


@pytest.mark.parametrize(
    ("first", "last", "indonesian", "english"),
    [
        (date(2026, 5, 1), date(2026, 5, 1), "1 Mei 2026", "1 May 2026"),
        (date(2026, 11, 1), date(2026, 11, 30), "1–30 November 2026", "1–30 November 2026"),
        (date(2026, 1, 1), date(2026, 6, 30), "1 Januari–30 Juni 2026", "1 January–30 June 2026"),
        (date(2025, 12, 20), date(2026, 1, 18), "20 Desember 2025–18 Januari 2026", "20 December 2025–18 January 2026"),
        (date(2025, 11, 1), date(2026, 11, 1), "1 November 2025–1 November 2026", "1 November 2025–1 November 2026"),
    ],
)
def test_a_period_is_written_as_briefly_as_it_stays_clear(first: date, last: date, indonesian: str, english: str) -> None:
    assert said("id", dates.between, first, last) == indonesian
    assert said("en", dates.between, first, last) == english
