"""What the units of the demonstration do about their lowest elements: one of each kind that a register holds, all invented."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from kiosk import followups
from kiosk.clock import service_day
from kiosk.demo.places import Stage
from kiosk.followups import Draft, Quarter, changes
from kiosk.instruments import Catalogue
from kiosk.people import acts

BY = "kepala"


@dataclass(frozen=True, slots=True)
class Told:
    """A follow-up, planned so many days ago and due so many quarters after that; and what came after, {days ago: status}."""

    element: str
    cause: str
    action: str
    responsible: str
    days_ago: int
    due: int
    steps: dict[int, str]
    horizon: str = "short"
    evidence: str = ""
    notice: Mapping[str, str] = field(default_factory=dict)


STORIES = {
    "kanim": (
        Told(
            "U4",
            "Berkas diverifikasi oleh satu petugas; antrean menumpuk pukul 10–12.",
            "Petugas verifikasi kedua pukul 09.00–12.00, dan berkas lengkap langsung ke foto.",
            "Seksi Lalu Lintas Keimigrasian",
            days_ago=33,
            due=0,
            steps={29: "under-way", 20: "done"},
            evidence="Surat perintah penugasan dan jadwal petugas verifikasi kedua.",
            notice={"id": "Petugas verifikasi kini dua orang pukul 09–12.", "en": "Two officers now check documents from 9 to 12."},
        ),
        Told(
            "K5",
            "Pemohon belum tahu bahwa semua langkah dapat diurus sendiri.",
            "Papan alur dan tarif di pintu masuk; pengumuman antrean tiap jam.",
            "Subbagian Tata Usaha",
            days_ago=25,
            due=0,
            steps={12: "under-way"},
        ),
        Told(
            "U3",
            "Alur di situs berbeda dari alur di kantor.",
            "Menyamakan alur di situs, poster, dan loket.",
            "Seksi Teknologi Informasi dan Komunikasi Keimigrasian",
            days_ago=150,
            due=0,
            steps={120: "under-way"},
        ),
        Told(
            "U7",
            "Ruang pengaduan menyatu dengan ruang tunggu.",
            "Menyediakan ruang konsultasi dan pengaduan tersendiri.",
            "Subbagian Tata Usaha",
            days_ago=10,
            due=5,
            steps={},
            horizon="medium",
        ),
    ),
    "lapas": (
        Told(
            "U7",
            "Jadwal konsultasi integrasi hanya diketahui lewat wali.",
            "Jadwal konsultasi ditempel di ruang tunggu dan dibacakan sebelum kunjungan.",
            "Subseksi Registrasi dan Bimbingan Kemasyarakatan",
            days_ago=30,
            due=0,
            steps={26: "under-way", 22: "done"},
            evidence="Foto papan jadwal di ruang tunggu.",
        ),
        Told(
            "U1",
            "Syarat kunjungan berbeda-beda di tiap selebaran.",
            "Satu selebaran syarat kunjungan, juga dalam huruf besar.",
            "Kesatuan Pengamanan Lapas",
            days_ago=8,
            due=1,
            steps={2: "under-way"},
        ),
    ),
}


def follow_up(stage: Stage, now: datetime, catalogue: Catalogue) -> None:
    """Enter them as a head would have, each step on its own day; the record of acts tells of it in that order."""
    instrument, dice, unit = catalogue.current(stage.counters[0].instrument), Random(stage.unit.code), stage.unit
    today, done = service_day(now, unit.zone), list[tuple[datetime, str, str]]()
    for told in STORIES[unit.kind]:
        planned = now - timedelta(days=told.days_ago)
        day = service_day(planned, unit.zone)
        draft = Draft(told.cause, told.action, told.horizon, told.responsible, Quarter.of(day).after(told.due))
        form = UUID(int=dice.getrandbits(128), version=4)
        number = followups.plan(unit, instrument.name, told.element, draft, form, BY, planned, day)
        done.append((planned, "follow-ups.create", f"{told.element}: {told.action}"))
        for days_ago, status in told.steps.items():
            then = now - timedelta(days=days_ago)
            followups.set_status(unit, number, status, service_day(then, unit.zone), "", BY, then, service_day(then, unit.zone))
            done.append((then, "follow-ups.status", f"{number}: {status}"))
        if told.evidence:
            changes.add_evidence(unit, number, told.evidence, "", today - timedelta(days=1), BY, now, today)
            done.append((now, "follow-ups.evidence", f"{number}: {told.evidence}"))
        if told.notice:
            changes.publish(unit, number, told.notice, today, today + timedelta(days=30), BY, now, today)
            done.append((now, "notices.publish", told.notice["id"]))
    for at, kind, about in sorted(done):
        acts.note(kind, BY, at, unit, about)
