"""The questionnaire on paper, in both languages, also in big print."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.instruments import Question
from kiosk.printing import sheets
from kiosk.printing.posters import DEMO
from kiosk.words.catalogue import gettext as _


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
    """The form as PDF: 9.8 pt (9.3 where it asks what should improve too), or 18 pt in big print."""
    return sheets.pdf("questionnaire", data(made))


def data(made: PaperForm) -> dict[str, Any]:
    return {
        "title": f"Formulir penilaian: {made.unit} {made.counter}".strip(),
        "large": made.large,
        "longer": any(question.is_wish for question in made.questions),
        "unit": made.unit,
        "counter": made.counter,
        "counter_en": made.counter_en if made.counter_en != made.counter else "",
        # Sheets come apart, above all in big print: each says which form it belongs to.
        "foot": " · ".join(filter(None, (made.unit, made.counter))),
        **sheets.both("page", lambda: _("Halaman")),
        **sheets.both("heading", lambda: _("Penilaian pelayanan")),
        **sheets.both("date", lambda: _("Tanggal")),
        **sheets.both("service", lambda: _("Layanan")),
        **sheets.both(
            "how", lambda: _("Beri tanda silang pada satu kotak di setiap pertanyaan. Yang tidak ingin dijawab boleh dikosongkan.")
        ),
        "parts": [
            {"heading_id": "", "heading_en": "", "why_id": "", "why_en": "", "questions": [_written(q) for q in made.questions]},
            *([_profile(made.profile)] if made.profile else []),
        ],
        **sheets.both("words", lambda: _("Pesan untuk unit ini")),
        **sheets.both("privacy", lambda: _("Jangan menulis nama atau nomor. Formulir dimasukkan oleh Kanwil, bukan oleh unit ini.")),
        "demo": DEMO if made.is_demo else "",
    }


def _profile(questions: Sequence[Question]) -> dict[str, Any]:
    return {
        **sheets.both("heading", lambda: _("Tentang Anda (boleh dilewati)")),
        **sheets.both(
            "why",
            lambda: _(
                "Agar terlihat apakah semua kelompok dilayani sama baik. Hanya jumlahnya per bulan disimpan, terpisah dari penilaian."
            ),
        ),
        "questions": [_written(q) for q in questions],
    }


def _written(question: Question) -> dict[str, Any]:
    labels = zip(question.keys, question.labels["id"], question.labels["en"], strict=True)
    # Of what should improve several boxes may be crossed, which the form says of no other question.
    said = {each: f" {question.explanation[each]}" if question.is_wish else "" for each in ("id", "en")}
    return {
        "code": question.code,
        "id": f"{question.official['id']}{said['id']}",
        "en": f"{question.official['en']}{said['en']}",
        "labels": [{"key": key, "id": indonesian, "en": english} for key, indonesian, english in labels],
    }
