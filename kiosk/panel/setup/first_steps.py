"""The first steps of a new unit, as a list on Today and in its settings until all are done or somebody puts the list away."""

from dataclasses import dataclass

from flask import Blueprint, g, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.clock import service_day
from kiosk.panel.guard import acting, may, needs
from kiosk.people import rights
from kiosk.places import Unit, steps
from kiosk.reports import first_steps
from kiosk.reports.first_steps import FirstSteps
from kiosk.web import now, public_url
from kiosk.web.fields import Hidden
from kiosk.web.forms import Form
from kiosk.words.catalogue import gettext as _

part = Blueprint("first_steps", __name__)


class Dismissal(Form):
    at = Hidden()
    """The page it was sent from."""


@dataclass(frozen=True, slots=True)
class Words:
    """A step as it is shown: what to do, where, and how, in a sentence; `hindered`: the sentence says why it cannot be done yet."""

    title: str
    where: str
    how: str
    hindered: bool = False


@part.app_template_global("first_steps")
def of_unit(unit: Unit) -> FirstSteps | None:
    return first_steps.of(unit, now(), service_day(now(), unit.zone), has_head=lambda: rights.has_head(unit))


@part.app_template_global("first_step_words")
def words_of(unit: Unit, step: str) -> Words:
    settings = url_for("panel.settings.show", unit_code=unit.code)
    tablets = url_for("panel.devices.index", unit_code=unit.code)
    codes = url_for("panel.codes.index", unit_code=unit.code)
    here = url_for("panel.today.show", unit_code=unit.code) if may("figures.read", unit) else tablets
    people = url_for("panel.people.index") if may("people.manage", unit) else settings
    invite = (
        _("Dengan tautan yang berlaku sekali; ia melihat angka unit ini dan tindak lanjutnya.")
        if may("people.manage", unit)
        else _("Minta administrator kantor mengundangnya.")
    )
    poster = (
        _("Buka poster satu loket (PDF), cetak, lalu tempel di dekat loket itu.")
        if public_url()
        else _("Belum bisa: alamat publik belum ditetapkan. Jalankan server dengan --public-url.")
    )
    practice = _(
        "Di tablet: ketuk tiga kali sudut kiri atas, masukkan PIN, pilih Mode uji, nilai sampai selesai. Tidak ada yang tersimpan."
    )
    found: dict[str, Words] = {
        "counter": Words(_("Buka loket pertama"), f"{settings}#counters", _("Satu loket untuk satu tempat pengunjung dilayani.")),
        "hours": Words(_("Isi jam buka"), f"{settings}#hours", _("Di luar jam itu tablet tidur, dan ketukan ditandai.")),
        "letterhead": Words(_("Isi kop dan penanda tangan"), f"{settings}#letterhead", _("Untuk lembar harian dan surat yang dicetak.")),
        "head": Words(_("Undang kepala unit"), people, invite, hindered=not may("people.manage", unit)),
        "pin": Words(_("Pasang PIN operator"), f"{tablets}#pin-title", _("Enam angka untuk membuka lembar operator di tablet.")),
        "tablet": Words(_("Pasangkan tablet"), tablets, _("Buat kode, lalu pindai atau ketik di tablet.")),
        "poster": Words(_("Cetak poster"), codes, poster, not public_url()),
        "practice": Words(_("Coba satu penilaian di Mode uji"), tablets, practice),
        "rating": Words(
            _("Penilaian pertama pengunjung"), here, _("Akhiri Mode uji dulu. Sesudah itu setiap ketukan di jam buka dihitung.")
        ),
    }
    return found[step]


@part.post("/units/<unit_code>/first-steps/dismissal")
@needs("counters.keep")
def dismiss(unit: Unit) -> AnyResponse:
    """The list is put away for everybody, wherever it was pressed."""
    with acting("first-steps.dismiss", unit):
        steps.note(unit, steps.DISMISSED, g.person.name, now())
    return redirect(_back(unit), code=303)


@part.post("/units/<unit_code>/first-steps/return")
@needs("counters.keep")
def bring_back(unit: Unit) -> AnyResponse:
    with acting("first-steps.return", unit):
        steps.bring_back(unit)
    return redirect(url_for("panel.settings.show", unit_code=unit.code), code=303)


def _back(unit: Unit) -> str:
    at_today = Dismissal.sent().at == "today" and may("figures.read", unit)
    return url_for("panel.today.show" if at_today else "panel.settings.show", unit_code=unit.code)
