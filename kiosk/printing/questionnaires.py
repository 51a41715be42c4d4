"""The questionnaire on paper, in both languages, also in big print."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.instruments import Question
from kiosk.printing import sheets
from kiosk.printing.posters import DEMO


@dataclass(frozen=True, slots=True)
class PaperForm:
    """What a form asks. Questions in the order asked; those of the profile come last, and may be none."""

    unit: str
    counter: str
    questions: Sequence[Question]
    profile: Sequence[Question]
    large: bool = False
    is_demo: bool = False
    counter_en: str = ""


def questionnaire(made: PaperForm) -> bytes:
    """The form as PDF: 9.8 pt, or 18 pt in big print."""
    return sheets.pdf("questionnaire", data(made))


def data(made: PaperForm) -> dict[str, Any]:
    return {
        "title": f"Formulir penilaian: {made.unit} {made.counter}".strip(),
        "large": made.large,
        "unit": made.unit,
        "counter": made.counter,
        "counter_en": made.counter_en if made.counter_en != made.counter else "",
        # Sheets come apart, above all in big print: each says whose it is.
        "foot": " · ".join(filter(None, (made.unit, made.counter))),
        "page_id": "Halaman",
        "page_en": "Page",
        "heading_id": "Penilaian pelayanan",
        "heading_en": "Rating of our service",
        "date_id": "Tanggal",
        "date_en": "Date",
        "service_id": "Layanan",
        "service_en": "Service",
        "how_id": "Beri tanda silang pada satu kotak di setiap pertanyaan. Yang tidak ingin dijawab boleh dikosongkan.",
        "how_en": "Cross one box for each question. Leave empty what you do not want to answer.",
        "parts": [
            {"heading_id": "", "heading_en": "", "why_id": "", "why_en": "", "questions": [_written(q) for q in made.questions]},
            *([_profile(made.profile)] if made.profile else []),
        ],
        "words_id": "Pesan untuk unit ini",
        "words_en": "Your words to this unit",
        "privacy_id": "Jangan menulis nama atau nomor. Formulir dimasukkan oleh Kanwil, bukan oleh unit ini.",
        "privacy_en": "Do not write your name or number. Forms are entered by the regional office, not by this unit.",
        "demo": DEMO if made.is_demo else "",
    }


def _profile(questions: Sequence[Question]) -> dict[str, Any]:
    return {
        "heading_id": "Tentang Anda (boleh dilewati)",
        "heading_en": "About you (may be skipped)",
        "why_id": "Agar terlihat apakah semua kelompok dilayani sama baik. Hanya jumlahnya per bulan disimpan, terpisah dari penilaian.",
        "why_en": "To see whether all groups are served equally well. Only sums by month are kept, apart from the rating.",
        "questions": [_written(q) for q in questions],
    }


def _written(question: Question) -> dict[str, Any]:
    labels = zip(question.labels["id"], question.labels["en"], strict=True)
    return {
        "code": question.code,
        "id": question.official["id"],
        "en": question.official["en"],
        "labels": [{"id": indonesian, "en": english} for indonesian, english in labels],
    }
