"""What is said to a tablet about a rating that is not taken: status, title, and a reason that an operator can read."""

from typing import NamedTuple

from flask import g

from kiosk import places
from kiosk.clock import to_milliseconds
from kiosk.devices.delivery import AFTER_ITS_END, Delivery
from kiosk.recording import Closed, Conflict, Failed, Outcome
from kiosk.web import doubt, now
from kiosk.web.log import log
from kiosk.words.catalogue import gettext as _
from kiosk.words.dates import day_and_time


class Refusal(NamedTuple):
    status: int
    title: str
    sentence: str


def closed_now() -> dict[str, str] | None:
    """Why the counter of this device is closed in the register at this moment, for the tablet's cover; None: it is open."""
    closure = places.closure_at(g.place.counter.id, now())
    return {"reason": closure.reason} if closure else None


def time_told() -> int | None:
    """What time it is, for the tablet's taps; None while the server is not sure: then the tablet goes on by what it heard before."""
    return None if doubt() else to_milliseconds(now())


def incomplete(sentence: str) -> Refusal:
    return Refusal(422, _("Penilaian tidak lengkap"), sentence)


def of_delivery(found: Delivery) -> Refusal | None:
    """None: the device may deliver this."""
    match found:
        case Delivery.ENDED:
            return Refusal(403, _("Tablet ini sudah dicabut"), _("Penilaian setelah pencabutan tidak diterima."))
        case Delivery.LATE:
            days = AFTER_ITS_END.days
            told = _("Tablet dicabut lebih dari %(days)s hari yang lalu; yang masih tersimpan di dalamnya tidak diterima lagi.", days=days)
            return Refusal(403, _("Tablet ini sudah dicabut"), told)
    return None


def of_ledger(outcome: Outcome) -> Refusal | None:
    """None: it is recorded."""
    match outcome:
        case Conflict():
            log.warning("answer repeated with other content", counter=g.place.counter.code, device=g.device.id)
            return Refusal(
                409,
                _("Penilaian ini sudah ada dengan isi lain"),
                _("Jawaban yang sama tidak dapat diubah isinya; kirim sebagai jawaban baru."),
            )
        case Closed(since, reason):
            told = _("Loket ini ditutup sejak %(since)s: %(reason)s.", since=day_and_time(since, g.place.unit.zone), reason=reason)
            return Refusal(403, _("Loket ditutup"), told)
        case Failed():
            return Refusal(500, _("Penilaian tidak tersimpan"), _("Server menolak penilaian ini; alasannya ada di catatan server."))
    return None
