"""What the units of the demonstration do about their lowest elements: one of each kind that a register holds, all invented."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from operator import attrgetter
from random import Random
from uuid import UUID

from kiosk import followups
from kiosk.clock import service_day
from kiosk.demo.places import Stage
from kiosk.followups import Draft, Quarter, changes
from kiosk.instruments import Catalogue
from kiosk.people import acts
from kiosk.places import Unit

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
            days_ago=52,
            due=0,
            steps={46: "under-way", 33: "done"},
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


@dataclass(frozen=True, slots=True)
class Step:
    """Something that a head does at that moment; `do` tells what the record of acts says of it."""

    at: datetime
    unit: Unit
    kind: str
    do: Callable[[datetime], str]

    def take(self) -> None:
        acts.note(self.kind, BY, self.at, self.unit, self.do(self.at))


@dataclass(slots=True)
class _Story:
    unit: Unit
    instrument: str
    told: Told
    form: UUID
    number: int = 0

    def steps(self, now: datetime) -> Iterator[Step]:
        yield Step(now - timedelta(days=self.told.days_ago), self.unit, "follow-ups.create", self._plan)
        for days_ago, status in self.told.steps.items():
            yield Step(now - timedelta(days=days_ago), self.unit, "follow-ups.status", partial(self._set_status, status))
        if self.told.evidence:
            yield Step(now, self.unit, "follow-ups.evidence", self._prove)
        if self.told.notice:
            yield Step(now, self.unit, "notices.publish", self._tell)

    def _plan(self, at: datetime) -> str:
        told, day = self.told, self._day(at)
        draft = Draft(told.cause, told.action, told.horizon, told.responsible, Quarter.of(day).after(told.due))
        self.number = followups.plan(self.unit, self.instrument, told.element, draft, self.form, BY, at, day)
        return f"{told.element}: {told.action}"

    def _set_status(self, status: str, at: datetime) -> str:
        followups.set_status(self.unit, self.number, status, self._day(at), "", BY, at, self._day(at))
        return f"{self.number}: {status}"

    def _prove(self, at: datetime) -> str:
        today, words = self._day(at), self.told.evidence
        changes.add_evidence(self.unit, self.number, words, "", today - timedelta(days=1), BY, at, today)
        return f"{self.number}: {words}"

    def _tell(self, at: datetime) -> str:
        today, texts = self._day(at), self.told.notice
        changes.publish(self.unit, self.number, texts, today, today + timedelta(days=30), BY, at, today)
        return texts["id"]

    def _day(self, at: datetime) -> date:
        return service_day(at, self.unit.zone)


def follow_up(stage: Stage, now: datetime, catalogue: Catalogue) -> list[Step]:
    """What its head does as of `now`, in the order of time: to be taken between the days of its visitors."""
    instrument, dice = catalogue.current(stage.counters[0].instrument), Random(stage.unit.code)
    forms = [UUID(int=dice.getrandbits(128), version=4) for _ in STORIES[stage.unit.kind]]
    stories = [_Story(stage.unit, instrument.name, *each) for each in zip(STORIES[stage.unit.kind], forms, strict=True)]
    return sorted((step for story in stories for step in story.steps(now)), key=attrgetter("at"))
