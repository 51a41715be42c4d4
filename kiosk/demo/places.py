"""The places of the demonstration: Lapas and Kantor Imigrasi Tanjungpandan, their offices before and after October 2024.

Sources: the Kanwil's report of 10 June 2021 (units and Kanwil); the split of Kemenkumham in October 2024 (offices since).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from kiosk import places
from kiosk.devices import examples
from kiosk.instruments import DEFAULT_INSTRUMENT, DEFAULT_PLAN
from kiosk.places import Counter, Unit, letterheads, opening, service_points, steps, tree
from kiosk.places.letterheads import Letterhead

SPLIT = date(2024, 10, 21)
BEGINNING = date(2000, 1, 1)
WITH_WISH = "S0 R0 I0 ikm:1 ipk:1"
"""What one counter asks, so that there is something to see of what visitors want."""
WORKDAYS = range(5)


@dataclass(frozen=True, slots=True)
class Stage:
    """A unit of the demonstration and its counters."""

    unit: Unit
    counters: tuple[Counter, ...]


def build() -> tuple[Stage, Stage]:
    """Make all places; returns the immigration office and the prison."""
    imigrasi, lapas = _offices()
    for unit in (imigrasi, lapas):
        # A demonstration shows units at work; nobody sets them up.
        steps.note(unit, steps.DISMISSED, "", datetime.combine(SPLIT, time(), UTC))
    return _imigrasi(imigrasi), _lapas(lapas)


def _offices() -> tuple[Unit, Unit]:
    babel = "Kepulauan Bangka Belitung"
    kemenkumham = places.found_unit("kemenkumham", "Kementerian Hukum dan Hak Asasi Manusia", kind="ministry")
    kanwil = places.found_unit("kanwil-kemenkumham-babel", f"Kanwil Kemenkumham {babel}", kind="regional")
    kemenimipas = places.found_unit("kemenimipas", "Kementerian Imigrasi dan Pemasyarakatan", kind="ministry")
    kanwil_im = places.found_unit("kanwil-ditjenim-babel", f"Kanwil Ditjen Imigrasi {babel}", kind="regional")
    kanwil_pas = places.found_unit("kanwil-ditjenpas-babel", f"Kanwil Ditjen Pemasyarakatan {babel}", kind="regional")
    imigrasi = places.found_unit(
        "kanim-tanjungpandan", "Kantor Imigrasi Kelas II TPI Tanjungpandan", kind="kanim", short_name="Imigrasi Tanjungpandan"
    )
    lapas = places.found_unit("lapas-tanjungpandan", "Lapas Kelas IIB Tanjungpandan", kind="lapas", short_name="Lapas Tanjungpandan")
    for unit, parent, since, until in (
        (kanwil, kemenkumham, BEGINNING, SPLIT),
        (imigrasi, kanwil, BEGINNING, SPLIT),
        (lapas, kanwil, BEGINNING, SPLIT),
        (kanwil_im, kemenimipas, SPLIT, None),
        (kanwil_pas, kemenimipas, SPLIT, None),
        (imigrasi, kanwil_im, SPLIT, None),
        (lapas, kanwil_pas, SPLIT, None),
    ):
        tree.affiliate(unit, parent, since, until)
    for office, line in ((kanwil_im, "DIREKTORAT JENDERAL IMIGRASI"), (kanwil_pas, "DIREKTORAT JENDERAL PEMASYARAKATAN")):
        head = f"KEMENTERIAN IMIGRASI DAN PEMASYARAKATAN\n{line}\nKANTOR WILAYAH {babel.upper()}"
        letterheads.say(office, SPLIT, Letterhead(head, addressee=f"Kepala {office.name}", deadline=10))
    for unit, position in ((imigrasi, "Kepala Kantor Imigrasi"), (lapas, "Kepala Lapas")):
        said = Letterhead(city="Tanjungpandan", signatory="NAMA CONTOH", position=f"{position},", number="19800101 200501 1 001")
        letterheads.say(unit, SPLIT, said)
    return imigrasi, lapas


def _imigrasi(unit: Unit) -> Stage:
    opening.set_opening_hours(unit, WORKDAYS, (time(8), time(16)))
    info = service_points.offer_service(unit, "informasi", {"id": "Informasi dan pengaduan", "en": "Information and complaints"})
    passport = service_points.offer_service(unit, "paspor", {"id": "Paspor", "en": "Passports"})
    stay = service_points.offer_service(unit, "izin-tinggal", {"id": "Izin tinggal", "en": "Stay permits"})
    return Stage(
        unit,
        (
            _counter(unit, "kanim-1", "Loket 1 · Informasi", "Counter 1 · Information", [info]),
            _counter(unit, "kanim-2", "Loket 2 · Paspor", "Counter 2 · Passports", [passport]),
            _counter(unit, "kanim-3", "Loket 3 · Paspor prioritas", "Counter 3 · Passports, priority", [passport], plan=WITH_WISH),
            _counter(unit, "kanim-4", "Loket 4 · Izin tinggal", "Counter 4 · Stay permits", [stay]),
        ),
    )


def _lapas(unit: Unit) -> Stage:
    opening.set_opening_hours(unit, WORKDAYS, (time(8, 30), time(11, 30)), (time(13, 30), time(15)))
    visit = service_points.offer_service(unit, "kunjungan", {"id": "Kunjungan tatap muka", "en": "Visits"})
    parcels = service_points.offer_service(unit, "penitipan", {"id": "Penitipan barang dan makanan", "en": "Parcels and food"})
    integration = service_points.offer_service(unit, "integrasi", {"id": "Integrasi (PB, CB, CMB)", "en": "Parole and leave"})
    info = service_points.offer_service(unit, "informasi", {"id": "Informasi dan pengaduan", "en": "Information and complaints"})
    return Stage(
        unit,
        (
            _counter(unit, "lapas-1", "Loket 1 · Kunjungan", "Counter 1 · Visits", [visit]),
            # Behind the lockers nobody has a phone.
            _counter(unit, "lapas-2", "Loket 2 · Penitipan barang", "Counter 2 · Parcels", [parcels], shows_qr=False),
            _counter(unit, "lapas-3", "Loket 3 · Integrasi dan informasi", "Counter 3 · Parole and information", [integration, info]),
        ),
    )


def _counter(
    unit: Unit, code: str, name: str, english: str, gives: Iterable[places.Service], *, shows_qr: bool = True, plan: str = DEFAULT_PLAN
) -> Counter:
    counter = places.open_counter(
        unit, code, {"id": name, "en": english}, instrument=DEFAULT_INSTRUMENT, plan=plan, gives=gives, shows_qr=shows_qr
    )
    examples.put_up(counter, datetime.combine(SPLIT, time(1), UTC))
    return counter
