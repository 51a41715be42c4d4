"""What a unit may pass on of a day that is over: a picture and a text for a messenger, with the very figures of Today."""

from flask import Blueprint, Response, abort, render_template

from kiosk import printing, proof, reports
from kiosk.instruments import Index
from kiosk.panel.figures.days import asked_day
from kiosk.panel.guard import needs
from kiosk.places import Unit, installation
from kiosk.printing import Card, CardFigure
from kiosk.reports import IndexFigure, Today
from kiosk.web import instruments, language, now
from kiosk.web.files import png_file
from kiosk.words import figures
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import in_text
from kiosk.words.dates import day as day_in_words
from kiosk.words.dates import weekday
from kiosk.words.numbers import decimals, percent, whole

part = Blueprint("cards", __name__)


@part.get("/units/<unit_code>/card")
@needs("figures.read")
def show(unit: Unit) -> str:
    """The card of a day that is over (?day=), of yesterday without one: to look at, to save, and its text to copy."""
    today = _closed_day(unit)
    return render_template("panel/cards/show.html", unit=today.unit, day=today.day, text=_text(_card(today)))


@part.get("/units/<unit_code>/card.png")
@needs("figures.read")
def picture(unit: Unit) -> Response:
    today = _closed_day(unit)
    return png_file(printing.card(_card(today)), f"{today.unit.code}-{today.day.isoformat()}")


def _closed_day(unit: Unit) -> Today:
    today = reports.of_today(unit, asked_day(unit, days_ago=1), now(), instruments())
    return abort(404) if today.running else today


def _card(today: Today) -> Card:
    return Card(
        unit=today.unit.name,
        day=f"{weekday(today.day)}, {day_in_words(today.day)}",
        figures=[_visits(today), _satisfaction(today), *(_index(each, today.indices[each.key]) for each in today.instrument.indices)],
        note=_("Angka gabungan. Tidak ada jawaban satu orang yang terbaca."),
        seal=_("Segel %(code)s", code=proof.fingerprint(today.seal)) if today.seal and today.seal.size else "",
        language=language(),
        is_demo=installation.is_demo(),
    )


def _visits(today: Today) -> CardFigure:
    rate, served = today.response.rate, today.response.served
    below = _("kunjungan")
    if served and rate is not None and not today.response.impossible:
        below = _("%(rate)s %% dari %(n)s yang dilayani", rate=decimals(rate, 1), n=whole(served.count))
    return CardFigure(_("Yang menilai"), whole(today.visits), [below])


def _satisfaction(today: Today) -> CardFigure:
    share = today.satisfaction
    if share is None:
        return CardFigure(_("Puas, sangat puas"), "–", [_("belum cukup penilaian")])
    likely = _("kemungkinan %(low)s–%(high)s %%", low=percent(share.low), high=percent(share.high))
    return CardFigure(_("Puas, sangat puas"), f"{percent(share.value)} %", [likely, f"n = {whole(share.n)}"])


def _index(index: Index, figure: IndexFigure | None) -> CardFigure:
    title = _("%(name)s, 30 hari", name=in_text(index.short))
    if figure is None:
        return CardFigure(title, "–", [_("belum cukup jawaban")])
    likely = _("kemungkinan %(low)s–%(high)s", low=decimals(figure.low), high=decimals(figure.high))
    grade = f"{figures.graded(figure)}, {figures.basis(figure)}"
    return CardFigure(title, decimals(figure.value), [likely, f"n = {whole(figure.n)}", grade])


def _text(made: Card) -> str:
    """The same in a message: a line for each figure."""
    lines = [
        f"*{made.unit}*",
        made.day,
        *(f"{each.name}: {each.value} ({', '.join(each.below)})" for each in made.figures),
        made.note,
        made.seal,
    ]
    demo = [_("Contoh – bukan data sebenarnya")] if made.is_demo else []
    return "\n".join(filter(None, [*demo, *lines]))
