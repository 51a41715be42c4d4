"""What is said of each kind of finding, in both languages: figure, comparison, certainty."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.findings import DOWN, UP, Finding, Found, Kind, Weight
from kiosk.findings.finding import SAME
from kiosk.words import in_language, verdicts
from kiosk.words.numbers import unbroken

MONDAY, BEFORE = date(2026, 11, 9), date(2026, 11, 3)
SHORT = "Berkas diperiksa di pintu masuk supaya tidak ada yang …"
LONG = "Berkas diperiksa di pintu masuk supaya tidak ada yang menunggu dengan sia-sia"


def finding(kind: Kind, value: float, usual: float, low: float | None, high: float | None, **more: object) -> Finding:
    return Finding(kind, UP if value > usual else DOWN, value, usual, BEFORE, MONDAY, 50, low, high, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "indonesian", "english"),
    [
        (
            finding(Kind.BAD_DAY, 0.56, 0.91, -0.5, -0.2),
            "Kepuasan Senin 56 %, biasanya 91 %.",
            "Satisfaction on Monday 56 %, usually 91 %.",
        ),
        (
            finding(Kind.BAD_DAY, 0.56, 0.91, -0.5, -0.2, record=date(2026, 1, 12)),
            "Kepuasan Senin 56 %, biasanya 91 %: terendah sejak 12 Januari 2026.",
            "Satisfaction on Monday 56 %, usually 91 %: the lowest since 12 January 2026.",
        ),
        (
            finding(Kind.RECORD, 0.99, 0.9, 0.01, 0.1, record=date(2026, 1, 12)),
            "Kepuasan Senin 99 %, biasanya 90 %: tertinggi sejak 12 Januari 2026.",
            "Satisfaction on Monday 99 %, usually 90 %: the highest since 12 January 2026.",
        ),
        (
            finding(Kind.FIVE_DAYS, 0.78, 0.91, -0.2, -0.06),
            "Kepuasan lima hari terakhir 78 %, biasanya 91 % (turun 6–20 poin).",
            "Satisfaction in the last five days 78 %, usually 91 % (down 6–20 points).",
        ),
        (
            finding(Kind.LASTING_FALL, 0.84, 0.91, -0.1, -0.03, lately=0.86),
            "Kepuasan turun dari 91 % ke 84 % sejak 3 November 2026 (turun 3–10 poin); lima hari terakhir 86 %.",
            "Satisfaction fell from 91 % to 84 % since 3 November 2026 (down 3–10 points); in the last five days 86 %.",
        ),
        (
            finding(Kind.LASTING_FALL, 0.84, 0.91, -0.1, -0.03, lately=0.9),
            "Kepuasan sempat turun dari 91 % ke 84 % sejak 3 November 2026 (turun 3–10 poin); lima hari terakhir kembali 90 %.",
            "Satisfaction had fallen from 91 % to 84 % since 3 November 2026 (down 3–10 points); in the last five days back at 90 %.",
        ),
        (
            finding(Kind.LASTING_RISE, 0.95, 0.9, -0.001, 0.09, lately=0.95),
            "Kepuasan naik dari 90 % ke 95 % sejak 3 November 2026 (naik sampai 9 poin).",
            "Satisfaction rose from 90 % to 95 % since 3 November 2026 (up by at most 9 points).",
        ),
        (
            finding(Kind.ELEMENT, 2.9, 3.35, -0.7, -0.2, of="U4"),
            "Bulan November 2026 unsur Waktu penyelesaian 2,90, rata-rata unsur lain 3,35 (lebih rendah 0,20–0,70).",
            "November 2026: Time taken 2.90, the other elements on average 3.35 (lower by 0.20–0.70).",
        ),
        (
            finding(Kind.COUNTER, 0.7, 0.9, -0.3, -0.1, of="2"),
            "Kepuasan di Loket 2: 70 %, di tempat lain 90 % (turun 10–30 poin).",
            "Satisfaction at Counter 2: 70 %, elsewhere 90 % (down 10–30 points).",
        ),
        (
            finding(Kind.HOUR, 0.72, 0.9, -0.28, -0.08, of="10"),
            "Pukul 10–11 kepuasan 72 %, jam lain 90 % (turun 8–28 poin).",
            "From 10 to 11 o’clock satisfaction is 72 %, at other hours 90 % (down 8–28 points).",
        ),
        (
            finding(Kind.WEEKDAY, 0.8, 0.91, -0.2, -0.02, of="0"),
            "Tiap Senin kepuasan 80 %, hari lain 91 % (turun 2–20 poin).",
            "Every Monday satisfaction is 80 %, on other days 91 % (down 2–20 points).",
        ),
        (
            finding(Kind.PARTICIPATION, 0.2, 0.3, -0.14, -0.06),
            "Yang menilai turun dari 30 % ke 20 % dari yang dilayani sejak 3 November 2026 (turun 6–14 poin).",
            "Of those served, 20 % have rated since 3 November 2026, before that 30 % (down 6–14 points).",
        ),
        (
            finding(Kind.OVER_SERVED, 1.3, 1.0, None, None),
            "Senin yang menilai 50 orang, lebih banyak daripada yang dilayani: periksa jumlah yang dilayani.",
            "Monday: 50 people rated, more than were served. Check the number served.",
        ),
        (
            finding(Kind.SILENT, 0.0, 31.6, None, None),
            "Tidak ada penilaian sejak 3 November 2026; biasanya sudah sekitar 32.",
            "No ratings since 3 November 2026; usually there would be about 32 by now.",
        ),
        (
            finding(Kind.MARKED, 0.2, 0.02, 0.1, 0.3),
            "20 % kunjungan ditandai sejak 3 November 2026, biasanya 2 % (naik 10–30 poin).",
            "20 % of visits marked since 3 November 2026, usually 2 % (up 10–30 points).",
        ),
        (
            finding(Kind.THIRTY_DAYS, 0.88, 0.93, -0.08, -0.02),
            "Kepuasan 30 hari terakhir 88 %, 30 hari sebelumnya 93 % (turun 2–8 poin).",
            "Satisfaction in the last 30 days 88 %, in the 30 days before 93 % (down 2–8 points).",
        ),
        (
            finding(Kind.PLAN, 3.31, 3.02, 0.12, 0.46, of="12", element="U4"),
            "Rencana “Dua loket” berhasil: waktu penyelesaian naik dari 3,02 ke 3,31 (naik 0,12–0,46).",
            "Plan “Dua loket” worked: time taken rose from 3.02 to 3.31 (up 0.12–0.46).",
        ),
        (
            finding(Kind.PLAN, 3.02, 3.31, -0.46, -0.12, of="13", element="U4"),
            f"Sejak rencana “{SHORT}” selesai 2 November 2026, waktu penyelesaian turun dari 3,31 ke 3,02 (turun 0,12–0,46).",
            f"Since plan “{SHORT}” was done on 2 November 2026, time taken has fallen from 3.31 to 3.02 (down 0.12–0.46).",
        ),
        (
            replace(finding(Kind.PLAN, 3.05, 3.02, -0.1, 0.16, of="14", element="U4"), direction=SAME),
            "Sejak sebuah rencana selesai 2 November 2026, waktu penyelesaian belum jelas berubah: 3,02 sebelum, 3,05 sesudah.",
            "Since a plan was done on 2 November 2026, time taken has not clearly changed: 3.02 before, 3.05 after.",
        ),
    ],
    ids=lambda each: each.kind.value if isinstance(each, Finding) else "",
)
def test_a_finding_in_both_languages(found: Finding, indonesian: str, english: str) -> None:
    names = {
        (Kind.ELEMENT, "U4"): {"id": "Waktu penyelesaian", "en": "Time taken"},
        (Kind.COUNTER, "2"): {"id": "Loket 2", "en": "Counter 2"},
        (Kind.PLAN, "12"): {"id": "Dua loket"},
        (Kind.PLAN, "13"): {"id": LONG},
    }
    assert verdicts.verdict(found, names) == indonesian
    with in_language("en"):
        assert verdicts.verdict(found, names) == english


def test_every_kind_has_words() -> None:
    for kind in {*Kind} - {Kind.SPAN, Kind.INDEX}:  # of a period: kiosk.words.results
        assert verdicts.verdict(finding(kind, 0.5, 0.6, -0.2, -0.1, of="1"))


def test_a_usual_day_says_since_when() -> None:
    assert verdicts.said(Found(MONDAY, [], BEFORE)) == ["Seperti biasa sejak 3 November 2026."]
    assert verdicts.said(Found(MONDAY, [], None)) == ["Belum dapat dikatakan apa yang biasa: perlu 20 hari buka dengan penilaian."]


def test_no_line_ends_within_a_figure() -> None:
    assert unbroken("ke 84 % (turun 3–10 poin)") == "ke 84\N{NO-BREAK SPACE}% (turun 3\N{WORD JOINER}–\N{WORD JOINER}10 poin)"


@pytest.mark.parametrize(("lately", "weight"), [(0.86, Weight.NOW), (0.894, Weight.NOW), (0.9, Weight.WATCH), (0.93, Weight.WATCH)])
def test_a_fall_that_is_over_is_no_alarm(lately: float, weight: Weight) -> None:
    """It is told until its statistic is back within the limit, but no longer in red."""
    assert finding(Kind.LASTING_FALL, 0.84, 0.91, -0.1, -0.03, lately=lately).weight is weight
